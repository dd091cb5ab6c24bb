"""A text and the people named in it -> what each did at an event: chaired, spoke, attended, accompanied …

Chinese puts the people before the verb, often in a list with their posts; so within a sentence people
gather from left to right, clause by clause, until a verb takes them. People who are only mentioned
(学习某某重要讲话), stand after a preposition, or report (记者某某) are nobody's subject.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.language.sentences import clauses, sentences
from retrieval.records import Name, NameKind, Role, Span

__all__ = ["Act", "acts_in", "dateline", "reporters"]

# Verbs by role. What follows a verb decides too: 会见时在座 is no 会见.
_VERBS: tuple[tuple[Role, str], ...] = (
    (Role.GUIDED, r"(?:到会|莅会|莅临|现场|到场|亲临|全程)(?:并)?(?:作?指导|督导)|指导会议"),
    (Role.CHAIRED, r"主持(?!人|词|的)|担任[^,，。]{0,4}主持|主持召开"),
    (
        Role.SPOKE,
        r"(?:作|做|发表)(?:了)?[^,，。、]{0,14}(?:讲话|报告|发言|致辞|致词|演讲|汇报|部署|点评|总结|说明|交流|宣讲|讲座|辅导)|讲话|致辞|致词|发言|"
        r"致[^,，。]{0,4}[辞词]|宣读|祝酒|主讲|授课|宣讲|(?:上|讲授|讲)[^,，。、]{0,10}党课|汇报[了]?|通报[了]?|传达[了]?|点评|作了?介绍|代表[^,，。]{1,12}表态",
    ),
    (Role.SIGNED, r"签署|签字|签约|签订|共同签"),
    (
        Role.ATTENDED,
        r"(?:应邀|分别|一同|共同|集体|也|都|均|还|同时|线上|现场|到场|到会)?(?:参加|出席|列席|参会|与会|莅会|到会|在座|在场|参与)|"
        r"合影(?:留念)?|观看|为[^,，。]{1,20}(?:授牌|揭牌|揭幕|剪彩|颁奖|颁证|培土|奠基|授旗|开机|点火)|(?:揭牌|揭幕|剪彩|颁奖|颁证)(?=$|[,，。了])|"
        r"向[^,，。]{1,30}(?:颁证|颁奖|授牌|授旗|颁发|赠送|赠书|授予)",
    ),
    (
        Role.ACCOMPANIED,
        r"陪同(?!下)|随行|随同|一同(?:调研|考察|走访|检查|慰问|看望|前往)|参加(?:了)?(?:调研|考察|走访|检查|慰问|看望|视察|督查)(?=$|[,，。活])",
    ),
    (Role.RECEIVED, r"(?:亲切|友好|分别|共同|一同)?(?:会见|接见|会晤|会谈|宴请)"),
    (
        Role.VISITED,
        r"(?:调研|考察)(?!课题|成果|工作|报告|座谈|情况|组|团|项目)|视察|走访|慰问|看望|检查(?!站|院|工作|组)|督查(?!组|室)|督导(?!组|员)|暗访|探望|探访|访问(?!团)|参观|巡查|"
        r"踏看|踏勘|察看|查看|来到|抵达|赴(?=\S{2})|深入(?!总结|实施|推进|贯彻|学习|开展|研讨|交流|研究|排查|细致|浅出|人心|了解|剖析)|前往|到访|来访|来(?=[^,，。、]{2,8}(?:开展|调研|考察|视察|走访|慰问|检查|出席|参加|指导|访问|看望|督查))|督战|巡视|走进|(?:首先|先后|专程|随后|一行|又|接着|分别)到(?!会|场)(?=[^,，。]{3})|到(?=[^,，。]{2,14}(?:调研|考察|视察|走访|慰问|看望|检查|督查|督导|指导))",
    ),
)
_VERB = re.compile("|".join(f"(?P<{role.name}>{verbs})" for role, verbs in _VERBS))
_WEAK = re.compile(
    r"指出|强调|要求|希望|表示|说(?=[,，:：。])|介绍说?|勉励|叮嘱|号召|宣布|指示|称赞|赞扬"
)
# A verb that is no act of the people before it: refused, attributive, or of another kind of taking part
_NOT = re.compile(
    r"(?:未|没有|没|不|拒绝|无法|因故未|缺席|未能|不能|禁止|谢绝)(?:能|曾|再)?(?:参加|出席|列席|到会)|"
    r"(?:参加|参与)(?:了)?(?:过)?(?:工作|革命|红军|八路军|新四军|解放军|抗日|抗战|中国共产党|共产党|高考|考试|比赛|决赛|劳动|生产|竞争|竞标|诉讼|医疗|保险|社保|培训班学习)"
)
_NOUN_AFTER = re.compile(
    r"(?:时|的|、|和|后|前|中|期间|活动|过程|结束|仪式(?:和|、))|$|[,，。;；]"
)
_ATTRIBUTIVE = re.compile(
    r"[^,，。;；、]{0,24}?(?:的[^,，。;；、]{0,10}|会议|大会|活动|座谈会)?(?:代表团?|委员们?|同志们?|人员|嘉宾|领导|干部|客人|来宾|专家|学者|运动员|记者|职工|群众|官兵|人士|成员)"
)
_PRESENT = re.compile(
    r"(?:参加|出席|列席|陪同|到会|与会|一同)[^,，。;；、]{0,24}?(?:有|包括|为|是)[:：]?$|"
    r"(?:参加|出席|列席|陪同)[^,，。;；、]{0,16}(?:领导|嘉宾|人员|同志)[:：]?$"
)
# Someone else is the subject: people in general, not those named before
_OTHERS = re.compile(
    r"(?:群众|代表|职工|干部|人员|部门|学生|学员|观众|会员|师生|游客|委员|官兵|战士|市民|村民|居民|选手|运动员|单位|企业|家长|老人|党员|嘉宾|"
    r"记者|各界|人士|负责人|会议|大会|活动|他们|她们|双方|我们|大家|名|余人|多人|各?地|队伍)[^,，。、]{0,8}$"
)
_MENTION_AFTER = re.compile(
    r"新时代|总书记|主席(?:关于|重要|在|的|对)|同志(?:关于|重要|为|的)|思想|理论|精神|关于|重要(?:讲话|指示|批示|论述|文章)|为(?:核心|首|代表)|(?:名誉)?奖|杯|故居|纪念|铜像|诞辰|逝世|遗体|的|之死|案|所(?:作|写|著)|作品"
)
_MENTION_BEFORE = re.compile(
    r"(?:贯彻|学习|落实|按照|根据|遵照|遵循|纪念|缅怀|悼念|坚持|领会|围绕|高举|以|受|代表|对|向|与|同|跟|给|为|由于|关于|称|如|像|像是|"
    r"转达|传达|把|将|让|替|感谢|邀请|选举|任命|听取|采访|找到|见到|欢迎|被|据|请|对于|得到|评价|围观|拜访|迎来|送走)$"
)
_REPORTER = re.compile(
    r"(?:记者|通讯员|摄影|实习生|作者|撰稿|编辑|文/图|图/文)[:： 　]*$|(?:记者|通讯员|摄影|实习生|作者|撰稿|编辑)[:： 　]*"
    r"[\u3400-\u9fff·]{2,4}(?:[ 　、,，]+[\u3400-\u9fff·]{2,4})*[ 　、,，]+$"
)
_TITLE = re.compile(r"^(?:同志|先生|女士|[上中少]将|[大上中少]校|教授|院士|博士|大使)")
_DATELINE = re.compile(
    r"^\s*(?:据)?(?:本报|新华社|中新社|[\u3400-\u9fff]{0,6}(?:日报|晚报|时报|早报|商报|晨报|通讯社|网|社))[^。]{0,40}?"
    r"(?:[电讯消息](?:\s*[(（][^)）]{1,60}[)）])?|[(（][^)）]{1,60}[)）])(?:[^。(（]{0,50}?报道[:：])?"
)
_HOST_AFTER = re.compile(r"(?:举行|主办|举办|召集|设)的")
_LINK = re.compile(r"[\s、和与及以]*")
_AND_OTHERS = re.compile(
    r"^(?:同志)?等(?!级|待|额|候|于|同)(?P<count>[\d一二三四五六七八九十两]{1,3}(?=[位名人]))?|^(?:同志)?[、]?(?:和|以及|及|与)(?:[^,，。]{0,12})?"
    r"(?:各|其他|其它|有关|部分|相关|全体|区委常委|县委常委|市委常委|班子|负责|委员|成员|代表|领导|部门|人士|单位|干部|群众)"
)


@dataclass(frozen=True, slots=True)
class Act:
    """What a person did: the role, the span of the name and of the clauses that say so."""

    name: Name
    role: Role
    evidence: Span
    weak: bool = (
        False  # 指出, 强调: said by somebody who is there for another reason, or not there at all
    )
    open: bool = False  # the list ends in 等, or in people without names


@dataclass(slots=True)
class _Reading:
    """A sentence, half read: who waits for a verb, who was the last one's subject."""

    waiting: list[Name] = field(default_factory=list)
    subject: list[Name] = field(default_factory=list)
    begin: int = 0
    open: bool = False
    subject_open: bool = False


def acts_in(text: str, names: Sequence[Name]) -> list[Act]:
    """All acts of the people named in a text, in its order; spans are offsets into ``text``."""
    outside = reporters(text, names)
    people = [name for name in names if name.kind is NameKind.PERSON and name.span not in outside]
    acts: list[Act] = []
    for start, end in _sentences(text):
        inside = [name for name in people if start <= name.span[0] < end]
        if inside:
            acts += _sentence(text, (start, end), inside)
    return acts


def dateline(text: str) -> int:
    """Where the dateline at the beginning of a story ends (本报讯(记者 甲), 新华社北京1月1日电), else 0."""
    match = _DATELINE.match(text)
    return match.end() if match else 0


def reporters(text: str, names: Sequence[Name]) -> frozenset[Span]:
    """Spans of the people named as reporters: in a dateline, or after 记者."""
    line = dateline(text)
    found = {n.span for n in names if n.kind is NameKind.PERSON and n.span[1] <= line}
    before: Name | None = None
    for name in names:
        if name.kind is not NameKind.PERSON:
            continue
        start = name.span[0]
        listed = (
            before is not None
            and before.span in found
            and re.fullmatch(
                r"[ 　、,，和]+(?:本报|新华社)?(?:实习|特约)?(?:记者|通讯员)?[ 　]*",
                text[before.span[1] : start],
            )
        )
        if listed or _REPORTER.search(text[max(0, start - 40) : start]):
            found.add(name.span)
        before = name
    return frozenset(found)


def _sentences(text: str) -> Iterator[Span]:
    """Sentences, but those that only a semicolon parts are one: a list may go on behind it."""
    start = 0
    for _, end in sentences(text):
        if end == len(text) or not text[:end].rstrip("”’」』）)】").endswith((";", "；")):
            yield start, end
            start = end


def _sentence(text: str, span: Span, people: Sequence[Name]) -> Iterator[Act]:
    reading = _Reading(begin=span[0])
    for start, end in clauses(text[span[0] : span[1]]):
        clause = (span[0] + start, span[0] + end)
        inside = [name for name in people if clause[0] <= name.span[0] < clause[1]]
        yield from _clause(text, clause, inside, reading)


def _clause(text: str, clause: Span, people: Sequence[Name], reading: _Reading) -> Iterator[Act]:
    """Read a clause: names wait, verbs take them."""
    accompanied = list(_phrases(text, clause, people))
    yield from accompanied
    aside = {act.name.span for act in accompanied}
    at = clause[0]
    took = False
    for match in _verbs(text, clause):
        fresh = [n for n in people if at <= n.span[0] < match.start() and n.span not in aside]
        _gather(text, fresh, match.start(), reading)
        acts = list(_take(text, match, (at, clause[1]), people, reading))
        yield from acts
        took = took or bool(acts)
        aside |= {act.name.span for act in acts}
        at = match.end()
    rest = [n for n in people if n.span[0] >= at and n.span not in aside]
    if took and rest and at > clause[0]:
        return  # objects of the verb
    _gather(text, rest, clause[1], reading)


def _verbs(text: str, clause: Span) -> Iterator[re.Match[str]]:
    refused = {match.end() for match in _NOT.finditer(text, *clause)}
    refused |= {match.start() for match in _NOT.finditer(text, *clause)}
    found = [*_VERB.finditer(text, *clause), *_WEAK.finditer(text, *clause)]
    last = clause[0]
    for match in sorted(found, key=lambda m: (m.start(), -m.end())):
        if match.start() < last or match.start() in refused or match.end() in refused:
            continue
        last = match.end()
        yield match


def _gather(text: str, names: Sequence[Name], stop: int, reading: _Reading) -> None:
    """Put names that can be subjects with those that wait."""
    good = [n for n in names if _can_be_subject(text, n, reading)]
    if not good:
        return
    if not reading.waiting:
        reading.begin = good[0].span[0]
    reading.waiting += good
    tail = text[good[-1].span[1] : stop]
    others = _AND_OTHERS.match(_TITLE.sub("", tail))
    if others and (
        (others["count"] and _number(others["count"]) == len(reading.waiting))
        or (len(reading.waiting) == 1 and not others[0].lstrip("同志、").startswith("等"))
    ):
        others = None
    reading.open = reading.open or others is not None


def _can_be_subject(text: str, name: Name, reading: _Reading) -> bool:
    start, end = name.span
    if _MENTION_AFTER.match(text, end) or _HOST_AFTER.match(text, end):
        return False
    before = text[max(0, start - 6) : start]
    if not _MENTION_BEFORE.search(before):
        return True
    linked = reading.waiting and _LINK.fullmatch(text[reading.waiting[-1].span[1] : start])
    return bool(linked) and bool(re.search(r"[与和及]$", before))


def _take(
    text: str, match: re.Match[str], around: Span, people: Sequence[Name], reading: _Reading
) -> Iterator[Act]:
    """What a verb makes of the people who wait, or of those it follows."""
    weak = match.lastgroup is None
    role = Role.SPOKE if weak else Role[match.lastgroup or ""]
    if role is Role.RECEIVED and _NOUN_AFTER.match(text, match.end()):
        return
    present = _PRESENT.search(text[match.start() : around[1]].rstrip())
    listed = _listed_after(text, match, around[1], people)
    if listed:
        yield from _acts(
            text, listed, role, (match.start(), around[1]), open_=_open_after(text, listed)
        )
        return
    if present or (not weak and _attributive(text, match, role)):
        return
    if role is Role.VISITED and text.startswith("的", match.end()):
        return
    subject, begin, open_ = _subject(text, match.start(), around[0], reading)
    evidence = (begin, around[1])
    for name in subject:
        yield Act(name, role, evidence, weak, open_)
    if role in (Role.RECEIVED, Role.ACCOMPANIED) and subject:
        other = Role.ATTENDED if role is Role.RECEIVED else Role.VISITED
        objects = _objects(text, match.end(), around[1], people)
        yield from _acts(text, objects, other, evidence, open_=False)


def _subject(text: str, verb: int, floor: int, reading: _Reading) -> tuple[list[Name], int, bool]:
    """The people who wait, else the last verb's subject where nobody else stands before this verb."""
    if reading.waiting:
        reading.subject, reading.subject_open = reading.waiting, reading.open
        reading.waiting, reading.open = [], False
        gap = text[reading.subject[-1].span[1] : verb]
        if _someone_else(gap, reading.subject_open):
            reading.subject = []
        return reading.subject, reading.begin, reading.subject_open
    gap = text[floor:verb]
    if len(gap) > 40 or _someone_else(gap, listed=False):
        return [], floor, False
    return reading.subject, reading.begin, reading.subject_open


def _someone_else(gap: str, listed: bool) -> bool:
    """Whether others than those named stand right before a verb: 近万名群众冒雨参加."""
    if re.match(r"(?:同志)?等|[、和以与及]", gap):
        return False
    others = _OTHERS.search(gap)
    return (
        bool(others)
        and not listed
        and not re.search(r"(?:向|为|与|同|对|给|在|和)[^,，。]*$", gap)
    )


def _listed_after(
    text: str, match: re.Match[str], stop: int, people: Sequence[Name]
) -> list[Name]:
    """People named after 参加会议的还有, 陪同调研的有."""
    first = next((n for n in people if n.span[0] >= match.end()), None)
    if first is None or first.span[0] > stop:
        return []
    between = text[match.start() : first.span[0]]
    if re.search(
        r"的?[^,，。;；、]{0,8}(?:还有|有|包括|分别是|是)[:：]?[^,，。;；]{0,40}$", between
    ) and re.match(r"(?:应邀|一同)?(?:参加|出席|列席|陪同|到会|与会)", between):
        return [n for n in people if n.span[0] >= first.span[0]]
    return []


def _open_after(text: str, names: Sequence[Name]) -> bool:
    return _AND_OTHERS.match(text[names[-1].span[1] :]) is not None


def _attributive(text: str, match: re.Match[str], role: Role) -> bool:
    """Whether the verb only says which people are meant: 会见出席会议的代表."""
    if role not in (Role.ATTENDED, Role.ACCOMPANIED):
        return False
    found = _ATTRIBUTIVE.match(text, match.end())
    if found is None:
        return False
    after = text[found.end() : found.end() + 2]
    before = text[max(0, match.start() - 6) : match.start()]
    return bool(re.search(r"会见|接见|看望|慰问|与$|同$|和$|向$|对$|的$", before)) or after[
        :1
    ] in ("时", "")


def _objects(text: str, start: int, stop: int, people: Sequence[Name]) -> list[Name]:
    """People right after a verb, up to the next verb: 会见了甲和乙."""
    found: list[Name] = []
    for name in people:
        if not start <= name.span[0] < stop:
            continue
        between = text[found[-1].span[1] if found else start : name.span[0]]
        if (
            _VERB.search(re.sub(r"[^,，。]{1,24}的", "", between))
            or len(between) > 60
            or re.search(r"[代转]表|转达|并", between)
        ):
            break
        if _MENTION_AFTER.match(text, name.span[1]):
            continue
        found.append(name)
    return found


def _phrases(text: str, clause: Span, people: Sequence[Name]) -> Iterator[Act]:
    """People in a phrase of their own: 在甲、乙陪同下 · 由甲主持 · 在甲主持下."""
    for match in re.finditer(
        r"(?:在|由)(?P<who>[^,，。;；]{2,120}?)(?:的)?(?P<verb>陪同(?:下)?|主持(?:下)?(?!人)|带领下|率领下)",
        text[clause[0] : clause[1]],
    ):
        first, last = clause[0] + match.start("who"), clause[0] + match.end("who")
        inside = [n for n in people if first <= n.span[0] < last]
        role = Role.CHAIRED if match["verb"].startswith("主持") else Role.ACCOMPANIED
        if match["verb"].endswith("领下"):
            role = Role.ATTENDED
        tail = text[inside[-1].span[1] : last] if inside else ""
        yield from _acts(text, inside, role, clause, open_=_AND_OTHERS.match(tail) is not None)


def _acts(
    text: str, names: Sequence[Name], role: Role, evidence: Span, *, open_: bool
) -> Iterator[Act]:
    for name in names:
        yield Act(name, role, evidence, weak=False, open=open_)


def _number(text: str) -> int:
    digits = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return digits.get(text, 0)
    return digits.get(tens, 1) * 10 + digits.get(ones, 0)

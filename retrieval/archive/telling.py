"""An event as it is told -> its name, its kind, its days and its place.

An event is told in the first paragraph: the sentence with its day names it (召开…会议, …仪式举行), the headline
does where the sentence does not.
"""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from retrieval.archive.acts import Act
from retrieval.archive.bylines import dateline
from retrieval.language.dates import find_dates
from retrieval.language.sentences import sentences
from retrieval.records import HEAD, Article, DateMention, Grain, Name, NameKind, Role, Span

__all__ = [
    "Told",
    "anchor_of",
    "kind_of",
    "lead_of",
    "one_day",
    "place_of",
    "sentence_of_event",
    "title_of",
]

_MEETING = (
    r"(?:常务|全体|扩大|联席|推进|部署|动员|表彰|交流|座谈|专题|询问|工作|现场|调度|协调|通报|总结|述职|听证|论证|评审|研讨|茶话|招待|报告|讲评|"
    r"新闻发布|情况通报|启动|誓师|宣讲|民主生活|组织生活|碰头|例|年|办公|电视电话|视频|代表|换届|联欢|恳谈|对接|洽谈|签约|推介|发布|博览|交易|展览)?"
    r"(?:会议|大会|例会|年会|座谈会|茶话会|交流会|推进会|部署会|动员会|表彰会|询问会|听证会|研讨会|论坛|报告会|发布会|招待会|恳谈会|调度会|"
    r"(?<![社协工学机国议商都体省])(?<!委员)(?<!常委)(?<!基金)(?<!联合)(?<!理事)(?<!董事)(?<!监事)(?<!政协)(?<!青年)(?<!学生)会)"
)
_TITLE_END = rf"(?:{_MEETING}(?!见|谈|员|长|场|堂|客|晤|计)|仪式|典礼|开幕式|闭幕式|揭牌|庆典|首迎式|论坛|培训班|研讨班|讲座|党课|宴会|晚宴|展览|书画展|活动|节)"
_CHAR = r"[^,，。;；!！?？\n、\s]"
_TITLE_STOP = r"[,，。;；!！?？\n、\s”\"]|$|并|上|时|期间|召开|举行|的|以来|后"
_NAMED = re.compile(
    rf"(?:主持召开|召开|举行|举办|参加|出席|开展|组织|主持|列席|承办)(?:了|的)?(?P<title>{_CHAR}{{1,40}}?{_TITLE_END})(?={_TITLE_STOP})"
)
_HELD = re.compile(
    rf"(?P<title>{_CHAR}{{2,44}}{_TITLE_END})(?![厅堂])[”\"]?[^,，。;；]{{0,24}}?(?:召开|举行|开幕|闭幕|举办|开班|启幕|落幕)"
)
_ACCIDENT = re.compile(
    r"火灾|起火|失火|着火|大火|事故|爆炸|地震|震感|中毒|相撞|追尾|坠[毁落江河楼]|袭击|遇难|身亡|死亡|\d死|\d伤|受伤|坍塌|垮塌|溺水|车祸|洪水|泥石流|塌方|海啸|逃逸|被困"
)
_KINDS = (
    (
        "ceremony",
        r"仪式|典礼|开幕|闭幕|揭牌|授牌|揭幕|颁奖|颁证|奠基|剪彩|签约|签字|首迎|庆典|宴会|晚宴|招待会|茶话会|联欢|展览会?开",
    ),
    ("talk", r"党课|讲座|宣讲|报告会|演讲"),
    (
        "visit",
        r"调研|考察|走访|慰问|视察|检查|督查|看望|访问|会见|接见|参观|暗访|巡查|到访|来访|来到|深入",
    ),
    ("meeting", rf"{_MEETING}(?!见|谈|员|长|场|堂|客|晤|计|主义)"),
)
_PLACE = re.compile(
    r"在(?P<place>[^,，。;；、\d]{2,24}?)(?:隆重|胜利|顺利|正式|如期|联合)?(?:召开|举行|举办|开幕|闭幕|会见|接见|会晤|签署|发生|揭牌|启动|开班)"
)
_NO_PLACE = re.compile(
    r"[会时上中后前日间内外]$|^(?:这里|此间|这儿|当地|此|我)$|[的与和对正建]|连续|时间"
)
_GOING = re.compile(r"(?:来到|赴|深入|前往|抵达|走进|到|在|来|位于)$")
_EDGE = re.compile(r"(?:许|[,，时分日:：)）]|^|讯|电)$")
_STREET = re.compile(
    r"[^,，。;；、的在]{0,4}?(?:公路|高速|国道|大道|路|街|巷|村|镇|乡|隧道|大桥|桥|市场|小区|收费站|服务区|附近|境内|煤矿|酒店|饭店|宾馆|学校|中学|小学|工厂|工地)"
)
_VAGUE = re.compile(
    r"几个|各种|一些|多次|一次|这次|此次|本次|一个|各类|多个|系列|相关|这个|该|两会"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A text of an article (its head, or a paragraph) with what was found in it."""

    paragraph: int
    text: str
    names: Sequence[Name]
    acts: Sequence[Act]


def lead_of(told: Sequence[Told]) -> Told | None:
    """The paragraph in which the event is told: the first of the body, else the head."""
    body = [text for text in told if text.paragraph != HEAD and text.text.strip()]
    with_dateline = next((text for text in body if dateline(text.text)), None)
    return with_dateline or (body[0] if body else told[0] if told else None)


def sentence_of_event(article: Article, lead: Told) -> tuple[int, Span, DateMention | None]:
    """The sentence that tells the event, and the day it says; the dateline's own day counts last."""
    body = dateline(lead.text)
    issued = _issued(article, lead)
    anchor = anchor_of(article, lead)
    dates = [date for date in find_dates(lead.text, anchor) if one_day(date)]
    spans = [span for span in sentences(lead.text) if span[1] > body] or [(0, len(lead.text))]
    for span in spans[:3]:
        said = [d for d in dates if span[0] <= d.span[0] < span[1] and d.span[0] >= body]
        if said:
            return lead.paragraph, span, said[0]
    return lead.paragraph, spans[0], issued


def anchor_of(article: Article, lead: Told) -> dt.date | None:
    """The day from which 今天 is counted: the dateline's, where there is one, else the issue's."""
    issued = _issued(article, lead)
    return (issued and issued.first) or article.issue_date or article.date


def _issued(article: Article, lead: Told) -> DateMention | None:
    line = lead.text[: dateline(lead.text)]
    dates = find_dates(line, article.issue_date or article.date)
    return next((date for date in dates if date.grain is Grain.DAY), None)


def one_day(date: DateMention) -> bool:
    """A day, or a span of days that an event may last; 近两年 is none."""
    if date.grain is not Grain.SPAN:
        return date.grain in (Grain.DAY, Grain.MINUTE)
    long = date.first and date.last and (date.last - date.first).days > _LONGEST
    return not long and not date.text.startswith(("近", "过去", "最近"))


_LONGEST = 31  # days
_LOOKED = 300  # characters in which an event's name is looked for


def title_of(told: Sequence[Told], lead: Told, span: Span) -> str:
    """The event's name in the sentence that tells it, else the headline, else the sentence's beginning."""
    sentence = lead.text[span[0] : span[1]]
    sentence = sentence[dateline(sentence) :]
    for text in (sentence, *(t.text for t in told if t.paragraph == HEAD)):
        for pattern in (_NAMED, _HELD):
            match = pattern.search(text[:_LOOKED])
            if match:
                title = _trim(match["title"])
                if len(title) >= 3 and not _VAGUE.match(title):
                    return title
    head = next((t.text for t in told if t.paragraph == HEAD), "")
    return head.strip() or sentence.strip()[:40]


def _trim(title: str) -> str:
    """A title without what was said before it: a date, 在 …, an open quotation mark."""
    title = re.sub(r"^.*?(?:\d{1,2}日|今天|昨天|今日|昨日|日前|近日|上午|下午|晚上)", "", title)
    for mark, partner in (("“", "”"), ("《", "》"), ("(", ")")):
        if title.count(mark) != title.count(partner):
            title = title.replace(mark, "").replace(partner, "")
    return title.strip(" 的了在’‘'\"")


def kind_of(told: Sequence[Told], title: str, roles: Collection[Role]) -> str:
    """``meeting``, ``visit``, ``ceremony``, ``talk`` or ``other``: by the last word of the title that says so."""
    if not roles and not re.search(_TITLE_END, title):
        return "other"
    head = next((text.text for text in told if text.paragraph == HEAD), "")
    if _ACCIDENT.search(head or title):
        return "other"
    for text in (title, head):
        ends = [
            (match.end(), kind) for kind, pattern in _KINDS for match in re.finditer(pattern, text)
        ]
        if ends:
            return max(ends)[1]
    return "visit" if set(roles) & {Role.VISITED, Role.RECEIVED} else "other"


def place_of(lead: Told, span: Span, *, happened: bool) -> str | None:
    """在 PLACE 举行; else the places named one after the other where somebody goes.

    What simply ``happened`` (an accident) is told with its place at the beginning of a clause.
    """
    sentence = lead.text[span[0] : span[1]]
    names = [name for name in lead.names if span[0] <= name.span[0] < span[1]]
    people = [name for name in names if name.kind is NameKind.PERSON]
    match = _PLACE.search(sentence)
    if match and not _NO_PLACE.search(match["place"]):
        begin = span[0] + match.start("place")
        if not any(begin <= name.span[0] < begin + len(match["place"]) for name in people):
            return match["place"]
    body = max(span[0], dateline(lead.text))
    run: list[Name] = []
    for name in names:
        if name.kind not in (NameKind.PLACE, NameKind.ORGANISATION) or name.span[0] < body:
            continue
        if run and name.span[0] > run[-1].span[1]:
            break
        before = lead.text[max(0, name.span[0] - 3) : name.span[0]]
        if (
            run
            or _GOING.search(before)
            or (happened and name.kind is NameKind.PLACE and _EDGE.search(before))
        ):
            run.append(name)
    if not run:
        return None
    street = _STREET.match(lead.text, run[-1].span[1])
    return lead.text[run[0].span[0] : street.end() if street else run[-1].span[1]]

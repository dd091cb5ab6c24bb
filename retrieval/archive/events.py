"""An article with its names -> the events it reports: what, which days, where, and who was there as what.

A story of a paper reports one event as a rule, told in its headlines and first paragraphs and taken up
again later (贵某某还来到 …), so the people of all paragraphs are gathered on it.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from retrieval.archive.acts import Act, acts_in, dateline
from retrieval.language.dates import find_dates
from retrieval.language.sentences import sentences
from retrieval.records import (
    HEAD,
    Article,
    Attendance,
    DateMention,
    Event,
    Grain,
    Name,
    NameKind,
    PostHeld,
    Role,
    Span,
)

__all__ = ["events_of", "head_text"]

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
    rf"(?P<title>{_CHAR}{{2,44}}?{_TITLE_END})[”\"]?(?:将|于|今天|昨天|日前|近日|今日|在[^,，。]{{2,24}}?)?(?:隆重|正式|顺利|胜利|圆满)?(?:召开|举行|开幕|闭幕|举办|开班|拉开|结束|开始|在)"
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
_GOING = re.compile(r"(?:来到|赴|深入|前往|抵达|走进|到|在|来)$")
_VAGUE = re.compile(
    r"几个|各种|一些|多次|一次|这次|此次|本次|一个|各类|多个|系列|相关|这个|该|两会"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A text of an article (its head, or a paragraph) with what was found in it."""

    paragraph: int
    text: str
    names: Sequence[Name]
    acts: Sequence[Act]


def head_text(article: Article) -> str:
    """The head lines joined by a space, as in the passage of the head."""
    return " ".join(head.text for head in article.heads)


def events_of(
    article: Article, names: Mapping[int, Sequence[Name]], posts: Sequence[PostHeld]
) -> list[Event]:
    """The events of an article; ``names`` are those of its head (HEAD) and of each paragraph.

    An article in which nobody was anywhere still has an event (kind ``other``) if it tells of a day.
    """
    texts = [(HEAD, head_text(article))] if article.heads else []
    texts += [(number, paragraph.text) for number, paragraph in enumerate(article.paragraphs)]
    told = [
        _Told(number, text, names.get(number, ()), acts_in(text, names.get(number, ())))
        for number, text in texts
    ]
    event = _event(article, told, posts)
    return [event] if event else []


def _event(article: Article, told: Sequence[_Told], posts: Sequence[PostHeld]) -> Event | None:
    lead = _lead(told)
    if lead is None:
        return None
    where, span, said = _sentence_of_event(article, lead)
    attendances, complete = _attendances(article, _of_the_day(article, told, lead, said), posts)
    if not attendances and said is None:
        return None
    title = _title(told, lead, span)
    first, last = (said.first, said.last) if said else (article.date, article.date)
    return Event(
        article_id=article.id,
        number=0,
        title=title,
        kind=_kind(told, title, attendances),
        first=first,
        last=last,
        place=_place(lead, span),
        attendances=attendances,
        complete=complete,
        paragraph=where,
        span=span,
    )


def _lead(told: Sequence[_Told]) -> _Told | None:
    """The paragraph in which the event is told: the first of the body, else the head."""
    body = [text for text in told if text.paragraph != HEAD and text.text.strip()]
    with_dateline = next((text for text in body if dateline(text.text)), None)
    return with_dateline or (body[0] if body else told[0] if told else None)


# --- who was there ---------------------------------------------------------------------------------


def _attendances(
    article: Article, told: Sequence[_Told], posts: Sequence[PostHeld]
) -> tuple[tuple[Attendance, ...], bool]:
    """People with a strong act, in the order of the text (the body before the head), their roles gathered."""
    order = [text for text in told if text.paragraph != HEAD]
    order += [text for text in told if text.paragraph == HEAD]
    strong: dict[str, tuple[int, Act]] = {}
    roles: dict[str, dict[Role, None]] = {}
    complete = True
    for text in order:
        for act in text.acts:
            name = act.name.text
            if name in article.authors or len(name) < 2 or act.weak:
                continue
            strong.setdefault(name, (text.paragraph, act))
            roles.setdefault(name, {})[act.role] = None
            complete = complete and not (act.open and text.paragraph != HEAD)
    for text in order:
        for act in text.acts:
            if act.weak and act.name.text in strong:
                roles[act.name.text][Role.SPOKE] = None
    return tuple(
        Attendance(
            person=name,
            post=_post(name, posts),
            roles=tuple(roles[name]),
            paragraph=paragraph,
            span=act.name.span,
            evidence=act.evidence,
        )
        for name, (paragraph, act) in strong.items()
    ), complete


def _post(person: str, posts: Sequence[PostHeld]) -> str | None:
    """The posts of a person where the article prints most of them, joined as the paper joins them."""
    places: dict[tuple[int, Span], list[str]] = {}
    for post in posts:
        if post.person == person:
            places.setdefault((post.paragraph, post.person_span), []).append(post.post)
    fullest = max(places.values(), key=len, default=[])
    return "、".join(dict.fromkeys(fullest)) or None


# --- when, where, what ------------------------------------------------------------------------------


def _sentence_of_event(article: Article, lead: _Told) -> tuple[int, Span, DateMention | None]:
    """The sentence that tells the event, and the day it says; the dateline's own day counts last."""
    anchor = article.issue_date or article.date
    body = dateline(lead.text)
    issued = next((d for d in find_dates(lead.text[:body], anchor) if d.grain is Grain.DAY), None)
    if issued and issued.first:
        anchor = issued.first  # 今天 in a story with a dateline is the dateline's day
    dates = [date for date in find_dates(lead.text, anchor) if _one_day(date)]
    spans = [span for span in sentences(lead.text) if span[1] > body] or [(0, len(lead.text))]
    for span in spans[:3]:
        said = [d for d in dates if span[0] <= d.span[0] < span[1] and d.span[0] >= body]
        if said:
            return lead.paragraph, span, said[0]
    return lead.paragraph, spans[0], issued


def _of_the_day(
    article: Article, told: Sequence[_Told], lead: _Told, said: DateMention | None
) -> list[_Told]:
    """The texts without acts whose sentence speaks of another time: 2021年,他对各地进行调研."""
    anchor = article.issue_date or article.date
    if said and said.first:
        anchor = said.first
    return [
        replace(text, acts=[act for act in text.acts if not _elsewhen(text, act, anchor, said)])
        for text in told
    ]


def _elsewhen(text: _Told, act: Act, anchor: dt.date | None, said: DateMention | None) -> bool:
    if text.paragraph == HEAD or (said and act.evidence[0] <= said.span[0] < act.evidence[1]):
        return False
    start = max((s[0] for s in sentences(text.text) if s[0] <= act.evidence[0]), default=0)
    before = max(start, dateline(text.text))
    dates = find_dates(text.text[before : act.evidence[1]], anchor)
    if not dates:
        return False
    other = dates[-1]
    if other.first is None or other.last is None or anchor is None:
        return bool(said and other.day and said.day and other.day != said.day)
    first, last = (
        (said.first, said.last) if said and said.first and said.last else (anchor, anchor)
    )
    return other.last < first or other.first > last


def _one_day(date: DateMention) -> bool:
    """A day, or a span of days that an event may last; 近两年 is none."""
    if date.grain is not Grain.SPAN:
        return date.grain in (Grain.DAY, Grain.MINUTE)
    long = date.first and date.last and (date.last - date.first).days > _LONGEST
    return not long and not date.text.startswith(("近", "过去", "最近"))


_LONGEST = 31  # days


def _title(told: Sequence[_Told], lead: _Told, span: Span) -> str:
    """The event's name in the sentence that tells it, else the headline, else the sentence's beginning."""
    sentence = lead.text[span[0] : span[1]]
    sentence = sentence[dateline(sentence) :]
    for text in (sentence, *(t.text for t in told if t.paragraph == HEAD)):
        for pattern in (_NAMED, _HELD):
            match = pattern.search(text)
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


def _kind(told: Sequence[_Told], title: str, attendances: Sequence[Attendance]) -> str:
    if not attendances and not re.search(_TITLE_END, title):
        return "other"
    head = next((text.text for text in told if text.paragraph == HEAD), "")
    for text in (title, head):
        ends = [
            (match.end(), kind) for kind, pattern in _KINDS for match in re.finditer(pattern, text)
        ]
        if ends:
            return max(ends)[1]
    roles = {role for attendance in attendances for role in attendance.roles}
    return "visit" if roles & {Role.VISITED, Role.RECEIVED} else "other"


def _place(lead: _Told, span: Span) -> str | None:
    sentence = lead.text[span[0] : span[1]]
    match = _PLACE.search(sentence)
    people = [name for name in lead.names if name.kind is NameKind.PERSON]
    if match and not re.search(r"[会时上中后前日]$|^(?:这里|此间|这儿|当地)$", match["place"]):
        begin = span[0] + match.start("place")
        if not any(begin <= name.span[0] < begin + len(match["place"]) for name in people):
            return match["place"]
    places = [
        name
        for name in lead.names
        if name.kind in (NameKind.PLACE, NameKind.ORGANISATION)
        and span[0] <= name.span[0] < span[1]
    ]
    going = next(
        (n for n in places if _GOING.search(lead.text[max(0, n.span[0] - 3) : n.span[0]])), None
    )
    return going.text if going else None

"""A query -> the same, marked where nothing but the paper of some days, or the events of some people, is asked for.

"12月6日发生了什么", "What meetings did she attend in December?": such a question has no words to search for. It
is marked only when every word of it is a date, a name of a person, or a word of the frame below. "最近有什么新闻" and
"What is the lead story?" ask for the latest issue there is.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.language.normalise import normalise
from retrieval.records import Kind, Query, Span

__all__ = ["AGENDA", "article_words", "with_agenda"]

# the detail that holds what is asked for: "articles", "printed", "meetings", "events", "latest" or "front"
AGENDA = "agenda"

_NEWS = "新闻|消息|报道|文章|稿件|稿子"
_MEETINGS = "会议|大会|会"
_EVENTS = "活动|安排|行程|公务|事情|大事|事儿|事"
_PAPER = "报纸|日报|晚报|本报|报上|版面"
_ASKS = "什么|哪些|哪几|啥|几|多少"
_FRAME = re.compile(
    rf"(?:{_NEWS}|{_MEETINGS}|{_EVENTS}|{_PAPER}|{_ASKS}"
    "|请问|帮我|告诉我|列出来|列出|列一下|说说|看看|一下|那么|那|这一天|这天|那天|当天|一天|一共|总共"
    "|发生|召开|举行|举办|参加|出席|主持|刊登|登载|登|讲|写|说|做|干|忙|开|办|出|有|搞|过|都|共|在|于|的|了|里|上|中|和|与|跟|及|们"
    "|个|次|场|条|件|项|篇|些|则|期|份|呢|啊|呀|吗|是|[?？。,，、!！\\s])*"
)
_DID = re.compile(r"(?:做|干|忙|搞)(?:了|过|些|的)*(?:什么|啥|哪些)")
_HAPPENED = re.compile(r"(?:发生|出)(?:了|过|的)*(?:什么|啥|哪些)|(?:什么|啥|哪些)(?:大)?事")
_LOGS = re.compile(rf"(?:{_PAPER})")

_WORDS = frozenset(
    re.findall(r"\S+",
    "what which how many much list show tell me us all the a an any some were was is are there did do does done doing happened happen "
    "happening happens took take taken place held hold holds on in at during of for to from by with attend attended attends go went "
    "part news stories story articles article reports report meetings meeting conferences conference events event activities "
    "activity visits visit ceremonies ceremony and be been being has have had that day week month this those newspaper paper issue print "
    "printed reported going join joined they he she please chaired chair organised organized",
    )
)  # fmt: skip
_NEWS_EN = re.compile(r"\b(?:news|stor(?:y|ies)|articles?|happen\w*|going on|reports?|reported)\b")
_MEETINGS_EN = re.compile(r"\b(?:meetings?|conferences?)\b")
_EVENTS_EN = re.compile(
    r"\b(?:events?|activit(?:y|ies)|visits?|ceremon(?:y|ies)|did .* do|doing)\b"
)
_PAPER_EN = re.compile(r"\b(?:newspaper|paper|issue|print(?:ed)?)\b")
_ASKS_EN = re.compile(r"\b(?:what|which|how many|list|any)\b")


_LATEST = re.compile(
    r"最近(?:一期|几天)?|最新(?:一期)?|近期|近来|近日|这一?期|本期|今天|今日|头版头条|头版|头条"
)
_PADDING = re.compile(r"主要|重要|内容|新鲜|值得|关注|要闻|要事")
_FRONT = re.compile(r"头条|头版")
_TOLD = re.compile(
    rf"{_NEWS}|{_PAPER}|期|头条|头版|要闻|发生(?:了|过)?(?:什么|啥|哪些)|(?:什么|啥|哪些)(?:大|要)?事"
)
_LATEST_EN = re.compile(
    r"\b(?:latest|newest|most recent|recent(?:ly)?|lately|new|today|current|this (?:issue|paper|newspaper|edition)"
    r"|front page|lead story|top story|main story|headlines?)\b"
)
_FRONT_EN = re.compile(r"\b(?:front page|lead story|top story|main story)\b")
_TOLD_EN = re.compile(
    r"\b(?:news|stor(?:y|ies)|articles?|happen\w*|going on|(?:news)?paper|issue|edition|front page|headlines?|new)\b"
)


def with_agenda(query: Query) -> Query:
    """Mark a query that asks for the articles or events of days and people, or for the latest, and for nothing else."""
    text = query.details.get("read", "")
    if not query.people and (asked := _latest(query, text)):
        return replace(
            query,
            kind=Kind.ARTICLES,
            plural=asked == "latest",
            details={**query.details, AGENDA: asked},
        )
    if query.kind is Kind.POST or not (query.dates or query.people):
        return query
    asked = _in_english(query, text) if query.language == "en" else _in_chinese(query, text)
    if asked is None:
        return query
    kind = Kind.ARTICLES if asked in {"articles", "printed"} else Kind.EVENT
    return replace(query, kind=kind, plural=True, details={**query.details, AGENDA: asked})


def _latest(query: Query, text: str) -> str | None:
    """Tell "latest" or "front" where all that is asked for is the newest issue, or its first story."""
    if query.dates and not _PAPER_SAID.search(text):
        return None
    if query.language == "en":
        plain = text.lower().replace("’", "'")
        left = _LATEST_EN.sub(" ", plain)
        words = set(re.findall(r"[a-z]+", left.replace("'s", " is")))
        frame = left != plain and words <= _WORDS and bool(_TOLD_EN.search(plain))
        front = bool(_FRONT_EN.search(plain))
    else:
        left = _LATEST.sub("", text)
        frame = (
            left != text
            and bool(_TOLD.search(text))
            and bool(_FRAME.fullmatch(_PADDING.sub("", left)))
        )
        front = bool(_FRONT.search(text))
    if not frame:
        return None
    return "front" if front else "latest"


_PAPER_SAID = re.compile(r"报|\b(?:news)?paper\b|\bissue\b")

_ARTICLE_WORDS = re.compile(
    r"提到|提及|讲到|谈到|说到|涉及|写到|关于|有关|相关|方面|文章|报道|新闻|消息|稿件|稿子|刊登|刊发"
    r"|\b(?:find|list|show|give|get|me|us|all|any|the|which|what|are|is|there|was|were|have|has|do|does|you|some|stor(?:y|ies)|articles?|news|reports?|pieces?|items?"
    r"|mention(?:s|ed|ing)?|about|cover(?:s|ed|ing)?|refer(?:s|red|ring)?|tells?|discuss(?:es|ed)?|concerning|regarding|related|that|on|of|to)\b",
    re.IGNORECASE,
)


def article_words(text: str) -> list[Span]:
    """Spans of the words of a question for articles that only say that articles are asked for."""
    return [match.span() for match in _ARTICLE_WORDS.finditer(text)]


def _in_chinese(query: Query, text: str) -> str | None:
    left = _blank(text, [date.span for date in query.dates])
    for name in query.people:
        left = left.replace(normalise(name), "")
    if not _FRAME.fullmatch(left) or not re.search(_ASKS, left):
        return None
    days, people = bool(query.dates), bool(query.people)
    news, paper = bool(re.search(_NEWS, left)), bool(_LOGS.search(left)) and days
    doing = bool(_DID.search(left) or re.search(_EVENTS, left))
    found = (
        ("printed", news and paper),
        ("articles", news),
        ("meetings", bool(re.search(_MEETINGS, left))),
        ("events", people and doing),
        ("articles", bool(_HAPPENED.search(left))),
        ("printed", paper),
        ("events", bool(re.search(_EVENTS, left))),
    )
    return next((asked for asked, fits in found if fits), None)


def _in_english(query: Query, text: str) -> str | None:
    left = _blank(text, [date.span for date in query.dates])
    plain = left.lower()
    if not _ASKS_EN.search(plain):
        return None
    odd = [word for word in re.findall(r"[A-Za-z'’-]+", left) if word.lower() not in _WORDS]
    if len(odd) > 4 * len(query.people) or any(word[0].islower() for word in odd):
        return None
    if _MEETINGS_EN.search(plain):
        return "meetings"
    if _EVENTS_EN.search(plain):
        return "events"
    if _PAPER_EN.search(plain) and query.dates:
        return "printed"
    return "articles" if _NEWS_EN.search(plain) else None


def _blank(text: str, spans: Sequence[Span]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text

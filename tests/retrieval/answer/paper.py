"""A little paper of the invented county of Lanqiao, and a library over it that needs no database."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from retrieval.answer import answer, rerank, verify
from retrieval.archive.facts import facts_of
from retrieval.language.analyzer import Analyzer
from retrieval.query import QueryTools, understand
from retrieval.records import (
    HEAD,
    Answer,
    Article,
    Clause,
    DateRange,
    Event,
    Facts,
    Head,
    Hit,
    Name,
    NameKind,
    Paragraph,
    Passage,
    Piece,
    PostHeld,
    Repair,
)

NAMES: dict[str, NameKind] = {
    **dict.fromkeys(
        (
            "韩秋白",
            "卢正言",
            "沈若溪",
            "邵长庚",
            "倪大川",
            "袁小棠",
            "顾青禾",
            "方一鸣",
            "唐砚",
            "葛云帆",
        ),
        NameKind.PERSON,
    ),
    **dict.fromkeys(
        ("兰桥县", "石塘镇", "枫林乡", "清水乡", "杨湾村", "青龙隧道"), NameKind.PLACE
    ),
    **dict.fromkeys(("兰桥县人大常委会", "兰桥化工厂"), NameKind.ORGANISATION),
}

_STORIES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    (
        "A1",
        "县人大常委会召开水库建设专题会",
        (
            (
                "本报讯(记者 唐砚)3月5日,兰桥县人大常委会召开水库建设专题会。县人大常委会主任韩秋白参加并讲话,"
                "县人大常委会副主任卢正言、沈若溪参加。"
            ),
            "会议采取边看边议方式进行,审议了《兰桥县水库除险加固方案》。",
        ),
        "2021-03-05",
    ),
    (
        "A2",
        "县领导走访石塘镇重点项目",
        (
            (
                "本报讯(记者 葛云帆)3月5日,县委副书记、县长邵长庚来到石塘镇,走访青石河大桥项目。该项目总投资3.6亿元,"
                "全长820米,计划2022年10月建成。"
            ),
            "邵长庚要求,要抓好工程质量和安全。",
        ),
        "2021-03-05",
    ),
    (
        "A3",
        "全县安全生产工作会议召开",
        (
            "本报讯(记者 唐砚)3月8日,全县安全生产工作会议召开。县委书记倪大川主持会议,县长邵长庚讲话,袁小棠、顾青禾等参加。",
        ),
        "2021-03-08",
    ),
    (
        "A4",
        "青龙隧道货车起火 无人员伤亡",
        (
            (
                "本报讯(记者 葛云帆)3月9日上午10时30分,一辆货车在青龙隧道内起火。消防员赶到后将大火扑灭,没有人员伤亡。"
                "司机方一鸣安全撤离,没有受伤。"
            ),
            "据介绍,3个供水工程分别位于石塘、枫林、清水等3个乡镇,工程完工后7个村、1.2万人受益。",
        ),
        "2021-03-09",
    ),
)


class FixedTagger:
    """Finds the names of the little paper, and nothing else."""

    def tag(self, texts: Sequence[str]) -> list[list[Name]]:
        """Every name where it stands."""
        return [sorted(_find(text), key=lambda name: name.span) for text in texts]


def _find(text: str) -> Iterable[Name]:
    for word, kind in NAMES.items():
        start = text.find(word)
        while start >= 0:
            yield Name(kind, word, (start, start + len(word)))
            start = text.find(word, start + 1)


def article(
    key: str, headline: str, texts: Sequence[str], day: str | None, first: int = 1, **more: object
) -> Article:
    """An article whose head and paragraphs stand on lines of their own."""
    paragraphs = tuple(
        Paragraph(text, (Piece((0, len(text)), first + number, 0),))
        for number, text in enumerate(texts, 1)
    )
    date = dt.date.fromisoformat(day) if day else None
    heads = (Head("headline", headline, first),)
    return Article(key, "page.txt", heads, paragraphs, date=date, **more)  # type: ignore[arg-type]


class Shelf:
    """``records.Library`` over articles in memory, and a search that counts shared terms."""

    release = 1

    def __init__(
        self, articles: Sequence[Article], lines: Mapping[int, str] | None = None
    ) -> None:
        self.articles = {item.id: item for item in articles}
        self.known = {f.article_id: f for f in facts_of(list(articles), FixedTagger())}
        self.lines = dict(lines) if lines is not None else dict(_lines(articles))
        self.rows = [(p, a) for a in articles for p in _passages(a)]

    def article(self, article_id: str) -> Article | None:
        return self.articles.get(article_id)

    def facts(self, article_id: str) -> Facts:
        return self.known.get(article_id, Facts(article_id))

    def passages(self, rows: Sequence[int]) -> list[tuple[Passage, Article]]:
        return [self.rows[row] for row in rows]

    def articles_between(self, first: dt.date, last: dt.date) -> list[str]:
        return [a.id for a in self.articles.values() if a.date and first <= a.date <= last]

    def articles_naming(self, name: str) -> list[str]:
        return [k for k, f in self.known.items() if any(m.name.text == name for m in f.mentions)]

    def events_between(self, first: dt.date, last: dt.date) -> list[Event]:
        return [
            e
            for f in self.known.values()
            for e in f.events
            if e.first and first <= e.first <= last
        ]

    def events_of(self, person: str) -> list[Event]:
        return [
            e
            for f in self.known.values()
            for e in f.events
            if any(a.person == person for a in e.attendances)
        ]

    def posts_of(self, person: str) -> list[tuple[str, PostHeld]]:
        return [(k, p) for k, f in self.known.items() for p in f.posts if p.person == person]

    def holders(self, post: str) -> list[tuple[str, PostHeld]]:
        return [(k, p) for k, f in self.known.items() for p in f.posts if post in p.post]

    def names(self, kind: NameKind) -> Iterable[str]:
        return {
            m.name.text for f in self.known.values() for m in f.mentions if m.name.kind is kind
        }

    def span_of_days(self) -> DateRange | None:
        days = [a.date for a in self.articles.values() if a.date]
        return (min(days), max(days)) if days else None

    def source_lines(self, source: str) -> Mapping[int, str]:
        return self.lines

    def terms_present(self, terms: Iterable[str]) -> set[str]:
        held = {term for passage, _ in self.rows for term in _terms(passage.text)}
        return set(terms) & held

    def search(self, clauses: Sequence[Clause], k: int = 40) -> list[Hit]:
        scored = []
        for row, (passage, found) in enumerate(self.rows):
            terms = {*_terms(passage.text), *_terms(found.headline or "")}
            score = sum(
                c.weight * max(sum(t in terms for t in bag) for bag in c.alternatives)
                for c in clauses
            )
            if score:
                scored.append((score / math.sqrt(1 + len(terms) / 50), row))
        scored.sort(key=lambda pair: (-pair[0], pair[1]))
        return [
            Hit(*self.rows[row], score, rank, row)
            for rank, (score, row) in enumerate(scored[:k], 1)
        ]


def _lines(articles: Sequence[Article]) -> Iterable[tuple[int, str]]:
    for item in articles:
        yield from ((head.line, head.text) for head in item.heads)
        yield from ((p.pieces[0].line, p.text) for p in item.paragraphs)


def _passages(item: Article) -> Iterable[Passage]:
    head = " ".join(part.text for part in item.heads)
    yield Passage(item.id, 0, HEAD, (0, len(head)), head)
    for number, paragraph in enumerate(item.paragraphs):
        text = paragraph.text
        yield Passage(item.id, number + 1, number, (0, len(text)), text)


@cache
def analyzer() -> Analyzer:
    """The analyzer of all tests here: jieba's dictionary is read once."""
    return Analyzer()


@cache
def _terms(text: str) -> frozenset[str]:
    return frozenset(analyzer().terms(text))


@cache
def paper() -> Shelf:
    """The little paper of Lanqiao."""
    first = 1
    articles = []
    for key, headline, texts, day in _STORIES:
        articles.append(article(key, headline, texts, day, first, authors=(_author(texts[0]),)))
        first += len(texts) + 2
    return Shelf(articles)


def _author(text: str) -> str:
    return text.partition("记者 ")[2].partition(")")[0]


@cache
def tools(shelf: Shelf | None = None) -> QueryTools:
    """What questions on the paper are understood with."""
    return QueryTools.of(analyzer(), shelf or paper(), tagger=FixedTagger())


def ask(question: str, *context: str, shelf: Shelf | None = None) -> Answer:
    """The whole way of a question."""
    library = shelf or paper()
    query = understand(question, context, tools(library))
    hits = rerank(query, library.search(query.clauses), library)
    return verify(answer(query, hits, library), library)


__all__ = [
    "NAMES",
    "FixedTagger",
    "Repair",
    "Shelf",
    "analyzer",
    "article",
    "ask",
    "paper",
    "tools",
]

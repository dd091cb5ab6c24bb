"""An assistant over a paper of three articles that we made up: it answers the few questions it knows."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.conversation.ports import (
    AttendanceRow,
    Counts,
    LoadOutcome,
    LoadStep,
    QuoteReport,
    ReleaseLine,
    SplitPreview,
    TimelineRow,
)
from retrieval.errors import EngineAway, ReleaseError, UnsupportedSource
from retrieval.language.dates import find_dates
from retrieval.records import (
    Answer,
    Article,
    Choice,
    Citation,
    DateRange,
    Head,
    Kind,
    Notice,
    Paragraph,
    Piece,
    Query,
    Repair,
    Status,
)

__all__ = ["ARTICLES", "ScriptedAssistant", "answer_of", "article_of"]

DAY = dt.date(2024, 3, 5)
INQUIRY = "县人大常委会召开粮食安全专题询问会"
VISIT = "苏映川调研春耕备耕工作"
HARVEST = "青溪县油菜产业十年回望"
CORPUS_WORDS = ("青溪", "粮食安全", "苏映川", "贺兰舟", "闻人静", "春耕", "油菜")


def article_of(
    number: str,
    headline: str,
    paragraphs: Sequence[str],
    *,
    day: dt.date | None = DAY,
    repairs: Sequence[Repair] = (),
) -> Article:
    """Return an article, a line a paragraph."""
    return Article(
        number,
        "青溪报0306.txt",
        (Head("headline", headline, 3),),
        tuple(
            Paragraph(text, (Piece((0, len(text)), at, 0),), tuple(repairs) if at == 5 else ())
            for at, text in enumerate(paragraphs, 5)
        ),
        authors=("记者 林见鹿",),
        date=day,
        issue_date=dt.date(2024, 3, 6),
        flags=("moved_tail",) if repairs else (),
    )


_FIRST = "3月5日，县人大常委会召开粮食安全专题询问会。县人大常委会主任贺兰舟主持，副主任闻人静、宋知微参加。"
ARTICLES = {
    "a1": article_of(
        "a1",
        INQUIRY,
        [_FIRST, "会议要求，守牢耕地红线，<抓好>储备轮换 & 质量追溯。"],
        repairs=[Repair((0, 2), "3目", "ocr")],
    ),
    "a2": article_of(
        "a2", VISIT, ["3月5日，副县长苏映川到白石镇调研春耕备耕工作，察看种子储备。"]
    ),
    "a3": article_of(
        "a3",
        HARVEST,
        [
            f"第{n}年，油菜种植面积又有增加，农户说今年的花开得早，收成比去年好一些。" * 9
            for n in range(1, 12)
        ],
    ),
}


def answer_of(question: str, status: Status = Status.NOT_FOUND, **more: object) -> Answer:
    """Return an answer to a question; what is not given is empty."""
    language = "zh" if any("\u4e00" <= c <= "\u9fff" for c in question) else "en"
    read_as = more.pop("read_as", None)
    dates = tuple(find_dates(question, DAY))
    query = Query(question, language, Kind.PEOPLE, (), dates, terms=("会议",), read_as=read_as)  # type: ignore[arg-type]
    base = Answer(status, Kind.PEOPLE, None, (), (), query, release=1, milliseconds=4.0)
    return replace(base, **more)  # type: ignore[arg-type]


def citation_of(number: str, spans: Sequence[str] = ()) -> Citation:
    """Cite the first paragraph of an article, these words in it as evidence."""
    article = ARTICLES[number]
    quote = article.paragraphs[0].text[:300]
    found = tuple((quote.index(w), quote.index(w) + len(w)) for w in spans)
    return Citation(
        number, article.headline, article.date, article.source, (3,), (5,), quote, found
    )


@dataclass
class ScriptedAssistant:
    """``records.Assistant`` in memory. What tests change is public."""

    delay: float = 0.0
    away: bool = False
    loaded: bool = True
    lose: tuple[str, ...] = ()
    load_steps: int = 3
    hold: threading.Event | None = None
    asked: list[tuple[str, tuple[str, ...], str | None]] = field(default_factory=list)
    loads: list[tuple[tuple[Path, ...], tuple[str, ...]]] = field(default_factory=list)
    release: int = 1

    def ask(self, question: str, context: Sequence[str] = (), within: str | None = None) -> Answer:
        self.asked.append((question, tuple(context), within))
        if self.delay:
            time.sleep(self.delay)
        if not self.loaded:
            return answer_of(question, note="nothing_loaded")
        if self.away:
            raise EngineAway("the engine does not answer")
        if "explode" in question:
            raise RuntimeError(question)
        if within is not None:
            return self._answered(question, within)
        return self._scripted(question, context)

    def _scripted(self, question: str, context: Sequence[str]) -> Answer:
        if "活动" in question or "events" in question:
            choices = tuple(
                Choice(ARTICLES[n].headline or "", n, ARTICLES[n].headline, DAY)
                for n in ("a1", "a2")
            )
            return answer_of(question, Status.CHOICE, choices=choices)
        if question.startswith(("那", "and ")) and context:
            return answer_of(
                question, read_as=f"{question} ← {context[-1]}", citations=(citation_of("a1"),)
            )
        if "油菜" in question:
            return answer_of(
                question, Status.ANSWERED, kind=Kind.ARTICLES, citations=(citation_of("a3"),)
            )
        if "会议" in question or "meeting" in question:
            return self._answered(question, "a1")
        return answer_of(question)

    def _answered(self, question: str, number: str) -> Answer:
        names = ("贺兰舟", "闻人静", "宋知微") if number == "a1" else ("苏映川",)
        cited = (citation_of(number, names),)
        return answer_of(
            question,
            Status.ANSWERED,
            answer="、".join(names),
            items=names,
            citations=cited,
            confidence=0.9,
        )

    def article(self, article_id: str) -> Article | None:
        return ARTICLES.get(article_id) if self.loaded else None

    def span_of_days(self) -> DateRange | None:
        return (dt.date(2024, 3, 1), dt.date(2024, 3, 6)) if self.loaded else None

    def counts(self) -> Counts:
        return Counts(self.release, 1, 3, 14) if self.loaded else Counts()

    def ready(self) -> None:
        if self.away:
            raise EngineAway("the search engine does not answer")

    def examples(self, language: str) -> Sequence[str]:
        zh = ("3月5日的会议谁参加了？", "油菜种植情况怎么样？")
        return zh if language == "zh" else ("who attended the Mar 5 meeting?",)

    def load(
        self,
        paths: Sequence[Path],
        progress: Callable[[LoadStep], None],
        cancelled: Callable[[], bool],
        *,
        probes: Sequence[str] = (),
    ) -> LoadOutcome:
        self.loads.append((tuple(paths), tuple(probes)))
        for step in range(self.load_steps):
            progress(LoadStep(step / self.load_steps, "青溪报0307.txt", added=step))
            if self.hold is not None:
                while not self.hold.wait(0.01):
                    if cancelled():
                        break
            if cancelled():
                return LoadOutcome(
                    activated=False, release=self.release, counts=self.counts(), cancelled=True
                )
        self.loaded = True
        self.release += 1
        lost = self.lose + tuple(t for t in probes if self.ask(t).status is Status.NOT_FOUND)
        if lost:
            self.release -= 1
            self.lose = ()  # loaded again, it is switched on
            return LoadOutcome(
                activated=False,
                release=self.release,
                counts=self.counts(),
                checked=len(probes) or 20,
                lost=lost,
            )
        warning = Notice("青溪报0307.txt", (14,), "uncertain", "这里可能接错，请核对 <第14行>")
        return LoadOutcome(
            activated=True,
            release=self.release,
            counts=self.counts(),
            added=1,
            warnings=(warning,),
            seconds=1.5,
            checked=len(probes) or 20,
        )

    def releases(self) -> Sequence[ReleaseLine]:
        at = dt.datetime(2024, 3, 6, 8, 0, tzinfo=dt.UTC)
        return [
            ReleaseLine(n, at, n == self.release, 3, 14)
            for n in range(max(self.release, 2), 0, -1)
        ]

    def rollback(self, number: int) -> ReleaseLine:
        if number not in {1, 2, self.release}:
            raise ReleaseError(f"there is no release {number}")
        self.release = number
        return next(line for line in self.releases() if line.number == number)

    def preview(self, path: Path, name: str) -> SplitPreview:
        if not path.read_bytes().strip():
            raise UnsupportedSource(f"{name} is empty")
        lines = path.read_text().splitlines()
        return SplitPreview("utf-8", tuple(lines[:40]), 1, duplicate_of="青溪报0306.txt")

    def attendance(
        self, person: str | None, days: DateRange | None, words: str | None
    ) -> Sequence[AttendanceRow]:
        rows = [
            AttendanceRow(DAY, INQUIRY, None, name, post, ("attended",), "a1", INQUIRY)
            for name, post in (("贺兰舟", "县人大常委会主任"), ("闻人静", "副主任"))
        ]
        in_range = days is None or days[0] <= DAY <= days[1]
        return [row for row in rows if in_range and person in {None, row.person}]

    def timeline(self, person: str) -> Sequence[TimelineRow]:
        return (
            [TimelineRow(DAY, "调研春耕", "察看种子储备", "a2", VISIT)]
            if person == "苏映川"
            else []
        )

    def check_quote(self, sentence: str) -> QuoteReport:
        if self.away:
            raise EngineAway("the engine does not answer")
        if sentence == _FIRST[:12]:
            return QuoteReport("exact", sentence, (), "a1", INQUIRY, DAY)
        if "粮食" in sentence:
            return QuoteReport("near", _FIRST, ((7, 10),), "a1", INQUIRY, DAY)
        return QuoteReport("absent")

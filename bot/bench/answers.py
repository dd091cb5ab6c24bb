"""A number of passages -> what a whole answer costs over them, and where its time goes.

The invented paper (``paper``) is loaded by the engine as ready articles, a .jsonl, so that pages are not
assembled and names are found by rules alone: both are measured elsewhere and are no part of an answer. Half of
the questions ask for what an article tells, half for the same of a town that the paper never names.
"""

import json
import math
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.bench.measure import apart, now_mb, percentiles
from bot.bench.paper import PAGE, told
from bot.bench.profile import profile

if TYPE_CHECKING:
    from retrieval.engine import Engine

__all__ = ["Answers", "answers", "half_and_half", "write_ready"]

_PASSAGES = 5.7  # of an article, about: its head and its paragraphs
_FILE = 200  # pages in one file
_QUESTIONS = 200
_WARM = 10  # questions asked before those that are measured
_SEED = 20251206

_MEETING = re.compile(r"(\d+)月(\d+)日,全县(.{2})工作(.{3})在(.{3})召开,(.{2,12}?)主持会议")
_SUM = re.compile(r"会议听取了(.{3})关于([^,]{2,9})的汇报,总投资(\d+)万元")
_NOWHERE = ("凤栖镇", "鹤鸣乡", "金鸡镇", "翠屏乡", "白鹿镇")


@dataclass(frozen=True, slots=True)
class Answers:
    """Milliseconds at p50, p95 and p99; ``found`` and ``invented`` are the shares of both halves answered."""

    passages: int
    load_s: float
    index_ms: tuple[float, float, float]  # the best 40 rows of the query's clauses
    search_ms: tuple[float, float, float]  # understood, searched, put in order: ``Engine.search``
    answer_ms: tuple[float, float, float]  # ``Engine.ask``
    first_answer_ms: float  # of a process that has opened the engine
    rebuild_s: float  # the index made anew from the database, after damage
    rss_mb: float
    found: float
    invented: float
    stations: tuple[tuple[str, float], ...]  # share of an answer's time

    @property
    def ratio(self) -> float:
        """How many searches an answer costs, at p50."""
        return self.answer_ms[0] / self.search_ms[0]


def answers(passages: int, folder: Path, say: Callable[[str], None]) -> Answers:
    """Load the invented paper into ``folder`` and ask; everything is measured in processes of its own."""
    say(f"loading an invented paper of {passages:,} passages")
    load_s, held = apart(_load, folder, passages)
    say("asking it")
    asked = half_and_half(_QUESTIONS + _WARM, held)
    first = apart(_first, folder, asked[0])
    rebuild_s = apart(_rebuild, folder)
    return apart(_ask, folder, asked, (passages, load_s, first, rebuild_s))


def write_ready(folder: Path, articles: int) -> Iterator[Path]:
    """Write the paper as .jsonl files below ``folder``, an article a line."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = math.ceil(articles / PAGE)
    for first in range(0, pages, _FILE):
        path = folder / f"pages-{first:06d}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for number, one in enumerate(told(first, min(pages, first + _FILE))):
                item = {
                    "_id": f"{first:06d}-{number:04d}",
                    "title": one.headline,
                    "text": "\n".join(one.paragraphs),
                    "date": one.day.isoformat(),
                }
                file.write(json.dumps(item, ensure_ascii=False) + "\n")
        yield path


def half_and_half(count: int, articles: int, seed: int = _SEED) -> list[str]:
    """Questions on a paper of so many articles: each second one is of a town that it never names."""
    draw = random.Random(seed)  # noqa: S311 - an invented paper, not a secret
    pages = math.ceil(articles / PAGE)
    asked: list[str] = []
    while len(asked) < count:
        page = draw.randrange(pages)
        for one in told(page, page + 1):
            town = draw.choice(_NOWHERE) if len(asked) % 2 else None
            question = _question(draw, one.day.year, "".join(one.paragraphs), town)
            if question:
                asked.append(question)
                break
    return asked


def _question(draw: random.Random, year: int, text: str, town: str | None) -> str | None:
    """A question that the text answers, or with ``town`` one that no text does; ``None`` if it tells too little."""
    meeting, paid = _MEETING.search(text), _SUM.search(text)
    if paid and draw.random() < 0.3:
        return f"{town or paid[1]}{paid[2]}的总投资是多少万元？"
    if meeting is None:
        return None
    month, day, work, form, place, _ = meeting.groups()
    place = town or place
    return draw.choice(
        (
            f"{year}年{month}月{day}日在{place}召开的{work}工作{form}由谁主持？",
            f"{month}月{day}日{place}的{work}工作{form}有哪些人参加？",
            f"{year}年全县{work}工作{form}是什么时候在{place}召开的？",
        )
    )


def _engine(folder: Path) -> "Engine":
    from bot.compose import word_list
    from config.settings import LEXICON
    from retrieval.engine import Engine, EngineOptions
    from retrieval.loading import Recipe

    recipe = Recipe(stop=tuple(word_list(LEXICON / "stopwords.txt")), tagger="none")
    return Engine(EngineOptions(folder / "data", recipe=recipe, lexicon=LEXICON))


def _load(folder: Path, passages: int) -> tuple[float, int]:
    articles = max(PAGE, round(passages / _PASSAGES))
    files = list(write_ready(folder / "paper", articles))
    engine = _engine(folder)
    begun = time.perf_counter()
    engine.load(files)
    taken = time.perf_counter() - begun
    engine.close()
    return taken, articles


def _first(folder: Path, question: str) -> float:
    """Milliseconds from opening the engine to its first answer."""
    begun = time.perf_counter()
    engine = _engine(folder)
    engine.ask(question)
    taken = (time.perf_counter() - begun) * 1000
    engine.close()
    return taken


def _rebuild(folder: Path) -> float:
    """Seconds until an engine whose index has lost a file is open again."""
    next((folder / "data").rglob("ends.npy")).unlink()
    begun = time.perf_counter()
    engine = _engine(folder)
    engine.shelf.active()
    taken = time.perf_counter() - begun
    engine.close()
    return taken


def _ask(folder: Path, asked: Sequence[str], known: tuple[int, float, float, float]) -> Answers:
    from retrieval.query import understand
    from retrieval.records import Status

    engine = _engine(folder)
    engine.warm()
    for question in asked[:_WARM]:
        engine.ask(question)
    view = engine.shelf.active()
    assert view is not None  # noqa: S101  # it was loaded
    index, search, whole = [], [], []
    answered = [0, 0]
    for number, question in enumerate(asked[_WARM:]):
        begun = time.perf_counter()
        answer = engine.ask(question)
        whole.append((time.perf_counter() - begun) * 1000)
        answered[number % 2] += answer.status is not Status.NOT_FOUND
    for question in asked[_WARM:]:
        begun = time.perf_counter()
        engine.search(question)
        search.append((time.perf_counter() - begun) * 1000)
        clauses = understand(question, (), view.tools).clauses
        begun = time.perf_counter()
        view.index.search(clauses, engine.options.hits)
        index.append((time.perf_counter() - begun) * 1000)
    where = profile(lambda: [engine.ask(question) for question in asked[_WARM:]])
    passages, load_s, first, rebuild_s = known
    engine.close()
    half = len(whole) / 2
    return Answers(
        passages, load_s, percentiles(index), percentiles(search), percentiles(whole), first,
        rebuild_s, now_mb(), answered[0] / half, answered[1] / half,
        tuple((name, seconds / where.seconds) for name, seconds in where.stations),
    )  # fmt: skip

"""Questions asked steadily while a large load runs -> their latency against the same questions in the quiet.

``python -m bot.bench.during_load --articles 20000``: one process answers as the bot does, from a pool of
threads, a question every so often whether or not the one before is done, so that waiting counts. Then
20,000 articles are loaded over it, as /reload does it or by another process. Every answer is held
against the release it names: all that it cites must stand in that one.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import count, cycle
from pathlib import Path

from bot.bench.paper import questions_on, write_paper
from bot.compose import engine_of
from config.settings import load_settings
from retrieval.aside import LoadJob, load_aside
from retrieval.engine import Engine
from retrieval.errors import WenbaoError
from retrieval.evaluation.measures import percentile
from retrieval.records import Answer

__all__ = ["DuringLoad", "during_load", "main"]

_THREADS = 8  # as many as the bot has
_EVERY = 0.5  # seconds between two questions
_QUIET = 30.0  # seconds before the load, and after it


@dataclass(frozen=True, slots=True)
class Times:
    """Questions of one stretch, and their latency in milliseconds."""

    questions: int
    p50_ms: float
    p95_ms: float
    most_ms: float


@dataclass(frozen=True, slots=True)
class DuringLoad:
    """What was measured; ``mixed`` counts the answers that cite what is not in their release."""

    articles: int
    load_s: float
    before: Times
    during: Times
    after: Times
    errors: int
    mixed: int
    releases: tuple[int, ...]

    @property
    def ratio(self) -> float:
        """How many times p95 of the quiet it is during the load."""
        return self.during.p95_ms / (self.before.p95_ms or 1.0)


@dataclass(slots=True)
class _Asked:
    """A question: when it was due, when it was answered, and how."""

    due: float
    done: float = 0.0
    answer: Answer | None = None


@dataclass(slots=True)
class _Asking:
    """Asks one question after the other, in time, whether or not those before it are answered."""

    engine: Engine
    questions: Sequence[str]
    every: float
    asked: list[_Asked] = field(default_factory=list)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Ask until the block ends; what was asked is answered before it is left."""
        done = threading.Event()
        with ThreadPoolExecutor(_THREADS) as pool:
            thread = threading.Thread(target=self._keep_asking, args=(pool, done))
            thread.start()
            try:
                yield
            finally:
                done.set()
                thread.join()

    def _keep_asking(self, pool: ThreadPoolExecutor, done: threading.Event) -> None:
        begun = time.perf_counter()
        waiting: list[Future[None]] = []
        for number, question in zip(count(), cycle(self.questions), strict=False):
            due = begun + number * self.every
            if done.wait(max(0.0, due - time.perf_counter())):
                break
            self.asked.append(_Asked(due))
            waiting.append(pool.submit(self._ask, question, self.asked[-1]))

    def _ask(self, question: str, asked: _Asked) -> None:
        try:
            asked.answer = self.engine.ask(question)
        except WenbaoError as error:
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
        asked.done = time.perf_counter()

    def between(self, first: float, last: float) -> Times:
        """The latencies of the questions that were due in a stretch."""
        times = [1000 * (one.done - one.due) for one in self.asked if first <= one.due < last]
        p50, p95 = percentile(times, 0.5), percentile(times, 0.95)
        return Times(len(times), round(p50, 1), round(p95, 1), round(max(times, default=0.0), 1))


def during_load(
    folder: Path, articles: int, *, base: int, how: str = "reload", tagger: str = "lac"
) -> DuringLoad:
    """Measure in ``folder``; ``base`` articles are loaded before, of which the load changes every one.

    ``how``: ``reload`` (as the bot does), ``command`` (``wenbao load`` beside it), or ``thread`` (in
    the process that answers, to compare).
    """
    environment = {"WENBAO_DATA": str(folder / "data"), "WENBAO_LOAD_TAGGER": tagger}
    write_paper(folder / "pages", base, seed=1)
    engine = engine_of(load_settings(environment))
    engine.load([folder / "pages"])
    write_paper(folder / "pages", articles, seed=2)
    engine.warm()
    asking = _Asking(engine, questions_on(100, base), _EVERY)
    load = {"reload": _reload, "command": _command, "thread": _thread}[how]
    with asking.going_on():
        time.sleep(_QUIET / 10)  # the first questions open what they need
        quiet = time.perf_counter()
        time.sleep(_QUIET)
        begun = time.perf_counter()
        load(engine, folder / "pages", environment)
        ended = time.perf_counter()
        time.sleep(_QUIET)
    last = time.perf_counter()
    found = DuringLoad(
        articles,
        round(ended - begun, 1),
        asking.between(quiet, begun),
        asking.between(begun, ended),
        asking.between(ended, last),
        sum(one.answer is None for one in asking.asked),
        sum(_is_mixed(engine, one.answer) for one in asking.asked if one.answer),
        tuple(sorted({one.answer.release for one in asking.asked if one.answer})),
    )
    engine.close()
    return found


def _reload(engine: Engine, pages: Path, _environment: dict[str, str]) -> None:
    load_aside(engine.options, LoadJob((pages,)), lambda _stage, _done, _total: None)
    engine.shelf.active()


def _thread(engine: Engine, pages: Path, _environment: dict[str, str]) -> None:
    engine.load([pages])


def _command(_engine: Engine, pages: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "bot.cli", "load", str(pages)]
    subprocess.run(command, env=os.environ | environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _is_mixed(engine: Engine, answer: Answer) -> bool:
    """Whether an answer cites what is not in its release, or not in these words."""
    library = engine.store.snapshot(answer.release)
    for cited in answer.citations:
        if library.article(cited.article_id) is None:
            return True
        lines = library.source_lines(cited.source)
        if not all(number in lines for number in cited.lines):
            return True
    return False


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m bot.bench.during_load", description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--base", type=int, default=5_000, help="articles that are loaded before")
    parser.add_argument("--how", choices=("reload", "command", "thread"), default="reload")
    parser.add_argument("--tagger", choices=("lac", "jieba", "none"), default="lac")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="wenbao-during-load-") as name:
        found = during_load(
            Path(name), given.articles, base=given.base, how=given.how, tagger=given.tagger
        )
    sys.stdout.write(json.dumps(asdict(found) | {"ratio_p95": round(found.ratio, 2)}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

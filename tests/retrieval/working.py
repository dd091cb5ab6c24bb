"""What a worker process does: an engine of its own, with a folder of its own; run by ``test_postgres_workers``."""

import os
import signal
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from retrieval.search.engines import EngineChoice
from tests.retrieval.papers import QUESTION, editions, opened

__all__ = ["Asked", "ask_for_ever", "load_and_die"]


@dataclass(frozen=True)
class Asked:
    """A question as it was answered: when it began and ended, the release, and the editions that it quotes."""

    begun: float
    ended: float
    release: int | None
    quoted: set[str]
    found: set[str]


def ask_for_ever(url: str, data: Path, choice: EngineChoice, out: Connection) -> None:
    """Ask again and again, as people do, and tell each answer."""
    with opened(data, choice, url=url) as engine:
        engine.warm()
        while True:
            begun = time.monotonic()
            answer = engine.ask(QUESTION)
            ended = time.monotonic()
            quoted = {word for cited in answer.citations for word in _numbers(cited.quote)}
            out.send(
                Asked(begun, ended, answer.release, quoted, editions(engine.search(QUESTION, 30)))
            )


def _numbers(quote: str) -> list[str]:
    return [part.split("期")[0] for part in quote.split("第")[1:] if "期" in part]


def load_and_die(url: str, data: Path, pages: Path, stage: str) -> None:
    """Load, and be killed when the load comes to a stage."""

    def progress(now: str, _done: int, _total: int | None) -> None:
        if now.startswith(stage):
            os.kill(os.getpid(), signal.SIGKILL)

    with opened(data, url=url) as engine:
        engine.load([pages], progress=progress)

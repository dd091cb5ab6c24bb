"""Questions and a load -> where their time goes, by station.

A second thread looks, a thousand times a second, at what the first is doing; the innermost function that
belongs to a station is where the time is. Python is told meanwhile to let it look at once, else it could look
only while the first waits for the database. Work that is done in other processes counts as waiting, so a load
is to be profiled with one worker.
"""

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from types import FrameType

__all__ = ["Profile", "profile"]

_TICK = 0.001
# the part of a path by which a function belongs to a station; the first that fits
_STATIONS = (
    ("retrieval/language/tagger", "tag names"),
    ("retrieval/answer/verifying", "check"),
    ("retrieval/query/", "understand"),
    ("retrieval/search/", "search"),
    ("retrieval/answer/", "extract"),
    ("retrieval/corpus/readers/", "read"),
    ("retrieval/corpus/assembly/", "assemble"),
    ("retrieval/corpus/", "assemble"),
    ("retrieval/language/analyzer", "cut"),
    ("retrieval/language/cutter", "cut"),
    ("retrieval/archive/", "facts"),
    ("retrieval/store/", "store"),
    ("bot/", "render"),
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Seconds in all, and of them at each station, the longest first."""

    seconds: float
    stations: tuple[tuple[str, float], ...]

    def lines(self) -> Iterator[str]:
        """A line a station: its seconds and its share."""
        for name, seconds in self.stations:
            yield f"{name:<12} {seconds:8.3f} s  {seconds / (self.seconds or 1):5.1%}"


def profile(work: Callable[[], object]) -> Profile:
    """Run some work in this thread and say where its time went."""
    begun = time.perf_counter()
    with _watching(threading.get_ident()) as seen:
        work()
    seconds = time.perf_counter() - begun
    looks = seen.total() or 1
    return Profile(
        seconds, tuple((name, count / looks * seconds) for name, count in seen.most_common())
    )


@contextmanager
def _watching(thread: int) -> Iterator[Counter[str]]:
    seen: Counter[str] = Counter()
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_TICK):
            frame = sys._current_frames().get(thread)  # noqa: SLF001  # the one way to see another thread
            seen[_station(frame)] += 1

    watcher = threading.Thread(target=watch, name="profile", daemon=True)
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TICK / 2)
    watcher.start()
    try:
        yield seen
    finally:
        sys.setswitchinterval(before)
        done.set()
        watcher.join()


def _station(frame: FrameType | None) -> str:
    while frame is not None:
        name = _station_of(frame.f_code.co_filename)
        if name:
            return name
        frame = frame.f_back
    return "other"


@cache
def _station_of(file: str) -> str:
    """The station that the functions of a file belong to; empty where to none."""
    path = PurePath(file).as_posix()
    if "bot/bench/" in path:
        return ""
    return next((name for part, name in _STATIONS if part in path), "")

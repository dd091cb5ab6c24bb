"""Stages of a long work -> standard error: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from typing import TextIO

__all__ = ["Progress"]

QUIET_FOR = 1.0  # seconds before the first word: a short work says nothing
ON_TERMINAL = 0.1  # seconds between two pictures of the bar
ELSEWHERE = 10.0  # seconds between two lines
WIDTH = 24


class Progress:
    """Shows ``(stage, done, total)``; ``total`` is ``None`` where it is not known."""

    def __init__(self, out: TextIO | None = None, clock: float | None = None) -> None:
        self._out = out or sys.stderr
        self._terminal = self._out.isatty()
        self._next = (time.monotonic() if clock is None else clock) + QUIET_FOR
        self._drawn = False

    def __call__(
        self, stage: str, done: int, total: int | None, *, now: float | None = None
    ) -> None:
        """Show where the work stands, if it is time to."""
        moment = time.monotonic() if now is None else now
        if moment < self._next:
            return
        self._next = moment + (ON_TERMINAL if self._terminal else ELSEWHERE)
        text = f"{stage}: {done:,}" + (f" of {total:,}" if total else "")
        if self._terminal:
            self._out.write("\r\x1b[K" + (_bar(done, total) if total else "") + text)
            self._drawn = True
        else:
            self._out.write(text + "\n")
        self._out.flush()

    def close(self) -> None:
        """Wipe the bar, so that what follows stands on a clean line."""
        if self._drawn:
            self._out.write("\r\x1b[K")
            self._out.flush()
            self._drawn = False


def _bar(done: int, total: int) -> str:
    full = min(WIDTH, WIDTH * done // max(1, total))
    return "▓" * full + "░" * (WIDTH - full) + " "

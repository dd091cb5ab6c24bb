"""Results -> standard output: JSON lines for machines, plain text for people."""

import json
import sys
from typing import Any

__all__ = ["emit", "note", "say"]


def emit(row: Any) -> None:  # any JSON value
    """One JSON value on a line of standard output, flushed, so that a reader sees it at once."""
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def say(text: str = "") -> None:
    """A line of standard output."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """A line of standard error: progress, warnings, what was recovered."""
    sys.stderr.write(text + "\n")

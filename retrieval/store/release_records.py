"""What the store says of releases, and what a draft takes: frozen records, nothing loaded."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.records import Passage

__all__ = [
    "NOTHING",
    "About",
    "IndexRow",
    "PassageRow",
    "ReleaseInfo",
    "ReleaseState",
    "SourceInfo",
]


class ReleaseState(StrEnum):
    """Where a release is in its life. At most one is ACTIVE; only ACTIVE and KEPT ones have a corpus."""

    DRAFT = "draft"  # being built
    ACTIVE = "active"
    KEPT = "kept"  # answers no questions, but ``rollback`` can make it active
    PRUNED = "pruned"  # its corpus is gone, its line in the list stays


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage as it goes in: with its terms, in order, and its day (``date.toordinal()``, 0 for none)."""

    passage: Passage
    terms: tuple[str, ...]
    day: int = 0


@dataclass(frozen=True, slots=True)
class About:
    """What else is kept with a source."""

    origin: str | None = None  # the folder it came from
    sketches: Sequence[bytes] = ()  # one an article, empty of a short one; or none at all
    recipe: str = ""  # what cut and tagged it


NOTHING = About()


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A passage as the index wants it. ``row`` is its number in the store, never given twice."""

    row: int
    day: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleaseInfo:
    """A release in numbers; ``added``, ``changed`` and ``removed`` count sources against the one before.

    ``warnings`` is how many notices its load left; the store lists them with ``warnings(number)``.
    """

    number: int
    state: ReleaseState
    created: dt.datetime
    activated: dt.datetime | None
    sources: int = 0
    articles: int = 0
    passages: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A source of a release."""

    name: str
    digest: str
    format: str
    encoding: str | None
    day: dt.date | None
    articles: int
    passages: int
    loaded: dt.datetime

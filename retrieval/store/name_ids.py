"""Names of articles -> their ids in the table of names, each name once."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import and_, select

from retrieval.records import Facts, NameKind
from retrieval.store import tables
from retrieval.store.columns import clean, table
from retrieval.store.database import Database

__all__ = ["NameIds", "NameKey", "name_key"]

NAMES = 200_000  # names whose ids are remembered while loading
NAME = table(tables.NameTable)

NameKey = tuple[str, str]


def name_key(kind: NameKind, text: str) -> NameKey:
    """What a name is known by: its kind, and its text as the database keeps it."""
    return kind, clean(text)


class NameIds:
    """Remembers ids of names: all of the database where they are few enough, else those seen last."""

    def __init__(self, database: Database, new_id: Callable[[], int]) -> None:
        self._database = database
        self._new_id = new_id
        self._ids: dict[NameKey, int] = {}
        self._know_all: bool | None = None  # that is, all names of the database; not yet asked

    def of(self, facts: Iterable[Facts]) -> tuple[dict[NameKey, int], list[NameKey]]:
        """The ids of all names in the facts, and which of the names are new: they are to be inserted."""
        wanted = {key for one in facts for key in _names_of(one)}
        missing = sorted(key for key in wanted if key not in self._ids)
        if missing:
            self._ids |= self._stored(missing)
        new = [key for key in missing if key not in self._ids]
        self._ids |= {key: self._new_id() for key in new}
        found = {key: self._ids[key] for key in wanted}
        if len(self._ids) > NAMES:
            self._ids, self._know_all = {}, False
        return found, new

    def _stored(self, keys: Sequence[NameKey]) -> dict[NameKey, int]:
        """Those of the names that the database has; all it has are read at the first call, if they fit."""
        found: dict[NameKey, int] = {}
        if self._know_all:
            return found
        with self._database.read() as connection:
            if self._know_all is None:
                some = connection.execute(select(NAME).limit(NAMES)).all()
                self._know_all = len(some) < NAMES
                if self._know_all:
                    return {(row.kind, row.text): row.id for row in some}
            for kind in {kind for kind, _ in keys}:
                texts = [text for other, text in keys if other == kind]
                for start in range(0, len(texts), 500):
                    chosen = and_(NAME.c.kind == kind, NAME.c.text.in_(texts[start : start + 500]))
                    for row in connection.execute(select(NAME).where(chosen)):
                        found[row.kind, row.text] = row.id
        return found


def _names_of(facts: Facts) -> Iterator[NameKey]:
    for mention in facts.mentions:
        yield name_key(mention.name.kind, mention.name.text)
    for held in facts.posts:
        yield name_key(NameKind.PERSON, held.person)
        yield name_key(NameKind.POST, held.post)
    for event in facts.events:
        for attendance in event.attendances:
            yield name_key(NameKind.PERSON, attendance.person)

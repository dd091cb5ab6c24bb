"""The list of releases, and what changes it: activate, roll back, prune, sweep. Each change is one transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from retrieval.errors import ReleaseError
from retrieval.records import Notice
from retrieval.store import tables
from retrieval.store.codec import pack, unpack
from retrieval.store.columns import now, table
from retrieval.store.database import Database
from retrieval.store.release_records import ReleaseInfo, ReleaseState

__all__ = [
    "activate",
    "active_number",
    "begin",
    "discard_drafts",
    "info",
    "infos",
    "members",
    "notices",
    "origins",
    "prune",
    "roll_back",
    "set_origins",
    "sweep",
]

RELEASE = table(tables.ReleaseTable)
MEMBER = table(tables.ReleaseSourceTable)
SOURCE = table(tables.SourceTable)
ARTICLE = table(tables.ArticleTable)
NOTICE = table(tables.NoticeTable)
_IN = 500  # values in one IN (...)


def _info(row: Row[Any]) -> ReleaseInfo:
    return ReleaseInfo(
        number=row.number,
        state=ReleaseState(row.state),
        created=row.created,
        activated=row.activated,
        sources=row.sources,
        articles=row.articles,
        passages=row.passages,
        added=row.added,
        changed=row.changed,
        removed=row.removed,
        warnings=row.warnings,
    )


def infos(connection: Connection) -> list[ReleaseInfo]:
    """All releases, newest first."""
    found = connection.execute(select(RELEASE).order_by(RELEASE.c.number.desc()))
    return [_info(row) for row in found]


def info(connection: Connection, number: int) -> ReleaseInfo | None:
    """One release."""
    row = connection.execute(select(RELEASE).where(RELEASE.c.number == number)).first()
    return None if row is None else _info(row)


def active_number(connection: Connection) -> int | None:
    """The active release; a look at one small index."""
    return connection.scalar(select(RELEASE.c.number).where(RELEASE.c.state == "active"))


def members(connection: Connection, number: int | None) -> dict[str, int]:
    """Source name -> id of its version in a release."""
    if number is None:
        return {}
    found = connection.execute(
        select(SOURCE.c.name, SOURCE.c.id)
        .join(MEMBER, MEMBER.c.source == SOURCE.c.id)
        .where(MEMBER.c.release == number)
        .order_by(SOURCE.c.id)
    )
    return {row.name: row.id for row in found}


def origins(connection: Connection, number: int | None) -> dict[int, str]:
    """Version -> the folder it was last loaded from, of a release; those of which it is not known left out."""
    if number is None:
        return {}
    found = connection.execute(
        select(SOURCE.c.id, SOURCE.c.origin)
        .join(MEMBER, MEMBER.c.source == SOURCE.c.id)
        .where(MEMBER.c.release == number, SOURCE.c.origin.is_not(None))
    )
    return {row.id: row.origin for row in found}


def set_origins(database: Database, origins: Mapping[int, str]) -> None:
    """Note where versions were found, some hundreds a transaction."""
    change = update(SOURCE).where(SOURCE.c.id == bindparam("version"))
    rows = [{"version": version, "at": origin} for version, origin in origins.items()]
    for start in range(0, len(rows), _IN):
        with database.write(bulk=True) as connection:
            connection.execute(change.values(origin=bindparam("at")), rows[start : start + _IN])


def notices(connection: Connection, number: int) -> list[Notice]:
    """What the load of a release found."""
    found = connection.execute(
        select(NOTICE).where(NOTICE.c.release == number).order_by(NOTICE.c.number)
    )
    return [Notice(row.source, tuple(unpack(row.lines)), row.code, row.message) for row in found]


def begin(connection: Connection, owner: str) -> int:
    """A new draft; its number."""
    number = (connection.scalar(select(func.max(RELEASE.c.number))) or 0) + 1
    zero = dict.fromkeys(
        ("sources", "articles", "passages", "added", "changed", "removed", "warnings"), 0
    )
    days = {"activated": None, "first_day": None, "last_day": None}
    row = {"number": number, "state": "draft", "owner": owner, "created": now(), **zero, **days}
    connection.execute(insert(RELEASE), row)
    return number


def stage(database: Database, number: int, sources: Collection[int]) -> None:
    """Let a draft be read (``Snapshot``) before it is active; what is active stays so."""
    with database.write(bulk=True) as connection:
        _hold(connection, number, sources)
        draft = update(RELEASE).where(RELEASE.c.number == number, RELEASE.c.state == "draft")
        connection.execute(draft.values(**_sums(connection, number)))


def _hold(connection: Connection, number: int, sources: Collection[int]) -> None:
    """These source versions, and no others, are the release's."""
    connection.execute(delete(MEMBER).where(MEMBER.c.release == number))
    if sources:
        rows = [{"release": number, "source": source} for source in sorted(sources)]
        connection.execute(insert(MEMBER), rows)


def activate(
    database: Database,
    number: int,
    sources: Collection[int],
    counts: tuple[int, int, int],
    warnings: Sequence[Notice],
) -> ReleaseInfo:
    """Make a draft of these source versions the active release; ``counts``: added, changed, removed."""
    added, changed, removed = counts
    with database.write() as connection:
        _hold(connection, number, sources)
        if warnings:
            connection.execute(insert(NOTICE), _notice_rows(number, warnings))
        _deactivate(connection)
        found = connection.execute(
            update(RELEASE)
            .where(RELEASE.c.number == number, RELEASE.c.state == "draft")
            .values(
                state="active",
                activated=now(),
                added=added,
                changed=changed,
                removed=removed,
                warnings=len(warnings),
                **_sums(connection, number),
            )
        )
        if found.rowcount != 1:
            raise ReleaseError(f"release {number} is no draft any more; load again")
        made = info(connection, number)
    assert made is not None  # noqa: S101 - it was just written
    return made


def _notice_rows(number: int, warnings: Iterable[Notice]) -> list[dict[str, object]]:
    return [
        {
            "release": number,
            "number": place,
            "source": notice.source,
            "lines": pack(notice.lines),
            "code": notice.code,
            "message": notice.message,
        }
        for place, notice in enumerate(warnings)
    ]


def _deactivate(connection: Connection) -> None:
    connection.execute(update(RELEASE).where(RELEASE.c.state == "active").values(state="kept"))


def _sums(connection: Connection, number: int) -> dict[str, int | None]:
    sums = connection.execute(
        select(
            func.count(SOURCE.c.id),
            func.coalesce(func.sum(SOURCE.c.articles), 0),
            func.coalesce(func.sum(SOURCE.c.passages), 0),
        )
        .join(MEMBER, MEMBER.c.source == SOURCE.c.id)
        .where(MEMBER.c.release == number)
    ).one()
    days = connection.execute(
        select(func.min(ARTICLE.c.date), func.max(ARTICLE.c.date))
        .join(MEMBER, MEMBER.c.source == ARTICLE.c.source)
        .where(MEMBER.c.release == number)
    ).one()
    return {
        "sources": sums[0],
        "articles": int(sums[1]),
        "passages": int(sums[2]),
        "first_day": days[0],
        "last_day": days[1],
    }


def roll_back(connection: Connection, number: int) -> ReleaseInfo:
    """Make a kept release active. Raises ``ReleaseError``."""
    found = info(connection, number)
    kept = [one.number for one in infos(connection) if one.state is ReleaseState.KEPT]
    if found is None or found.state in {ReleaseState.DRAFT, ReleaseState.PRUNED}:
        why = "was pruned" if found and found.state is ReleaseState.PRUNED else "is not there"
        can = ", ".join(map(str, kept)) or "none"
        raise ReleaseError(f"release {number} {why}; releases that can be made active: {can}")
    if found.state is ReleaseState.KEPT:
        _deactivate(connection)
        change = update(RELEASE).where(RELEASE.c.number == number)
        connection.execute(change.values(state="active", activated=now()))
        found = info(connection, number) or found
    return found


def prune(connection: Connection, keep: int) -> list[int]:
    """Give up all but ``keep`` releases (the active one and the latest before it); the numbers given up."""
    kept = [one for one in infos(connection) if one.state is ReleaseState.KEPT]
    kept.sort(key=lambda one: (one.activated or one.created, one.number), reverse=True)
    gone = sorted(one.number for one in kept[max(0, keep - 1) :])
    if gone:
        connection.execute(delete(MEMBER).where(MEMBER.c.release.in_(gone)))
        connection.execute(delete(NOTICE).where(NOTICE.c.release.in_(gone)))
        connection.execute(
            update(RELEASE).where(RELEASE.c.number.in_(gone)).values(state="pruned")
        )
    return gone


def discard_drafts(connection: Connection) -> list[tuple[int, str, str]]:
    """Remove drafts; (number, owner, when it began) of each."""
    found = connection.execute(select(RELEASE).where(RELEASE.c.state == "draft")).all()
    connection.execute(delete(RELEASE).where(RELEASE.c.state == "draft"))
    return [(row.number, row.owner, f"{row.created:%Y-%m-%d %H:%M:%S} UTC") for row in found]


def sweep(database: Database, *, spare: Collection[int] = ()) -> int:
    """Remove source versions that no release holds, a few at a time; how many went."""
    with database.read() as connection:
        held = select(MEMBER.c.source).where(MEMBER.c.source == SOURCE.c.id).exists()
        orphans = [row.id for row in connection.execute(select(SOURCE.c.id).where(~held))]
    orphans = [source for source in orphans if source not in spare]
    for start in range(0, len(orphans), 20):
        with database.write(bulk=True) as connection:
            chosen = SOURCE.c.id.in_(orphans[start : start + 20])
            connection.execute(delete(SOURCE).where(chosen))
    return len(orphans)

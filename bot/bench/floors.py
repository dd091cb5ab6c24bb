"""Measured tables -> what was to be reached, what was, and whether it is: one line a floor."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Floor", "floors"]

Table = Mapping[str, Any]  # what ``wenbao bench --json`` prints


@dataclass(frozen=True, slots=True)
class Floor:
    """Something to be reached at a size, and its value there; ``most`` is False where more is better."""

    what: str
    passages: int
    limit: float
    value: float
    most: bool = True

    @property
    def reached(self) -> bool:
        """Whether it is."""
        return self.value < self.limit if self.most else self.value >= self.limit


def floors(tables: Sequence[Table]) -> list[Floor]:
    """Those floors whose figures were measured."""
    by_size = {table["passages"]: table for table in tables}
    return [
        floor
        for size, find in ((100_000, _at_100k), (1_000_000, _at_1m))
        if size in by_size
        for floor in find(by_size[size])
    ]


def _at_100k(table: Table) -> Iterator[Floor]:
    size = table["passages"]
    if table["ratio_to_rank_bm25"]:
        times = table["ratio_to_rank_bm25"]["p50"]
        yield Floor("times rank_bm25's get_scores at p50", size, 200, times, most=False)
    if table["same_top10_as_rank_bm25"] is not None:
        same = 100 * table["same_top10_as_rank_bm25"]
        yield Floor("% of questions with rank_bm25's ten best", size, 99.9, same, most=False)
    for peer in ("SQLite FTS5", "bm25s"):
        yield from _faster(table, peer, "rows", "")
    yield from _faster(table, "bm25s", "rows_without", f", without {table['without']}")
    ours = _rows(table, "rows").get("wenbao")
    if ours:
        yield Floor("p99 as times p50", size, 3, ours["p99_ms"] / ours["p50_ms"])
    yield Floor("ms to add 1,000 passages", size, 50, table["add_1000_ms"])
    whole = table["answers"]
    if whole:
        yield Floor("searches that a whole answer costs, at p50", size, 10, whole["ratio"])
        yield Floor("ms of a whole answer at p95", size, 100, whole["answer_ms"]["p95"])


def _faster(table: Table, peer: str, key: str, how: str) -> Iterator[Floor]:
    rows = _rows(table, key)
    if "wenbao" not in rows or peer not in rows:
        return
    kinds: Sequence[tuple[str, Callable[[Mapping[str, Any]], float]]] = (
        ("long questions", lambda row: float(row["p50_ms"])),
        ("short questions", lambda row: float(row["short_ms"]["p50"])),
    )
    for name, of in kinds:
        times = of(rows[peer]) / of(rows["wenbao"])
        what = f"times {peer} at p50, {name}{how}"
        yield Floor(what, table["passages"], 10, times, most=False)


def _at_1m(table: Table) -> Iterator[Floor]:
    size = table["passages"]
    ours = _rows(table, "rows").get("wenbao")
    if ours:
        yield Floor("ms of a search at p50", size, 15, ours["p50_ms"])
        yield Floor("ms of a search within a month at p50", size, 2, table["month_ms"]["p50"])
        yield Floor("MB of memory while searching", size, 1000, ours["rss_mb"])
        yield Floor("ms from a start to the first answer", size, 1000, ours["first_answer_ms"])
        yield Floor("MB of a build at its peak", size, 3000, ours["build_peak_mb"])


def _rows(table: Table, key: str) -> dict[str, Mapping[str, Any]]:
    return {row["engine"]: row for row in table[key]}

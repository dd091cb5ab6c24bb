"""Measured tables, one a size -> docs/performance.md."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

__all__ = ["markdown"]

_WIDTH = 40  # of the longest bar, in characters

_HEAD = """# Performance

Made by `python -m bot.bench`; do not edit. Every table is one run of `wenbao bench --passages N` on one machine:
{machine}.

The corpus is invented (words drawn with the frequencies of the dictionary, in phrases that recur, with names and
dates), seeded, and needs no download. All engines index and search the same terms, words and character bigrams,
{cutter} having cut them; k1 and b are ours where an engine takes them. A question has some 25 terms. Each engine
is measured in a process of its own, one thread; a latency is the least of three rounds a question; memory is what
the searching process holds after 200 questions, disk what the engine has written. `rank_bm25` is measured as it is:
every passage scored by `get_scores`.
"""


def markdown(tables: Sequence[Mapping[str, Any]], remark: str = "") -> str:
    """The document; ``tables`` are the objects that ``wenbao bench --json`` prints, one a size.

    ``remark`` is what a reader should know of the run.
    """
    tables = sorted(tables, key=lambda table: table["passages"])
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    parts = [_HEAD.format(machine=machine, cutter=tables[0]["cutter"] if tables else "jieba")]
    if remark:
        parts.append(remark + "\n")
    parts += ["\n".join(_table(table)) for table in tables]
    if len(tables) > 1:
        parts.append("\n".join(_growth(tables)))
    return "\n".join(parts)


def _table(table: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {table['passages']:,} passages\n"
    yield "| engine | build s | p50 ms | p95 ms | p99 ms | first answer ms | memory MB | build peak MB | disk MB |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for row in table["rows"]:
        keys = ("build_s", "p50_ms", "p95_ms", "p99_ms", "first_answer_ms")
        cells = [*(row[key] for key in keys), row["rss_mb"], row["build_peak_mb"], row["disk_mb"]]
        yield f"| {row['engine']} | " + " | ".join(map(_number, cells)) + " |"
    yield ""
    month = table["month_ms"]
    yield (
        f"Within a month: p50 {_number(month['p50'])} ms, p99 {_number(month['p99'])} ms. "
        f"Adding 1,000 passages {_number(table['add_1000_ms'])} ms, removing 1,000 "
        f"{_number(table['remove_1000_ms'])} ms. Inventing and cutting {table['terms']:,} terms: "
        f"{_number(table['cut_s'])} s."
    )
    ratio, same = table["ratio_to_rank_bm25"], table["same_top10_as_rank_bm25"]
    if ratio:
        yield (
            f"rank_bm25 takes {ratio['p50']:,.0f} times as long at p50, {ratio['p99']:,.0f} times at p99; "
            f"with its idf, the ten best are its ten best in {same:.1%} of the questions."
        )
    if table["left_out"]:
        yield f"Left out at this size, or not installed: {', '.join(table['left_out'])}."
    yield ""


def _growth(tables: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "## How the cost grows\n"
    yield (
        "What a question costs at p50, beside the postings of its terms: below what the postings would cost,"
        " as common terms are looked up only for the passages that can still be among the best.\n"
    )
    yield "```"
    found = [(t["passages"], t["postings_per_query"], t["rows"][0]["p50_ms"]) for t in tables]
    most = max([1, *(postings for _, postings, _ in found)])
    slowest = max(ms for _, _, ms in found) or 1.0
    yield f"{'passages':>10} {'postings':>10} {'p50 ms':>8}"
    for passages, postings, ms in found:
        yield f"{passages:>10,} {postings:>10,} {ms:>8.2f}"
        yield f"{'':>10} postings {'▒' * max(1, round(postings / most * _WIDTH))}"
        yield f"{'':>10} time     {'█' * max(1, round(ms / slowest * _WIDTH))}"
    yield "```\n"


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"

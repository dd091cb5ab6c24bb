"""Measured tables, one a size -> docs/performance.md."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.bench.floors import floors

__all__ = ["markdown"]

_WIDTH = 40  # of the longest bar, in characters

_HEAD = """# Performance

Made by `python -m bot.bench`; do not edit. Every table is one run of `wenbao bench --passages N` on one machine:
{machine}.

The corpus is invented (words drawn with the frequencies of the dictionary, in phrases that recur, with names and
dates), seeded, and needs no download. All engines index and search the same terms, words and character bigrams,
{cutter} having cut them; k1 and b are ours where an engine takes them. A long question has some {long:.0f} terms, a short
one, a name and a word or two, some {short:.0f}. Each engine is measured in a process of its own, one thread; a latency is the
least of up to eight rounds a question; memory is what the searching process holds after 200 questions, disk what
the engine has written. `rank_bm25` is measured as it is: every passage scored by `get_scores`.
"""

_WITHOUT = """The same indexes, asked in processes in which numpy uses no {without} instructions (`NPY_DISABLE_CPU_FEATURES`), as on an
older processor. bm25s takes its best by `np.argpartition`, whose time hangs on how many passages match at all:
with those instructions it is slow where nearly all scores are zero, so at short questions; without them, at long ones.
"""

_BM25S = """At long questions bm25s by default (its numpy backend) is between half as fast and as fast as we are where numpy has {without}: both pass over the
same postings once, and ten times faster cannot be had in numpy. A compiled loop (numba) was written, measured
and left out, for the seconds that it costs at a start ([0060](decisions/0060-a-floor-before-common-terms.md)).
"""


def markdown(tables: Sequence[Mapping[str, Any]], remark: str = "") -> str:
    """The document; ``tables`` are the objects that ``wenbao bench --json`` prints, one a size.

    ``remark`` is what a reader should know of the run.
    """
    tables = sorted(tables, key=lambda table: table["passages"])
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    long, short = tables[0]["terms_per_query"] if tables else (25, 6)
    cutter = tables[0]["cutter"] if tables else "jieba"
    parts = [_HEAD.format(machine=machine, cutter=cutter, long=long, short=short)]
    if remark:
        parts.append(remark + "\n")
    parts.append("\n".join(_floors(tables)))
    parts += ["\n".join(_table(table)) for table in tables]
    parts.append("\n".join(_whole([table for table in tables if table["answers"]])))
    if len(tables) > 1:
        parts.append("\n".join(_growth(tables)))
    return "\n".join(part for part in parts if part)


def _floors(tables: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    found = floors(tables)
    if not found:
        return
    yield "## Floors\n"
    yield "| passages | what | floor | measured | |"
    yield "|--:|---|--:|--:|---|"
    for floor in found:
        limit = f"{'<' if floor.most else '≥'} {_number(floor.limit)}"
        yield (
            f"| {floor.passages:,} | {floor.what} | {limit} | {_number(floor.value)} "
            f"| {'reached' if floor.reached else '**not reached**'} |"
        )
    yield ""
    without = next((table["without"] for table in tables if table["without"]), "")
    missed = any(floor.what.startswith("times bm25s") and not floor.reached for floor in found)
    if without and missed:
        yield _BM25S.format(without=without)


def _table(table: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {table['passages']:,} passages\n"
    yield "| engine | build s | p50 ms | p95 ms | p99 ms | short p50 ms | short p99 ms | first answer ms | memory MB | build peak MB | disk MB |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for row in table["rows"]:
        cells = [row["build_s"], *_latency(row), row["first_answer_ms"]]
        cells += [row["rss_mb"], row["build_peak_mb"], row["disk_mb"]]
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
            f"with its idf, the ten best are its ten best in {same or 0:.1%} of the questions."
        )
    if table["left_out"]:
        yield f"Left out at this size, or not installed: {', '.join(table['left_out'])}."
    yield ""
    if table["rows_without"]:
        yield _WITHOUT.format(without=table["without"])
        yield "| engine | p50 ms | p95 ms | p99 ms | short p50 ms | short p99 ms |"
        yield "|---|--:|--:|--:|--:|--:|"
        for row in table["rows_without"]:
            yield f"| {row['engine']} | " + " | ".join(map(_number, _latency(row))) + " |"
        yield ""


def _latency(row: Mapping[str, Any]) -> list[float]:
    short = row["short_ms"]
    return [row["p50_ms"], row["p95_ms"], row["p99_ms"], short["p50"], short["p99"]]


def _whole(tables: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not tables:
        return
    yield "## Whole answers\n"
    yield (
        "An invented paper of articles with headlines, datelines, people and posts, loaded by the engine as ready articles"
        " and without a tagger (names by rules alone). 200 questions, each asked once, after ten others: who led which meeting, who was"
        " there, when it was, what something costs; every second one of a town that the paper never names. A search is"
        " `Engine.search`: the question understood, the index searched, 40 passages read and put in order.\n"
    )
    yield "| passages | index p50 ms | search p50 ms | search p95 ms | answer p50 ms | answer p95 ms | answer p99 ms | answer / search | start to first answer ms | index made anew s | load s | memory MB |"
    yield "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for table in tables:
        one = table["answers"]
        cells = [one["index_ms"]["p50"], one["search_ms"]["p50"], one["search_ms"]["p95"]]
        cells += [one["answer_ms"][key] for key in ("p50", "p95", "p99")]
        cells += [one["ratio"], one["first_answer_ms"], one["rebuild_s"], one["load_s"]]
        cells.append(one["rss_mb"])
        yield f"| {table['passages']:,} | " + " | ".join(map(_number, cells)) + " |"
    last = tables[-1]
    yield f"\nWhere the time of an answer over {last['passages']:,} passages goes (`wenbao profile` shows the same of any paper):\n"
    yield "| station | share |"
    yield "|---|--:|"
    for name, share in last["answers"]["stations"].items():
        yield f"| {name} | {share:.1%} |"
    yield ""


def _growth(tables: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "## How the cost grows\n"
    yield (
        "What a long question costs at p50, beside the postings of its terms: below what the postings would cost,"
        " as common terms are looked up only for the passages that can still be among the best.\n"
    )
    yield "```"
    found = [(t["passages"], t["postings_per_query"][0], t["rows"][0]["p50_ms"]) for t in tables]
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

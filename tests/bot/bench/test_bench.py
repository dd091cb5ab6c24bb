import json
import math
import os
import re
from pathlib import Path
from typing import Any

import pytest

from bot.bench import bench, profile
from bot.bench.answers import answers, half_and_half, write_ready
from bot.bench.floors import Floor, floors
from bot.bench.measure import apart, narrow, percentiles
from bot.bench.report import markdown


@pytest.mark.timeout(300)
def test_a_small_bench_has_what_the_contract_names() -> None:
    engines = ["wenbao", "wenbao, idf of rank_bm25", "rank_bm25"]
    found = bench(300, ["的"], engines=engines, whole=False)
    table = json.loads(json.dumps(found.as_json()))
    assert table["passages"] == 300
    assert [row["engine"] for row in table["rows"]] == engines
    for row in (*table["rows"], *table["rows_without"]):
        assert row["p50_ms"] <= row["p95_ms"] <= row["p99_ms"]
        assert row["rss_mb"] > 0
    assert {"build_s", "disk_mb"} <= set(table["rows"][0])
    assert table["same_top10_as_rank_bm25"] == 1.0
    assert set(table["ratio_to_rank_bm25"]) == {"p50", "p99"}
    assert table["left_out"] == []
    assert table["answers"] is None
    document = markdown([table, table | {"passages": 600}])
    assert "## 300 passages" in document
    assert "## How the cost grows" in document
    assert "## Whole answers" not in document


@pytest.mark.timeout(300)
def test_whole_answers_are_measured_through_the_engine(tmp_path: Path) -> None:
    said: list[str] = []
    found = answers(120, tmp_path, said.append)
    assert said[0] == "loading an invented paper of 120 passages"
    assert 0 < found.search_ms[0] < found.answer_ms[0]
    assert found.ratio == found.answer_ms[0] / found.search_ms[0]
    assert found.found > 0.5  # of the questions that an article answers
    assert math.isclose(sum(share for _, share in found.stations), 1.0)


def test_every_second_question_is_of_a_town_that_the_paper_never_names(tmp_path: Path) -> None:
    text = "".join(path.read_text("utf-8") for path in write_ready(tmp_path, 40))
    asked = half_and_half(20, 40)
    assert len(asked) == 20
    towns = [re.search(r"[\u4e00-\u9fff]{2}[镇乡]", question) for question in asked]
    named = [bool(town) and town[0] in text for town in towns if town]
    assert True in named[::2]
    assert not any(town in text for town in ("凤栖镇", "鹤鸣乡", "金鸡镇", "翠屏乡", "白鹿镇"))
    assert half_and_half(20, 40) == asked


def test_processes_started_without_wide_instructions_have_none() -> None:
    before = os.environ.get("NPY_DISABLE_CPU_FEATURES")
    with narrow() as names:
        assert apart(os.getenv, "NPY_DISABLE_CPU_FEATURES") == names
    assert os.environ.get("NPY_DISABLE_CPU_FEATURES") == before


def test_a_floor_is_reached_from_the_right_side() -> None:
    assert Floor("ms", 1, 50, 49.9).reached
    assert not Floor("ms", 1, 50, 50).reached
    assert Floor("times", 1, 10, 10, most=False).reached
    assert not Floor("times", 1, 10, 9.9, most=False).reached


def test_floors_are_those_of_the_sizes_measured() -> None:
    table = _table()
    assert floors([table | {"passages": 10}]) == []
    assert {floor.what: floor.reached for floor in floors([table])} == {
        "times bm25s at p50, long questions": False,
        "times bm25s at p50, short questions": True,
        "p99 as times p50": True,
        "ms to add 1,000 passages": True,
    }


def test_why_bm25s_is_not_left_behind_is_said_once() -> None:
    assert markdown([_table() | {"without": "AVX9"}]).count("numba") == 1
    assert "numba" not in markdown([_table(bm25s_ms=20.0) | {"without": "AVX9"}])


def _table(bm25s_ms: float = 5.0) -> dict[str, Any]:
    row = {"engine": "wenbao", "p50_ms": 1.0, "p95_ms": 1.5, "p99_ms": 2.0}
    row |= {"short_ms": {"p50": 0.5, "p99": 0.9}, "build_s": 1.0, "build_peak_mb": 9.0}
    row |= {"first_answer_ms": 1.0, "rss_mb": 9.0, "disk_mb": 9.0}
    peer = row | {"engine": "bm25s", "p50_ms": bm25s_ms, "short_ms": {"p50": 10.0, "p99": 11.0}}
    return {
        "passages": 100_000,
        "rows": [row, peer],
        "rows_without": [],
        "without": "",
        "terms": 1000,
        "terms_per_query": [25.0, 6.0],
        "cutter": "jieba",
        "cut_s": 1.0,
        "month_ms": {"p50": 0.1, "p99": 0.2},
        "left_out": [],
        "ratio_to_rank_bm25": None,
        "same_top10_as_rank_bm25": None,
        "add_1000_ms": 40.0,
        "remove_1000_ms": 4.0,
        "answers": None,
    }


def test_percentiles_are_those_of_numpy() -> None:
    assert percentiles(list(range(101))) == (50.0, 95.0, 99.0)


def test_a_profile_says_at_which_station_the_time_was() -> None:
    from retrieval.search.scorer import Scoring

    def work() -> None:
        from retrieval.language.cutter import open_cutter

        open_cutter(maker="jieba")
        Scoring()

    found = profile(work)
    assert math.isclose(sum(seconds for _, seconds in found.stations), found.seconds)
    assert found.stations[0][0] == "cut"
    assert any("cut" in line for line in found.lines())

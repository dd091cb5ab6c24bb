import json
import math

import pytest

from bot.bench import bench, profile
from bot.bench.measure import percentiles
from bot.bench.report import markdown


@pytest.mark.timeout(300)
def test_a_small_bench_has_what_the_contract_names() -> None:
    engines = ["wenbao", "wenbao, idf of rank_bm25", "rank_bm25"]
    found = bench(300, ["的"], engines=engines)
    table = json.loads(json.dumps(found.as_json()))
    assert table["passages"] == 300
    assert [row["engine"] for row in table["rows"]] == engines
    for row in table["rows"]:
        assert row["p50_ms"] <= row["p95_ms"] <= row["p99_ms"]
        assert row["rss_mb"] > 0
    assert {"build_s", "disk_mb"} <= set(table["rows"][0])
    assert table["same_top10_as_rank_bm25"] == 1.0
    assert set(table["ratio_to_rank_bm25"]) == {"p50", "p99"}
    assert table["left_out"] == []
    document = markdown([table, table | {"passages": 600}])
    assert "## 300 passages" in document
    assert "## How the cost grows" in document


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

"""A BEIR folder of twelve invented towns, an article each: what the trainings learn from in the tests."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

__all__ = ["FIRMS", "TOWNS", "write_towns"]

TOWNS = [
    "河湾",
    "青岭",
    "柳塘",
    "石浦",
    "云溪",
    "松口",
    "竹园",
    "白沙",
    "枫桥",
    "梅岭",
    "桃源",
    "苇岸",
]
FIRMS = [
    "青禾",
    "大成",
    "恒远",
    "安泰",
    "新益",
    "同福",
    "瑞丰",
    "永兴",
    "宏达",
    "金鼎",
    "华盛",
    "东升",
]


def write_towns(
    folder: Path,
    text: Callable[[int], str],
    asked: Callable[[int], Iterable[tuple[str, str]]],
) -> None:
    """Write the folder; ``text`` and ``asked`` give the article of a town, and its questions with their answers."""
    corpus, queries, qrels = [], [], ["query-id\tcorpus-id\tscore"]
    for n, town in enumerate(TOWNS):
        corpus.append({"_id": f"c{n}", "title": f"{town}镇", "text": text(n)})
        for m, (question, said) in enumerate(asked(n)):
            queries.append({"_id": f"q{n}-{m}", "text": question, "metadata": {"answers": [said]}})
            qrels.append(f"q{n}-{m}\tc{n}\t1")
    for name, rows in (("corpus", corpus), ("queries", queries)):
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text("\n".join(qrels) + "\n", encoding="utf-8")

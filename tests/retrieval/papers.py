"""A small invented paper in editions: every article of an edition tells its number, so that a mixture shows."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from retrieval.engine import Engine, EngineOptions
from retrieval.loading import Recipe
from retrieval.records import Hit
from retrieval.search.engines import EngineChoice

__all__ = ["QUESTION", "editions", "opened", "write_edition"]

QUESTION = "白鹭湾大桥施工进展"
_PLACES = ("白鹭湾", "石榴坪", "青枫岭", "望月滩", "金谷镇", "柳荫渡")


def write_edition(folder: Path, number: int) -> Path:
    """Six articles that all say 第 ``number`` 期; two files, so that one may stay as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        {
            "_id": f"{place}-{number}",
            "title": f"{place}大桥施工进展",
            "text": f"第{number}期通报，{place}大桥施工进展顺利，桥墩已经浇筑{at + 3}个。",
            "date": f"2031-03-{at + 1:02d}",
        }
        for at, place in enumerate(_PLACES)
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "bridges.jsonl").write_text("\n".join(lines), encoding="utf8")
    same = {
        "_id": "同",
        "title": "大桥施工进展公告",
        "text": "大桥施工进展每月公布一次。",
        "date": "2031-03-09",
    }
    (folder / "notice.jsonl").write_text(json.dumps(same, ensure_ascii=False), encoding="utf8")
    return folder


def editions(hits: Iterable[Hit]) -> set[str]:
    """The numbers of the editions that passages tell."""
    return {found[1] for hit in hits if (found := re.search(r"第(\d+)期", hit.passage.text))}


@contextmanager
def opened(
    data: Path, choice: EngineChoice | None = None, *, url: str = "", keep: int = 3
) -> Iterator[Engine]:
    """An engine over a data folder, names by jieba; closed at the end."""
    options = EngineOptions(
        data=data,
        url=url,
        recipe=Recipe(tagger="jieba"),
        workers=1,
        search=choice or EngineChoice(),
        keep_releases=keep,
    )
    engine = Engine(options)
    try:
        yield engine
    finally:
        engine.close()

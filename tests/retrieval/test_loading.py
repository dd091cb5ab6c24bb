"""Loads one after the other: what is kept, what is gone from a folder, what was printed before."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.engine import Engine, EngineOptions
from retrieval.errors import WenbaoError
from retrieval.loading import Recipe

STORY = (
    "本报讯(记者 温如玉)3月2日,枫桥县召开春耕备耕会议,副县长秦见山主持会议并讲话。会议要求各乡镇在清明以前完成整地任务,"
    "农技站要派人到田头指导,确保种子和肥料按时到位。会后,与会人员来到城北田头查看墒情,并同种粮大户座谈,听取他们的意见。"
)
OTHER = (
    "本报讯(通讯员 何小满)2月28日,下塘乡新桥正式通车,桥长六十二米,两岸村民赶集再也不用绕路十里。这座桥去年五月动工,"
    "由县交通局和下塘乡共同出资,施工期间没有发生一起事故,验收时各项指标全部合格,村民自发来到桥头放鞭炮庆贺。"
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine over an empty data folder, quick: no tagger."""
    made = Engine(EngineOptions(tmp_path / "data", recipe=Recipe(tagger="none"), workers=1))
    yield made
    made.close()


def write(path: Path, title: str, story: str) -> Path:
    """A page with one story."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"枫桥日报\n2031年3月3日 第1版\n\n{title}\n\n{story}\n", encoding="utf8")
    return path


def names(engine: Engine) -> list[str]:
    """The sources of the active release."""
    library = engine.library()
    assert library is not None
    return [source.name for source in library.sources()]


def test_a_synced_folder_leaves_other_folders_alone(engine: Engine, tmp_path: Path) -> None:
    """What is gone from the folder goes, what came from elsewhere stays."""
    gone = write(tmp_path / "a" / "p1.txt", "春耕会议召开", STORY)
    write(tmp_path / "a" / "p2.txt", "新桥通车", OTHER)
    write(tmp_path / "b" / "q1.txt", "城北看墒情", STORY[40:])
    engine.load([tmp_path / "a"])
    engine.load([tmp_path / "b"])
    gone.unlink()
    report = engine.load([tmp_path / "a"], sync=True)
    assert (report.release.removed, names(engine)) == (1, ["p2.txt", "q1.txt"])


def test_a_file_given_by_itself_belongs_to_its_folder(engine: Engine, tmp_path: Path) -> None:
    """Also when it was loaded from a folder below; a folder of a similar name is another one."""
    one = write(tmp_path / "a" / "2031" / "p1.txt", "春耕会议召开", STORY)
    write(tmp_path / "a" / "p2.txt", "新桥通车", OTHER)
    write(tmp_path / "a2" / "q1.txt", "城北看墒情", STORY[40:])
    engine.load([one, tmp_path / "a2"])
    one.unlink()
    engine.load([tmp_path / "a"], sync=True)
    assert names(engine) == ["p2.txt", "q1.txt"]


def test_a_folder_that_was_moved_is_where_it_was_seen_last(engine: Engine, tmp_path: Path) -> None:
    """Nothing is cut again, and the old place has no say any more."""
    write(tmp_path / "a" / "p1.txt", "春耕会议召开", STORY)
    engine.load([tmp_path / "a"])
    (tmp_path / "a").rename(tmp_path / "moved")
    assert not engine.load([tmp_path / "moved"]).activated
    write(tmp_path / "a" / "p2.txt", "新桥通车", OTHER)
    engine.load([tmp_path / "a"], sync=True)
    assert names(engine) == ["p1.txt", "p2.txt"]


def test_a_reprint_is_noticed_in_a_later_load(engine: Engine, tmp_path: Path) -> None:
    """The library is looked through too, but not what this load replaces."""
    first = write(tmp_path / "a" / "p1.txt", "春耕会议召开", STORY)
    engine.load([first])
    again = write(tmp_path / "b" / "q1.txt", "县里部署春耕", STORY)
    report = engine.load([again])
    found = [(one.source, one.code) for one in report.warnings if "duplicate" in one.code]
    assert found == [("q1.txt", "duplicate")]
    write(again, "新桥通车", OTHER)
    write(first, "查看墒情", OTHER[::-1])
    report = engine.load([write(tmp_path / "b" / "q2.txt", "春耕会议", STORY).parent, first])
    assert [one for one in report.warnings if "duplicate" in one.code] == []


def test_a_load_tells_how_far_it_is(engine: Engine, tmp_path: Path) -> None:
    """Each source counts, kept ones too, against the files there are."""
    for number in range(4):
        write(tmp_path / "a" / f"p{number}.txt", f"第{number}次会议", STORY[number:])
    engine.load([tmp_path / "a"])
    write(tmp_path / "a" / "p4.txt", "新桥通车", OTHER)
    steps: list[tuple[str, int, int | None]] = []
    engine.load([tmp_path / "a"], progress=lambda *step: steps.append(step))
    assert steps[:2] == [("sources", 4, 5), ("sources", 5, 5)]
    assert [stage for stage, _, _ in steps][-2:] == ["index", "activation"]


def test_a_load_that_fails_keeps_the_former(engine: Engine, tmp_path: Path) -> None:
    """Nothing readable in the folder: the release stays."""
    engine.load([write(tmp_path / "a" / "p1.txt", "春耕会议召开", STORY)])
    (tmp_path / "b").mkdir()
    with pytest.raises(WenbaoError):
        engine.load([tmp_path / "b"])
    assert names(engine) == ["p1.txt"]

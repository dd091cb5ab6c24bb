"""The engine: one release at a time, checked before it is switched on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import SAMPLE
from retrieval.engine import Engine, EngineOptions
from retrieval.loading import Recipe
from retrieval.records import Status

QUESTION = "鸣沙水库扩容工程总投资多少？"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine over an empty data folder; names by jieba, which is quicker to start."""
    made = Engine(EngineOptions(tmp_path / "data", recipe=Recipe(tagger="jieba"), workers=1))
    yield made
    made.close()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """The sample's first page in a folder of its own."""
    folder = tmp_path / "pages"
    folder.mkdir()
    name = "qiwu-daily-20251206-p1.txt"
    (folder / name).write_bytes((SAMPLE / name).read_bytes())
    return folder


def without_the_reservoir(pages: Path) -> None:
    """A corrected page in which the money is not told any more."""
    (page,) = pages.iterdir()
    text = page.read_text(encoding="utf8").replace("总投资1.36亿元,", "")
    page.write_text(text, encoding="utf8")


def test_a_release_that_loses_answers_is_not_switched_on(engine: Engine, pages: Path) -> None:
    """The probe has no answer in the new release: the old one stays, and it is said which was lost."""
    engine.load([pages])
    without_the_reservoir(pages)
    report = engine.load([pages], probes=[QUESTION, "谁主持了全县冬春水利建设推进会？"])
    assert (report.activated, report.lost, report.release.number) == (False, (QUESTION,), 1)
    assert engine.ask(QUESTION).items == ("1.36亿元",)
    assert [release.number for release in engine.releases()] == [1]
    assert [folder.name for folder in (engine.options.data / "index").iterdir()] == ["000001"]


def test_a_release_that_keeps_them_is(engine: Engine, pages: Path) -> None:
    """Without the lost probe the same change is a release."""
    engine.load([pages])
    without_the_reservoir(pages)
    report = engine.load([pages], probes=["谁主持了全县冬春水利建设推进会？"])
    assert (report.activated, report.lost, report.release.number) == (True, (), 2)
    assert engine.ask(QUESTION).status is Status.NOT_FOUND


def test_the_first_load_has_nothing_to_lose(engine: Engine, pages: Path) -> None:
    """Before there is a release, probes are not asked."""
    assert engine.load([pages], probes=["无关的问题"]).activated


def test_an_answer_within_one_article(engine: Engine, pages: Path) -> None:
    """A choice that was pressed keeps to its article: another article's answer is not found there."""
    engine.load([pages])
    found = engine.ask("县森林防火指挥部全体成员会议谁参加了？")
    fire = found.citations[0].article_id
    assert engine.ask(QUESTION, within=fire).status is Status.NOT_FOUND
    water = engine.ask(QUESTION).citations[0].article_id
    assert engine.ask(QUESTION, within=water).items == ("1.36亿元",)


def test_a_view_goes_on_while_another_release_is_made_active(engine: Engine, pages: Path) -> None:
    """Whoever holds a view finishes with it."""
    engine.load([pages])
    view = engine.shelf.active()
    assert view is not None
    without_the_reservoir(pages)
    engine.load([pages])
    assert view.library.release == 1
    old = "".join(view.library.source_lines("qiwu-daily-20251206-p1.txt").values())
    assert "总投资1.36亿元" in old
    current = engine.shelf.active()
    assert current is not None
    assert current.library.release == 2

"""The invented paper: the same from the same seed, as many articles as asked, assembled as such."""

from pathlib import Path

from bot.bench.paper import questions_on, write_paper
from retrieval.corpus import Limits
from retrieval.loading import assemble_sources
from retrieval.scan import Scan


def _files(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*.txt"))
    }


def test_the_same_seed_gives_the_same_pages(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        written = write_paper(tmp_path / name, 23, seed)
        assert written == sum(map(len, _files(tmp_path / name).values()))
    assert _files(tmp_path / "a") == _files(tmp_path / "b")
    assert _files(tmp_path / "a").keys() == _files(tmp_path / "c").keys()
    assert _files(tmp_path / "a") != _files(tmp_path / "c")


def test_its_articles_are_found_again(tmp_path: Path) -> None:
    """Not one by one, but about as many as were written, each page with its day."""
    write_paper(tmp_path, 40)
    pages = assemble_sources(list(Scan([tmp_path], Limits())))
    assert len(pages) == 8
    assert 36 <= sum(len(page.articles) for page in pages) <= 52
    assert all(page.issue_date.day is not None for page in pages)


def test_questions_are_of_its_days() -> None:
    asked = questions_on(30, 100)
    assert len(asked) == 30
    assert asked == questions_on(30, 100)
    assert len(set(asked)) > 15

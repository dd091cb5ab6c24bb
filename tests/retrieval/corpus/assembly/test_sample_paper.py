"""The bundled sample paper, line by line: written by hand, never fitted to; each of its traps must come out right."""

from pathlib import Path

import pytest

from config.settings import SAMPLE
from retrieval.corpus import page_of, read
from retrieval.corpus.assembly import assemble
from retrieval.records import Assembled, SourceText


def page(name: str) -> Assembled:
    """A page of the sample, assembled."""
    (source,) = read(Path(SAMPLE) / name)
    assert isinstance(source, SourceText)
    return assemble(page_of(source))


def outline(assembled: Assembled) -> list[tuple[tuple[int, ...], list[tuple[int, ...]]]]:
    """Each article's head lines and the lines of its paragraphs."""
    return [(a.head_lines, [p.lines for p in a.paragraphs]) for a in assembled.articles]


@pytest.fixture(scope="module")
def first() -> Assembled:
    return page("qiwu-daily-20251206-p1.txt")


@pytest.fixture(scope="module")
def second() -> Assembled:
    return page("qiwu-daily-20251206-p2.txt")


def test_a_banner_above_a_headline_is_furniture(first: Assembled) -> None:
    """Two phrases side by side that announce nothing are a slogan, not the headline of what follows."""
    assert first.articles[0].head_lines == (7, 9)
    assert first.articles[0].headline == "全县冬春水利建设推进会召开"
    assert {5, 33} <= {line for item in first.furniture for line in item.lines}


def test_the_tail_before_its_headline_goes_back_whole(first: Assembled) -> None:
    """Lines 23 and 25 tell of forest fires; both belong to the article of line 27, after its own lines."""
    fire = next(a for a in first.articles if a.head_lines == (27,))
    assert [p.lines for p in fire.paragraphs] == [(29,), (31,), (23,), (25,)]
    assert "moved_tail" in fire.flags


def test_a_list_inside_a_story_ends_nothing(first: Assembled) -> None:
    """Three short lines after a colon are a list of the story; so the story goes on after them.

    Its byline, line 39, is its first paragraph.
    """
    tofu = next(a for a in first.articles if 35 in a.head_lines)
    lines = [line for p in tofu.paragraphs for line in p.lines]
    assert lines == [39, 41, 43, 45, 47, 49, 51]
    assert tofu.head_lines[:2] == (35, 37)
    assert tofu.authors == ("温如故",)
    assert "continued_on:2" in tofu.flags


def test_a_headline_without_a_story_stands_alone(first: Assembled) -> None:
    """The last line of the page is an article of its own."""
    assert outline(first)[-1] == ((55,), [])
    assert "headline_only" in first.articles[-1].flags


def test_a_folio_is_no_headline_and_a_continuation_needs_none(second: Assembled) -> None:
    """Line 1 is the folio of page two; line 5 goes on from page one."""
    assert 1 in {line for item in second.furniture for line in item.lines}
    assert outline(second)[0] == ((), [(5,)])
    assert "continued_from:1" in second.articles[0].flags


def test_kicker_slogan_and_subheadline_are_told_apart(second: Assembled) -> None:
    """Line 7 is a slogan; line 9 the headline, line 11 what stands below it."""
    hospital = next(a for a in second.articles if 9 in a.head_lines)
    assert hospital.head_lines == (9, 11)
    assert hospital.headline == "栖梧县人民医院新院区主体结构封顶"
    assert [p.lines for p in hospital.paragraphs] == [(13,), (15, 17), (19,)]
    assert {7, 45} <= {line for item in second.furniture for line in item.lines}


def test_a_table_of_names_belongs_to_its_headline(second: Assembled) -> None:
    """Names without commas are the story of the headline that announces them."""
    names = next(a for a in second.articles if 25 in a.head_lines)
    assert [line for p in names.paragraphs for line in p.lines] == [27, 29, 31]


def test_a_photographers_line_is_a_byline(second: Assembled) -> None:
    """姓名 文/图 under a headline names the author; the line is the story's first paragraph."""
    market = next(a for a in second.articles if 33 in a.head_lines)
    assert market.authors == ("姜未晚",)
    assert market.headline == "城东农贸市场搬迁 三百多个摊位一个都不少"
    assert [p.lines for p in market.paragraphs] == [(35,), (37, 39), (41,)]


def test_the_weather_box_is_furniture(second: Assembled) -> None:
    """Line 43 tells the weather."""
    assert 43 in {line for item in second.furniture for line in item.lines}

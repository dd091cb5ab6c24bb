from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from retrieval.corpus import Twins, duplicates, sketch
from retrieval.records import Article, Assembled, Head, IssueDate, Notice, Paragraph, Piece

STORY = (
    "本报讯（记者 温如玉）3月2日，枫桥县召开春耕备耕会议，副县长秦见山主持会议并讲话。会议要求各乡镇在清明以前完成整地任务，"
    "农技站要派人到田头指导，确保种子和肥料按时到位。会后，与会人员来到城北田头查看墒情，并同种粮大户座谈，听取他们的意见。"
)
OTHER = (
    "本报讯（通讯员 何小满）2月28日，下塘乡新桥正式通车，桥长六十二米，两岸村民赶集再也不用绕路十里。这座桥去年五月动工，"
    "由县交通局和下塘乡共同出资，施工期间没有发生一起事故，验收时各项指标全部合格，村民自发来到桥头放鞭炮庆贺。"
)


def find_duplicates(pages: Sequence[Assembled], twins: Twins | None = None) -> list[Notice]:
    twins = twins or Twins()
    return [
        notice
        for page in pages
        for notice in twins.notices(page.articles, [*map(sketch, page.articles)])
    ]


def _page(source: str, *stories: str) -> Assembled:
    articles = tuple(
        Article(
            f"{source}{n}", source, (Head("headline", f"标题{n}", 2 * n + 1),),
            (Paragraph(story, (Piece((0, len(story)), 2 * n + 2, 0),)),),
        )
        for n, story in enumerate(stories)
    )  # fmt: skip
    return Assembled(source, IssueDate(), articles)


def test_the_same_story_in_two_files_is_noticed_with_both_places() -> None:
    (notice,) = find_duplicates([_page("a.txt", OTHER, STORY), _page("b.txt", STORY)])
    assert (notice.source, notice.lines, notice.code) == ("b.txt", (1,), "duplicate")
    assert "a.txt, line 3" in notice.message


def test_a_story_reprinted_with_changes_is_noticed_as_near() -> None:
    changed = (
        STORY.replace("副县长秦见山", "县领导秦见山").replace("（记者 温如玉）", "")
        + "会议到中午结束。"
    )
    (notice,) = find_duplicates([_page("a.txt", STORY), _page("b.txt", changed)])
    assert notice.code == "near_duplicate"


def test_punctuation_width_and_script_make_no_difference() -> None:
    changed = STORY.replace("，", ",").replace("。", ". ").replace("县", "縣")
    (notice,) = find_duplicates([_page("a.txt", STORY), _page("b.txt", changed)])
    assert notice.code == "duplicate"


def test_other_stories_short_ones_and_headlines_alone_are_not() -> None:
    short = "会议召开。"
    pages = [_page("a.txt", STORY, short, ""), _page("b.txt", OTHER, short, "")]
    assert find_duplicates(pages) == []


def test_each_copy_is_noticed_once() -> None:
    pages = [_page(f"{n}.txt", STORY) for n in range(4)]
    assert [notice.source for notice in find_duplicates(pages)] == ["1.txt", "2.txt", "3.txt"]


@given(st.text(alphabet="枫桥县召开会议各乡镇代表参加", min_size=60, max_size=300))
def test_a_text_is_always_like_itself(text: str) -> None:
    assert [n.code for n in find_duplicates([_page("a", text), _page("b", text)])] == ["duplicate"]


@dataclass(frozen=True)
class _Kept:
    version: int
    source: str
    line: int
    sketch: bytes


@dataclass(frozen=True)
class _Library:
    """What was loaded before: an article's number is its place in the list."""

    kept: Sequence[_Kept]

    def keys(self) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        hashes = [
            np.frombuffer(one.sketch, "<u4", offset=8)[: duplicates.KEYS] for one in self.kept
        ]
        return np.arange(len(self.kept)), np.array(hashes, np.uint32).reshape(-1, duplicates.KEYS)

    def look_up(self, articles: Sequence[int]) -> dict[int, _Kept]:
        return {number: self.kept[number] for number in articles}


def _library(*pages: Assembled) -> _Library:
    articles = [article for page in pages for article in page.articles]
    return _Library([_Kept(n, a.source, 1, sketch(a)) for n, a in enumerate(articles)])


def test_a_story_of_a_former_load_is_noticed_where_it_stays() -> None:
    """Only at the end of a load is it known which versions stay; an own older version is no twin."""
    twins = Twins(_library(_page("old.txt", OTHER, STORY), _page("b.txt", STORY)))
    assert find_duplicates([_page("b.txt", STORY.replace("3月2日", "3月3日"))], twins) == []
    (notice,) = twins.against_library([0, 1])
    assert (notice.source, notice.code) == ("b.txt", "near_duplicate")
    assert "old.txt, line 1" in notice.message
    assert twins.against_library([0]) == []


def test_many_texts_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when their hashes were sorted in on the way; a copy of any is found."""
    monkeypatch.setattr(duplicates, "_LATE", 40)
    plain = [
        "".join(chr(0x4E00 + (n * 131 + i * i) % 9000) for i in range(120)) for n in range(60)
    ]
    pages = [_page(f"{n}.txt", text) for n, text in enumerate(plain)]
    (notice,) = find_duplicates([*pages, _page("copy.txt", plain[7])])
    assert notice.message.startswith("copy.txt: the same story as in 7.txt")


@given(st.text(min_size=60, max_size=90))
def test_a_sketch_tells_the_whole_text_and_is_ascending(text: str) -> None:
    """Eight bytes and at most 64 hashes, the same for the same letters; nothing for hardly any."""
    (article,) = _page("a", text).articles
    packed = sketch(article)
    hashes = np.frombuffer(packed, "<u4", offset=8) if packed else np.zeros(0, np.uint32)
    assert len(hashes) <= 64
    assert (np.diff(hashes.astype(np.int64)) > 0).all()
    assert packed == sketch(_page("b", text + "。！ ").articles[0])

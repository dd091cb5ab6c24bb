from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus import find_duplicates
from retrieval.records import Article, Assembled, Head, IssueDate, Paragraph, Piece

STORY = (
    "本报讯（记者 温如玉）3月2日，枫桥县召开春耕备耕会议，副县长秦见山主持会议并讲话。会议要求各乡镇在清明以前完成整地任务，"
    "农技站要派人到田头指导，确保种子和肥料按时到位。会后，与会人员来到城北田头查看墒情，并同种粮大户座谈，听取他们的意见。"
)
OTHER = (
    "本报讯（通讯员 何小满）2月28日，下塘乡新桥正式通车，桥长六十二米，两岸村民赶集再也不用绕路十里。这座桥去年五月动工，"
    "由县交通局和下塘乡共同出资，施工期间没有发生一起事故，验收时各项指标全部合格，村民自发来到桥头放鞭炮庆贺。"
)


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

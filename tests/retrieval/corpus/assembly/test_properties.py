"""What must hold for every page: nothing lost, nothing invented, order and neighbours change nothing."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.corpus.assembly import assemble
from retrieval.records import Line, Page
from tests.retrieval.corpus.assembly.pages import (
    STORIES,
    assembled,
    characters,
    page_of,
    places,
)

LETTERS = (
    "会议指出强调青石乡本报讯记者王小山月日电新华社人的在了第版责任编辑下转上接一二三0123456789abc"
)
MARKS = "。，,、；;：:！!？?“”‘’()（）《》【】[] \u3000\t—…-·●□■▲\u200b旳曰/%"
LINES = st.lists(st.text(LETTERS + MARKS, max_size=60), max_size=25)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_every_line_stands_in_exactly_one_place(lines: list[str]) -> None:
    page = page_of(lines)
    assert places(assemble(page)) == Counter(line.number for line in page.lines)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_no_character_is_lost_or_invented(lines: list[str]) -> None:
    wanted = Counter(char for line in lines for char in line if not char.isspace())
    assert characters(assembled(*lines)) == wanted


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_pieces_lead_back_to_their_lines(lines: list[str]) -> None:
    """A piece without a mend is its line from its column on; with its mends undone, every piece is."""
    page = page_of(lines)
    source = {line.number: line.text for line in page.lines}
    for article in assemble(page).articles:
        for head in article.heads:
            assert source[head.line][head.column :].startswith(head.text)
        for paragraph in article.paragraphs:
            mends = [
                each for each in paragraph.repairs if each.reason in {"looks alike", "no text"}
            ]
            for piece in paragraph.pieces:
                text, (start, end) = paragraph.text, piece.span
                if not any(start <= mend.span[0] <= end for mend in mends):
                    assert source[piece.line][piece.column :].startswith(text[start:end])


@settings(max_examples=60, deadline=None)
@given(st.permutations(STORIES))
def test_shuffling_whole_stories_changes_no_story(stories: list[tuple[str, ...]]) -> None:
    wanted = {assembled(*story).articles[0].id for story in STORIES}
    page = assembled(*(line for story in stories for line in (*story, "")))
    assert {article.id for article in page.articles} == wanted


@settings(max_examples=20, deadline=None)
@given(st.integers(0, len(STORIES)), st.permutations(STORIES))
def test_two_pages_together_give_the_stories_of_both(
    cut: int, stories: list[tuple[str, ...]]
) -> None:
    first, second = stories[:cut], stories[cut:]
    lines = [[line for story in part for line in story] for part in (first, second)]
    apart = [article.id for part in lines for article in assembled(*part).articles]
    assert [article.id for article in assembled(*lines[0], *lines[1]).articles] == apart


def test_a_page_of_one_story_is_one_article() -> None:
    for story in STORIES:
        assert len(assembled(*story).articles) == 1


@given(st.integers(1, 500))
@settings(max_examples=10, deadline=None)
def test_an_id_depends_on_the_content_alone(first: int) -> None:
    """Neither the number of a line, nor the name of the source, nor the indent changes an id."""
    story = STORIES[0]
    lines = tuple(Line(first + 3 * i, "  " * (i > 0) + text) for i, text in enumerate(story))
    moved = assemble(Page("other.txt", lines))
    assert moved.articles[0].id == assembled(*story).articles[0].id


def test_another_text_has_another_id() -> None:
    story = STORIES[0]
    changed = assembled(*story[:-1], story[-1].replace("有底", "没底"))
    assert changed.articles[0].id != assembled(*story).articles[0].id


def test_a_page_of_two_megabytes_in_one_line_is_kept_whole() -> None:
    for unit in ("字", "第二版", "(", "本报讯", "12月3日", "记者 ", "“。"):
        text = unit * (700_000 // len(unit))
        page = assembled("青石乡建成首座村级气象站", text)
        assert sum(characters(page).values()) == 12 + len(text.replace(" ", ""))


def test_an_empty_page_has_no_articles() -> None:
    assert assembled().articles == ()

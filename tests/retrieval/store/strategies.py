"""Any records that the stations before the store could hand over, and some that they should not."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from retrieval.records import (
    HEAD,
    Article,
    Assembled,
    Attendance,
    Event,
    Facts,
    Furniture,
    Head,
    IssueDate,
    Line,
    Mention,
    Name,
    NameKind,
    Notice,
    Paragraph,
    Passage,
    Piece,
    PostHeld,
    Repair,
    Role,
    SourceText,
)
from retrieval.store.release_records import PassageRow
from tests.retrieval.store.samples import Sample

Tuples = st.SearchStrategy[tuple[Any, ...]]


def several(items: st.SearchStrategy[Any], most: int = 3) -> Tuples:
    return st.lists(items, max_size=most).map(tuple)


number = st.integers(0, 5_000)
span = st.tuples(number, number)
day = st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
# What databases can keep of a text: NUL and halves of surrogate pairs are another test's.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
anything = st.text(max_size=12)  # as JSON even NUL is kept
name = st.builds(Name, st.sampled_from(NameKind), words, span)
place = st.integers(HEAD, 3)
head = st.builds(
    Head, st.sampled_from(["kicker", "headline", "subheadline"]), anything, number, number
)
paragraph = st.builds(
    Paragraph,
    anything,
    several(st.builds(Piece, span, number, number)),
    several(st.builds(Repair, span, anything, anything)),
    st.none() | anything,
)
notice = st.builds(Notice, anything, several(number), st.just("doubtful"), anything)
attendance = st.builds(
    Attendance, words, st.none() | words, several(st.sampled_from(Role)), place, span, span
)


@st.composite
def articles(draw: st.DrawFn, source: str) -> Article:
    return draw(
        st.builds(
            Article,
            words,
            st.just(source),
            several(head),
            several(paragraph),
            several(anything),
            day,
            day,
            several(anything),
            st.none() | anything,
        )
    )


@st.composite
def facts(draw: st.DrawFn, article_id: str) -> Facts:
    numbered = draw(
        st.lists(
            st.builds(
                Event,
                st.just(article_id),
                number,
                anything,
                st.sampled_from(["meeting", "visit", "other"]),
                day,
                day,
                st.none() | anything,
                several(attendance),
                st.booleans(),
                place,
                span,
            ),
            max_size=2,
            unique_by=lambda event: event.number,
        )
    )
    return Facts(
        article_id,
        draw(several(st.builds(Mention, name, place))),
        draw(
            st.lists(
                st.builds(PostHeld, words, words, place, span, span, st.none() | words),
                max_size=3,
                unique=True,
            ).map(tuple)
        ),
        tuple(numbered),
    )


@st.composite
def passages(draw: st.DrawFn, article: Article) -> list[PassageRow]:
    """Passages of an article; their texts may or may not be what the article has there."""
    rows = []
    for order in range(draw(st.integers(0, 3))):
        where = draw(st.integers(HEAD, len(article.paragraphs) - 1))
        start, stop = sorted(draw(span))
        whole = (
            " ".join(one.text for one in article.heads)
            if where == HEAD
            else article.paragraphs[where].text
        )
        text = draw(st.just(whole[start:stop]) | anything)
        terms = tuple(draw(st.lists(anything, max_size=4)))
        rows.append(
            PassageRow(Passage(article.id, order, where, (start, stop), text), terms, draw(number))
        )
    return rows


@st.composite
def samples(draw: st.DrawFn, source: str = "page.txt") -> Sample:
    """A source with articles of different ids."""
    some = draw(st.lists(articles(source), max_size=3, unique_by=lambda article: article.id))
    assembled = Assembled(
        source,
        IssueDate(draw(day), draw(st.sampled_from(("text", "filename", "given", None)))),
        tuple(some),
        draw(several(st.builds(Furniture, anything, several(number), st.just("banner")))),
        draw(several(notice)),
    )
    line = st.builds(Line, number, anything, st.sampled_from(["heading", "body", None]), number)
    lines = draw(st.lists(line, max_size=6, unique_by=lambda one: one.number))
    digest = draw(st.text("0123456789abcdef", min_size=64, max_size=64))
    return Sample(
        SourceText(
            source,
            digest,
            "text",
            draw(st.none() | st.just("utf-8")),
            tuple(sorted(lines, key=lambda one: one.number)),
        ),
        assembled,
        tuple(draw(facts(article.id)) for article in some),
        tuple(row for article in some for row in draw(passages(article))),
    )

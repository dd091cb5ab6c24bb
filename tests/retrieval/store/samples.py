"""Pages of an invented county, as the stations before the store would hand them over."""

import datetime as dt
import hashlib
from dataclasses import dataclass

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
from retrieval.store.draft import Draft
from retrieval.store.release_records import PassageRow


@dataclass(frozen=True, slots=True)
class Sample:
    """All that is put of one source."""

    source: SourceText
    assembled: Assembled
    facts: tuple[Facts, ...]
    passages: tuple[PassageRow, ...]

    def put(self, draft: Draft) -> None:
        draft.put(self.source, self.assembled, self.facts, self.passages)


def page(
    name: str = "青禾日报-0301.txt",
    person: str = "陆远山",
    post: str = "县水利局局长",
    day: dt.date = dt.date(2031, 3, 1),
    stories: int = 2,
) -> Sample:
    """A page of some stories, each with a head, a paragraph and an event."""
    lines: list[Line] = [Line(1, "青禾日报", "heading")]
    articles, facts, passages = [], [], []
    for number in range(stories):
        title = f"{person}第{number + 1}次察看白塔渠"
        text = f"{post}{person}到白塔渠察看，柳湾村的{number + 1}户人家一同前往。"
        first = len(lines) + 1
        lines += [Line(first, title, "heading"), Line(first + 1, text)]
        article = Article(
            id=hashlib.sha256((title + text).encode()).hexdigest()[:16],
            source=name,
            heads=(Head("headline", title, first),),
            paragraphs=(
                Paragraph(
                    text,
                    (Piece((0, len(text)), first + 1, 0),),
                    (Repair((0, 1), "縣", "variant"),),
                ),
            ),
            authors=("何苇",),
            date=day,
            issue_date=day,
            flags=("moved_tail",) if number else (),
            series="水脉" if number else None,
        )
        articles.append(article)
        facts.append(_facts(article, person, post, day))
        passages += _passages(article, day)
    assembled = Assembled(
        name,
        IssueDate(day, "text"),
        tuple(articles),
        (Furniture("青禾日报", (1,), "banner"),),
        (Notice(name, (2,), "doubtful", "look at the second line"),),
    )
    digest = hashlib.sha256("\n".join(line.text for line in lines).encode()).hexdigest()
    source = SourceText(name, digest, "text", "utf-8", tuple(lines))
    return Sample(source, assembled, tuple(facts), tuple(passages))


def _facts(article: Article, person: str, post: str, day: dt.date) -> Facts:
    start = len(post)
    span = (start, start + len(person))
    place = article.paragraphs[0].text.index("柳湾村")
    return Facts(
        article.id,
        (
            Mention(Name(NameKind.PERSON, person, (0, len(person))), HEAD),
            Mention(Name(NameKind.PERSON, person, span), 0),
            Mention(Name(NameKind.PLACE, "柳湾村", (place, place + 3)), 0),
        ),
        (PostHeld(person, post, 0, (0, start), span, "县水利局"),),
        (
            Event(
                article.id,
                0,
                "察看白塔渠",
                "visit",
                day,
                day,
                "白塔渠",
                (Attendance(person, post, (Role.VISITED, Role.SPOKE), 0, span, (0, span[1])),),
                complete=True,
                paragraph=0,
                span=(0, span[1]),
            ),
        ),
    )


def _passages(article: Article, day: dt.date) -> list[PassageRow]:
    title, text = article.heads[0].text, article.paragraphs[0].text
    head = Passage(article.id, 0, HEAD, (0, len(title)), title)
    body = Passage(article.id, 1, 0, (0, len(text)), text)
    return [
        PassageRow(head, tuple(title), day.toordinal()),
        PassageRow(body, tuple(text), day.toordinal()),
    ]

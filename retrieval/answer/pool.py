"""Hits -> the sentences that an answer may stand on: all sentences and head lines of the best articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from retrieval.language.normalise import normalise
from retrieval.language.sentences import sentences
from retrieval.records import HEAD, Article, Facts, Hit, Library, Name, NameKind, Span

__all__ = ["Pool", "Story", "Unit", "plain_text", "story_of"]

_LONG = 200  # sentences read of an article at most


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a head line. ``span`` lies in its paragraph's text, or in the head lines joined by a space."""

    article_id: str
    paragraph: int
    span: Span
    text: str
    plain: str  # normalised, of the same length


@dataclass(frozen=True, slots=True)
class Story:
    """An article read for an answer, with its units in order and its facts."""

    article: Article
    units: tuple[Unit, ...]
    head: str  # normalised head lines
    lead: str  # normalised first paragraph
    whole: str  # normalised text, head and all
    rank: int  # of its best passage
    best: float  # score of its best passage, 1.0 for the first of all
    facts: Facts

    def names(self, unit: Unit, kind: NameKind) -> list[Name]:
        """The names of a kind in a unit, with spans in the unit's text."""
        start, end = unit.span
        return [
            Name(kind, m.name.text, (m.name.span[0] - start, m.name.span[1] - start))
            for m in self.facts.mentions
            if m.paragraph == unit.paragraph
            and m.name.kind is kind
            and start <= m.name.span[0]
            and m.name.span[1] <= end
        ]


@dataclass(frozen=True, slots=True)
class Pool:
    """The stories read for a question, the best first."""

    stories: tuple[Story, ...] = ()
    by_id: dict[str, Story] = field(default_factory=dict)

    @classmethod
    def of(cls, hits: Sequence[Hit], library: Library, most: int = 14) -> "Pool":
        """Read the articles of the hits, ``most`` of them."""
        top = hits[0].score if hits and hits[0].score > 0 else 1.0
        stories: dict[str, Story] = {}
        for hit in hits:
            if hit.article.id in stories:
                continue
            stories[hit.article.id] = story_of(hit.article, library, hit.rank, hit.score / top)
            if len(stories) == most:
                break
        return cls(tuple(stories.values()), stories)


def story_of(article: Article, library: Library, rank: int = 1, best: float = 1.0) -> Story:
    """Read an article: its units, its plain text, its facts."""
    units = [*_heads(article)]
    for number, paragraph in enumerate(article.paragraphs):
        plain = plain_text(paragraph.text)
        units += [
            Unit(article.id, number, (s, e), paragraph.text[s:e], plain[s:e])
            for s, e in sentences(paragraph.text)
            if paragraph.text[s:e].strip()
        ]
        if len(units) > _LONG:
            break
    head = plain_text(" ".join(part.text for part in article.heads))
    bodies = [plain_text(paragraph.text) for paragraph in article.paragraphs]
    return Story(
        article,
        tuple(units[:_LONG]),
        head,
        bodies[0] if bodies else "",
        "\n".join([head, *bodies]),
        rank,
        best,
        library.facts(article.id),
    )


def _heads(article: Article) -> Iterator[Unit]:
    start = 0
    for head in article.heads:
        end = start + len(head.text)
        yield Unit(article.id, HEAD, (start, end), head.text, plain_text(head.text))
        start = end + 1


@lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """``normalise``, remembered: the same articles answer many questions."""
    return normalise(text)

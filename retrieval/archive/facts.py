"""Articles of one issue -> the facts of each: who and what is named, who holds which post, who was where.

    tagger = open_tagger()
    facts = facts_of(issue.articles, tagger)      # one Facts an article, in their order

Names pass from article to article of the issue (at least three characters, or two with a post), so the
articles given are those of one source or issue, never of many.
"""

from collections.abc import Sequence

from retrieval.archive.events import events_of, head_text
from retrieval.language.names import find_names
from retrieval.language.posts import posts_in
from retrieval.language.tagger import Tagger
from retrieval.records import HEAD, Article, Facts, Mention, Name, NameKind, PostHeld

__all__ = ["facts_of"]


def facts_of(articles: Sequence[Article], tagger: Tagger) -> list[Facts]:
    """Read the facts of the articles of one issue, in their order.

    Spans are offsets into the paragraph's text, or into the head's (its lines joined by a space).
    """
    places = [
        (number, part) for number, article in enumerate(articles) for part in _parts(article)
    ]
    texts = [text for _, (_, text) in places]
    rows = find_names(texts, tagger.tag(texts))
    names: list[dict[int, list[Name]]] = [{} for _ in articles]
    for (number, (paragraph, _)), row in zip(places, rows, strict=True):
        names[number][paragraph] = [name for name in row if _kept(name)]
    return [_facts(article, found) for article, found in zip(articles, names, strict=True)]


def _parts(article: Article) -> list[tuple[int, str]]:
    head = [(HEAD, head_text(article))] if article.heads else []
    return head + [(number, paragraph.text) for number, paragraph in enumerate(article.paragraphs)]


def _kept(name: Name) -> bool:
    """A surname alone (王 of 王老师) is no name to look up."""
    return name.kind is not NameKind.PERSON or len(name.text) > 1


def _facts(article: Article, names: dict[int, list[Name]]) -> Facts:
    posts = [
        PostHeld(
            person=held.person.text,
            post=held.post.text,
            paragraph=paragraph,
            span=held.post.span,
            person_span=held.person.span,
            unit=held.post.unit,
        )
        for paragraph, text in _parts(article)
        for held in posts_in(text, names.get(paragraph, ()))
    ]
    return Facts(
        article_id=article.id,
        mentions=tuple(
            Mention(name, paragraph) for paragraph, row in names.items() for name in row
        ),
        posts=tuple(posts),
        events=tuple(events_of(article, names, posts)),
    )

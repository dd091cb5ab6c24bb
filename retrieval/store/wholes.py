"""What is handed in apart, articles, facts, passages -> articles with all that belongs to each."""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.records import HEAD, Article, Facts, Passage
from retrieval.store.release_records import PassageRow

__all__ = ["Whole", "passage_text", "wholes"]


@dataclass(frozen=True, slots=True)
class Whole:
    """An article with all that is known of it."""

    number: int
    article: Article
    facts: Facts
    passages: Sequence[PassageRow]


def wholes(
    articles: Sequence[Article], facts: Sequence[Facts], passages: Sequence[PassageRow]
) -> list[Whole]:
    """Articles with their facts and passages; two of one id (the same text twice) share nothing."""
    known = {item.article_id: item for item in facts}
    runs: dict[str, list[list[PassageRow]]] = {article.id: [] for article in articles}
    for item in passages:
        passage: Passage = item.passage
        if passage.article_id not in runs:
            raise ValueError(f"passage of an unknown article: {passage.article_id}")
        of_article = runs[passage.article_id]
        if not of_article or passage.number <= of_article[-1][-1].passage.number:
            of_article.append([])
        of_article[-1].append(item)
    return [
        Whole(
            number,
            article,
            known.get(article.id) or Facts(article.id),
            runs[article.id].pop(0) if runs[article.id] else (),
        )
        for number, article in enumerate(articles)
    ]


def passage_text(article: Article, paragraph: int, span: tuple[int, int]) -> str | None:
    """The text of a passage, cut from its article; ``None`` where the article has no such place."""
    if paragraph == HEAD:
        return " ".join(head.text for head in article.heads)[span[0] : span[1]]
    if 0 <= paragraph < len(article.paragraphs):
        return article.paragraphs[paragraph].text[span[0] : span[1]]
    return None

"""Query, hits -> the same hits in a better order: names, dates, numbers and quotations weigh as such.

BM25 adds up words wherever they stand. Here a passage is also judged by what of the question it holds as a
whole, what its best sentence holds, how long the stretches are that it shares with the question, and what
its head and its day say:

    score / best score + .15 cover + .35 best sentence + .15 stretches + .10 head and name + .15 day
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.answer.days import dates_in, fits_day, same_day
from retrieval.answer.needs import Need, met, needs_of, weigh
from retrieval.answer.pool import plain_text
from retrieval.language.sentences import sentences
from retrieval.records import Hit, Library, Query

__all__ = ["WEIGHTS", "Weights", "rerank"]

_MOST = 30  # hits that are put in order; those behind stay as they are


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part adds, measured by leaving it out (docs/quality.md)."""

    cover: float = 0.15
    sentence: float = 0.35
    stretches: float = 0.15
    names: float = 0.10
    day: float = 0.15


WEIGHTS = Weights()


def rerank(
    query: Query, hits: Sequence[Hit], library: Library, weights: Weights = WEIGHTS
) -> list[Hit]:
    """Give the hits in their new order, ranks counted from 1 again; scores are those of the new order."""
    del library
    if len(hits) < 2 or not query.clauses or hits[0].score <= 0:
        return list(hits)
    front, back = hits[:_MOST], hits[_MOST:]
    texts = [plain_text(hit.passage.text) for hit in front]
    plain = needs_of(query)
    needs = weigh(plain, [[met(need, text) for need in plain] for text in texts])
    total = sum(need.weight for need in needs) or 1.0
    scored = [
        (hit.score / front[0].score + _judge(query, hit, text, needs, total, weights), hit)
        for hit, text in zip(front, texts, strict=True)
    ]
    scored.sort(key=lambda pair: -pair[0])
    top = front[0].score
    ordered = [replace(hit, score=value * top) for value, hit in scored]
    floor = min((hit.score for hit in ordered), default=0.0)
    behind = [replace(hit, score=min(hit.score, floor)) for hit in back]
    return [replace(hit, rank=rank) for rank, hit in enumerate((*ordered, *behind), 1)]


def _judge(
    query: Query, hit: Hit, text: str, needs: Sequence[Need], total: float, weights: Weights
) -> float:
    head = plain_text(" ".join(part.text for part in hit.article.heads))
    cover = sum(n.weight * max(met(n, text), 0.7 * met(n, head)) for n in needs) / total
    best = max(
        (sum(n.weight * met(n, text[s:e]) for n in needs) / total for s, e in sentences(text)),
        default=0.0,
    )
    names = [n for n in needs if n.hard]
    named = sum(max(met(n, text), met(n, head)) for n in names) / len(names) if names else 1.0
    return (
        weights.cover * cover
        + weights.sentence * best
        + weights.stretches * _stretches(query.details.get("read", ""), text)
        + weights.names * named
        + weights.day * _day(query, hit)
    )


def _stretches(question: str, text: str) -> float:
    """Share of the question's characters that stand in the passage in stretches of three or more."""
    size = len(question)
    if size < 3:
        return 0.0
    covered = [False] * size
    for start in range(size - 2):
        if question[start : start + 3] in text:
            covered[start : start + 3] = [True] * 3
    return sum(covered) / size


def _day(query: Query, hit: Hit) -> float:
    """1 where the passage or its article is of the days asked for; 1 where no day is asked for."""
    if not query.dates:
        return 1.0
    article = hit.article
    anchor = article.date or article.issue_date
    said = dates_in(hit.passage.text, anchor)
    good = [
        any(same_day(asked, date) for date in said) or fits_day(asked, article.date)
        for asked in query.dates
    ]
    return sum(good) / len(good)

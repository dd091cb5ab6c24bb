"""Query, ranked units -> the articles asked for: all that tell of the thing, or all of a day."""

from collections.abc import Sequence

from retrieval.answer.days import day_fit, fits_day
from retrieval.answer.needs import Need, met
from retrieval.answer.pool import Pool, Story, story_of
from retrieval.answer.scoring import Ranked
from retrieval.records import Library, Query

__all__ = ["stories"]

_NEAR = 0.72  # share of the best article's cover that another must reach
_NEAR_NAMED = 0.58  # the same where it has the names asked for
_THERE = 0.99
_MOST = 12
_ABOUT = 0.5  # share of the question's words below which only the day is asked for
_DAY = 0.6  # fit of a day in the lead
_MOST_OF_DAY = 50


def stories(
    query: Query, pool: Pool, ranked: Ranked, library: Library
) -> list[tuple[Story, float]]:
    """The stories asked for with their fit, the best first."""
    if query.dates and max((ranked.cover(story) for story in pool.stories), default=0.0) < _ABOUT:
        return _of_days(query, library)
    if not pool.stories:
        return []
    fits = [(story, _fit(query, story, ranked.needs)) for story in pool.stories]
    fits.sort(key=lambda pair: (-pair[1], pair[0].rank))
    best = fits[0][1]
    return [
        (story, fit)
        for story, fit in fits
        if fit > 0 and fit >= best * (_NEAR_NAMED if _named(story, ranked.needs) else _NEAR)
    ][:_MOST]


def _named(story: Story, needs: Sequence[Need]) -> bool:
    """True if the story has the names that the question gives: it tells of them, if only in passing."""
    names = [need for need in needs if need.hard]
    return bool(names) and all(met(need, story.whole) >= _THERE for need in names)


def _of_days(query: Query, library: Library) -> list[tuple[Story, float]]:
    """All articles of the days asked for, in their order."""
    first = query.dates[0].first
    last = query.dates[-1].last
    if first is None or last is None:
        return []
    ids = library.articles_between(first, last)
    articles = [article for i in ids if (article := library.article(i)) is not None]
    return [(story_of(article, library), 0.8) for article in articles[:_MOST_OF_DAY]]


def _of_day(query: Query, story: Story) -> bool:
    """True if the story reports the days asked for, or speaks of them in its lead."""
    if all(fits_day(date, story.article.date) for date in query.dates):
        return True
    return any(day_fit(query.dates, story, unit) >= _DAY for unit in story.units[:6])


def _fit(query: Query, story: Story, needs: tuple[Need, ...]) -> float:
    """The weighed share of the needs in the head and the first paragraphs; a wrong day is no fit."""
    if query.dates and not _of_day(query, story):
        return 0.0
    total = sum(need.weight for need in needs)
    if not total:
        return 0.5 if query.dates else 0.0
    near = sum(
        n.weight * max(met(n, story.head), 0.9 * met(n, story.lead), 0.6 * met(n, story.whole))
        for n in needs
    )
    return near / total

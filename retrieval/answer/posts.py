"""Query, ranked units -> the posts of the person asked about, as printed where they fit the question best."""

import re

from retrieval.answer.candidates import Candidate
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked, scored_at
from retrieval.records import PostHeld, Query

__all__ = ["posts"]

_NOT_POST = re.compile(r"^(?:记者|通讯员|同志|先生|女士|老师)$")


def posts(query: Query, ranked: Ranked) -> list[Candidate]:
    """The posts of the question's people: those of one place together, the best place first."""
    people = {plain_text(name) for name in query.people}
    found: list[Candidate] = []
    for story in {id(s.story): s.story for s in ranked.units[:200]}.values():
        for held in story.facts.posts:
            if plain_text(held.person) not in people or _NOT_POST.match(held.post):
                continue
            scored = scored_at(ranked, story, held.paragraph, held.span[0])
            if scored is None:
                continue
            start = scored.unit.span[0]
            span = (held.span[0] - start, held.span[1] - start)
            score = scored.score + 0.1 * bool(held.unit) + 0.01 * min(10, len(held.post))
            found.append(Candidate(_printed(held), scored, span, score))
    return sorted(found, key=lambda c: -c.score)


def _printed(held: PostHeld) -> str:
    return held.post.strip()

"""Query, ranked units -> the people, or the posts of a person, that make the answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answer.candidates import Candidate
from retrieval.answer.people import holders, listed_with, names_post, people, reporters
from retrieval.answer.posts import posts
from retrieval.answer.scoring import Ranked
from retrieval.answer.superlatives import extreme
from retrieval.records import Query

__all__ = ["choose_people", "choose_posts"]

_ROW = re.compile(r"\s*[、,，]?\s*兼?\s*")
_SURE = 0.7  # a holder of the post asked for, beyond doubt


def choose_people(query: Query, ranked: Ranked) -> list[Candidate]:
    """Posts for "who is X", reporters for "who wrote the story", holders for "who is the mayor", else people named."""
    mode = query.details.get("mode")
    if mode == "author":
        return reporters(query, ranked)
    if mode == "whois" and query.people:
        known = choose_posts(query, ranked)
        if known:
            return known
    held = holders(query, ranked)
    if names_post(query) and (not held or (mode != "whois" and held[0].scored.kept < 1)):
        return []
    found = people(query, ranked)
    held = _by_nearness(held, found)
    if held and (held[0].score > _SURE or mode == "whois" or _behind(held[0], found)):
        return _holders(query, held)
    return _named(query, found)


def choose_posts(query: Query, ranked: Ranked) -> list[Candidate]:
    """The posts of the question's people in the best sentence, together."""
    found = posts(query, ranked)
    best = [c for c in found if c.scored is found[0].scored] if found else []
    return _as_one(sorted(best, key=lambda c: c.span))


def _as_one(posts_held: Sequence[Candidate]) -> list[Candidate]:
    """Posts printed in a row as one: 县委副书记、县长."""
    joined: list[Candidate] = []
    for post in posts_held:
        last = joined[-1] if joined else None
        text = post.scored.unit.text
        if last and _ROW.fullmatch(text[last.span[1] : post.span[0]]):
            span = (last.span[0], post.span[1])
            joined[-1] = replace(last, text=text[span[0] : span[1]], span=span)
        else:
            joined.append(post)
    return joined


def _by_nearness(held: list[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """Holders alike in fit by how near they stand to the words of the question."""
    near: dict[str, float] = {}
    for candidate in found:
        near[candidate.text] = max(candidate.score, near.get(candidate.text, 0.0))
    return sorted(held, key=lambda c: (-round(c.score, 2), -near.get(c.text, 0.0)))


def _behind(held: Candidate, found: Sequence[Candidate]) -> bool:
    return not found or held.score >= found[0].score


def _named(query: Query, found: Sequence[Candidate]) -> list[Candidate]:
    """The best of the people named, with those listed beside it where several may be meant."""
    if not found:
        return []
    best = extreme(query, found)
    if best:
        return [best]
    count = int(query.details.get("count") or 0)
    if not (query.plural or query.roles or query.focus is None):
        return list(found[:1])
    listed = listed_with(found[0], most=count)
    if len(listed) < 2 and (query.plural or count > 1):
        listed = listed_with(found[0], loose=True, most=count)
    others = [c for c in listed if c.text not in query.people]
    return others or listed


def _holders(query: Query, held: Sequence[Candidate]) -> list[Candidate]:
    """Who holds the post: all that the best sentence names so where several are asked for."""
    count = int(query.details.get("count") or 0)
    if not query.plural:
        return listed_with(held[0], bare=True, most=count)
    same = [c for c in held if c.scored is held[0].scored and c.score >= held[0].score - 0.05]
    ordered = sorted({c.span: c for c in same}.values(), key=lambda c: c.span)
    return ordered if len(ordered) > 1 else listed_with(held[0], loose=True, most=count)

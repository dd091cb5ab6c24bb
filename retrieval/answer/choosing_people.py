"""Query, ranked units -> the people, or the posts of a person, that make the answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answer.candidates import Candidate
from retrieval.answer.doers import verb_asked
from retrieval.answer.each import each_doer, with_same_verb
from retrieval.answer.former import former_posts
from retrieval.answer.groups import Group, Member
from retrieval.answer.holding import asks_holder, in_post
from retrieval.answer.people import group_of, holders, names_post, people, reporters
from retrieval.answer.posts import posts
from retrieval.answer.qualifying import Called, called
from retrieval.answer.scoring import Ranked
from retrieval.answer.superlatives import extreme
from retrieval.records import Query, Span

__all__ = ["choose_people", "choose_posts"]

_ROW = re.compile(r"\s*[、,，]?\s*兼?\s*")
_ALIKE = 0.75  # share of the best score at which another group may be meant
_BESIDE = 0.6  # and one of the same sentence
_CALLED = 0.2  # what it adds that the question's own noun fits
_COUNTED = 0.1  # and that as many are named as are asked for
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
    found = people(query, ranked)
    if asks_holder(query):
        found = [c for c in found if in_post(c, ranked.needs)]
    if _nobody(query, held, found):
        return []
    if query.plural and verb_asked(query, ranked.needs) and not names_post(query):
        return each_doer(query, ranked, found) or _named(query, ranked, found)
    held = _by_nearness(held, found)
    if held and (held[0].score > _SURE or names_post(query) or _behind(held[0], found)):
        return _holders(query, ranked, held)
    return _named(query, ranked, found)


def _nobody(query: Query, held: Sequence[Candidate], found: Sequence[Candidate]) -> bool:
    """True where who holds a post is asked for, and nobody surely does."""
    if names_post(query):
        return not held or (query.details.get("mode") != "whois" and held[0].scored.kept < 1)
    return asks_holder(query) and not held and not found


def choose_posts(query: Query, ranked: Ranked) -> list[Candidate]:
    """The posts of the question's people in the best sentence, together."""
    before = former_posts(query, ranked)
    if before:
        return before[:1]
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


def _named(query: Query, ranked: Ranked, found: Sequence[Candidate]) -> list[Candidate]:
    """The people of the group that fits best: all of them, or the one asked for."""
    if not found:
        return []
    best = extreme(query, found)
    if best:
        return [best]
    asked = called(query, ranked.needs)
    if not (query.plural or query.roles or query.focus is None):
        near = [c for c in found if c.score >= _ALIKE * found[0].score]
        return [max(near, key=lambda c: c.score + _CALLED * asked.fit(c))]
    count = int(query.details.get("count") or 0)
    fits = {id(c): c.score + _CALLED * asked.fit(c) for c in found}
    found = sorted(found, key=lambda c: -fits[id(c)])
    groups = [_group(asked, c, found, count, plural=query.plural) for c in _firsts(found, fits)]
    chosen = max(groups, key=lambda pair: pair[0])[1]
    if not count and query.plural:
        more = with_same_verb(query, ranked, chosen, found)
        if len(more) > len(chosen):
            return more
    if len(chosen) < count or (query.plural and len(chosen) < 2):
        return _beside(chosen, found, count)
    return chosen


def _firsts(found: Sequence[Candidate], fits: dict[int, float]) -> list[Candidate]:
    """The best candidate of each group that is nearly as good as the best of all."""
    firsts: list[Candidate] = []
    seen: set[tuple[int, Span]] = set()
    for candidate in found:
        if fits[id(candidate)] < _ALIKE * fits[id(found[0])]:
            break
        unit = id(candidate.scored)
        if (unit, candidate.span) not in seen:
            firsts.append(candidate)
        seen |= {(unit, name.span) for name in group_of(candidate).names}
    return firsts


def _group(
    asked: Called, best: Candidate, found: Sequence[Candidate], count: int, *, plural: bool
) -> tuple[float, list[Candidate]]:
    """The people listed with a candidate, those whom the question's noun fits, and how good an answer they are."""
    group = group_of(best)
    known = {c.span: c for c in found if c.scored is best.scored}
    listed = [
        replace(known[n.span], complete=group.complete) for n in group.names if n.span in known
    ]
    kept = asked.kept(listed, least=max(1, count))
    place = next((i for i, c in enumerate(kept) if c.span == best.span), 0)
    if count and len(kept) > count:
        kept = kept[max(0, min(place, len(kept) - count)) :][:count]
    wanted = len(kept) == count if count else len(kept) > 1 or not plural
    fits = _COUNTED if wanted else -_COUNTED
    return best.score + _CALLED * max(map(asked.fit, kept), default=0.0) + fits, kept


def _beside(
    chosen: Sequence[Candidate], found: Sequence[Candidate], count: int
) -> list[Candidate]:
    """As many as asked for of the same sentence, where its clauses name one each: 甲任队长,乙任领队."""
    scored = chosen[0].scored
    others = [c for c in found if c.scored is scored and c.score >= _BESIDE * chosen[0].score]
    spans = {c.span for c in chosen}
    more = [c for c in others if c.span not in spans]
    kept = [*chosen, *more[: max(0, count - len(chosen)) if count else None]]
    return sorted(kept, key=lambda c: c.span)


def _holders(query: Query, ranked: Ranked, held: Sequence[Candidate]) -> list[Candidate]:
    """Who holds the post: all that the best sentence names so where several are asked for."""
    asked = called(query, ranked.needs)
    count = int(query.details.get("count") or 0)
    if query.plural:
        same = [c for c in held if c.scored is held[0].scored and c.score >= held[0].score - 0.05]
        ordered = sorted({c.span: c for c in same}.values(), key=lambda c: c.span)
        if len(ordered) > 1:
            return ordered
    group = group_of(held[0])
    listed = [
        replace(held[0], text=m.name.text, span=m.name.span, complete=group.complete)
        for m in group.members
        if query.plural or _shares(m, group, held[0])
    ]
    return asked.kept(listed, least=max(1, count)) if query.plural else listed


def _shares(member: Member, group: Group, held: Candidate) -> bool:
    """True for whoever shares the post of the holder: 甲、乙任副总指挥."""
    own = next((m for m in group.members if m.name.span == held.span), member)
    if member.name.span == held.span:
        return True
    return member.before == own.before and (bool(own.before) or member.behind == own.behind)

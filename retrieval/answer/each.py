"""People told of one after the other: 拜会了甲,还拜会了乙和丙; 甲发来唁电. 乙也表示哀悼."""

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answer.candidates import Candidate
from retrieval.answer.doers import doers_of, verb_asked
from retrieval.answer.groups import groups_of
from retrieval.answer.nearness import places_of
from retrieval.answer.needs import Need, share
from retrieval.answer.people import persons
from retrieval.answer.qualifying import called
from retrieval.answer.scoring import Ranked, Scored
from retrieval.records import HEAD, Query

__all__ = ["each_doer", "with_same_verb"]

_UNITS = 12
_TOLD = 0.6  # share of what the question says behind its verb
_REACH = 30  # characters from a verb to whom it is done
_EDGE = re.compile(r"[,，。;；:：!！?？]")


def with_same_verb(
    query: Query, ranked: Ranked, chosen: Sequence[Candidate], found: Sequence[Candidate]
) -> list[Candidate]:
    """The people chosen, and those of the same sentence behind the same verb of the question."""
    verb = _verb_before(query, ranked.needs)
    if verb is None or not chosen:
        return list(chosen)
    scored = chosen[0].scored
    text, names = scored.unit.plain, persons(scored)
    known = {c.span: c for c in found if c.scored is scored}
    behind = [
        group
        for group in groups_of(scored.unit.text, names)
        if any(
            place[1] <= group.names[0].span[0] <= place[1] + _REACH
            and not _EDGE.search(text[place[1] : group.names[0].span[0]])
            and not any(place[1] <= n.span[0] < group.names[0].span[0] for n in names)
            for place in places_of(verb, text)
        )
    ]
    spans = {name.span for group in behind for name in group.names}
    if not any(c.span in spans for c in chosen):
        return list(chosen)
    return [known[span] for span in sorted(spans) if span in known]


def _verb_before(query: Query, needs: Sequence[Need]) -> Need | None:
    """The word right before the question word: 拜会 of 拜会了哪几位; ``None`` in English."""
    if query.language != "zh":
        return None
    left = re.sub(r"[了过的]$", "", query.details.get("left", ""))
    ending = [n for n in needs if not n.hard and len(n.label) > 1 and left.endswith(n.label)]
    return max(ending, key=lambda need: len(need.label), default=None)


def each_doer(query: Query, ranked: Ranked, found: Sequence[Candidate]) -> list[Candidate]:
    """Who did it, each in a sentence of its own of one story; none where fewer than two sentences tell of somebody."""
    verb = verb_asked(query, ranked.needs)
    if verb is None or not found or query.language != "zh" or query.details.get("count"):
        return []
    right = query.details.get("right", "")
    said = [n for n in ranked.needs if not n.hard and n.label in right]
    known = {(id(c.scored.unit), c.span[0]): c for c in found}
    doers: dict[str, Candidate] = {}
    sentences = set()
    for scored in ranked.reading(_UNITS):
        if scored.story is not found[0].scored.story or not _tells(scored, said):
            continue
        place = next(iter(places_of(verb, scored.unit.plain)), None)
        starts = doers_of(scored.unit.plain, persons(scored), place) if place else set()
        for one in (known.get((id(scored.unit), start)) for start in sorted(starts)):
            if one is not None:
                doers.setdefault(one.text, one)
                sentences.add(id(scored.unit))
    if len(sentences) < 2 or len(doers) < 2:
        return []
    told = sorted(
        doers.values(), key=lambda c: (c.scored.unit.paragraph, c.scored.unit.span, c.span)
    )
    kept = called(query, ranked.needs).kept(told)
    return [replace(c, complete=False) for c in kept] if len(kept) > 1 else []


def _tells(scored: Scored, said: Sequence[Need]) -> bool:
    """True for a sentence of the body that holds most of what the question says behind its question word."""
    return scored.unit.paragraph != HEAD and share(said, scored.unit.plain) >= _TOLD

"""English questions for what something is called, and commands: what is the boat called, name the two winners."""

import re

from retrieval.query.asked import Asked
from retrieval.query.asking_english_parts import COUNTS, NOT_NOUN, about, count_in, plural_in
from retrieval.query.english_kinds import english_kind
from retrieval.records import Kind

__all__ = ["called", "commanded", "equated", "named"]

_NAMED = re.compile(
    r"\bwhat (?:is|was|are|were) the (?:full |real )?names? of (?:the |a |an )?(?:(?P<count>two|three|four|five|six|seven) )?"
    rf"(?P<noun>(?:(?!{NOT_NOUN}\b)[a-z][a-z'’\-]*(?: |\b)){{1,5}})"
    rf"|\bwhat (?P<noun2>(?:(?!{NOT_NOUN}\b)[a-z][a-z'’\-]* ){{0,3}})(?:nick|sur|pen |stage )?names?\b"
)
_CALLED = re.compile(
    rf"\bwhat (?:is|was|are|were) (?:the |a |an |this |that )?(?:first |new )?(?P<noun>(?:(?!{NOT_NOUN}\b)[a-z0-9][a-z0-9'’\-]*(?: |\b)){{1,5}})"
    r"[^?]*\b(?:called|named|known as|nicknamed|dubbed|christened)\b[^?]{0,20}\??$"
)
_CALLS = re.compile(
    r"\bwhat (?:do|did|does|have|has|will) [^?]{1,60} (?:call|name|rename|nickname|dub|christen)(?:ed)?\b"
)
_IS = re.compile(
    r"\bwhat (?:is|was|are|were) (?:the |its |their |his |her )(?P<noun>(?:[a-z][a-z'’\-]* ){0,3}?[a-z][a-z\-]*)(?= (?:of|in|for|at|that|on|by|to|with|from)\b|\??$)"
)
_COMMAND = re.compile(
    rf"^(?:please )?(?:can you |could you )?(?:name|list|give(?: me)?|tell me|mention|identify|state)(?: all)? (?:the names? of )?(?:the |all )*"
    rf"(?:(?P<count>{'|'.join(COUNTS)}) )?(?P<noun>(?:(?!{NOT_NOUN}\b)[a-z][a-z'’\-]*(?: |\b)){{1,5}})"
)


def called(text: str) -> Asked | None:
    """What is the boat called, what do villagers call it."""
    if match := _CALLED.search(text):
        noun = match["noun"].strip()
        kind = english_kind(noun)
        end = match.start() + len("what")
        return about(text, match, kind, end=end, focus=noun.split()[-1], mode="named")
    if match := _CALLS.search(text):
        return about(text, match, Kind.TEXT, end=match.start() + len("what"), mode="named")
    return None


def equated(text: str) -> Asked | None:
    """What is the slogan of the fair: a thing whose kind its noun tells."""
    match = _IS.search(text)
    kind = english_kind(match["noun"]) if match else Kind.TEXT
    if match is None or kind in {Kind.TEXT, Kind.PEOPLE}:
        return None
    noun = match["noun"].split()[-1]
    return about(text, match, kind, focus=noun, plural=plural_in(noun), mode="what")


def commanded(text: str) -> Asked | None:
    """Name the two winners; ``None`` for what names nothing known."""
    match = _COMMAND.match(text)
    if match is None:
        return None
    noun = match["noun"].strip()
    kind = english_kind(noun)
    if kind is Kind.TEXT and not match["count"]:
        return None
    plural = bool(match["count"]) or plural_in(noun)
    focus = None if kind is Kind.PEOPLE else noun.split()[-1]
    count = count_in(match[0])
    return about(text, match, kind, plural=plural, count=count, focus=focus, mode="what")


def named(text: str) -> Asked | None:
    """What is the name of the N: by the kind of N; of nothing said, a person."""
    match = _NAMED.search(text)
    if match is None:
        return None
    noun = (match["noun"] or match["noun2"] or "").strip()
    other = Kind.TEXT if "nickname" in match[0] else Kind.PEOPLE
    kind = english_kind(noun) if noun else other
    focus = noun.split()[-1] if noun and kind is not Kind.PEOPLE else None
    plural = bool(match["count"]) or plural_in(noun)
    mode = "named" if kind is Kind.TEXT else "what"
    count = count_in(match[0])
    return about(text, match, kind, plural=plural, count=count, focus=focus, mode=mode)

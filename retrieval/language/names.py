"""A tagger's names -> the names of an issue: titles off, cuts mended, lists and posts read, names passed on.

Rules confirm and extend what the tagger saw, they never replace it: alone they find a fifth of the
people in general news, and a tagger alone cuts rare names apart (吴|水标).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from retrieval.language.names_cleaning import cleaned
from retrieval.language.names_lexicon import alternation
from retrieval.language.names_rules import RULES, looks_like_name, titles_of_works
from retrieval.language.organisations import extended
from retrieval.language.posts import posts_in
from retrieval.records import Name, NameKind, Span

__all__ = ["find_names", "looks_like_name", "pass_on"]

_FOREIGN = re.compile(r"[·•・．—–\-]")


def find_names(texts: Sequence[str], tagged: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """Names of texts of one issue, from what a tagger said of each; in order, without overlaps.

    Names pass from text to text: call it with the texts of one issue, never of many.
    """
    own = [_own(text, names) for text, names in zip(texts, tagged, strict=True)]
    known = _known(texts, own)
    return [pass_on(text, names, known) for text, names in zip(texts, own, strict=True)]


def pass_on(text: str, names: Sequence[Name], known: Iterable[str]) -> list[Name]:
    """Find the known people in a text as well; a longer known name replaces the parts a tagger saw."""
    people = frozenset(known)
    if not people:
        return list(names)
    extra = [
        Name(NameKind.PERSON, match[0], match.span())
        for match in re.finditer(alternation(people), text)
    ]
    kept = [name for name in names if not _swallowed(name, extra)]
    return _merge(kept, extra)


def _swallowed(name: Name, extra: Sequence[Name]) -> bool:
    """Whether a tagged name is a piece of a known one, or a known one with a character too many."""
    for other in extra:
        if not _overlap(name.span, other.span):
            continue
        size, known = name.span[1] - name.span[0], other.span[1] - other.span[0]
        if name.kind is NameKind.PERSON:
            longer = name.span[0] == other.span[0] and size > known and "·" not in name.text
            if size < known or (longer and known >= 3) or _crosses(name.span, other.span):
                return True
        elif size <= known:
            return True
    return False


def _known(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> set[str]:
    """People of the issue whose names are safe to look for elsewhere in it."""
    seen = Counter(name.text for row in names for name in row if name.kind is NameKind.PERSON)
    safe = {text for text in seen if len(text) >= 3}
    for text, row in zip(texts, names, strict=True):
        safe |= {held.person.text for held in posts_in(text, row) if len(held.person.text) == 2}
    return {name for name in safe if not _run_on(name, safe, seen)}


def _run_on(name: str, safe: set[str], seen: Counter[str]) -> bool:
    """A name with more behind it (袁某贵也, 甲某某乙某某): it begins with one that is known by itself."""
    if _FOREIGN.search(name) or len(name) < 4:
        return False
    shorter = [name[:size] for size in (2, 3) if name[:size] in safe]
    return bool(shorter) and (len(name) > 4 or (seen[name] == 1 and seen[shorter[-1]] > 1))


def _own(text: str, tagged: Sequence[Name]) -> list[Name]:
    """The names of a text by itself."""
    names = cleaned(text, tagged)
    for rule in RULES:
        people = [name for name in names if name.kind is NameKind.PERSON]
        added = [name for name in rule(text, people) if _fits(name, names)]
        names = _merge([name for name in names if not _gives_way(name, added)], added)
    return _merge(extended(text, names), list(titles_of_works(text)))


def _fits(name: Name, names: Sequence[Name]) -> bool:
    """A new name may only stand where the tagger saw nothing, or a part of it."""
    for other in names:
        if not _overlap(name.span, other.span):
            continue
        inside = name.span[0] <= other.span[0] and other.span[1] <= name.span[1]
        too_long = other.kind is NameKind.PERSON and len(other.text) > 4 and "·" not in other.text
        if (not inside and not too_long) or other.span == name.span:
            return False
    return True


def _gives_way(name: Name, added: Sequence[Name]) -> bool:
    return any(_overlap(name.span, other.span) for other in added)


def _merge(names: Sequence[Name], added: Sequence[Name]) -> list[Name]:
    """Both in order; of two that overlap the one that came first stays, but a title holds other names."""
    merged = list(names)
    taken = [name.span for name in names if name.kind is not NameKind.TITLE]
    for name in sorted(added, key=lambda n: n.span[0] - n.span[1]):
        if name.kind is NameKind.TITLE:
            merged = [other for other in merged if other.span != name.span]
        elif any(_overlap(name.span, span) for span in taken):
            continue
        else:
            taken.append(name.span)
        merged.append(name)
    return sorted(dict.fromkeys(merged), key=lambda n: (n.span[0], -n.span[1]))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _crosses(one: Span, other: Span) -> bool:
    return (
        _overlap(one, other)
        and (one[0] < other[0] < one[1] or one[0] < other[1] < one[1])
        and not (one[0] <= other[0] and other[1] <= one[1])
    )

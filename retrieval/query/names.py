"""The names of a release, to be found in questions: longest first, as printed in the paper."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from retrieval.language.normalise import normalise
from retrieval.query.slips import Spellings
from retrieval.records import Library, Name, NameKind

__all__ = ["NameBook", "of_kind"]

_LONGEST = 24  # characters of the longest name looked for


_COUNTY = re.compile(r"(?:^|[省州盟区市](?!市))(?P<stem>[一-鿿]{2,3})[县市镇乡]$")
_NO_STEM = frozenset(("直辖", "计划单列", "沿海", "中心", "省会", "地级", "县级"))


@dataclass(frozen=True)
class NameBook:
    """Normalised name -> its kind and how the paper prints it."""

    kinds: dict[str, tuple[NameKind, str]] = field(default_factory=dict)
    longest: int = 0

    @classmethod
    def of(cls, library: Library) -> "NameBook":
        """Gather the names of people, places and organisations; a name of one character is none."""
        kinds: dict[str, tuple[NameKind, str]] = {}
        for kind in (NameKind.ORGANISATION, NameKind.PLACE, NameKind.PERSON):
            for name in library.names(kind):
                if 2 <= len(name) <= _LONGEST:
                    kinds[normalise(name)] = (kind, name)
        for stem in [s for plain in kinds if (s := _stem(plain)) and s not in kinds]:
            kinds[stem] = (NameKind.PLACE, stem)
        return cls(kinds, max(map(len, kinds), default=0))

    @cached_property
    def people(self) -> Spellings:
        """Every person's name, as printed, to hold a misspelt one against."""
        named = self.kinds.items()
        return Spellings({name: plain for plain, (kind, name) in named if kind is NameKind.PERSON})

    @cached_property
    def undotted(self) -> frozenset[str]:
        """The names, normalised, without the dots that stand between the parts of a foreign one."""
        return frozenset(plain.replace("·", "") for plain in self.kinds)

    def find(self, text: str) -> list[Name]:
        """Give the names that stand in ``text``, in order, the longest first and without overlaps."""
        plain = normalise(text)
        found: list[Name] = []
        start = 0
        while start < len(plain) - 1:
            for length in range(min(self.longest, len(plain) - start), 1, -1):
                known = self.kinds.get(plain[start : start + length])
                if known:
                    found.append(Name(known[0], known[1], (start, start + length)))
                    start += length - 1
                    break
            start += 1
        return found


def _stem(name: str) -> str:
    """What a county, a town or a township is called for short: 兰桥 of 兰桥县; empty for other names."""
    match = _COUNTY.search(name)
    if match is None or match["stem"] in _NO_STEM or match["stem"][-1] in "县市省区州镇乡":
        return ""
    return match["stem"]


def of_kind(names: Iterable[Name], kind: NameKind) -> tuple[str, ...]:
    """The names of a kind, each once."""
    return tuple(dict.fromkeys(name.text for name in names if name.kind is kind))

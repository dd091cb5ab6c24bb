"""The names of a release, to be found in questions: longest first, as printed in the paper."""

from dataclasses import dataclass, field

from retrieval.language.normalise import normalise
from retrieval.records import Library, Name, NameKind

__all__ = ["NameBook"]

_LONGEST = 24  # characters of the longest name looked for


@dataclass(frozen=True, slots=True)
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
        return cls(kinds, max(map(len, kinds), default=0))

    def people(self) -> list[str]:
        """Every person's name, as printed."""
        return [name for kind, name in self.kinds.values() if kind is NameKind.PERSON]

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

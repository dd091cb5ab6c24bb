"""Query -> what a sentence must hold to answer it, each part with its weight; and how much of it a text holds.

A need is met by any of its alternatives; an alternative of several terms counts for the share of them
that stands in the text. Rare needs weigh more: the weight holds the idf among the sentences read.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retrieval.answer.pool import plain_text
from retrieval.records import Query

__all__ = ["Need", "met", "needs_of", "weigh"]

_BIGRAM = "\u2060"


@dataclass(frozen=True, slots=True)
class Need:
    """``alternatives`` are normalised; ``hard`` marks a name, a number or a quotation."""

    alternatives: tuple[tuple[str, ...], ...]
    weight: float = 1.0
    hard: bool = False
    inherited: bool = False

    @property
    def label(self) -> str:
        """Its first alternative, for people."""
        return "".join(self.alternatives[0])


def needs_of(query: Query) -> tuple[Need, ...]:
    """Give the needs of a query: its names, quotations and numbers, then its words."""
    inherited = query.details.get("inherited", "")
    own = query.details.get("read", "")
    named = [*query.people, *query.places, *query.phrases]
    numbers = [n for n in query.details.get("numbers", "").split() if not re.fullmatch(r"\d", n)]
    needs: dict[tuple[tuple[str, ...], ...], Need] = {}
    for name in dict.fromkeys(map(plain_text, named + numbers)):
        late = bool(inherited) and name in inherited and name not in own
        needs[((name,),)] = Need(((name,),), 1.5, hard=True, inherited=late)
    covered = [plain_text(name) for name in named]
    for clause in query.clauses:
        words = tuple(dict.fromkeys(filter(None, map(_words, clause.alternatives))))
        if not words or words in needs or _same_name(words, covered):
            continue
        needs[words] = Need(
            words, clause.weight * _length_weight(words), inherited=clause.weight < 0.6
        )
    return tuple(needs.values())


def _same_name(words: tuple[tuple[str, ...], ...], names: Sequence[str]) -> bool:
    """True for the clause of a name that is a need of its own."""
    return any(
        set(bag) and all(word in name for word in bag) for bag in words[:1] for name in names
    )


def _words(bag: Sequence[str]) -> tuple[str, ...]:
    """The words of an alternative, without its bigrams and without words that stand within others."""
    plain = [term for term in bag if not term.startswith(_BIGRAM)]
    if not plain:
        return ()
    return tuple(t for t in dict.fromkeys(plain) if not any(t in o and t != o for o in plain))


def _length_weight(words: tuple[tuple[str, ...], ...]) -> float:
    length = sum(map(len, words[0]))
    return {1: 0.35, 2: 1.0, 3: 1.3}.get(length, 1.5)


def met(need: Need, text: str) -> float:
    """How far a normalised text meets a need: 0 to 1."""
    best = 0.0
    for bag in need.alternatives:
        share = sum(word in text for word in bag) / len(bag)
        best = max(best, share)
    return best


def weigh(needs: Iterable[Need], texts: Sequence[str]) -> tuple[Need, ...]:
    """Multiply each weight with the idf of its need among the texts (1 at the most common, about 3 at the rarest)."""
    size = len(texts) + 1
    weighed = []
    for need in needs:
        found = sum(met(need, text) >= 0.99 for text in texts)
        idf = (
            math.log(1 + (size - found + 0.5) / (found + 0.5)) / math.log(1 + size)
            if size > 1
            else 1
        )
        weighed.append(replace(need, weight=need.weight * (0.3 + idf)))
    return tuple(weighed)

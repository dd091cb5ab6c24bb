"""Text with the question's pairs -> its clauses: where they stand, and how much of the question each holds."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.answer.spans.matching import Ints, Pairs
from retrieval.answer.spans.trees import Floats

__all__ = ["Clauses", "clause_columns", "clauses_of"]


@dataclass(frozen=True, slots=True)
class Clauses:
    """The C clauses of a text.

    ``of`` (N + 1) numbers the clause of a character, a mark belongs to the clause that it ends; ``first`` and
    ``last`` (C) are the borders without that mark. ``share`` (C) is the weighed share of the question's pairs in
    the clause, ``rank`` (C) how many clauses hold more; ``whole`` and ``place`` (C) are the same of its sentence.
    ``number`` and ``count`` (C) are its place among those of its sentence.
    """

    of: Ints
    first: Ints
    last: Ints
    share: Floats
    rank: Ints
    whole: Floats
    place: Ints
    number: Ints
    count: Ints


def clauses_of(stops: npt.NDArray[np.bool_], unit: Ints, pairs: Pairs) -> Clauses:
    """The clauses of a text; ``stops`` (N) are the marks that end one, ``unit`` (N) is the sentence of a character."""
    length = len(stops)
    ends = np.flatnonzero(stops)
    of = np.concatenate([[0], np.cumsum(stops)]).astype(np.int32)
    first = np.concatenate([[0], ends + 1]).astype(np.int32)
    held = np.zeros((len(first), max(1, len(pairs.weights))), dtype=np.float32)
    held[of[pairs.hits[:, 1]], pairs.hits[:, 0]] = 1
    weights = pairs.weights if len(pairs.weights) else np.zeros(1, np.float32)
    share = held @ weights / pairs.total
    sentence = unit[np.minimum(first, length - 1)] if length else np.zeros(1, np.int32)
    together = np.zeros((int(sentence.max(initial=0)) + 1, held.shape[1]), dtype=np.float32)
    np.maximum.at(together, sentence, held)
    by_sentence = together @ weights / pairs.total
    return Clauses(
        of,
        first,
        np.concatenate([ends, [length]]).astype(np.int32),
        share.astype(np.float32),
        (share[None, :] > share[:, None]).sum(axis=1).astype(np.int32),
        by_sentence[sentence].astype(np.float32),
        (by_sentence[None, :] > by_sentence[sentence][:, None]).sum(axis=1).astype(np.int32),
        (np.arange(len(first)) - np.searchsorted(sentence, sentence)).astype(np.int32),
        np.bincount(sentence)[sentence].astype(np.int32),
    )


def clause_columns(clauses: Clauses, places: Ints) -> list[npt.NDArray[np.generic]]:
    """Of the clause of a border and those beside it: shares of the question, ranks, place, length; how far its ends are."""
    at = clauses.of[places]
    share = np.concatenate([[0], clauses.share, [0]])
    return [
        clauses.share[at],
        share[at],
        share[at + 2],
        clauses.share[at] / (float(clauses.share.max()) or 1.0),
        clauses.whole[at] / (float(clauses.whole.max()) or 1.0),
        clauses.place[at],
        clauses.rank[at],
        clauses.whole[at],
        clauses.number[at],
        clauses.count[at],
        clauses.last[at] - clauses.first[at],
        places - clauses.first[at],
        clauses.last[at] - places,
    ]

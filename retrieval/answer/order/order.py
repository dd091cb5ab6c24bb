"""Query, Ranked -> Ranked: the sentences of the best story in the order in which the trees see the answer in them.

The trees know which sentence is likelier, not how sure that is: so the scores of a story stay what they are, and
only change hands. Which story is meant, and how sure an answer is, is told as without them.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from retrieval.answer.order.rows import sentence_rows
from retrieval.answer.scoring import Ranked, Scored
from retrieval.answer.spans.trees import Forest
from retrieval.records import Kind, Query

__all__ = ["MODEL", "Order", "open_order"]

MODEL = Path(__file__).parent / "model" / "order.npz"
# no set teaches what answers yes or no; of articles the sentences are not read
_LEFT = frozenset({Kind.YESNO, Kind.ARTICLES})


class Order:
    """Puts sentences in order; it holds no state but its trees."""

    def __init__(self, trees: Forest) -> None:
        """``trees`` score the rows of ``sentence_rows``."""
        self._trees = trees

    def put(self, query: Query, ranked: Ranked) -> Ranked:
        """The same units with the same scores, those of the best story in the order of the trees."""
        if not ranked.units or query.kind in _LEFT:
            return ranked
        best = ranked.only(ranked.units[0].story).units  # of another story an answer seldom comes
        if len(best) < 2:
            return ranked
        changed = self._of_story(query, ranked, best)
        again = (changed.get(id(s.unit), s) for s in ranked.units)
        units = tuple(sorted(again, key=lambda s: -s.score))
        return Ranked(units, ranked.needs, {s.unit: s for s in units})

    def _of_story(
        self, query: Query, ranked: Ranked, scored: Sequence[Scored]
    ) -> dict[int, Scored]:
        """The units of one story, best first, by identity, with the scores they have now."""
        place = {id(unit): number for number, unit in enumerate(scored[0].story.units)}
        printed = sorted(scored, key=lambda s: place[id(s.unit)])
        likely = self._trees.scores(sentence_rows(query, printed, ranked.needs))
        order = np.argsort(-likely, kind="stable").tolist()
        scores = sorted((s.score for s in scored), reverse=True)
        return {
            id(printed[at].unit): replace(printed[at], score=score)
            for at, score in zip(order, scores, strict=True)
        }


def open_order(path: Path = MODEL) -> Order | None:
    """Read the trees; ``None`` where there are none (sentences then stand as the rules score them)."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as arrays:
        return Order(Forest.of(arrays, "order"))

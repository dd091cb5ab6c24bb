"""A run and its qrels -> figures; an answer and its gold -> EM and F1.

Names as TREC and CMRC 2018 define them: a hit in the first k is *success*; recall is the share of all
relevant ids that were found.
"""

import math
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

__all__ = ["em", "f1", "mrr", "ndcg", "percentile", "recall", "success"]


def ndcg(ranked: Sequence[str], relevance: Mapping[str, int], k: int = 10) -> float:
    """Normalised discounted cumulative gain at ``k`` with gain 2^rel - 1 (Järvelin and Kekäläinen 2002)."""
    gains = (2 ** relevance.get(doc, 0) - 1 for doc in ranked[:k])
    ideal = sorted((2**rel - 1 for rel in relevance.values()), reverse=True)[:k]
    best = _discounted(ideal)
    return _discounted(gains) / best if best else 0.0


def _discounted(gains: Iterable[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def mrr(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """Reciprocal rank of the first relevant id among the first ``k``, 0 where there is none."""
    return next((1 / rank for rank, doc in enumerate(ranked[:k], 1) if doc in relevant), 0.0)


def success(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """1 if a relevant id is among the first ``k`` (some call this recall@k; TREC does not)."""
    return float(any(doc in relevant for doc in ranked[:k]))


def recall(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Share of the relevant ids that are among the first ``k``."""
    return len(set(ranked[:k]) & set(relevant)) / len(relevant) if relevant else 0.0


def em(said: str, gold: Sequence[str]) -> float:
    """1 if the answer equals a gold answer, white space, punctuation and case aside (CMRC 2018)."""
    return float(any(_units(said) == _units(answer) for answer in gold))


def f1(said: str, gold: Sequence[str]) -> float:
    """Best F1 over the gold answers, on the longest common run of characters and Latin words (CMRC 2018)."""
    return max((_f1(_units(said), _units(answer)) for answer in gold), default=0.0)


def _f1(said: Sequence[str], gold: Sequence[str]) -> float:
    common = _longest_common_run(said, gold)
    return 2 * common / (len(said) + len(gold)) if common else 0.0


_UNIT = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")


def _units(text: str) -> list[str]:
    """Each Han character and each run of other letters and digits."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return _UNIT.findall(plain)


def _longest_common_run(one: Sequence[str], two: Sequence[str]) -> int:
    numbers = {unit: chr(number) for number, unit in enumerate(dict.fromkeys([*one, *two]), 1)}
    ours, theirs = ("".join(numbers[unit] for unit in units) for units in (one, two))
    longest = 0
    for at in range(len(ours)):
        while at + longest < len(ours) and ours[at : at + longest + 1] in theirs:
            longest += 1
    return longest


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of the values lie, by nearest rank; 0 of no values."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, math.ceil(share * len(ordered)) - 1))]

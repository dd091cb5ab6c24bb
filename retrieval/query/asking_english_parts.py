"""Parts of the tables of English questions: where a noun ends, how many are asked for, an ``Asked`` of a match."""

import re

from retrieval.query.asked import Asked
from retrieval.query.english_numbers import SMALL
from retrieval.query.roles import roles_in
from retrieval.records import Kind

__all__ = ["COUNTS", "NOT_NOUN", "about", "count_in", "plural_in"]

COUNTS = {word: int(digits) for word, digits in SMALL.items()}
# words that end a noun behind which or what
NOT_NOUN = (
    r"(?:is|was|are|were|be|been|did|does|do|has|have|had|will|would|can|could|shall|should|may|might|must|the|a|an|this|that|these|those|in|"
    r"of|to|on|at|by|for|from|with|after|before|during|over|under|into|about|against|between|among|as|and|or|who|whom|whose|when|where|he|she|"
    r"it|they|we|you|i|his|her|its|their|went|took|made|gave|won|held|met|led|left|lost|came|sent|said|told|wrote|spoke|saw|paid|built|sold|"
    r"bought|became|began|fell|rose|hit|ran|got|beat|set|caught|broke|drove|flew|kept|shot|sank|stood|taught|thought|happened|found|struck|threw|hid|fled|swam|sang|rode|sat|shook|slept|spent|swept|swore|tore|wore|woke|withdrew|dealt|meant|felt|forgot|grew|knew|lent|dug|fed|rang|laid|drew|drank|ate|fought|sought|brought|chose|why|how|out|first|also|not|now|"
    r"(?!hundred|united|ahmed|red|seed|speed|breed|bed|shed|feed|weed|need|deed|left)[a-z]+ed)"
)

_PLURAL = re.compile(
    r"\b(?:who all|people|leaders|officials|persons|drivers|members|names|two|three|four|five|men|women|cities|countries|towns|townships|villages|hospitals|provinces|[a-z]+s)\b"
)


def about(
    text: str, match: re.Match[str] | None, kind: Kind, *, end: int | None = None, **more: object
) -> Asked:
    """An ``Asked``; its place ends at ``end`` where the match runs on behind the noun."""
    span = (match.start(), match.end() if end is None else end) if match else (0, 0)
    return Asked(kind, span=span, roles=roles_in(text), **more)  # type: ignore[arg-type]


def count_in(text: str) -> int:
    """How many are asked for; 0 where it is not said."""
    return next((n for word, n in COUNTS.items() if re.search(rf"\b{word}\b", text)), 0)


def plural_in(text: str) -> bool:
    """True for words with a plural among them."""
    return bool(_PLURAL.search(re.sub(r"\b\w*ss\b|\bis\b|\bwas\b|\bthis\b|\bhis\b", "", text)))

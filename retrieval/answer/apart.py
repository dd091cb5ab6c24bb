"""A word of two characters -> where they stand apart in a clause: 复交 of 恢复外交, 酒驾 of 酒后驾车, 停产 of 停止生产."""

import re
from functools import lru_cache

from retrieval.records import Span

__all__ = ["apart"]

_APART = 4  # characters between the two, at most
_ENDS_CLAUSE = re.compile(r"[,，。;；:：、!！?？“”\"()（）]")


@lru_cache(maxsize=8192)
def apart(word: str, text: str) -> Span | None:
    """The span from the first character to the last, in a normalised text; ``None`` where they stand not so."""
    if len(word) != 2 or word[0] == word[1] or not re.fullmatch(r"[一-鿿]{2}", word):
        return None
    place = text.find(word[0])
    while place >= 0:
        between = text[place + 1 : place + 2 + _APART]
        found = between.find(word[1])
        if found > 0 and not _ENDS_CLAUSE.search(between[:found]):
            return place, place + found + 2
        place = text.find(word[0], place + 1)
    return None

"""A word that the cutter only guessed -> the words it was made of: 人吐 of 多少人吐了 is 吐, 投了 is 投.

A cutter takes characters that its dictionary has not as one word. In a question these are often a verb with the
particle, the classifier or the adverb beside it; no page holds such a word, and what was asked is lost.
"""

import re
from collections.abc import Callable

from retrieval.language.jieba_tags import tag_of

__all__ = ["pieces"]

_BEFORE = "能会要可该肯敢想得人的了着过是在把被将给和与跟那这哪每某多少几最更很太刚才就都也还又再先连所有个位名根条座台辆颗件家次批种份块片头只支事"
_BEHIND = "了着过的地得吗呢吧啊掉住完坏死翻倒走到成光出起上下进"
_LONGEST = 4


def pieces(word: str, stands: Callable[[str], bool]) -> tuple[str, ...]:
    """The words within ``word``; itself alone where it is a word, or where nothing in it only joins.

    Args:
        word: a word as the cutter gives it, normalised.
        stands: whether the corpus has it; then it is one.
    """
    if not 1 < len(word) <= _LONGEST or not re.fullmatch(r"[一-鿿]+", word):
        return (word,)
    if tag_of(word) is not None or (word[-1] not in "了着" and stands(word)):
        return (word,)
    for start, end in ((1, len(word)), (0, len(word) - 1), (1, len(word) - 1)):
        rest = word[start:end]
        glued = all(c in _BEFORE for c in word[:start]) and all(c in _BEHIND for c in word[end:])
        if rest and glued and (len(rest) == 1 or tag_of(rest)):
            kept = [rest, *(c for c in word[end:] if c in "坏死翻倒")]
            return tuple(kept)
    return (word,)

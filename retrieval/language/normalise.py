"""Text as printed -> text as compared: width, case, traditional to simplified; the length never changes.

Offsets into the normalised text are therefore offsets into the original.
"""

import unicodedata
from functools import cache

__all__ = ["normalise"]


def normalise(text: str) -> str:
    """Fold width and case and turn traditional characters into simplified ones, character by character.

    Returns a text of the same length: a character whose folding is longer than itself stays as it is.
    """
    folded = text.translate(_fold())
    simple = _traditional_to_simplified(folded)
    return simple if len(simple) == len(text) else folded


_DOTS = "・•‧∙･"  # all print the point between the parts of a foreign name


class _Fold(dict[int, str]):
    """A translation table that fills itself: NFKC and lower case where they keep the length."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if 0xD800 <= code <= 0xDFFF:  # half of a pair: no text, and nothing after us can encode it
            char = "\ufffd"
        if char in _DOTS:
            self[code] = "·"
            return "·"
        wide = unicodedata.normalize("NFKC", char).lower()
        self[code] = wide if len(wide) == 1 else char
        return self[code]


@cache
def _fold() -> _Fold:
    """The one table: a character is folded once."""
    return _Fold()


_FOLD = _Fold()


def _traditional_to_simplified(text: str) -> str:
    if text.isascii():
        return text
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter():  # type: ignore[no-untyped-def]
    """OpenCC's converter, built at first use (about 10 ms)."""
    from opencc import OpenCC

    return OpenCC("t2s")

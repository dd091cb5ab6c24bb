"""A sentence -> what it says something is: 最受欢迎的小吃是桂花糕, 最担心的不是没有车,而是站台太黑.

The question puts it the other way round (什么小吃最受欢迎), so that what stands beside its question word is no guide.
"""

import re
from collections.abc import Iterator, Sequence

from retrieval.records import Query, Span

__all__ = ["said_to_be"]

_MOST = re.compile(r"最(?!后|近|早|晚|初|终)[一-鿿]{1,3}?(?=[的是,，。?？什啥哪]|$)")
_IS = r"(?:不(?:仅|只|单)?[是在](?P<not>[^。;；]{1,24}?)[,，]?(?:而|也|还))?(?:是|为|叫做?|当属|莫过于)(?P<what>[^,，。;；]{2,30})"
_FOCUS = 0.85
_LIKE = 0.75  # another word for the most of it: 最怕 is asked, 最担心的 is printed
_HALF = 0.6  # the noun alone
_ODD = re.compile(r"^(?:一个|一种|一项|一件)?(?:什么|谁|否|不是|因为|由于)")


def said_to_be(query: Query, text: str, focus: Sequence[str]) -> Iterator[tuple[Span, float]]:
    """(span, quality) of what stands behind 是 where the words before it are the question's: its 最…, or its noun."""
    if query.language != "zh":
        return
    asked = query.details.get("read", "")
    most = [match[0] for match in _MOST.finditer(asked)]
    nouns = [word for word in focus if len(word) > 1]
    for words in most:
        pattern = rf"{re.escape(words)}(?:的[^,，。;；是]{{0,8}}?)?{_IS}"
        yield from _found(pattern, text, _FOCUS)
    if most and not any(words in text for words in most):
        yield from _found(
            rf"最(?!后|近|早|晚|初|终)[^,，。;；是]{{1,8}}的[^,，。;；是]{{0,6}}?{_IS}",
            text,
            _LIKE,
        )
    for noun in nouns:
        if noun in asked:
            yield from _found(rf"{re.escape(noun)}{_IS}", text, _HALF)


def _found(pattern: str, text: str, quality: float) -> Iterator[tuple[Span, float]]:
    for match in re.finditer(pattern, text):
        if not _ODD.match(match["what"]):
            yield match.span("what"), quality

"""Places and organisations a tagger cut short -> whole: 云岭县|数字经济产业园, 某某铁路|分局.

The word that ends such a name is known (局, 公司, 小学, 产业园); between it and what the tagger saw may stand
only characters that no verb or particle uses.
"""

import re
from collections.abc import Sequence
from functools import cache

from retrieval.language.names_lexicon import alternation, words_of
from retrieval.records import Name, NameKind

__all__ = ["extended"]

_BETWEEN = r"[^\s,，。;；:：、!！?？()（）“”\"《》\d的在和与及了只有一几家某些是将对向为被把于从说等由以至到各这该其并也就都已又等上下里中前后召举发进参出来去开新近今昨日时年月]"
_DISTRICT = re.compile(r"[省市州盟县区旗镇乡村国]$")
_KINDS = (NameKind.PLACE, NameKind.ORGANISATION)


def extended(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, those of places and organisations drawn out to the word that ends them."""
    drawn: list[Name] = []
    for number, name in enumerate(names):
        if drawn and name.span[0] < drawn[-1].span[1]:
            if name.kind in _KINDS:
                continue
            drawn.pop()
        floor = next((n.span[0] for n in names[number + 1 :] if n.kind not in _KINDS), len(text))
        drawn.append(_drawn(text, name, floor) if name.kind in _KINDS else name)
    return drawn


def _drawn(text: str, name: Name, stop: int) -> Name:
    if _ends().search(name.text):
        return name
    match = _rest().match(text, name.span[1], min(stop, name.span[1] + 20))
    if match is None:
        return name
    kind = NameKind.PLACE if match["place"] else NameKind.ORGANISATION
    if kind is NameKind.PLACE and _DISTRICT.search(name.text):
        return name  # 双溪乡 of 双溪乡石门山塘 is what people ask for
    span = (name.span[0], match.end())
    return Name(kind, text[span[0] : span[1]], span)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(frozenset(words_of('organisations')))})$")


@cache
def _rest() -> re.Pattern[str]:
    organisations = alternation(frozenset(words_of("organisations")))
    places = alternation(frozenset(words_of("places")))
    return re.compile(
        rf"(?:中心|{_BETWEEN}){{0,10}}?(?:(?P<organisation>{organisations})(?![长员化建])|(?P<place>{places})(?![长民]))"
    )

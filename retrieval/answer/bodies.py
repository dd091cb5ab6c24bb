"""Names of organisations in a question: whether a text names the same one, not another that shares its last words.

云栖理工大学医院 is not 云栖理工大学, and 北方航运总公司 is not 南方渔业总公司.
"""

import re
from functools import cache, lru_cache

from retrieval.language.names_lexicon import alternation, words_of

__all__ = ["is_body", "likeness_of_body", "names_body"]

_LEAST = 5  # characters of a name; what is shorter may be any (人民医院, 分公司)
_ANY = re.compile(
    r"[市县区省镇乡]?(?:第[一二三四五六七八九十]|人民|中心|中医|有限|股份|责任|小型|大型|国有|民营|私营|合资|外资|乡镇|当地|附近|某|一家|这家|该|市|县|区|省)"
)
# what makes another body of it
_OTHER = re.compile(
    r"(?:第[一二三四五六]|直属)?(?:附属|附设|下属)?(?:医院|附中|附小|中学|小学|幼儿园|出版社|图书馆|医学院|分院|分校|研究院|研究所|宾馆|招待所|工会|党委|总厂|分厂)"
)


def is_body(name: str) -> bool:
    """True for the full name of an organisation: it ends as such names do, and says more than its kind."""
    return len(name) >= _LEAST and not _ANY.match(name) and bool(_end().search(name))


def names_body(name: str, text: str) -> bool:
    """True where the text holds the name, and not only as the beginning of another's."""
    start = text.find(name)
    while start >= 0:
        if not _OTHER.match(text, start + len(name)):
            return True
        start = text.find(name, start + 1)
    return False


@lru_cache(maxsize=8192)
def likeness_of_body(name: str, text: str) -> float:
    """How far the text holds the name in part or shortened: by what is its own, without the word for its kind."""
    match = _end().search(name)
    own = name[: match.start()] if match else name
    if own in text and not names_body(name, text) and name in text:
        return 0.0
    if len(own) < 3:
        return 1.0 if own in text else 0.0
    pairs = [own[i : i + 2] for i in range(len(own) - 1)]
    share = sum(pair in text for pair in pairs) / len(pairs)
    return share if share >= 0.4 else _shortened(own, name[len(own) :], text)


def _shortened(own: str, kind: str, text: str) -> float:
    """A form of the first characters of the name's words and of its kind: 云理工, 云大."""
    shape = f"{own[0]}[{re.escape(own[1:])}]{{0,3}}{kind[0]}" if kind else ""
    return 0.8 if shape and re.search(shape, text) else 0.0


@cache
def _end() -> re.Pattern[str]:
    kinds = alternation(frozenset((*words_of("organisations"), "总公司", "有限公司")))
    return re.compile(rf"(?:{kinds})$")

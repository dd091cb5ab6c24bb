"""Han text <-> pinyin without tones: keys of a name in any usual spelling, and the characters of a syllable.

ü is written u, as the keys of both sides are folded alike. pypinyin has no surnames' readings; they stand here.
"""

import re
from functools import cache, lru_cache
from itertools import product

from retrieval.language.names_lexicon import words_of

__all__ = ["SUFFIX", "characters", "fold", "pinyin_keys", "readings", "segment"]

_SURNAMES = {
    "单": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "盖": "ge",
    "查": "zha",
    "区": "ou",
    "覃": "qin",
    "朴": "piao",
    "缪": "miao",
    "翟": "zhai",
    "尉": "yu",
    "华": "hua",
    "任": "ren",
    "乐": "yue",
    "员": "yun",
    "繁": "po",
    "召": "shao",
    "折": "she",
    "洗": "xian",
    "冼": "xian",
    "种": "chong",
    "黑": "he",
    "秘": "bi",
    "逄": "pang",
    "宓": "mi",
    "幺": "yao",
    "都": "du",
    "万俟": "moqi",
    "尉迟": "yuchi",
}
_COMPOUNDS = "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 夏侯 万俟 闻人 端木 南宫 百里 呼延"
_COMPOUND = frozenset(_COMPOUNDS.split())
SUFFIX = re.compile(r"(?:自治区|自治州|自治县|街道|社区|省|市|县|区|镇|乡|村|州|岛|山|河|湖)$")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_MOST = 24  # spellings kept a name


def fold(spelling: str) -> str:
    """A spelling as a key: letters alone, lower-case, ü and v as u (Lü Xi'an, Lyu -> lu...).

    No syllable ends in l, so lyu is always lü; but an n may end one (Danyue): nyu is nü where a word begins.
    """
    low = _NYU.sub("nu", spelling.lower().translate(_TONES))
    return re.sub(r"[^a-z]", "", low).replace("lyu", "lu")


_NYU = re.compile(r"(?<![a-z])nyu")


_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüvńňǹ", "aaaaeeeeiiiioooouuuuuuuuuunnn")


@lru_cache(maxsize=20_000)
def readings(char: str) -> tuple[str, ...]:
    """The readings of a character without tones, the usual one first; empty for what is no Han character.

    Others than the usual one are those of ``config/lexicon/readings.txt``: no name of today has a reading of old books.
    """
    from pypinyin import Style, pinyin

    if not _HAN.fullmatch(char):
        return ()
    if char == "陕":  # Shaanxi, to tell it from Shanxi
        return ("shan", "shaan")
    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    sounds = list(dict.fromkeys(fold(one) for one in found[0])) if found else []
    family = _SURNAMES.get(char)
    return tuple(s for n, s in enumerate(sounds) if n == 0 or s == family or char + s in _others())


@cache
def _others() -> frozenset[str]:
    return frozenset(words_of("readings"))


@lru_cache(maxsize=50_000)
def pinyin_keys(name: str) -> frozenset[str]:
    """Folded spellings of a name: "gunanqiao" and "nanqiaogu" for 顾南乔; of a place also without 镇 or 市.

    Empty for what holds other than Han characters, or more than eight of them.
    """
    if not _HAN.fullmatch(name) or not 2 <= len(name) <= 8:
        return frozenset()
    keys = set(_spelt(name))
    cut = 2 if name[:2] in _COMPOUND and len(name) > 2 else 1
    if len(name) <= 4:
        for spelling in _spelt_parts(name, cut):
            keys.add(spelling[1] + spelling[0])
    bare = SUFFIX.sub("", name)
    if len(bare) >= 2 and bare != name:
        keys |= set(_spelt(bare))
    return frozenset(map(fold, keys))


def _spelt_parts(name: str, cut: int) -> list[tuple[str, str]]:
    return [(first, rest) for first in _family(name[:cut]) for rest in _joined(name[cut:])][:_MOST]


def _family(surname: str) -> list[str]:
    special = _SURNAMES.get(surname)
    return list(dict.fromkeys(([special] if special else []) + _joined(surname)))


def _joined(text: str) -> list[str]:
    sounds = [readings(char)[:3] for char in text]
    if not all(sounds):
        return []
    return ["".join(one) for one in list(product(*sounds))[:_MOST]]


def _spelt(name: str) -> list[str]:
    cut = 2 if name[:2] in _SURNAMES else 1
    return [first + rest for first, rest in _spelt_parts(name, cut)]


_NO_SYLLABLES = frozenset(("ng", "hm", "hng"))


@cache
def characters() -> dict[str, str]:
    """Syllable -> the common characters (GB 2312) read so; built at first use (about 0.1 s)."""
    from pypinyin import pinyin_dict

    table: dict[str, list[str]] = {}
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                char = bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            marked = pinyin_dict.pinyin_dict.get(ord(char), "")
            sounds = list(dict.fromkeys(fold(one) for one in marked.split(",")))
            for number, sound in enumerate(sounds):
                if number == 0 or char + sound in _others():
                    table.setdefault(sound, []).append(char)
    for surname, sound in _SURNAMES.items():
        if len(surname) == 1 and surname not in table.get(sound, ()):
            table.setdefault(sound, []).append(surname)
    return {
        sound: "".join(chars)
        for sound, chars in table.items()
        if (len(sound) > 1 and sound not in _NO_SYLLABLES) or sound in ("a", "e", "o")
    }


def segment(letters: str, most: int = 5) -> list[tuple[str, ...]]:
    """All ways to read folded letters as up to ``most`` syllables, the fewest first; empty if there is none."""
    known = characters()
    none: list[tuple[str, ...]] = [()]
    ways = [none, *([] for _ in letters)]
    if len(letters) > 6 * most:
        return []
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 6), end):
            if letters[start:end] in known:
                ways[end] += [(*way, letters[start:end]) for way in ways[start] if len(way) < most]
        ways[end] = ways[end][:16]
    return sorted(ways[-1], key=len)

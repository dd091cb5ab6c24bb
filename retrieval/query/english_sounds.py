"""Foreign name in Latin letters -> the corpus's transliterations that sound like it: Schacht, 沙赫特.

Both sides become strings of consonant classes (p and b are one, so are l and r), compared by an edit distance in
which what transliteration drops (h, r before a consonant, w) costs little. Measured on the foreign names of CC-CEDICT.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from retrieval.language.pinyin import readings

__all__ = ["Sounds", "distance", "sound_of_han", "sound_of_latin"]

_TRANSCRIBING = frozenset(
    "阿埃艾安奥巴白班邦包鲍贝本比彼别宾波博布查达戴丹德登邓迪丁东杜敦多厄恩尔法凡范菲费芬佛弗福夫盖甘冈高戈哥格根古哈海汉赫亨"
    "洪胡华霍基吉季加贾坚简杰金卡凯坎康考柯科克肯孔库夸奎昆拉莱赖兰朗劳勒雷累李里利莉丽连林隆卢鲁伦罗洛马麦迈曼毛梅门蒙米密明"
    "莫默穆姆纳乃内尼纽涅努诺欧帕派潘庞佩彭皮平珀普奇齐恰钱乔琼让热日荣茹瑞若萨塞森沙山尚舍申圣施史士舒斯松苏索塔泰坦汤唐特滕"
    "蒂廷图土托瓦万旺威韦维魏温文沃乌伍武西希锡夏香肖谢辛休许雅亚延扬耶叶伊因英尤于约云赞泽扎詹朱佐茨策切兹桑菩芭娜娅妮玛琳珍"
    "露黛斐薇吕铁秋车柴捷察赛贡底的蓬喀奈南堡伯廖柳什契焦绍莎丝娃婷楚贺胥诸丘顿逊列代瓜豪瑟讷宁瑙济富昂芒欣摩歇久罕嫩翰彻略"
    "屈宰甫勃廉圭拿那卜得提拜钦翁灵席卓毕葛思嘎怀岑须宇颇铎冯阮"
)
_DOT = re.compile(r"[·•・．.—–－-]")
_RUN = re.compile(rf"[{''.join(sorted(_TRANSCRIBING))}]{{2,9}}")
_LATIN = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch|sch|ssi(?=o)|ti(?=o)|sh|zh|ch(?!r)|dge?(?=[ei]|$)|cz|ts|tz|ty(?=u)|dz", "S"),
        (r"ph", "F"),
        (r"th", "S"),
        (r"ckh?|ch|kh|qu?", "G"),
        (r"gh(?=t|$)", ""),
        (r"^kn|gn(?=$)", "N"),
        (r"^wr", "L"),
        (r"x", "GS"),
        (r"c(?=[eiy])|g(?=[eiy])|[jzs]", "S"),
        (r"[cgk]", "G"),
        (r"[bp]", "B"),
        (r"[dt]", "D"),
        (r"[fv]", "F"),
        (r"[lr]", "L"),
        (r"[mn]", "N"),
        (r"h", "H"),
        (r"w", "W"),
    )
]
_INITIALS = {
    **dict.fromkeys("bp", "B"),
    **dict.fromkeys("dt", "D"),
    **dict.fromkeys("gk", "G"),
    **dict.fromkeys("jqxzcs", "S"),
    **dict.fromkeys("lr", "L"),
    **dict.fromkeys("mn", "N"),
    "f": "F",
    "h": "H",
    "w": "W",
}
_NEAR = {
    frozenset("FW"): 0.2,
    frozenset("SD"): 0.5,
    frozenset("GS"): 0.5,
    frozenset("GH"): 0.4,
    frozenset("BF"): 0.5,
    frozenset("HS"): 0.5,
    frozenset("LN"): 0.6,
}
_DROP = {"H": 0.35, "L": 0.4, "W": 0.35, "G": 0.8, "S": 0.7, "N": 0.7}
_ENOUGH = 0.24  # distance a letter up to which a name is taken


@lru_cache(maxsize=50_000)
def sound_of_latin(word: str) -> str:
    """Classes of a foreign word: capitals for consonants, small letters for vowels: "Schacht" is SaGD."""
    rest = re.sub(r"[^a-z]", "", word.lower())
    found = ""
    while rest:
        for pattern, sound in _LATIN:
            match = pattern.match(rest)
            if match and match.end():
                found += sound
                rest = rest[match.end() :]
                break
        else:
            found += _VOWELS.get(rest[0], "")
            rest = rest[1:]
    return re.sub(r"(.)\1+", r"\1", found)


_VOWELS = {"a": "a", "e": "e", "i": "i", "o": "o", "u": "u", "y": "i"}
_FINALS = (
    ("iu", "u"),
    ("ia", "a"),
    ("ie", "e"),
    ("ai", "e"),
    ("ei", "e"),
    ("ao", "o"),
    ("ou", "o"),
    ("uo", "o"),
    ("ui", "i"),
)
_CONSONANTS = "si shi zi ci zhi chi te de ke ge le fu bu pu ji"  # mostly a consonant alone
_MUTE = frozenset(_CONSONANTS.split())


@lru_cache(maxsize=50_000)
def sound_of_han(name: str) -> str:
    """Classes of a transliteration: 沙赫特 is SaHeD."""
    return re.sub(r"(.)\1+", r"\1", "".join(_sound_of_char(char) for char in name))


def _sound_of_char(char: str) -> str:
    sounds = readings(char)
    if not sounds:
        return ""
    sound = sounds[0]
    if sound == "er":
        return "L"
    first = "" if char in _SILENT else _SPECIAL.get(char) or _INITIALS.get(sound[0], "")
    if sound in _MUTE:
        return first + ("i" if sound == "ji" else "")
    body = sound.lstrip("bpmfdtnlgkhjqxzcsrwy").removesuffix("g").removesuffix("n")
    vowel = next((to for end, to in _FINALS if body.endswith(end)), body[-1:])
    return first + vowel + ("N" if sound.endswith(("n", "ng")) else "")


_SPECIAL = {
    "加": "G",
    "吉": "G",
    "基": "G",
    "希": "H",
    "休": "H",
    "维": "F",
    "韦": "F",
    "瓦": "F",
    "沃": "F",
    "文": "F",
    "温": "F",
    "什": "S",
    "茨": "S",
    "贾": "S",
}
_SILENT = frozenset("伊")


def distance(one: str, other: str) -> float:
    """Edit distance of two strings of classes; vowels, and what transliteration changes or drops, cost less."""
    row = [0.0]
    for char in other:
        row.append(row[-1] + _cost(char))
    for char in one:
        last, row = row, [row[0] + _cost(char)]
        for index, target in enumerate(other):
            row.append(
                min(
                    last[index] + _change(char, target),
                    last[index + 1] + _cost(char),
                    row[index] + _cost(target),
                )
            )
    return row[-1]


def _cost(char: str) -> float:
    return 0.3 if char.islower() else _DROP.get(char, 1.0)


def _change(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one.islower() and other.islower():
        return 0.25
    return _NEAR.get(frozenset((one, other)), 1.0)


class Sounds:
    """The foreign names of one release by their sounds."""

    def __init__(self, names: Iterable[str]) -> None:
        """Sort out the transliterations: names, each part between the dots, and what begins a longer name (秋明州)."""
        self._table: dict[str, dict[tuple[str, str], None]] = {}
        known = dict.fromkeys(names)
        for name in known:
            for part in _DOT.split(name):
                run = _RUN.match(part)
                if run and run[0] == part:
                    self._add(part, name)
                elif run and run[0] not in known:
                    self._add(run[0], run[0])

    def _add(self, part: str, name: str) -> None:
        sound = sound_of_han(part)
        self._table.setdefault(sound[:1], {})[sound, name] = None

    def like(self, word: str, enough: float = _ENOUGH) -> list[str]:
        """Names that sound like the word, the nearest first; a word of one consonant is too short.

        ``enough`` is the distance a class up to which a name is taken.
        """
        sound = sound_of_latin(word)
        if len(sound) < 4 or sum(char.isupper() for char in sound) < 2:
            return []
        near = []
        for first in _firsts(sound[0]):
            for other, name in self._table.get(first, ()):
                if abs(len(other) - len(sound)) <= 3:
                    share = distance(sound, other) / max(len(sound), len(other))
                    if share <= enough:
                        near.append((share, name))
        best = min(near, default=(1.0, ""))[0]
        return list(dict.fromkeys(name for share, name in sorted(near) if share <= best + 0.05))

    def both(self, one: str, other: str, known: Iterable[str] = ()) -> list[str]:
        """Names of several parts of which one part sounds like each word, or is ``known`` for the first, in this order."""
        alike = [name for name in self.like(other) if _DOT.search(name)]
        if not alike:
            return []
        sound, known = sound_of_latin(one), set(known)
        return [
            name
            for name in alike
            if any(p in known or _near(sound, p) for p in _DOT.split(name)[:-1])
        ]


def _near(sound: str, part: str) -> bool:
    """True if a part of a name sounds so; beside a surname that fits it may be short (Rod)."""
    other = sound_of_han(part)
    longest = max(len(sound), len(other))
    return bool(sound and other) and distance(sound, other) <= _ENOUGH * longest


def _firsts(first: str) -> str:
    """Classes that a name may begin with whose sound begins so."""
    return _FIRSTS.get(first, "aeiouH" if first.islower() else first)


_FIRSTS = {"F": "FWB", "W": "WFHu", "H": "HaeiouG", "S": "SDGi", "D": "DS", "G": "GSH", "B": "BF"}

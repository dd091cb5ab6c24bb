"""A misspelt name -> the names of the corpus that it may be: homophones, near sounds, near shapes, a character too few or too many.

The slip must explain itself: 林惠杰 is 林慧杰 (they sound alike), but 林明杰 is somebody else, however near. So a
character that is merely different counts 1.0, beyond the limit, and a family name must sound alike.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from retrieval.language.normalise import normalise
from retrieval.language.pinyin import readings

__all__ = ["Near", "Spellings", "near", "near_names"]

_LIMIT = 0.65  # the greatest distance that still explains itself
_SAME_SOUND = 0.3
_SAME_SHAPE = 0.35
_NEAR_SOUND = 0.5
_MISSING = 0.6
_OTHER = 1.0

# families of characters taken for each other by eye, by a keyboard or by OCR
_FAMILIES = (
    "己已巳 未末朱 土士王壬 日曰目 千干于 贝见 人入八 大太犬 天夫无 刀力刁 午牛 田由甲申 今令 乌鸟岛 几凡 弋戈 白自 石右 兔免 办为 折拆析 "
    "徐除余途 林琳木森淋 青清情晴请靖睛 杨扬场汤 苏办 估佑作佐 贵责贲 胜性姓星 丽俪 伟纬韦炜玮 明朋 建健键 国围园 华哗骅桦 永水冰 志态 宁宇 "
    "安晏按 东车 军晖浑 辉挥 峰锋蜂烽 飞气 平苹萍坪 良郎朗娘 红江虹 玉王 洪拱 兰三 海悔梅 陈阵 张长帐 周同 吴昊旲 昊昱 孙小 赵起 黄横 "
    "何河柯 郭敦享 高亮 罗萝 梁粱 宋末 唐塘 许讦 邓郑 冯马 韩朝 曹曾 彭膨 肖尚 田曰 董重 袁哀 潘播 蒋将 蔡察祭 杜社 叶叶 程呈 "
    "魏巍 吕侣 沈沉 卢户 姚桃 钟种 姜羌美 崔催 谭潭 陆击 汪注 范苑 金全 戴载 贾贸 韦书 邱丘 夏复 侯候 邹皱 熊能 孟盂 秦泰奏 白百 "
    "尹伊 薛薜 闫间 雷雪 史吏 龙尤 陶淘 贺驾 毛手 郝赤 顾硕 龚龛 邵绍招 严业 武式 戚威 裘袭 柴紫 栗粟 宣宜 冼洗 祁祈 晓哓 淑椒 婷停 "
    "瑞端 琪棋淇祺 颖颍 凯恺 欣欢 俊峻骏浚 涛滔 彬杉 勇男 杰木 宏宠 波皮 鑫金 磊石 鹏朋 敏每 静净 雅稚 莹萤 燕蒸 丹舟 玲岭铃 珍诊 芳方 芬分 "
    "衢瞿 坞乌 溪奚 塘糖 桥侨乔 镇填 村材 泉皇 旺汪 垄龙 坪评 湾弯"
)
_SHAPES = _FAMILIES.split()


class Near(NamedTuple):
    """A name of the corpus and how far it lies: 0.3 for a homophone, up to 0.65."""

    name: str
    distance: float


@cache
def _shapes() -> dict[str, frozenset[str]]:
    """Each character with those it is taken for."""
    table: dict[str, set[str]] = {}
    for family in _SHAPES:
        for char in family:
            table.setdefault(char, set()).update(family)
    return {char: frozenset(family) for char, family in table.items()}


class Spellings:
    """Names by length and first character: a slip keeps the first sound, so that few are held against it."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Take names as printed, each with its normalised form."""
        self._names = names

    def __len__(self) -> int:
        return len(self._names)

    def holds(self, plain: str) -> bool:
        """Whether a normalised name is one of them."""
        return plain in self._plain

    def like(self, plain: str) -> Iterator[tuple[str, str]]:
        """Those that a normalised name may be a slip of by length and first character, as they were given."""
        for first, names in self._first.get(len(plain), {}).items():
            if first == plain[0] or _change(plain[0], first) < _OTHER:
                yield from names
        for length in (len(plain) - 1, len(plain) + 1):
            yield from self._first.get(length, {}).get(plain[0], ())

    @cached_property
    def _plain(self) -> frozenset[str]:
        return frozenset(self._names.values())

    @cached_property
    def _first(self) -> dict[int, dict[str, list[tuple[str, str]]]]:
        found: dict[int, dict[str, list[tuple[str, str]]]] = {}
        for name, plain in self._names.items():
            if plain:
                found.setdefault(len(plain), {}).setdefault(plain[0], []).append((name, plain))
        return found


def near_names(name: str, names: Iterable[str] | Spellings) -> list[str]:
    """Names that ``name`` may be a slip of, the nearest first; empty where ``name`` itself is known."""
    return [found.name for found in near(name, names)]


def near(name: str, names: Iterable[str] | Spellings) -> list[Near]:
    """The same with their distances; two names may be equally near, and then the caller must ask."""
    plain = normalise(name)
    known = (
        names
        if isinstance(names, Spellings)
        else Spellings({other: normalise(other) for other in names})
    )
    if not 2 <= len(plain) <= 12 or known.holds(plain):
        return []
    found = []
    for other, spelt in known.like(plain):
        far = _distance(plain, spelt, _LIMIT)
        if far <= _LIMIT:
            found.append(Near(other, round(far, 2)))
    return sorted(found, key=lambda one: (one.distance, one.name))


def _distance(one: str, other: str, limit: float) -> float:
    if len(one) != len(other):
        return _lacking(*sorted((one, other), key=len))
    total = 0.0
    for index, (left, right) in enumerate(zip(one, other, strict=True)):
        if left != right:
            change = _change(left, right)
            if index == 0 and change == _OTHER:
                return _OTHER
            total += change
            if total > limit:
                return _OTHER
    return total


def _lacking(short: str, long: str) -> float:
    """A character left out within a name of three or more: 双桥 of 双凤桥 is another place, so only inside."""
    if len(long) < 4:
        return _OTHER
    fits = any(long[:index] + long[index + 1 :] == short for index in range(1, len(long) - 1))
    return _MISSING if fits else _OTHER


@lru_cache(maxsize=1 << 16)
def _change(left: str, right: str) -> float:
    sounds, others = readings(left), readings(right)
    if set(sounds) & set(others):
        return _SAME_SOUND
    if right in _shapes().get(left, ()):
        return _SAME_SHAPE
    if sounds and others and {_blurred(one) for one in sounds} & {_blurred(one) for one in others}:
        return _NEAR_SOUND
    return _OTHER


def _blurred(sound: str) -> str:
    """A syllable as many speakers blur it: zh and z, n and l, f and h, final -ng and -n."""
    for sharp, blunt in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if sound.startswith(sharp):
            sound = blunt + sound[2:]
    first = {"n": "l", "f": "h", "r": "l"}.get(sound[0], sound[0])
    return first + sound[1:].removesuffix("g")

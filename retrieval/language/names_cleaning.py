"""A tagger's names -> without the titles behind them, foreign ones joined at their dots, countries left out."""

import re
from collections.abc import Iterator, Sequence

from retrieval.language.names_lexicon import alternation, heads, surnames, tibetan_names, titles
from retrieval.records import Name, NameKind

__all__ = ["cleaned"]

_HAN = r"[\u3400-\u9fff\U00020000-\U0003134f〇]"


def cleaned(text: str, tagged: Sequence[Name]) -> list[Name]:
    """The names a tagger saw, cleaned, in order; some come out as one, some as none."""
    pieces = [piece for name in tagged for piece in _cleaned(text, name)]
    names = [piece for piece in pieces if not _countries(text, piece)]
    return [_closed(name) for name in _joined(text, names) if not _word(text, name)]


def _closed(name: Name) -> Name:
    """A person's name without the white space that a column break left in it."""
    if name.kind is not NameKind.PERSON:
        return name
    return Name(name.kind, "".join(name.text.split()), name.span)


def _cleaned(text: str, name: Name) -> Iterator[Name]:
    """The name without the title after it; nothing where no name is left."""
    start, end = name.span
    while start < end and text[start] in " 　\"“”‘’'、,，。(（)）":
        start += 1
    while end > start and text[end - 1] in " 　\"“”‘’'、,，。(（)）·-—":
        end -= 1
    if name.kind is NameKind.PERSON:
        end -= _title_length(text[start:end])
    if end > start and text[start:end] not in ("电", "讯", "据", "本报"):
        yield Name(name.kind, text[start:end], (start, end))


def _countries(text: str, name: Name) -> bool:
    """Two countries side by side (黎以, 中美) or one country, which taggers hold for a person."""
    if name.kind is not NameKind.PERSON or text[: name.span[0]].endswith(tuple(heads())):
        return False
    return name.text in _COUNTRIES or (len(name.text) == 2 and set(name.text) <= _SHORT)


def _word(text: str, name: Name) -> bool:
    """A word of two characters that a tagger holds for a person (踔厉奋进): no surname, no foreign sounds, no post."""
    return (
        name.kind is NameKind.PERSON
        and len(name.text) == 2
        and name.text[0] not in surnames()
        and name.text not in tibetan_names()
        and not set(name.text) <= _SOUNDS
        and not text[: name.span[0]].rstrip(" ").endswith(tuple(heads()))
        and not _SAID.match(text, name.span[1])
    )


_SAID = re.compile(
    r"说|表示|指出|介绍|告诉|认为|参加|出席|主持|先生|女士|小姐|老师|教授|同志|同学|首相|外相|首席|和[\u3400-\u9fff]{2,3}[说参出]"
)
# characters that foreign names are written with
_SOUNDS = frozenset(
    "阿艾安昂奥巴拜班邦保鲍北贝本比彼宾波玻伯博勃布采查昌茨茨达戴丹当道得德登邓迪蒂丁东杜敦顿多厄恩尔耳法凡范菲费芬丰弗福夫富盖干冈高哥戈格根古瓜圭哈海汉豪赫黑亨胡华怀惠霍基吉季加贾坚简杰金津京卡凯坎康考科柯可克肯孔库夸奎昆拉莱赖兰朗劳勒雷黎李里理丽莉利连列烈林琳隆卢鲁露路伦罗洛吕马玛迈麦曼芒毛梅门蒙米密缅明名莫墨默姆木穆那娜纳乃奈南内尼年涅宁纽农努诺欧帕派潘庞佩彭皮平珀普奇齐契恰强乔切钦琴青琼丘屈让热仁日荣儒瑞若撒萨塞赛桑瑟森沙山尚绍舍申什圣施石史士舒朔司丝思斯松苏孙索塔泰坦汤特藤提田铁廷通图土托瓦旺威韦维卫温文翁沃乌武西希锡席夏香肖歇谢辛欣兴雄休许雅亚延扬耶叶伊依宜因英永尤于约云赞扎詹章哲珍芝治中朱兹子宗祖佐"
)
_SHORT = frozenset("中美俄英法德日韩朝印以黎叙吉塔乌哈澳蒙越老泰菲缅欧巴埃")
_COUNTRIES = frozenset(
    [
        "尼日尔",
        "尼日利亚",
        "乍得",
        "约旦",
        "苏丹",
        "马里",
        "巴林",
        "汤加",
        "文莱",
        "斐济",
        "加蓬",
        "贝宁",
        "多哥",
        "海地",
        "秘鲁",
        "智利",
        "古巴",
        "关岛",
        "布隆迪",
        "卢旺达",
        "马耳他",
        "金沙萨",
    ]
)


def _title_length(text: str) -> int:
    for size in (3, 2, 1):
        title, rest = text[-size:], text[:-size]
        if title in titles() and rest and (size > 1 or rest in surnames()):
            return size
    return 0


def _joined(text: str, names: Sequence[Name]) -> list[Name]:
    """Join the parts of a foreign name around its dot, whatever kind the tagger gave them."""
    joined: list[Name] = []
    for name in names:
        before = joined[-1] if joined else None
        gap = text[before.span[1] : name.span[0]] if before else "x"
        gap = gap.strip() or gap
        if before and gap in _GLUE and _foreign_pair(before, name, gap):
            span = (before.span[0], name.span[1])
            joined[-1] = Name(NameKind.PERSON, text[span[0] : span[1]], span)
        else:
            joined.append(name)
    return [_dotted(text, name) for name in joined]


_GLUE = ("", "·", "•", "・", "．", "—", "–", "-", "－")


def _foreign_pair(before: Name, name: Name, gap: str) -> bool:
    if gap in _GLUE[1:5]:
        return NameKind.PERSON in (before.kind, name.kind)
    if gap:
        return before.kind is name.kind is NameKind.PERSON
    return before.kind is name.kind is NameKind.PERSON and (
        before.text.endswith("·") or ("·" in name.text[:3] and len(before.text) == 1)
    )


def _dotted(text: str, name: Name) -> Name:
    """A person's name with the part beyond its dot that the tagger left out."""
    if name.kind is not NameKind.PERSON:
        return name
    start, end = name.span
    left = re.search(rf"(?:{_HAN}{{1,6}}[·•・．])+$", text[max(0, start - 14) : start])
    if left and start - len(left[0]) >= 0:
        piece = left[0]
        head = re.search(
            rf"({alternation(heads())}|[和与及在对向由])",
            piece[: piece.index("·")] if "·" in piece else "",
        )
        start -= len(piece) - (head.end() if head else 0)
    return Name(name.kind, text[start:end], (start, end))

"""The word behind a place's name in English -> what its Chinese name ends with: temple is 寺, lane 巷."""

from collections.abc import Sequence

from retrieval.language.pinyin import SUFFIX, fold, pinyin_keys

__all__ = ["KIND_WORDS", "bare_place", "kinds_of_place"]

KIND_WORDS = 2  # words of the longest kind: forest farm
_KINDS = {
    "autonomous region": "自治区",
    "province": "省",
    "prefecture": "州 地区",
    "municipality": "市",
    "city": "市",
    "county": "县",
    "district": "区",
    "subdistrict": "街道",
    "township": "乡 镇",
    "town": "镇",
    "village": "村",
    "community": "社区",
    "river": "河 江",
    "lake": "湖",
    "mountain": "山 岭",
    "mountains": "山 岭",
    "hill": "山 岭",
    "peak": "峰",
    "valley": "谷",
    "island": "岛",
    "bay": "湾",
    "gulf": "湾",
    "port": "港",
    "harbour": "港",
    "harbor": "港",
    "strait": "海峡",
    "temple": "寺 庙 宫 观",
    "monastery": "寺",
    "pagoda": "塔",
    "tower": "塔 楼",
    "bridge": "大桥 桥",
    "lane": "巷 胡同 里 弄",
    "alley": "巷 胡同",
    "street": "街 路 大街",
    "road": "路",
    "avenue": "大道 大街 路",
    "square": "广场",
    "park": "公园",
    "reservoir": "水库",
    "dam": "大坝 坝 水库",
    "canal": "渠 运河",
    "tunnel": "隧道",
    "expressway": "高速",
    "highway": "公路 高速",
    "railway": "铁路",
    "station": "站",
    "railway station": "站 火车站",
    "power station": "电站 电厂",
    "power plant": "电厂",
    "airport": "机场",
    "pass": "关",
    "gate": "门",
    "cave": "洞",
    "mine": "煤矿 矿",
    "coal mine": "煤矿",
    "oil field": "油田",
    "farm": "农场 林场",
    "forest farm": "林场",
    "market": "市场",
    "hotel": "宾馆 饭店 酒店",
    "prison": "监狱",
    "hospital": "医院",
    "university": "大学",
    "college": "学院",
    "middle school": "中学",
    "primary school": "小学",
    "group": "集团",
    "company": "公司",
    "factory": "厂",
    "cup": "杯",
}


def kinds_of_place(words: Sequence[str]) -> tuple[str, ...]:
    """What a name ends with whose English ends with these words, the usual first; empty for other words."""
    return tuple(_KINDS.get(" ".join(words).lower(), "").split())


def bare_place(name: str, words: Sequence[str]) -> str:
    """A name without its kind (芦汊 of 芦汊湖) where the words spell no more; else empty."""
    bare = SUFFIX.sub("", name)
    if bare == name or len(bare) < 2:
        return ""
    return bare if fold(" ".join(words)) in pinyin_keys(bare) else ""

"""Question -> what it asks for: the kind, whether a list, the noun the question word stands with, the unit.

The tables of ``asking_chinese`` and ``asking_english`` say which words ask for what; the first that fits decides.
"""

from dataclasses import dataclass, field

from retrieval.records import Kind, Role

__all__ = ["Asked", "known_noun", "noun_kind"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for. ``left`` and ``right`` are the question's words beside the question word."""

    kind: Kind
    plural: bool = False
    focus: str | None = None
    measure: str | None = None
    unit: str | None = None
    mode: str = ""  # "why" "how" "whois" "clock" "count" "ordinal" …
    span: tuple[int, int] = (0, 0)  # of the question word, with its noun
    left: str = ""
    right: str = ""
    roles: tuple[Role, ...] = ()
    count: int = 0  # how many are asked for: 2 of 哪两个
    details: dict[str, str] = field(default_factory=dict)


_NOUNS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (
        Kind.ARTICLES,
        ("报道", "文章", "稿件", "稿子", "新闻", "消息"),
    ),
    (
        Kind.EVENT,
        ("会议", "会", "活动", "仪式", "事故", "事件", "比赛", "论坛"),
    ),
    (
        Kind.PLACE,
        (
            "地方",
            "地点",
            "地区",
            "城市",
            "国家",
            "省份",
            "省",
            "自治区",
            "市",
            "县",
            "镇",
            "乡",
            "乡镇",
            "村",
            "村庄",
            "区",
            "街道",
            "隧道",
            "饭店",
            "酒店",
            "宾馆",
            "大厦",
            "国",
            "市场",
            "路段",
            "高速",
            "公路",
            "省市",
            "县市",
            "州",
            "岛",
            "港",
            "港口",
            "机场",
            "车站",
            "站",
            "广场",
            "公园",
            "园区",
            "基地",
            "河",
            "湖",
            "桥",
            "山",
            "路",
            "街",
            "场所",
            "场馆",
        ),
    ),
    (
        Kind.ORGANISATION,
        (
            "公司",
            "单位",
            "部门",
            "企业",
            "机构",
            "组织",
            "集团",
            "厂",
            "工厂",
            "局",
            "学校",
            "大学",
            "学院",
            "中学",
            "小学",
            "报纸",
            "媒体",
            "银行",
            "医院",
            "队",
            "球队",
            "俱乐部",
            "协会",
            "委员会",
            "研究所",
            "党",
            "党派",
            "电视台",
            "出版社",
            "班子",
        ),
    ),
    (
        Kind.TITLE,
        (
            "方案",
            "办法",
            "规划",
            "计划",
            "书",
            "文件",
            "报告",
            "条例",
            "规定",
            "意见",
            "通知",
            "课题",
            "著作",
            "歌",
            "歌曲",
            "电影",
            "影片",
            "条约",
            "协定",
            "协议",
            "公报",
            "声明",
            "法",
            "法律",
            "法规",
            "制度",
            "纪录片",
            "专题片",
            "电视剧",
            "剧",
            "杂志",
            "刊物",
            "决定",
            "决议",
            "议案",
            "小说",
            "丛书",
            "词典",
            "画册",
        ),
    ),
    (
        Kind.PEOPLE,
        (
            "人",
            "领导",
            "领导人",
            "同志",
            "干部",
            "记者",
            "作者",
            "代表",
            "官员",
            "职工",
            "老师",
            "教师",
            "选手",
            "队员",
            "运动员",
            "司机",
            "市领导",
            "区领导",
            "县领导",
            "省领导",
            "局长",
            "校长",
            "专家",
            "教授",
            "学生",
            "负责人",
            "书记",
            "市长",
            "县长",
            "区长",
            "省长",
            "部长",
            "主任",
            "主席",
            "总理",
            "总统",
            "委员",
            "嘉宾",
            "演员",
            "导演",
            "嫌犯",
            "嫌疑人",
            "伤者",
            "死者",
            "居民",
            "村民",
            "医生",
            "英雄",
            "先生",
            "女士",
            "将军",
            "大使",
            "院士",
            "厅长",
            "副主席",
            "副市长",
            "教练",
            "主持人",
            "球员",
            "冠军",
            "常委",
            "外长",
            "议员",
            "候选人",
        ),
    ),
)
_KIND_OF = {noun: kind for kind, nouns in _NOUNS for noun in nouns}


def noun_kind(noun: str) -> Kind:
    """Say what kind of thing a noun names: by the longest of its endings that is known, else text."""
    for start in range(len(noun)):
        kind = _KIND_OF.get(noun[start:])
        if kind:
            return kind
    return Kind.TEXT


def known_noun(text: str) -> str:
    """Give the longest known noun that a text begins with, else an empty text."""
    longest = next((text[:size] for size in range(5, 0, -1) if text[:size] in _KIND_OF), "")
    inner = next(
        (
            text[:size]
            for size in range(6, len(longest), -1)
            if noun_kind(text[:size]) is not Kind.TEXT and _plain(text[:size])
        ),
        "",
    )
    return inner or longest


def _plain(noun: str) -> bool:
    """True for a noun without verbs and particles within, like 市领导 or 水源工程."""
    return (
        not any(
            char
            in "在去来到是被把给对向参出主为说有的了领带着过进得开受发举召拿从由和与跟将要能可以都还"
            for char in noun[:-1]
        )
        and len(noun) > 1
    )

"""Unit of measure -> the class of what it measures: 亩 is area, 人 is people; and the classes that question words ask for."""

from functools import cache

__all__ = ["ENGLISH_UNITS", "UNITS", "measure_of"]

_TABLE = {
    "money": "元 美元 港元 港币 元人民币 欧元 英镑 日元 卢布 马克 法郎 韩元 新台币 台币 澳元 加元 里拉 比索 块 块钱 角 元钱",
    "people": "人 名 位 口人 员 人次 人份 个人 名员工 多人 余人 者",
    "area": "亩 亩地 平方米 平米 ㎡ 平方公里 平方千米 平方英里 公顷 顷 平方厘米 英亩",
    "volume": "立方米 立方 立方公里 m³ 方 升 毫升 加仑 立方厘米 桶",
    "length": "公里 千米 米 厘米 毫米 微米 纳米 里 里路 华里 英里 海里 英尺 英寸 丈 尺 寸",
    "weight": "吨 公吨 公斤 千克 斤 克 毫克 磅 盎司 担 吨级",
    "time": "年 年多 个月 个多月 天 日 周 个星期 星期 小时 个小时 个多小时 个半小时 个半月 分钟 秒 秒钟 分秒 周年 载 年间 个季度 个工作日 工作日 昼夜 个世纪 代",
    "age": "岁 周岁 岁半",
    "share": "% ‰ 个百分点 百分点 成",
    "ratio": "倍",
    "temperature": "℃ 摄氏度 度 华氏度",
    "magnitude": "级",
    "power": "千瓦 万千瓦 兆瓦 瓦 千瓦时 千瓦小时 伏 马力",
    "speed": "公里/小时 米/秒 公里每小时 节",
    "score": "点 分 胜 负",
    "households": "户 户人家 户家庭 户次",
    "count": (
        "个 家 件 项 条 口 辆 辆次 台 台次 套 次 场 场次 座 处 所 篇 张 部 架 架次 只 头 棵 株 艘 起 间 栋 幢 批 支 册 份 届 期 门 类 种 顶 片"
        " 枚 颗 发 笔 桌 床 盏 村 镇 乡 县 省 市 国 字 票 团 队 列 趟 班 页 集 道 根 扇 瓶 箱 袋 车 车次 船 匹 席 组 轮 层 例 宗 股 段 把 面"
        " 本 首 出 幅 尊 粒 滴 句 声 步 步骤 万元户 个国家 个县 个省 个村 个镇 个乡 连 营 军 艇 师 排 桩 对 双 枝 朵 副 串 碗 杯 壶 款 批次 路 站 章 节课 号人 人户 家企业"
    ),
}
_QUESTION = {
    "money": "钱 资金 投资 总投资 造价 金额 产值 收入 价格 价 费用 经费 贷款 赔偿 奖金 损失 税 gdp cost money price income revenue investment budget fine salary worth",
    "people": "人数 人口 伤亡 people persons students workers children patients inmates passengers residents participants casualties dead injured villagers soldiers officials delegates members",
    "area": "面积 area acreage",
    "volume": "库容 总库容 容积 体积 水量 capacity volume",
    "length": "长 长度 高 高度 宽 宽度 深 深度 远 距离 里程 海拔 厚 直径 long length high height tall wide width deep depth far distance",
    "weight": "重 重量 产量 吨位 heavy weight output",
    "time": "久 时间 多久 工期 期限 刑期 小时 long duration",
    "age": "年龄 岁数 多大年纪 age old",
    "share": "比例 率 百分比 占比 幅度 百分之几 percentage percent share proportion rate",
    "ratio": "几倍",
    "temperature": "温度 气温 temperature",
    "magnitude": "震级 强度 风力 magnitude",
    "households": "户数 households families",
    "score": "比分 得分 指数 score points",
}
ENGLISH_UNITS = {
    "money": "dollars dollar us$ yuan rmb euros euro pounds yen bucks",
    "people": "people persons person students student workers worker children child men women passengers residents patients villagers inmates soldiers officials delegates participants farmers",
    "area": "mu acres acre hectares hectare ha sqm",
    "volume": "litres liters litre liter barrels m3",
    "length": "km kilometres kilometers kilometre kilometer metres meters metre meter m cm mm miles mile feet foot inches inch",
    "weight": "tons ton tonnes tonne kg kilograms kilogram kilos kilo grams gram pounds",
    "time": "years year months month weeks week days day hours hour minutes minute seconds second decades",
    "share": "% percent percentage",
    "ratio": "times",
    "households": "households families",
    "count": "countries companies firms articles villages towns projects cases schools buildings houses vehicles cars tents",
}


@cache
def _units() -> dict[str, str]:
    """Each Chinese unit with its measure."""
    return {unit: measure for measure, words in _TABLE.items() for unit in words.split()}


UNITS: tuple[str, ...] = tuple(
    sorted({unit for words in _TABLE.values() for unit in words.split()}, key=len, reverse=True)
)


@cache
def _words() -> dict[str, str]:
    """Every word that names a measure: units first, then what questions call it."""
    words: dict[str, str] = {}
    for table in (_QUESTION, ENGLISH_UNITS, _TABLE):
        words |= {word: measure for measure, text in table.items() for word in text.split()}
    return words


def measure_of(unit: str) -> str | None:
    """The class of a unit or of a question's word for it: "亩", "面积" and "acres" are "area"; ``None`` if unknown.

    A price (元/吨) is money; 万 and 亿 before a unit do not change its class.
    """
    word = unit.strip().lower()
    if word in _words():
        return _words()[word]
    head = word.partition("/")[0]
    return _words().get(head.lstrip("十百千万亿多余几")) if head else None

"""Unit or noun -> the class of number that is asked for, as ``NumberMention.measure`` names it."""

__all__ = ["MEASURE_NOUNS", "measure_ending", "measure_of_noun", "measure_of_unit"]

_UNITS = {
    "money": "元 钱 块 块钱 美元 英镑 日元 欧元 马克 法郎 卢布 港元 港币 人民币 万元 亿元",
    "people": "人 名 位 口 学生 职工 群众 村民 旅客 乘客 代表 人次",
    "area": "亩 平方米 平方公里 公顷 平米",
    "volume": "立方米 方 立方 升 桶",
    "length": "米 公里 里 千米 厘米 毫米 海里 英里",
    "weight": "吨 公斤 斤 克 千克",
    "age": "岁",
    "magnitude": "级",
    "score": "分",
    "time": "天 年 小时 钟头 分钟 个月 月 周 秒 日 时",
    "share": "% 百分点 成",
}  # fmt: skip
_NOUNS = {
    "money": "投资 金额 资金 预算 损失 款 价 费 收入 产值 工资 补贴 赔 奖金 罚 薪 钱 捐 罚款 利润 税 总额 债 成本 慰问金 奖学金 助学金 保证金 押金 租金 佣金 基金 现金 抚恤金 补助金 补偿金 救济金 养老金 公积金 赔偿金 违约金 学费 票价 房价 学杂费 存款 贷款 外汇 营业额 销售额 交易额 出口额 进口额 贸易额 授信 金额 款额",
    "people": "人数 人口 死亡 遇难 受伤 伤亡 住院 失踪 伤员",
    "area": "面积 占地 用地",
    "volume": "库容 容量 蓄水 水量 流量",
    "length": "全长 长度 高度 距离 里程 身高 海拔 水位 宽度 深度 多长 多高 多远 多深 多宽",
    "weight": "重量 体重 多重 产量",
    "age": "年龄 年纪 岁数 多大年 多大岁",
    "magnitude": "震级 等级",
    "share": "比例 比重 率 占比 百分之",
    "time": "多久 工期 期限 时长",
}  # fmt: skip
_NOT_UNITS = ("成员", "成本", "年级", "方案", "方面", "日报")  # nouns that begin like a unit
_BY_UNIT = {unit: measure for measure, units in _UNITS.items() for unit in units.split()}
_BY_NOUN = [(noun, measure) for measure, nouns in _NOUNS.items() for noun in nouns.split()]
MEASURE_NOUNS = tuple(sorted((noun for noun, _ in _BY_NOUN), key=len, reverse=True))


def measure_of_unit(unit: str | None, noun: str = "") -> str | None:
    """Give the measure of a unit; 个 and its like take that of the noun behind them (几个人 -> people)."""
    bare = noun[1:] if noun[:1] in {"个", "名", "位", "多"} else noun
    if bare.startswith(_NOT_UNITS):
        return "people" if bare.startswith("成员") else None
    for length in range(min(len(bare), 4), 0, -1):
        found = _BY_UNIT.get(bare[:length])
        if found:
            return found
    return _BY_UNIT.get(unit or "")


def measure_ending(text: str) -> str | None:
    """Give the measure of a text that is just a noun of one: 率 of 贡献率."""
    return next((measure for noun, measure in _BY_NOUN if noun == text), None)


def measure_of_noun(text: str) -> str | None:
    """Give the measure that the last fitting noun of a text asks for."""
    best: tuple[int, str] | None = None
    for noun, measure in _BY_NOUN:
        place = text.rfind(noun)
        if place >= 0 and (best is None or place + len(noun) > best[0]):
            best = (place + len(noun), measure)
    return best[1] if best else None

"""Words that deny one another: a sentence with the one says no to a question with the other."""

__all__ = ["OPPOSITES"]

_PAIRS = """
接受 同意 赞成 批准 答应 | 拒绝 反对 否决 不接受 不同意 驳回
承认 证实 | 否认 辟谣
成功 | 失败 未果
受伤 伤 | 平安 安然无恙 没有受伤 未受伤 毫发无损 幸免 安全无恙 无恙 脱险
死亡 死 遇难 身亡 丧生 | 活着 活 生还 幸存 无人死亡 未造成人员伤亡 无人员伤亡 没有人员伤亡 没有造成人员伤亡
伤亡 人员伤亡 | 无人员伤亡 未造成人员伤亡 没有人员伤亡 无人伤亡 没有造成人员伤亡
抓获 落网 抓到 被捕 归案 控制 | 在逃 潜逃 下落不明 仍在追捕
找到 发现 | 下落不明 尚未找到 仍未找到 失踪
出席 参加 | 缺席 未出席 未参加
继续 | 停止 中止 终止 暂停
恢复 | 中断 停止
增长 增加 上升 提高 | 下降 减少 降低 下滑
允许 准许 | 禁止 严禁 不准
通过 | 否决 未获通过
公开 | 保密 秘密
扑灭 控制 | 失控 仍在燃烧
还清 偿还 | 拖欠 欠
获胜 战胜 赢 胜 取胜 | 失利 负于 不敌 败
完成 完工 竣工 | 未完成 尚未完成
"""


def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in _PAIRS.strip().splitlines():
        one, other = (tuple(side.split()) for side in line.split("|"))
        for words, against in ((one, other), (other, one)):
            for word in words:
                table[word] = (*table.get(word, ()), *against)
    return table


OPPOSITES = _table()

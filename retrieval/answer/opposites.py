"""Words that deny one another: a sentence with the one says no to a question with the other."""

__all__ = ["OPPOSITES", "SAME"]

_PAIRS = """
接受 同意 赞成 批准 答应 | 拒绝 反对 否决 不接受 不同意 驳回
承认 证实 | 否认 辟谣
成功 | 失败 未果
受伤 伤 | 平安 安然无恙 没有受伤 未受伤 毫发无损 幸免 安全无恙 无恙 脱险
死亡 死 遇难 身亡 丧生 | 活着 活 生还 幸存 无人死亡 未造成人员伤亡 无人员伤亡 没有人员伤亡 没有造成人员伤亡
伤亡 人员伤亡 | 无人员伤亡 未造成人员伤亡 没有人员伤亡 无人伤亡 没有造成人员伤亡
抓获 落网 抓到 抓 抓住 被捕 逮捕 归案 擒获 被控制 | 在逃 潜逃 下落不明 仍在追捕
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
查明 查清 探明 查出 找到 发现 | 未探明 未查明 尚未查明 调查中 在调查 正在调查 进一步调查 有待调查 原因不明
举行 举办 召开 照办 照常 如期 | 取消 推迟 延期 停办
开放 营业 开门 开业 开张 | 关闭 停业 歇业 关门
通车 运营 开通 | 封闭 中断 停运
出院 痊愈 | 住院 留院
影响 | 未受影响 没有影响 未受到影响
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


def _same() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in _PAIRS.strip().splitlines():
        for side in line.split("|"):
            words = tuple(side.split())
            for word in words:
                table[word] = tuple(dict.fromkeys((*table.get(word, ()), *words)))
    return table


OPPOSITES = _table()
SAME = _same()

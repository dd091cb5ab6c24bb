"""Words that a question may add to what a paper prints: when at large, beside whom, in what manner.

They count where a sentence has them; that none has them says nothing against the story.
"""

import re

__all__ = ["LIGHT"]

LIGHT = frozenset(
    re.findall(
        r"\S+",
        "以前 从前 先前 早先 当初 平时 平常 平日 平日里 本身 本人 亲自 出面 点名 一旁 旁边 身边 是因为 因为 由于 底下 下面 一道 一同 一齐 "
        "各自 各 分头 特意 特地 专程 主动 其实 真的 恰好 刚刚 刚才 赶过去 赶过来 赶去 跑去 过去 过来 总的 一下子 顺便 顺路 头一个 光是 闹 弄 搞 "
        "那会 这阵子 最近 近来 新近 新 多久 正好 当场 到场 算起来 加起来 合计 一口气 眼看 终于 到了 中方 我方 外方 在座 这边 那边 方才 好不容易 归 专门 都还",
    )
)

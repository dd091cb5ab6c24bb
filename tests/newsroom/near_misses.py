"""A question and its story -> questions that the story nearly answers: another town, a property that is not told, another measure."""

import re
from collections.abc import Iterator

from retrieval.language.jieba_tags import tag_of

__all__ = ["TOWNS", "near_misses"]

TOWNS = ("汊芮", "青鹮", "柘汀", "莲埠")  # no page of ours has them
_PROPERTIES = {
    "颜色": "{}是什么颜色的？",
    "电话": "{}的电话号码是多少？",
    "赞助": "{}是哪家公司赞助的？",
    "邮编": "{}的邮政编码是多少？",
}
_SUM = re.compile(r"(?:多少|几)(?:万|亿)?[元块]?钱|多少(?:万|亿)?元")
_OTHER = {"亩": "多少亩地", "公斤": "多少公斤", "岁": "多少岁"}


def near_misses(question: str, story: str) -> Iterator[tuple[str, str]]:
    """Give families and questions, none of which the story answers."""
    name = _name(question, story)
    if name:
        for town in TOWNS:
            yield "town", town + question.removeprefix(name)
        for word, form in _PROPERTIES.items():
            if word not in story:
                yield "property", form.format(name)
    for unit, other in _OTHER.items():
        if unit not in story and _SUM.search(question):
            yield "measure", _SUM.sub(other, question)


def _name(question: str, story: str) -> str:
    """The two characters that the question begins with, where they are a name of the story; else empty."""
    name = question[:2]
    known = tag_of(name)
    return name if name in story and (known is None or known == "ns") else ""

"""Paragraphs of a story -> who wrote it, from bylines in all their places.

本报讯(记者 X Y) …   记者X、Y报道 …   □记者 X   … 。(X Y)   X 文/图
"""

import re
from collections.abc import Sequence

__all__ = ["authors_of", "is_name_list"]

_POST = r"(?:本报|本台|本刊|新华社|特约|见习|实习|首席|全媒体|驻\S{1,6}?)*(?:记者|通讯员|实习生|特派员|撰稿|作者)"
_NAME = r"[\u3400-\u9fff·]{2,8}"
_NAMES = rf"{_NAME}(?:(?:\s?[、,，/]\s?|\s+){_NAME}){{0,5}}"
_PARENS = re.compile(r"[(（]([^()（）]{2,40})[)）]")
_LAZY = r"[\u3400-\u9fff·]{2,8}?"
_REPORTS = re.compile(
    rf"{_POST}[\s:：]?({_LAZY}(?:(?:\s?[、,，/]\s?|\s+){_LAZY}){{0,5}})(?=报道|摄|从|获悉|发自|[)）:：]|$)"
)
_SIGN = re.compile(r"[(（]([^()（）]{2,40})[)）]$")
_PHOTO = re.compile(rf"({_NAMES})\s*(?:文/图|图/文|文并摄|摄影报道|文)$")
_DROP = re.compile(rf"{_POST}|[:：/]|报道|摄影?|文图|供稿|整理|综合")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_PLAIN = re.compile(r"[\u3400-\u9fff]{1,3}[^台社报网会局\W]")
_HEAD = 70  # characters in which a dateline with its byline stands
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚"
    "沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易"
    "乔赖文施洪季鲁柯温章庞俞裴包童左申詹梅冉祝岳卫单霍尚倪柴关柳华祁骆柏米费纪欧聂鲍喻翟殷耿宁辛樊甘宗卓"
    "葛项楼蔺佘邬戚胥谌冼阮游祖练栾邸苗荆农闻巫焦刁盛包谷车褚解晋靳闵阎应卞屈佟臧桑艾成古连牛车曲伍丛郁茅屠傅安全景"
)


def authors_of(texts: Sequence[str]) -> tuple[str, ...]:
    """Names in the order in which they stand, each once; empty where nobody signs."""
    if not texts:
        return ()
    names: list[str] = []
    head = texts[0][:_HEAD]
    first = _PARENS.search(head)
    dateline = first and re.search(r"[讯电报道:：]\s?$", head[: first.start()])
    if first and (dateline or re.search(_POST, first[1])):
        names += _split(first[1], sure=bool(re.search(_POST, first[1])))
    for found in _REPORTS.finditer(head):
        names += _split(found[1], sure=True)
    for text in dict.fromkeys((texts[0], texts[-1])):
        names += _signed(text)
    return tuple(dict.fromkeys(names))


def is_name_list(parts: Sequence[str]) -> bool:
    """Whether all parts of a line, three or more, look like names of people."""
    return len(parts) > 2 and all(len(part) in {2, 3} and part[0] in _SURNAMES for part in parts)


def _signed(text: str) -> list[str]:
    end = text[-60:]
    if found := _SIGN.search(end):
        before = end[: found.start()].rstrip()
        if not before or before[-1] in "。！？!?”…":
            return _split(found[1])
    if len(text) > 40:
        return []
    marked = re.match(rf"[□■●◎▲◇◆]\s?(?:{_POST})?[\s:：]?({_NAMES})", text)
    posted = re.match(rf"{_POST}[\s:：]?({_NAMES})$", text)
    found = marked or posted or _PHOTO.search(end)
    return _split(found[1]) if found else []


def _split(names: str, *, sure: bool = False) -> list[str]:
    """Names of a byline; ``sure`` where it says that they are names, whatever they begin with."""
    parts = re.split(r"[\s、,，;；]+", _DROP.sub(" ", names))
    found: list[str] = []
    for part in filter(None, parts):
        found += _unglue(part) or ([part] if sure and _PLAIN.fullmatch(part) else [])
    return found


def _unglue(run: str) -> list[str]:
    """Divide names that stand together (张明李小红), where surnames say how; else nothing or one name."""
    if "·" in run or not _HAN.fullmatch(run):
        return [run] if "·" in run else []
    if len(run) <= 3:
        return [run] if len(run) >= 2 and run[0] in _SURNAMES else []
    for size in (3, 2):
        if run[0] in _SURNAMES and len(run) - size >= 2:
            rest = _unglue(run[size:])
            if rest and sum(map(len, rest)) == len(run) - size:
                return [run[:size], *rest]
    return []

"""Form -> what kind of furniture the line is, or none: folios, editors, weather, advertisements, jumps.

Banners and slogans are not known by themselves but by what follows them: see ``heads``.
"""

import re
from collections.abc import Callable

from retrieval.corpus.assembly.forms import Form
from retrieval.corpus.assembly.jumps import jump_from, jump_on
from retrieval.corpus.assembly.openings import Opening

__all__ = ["furniture_kind"]

_NUMBER = r"[0-9０-９A-Da-d一二三四五六七八九十]{1,4}"
_PAGE = rf"第?\s?{_NUMBER}\s?[版页]"
_DATE = r"(?:公元)?\s?(?:\d{4}|[〇零○一二三四五六七八九]{4})\s?[年./-]\s?\S{1,3}\s?[月./-]\s?\S{1,3}\s?[日号]?"
_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_FOLIO = re.compile(
    rf"(?:{_PAGE}|[-—–·\s]{{0,4}}\d{{1,3}}[-—–·\s]{{0,4}}|[A-D]\d{{1,2}}|{_WEEKDAY})(?:\s|[|·/:：]|$)"
)
_IMPRINT = re.compile(
    r"国内统一|统一刊号|CN\s?\d|ISSN|邮发代号|总第\s?\d|今日\s?\S{1,3}\s?版|农历|https?:|www\.|@"
    r"|(?:出版|印刷|零售价?)\s?[:：]"
)
_OF_DATE = re.compile(rf"{_IMPRINT.pattern}|{_WEEKDAY}|第\s?{_NUMBER}\s?版")
_STAFF = re.compile(
    r"[(（\[【]?\s?(?:本版|本期|今日)?(?:责任|值班|执行|版面|文字|图片|美术)?"
    r"(?:编辑|责编|编委|校对|版式|组版|美编|主编|审读|审核|制图|制版|排版|设计|监制|主任|新闻热线|热线电话|"
    r"电子邮箱|邮箱|投稿|联系电话|值班电话)\s?(?:[:：丨|/]|\s)"
)
_WEATHER = re.compile(r"(?:[今明后](?:天|日|晚|夜)|白天|夜间|天气)")
_SKY = re.compile(r"晴|多云|阴|雨|雪|雾|霾|风力|[东南西北]风|气温|最[高低]|℃|°C|\d级|度")
_ADVERT = re.compile(
    r"(?:分类)?广告(?:\s|[:：]|$)|遗失(?:声明|启事)?(?:$|[:：\s])|(?:招租|转让|招聘)(?:启事|信息|公告)?(?:$|[:：\s])"
)
_VOID = re.compile(r"(?:声明|特此)作废|诚聘|欢迎(?:订阅|刊登|垂询|来电)|(?:竭诚|真诚)欢迎")
_CONTENTS = re.compile(r"(?:[\s.·…]|详?见)[(（]?[A-D]?\d{1,2}\s?版[)）]?$")
_MASTHEAD = re.compile(
    r"[\u3400-\u9fff]{2,6}(?:日报|晚报|时报|早报|晨报|商报|快报|周报|都市报|导报|新闻网)"
)
_PHONE = re.compile(
    r"(?:电话|热线|咨询|手机|TEL|Tel|tel)\s?[:：]?\s?[\d(（]|(?<!\d)\d{3,4}[-—]\d{7,8}(?!\d)"
)
_LONGEST = 70  # characters of a furniture line


def furniture_kind(form: Form) -> str | None:
    """Return what the line is, or ``None`` where it belongs to a story.

    Kinds: "continued_on", "continued_from", "editors", "folio", "contents", "masthead", "weather", "advertisement".
    """
    text = form.text
    if form.size > _LONGEST or form.opening is Opening.STRONG:
        return None
    if kind := _whole_jump(text):
        return kind
    return next((kind for kind, fits in _KINDS if fits(form)), None)


def _whole_jump(text: str) -> str | None:
    if (before := jump_from(text)) and before.span[1] == len(text):
        return "continued_from"
    return "continued_on" if (after := jump_on(text)) and after.span[0] == 0 else None


def _folio(form: Form) -> bool:
    text = form.text
    if re.match(_DATE, text) and (form.size <= 14 or _OF_DATE.search(text)):
        return form.stops == 0
    if _IMPRINT.search(text) and form.commas == 0 and not form.ended:
        return bool(re.search(r"\d", text))
    return bool(_FOLIO.match(text)) and form.size <= 24 and not form.ended and form.commas == 0


def _weather(form: Form) -> bool:
    seen = len(set(_SKY.findall(form.text)))
    return seen >= 3 and bool(_WEATHER.search(form.text)) and bool(re.search(r"\d", form.text))


def _staff(form: Form) -> bool:
    return bool(_STAFF.match(form.text)) and form.stops == 0


def _masthead(form: Form) -> bool:
    return bool(_MASTHEAD.fullmatch(form.text.replace(" ", "")))


def _advert(form: Form) -> bool:
    if _ADVERT.match(form.text) or _VOID.search(form.text):
        return True
    return bool(_PHONE.search(form.text)) and form.stops == 0


def _contents(form: Form) -> bool:
    return form.size <= 45 and bool(_CONTENTS.search(form.text))


_KINDS: tuple[tuple[str, Callable[[Form], bool]], ...] = (
    ("editors", _staff),
    ("folio", _folio),
    ("contents", _contents),
    ("masthead", _masthead),
    ("weather", _weather),
    ("advertisement", _advert),
)

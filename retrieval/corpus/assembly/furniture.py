"""Form -> what kind of furniture the line is, or none: folios, editors, weather, advertisements, jumps.

Banners and slogans are not known by themselves but by what follows them: see ``heads``.
"""

import re

from retrieval.corpus.assembly.forms import Form
from retrieval.corpus.assembly.openings import Opening

__all__ = ["furniture_kind", "jump"]

_NUMBER = r"[0-9０-９A-Da-d一二三四五六七八九十]{1,4}"
_PAGE = rf"第?\s?{_NUMBER}\s?[版页]"
_JUMP_ON = re.compile(
    rf"[(（【\[]?\s?(?:全文)?(?:下转|紧接转|转至?|见)\s?{_PAGE}[^。]{{0,12}}?[)）】\]]?$"
)
_JUMP_FROM = re.compile(rf"[(（【\[]?\s?(?:上接|紧接|接)\s?{_PAGE}[^。)）】\]]{{0,20}}[)）】\]]?")
_DATE = r"(?:公元)?\s?(?:\d{4}|[〇零○一二三四五六七八九]{4})\s?[年./-]\s?\S{1,3}\s?[月./-]\s?\S{1,3}\s?[日号]?"
_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_FOLIO = re.compile(
    rf"(?:{_PAGE}|[-—–·\s]{{0,4}}\d{{1,3}}[-—–·\s]{{0,4}}|[A-D]\d{{1,2}}|{_WEEKDAY})(?:\s|[|·/:：]|$)"
)
_IMPRINT = re.compile(
    r"国内统一|统一刊号|CN\s?\d|ISSN|邮发代号|总第\s?\d|今日\s?\S{1,3}\s?版|农历|https?:|www\.|@"
    r"|(?:出版|印刷|零售价?)\s?[:：]"
)
_STAFF = re.compile(
    r"[(（\[【]?\s?(?:本版|本期|今日)?(?:责任|值班|执行|版面|文字|图片|美术)?"
    r"(?:编辑|责编|编委|校对|版式|组版|美编|主编|审读|审核|制图|制版|排版|设计|监制|主任|新闻热线|热线电话|"
    r"电子邮箱|邮箱|投稿|联系电话|值班电话)\s?(?:[:：丨|/]|\s)"
)
_WEATHER = re.compile(r"(?:[今明后](?:天|日|晚|夜)|白天|夜间|天气)")
_SKY = re.compile(r"晴|多云|阴|雨|雪|雾|霾|风力|[东南西北]风|气温|最[高低]|℃|°C|\d级|度")
_ADVERT = re.compile(
    r"(?:分类)?广告(?:\s|[:：]|$)|遗失|声明作废|招租|转让|诚聘|招聘启事|欢迎(?:订阅|刊登|垂询)"
)
_PHONE = re.compile(
    r"(?:电话|热线|咨询|手机|TEL|Tel|tel)\s?[:：]?\s?[\d(（]|(?<!\d)\d{3,4}[-—]\d{7,8}(?!\d)"
)
_LONGEST = 70  # characters of a furniture line


def furniture_kind(form: Form) -> str | None:
    """Return "folio", "editors", "weather", "advertisement", "continued_on", "continued_from" or ``None``."""
    text = form.text
    if form.size > _LONGEST or form.opening is Opening.STRONG:
        return None
    if kind := _whole_jump(text):
        return kind
    if _STAFF.match(text) and form.stops == 0:
        return "editors"
    if _folio(form):
        return "folio"
    if _weather(form):
        return "weather"
    if (_ADVERT.match(text) and form.size <= 40) or (_PHONE.search(text) and form.stops == 0):
        return "advertisement"
    return None


def jump(text: str) -> tuple[int, int] | None:
    """Span of a "continued on page 2" at the end of a longer text."""
    found = _JUMP_ON.search(text, max(0, len(text) - 24))
    if found and (found[0][0] in "(（【[" or found[0].startswith("下转")):
        return found.span()
    return None


def _whole_jump(text: str) -> str | None:
    if _JUMP_FROM.fullmatch(text):
        return "continued_from"
    return "continued_on" if _JUMP_ON.fullmatch(text) else None


def _folio(form: Form) -> bool:
    text = form.text
    if re.match(_DATE, text) and (
        form.size <= 14 or _IMPRINT.search(text) or re.search(_WEEKDAY, text)
    ):
        return form.stops == 0
    if _IMPRINT.search(text) and form.commas == 0 and not form.ended:
        return bool(re.search(r"\d", text))
    return bool(_FOLIO.match(text)) and form.size <= 24 and not form.ended and form.commas == 0


def _weather(form: Form) -> bool:
    seen = len(set(_SKY.findall(form.text)))
    return seen >= 3 and bool(_WEATHER.search(form.text)) and bool(re.search(r"\d", form.text))

"""A seed and a number of articles -> an invented county paper as pages in files, to be loaded as any paper is.

An article has a headline, a dateline and four or five paragraphs of some 180 characters: meetings with
lists of people and posts, sums, places, and words drawn from the cutter's dictionary, so that hardly a
sentence comes twice. The same seed gives the same paper; nothing is downloaded.
"""

import datetime as dt
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

__all__ = ["PAGE", "Told", "questions_on", "told", "write_paper"]

_SEED = 20251206
_FIRST = dt.date(2006, 1, 2)
PAGE = 5  # articles
_PAGES = 4  # an issue
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "建国志明秀英丽华海燕春梅玉兰俊杰晓峰文博思远子涵雨桐宏伟永强德才金凤美玲少卿云帆若曦"
_TOWNS = tuple(
    a + b for a in "石柳松云青白沙平龙清" for b in ("塘镇", "湾乡", "桥镇", "坪乡", "河镇", "泉乡")
)
_WORKS = (
    "水利",
    "防火",
    "春耕",
    "教育",
    "旅游",
    "交通",
    "卫生",
    "环保",
    "招商",
    "扶贫",
    "防汛",
    "粮食",
)
_FORMS = ("推进会", "调度会", "座谈会", "现场会", "动员会", "协调会")
_POSTS = (
    "县委书记", "县委副书记、县长", "县委常委、副县长", "副县长", "县人大常委会主任", "县政协主席",
    "县水利局局长", "县教育局局长", "县农业局副局长", "县林业站站长", "县委办公室主任",
)  # fmt: skip
_SENTENCES = (
    "{month}月{day}日,全县{work}工作{form}在{town}召开,{post}{name}主持会议并讲话。",
    "{post}{name}、{post}{name}参加会议,{name}、{name}、{name}等一同参加。",
    "{name}指出,要把{word}{word}和{word}结合起来,{word}{word}的责任落实到人。",
    "会议听取了{town}关于{word}{word}{word}的汇报,总投资{sum}万元,已完成{part}%。",
    "今年以来,{town}{word}{word},{word}{word}{word},新增{word}{count}处。",
    "据{post}{name}介绍,{word}{word}的{word}已经{word},{word}群众{count}人。",
    "在{town}{word}{word}现场,{name}{word}了{word}{word}的情况,{word}{word}。",
    "“{word}{word},我们的{word}也{word}了。”村民{name}说,去年{word}收入{sum}元。",
    "{word}{word}{word},{word}{word},{word}的{word}{word}{word}。",
    "与此同时,{town}{word}{word}{word},{word}{word}、{word}{word}同步推进。",
    "{name}强调,{word}{word}不能松,{word}要{word}到位,{word}{word}要有{word}。",
    "下一步,县里将{word}{word}{word},力争{word}{count}个,{word}{word}。",
    "记者在{town}看到,{word}{word}{word},{word}{word}正在{word}。",
    "截至目前,全县{word}{word}{count}个,{word}{word}比去年增加{part}%。",
)

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Told:
    """An article of the invented paper: its day, headline and paragraphs."""

    day: dt.date
    headline: str
    paragraphs: tuple[str, ...]


def write_paper(folder: Path, articles: int, seed: int = _SEED) -> int:
    """Write the pages below ``folder``, one folder a month; how many characters were written."""
    written = 0
    for number in range(-(-articles // PAGE)):
        day = _FIRST + dt.timedelta(days=number // _PAGES)
        sheet = number % _PAGES + 1
        count = min(PAGE, articles - number * PAGE)
        text = "\n\n".join(_page(random.Random(f"{seed}-{number}"), day, sheet, count)) + "\n"  # noqa: S311
        month = folder / f"{day:%Y-%m}"
        month.mkdir(parents=True, exist_ok=True)
        (month / f"{day:%Y%m%d}-p{sheet}.txt").write_text(text, encoding="utf-8")
        written += len(text)
    return written


def told(first: int, last: int, seed: int = _SEED) -> Iterator[Told]:
    """The articles of the same paper, of the pages from ``first`` to before ``last``, as they were written."""
    for page in range(first, last):
        day = _FIRST + dt.timedelta(days=page // _PAGES)
        draw = random.Random(f"{seed}-{page}")  # noqa: S311
        for number in range(PAGE):
            headline, *lines = _article(draw, day, number)
            yield Told(day, headline, tuple(lines))


def questions_on(count: int, articles: int, seed: int = _SEED) -> list[str]:
    """Questions on a paper of so many articles: who was there, who holds a post, when, how much, what of."""
    draw = random.Random(seed)  # noqa: S311 - an invented paper, not a secret
    days = -(-articles // (PAGE * _PAGES))
    return [
        _question(draw, _FIRST + dt.timedelta(days=draw.randrange(days))) for _ in range(count)
    ]


def _question(draw: random.Random, day: dt.date) -> str:
    said, work, town = (
        f"{day.year}年{day.month}月{day.day}日",
        draw.choice(_WORKS),
        draw.choice(_TOWNS),
    )
    form, post = draw.choice(_FORMS), draw.choice(_POSTS).split("、")[-1]
    return draw.choice(
        (
            f"{said}的{work}{form}谁参加了？",
            f"{work}{form}是什么时候开的？",
            f"{said}{town}的总投资是多少？",
            f"{post}是谁？",
            f"{town}{_word(draw)}{_word(draw)}怎么样了？",
            f"{_person(draw)}参加了哪些会议？",
        )
    )


def _page(draw: random.Random, day: dt.date, sheet: int, articles: int) -> Iterator[str]:
    yield "柏川日报"
    yield f"{day.year}年{day.month}月{day.day}日 第{sheet}版"
    for number in range(articles):
        yield from _article(draw, day, number)


def _article(draw: random.Random, day: dt.date, number: int) -> Iterator[str]:
    yield f"{draw.choice(_TOWNS)[:2]}{_word(draw)}{draw.choice(_WORKS)}{_word(draw)}{draw.choice(_FORMS)}召开"
    if number % 3 == 0:
        yield f"{_person(draw)}{draw.choice(('主持并讲话', '出席', '调研'))}"
    opening = f"本报讯(记者 {_person(draw)})"
    for _ in range(draw.randint(4, 5)):
        paragraph = opening
        while len(paragraph) < 160:
            paragraph += _sentence(draw, day)
        yield paragraph
        opening = ""


def _sentence(draw: random.Random, day: dt.date) -> str:
    made: dict[str, Callable[[], object]] = {
        "word": lambda: _word(draw),
        "name": lambda: _person(draw),
        "post": lambda: draw.choice(_POSTS),
        "town": lambda: draw.choice(_TOWNS),
        "work": lambda: draw.choice(_WORKS),
        "form": lambda: draw.choice(_FORMS),
        "sum": lambda: draw.randint(10, 9999),
        "count": lambda: draw.randint(2, 900),
        "part": lambda: draw.randint(1, 99),
        "month": lambda: day.month,
        "day": lambda: day.day,
    }
    return _SLOT.sub(lambda slot: str(made[slot[1]]()), draw.choice(_SENTENCES))


def _person(draw: random.Random) -> str:
    return draw.choice(_SURNAMES) + draw.choice(_GIVEN) + draw.choice(_GIVEN)


def _word(draw: random.Random) -> str:
    words, chances = _language()
    return draw.choices(words, cum_weights=chances)[0]


@cache
def _language() -> tuple[Sequence[str], Sequence[int]]:
    """The dictionary's words of two characters and more, with the sums of their chances."""
    from retrieval.language.cutter import dictionary

    chosen = [(word, count) for word, count in dictionary() if len(word) > 1 and word.isalpha()]
    return [word for word, _ in chosen], list(accumulate(count for _, count in chosen))

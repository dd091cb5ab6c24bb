"""A text and the people a tagger saw in it -> people it did not see, or saw in part.

Each rule reads one habit of the papers: lists with 、, a name after its post, bylines, tables of names.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from retrieval.language.names_lexicon import (
    alternation,
    common_surnames,
    heads,
    not_names,
    surnames,
    tibetan_names,
    titles,
)
from retrieval.records import Name, NameKind, Span

__all__ = ["RULES", "looks_like_name", "split_names", "titles_of_works"]

_HAN = r"[\u3400-\u9fff\U00020000-\U0003134f〇]"
_EDGE = r"[\s,，。;；:：、!！?？()（）“”\"《》]"
# Words after a name that show where it ends; single characters only where hardly a given name has them.
_AFTER_WORDS = (
    rf"{_EDGE}|$|说|介绍|表示|指出|强调|要求|主持|参加|出席|列席|讲话|致辞|致词|告诉|认为|宣布|宣读|陪同|到会|来到|深入|一行|"
    r"等|和|与|及|以及|作|分别|先后|应邀|当选|在|向|就|对|率|带领|带队|赴|为|也|发言|还|又|则|将|围绕|回答|会见|代表"
)


@cache
def _after() -> str:
    """What may follow a name, as a look-ahead: an edge, a verb, a title."""
    said = alternation(frozenset(word for word in titles() if len(word) > 1))
    return rf"(?={_AFTER_WORDS}|{said})"


def looks_like_name(text: str, *, rare: bool = False) -> bool:
    """Whether a text has the form of a Chinese person's name: a surname and one or two characters.

    ``rare`` surnames count only where something else speaks for a name.
    """
    if not re.fullmatch(rf"{_HAN}{{2,4}}", text):
        return False
    if text[:2] in not_names():
        return False
    known = surnames() if rare else common_surnames()
    if text[:2] in known:
        return len(text) in (3, 4)
    return text[0] in known and len(text) in (2, 3)


def _mended(text: str, people: Sequence[Name]) -> Iterator[Name]:
    """A surname alone, or a given name alone, with the rest of the name beside it."""
    for name in people:
        start, end = name.span
        if end - start == 1 and name.text in surnames():
            match = re.compile(rf"{_HAN}{{1,2}}?{_after()}").match(text, end)
            if match and text[match.start() : match.end()] not in titles():
                yield _person(text, start, match.end())
        elif end - start == 2 and name.text[0] not in surnames() and start:
            whole = text[start - 1 : end]
            if whole[0] in surnames() and re.compile(
                rf"(?:^|.*{_EDGE}|.*(?:{alternation(heads())}))$"
            ).match(text[max(0, start - 8) : start - 1]):
                yield _person(text, start - 1, end)


# Characters behind a name of two that are no part of it: adverbs, verbs, days.
_NO_GIVEN = frozenset(
    "的了是有在到说率为也还又则将就与和向对等及以所被把从同会见今昨明日月年上下前后已曾仍再即并均才只能要可应须当一先不都主参出讲致指强表认宣陪来去深赴代发回围分介告作带领任兼给让使称谈问答接受看听走访考视调慰检察部署召"
)


def _cut_short(text: str, people: Sequence[Name]) -> Iterator[Name]:
    """A name of two characters behind its post, with a third before what shows where a name ends: 严某|水到现场."""
    for name in people:
        start, end = name.span
        third = text[end : end + 1]
        if end - start != 2 or name.text[0] not in surnames() or not third or third in _NO_GIVEN:
            continue
        ends = re.compile(rf"{_HAN}(?:到|{_after()})").match(text, end)
        behind_post = re.search(rf"(?:{alternation(heads())})$", text[max(0, start - 8) : start])
        if ends and behind_post and name.text + third not in not_names():
            yield _person(text, start, end + 1)


def _listed(text: str, people: Sequence[Name]) -> Iterator[Name]:
    """Names in a run with 、 of which the tagger saw some."""
    edges = {name.span[0] for name in people} | {name.span[1] for name in people}
    for run in re.finditer(rf"(?<!{_HAN}){_HAN}{{2,}}+(?:、{_HAN}{{2,}}+)++", text):
        at = run.start()
        items = []
        for item in run[0].split("、"):
            items.append((at, at + len(item)))
            at += len(item) + 1
        seen = sum(bool(edges.intersection(span)) for span in items)
        if seen:
            yield from _items(text, items, rare=seen > 1)


def _items(text: str, items: Sequence[Span], *, rare: bool) -> Iterator[Name]:
    for number, (start, end) in enumerate(items):
        if number == len(items) - 1:
            match = re.compile(rf"{_HAN}{{2,3}}?{_after()}").match(text, start)
            if match and looks_like_name(match[0], rare=rare):
                yield _person(text, *match.span())
            continue
        apart = number or not start or re.match(_EDGE, text[start - 1])
        if apart and looks_like_name(text[start:end], rare=rare):
            yield _person(text, start, end)


def _with_post(text: str, _people: Sequence[Name]) -> Iterator[Name]:
    """A name right after a post: 副主任吴某标."""
    for match in _post_then_name().finditer(text):
        if looks_like_name(match["name"]):
            yield _person(text, *match.span("name"))


@cache
def _post_then_name() -> re.Pattern[str]:
    words = frozenset(word for word in heads() if len(word) > 1)
    return re.compile(rf"(?:{alternation(words)})[ 　]?(?P<name>{_HAN}{{2,3}}?){_after()}")


def _bylines(text: str, _people: Sequence[Name]) -> Iterator[Name]:
    """Reporters: (记者 甲某某 乙某 通讯员 丙某某), 本报记者甲某某、乙某; also run together, 甲某某乙某."""
    for match in _BYLINE.finditer(text):
        for word in re.finditer(rf"{_HAN}{{2,}}", _JOB.sub(lambda m: " " * len(m[0]), match[1])):
            at = match.start(1) + word.start()
            for name in split_names(word[0]):
                yield _person(text, at, at + len(name))
                at += len(name)


_JOB = re.compile(r"通讯员|特约|实习生|实习|本报|记者|摄影|报道|文/|摄|图")
_BYLINE = re.compile(
    rf"(?:记者|通讯员|特约记者|摄影|作者|文/图|图/文)[:： 　]?((?:{_HAN}|[ 　、,，/]){{2,60}}+)(?=[)）\n]|$)"
)


def split_names(run: str) -> list[str]:
    """Names that are printed without a space between them, ``[]`` where a run is not made of names.

    Of several ways to cut it, the one with fewest names, then with the longer names first.
    """
    ways: dict[int, list[str]] = {0: []}
    for end in range(2, len(run) + 1):
        for size in (3, 2, 4):
            before = ways.get(end - size)
            if before is not None and looks_like_name(run[end - size : end], rare=size == 3):
                way = [*before, run[end - size : end]]
                if end not in ways or len(way) < len(ways[end]):
                    ways[end] = way
    return ways.get(len(run), [])


def _spaced(text: str, _people: Sequence[Name]) -> Iterator[Name]:
    """Names set as a table, with spaces between them and inside those of two characters."""
    for match in re.finditer(rf"(?:{_HAN}(?:[ 　]?{_HAN}){{1,3}}(?:[ 　]{{1,4}}|$)){{3,}}", text):
        words = list(re.finditer(rf"{_HAN}{{2,4}}|{_HAN}[ 　]{_HAN}(?!{_HAN})", match[0]))
        names = [word for word in words if looks_like_name(re.sub(r"\s", "", word[0]))]
        if len(names) >= 3 and len(names) == len(words):
            for word in names:
                yield _person(text, match.start() + word.start(), match.start() + word.end())


def titles_of_works(text: str) -> Iterator[Name]:
    """What stands in 《》."""
    for match in re.finditer(r"《([^《》\n]{1,60})》", text):
        yield Name(NameKind.TITLE, match[1], match.span(1))


def _person(text: str, start: int, end: int) -> Name:
    return Name(NameKind.PERSON, re.sub(r"\s", "", text[start:end]), (start, end))


def _tibetan(text: str, people: Sequence[Name]) -> Iterator[Name]:
    """Words of Tibetan names side by side, of which the tagger saw one: 多吉|才让."""
    for match in _tibetan_name().finditer(text):
        if any(n.span[0] < match.end() and match.start() < n.span[1] for n in people):
            yield _person(text, *match.span())


@cache
def _tibetan_name() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(tibetan_names())}){{2}}")


RULES: tuple[Callable[[str, Sequence[Name]], Iterator[Name]], ...] = (
    _mended,
    _cut_short,
    _tibetan,
    _listed,
    _with_post,
    _bylines,
    _spaced,
)

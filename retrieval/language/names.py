"""A tagger's names -> the names of an issue: titles off, cuts mended, lists and posts read, names passed on.

Rules confirm and extend what the tagger saw, they never replace it: alone they find a fifth of the
people in general news, and a tagger alone cuts rare names apart (吴|水标).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from retrieval.language.names_lexicon import (
    alternation,
    common_surnames,
    heads,
    not_names,
    surnames,
    titles,
)
from retrieval.language.posts import posts_in
from retrieval.records import Name, NameKind, Span

__all__ = ["find_names", "looks_like_name", "pass_on"]

_HAN = r"[\u3400-\u9fff\U00020000-\U0003134f〇]"
_EDGE = r"[\s,，。;；:：、!！?？()（）“”\"《》]"
# Words after a name that show where it ends; single characters only where hardly a given name has them.
_AFTER_WORDS = (
    rf"{_EDGE}|$|说|介绍|表示|指出|强调|要求|主持|参加|出席|列席|讲话|致辞|致词|告诉|认为|宣布|宣读|陪同|到会|来到|深入|一行|"
    r"等|和|与|及|以及|作|分别|先后|应邀|当选|在|向|就|对|率|带领|带队|赴|为|也|发言|还|又|则|将|围绕|回答|会见|代表"
)
_FOREIGN = re.compile(r"[·•・．—–\-]")


@cache
def _after() -> str:
    """What may follow a name, as a look-ahead: an edge, a verb, a title."""
    said = alternation(frozenset(word for word in titles() if len(word) > 1))
    return rf"(?={_AFTER_WORDS}|{said})"


def looks_like_name(text: str) -> bool:
    """Whether a text has the form of a Chinese person's name: a surname and one or two characters."""
    if not re.fullmatch(rf"{_HAN}{{2,4}}", text):
        return False
    if text[:2] in not_names():
        return False
    known = common_surnames()
    if text[:2] in known:
        return len(text) in (3, 4)
    return text[0] in known and len(text) in (2, 3)


def find_names(texts: Sequence[str], tagged: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """Names of texts of one issue, from what a tagger said of each; in order, without overlaps.

    Names pass from text to text: call it with the texts of one issue, never of many.
    """
    own = [_own(text, names) for text, names in zip(texts, tagged, strict=True)]
    known = _known(texts, own)
    return [pass_on(text, names, known) for text, names in zip(texts, own, strict=True)]


def pass_on(text: str, names: Sequence[Name], known: Iterable[str]) -> list[Name]:
    """Find the known people in a text as well; a longer known name replaces the parts a tagger saw."""
    people = frozenset(known)
    if not people:
        return list(names)
    extra = [
        Name(NameKind.PERSON, match[0], match.span())
        for match in re.finditer(alternation(people), text)
    ]
    kept = [name for name in names if not _swallowed(name, extra)]
    return _merge(kept, extra)


def _swallowed(name: Name, extra: Sequence[Name]) -> bool:
    """Whether a tagged name is a piece of a known one, or a known one with a character too many."""
    for other in extra:
        if not _overlap(name.span, other.span):
            continue
        size, known = name.span[1] - name.span[0], other.span[1] - other.span[0]
        if name.kind is NameKind.PERSON:
            longer = name.span[0] == other.span[0] and size > known and "·" not in name.text
            if size < known or (longer and known >= 3) or _crosses(name.span, other.span):
                return True
        elif size <= known:
            return True
    return False


def _known(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> set[str]:
    """People of the issue whose names are safe to look for elsewhere in it."""
    seen = Counter(name.text for row in names for name in row if name.kind is NameKind.PERSON)
    safe = {text for text in seen if len(text) >= 3}
    for text, row in zip(texts, names, strict=True):
        safe |= {held.person.text for held in posts_in(text, row) if len(held.person.text) == 2}
    return {name for name in safe if not _run_on(name, safe, seen)}


def _run_on(name: str, safe: set[str], seen: Counter[str]) -> bool:
    """A name with more behind it (袁某贵也, 甲某某乙某某): it begins with one that is known by itself."""
    if _FOREIGN.search(name) or len(name) < 4:
        return False
    shorter = [name[:size] for size in (2, 3) if name[:size] in safe]
    return bool(shorter) and (len(name) > 4 or (seen[name] == 1 and seen[shorter[-1]] > 1))


def _own(text: str, tagged: Sequence[Name]) -> list[Name]:
    """The names of a text by itself."""
    pieces = [piece for name in tagged for piece in _cleaned(text, name)]
    names = _joined(text, [piece for piece in pieces if not _countries(text, piece)])
    people = [name for name in names if name.kind is NameKind.PERSON]
    rules: tuple[Callable[[], Iterator[Name]], ...] = (
        lambda: _mended(text, people),
        lambda: _listed(text, people),
        lambda: _with_post(text),
        lambda: _bylines(text),
        lambda: _spaced(text),
    )
    for rule in rules:
        added = [name for name in rule() if _fits(name, names)]
        names = _merge([name for name in names if not _gives_way(name, added)], added)
        people = [name for name in names if name.kind is NameKind.PERSON]
    return _merge(names, list(_titles_of_works(text)))


# --- cleaning -------------------------------------------------------------------------------------


def _cleaned(text: str, name: Name) -> Iterator[Name]:
    """The name without the title after it; nothing where no name is left."""
    start, end = name.span
    while start < end and text[start] in " 　\"“”‘’'、,，。(（)）":
        start += 1
    while end > start and text[end - 1] in " 　\"“”‘’'、,，。(（)）·-—":
        end -= 1
    if name.kind is NameKind.PERSON:
        end -= _title_length(text[start:end])
    if end > start:
        yield Name(name.kind, text[start:end], (start, end))


def _countries(text: str, name: Name) -> bool:
    """Two countries side by side (黎以, 中美) or one country, which taggers hold for a person."""
    if name.kind is not NameKind.PERSON or text[: name.span[0]].endswith(tuple(heads())):
        return False
    return name.text in _COUNTRIES or (len(name.text) == 2 and set(name.text) <= _SHORT)


_SHORT = frozenset("中美俄英法德日韩朝印以黎叙吉塔乌哈澳蒙越老泰菲缅欧巴埃")
_COUNTRIES = frozenset(
    [
        "尼日尔",
        "尼日利亚",
        "乍得",
        "约旦",
        "苏丹",
        "马里",
        "巴林",
        "汤加",
        "文莱",
        "斐济",
        "加蓬",
        "贝宁",
        "多哥",
        "海地",
        "秘鲁",
        "智利",
        "古巴",
        "关岛",
        "布隆迪",
        "卢旺达",
        "马耳他",
        "金沙萨",
    ]
)


def _title_length(text: str) -> int:
    for size in (3, 2, 1):
        title, rest = text[-size:], text[:-size]
        if title in titles() and rest and (size > 1 or rest in surnames()):
            return size
    return 0


def _joined(text: str, names: Sequence[Name]) -> list[Name]:
    """Join the parts of a foreign name around its dot, whatever kind the tagger gave them."""
    joined: list[Name] = []
    for name in names:
        before = joined[-1] if joined else None
        gap = text[before.span[1] : name.span[0]] if before else "x"
        if before and gap in _GLUE and _foreign_pair(before, name, gap):
            span = (before.span[0], name.span[1])
            joined[-1] = Name(NameKind.PERSON, text[span[0] : span[1]], span)
        else:
            joined.append(name)
    return [_dotted(text, name) for name in joined]


_GLUE = ("", "·", "•", "・", "．", "—", "–", "-", "－")


def _foreign_pair(before: Name, name: Name, gap: str) -> bool:
    if gap in _GLUE[1:5]:
        return NameKind.PERSON in (before.kind, name.kind)
    if gap:
        return before.kind is name.kind is NameKind.PERSON
    return before.kind is name.kind is NameKind.PERSON and (
        before.text.endswith("·") or ("·" in name.text[:3] and len(before.text) == 1)
    )


def _dotted(text: str, name: Name) -> Name:
    """A person's name with the part beyond its dot that the tagger left out."""
    if name.kind is not NameKind.PERSON:
        return name
    start, end = name.span
    left = re.search(rf"(?:{_HAN}{{1,6}}[·•・．])+$", text[max(0, start - 14) : start])
    if left and start - len(left[0]) >= 0:
        piece = left[0]
        head = re.search(
            rf"({alternation(heads())}|[和与及在对向由])",
            piece[: piece.index("·")] if "·" in piece else "",
        )
        start -= len(piece) - (head.end() if head else 0)
    return Name(name.kind, text[start:end], (start, end))


# --- rules: each gives names the tagger did not see, or saw in part ------------------------------


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


def _listed(text: str, people: Sequence[Name]) -> Iterator[Name]:
    """Names in a run with 、 of which the tagger saw some."""
    edges = {name.span[0] for name in people} | {name.span[1] for name in people}
    for run in re.finditer(rf"{_HAN}{{2,}}(?:[、]{_HAN}{{2,}})+", text):
        at = run.start()
        items = []
        for item in run[0].split("、"):
            items.append((at, at + len(item)))
            at += len(item) + 1
        if not any(edges.intersection(span) for span in items):
            continue
        yield from _items(text, items)


def _items(text: str, items: Sequence[Span]) -> Iterator[Name]:
    for number, (start, end) in enumerate(items):
        if number and number < len(items) - 1 and looks_like_name(text[start:end]):
            yield _person(text, start, end)
        elif number == len(items) - 1:
            match = re.compile(rf"{_HAN}{{2,3}}?{_after()}").match(text, start)
            if match and looks_like_name(match[0]):
                yield _person(text, *match.span())


def _with_post(text: str) -> Iterator[Name]:
    """A name right after a post: 副主任吴某标."""
    for match in _post_then_name().finditer(text):
        if looks_like_name(match["name"]):
            yield _person(text, *match.span("name"))


@cache
def _post_then_name() -> re.Pattern[str]:
    words = frozenset(word for word in heads() if len(word) > 1)
    return re.compile(rf"(?:{alternation(words)})[ 　]?(?P<name>{_HAN}{{2,3}}?){_after()}")


def _bylines(text: str) -> Iterator[Name]:
    """Reporters: (记者 甲某某 乙某 通讯员 丙某某), 本报记者甲某某、乙某."""
    for match in re.finditer(
        rf"(?:记者|通讯员|特约记者|摄影|作者|文/图|图/文)[:： 　]?((?:{_HAN}{{2,4}}[ 　、,，]{{0,2}}(?:文/?|摄|通讯员|记者)?[ 　]?){{1,6}})(?=[)）\n]|$)",
        text,
    ):
        for word in re.finditer(rf"{_HAN}{{2,4}}", match[1]):
            if looks_like_name(word[0]):
                start = match.start(1) + word.start()
                yield _person(text, start, start + len(word[0]))


def _spaced(text: str) -> Iterator[Name]:
    """Names set as a table, with spaces between them and inside those of two characters."""
    for match in re.finditer(rf"(?:{_HAN}(?:[ 　]?{_HAN}){{1,3}}(?:[ 　]{{1,4}}|$)){{3,}}", text):
        words = list(re.finditer(rf"{_HAN}{{2,4}}|{_HAN}[ 　]{_HAN}(?!{_HAN})", match[0]))
        names = [word for word in words if looks_like_name(re.sub(r"\s", "", word[0]))]
        if len(names) >= 3 and len(names) == len(words):
            for word in names:
                yield _person(text, match.start() + word.start(), match.start() + word.end())


def _titles_of_works(text: str) -> Iterator[Name]:
    """What stands in 《》."""
    for match in re.finditer(r"《([^《》\n]{1,60})》", text):
        yield Name(NameKind.TITLE, match[1], match.span(1))


# --- order and overlaps -----------------------------------------------------------------------------


def _person(text: str, start: int, end: int) -> Name:
    return Name(NameKind.PERSON, re.sub(r"\s", "", text[start:end]), (start, end))


def _fits(name: Name, names: Sequence[Name]) -> bool:
    """A new name may only stand where the tagger saw nothing, or a part of it."""
    for other in names:
        if not _overlap(name.span, other.span):
            continue
        inside = name.span[0] <= other.span[0] and other.span[1] <= name.span[1]
        if not inside or other.span == name.span:
            return False
    return True


def _gives_way(name: Name, added: Sequence[Name]) -> bool:
    return any(_overlap(name.span, other.span) for other in added)


def _merge(names: Sequence[Name], added: Sequence[Name]) -> list[Name]:
    """Both in order; of two that overlap the one that came first stays, but a title holds other names."""
    merged = list(names)
    taken = [name.span for name in names if name.kind is not NameKind.TITLE]
    for name in sorted(added, key=lambda n: n.span[0] - n.span[1]):
        if name.kind is NameKind.TITLE:
            merged = [other for other in merged if other.span != name.span]
        elif any(_overlap(name.span, span) for span in taken):
            continue
        else:
            taken.append(name.span)
        merged.append(name)
    return sorted(dict.fromkeys(merged), key=lambda n: (n.span[0], -n.span[1]))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _crosses(one: Span, other: Span) -> bool:
    return (
        _overlap(one, other)
        and (one[0] < other[0] < one[1] or one[0] < other[1] < one[1])
        and not (one[0] <= other[0] and other[1] <= one[1])
    )

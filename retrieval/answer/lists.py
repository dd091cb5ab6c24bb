"""Query, ranked units -> a 、-list: the entries beside the question's words, each as printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.answer.candidates import Candidate
from retrieval.answer.nearness import nearness, places_of
from retrieval.answer.needs import Need
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked, Scored
from retrieval.answer.trimming import trimmed
from retrieval.answer.typed import dateline_end, focus_words
from retrieval.language.jieba_tags import tag_of
from retrieval.language.numerals import small_value
from retrieval.records import Kind, Name, NameKind, Query, Span

__all__ = ["lists", "name_lists"]

_UNITS = 14
_INNER = r"[(（][^()（）]{1,8}[)）](?=[^,，。;；:：、!！?？()（）—\n])"  # 汽车(钢材)市场 goes on
_ITEM = rf"(?:《[^《》]{{1,40}}》|“[^“”]{{1,40}}”|{_INNER}|[^、,，。;；:：!！?？()（）“”《》—\n]){{1,40}}?"
_LIST = re.compile(rf"{_ITEM}(?:、{_ITEM})+(?!{_INNER})(?=[,，。;；:：!！?？()（）—\n]|$)")
_LAST = re.compile(r"(?:和|与|及|以及|并)")
_TAIL = re.compile(
    r"(?:等|等等)(?:[\d一二三四五六七八九十两几]*[个家名位种项地省市县区条件所类样])?[^、]{0,14}$"
)
# "甲、乙和丙三大中心": the number behind a list says that it is whole
_SUM = re.compile(
    r"(?<=.)(?P<n>[两二三四五六七八九十]|\d{1,2})(?:大|[个家名位种项地省市县区条所类样座件支])[^、\d]{0,14}$"
)
_TELLS = re.compile(r"(?:有|是|为|包括|位于|分布在|即|访问|前往|分别|由|:|:|如|吃了?|使用|获|等)$")
_VERBS = re.compile(
    r".*(?:表现|反映|描写|讲述|展示|涉及|覆盖|涵盖|守[住好]|抓[住好]|突出|做[好到]|建[成有]|开设|推出|设[有立]?(?![备计施想置法])|位于|分布在|包括|有|为|是|由|在|到过?|去过|来过|吃了?|使用|访问|前往|送[往至到]|转[往至到]|赴|来自|获得|用|及|对|向|将|把|了|分别|即|如|共|的)(?=.)"
)


def lists(query: Query, ranked: Ranked) -> list[list[Candidate]]:
    """Lists of the best units, the best first; each is its entries in order."""
    found: list[tuple[float, list[Candidate]]] = []
    count = int(query.details.get("count") or 0)
    focus = focus_words(query)
    pair = _pair_of(focus)
    counted = _counted_by(count, focus)
    for scored in ranked.reading(_UNITS):
        text = scored.unit.text
        rows = (*_LIST.finditer(text), *pair.finditer(text), *_BY_BOTH.finditer(text))
        for match in (*counted.finditer(text), *rows):
            entries = _entries(scored, match.span(), ranked.needs, focus)
            if len(entries) < 2 or all(_asked(e.text, query) for e in entries):
                continue
            near = nearness(match.span(), scored.unit.plain, ranked.needs)
            fits = 1.0 if not count or count == len(entries) else 0.4
            told = bool(_TELLS.search(scored.unit.text[: entries[0].span[0]]))
            long = sum(len(e.text) > 14 and e.text[0] not in "《“" for e in entries) / len(entries)
            score = 0.3 * scored.score + 0.5 * near + 0.2 * told - 0.2 * long
            score += 0.25 * _names_focus(query, entries)
            score += 0.2 * (count == len(entries) and bool(summed(match[0])))
            score += 0.25 * (match.re in (_BY_BOTH, counted) and count == len(entries))
            score += 0.25 * _announced(scored.unit.text[: entries[0].span[0]], len(entries), query)
            score *= (0.6 + 0.4 * fits) * scored.trust
            found.append((score, [replace(e, score=score) for e in entries]))
    return [entries for _, entries in sorted(found, key=lambda pair: -pair[0])]


_ANNOUNCED = re.compile(
    r"(?P<n>[两二三四五六七八九十]|\d{1,2})(?:大|[个家名位种项条所类样座件支])(?P<noun>[^、,，。;；\d]{0,14}?)[(（:：—]+[“《]?$"
)


def _announced(before: str, size: int, query: Query) -> bool:
    """True where what stands before a list says how many it has, and of what: 下设3个小组( + 甲组、乙组、丙组."""
    match = _ANNOUNCED.search(before)
    if match is None or value_of(match["n"]) != size:
        return False
    return match["noun"].endswith(focus_words(query))


def _counted_by(count: int, focus: Sequence[str]) -> re.Pattern[str]:
    """A row behind which its number and the noun asked for stand: 甲、乙、丙 + 三个少数民族."""
    nouns = "|".join(map(re.escape, focus))
    if not 2 <= count <= 10 or not nouns:
        return re.compile(r"(?!)")
    numeral = f"(?:{count}|{'零一二三四五六七八九十'[count]}{'|两' if count == 2 else ''})"
    row = rf"{_ITEM}(?:、{_ITEM}){{1,9}}"
    return re.compile(rf"{row}(?=等?{numeral}[大个名位家座项种][^、,，。;；\d]{{0,6}}(?:{nouns}))")


def _pair_of(focus: Sequence[str]) -> re.Pattern[str]:
    """Two things joined by 和, both called what is asked for: 甲医院和乙医院."""
    nouns = "|".join(map(re.escape, (w for w in focus if len(w) > 1 or w in _BODIES))) or r"(?!)"
    one = rf"[^、,，。;；:：!！?？()（）“”《》—\n和与及]{{1,12}}(?:{nouns})"
    return re.compile(rf"{one}(?:和|与|及|以及){one}")


_BODIES = frozenset(
    "组队村县镇厂校省市国社乡团班组局院所馆店矿港"
)  # a name may end in such a character
# 由甲和乙共同打造: who did it together
_BY_BOTH = re.compile(
    r"(?<=由)[^、,，。;；:：!！?？()（）“”《》—\n和与及]{2,16}(?:和|与|及|以及)[^、,，。;；:：!！?？()（）“”《》—\n]{2,16}?"
    r"(?=共同|联合|一起|携手|合作|合力|合办|主办|承办|出资|组成)"
)


def _entries(
    scored: Scored, span: Span, needs: Sequence[Need], focus: Sequence[str]
) -> list[Candidate]:
    """Cut a list at 、 and its last 和; what stands before the first entry and behind 等 is no part of it."""
    text = scored.unit.text
    start, end = span
    complete = True
    tail = _TAIL.search(text[start:end])
    if tail:
        count = text[start:end].count("、") + 1
        end, complete = start + tail.start(), _counted(tail[0], count)
    elif whole := summed(text[start:end]):
        end = start + whole
    parts: list[Span] = []
    place = start
    for piece in text[start:end].split("、"):
        parts.append((place, place + len(piece)))
        place += len(piece) + 1
    last = parts[-1]
    joint = _LAST.search(text[last[0] + 1 : last[1]])
    if joint:
        parts[-1:] = [(last[0], last[0] + 1 + joint.start()), (last[0] + 1 + joint.end(), last[1])]
    first = parts[0]
    cut = _VERBS.match(text[first[0] : first[1]])
    if cut:
        parts[0] = (first[0] + cut.end(), first[1])
    parts[0] = (_behind_verb(scored, parts[0], needs, focus), parts[0][1])
    parts = trimmed(text, parts, focus)
    return [
        Candidate(text[s:e].strip(), scored, (s, e), 0.0, complete)
        for s, e in (_to_mark(text, part) for part in parts)
        if text[s:e].strip() and text[s:e].count("“") == text[s:e].count("”")
    ]


def summed(text: str) -> int:
    """Where a list ends behind which stands how many it has; 0 where none does: 甲、乙和丙 + 三大中心."""
    match = _SUM.search(text)
    if match is None:
        return 0
    row = text[: match.start()].split("、")
    there = len(row) + bool(_LAST.search(row[-1][1:]))
    return match.start() if value_of(match["n"]) == there else 0


def value_of(numeral: str) -> int:
    """The value of a small number, in digits or as 两, 三."""
    value = small_value(numeral)
    return -1 if value is None else value


def _to_mark(text: str, part: Span) -> Span:
    """An entry in marks ends where they close: “灯塔社” + 成立."""
    match = _IN_MARKS.match(text, *part)
    return (part[0], match.end()) if match else part


_IN_MARKS = re.compile(r"《[^《》]+》|“[^“”]+”")


def _names_focus(query: Query, entries: Sequence[Candidate]) -> bool:
    """True if the entries are called what is asked for, each or together: 甲、乙等企业."""
    scored, texts = entries[0].scored, [entry.text for entry in entries]
    start, end = entries[0].span[0], entries[-1].span[1]
    bodies = query.kind in {Kind.PLACE, Kind.ORGANISATION} or query.focus in _BODIES
    counted = query.details.get("count") == str(len(texts))
    if (counted or (bodies and not query.details.get("count"))) and all(
        plain_text(text).endswith(focus_words(query)) for text in texts
    ):
        return True
    before = scored.unit.plain[max(0, start - 8) : start]
    if before.endswith("—") and before.rstrip("—").endswith(focus_words(query)):
        return True
    behind = scored.unit.plain[end : end + 18]
    match = re.match(r"\s*(?:等|这|[\d一二三四五六七八九十]+)[^、,，。;；]*", behind)
    return match is not None and any(word in match[0] for word in focus_words(query))


def _counted(tail: str, count: int) -> bool:
    """True for 等3个乡镇 behind three names: 等 closes such a list, it does not leave it open."""
    number = re.match(r"等\s*(\d+|[两二三四五六七八九十])", tail)
    if number is None:
        return False
    return value_of(number[1]) == count


def name_lists(query: Query, ranked: Ranked, kinds: Sequence[NameKind]) -> list[list[Candidate]]:
    """Lists of names of a kind, joined by 、, 和 or a few words: 甲国和乙国并顺访丙国.

    A tagger takes many a foreign place for a person: so people may stand in the list, if they are the fewer.
    """
    found: list[tuple[float, list[Candidate]]] = []
    for scored in ranked.reading(_UNITS):
        begin = dateline_end(scored)
        names = sorted(
            (
                n
                for kind in (*kinds, NameKind.PERSON)
                for n in scored.story.names(scored.unit, kind)
            ),
            key=lambda n: n.span,
        )
        names = [n for n in names if n.span[0] >= begin and not _asked(n.text, query)]
        names = [_to_noun(n, scored.unit.text, focus_words(query)) for n in names]
        for group in _groups(scored.unit.text, names):
            if 2 * sum(n.kind in kinds for n in group) <= len(group):
                continue
            span = (group[0].span[0], group[-1].span[1])
            near = nearness(span, scored.unit.plain, ranked.needs)
            told = bool(_TELLS.search(scored.unit.text[: span[0]]))
            score = (0.3 * scored.score + 0.5 * near + 0.2 * told) * scored.trust
            complete = not scored.unit.text[span[1] :].startswith("等")
            found.append(
                (score, [Candidate(n.text, scored, n.span, score, complete) for n in group])
            )
    return [entries for _, entries in sorted(found, key=lambda pair: -pair[0])]


def _to_noun(name: Name, text: str, focus: Sequence[str]) -> Name:
    """A name with the words behind it, where they end its entry in the noun asked for: 青溪 + 造纸厂."""
    match = _REST.match(text, name.span[1])
    if match is None or not focus or not match["rest"].endswith(tuple(focus)):
        return name
    end = match.end("rest")
    return replace(name, text=text[name.span[0] : end], span=(name.span[0], end))


_REST = re.compile(r"(?P<rest>[一-鿿]{1,8}?)(?=[、,，。;；]|和|与|及|以及|等|$)")


def _groups(text: str, names: Sequence[Name]) -> Iterator[list[Name]]:
    group: list[Name] = []
    for name in names:
        if group and not _JOINT.fullmatch(text[group[-1].span[1] : name.span[0]]):
            yield from ([group] if len(group) > 1 else [])
            group = []
        group.append(name)
    if len(group) > 1:
        yield group


_JOINT = re.compile(r"\s*(?:、|和|与|及|以及|并[一-鿿]{0,3}|[并再后](?:访问|前往|赴|到))\s*")


def _behind_verb(scored: Scored, span: Span, needs: Sequence[Need], focus: Sequence[str]) -> int:
    """Where the first entry begins: behind a word of the question that no name is (聚焦 of 聚焦空天信息)."""
    start, end = span
    if scored.unit.text[:start].endswith("由"):  # 由甲和乙共同打造
        return start
    for need in needs:
        if need.hard or len(need.label) < 2 or any(need.label in word for word in focus):
            continue
        if (tag_of(need.label) or "v")[0] != "v":  # 茶叶 of 茶叶加工厂 is of its name
            continue
        for first, last in places_of(need, scored.unit.plain):
            if span[0] <= first <= span[0] + 4 and last <= end - 2:
                start = max(start, last)
    return start


def _asked(text: str, query: Query) -> bool:
    return plain_text(text) in query.details.get("read", "")

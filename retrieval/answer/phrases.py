"""Query, ranked units -> phrases: what stands where the question word stands, nouns of the focus, titles in marks.

A Chinese question is mostly the sentence with the answer taken out: "采取什么方式进行" asks for what stands
between 采取 and 方式进行. So the words left and right of the question word are looked for in the sentence.
"""

import re
from collections.abc import Iterator, Sequence

from retrieval.answer.another import of_another
from retrieval.answer.candidates import Candidate
from retrieval.answer.copula import said_to_be
from retrieval.answer.facilities import FACILITIES
from retrieval.answer.marked import CALLED, MARKED, marked
from retrieval.answer.nearness import nearness, places_of
from retrieval.answer.needs import Need
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked, Scored
from retrieval.answer.typed import dateline_end, focus_words, is_common
from retrieval.language.jieba_tags import tag_of
from retrieval.records import Kind, NameKind, Query, Span

__all__ = ["phrases"]

_UNITS = 14
_LEAST = 0.33  # quality below which a phrase is a guess; the sentence is quoted instead
_VERB_ADDS, _LAST_ADDS = 0.25, 0.1
_VERB = 3.5  # focal weight of an English word beside the question word
_ONE_OF_MANY = re.compile(r"[一某](?:[个家座所处名位条]|$)")
_UNMARKED = 0.75
_SHORTEST, _LONGEST = 2, 40  # characters of a phrase
_END = re.compile(r"[,，。;；:：!！?？、()（）…—\n]|(?:的(?=[一-鿿]{0,2}[,，。]))")
_CUT = re.compile(r"[,，。;；:：!！?？()（）…—\n]")
_EDGE_LEFT = re.compile(
    r"^(?:了|过|着|的|是|为|在|到|于|把|将|对|向|由|与|和|及|有|一个|一种|一项|该|这|那|其|又|就|都|也|还)+"
)
_EDGE_RIGHT = re.compile(r"(?:的|了|等|后|时|中|里|内|上|下|和|与|及|而|并|是|在|将|已)+$")
_BOUND = re.compile(
    r"[,，。;；:：!！?？、()（）…—\n\s]|(?:了|在|对|将|把|由|被|向|从|为|是|有|到|和|与|及|以|据|于|使|让|就|并|也|还|等|这|那|该|其|此)"
)


def phrases(query: Query, ranked: Ranked) -> list[Candidate]:
    """Candidates of every pattern, the best first."""
    focus = focus_words(query)
    event = query.kind is Kind.EVENT
    found: list[Candidate] = []
    for scored in ranked.reading(_UNITS):
        for span, quality in _spans(query, scored, focus, ranked.needs):
            if quality < _LEAST:
                continue
            called = scored.unit.plain[span[0] : span[1]].endswith(focus)
            if event and not called and quality < CALLED:
                continue
            candidate = _candidate(query, scored, span, quality, ranked)
            if candidate:
                found.append(candidate)
    return sorted(found, key=lambda c: -c.score)


def _spans(
    query: Query, scored: Scored, focus: Sequence[str], needs: Sequence[Need]
) -> Iterator[tuple[Span, float]]:
    """(span, quality) of every phrase that a pattern finds in a sentence."""
    text = scored.unit.plain
    left, right = query.details.get("left", ""), query.details.get("right", "")
    if query.details.get("marked"):
        yield from (((m.start() + 1, m.end() - 1), 0.8) for m in MARKED.finditer(text))
        return
    if query.details.get("code"):
        yield from ((m.span("code"), 0.9) for m in _CODE.finditer(text))
        return
    named = query.details.get("mode") == "named" and query.language == "zh"  # it ends in its noun
    if not named:
        yield from _between(text, left, right)
    if query.kind is not Kind.PLACE and not named:
        yield from _behind(text, needs, focus, query)
    if query.kind is Kind.PLACE:
        for span, quality in _at(text, query.details.get("read", "")):
            fits = not focus or any(word in text[span[0] : span[1]] for word in focus)
            yield span, quality if fits else 0.4 * quality
    for word in focus:
        yield from _nouns(text, word)
    yield from marked(query, text, focus)
    yield from said_to_be(query, text, focus)


_CODE = re.compile(
    r"(?P<code>[一-鿿]?[A-Z]{1,3}[·-]?[A-Z\d]{3,7}|(?<![\d.])\d{3,}(?:[-—]\d{2,})*)(?![\d.]*(?:[年月日元米吨亩人名户个家%万亿余多度公千克]|\d))",
    re.IGNORECASE,
)


def _behind(
    text: str, needs: Sequence[Need], focus: Sequence[str], query: Query
) -> Iterator[tuple[Span, float]]:
    """What stands right behind a word of the question; better if it holds a word of what is asked for.

    In English the verb is known (what did they donate), else it is beside the question word; in Chinese it is the last word.
    """
    verb = query.details.get("verb", "").split("|")
    for number, need in enumerate(needs):
        for start, end in places_of(need, text)[:2]:
            stop = _stop(text, end)
            if stop - end < 2 or end - start < 2:
                continue
            holds = stop - end <= 24 and any(word in text[end:stop] for word in focus)
            if query.language == "en":
                told = need.label in verb if verb[0] else need.focal > _VERB and _acts(need)
                late = _VERB_ADDS * told
            else:
                late = _LAST_ADDS * (number == len(needs) - 1)
            yield (end, stop), 0.25 + 0.35 * holds + late


def _acts(need: Need) -> bool:
    """True for a verb: behind a name stands what it did, not what is asked for."""
    return not need.hard and (tag_of(need.label) or "").startswith("v")


_AT = re.compile(
    r"(?:位于|分布在|坐落在|设在|(?<![现正存])在(?!场的|场[,，]|座的|此间|会上|职|建|逃|押)|来到|[搬迁][进到至入往]|[运送逃驶]往|停靠|于)了?(?P<place>[^,，。;；:：在于]{2,30}?)(?=举行|召开|举办|开幕|进行|隆重|内|(?<!公)里|中|前|上|的|发生|附近|正式|成立|落成|签|会见|[,，。;；]|$)"
)


_THING_AT = re.compile(r"的(?P<thing>[^,，。;；:：、的是被将为在有]{2,10})(?=[是被将为在有,，])")


def _at(text: str, own: str) -> Iterator[tuple[Span, float]]:
    """What stands behind 在 and before a verb; 位于东部的谷地 whole, where the question does not name the valley."""
    for match in _AT.finditer(text):
        thing = _THING_AT.match(text, match.end()) if match[0].startswith("位于") else None
        if thing and thing["thing"] not in own:
            yield (match.start("place"), thing.end()), 0.8
        yield match.span("place"), 0.75 if match[0].startswith("位于") else 0.55


def _between(text: str, left: str, right: str) -> Iterator[tuple[Span, float]]:
    """What stands behind the words left of the question word, or before those right of it."""
    behind = _last(left, text)
    before = _first(right, text)
    for start, size in behind:
        end = _stop(text, start)
        for other, more in before:
            if start < other <= start + _LONGEST and not _CUT.search(text[start:other]):
                yield (start, other), min(1.0, 0.35 + 0.1 * (size + more))
        if end > start:
            yield (start, end), min(0.8, 0.2 + 0.12 * size)
    for stop, size in before:
        start = _begin(text, stop)
        if start < stop:
            yield (start, stop), min(0.6, 0.1 + 0.1 * size)


def _last(words: str, text: str) -> list[tuple[int, int]]:
    """Ends of the longest ending of ``words`` (two characters or more) in the text, with its length."""
    bare = re.sub(r"(?:的|是|了|的是|都|有|都有|着|过)+$", "", words)
    for form in (words, bare):
        for length in range(min(len(form), 10), 1, -1):
            tail = form[-length:]
            if tail in text and (form is bare or len(tail) > 2 or tail[-1] in "了过"):
                return [(m.end(), length) for m in re.finditer(re.escape(tail), text)]
    return []


def _first(words: str, text: str) -> list[tuple[int, int]]:
    """Starts of the longest beginning of ``words`` (two characters or more) in the text, with its length."""
    words = re.sub(r"^(?:的|了|是|来|去)+", "", words)
    for length in range(min(len(words), 10), 1, -1):
        head = words[:length]
        if head in text:
            return [(m.start(), length) for m in re.finditer(re.escape(head), text)]
    return []


def _stop(text: str, start: int) -> int:
    """Where a phrase that begins at ``start`` ends: a mark closes it, quotation marks and 、 do not."""
    depth = 0
    for place in range(start, min(len(text), start + _LONGEST)):
        char = text[place]
        depth += (char in "《“「(（") - (char in "》”」)）")
        if depth < 0 or (depth == 0 and char in ",，。;；:：!！?？\n"):
            return place
    return min(len(text), start + _LONGEST)


def _begin(text: str, stop: int) -> int:
    marks = [m.end() for m in _BOUND.finditer(text[:stop]) if m.end() < stop]
    return max(marks[-1] if marks else 0, stop - _LONGEST)


def _nouns(text: str, word: str) -> Iterator[tuple[Span, float]]:
    """Noun phrases that end in the focus: 《…方案》, 全国…会议, 乌鞘岭隧道."""
    for match in re.finditer(re.escape(word), text):
        if len(word) == 1 and _GOES_ON.match(text, match.end()):
            behind = text[match.end() : match.end() + 1]
            joined = behind not in "中里内上下旁" and tag_of(word + behind)
            if word not in FACILITIES or joined:
                continue  # 读书会 is no 书
        around = next(
            (
                m
                for m in MARKED.finditer(text)
                if m.start() < match.start() and match.end() <= m.end()
            ),
            None,
        )
        if around:
            yield around.span(), 0.9
            continue
        start = _noun_start(text, match.start())
        if match.start() - start >= 1:
            quality = 0.7 if len(word) > 1 else 0.45
            if _ONE_OF_MANY.search(text[start : match.start()][-2:]):  # a market, no name of one
                quality = 0.2
            yield (start, match.end()), quality


_GOES_ON = re.compile(r"[一-鿿](?<![的是为和与及了在有由被把将对向等到从并也都还])")


# words that noun phrases hold, though they begin with what ends one: 有期徒刑
_HOLDS = re.compile(
    r"有[期机色线限]|对[外象虾]|将[军领]|为[民期]|到期|使[馆者团命]|就[业职]|并购|等级|其[他它]|过[程渡敏]|着[力装]|由来|从业|把关|向[量日]|被[子告]|以[色上下来及后外内前往东西南北]"
)


def _noun_start(text: str, stop: int) -> int:
    """Leftwards to a mark or a word that no noun phrase holds; marked parts are stepped over."""
    place = stop
    while place > 0 and stop - place < 30:
        char = text[place - 1]
        if char in "”》」":
            opened = text.rfind({"”": "“", "》": "《", "」": "「"}[char], 0, place)
            if opened < 0:
                break
            place = opened
            continue
        if _HOLDS.match(text, place - 1):
            place -= 1
            continue
        if (
            char in ",，。;；:：!！?？、()（）…—\n“《「 "
            or char in "了在对将把由被向从为是有到于使让就并也还等这那该其此着过以"
        ):
            break
        place -= 1
    return place


def _candidate(
    query: Query, scored: Scored, span: Span, quality: float, ranked: Ranked
) -> Candidate | None:
    start, end = _tidy(scored.unit.plain, _to_focus(query, scored.unit.plain, span))
    called = query.kind is Kind.PLACE and _is_called(scored.unit.plain[start:end], query)
    if called:
        start += len(_led_there(scored.unit.plain[start : end - 2]))
    if start < dateline_end(scored):
        return None
    text = scored.unit.text[start:end]
    if (
        len(text) < _SHORTEST
        or _WHOSE.match(text)
        or (_SAYS.search(text) and not text.endswith(focus_words(query)))
        or _asked(text, query, ranked.needs)
        or end - start > _LONGEST + 20
    ):
        return None
    named = _named(scored, (start, end), query)
    if query.kind is Kind.PLACE and (
        _HELD.search(text) or not (named or called or _placed(scored, start))
    ):
        return None
    near = nearness((start, end), scored.unit.plain, ranked.needs)
    near *= of_another(query, scored)
    quality += 0.12 * named
    if query.kind in _OF_NAMES and is_common(plain_text(text), focus_words(query)):
        quality *= _COMMON
    if query.kind is Kind.TITLE and text[0] not in '《“「"':  # titles are printed in marks
        quality *= _UNMARKED
    score = 0.3 * scored.score + 0.3 * near + 0.4 * quality
    return Candidate(text, scored, (start, end), score * scored.trust)


def _news(text: str, query: Query) -> float:
    """Less for a phrase that says little but what the question says: “光明工程”的第一家企业."""
    own = query.details.get("read", "")
    words = re.sub(r"[《》“”\"「」\s的]", "", plain_text(text))
    new = sum(char not in own for char in words)
    return 1.0 if not words or new >= _NEW * len(words) else _OLD


_NEW, _OLD = 0.4, 0.6


_OF_NAMES = frozenset({Kind.PLACE, Kind.ORGANISATION})
_COMMON = 0.4  # of the quality: 立交桥 is the name of none
_LED_THERE = re.compile(r".*(?:[入至往经跨过抵落]|[座条家所个]|的)")


def _led_there(plain: str) -> str:
    """What leads to the name of a place: 翻入 of 翻入乌龙河."""
    match = _LED_THERE.match(plain)
    return match[0] if match else ""


def _is_called(plain: str, query: Query) -> bool:
    """True for what ends in the noun of the place asked for, and so is a name of such a place: 牛栏江 of 翻入牛栏江."""
    noun = next((word for word in focus_words(query) if plain.endswith(word)), "")
    rest = plain.removesuffix(noun)
    return (
        bool(noun) and len(rest) > 1 and not _ONE_OF_MANY.search(rest[-2:]) and noun in FACILITIES
    )


def _placed(scored: Scored, start: int) -> bool:
    """True behind a word that tells where: 位于, 在."""
    return bool(
        re.search(r"(?:位于|在|于|到|赴|至|往|[搬迁住送][进入])了?$", scored.unit.plain[:start])
    )


def _to_focus(query: Query, text: str, span: Span) -> Span:
    """A phrase that goes on behind the noun asked for ends there: 回执制度一年来 -> 回执制度."""
    for word in focus_words(query):
        place = text.rfind(word, span[0], span[1])
        if len(word) > 1 and place > span[0]:
            end = place + len(word)
            return span[0], end + (text[end : end + 1] in {"》", "”", "」"})
    return span


_HELD = re.compile(r"^(?:新址|原址|现场|当地|此间|这里|那里|本地)|举行|召开|举办|开幕|发生|进行")
_SAYS = re.compile(
    r"(?:说|称|表示|指出|认为|认定|介绍|透露|提出|强调|告诉|宣布|证实|呼吁|要求|获悉)$"
)  # who says it is no answer
_WHOSE = re.compile(r"^[他她它我你]们?")


def _named(scored: Scored, span: Span, query: Query) -> bool:
    """True for a phrase that holds the name of a place or an organisation, where one is asked for."""
    if query.kind not in {Kind.PLACE, Kind.ORGANISATION}:
        return False
    own = query.details.get("read", "")
    return any(
        span[0] <= name.span[0] and name.span[1] <= span[1] and plain_text(name.text) not in own
        for kind in (NameKind.PLACE, NameKind.ORGANISATION)
        for name in scored.story.names(scored.unit, kind)
    )


def _tidy(plain: str, span: Span) -> Span:
    start, end = span
    if match := _EDGE_LEFT.match(plain[start:end]):
        start += match.end()
    if match := _EDGE_RIGHT.search(plain[start:end]):
        end = start + match.start()
    return start, max(start, end)


def _without_focus(plain: str, focus: Sequence[str]) -> str:
    """What a phrase tells of the noun asked for: 建材 of 开展好建材行业, which is no news where 建材业 is asked about."""
    noun = next((word for word in focus if len(word) > 1 and plain.endswith(word)), "")
    rest = plain.removesuffix(noun).rstrip("的")
    if not noun or len(rest) < 2:
        return plain if rest not in _EVERY else ""
    for size in (3, 2):
        if len(rest) > size + 1 and (tag_of(rest[:size].rstrip("好了")) or "").startswith("v"):
            return rest[size:] if rest[size:] not in _EVERY else ""
    return rest


_EVERY = frozenset("全各本该同多")


def _asked(text: str, query: Query, needs: Sequence[Need]) -> bool:
    """True for words that the question itself holds, in English: for nothing but translations of its words."""
    plain = re.sub(r"[《》“”\"「」\s]", "", plain_text(text))
    if query.language == "en":
        said = {"".join(bag) for need in needs for bag in need.alternatives}
        for word in (*focus_words(query), *sorted(said, key=len, reverse=True)):
            plain = plain.replace(word, "")
        plain = re.sub(r"[\d今本的年月日]", "", plain)
    else:
        plain = _without_focus(plain, focus_words(query))
    return not plain or plain in query.details.get("read", "")

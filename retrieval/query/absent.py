"""Names of a question that the corpus does not have: misspelt ones are read as what they may be, others are missed.

What a question names must stand in the article that answers it; so a name is found even where the corpus has none such.
"""

import re
from collections.abc import Sequence

from retrieval.language.analyzer import BIGRAM
from retrieval.language.names import looks_like_name
from retrieval.language.normalise import normalise
from retrieval.query.slips import near_names
from retrieval.query.tools import QueryTools
from retrieval.records import Name, NameKind, Span

__all__ = ["absent_in_english", "absent_names", "slipped_names"]

_LATIN = re.compile(r"[a-z][a-z0-9\-]*\d[a-z0-9\-]*|\b[a-z]{2,}\d*\b")
_TITLE = re.compile(r"[A-Z][\w'’\-]+(?: (?:of |the |al-|el-)?[A-Z][\w'’\-]+)*")
_WORD = re.compile(r"(?<!['’])\b[\w\-]+(?:['’](?!s\b)\w+)*")  # without the 's of an owner
_TRIED = 6  # translations of a name that are looked for
_DOES = re.compile(r"参加|出席|担任|是什么|是谁|讲话|主持|去了|来了|说|任|有没有|是否|陪同")
_MANY = 20_000  # names beyond which a slip is not looked for
_NOT_NAME = re.compile(
    r"(?:Who|What|When|Where|Which|Why|How|Did|Does|Do|Is|Are|Was|Were|Has|Have|The|In|On|At|And|Of|For|To|By|An?|List|Find|Show"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)$"
)


def slipped_names(text: str, names: Sequence[Name], tools: QueryTools) -> list[Name]:
    """Names of people that the question may have misspelt: what looks like a name and has one near it in the corpus."""
    known = tools.names.people
    if not 0 < len(known) <= _MANY:
        return []
    found: list[Name] = []
    for start, end in _unknown(text, names, tools):
        near = near_names(normalise(text[start:end]), known)
        if near:
            found.append(Name(NameKind.PERSON, near[0], (start, end)))
    return found


def absent_names(text: str, names: Sequence[Name], tools: QueryTools) -> list[str]:
    """What the question names and the corpus does not know: people by the tagger, words with Latin letters or digits."""
    taken = [name.span for name in names]
    found = [match[0] for match in _LATIN.finditer(normalise(text))]
    if tools.tagger is None:
        found += [
            text[start:end]
            for start, end in _unknown(text, names, tools)
            if _DOES.match(text[end:])
        ]
    else:
        for name in tools.tagger.tag([text])[0]:
            if name.kind is NameKind.TITLE or any(_meets(name.span, span) for span in taken):
                continue
            if len(name.text) > 1:
                found.append(name.text)
    return list(dict.fromkeys(found))


def absent_in_english(text: str, covered: Sequence[Span], tools: QueryTools) -> list[str]:
    """Capitalised words whose Chinese is known and stands nowhere in the corpus.

    ``covered`` are the places of the words that the corpus has.
    """
    found: list[str] = []
    translator = tools.translator
    if translator is None:
        return found
    for match in _TITLE.finditer(text):
        words = [m for m in _WORD.finditer(match[0]) if not _NOT_NAME.match(m[0])]
        if not words:
            continue
        start, end = match.start() + words[0].start(), match.start() + words[-1].end()
        if _covered((start, end), covered) or translator.people(text[start:end]):
            continue
        name = text[start:end]
        known = translator.translations(name)
        if known and not _stand(known, tools):
            found.append(name)
    return found


def _covered(span: Span, known: Sequence[Span]) -> bool:
    """True if the words that the corpus has make up the whole span."""
    inside = [(start, end) for start, end in known if span[0] <= start < span[1]]
    gaps = sum(start > span[0] for start, _ in inside)
    return sum(min(end, span[1]) - start for start, end in inside) >= span[1] - span[0] - gaps


def _stand(words: Sequence[str], tools: QueryTools) -> bool:
    """True if the corpus has one of the words, by all pairs of its characters."""
    for word in words[:_TRIED]:
        terms = {term for term in tools.analyzer.terms(word) if term.startswith(BIGRAM)}
        if terms and tools.library.terms_present(terms) == terms:
            return True
    return False


def _unknown(text: str, names: Sequence[Name], tools: QueryTools) -> list[tuple[int, int]]:
    """Spans that are people to the tagger, or look like a name and are no word, but are no name of the corpus."""
    taken = [name.span for name in names]
    if tools.tagger is not None:
        return [
            name.span
            for name in tools.tagger.tag([text])[0]
            if name.kind is NameKind.PERSON
            and not any(_meets(name.span, span) for span in taken)
            and looks_like_name(name.text)
        ]
    words = [token.span for token in tools.analyzer.tokens(text) if len(token.term) > 1]
    spans: list[tuple[int, int]] = []
    for size in (3, 2):
        for start in range(len(text) - size + 1):
            span = (start, start + size)
            if any(_meets(span, other) for other in (*taken, *spans)):
                continue
            if any(
                _meets(span, word) and word[1] - word[0] > 1 and word != span for word in words
            ):
                continue
            if size == 2 and span in words:
                continue
            if looks_like_name(text[start : start + size]):
                spans.append(span)
    return spans


def _meets(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]

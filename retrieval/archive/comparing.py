"""Two texts -> what is different, as spans of both; white space, width and the shape of marks aside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from retrieval.language.normalise import normalise
from retrieval.records import Span

__all__ = ["ENDS", "Compared", "Difference", "compare", "compared", "cut_off", "pairs"]

_QUOTES = str.maketrans(
    dict.fromkeys("“”„‟〝〞「」『』﹁﹂", '"')
    | dict.fromkeys("‘’‚‛", "'")
    | dict.fromkeys("—–―", "-")
)
ENDS = ".。!?;,'\"…:、 "  # marks at the ends of a pasted text that do not count
_BEFORE = frozenset(
    "不未没无非勿莫别副代原前拟"
)  # left out before a quote, these change what it says
_AFTER = frozenset("万亿千百%")  # left out after a number, these change it


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different: ``asked`` of the pasted text stands where the paper has ``printed``; either may be empty.

    ``asked_span`` is of the pasted text, ``printed_span`` of the citation's quote.
    """

    asked: str
    printed: str
    asked_span: Span
    printed_span: Span


@dataclass(frozen=True, slots=True)
class Compared:
    """A text as compared, with the place of each character in the text as printed."""

    plain: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Where ``plain[start:end]`` stands in the text as printed."""
        if start >= end:
            at = self.places[start] if start < len(self.places) else self._end()
            return at, at
        return self.places[start], self.places[end - 1] + 1

    def _end(self) -> int:
        return self.places[-1] + 1 if self.places else 0


def compared(text: str) -> Compared:
    """Fold what does not count, and drop white space."""
    plain = normalise(text).translate(_QUOTES)
    kept = [(char, at) for at, char in enumerate(plain) if not char.isspace()]
    return Compared("".join(char for char, _ in kept), tuple(at for _, at in kept))


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters, to find the likest text fast."""
    return {text[at : at + 2] for at in range(len(text) - 1)}


def cut_off(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]``, taken out of its text, says something else: 区长 out of 副区长, 2月 out of 12月."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and (before in _BEFORE or (before.isdigit() and text[start].isdigit())):
        return True
    more = (
        after.isdigit() or after in _AFTER or (after == "." and text[end + 1 : end + 2].isdigit())
    )
    return bool(after) and text[end - 1].isdigit() and more


def compare(asked: str, printed: str) -> tuple[float, list[Difference]]:
    """The share of ``asked`` that stands in ``printed``, and what is different.

    What ``printed`` has before and after the part that was asked for is no difference.
    """
    one, other = compared(asked), compared(printed)
    codes = SequenceMatcher(None, one.plain, other.plain, autojunk=False).get_opcodes()
    common = sum(code[2] - code[1] for code in codes if code[0] == "equal")
    return common / max(1, len(one.plain)), list(_differences(asked, printed, one, other, codes))


def _differences(
    asked: str,
    printed: str,
    one: Compared,
    other: Compared,
    codes: Sequence[tuple[str, int, int, int, int]],
) -> Iterator[Difference]:
    for number, (tag, a, b, c, d) in enumerate(codes):
        edge = number in (0, len(codes) - 1)
        if tag == "insert" and edge:
            lost = other.span(*_lost(other.plain, c, d, first=number == 0))
            if lost[0] < lost[1]:
                yield Difference("", printed[slice(*lost)], one.span(a, b), lost)
            continue
        only_marks = not (one.plain[a:b] + other.plain[c:d]).strip(ENDS)
        if tag == "equal" or (edge and only_marks):
            continue
        here = one.span(*_whole_number(one.plain, a, b))
        there = other.span(*_whole_number(other.plain, c, d))
        yield Difference(asked[slice(*here)], printed[slice(*there)], here, there)


def _lost(text: str, start: int, end: int, *, first: bool) -> Span:
    """The character beside the pasted part without which it says something else: 副 before 区长."""
    if first and 0 < end < len(text) and cut_off(text, end, len(text)):
        return _whole_number(text, end - 1, end)
    if not first and start > 0 and cut_off(text, 0, start):
        return _whole_number(text, start, start + 1)
    return end, end


def _whole_number(text: str, start: int, end: int) -> Span:
    """The span with the digits it cuts through: 2788 for 2778, not 8 for 7."""
    if start == end:
        return start, end
    if text[start].isdigit():
        while start > 0 and text[start - 1].isdigit():
            start -= 1
    if text[end - 1].isdigit():
        while end < len(text) and text[end].isdigit():
            end += 1
    return start, end

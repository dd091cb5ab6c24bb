"""Forms of one paragraph, in order -> the paragraph, whole, with a piece for each line.

What is taken out of a line (a character repeated at a break, a "continued on page 2") is a repair.
"""

from collections.abc import Sequence

from retrieval.corpus.assembly.breaks import repeated
from retrieval.corpus.assembly.forms import Form
from retrieval.corpus.assembly.jumps import jump_from, jump_on
from retrieval.corpus.repair import mends
from retrieval.language.continuity import continuity
from retrieval.records import Paragraph, Piece, Repair

__all__ = ["paragraph_of"]

_ELSEWHERE = "continued on another page"


def paragraph_of(forms: Sequence[Form]) -> Paragraph:
    """Join the lines; a line's white space at either end is not part of the paragraph."""
    text, pieces, repairs = "", list[Piece](), list[Repair]()
    for number, form in enumerate(forms):
        start = 0
        if number:
            start = _overlap(text, form.text)
            if start:
                span = (len(text), len(text))
                repairs.append(Repair(span, form.text[:start], "repeated at a break"))
            elif _needs_space(text, form.text):
                text += " "
        if before := jump_from(form.text):
            start = max(start, before.span[1])
            repairs.append(Repair((len(text), len(text)), form.text[: before.span[1]], _ELSEWHERE))
        after = jump_on(form.text)
        end = after.span[0] if after else len(form.text)
        mended, found = _mended(form.text[start:end].rstrip(), len(text))
        pieces.append(
            Piece((len(text), len(text) + len(mended)), form.line.number, form.start + start)
        )
        text += mended
        repairs += found
        if after:
            repairs.append(Repair((len(text), len(text)), form.text[end:], _ELSEWHERE))
    return Paragraph(text, tuple(pieces), tuple(repairs))


def _mended(body: str, base: int) -> tuple[str, list[Repair]]:
    text, done, repairs = "", 0, list[Repair]()
    for mend in mends(body):
        text += body[done : mend.start]
        span = (base + len(text), base + len(text) + len(mend.text))
        repairs.append(Repair(span, body[mend.start : mend.end], mend.reason))
        text += mend.text
        done = mend.end
    return text + body[done:], repairs


def _overlap(text: str, more: str) -> int:
    """How many characters at the start of ``more`` only repeat the end of ``text``."""
    size = repeated(text, more)
    if not size:
        return 0
    if size == 2:
        return 2
    # 天天, 人人 …: a word over the break that is written so stays
    seam, other = (
        continuity().juncture(text[-9:], more[:9]),
        continuity().juncture(text[-9:], more[1:10]),
    )
    return 1 if other.bridge >= seam.bridge or other.syntax >= seam.syntax else 0


def _needs_space(text: str, more: str) -> bool:
    """Words written with letters stand apart."""
    last, first = text[-1:], more[:1]
    return last.isascii() and last.isalpha() and first.isascii() and first.isalpha()

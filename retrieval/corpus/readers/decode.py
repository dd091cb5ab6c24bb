"""Bytes -> text and the encoding that they are in: UTF-8, UTF-16/32, GB18030, Big5, else a guess.

A Chinese text in the wrong encoding still decodes, into rare characters; so the candidates are
compared by how many of the commonest characters of the language they yield.
"""

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

__all__ = ["Decoded", "decode", "decode_as", "decode_name", "is_texty"]

_WIDE = re.compile("[^\x00-~]+")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}
_HEADLINE = 50  # characters of a short text
_FEW = 3  # broken places of a short text, beside 1 in 100 of its characters
_SAMPLE = 200_000  # bytes that are enough to tell encodings apart

# The commonest characters of Chinese print, in both scripts: about two in five of any text.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制"
    "机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正"
    "心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党"
    "程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角"
    "期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压"
    "志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万"
    "每目至达走积示议声报市县镇村省委记"
    "這為個國時來們對會發動過說產種後學經進著電裡現實體機當點從業應開還義間樣與關線內數問題變條沒結"
    "無軍情黨員設長頭資邊級圖統較將組見計別論運農幾區強戰則據處隊給門規熱領東導壓爭濟階術極聯認權證"
    "單風車務萬達積議聲報縣鎮記"
    "，。、：；“”（）《》！？「」　０１２３４５６７８９"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and how many of its bytes were not text in it."""

    text: str
    encoding: str
    broken: int = 0


def decode(data: bytes) -> Decoded | None:
    """Text of ``data`` without its byte order mark; ``None`` where it is no text in any encoding."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    if b"\0" in data[:_SAMPLE]:
        return _utf16(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _best(data)


def decode_as(data: bytes, encoding: str) -> Decoded | None:
    """Text in the encoding that a file says of itself; ``None`` where that is unknown or not true."""
    name = _WIDER.get(encoding.lower(), encoding)
    try:
        codecs.lookup(name)
        found = _lenient(data, name)
    except (LookupError, ValueError, UnicodeError):
        return None
    return found if found and is_texty(found.text) else None


def decode_name(data: bytes) -> str:
    """A file's name: UTF-8, else GBK or Big5, whichever reads as Chinese, else code page 437."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = []
    for encoding in ("gb18030", "big5hkscs"):
        try:
            found.append(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return max(found, key=_chinese, default=data.decode("cp437"))


def is_texty(text: str) -> bool:
    """Whether a decoded text is text: no NUL, and control characters are rare."""
    if "\0" in text:
        return False
    head = text[:_SAMPLE]
    strange = sum(count for char, count in Counter(head).items() if _strange(char))
    return strange * 50 <= len(head)


def _strange(char: str) -> bool:
    return (
        (char < " " and char not in "\t\n\r\f\v\x1b")
        or "\x7f" <= char <= "\x9f"
        or "\ue000" <= char <= "\uf8ff"
    )


def _lenient(data: bytes, encoding: str) -> Decoded | None:
    """Decode, letting single broken places be U+FFFD; ``None`` where they are more than a few."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    meant = data.count("�".encode(encoding)) if encoding.startswith("utf") else 0
    broken = text.count("�") - meant
    few = broken * 5 <= len(text) and broken <= _FEW + len(text) // 100
    return Decoded(text, encoding, broken) if few else None


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: the byte order in which the text reads as text; NUL means nothing else."""
    tries = (_lenient(data, encoding) for encoding in ("utf-16-le", "utf-16-be"))
    good = [found for found in tries if found and is_texty(found.text) and not found.broken]
    best = max(good, key=lambda found: _chinese(found.text) + _share(found.text), default=None)
    return best if best and _share(best.text) > 0.2 else None


def _best(data: bytes) -> Decoded | None:
    """The candidate with the commonest characters; a nearly sound UTF-8 goes before all others."""
    damaged = _lenient(data, "utf-8")
    if damaged and is_texty(damaged.text) and _share(damaged.text) > 0.2:
        return damaged
    found = [
        candidate
        for encoding in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
        if (candidate := _lenient(data, encoding)) and is_texty(candidate.text)
    ]
    best = max(found, key=lambda candidate: _chinese(candidate.text), default=None)
    if best and _chinese(best.text) > 0.15 and _in_runs(best.text):
        return best
    return _guess(data) or damaged


def _guess(data: bytes) -> Decoded | None:
    """What charset-normalizer says, for other languages."""
    from charset_normalizer import from_bytes

    match = from_bytes(data[:_SAMPLE]).best()
    if match is None or match.encoding.startswith("utf_7"):
        return None
    found = _lenient(data, match.encoding)
    return found if found and is_texty(found.text) else None


def _share(text: str) -> float:
    """Share of characters that are common in Chinese print or plain ASCII."""
    head = text[: _SAMPLE // 2]
    good = sum(char in _COMMON or " " <= char <= "~" or char in "\t\n\r" for char in head)
    return good / max(1, len(head))


def _chinese(text: str) -> float:
    """Share of common characters among those that are not ASCII.

    In a short text, a headline, few are that common; there the characters of the first level of GB 2312 and
    Big5, which other encodings yield by chance only, count a third.
    """
    wide = [char for char in text[: _SAMPLE // 2] if char > "~"]
    share = sum(char in _COMMON for char in wide) / max(1, len(wide))
    if len(wide) > _HEADLINE:
        return share
    return share + sum(char in _first_level() for char in wide) / max(1, len(wide)) / 3


@cache
def _first_level() -> frozenset[str]:
    """The 3,755 and 5,401 characters that the two standards hold to be in use, in order of sound or strokes."""
    simple = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    other = (bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in trails)
    pairs = [code.decode("gb2312", "ignore") for code in simple]
    return frozenset(pairs + [code.decode("big5", "ignore") for code in other])


def _in_runs(text: str) -> bool:
    """Whether Han characters stand side by side; accents read in a Chinese encoding stand alone."""
    wide = _WIDE.findall(text[: _SAMPLE // 2])
    return sum(map(len, wide)) > 1.6 * len(wide)

"""Runs of text with styles -> HTML messages within Telegram's limits; nothing is cut away.

The only place where HTML is made: whatever comes from outside is a ``Run``'s text and is escaped
here. Limits (Bot API, sendMessage): 4,096 UTF-16 units after the entities are parsed, of which we
use 4,000, and 100 entities, of which we use 90; more would be ignored without a word.
"""

import html as _html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

__all__ = [
    "Block",
    "Run",
    "bold",
    "clip",
    "italic",
    "plain",
    "render",
    "runs_of",
    "units",
    "visible",
]

MAX_UNITS = 4000
MAX_ENTITIES = 90

_TAGS = {"b": "b", "i": "i", "u": "u", "code": "code"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]|\t")
_BIDI = re.compile(r"[\r\u202a-\u202e\u2066-\u2069]")
# nothing is seen of these; to Telegram a message of them alone is empty
_UNSEEN = re.compile(
    "[\u200b\u2060-\u2064\ufeff\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164]"
)
_JOINERS = re.compile("[\u200c-\u200f]")  # these shape what stands beside them
_LINES = re.compile(r"[\u2028\u2029\x85]")
# A place to split, best first: the end of a line, of a sentence, of a part of it.
_BORDERS = (
    re.compile(r"\n"),
    re.compile(r"[。！？!?…][”’」』）)]*|\. "),
    re.compile(r"[，、；：,;\s]"),
)
_TEMPLATE = re.compile(r"(</?(?:b|i|u|code)>|\{\w+\})")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; ``styles`` are of b, i, u, code."""

    text: str
    styles: tuple[str, ...] = ()
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a message. A ``quote`` folds; ``gap`` puts an empty line before it."""

    runs: tuple[Run, ...]
    quote: bool = False
    gap: bool = False


def visible(text: str) -> str:
    """Return text as Telegram can show it: no control or unseen characters, no halves of surrogate pairs."""
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _BIDI.sub("", _LINES.sub("\n", text.replace("\r\n", "\n")))
    return _CONTROL.sub(" ", _UNSEEN.sub("", text))


def units(text: str) -> int:
    """Return the length in UTF-16 units, as Telegram counts."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def bold(text: str) -> Run:
    """Return a run in bold."""
    return Run(text, ("b",))


def italic(text: str) -> Run:
    """Return a run in italics."""
    return Run(text, ("i",))


def clip(text: str, length: int) -> str:
    """Return a label of at most ``length`` characters, with an ellipsis where more was there."""
    text = " ".join(visible(text).split())
    return text if len(text) <= length else text[: length - 1] + "…"


def runs_of(template: str, values: dict[str, str | Sequence[Run]]) -> tuple[Run, ...]:
    """Fill a template of ours: its tags become styles, its ``{names}`` become text, never markup."""
    styles: tuple[str, ...] = ()
    runs: list[Run] = []
    for part in _TEMPLATE.split(template):
        if part.startswith("</") and part[2:-1] in _TAGS:
            styles = tuple(style for style in styles if style != part[2:-1])
        elif part.startswith("<") and part[1:-1] in _TAGS:
            styles = (*styles, part[1:-1])
        elif part.startswith("{") and part[1:-1] in values:
            value = values[part[1:-1]]
            filled = [Run(value)] if isinstance(value, str) else value
            runs += [replace(run, styles=_joined(styles, run.styles)) for run in filled]
        elif part:
            runs.append(Run(part, styles))
    return tuple(runs)


def render(blocks: Iterable[Block], limit: int = MAX_UNITS) -> list[str]:
    """Return the blocks as messages, in order, each within the limits; split at borders only.

    A message is never empty; no blocks (or only white space) give no messages.
    """
    messages: list[list[Block]] = [[]]
    used, entities = 0, 0
    todo = list(map(_cleaned, blocks))
    while todo:
        block = todo.pop(0)
        if not _JOINERS.sub("", _text(block)).strip():
            continue
        size, marks = _cost(block)
        gap = (2 if block.gap else 1) if messages[-1] else 0
        if used + gap + size <= limit and entities + marks <= MAX_ENTITIES:
            messages[-1].append(block)
            used, entities = used + gap + size, entities + marks
            continue
        if size > limit or marks > MAX_ENTITIES:
            space, left = limit - used - gap, MAX_ENTITIES - entities
            if space < limit // 4 or left < MAX_ENTITIES // 4:
                space, left = limit, MAX_ENTITIES
            first, rest = _split(block, space, left)
            todo[:0] = [first, rest]
            if space == limit and messages[-1]:
                messages.append([])
                used, entities = 0, 0
            continue
        messages.append([])
        used, entities = 0, 0
        todo.insert(0, block)
    return [_html_of(blocks_) for blocks_ in messages if blocks_]


def plain(markup: str) -> str:
    """Return the text of a rendered message, for a terminal."""
    return _html.unescape(re.sub(r"<[^>]*>", "", markup))


def _joined(outer: tuple[str, ...], inner: tuple[str, ...]) -> tuple[str, ...]:
    return outer + tuple(style for style in inner if style not in outer)


def _cleaned(block: Block) -> Block:
    """Make the text showable, and join neighbours of one style: each entity counts."""
    runs: list[Run] = []
    for run in block.runs:
        text = visible(run.text)
        if runs and (runs[-1].styles, runs[-1].href) == (run.styles, run.href):
            runs[-1] = replace(run, text=runs[-1].text + text)
        elif text:
            runs.append(replace(run, text=text))
    return replace(block, runs=tuple(runs))


def _text(block: Block) -> str:
    return "".join(run.text for run in block.runs)


def _cost(block: Block) -> tuple[int, int]:
    marks = sum(len(run.styles) + (run.href is not None) for run in block.runs)
    return sum(units(run.text) for run in block.runs), marks + block.quote


def _split(block: Block, space: int, marks: int) -> tuple[Block, Block]:
    """Cut a block in two, the first within ``space`` units and ``marks`` entities."""
    text = _text(block)
    at = _border(text, _reach(block, space, marks - block.quote))
    first: list[Run] = []
    rest: list[Run] = []
    for run in block.runs:
        head, tail = run.text[:at], run.text[at:]
        at = max(0, at - len(run.text))
        if head:
            first.append(replace(run, text=head))
        if tail:
            rest.append(replace(run, text=tail))
    return replace(block, runs=tuple(first)), replace(block, runs=tuple(rest), gap=False)


def _reach(block: Block, space: int, marks: int) -> int:
    """Return how many characters of a block fit; at least one."""
    reach = 0
    for run in block.runs:
        marks -= len(run.styles) + (run.href is not None)
        if marks < 0:
            break
        for character in run.text:
            space -= units(character)
            if space < 0:
                return max(1, reach)
            reach += 1
    return max(1, reach)


def _border(text: str, reach: int) -> int:
    """Return the last good place to cut in the first ``reach`` characters."""
    if reach >= len(text):
        return reach
    for pattern in _BORDERS:
        ends = [match.end() for match in pattern.finditer(text, 0, reach)]
        if ends and ends[-1] > reach // 2:
            return ends[-1]
    return reach


def _html_of(blocks: Sequence[Block]) -> str:
    parts: list[str] = []
    for block in blocks:
        if parts:
            parts.append("\n\n" if block.gap else "\n")
        body = "".join(map(_run_html, block.runs))
        parts.append(f"<blockquote expandable>{body}</blockquote>" if block.quote else body)
    return "".join(parts)


def _run_html(run: Run) -> str:
    body = _html.escape(run.text, quote=False)
    for style in reversed(run.styles):
        body = f"<{style}>{body}</{style}>"
    return body if run.href is None else f'<a href="{_html.escape(run.href)}">{body}</a>'

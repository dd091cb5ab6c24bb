"""Decoded text -> its non-empty lines, numbered from 1 as an editor numbers them; Markdown headings marked.

A line ends at LF, CR LF or CR. Nothing else ends one: a page's form feeds and U+2028 stay in it.
"""

import re

from retrieval.records import Line

__all__ = ["markdown_lines", "split_lines", "text_lines"]

_HEADING = re.compile(r" {0,3}#{1,6}[ \t　]+(?P<text>.*?)[ \t　]*#*[ \t　]*")
_FENCE = re.compile(r" {0,3}(```|~~~)")


def split_lines(text: str) -> list[str]:
    """The lines of a text without their ends, the empty ones too."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def text_lines(text: str) -> tuple[Line, ...]:
    """The non-empty lines of a plain text, as they stand."""
    return tuple(
        Line(number, line) for number, line in enumerate(split_lines(text), 1) if line.strip()
    )


def markdown_lines(text: str) -> tuple[Line, ...]:
    """The non-empty lines of a Markdown text; a heading is one without its ``#`` marks, and hinted."""
    lines: list[Line] = []
    fenced = False
    for line in text_lines(text):
        if _FENCE.match(line.text):
            fenced = not fenced
        heading = None if fenced else _HEADING.fullmatch(line.text)
        if heading and heading["text"]:
            lines.append(Line(line.number, heading["text"], "heading"))
        else:
            lines.append(line)
    return tuple(lines)

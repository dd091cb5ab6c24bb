"""HTML -> the lines of its main text; headings hinted. Numbers count the lines of the extracted text.

The text is in ``<main>`` or the ``<article>``s where these hold most of it; else in what is left of the
body without navigation: blocks that are mostly links, and blocks named as furniture of a web page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from retrieval.corpus.readers.decode import Decoded, decode, decode_as
from retrieval.corpus.readers.limits import Refused
from retrieval.records import Line

__all__ = ["decode_html", "html_lines"]

_Hint = Literal["heading"] | None

_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,30})", re.IGNORECASE
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_HAN = "⺀-鿿豈-﫿︰-﹏＀-￯　-〿“”‘’…—"
_WRAP = re.compile(rf"(?<=[{_HAN}])[ \t]*[\r\n][ \t\r\n]*(?=[{_HAN}])")
_DROPPED = {
    *("script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button"),
    *("select", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video", "head"),
    *("map", "dialog", "menu", "textarea"),
}
_BLOCKS = {
    *(
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
    ),
    *(
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
    ),
    *("li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead"),
    *("tr", "ul", "br", "founder-content", "hgroup"),
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_PRUNED = {"div", "ul", "ol", "dl", "table", "section", "p", "td", "header", "center"}
_FURNITURE = re.compile(
    r"(^|[\s_-])(nav|navbar|navigation|menu|breadcrumbs?|crumbs?|side-?bar|foot|footer|copyright|"
    r"comments?|share|sharing|related|recommend\w*|advert\w*|ads?|toolbar|pagination|pager|login|"
    r"search|qrcode|tags)([\s_-]|$)",
    re.IGNORECASE,
)
_TITLE_CLASS = re.compile(r"(^|[\s_-])(title|headline|biaoti|bt)([\s_-]|$)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINKS = 0.6  # share of a block's text in links above which it is navigation
_LONG = 2000  # characters of a block that is too long to be navigation
_MOST = 0.4  # share of a page's text that a block to be dropped may hold


def decode_html(data: bytes) -> Decoded | None:
    """Text of an HTML file: sound UTF-8 is UTF-8, else what the file says of itself, else a guess."""
    found = decode(data)
    if found and not found.broken and found.encoding.startswith("utf"):
        return found
    said = _META.search(data[:4096])
    return (said and decode_as(data, said[1].decode("ascii"))) or found


def html_lines(text: str, name: str) -> tuple[Line, ...]:
    """The lines of the main text, in the order of the source; empty where there is none.

    Raises:
        Refused: the markup is nested so deeply that the parser leaves text out.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # Bytes with a known encoding, as lxml refuses a str that declares one; nothing is fetched.
    parser = HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = document_fromstring(_DECLARATION.sub("", text).encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return ()
    if any("depth" in str(error.message) for error in parser.error_log):
        raise Refused(name, "broken", "its markup is nested too deeply; save it as plain text")
    lines: list[tuple[str, _Hint]] = []
    for part in _main(root, _drop(root)):
        lines += _walk(part)
    return tuple(Line(number, line, hint) for number, (line, hint) in enumerate(lines, 1))


@dataclass(slots=True)
class _Size:
    """Of an element: characters of its text and of that in links, and whether it holds a sentence."""

    text: int = 0
    links: int = 0
    sentence: bool = False


def _drop(root) -> dict:  # type: ignore[no-untyped-def, type-arg]
    """Take out what is no text, hidden, or furniture of a web page, never most of the text; give all sizes."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED or _is_hidden(element):
            _remove(element)
    sizes = _sizes(root)
    for element in list(root.iter(*_PRUNED)):
        small = sizes[element].text < _MOST * sizes[root].text
        if element is not root and small and _is_furniture(element, sizes[element]):
            _remove(element)
    return sizes


def _sizes(root) -> dict:  # type: ignore[no-untyped-def, type-arg]
    """Sizes of all elements, in one pass: a page may nest and be long."""
    from lxml.etree import iterwalk

    sizes: dict[object, _Size] = {}
    stack: list[_Size] = []
    for event, element in iterwalk(root, events=("start", "end")):
        if event == "start":
            stack.append(_Size())
            _add(stack[-1], element.text)
            continue
        size = sizes[element] = stack.pop()
        if element.tag == "a":
            size.links = size.text
        if stack:
            above = stack[-1]
            above.text += size.text
            above.links += size.links
            above.sentence = above.sentence or size.sentence
            _add(above, element.tail)
    return sizes


def _add(size: _Size, text: str | None) -> None:
    if text:
        size.text += len("".join(text.split()))
        size.sentence = size.sentence or "。" in text


def _remove(element) -> None:  # type: ignore[no-untyped-def]
    if element.getparent() is not None and element.tag not in ("html", "body"):
        element.drop_tree()


def _is_hidden(element) -> bool:  # type: ignore[no-untyped-def]
    if element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


def _is_furniture(element, size: _Size) -> bool:  # type: ignore[no-untyped-def]
    """Named as furniture, or mostly links and without a sentence."""
    if element.tag == "header":
        return _is_site_header(element)
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    mostly_links = size.links > _LINKS * size.text and size.text < _LONG and not size.sentence
    if not (mostly_links or _FURNITURE.search(name)):
        return False
    return element.find(".//h1") is None


def _is_site_header(element) -> bool:  # type: ignore[no-untyped-def]
    """A header of the site, not of a story: outside of any, and headings stand elsewhere as well."""
    if element.xpath("ancestor::article | ancestor::main"):
        return False
    count = "count({}//h1 | {}//h2 | {}//h3)"
    inside, every = count.replace("{}", "."), count.replace("{}", "")
    return bool(element.xpath(every) > element.xpath(inside))


def _main(root, sizes: dict) -> list:  # type: ignore[no-untyped-def, type-arg]
    """The elements that hold the text: main, the outermost articles, else all that is left."""
    enough = _MOST * sizes[root].text
    mains = root.xpath("//main | //*[@role='main']")
    if mains:
        best = max(mains, key=lambda element: sizes[element].text)
        if sizes[best].text > enough:
            return [best]
    articles = root.xpath("//article[not(ancestor::article)]")
    if articles and sum(sizes[element].text for element in articles) > enough:
        return list(articles)
    return [root]


def _walk(root) -> Iterator[tuple[str, _Hint]]:  # type: ignore[no-untyped-def]
    """Lines with their hints: a block begins and ends a line, the cells of a row share one."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    heading = 0
    for event, element in iterwalk(root, events=("start", "end")):
        is_block, is_heading = element.tag in _BLOCKS, _is_heading(element)
        if is_block and (line := _joined(parts)):
            yield line, "heading" if heading else None
        if is_block:
            parts = []
        elif element.tag in ("td", "th"):
            parts.append(" ")
        heading += is_heading if event == "start" else -is_heading
        after = element.text if event == "start" else element.tail
        if after and not (event == "end" and element is root):
            parts.append(after)
    if line := _joined(parts):
        yield line, "heading" if heading else None


def _is_heading(element) -> bool:  # type: ignore[no-untyped-def]
    if element.tag in _HEADINGS:
        return True
    named = element.tag in ("p", "div") and _TITLE_CLASS.search(element.get("class") or "")
    return bool(named) and element.find(".//p") is None and len(element.xpath("string()")) <= 90


def _joined(parts: list[str]) -> str:
    """One line of a block's text; a line break of the source between two Han characters is nothing."""
    return _SPACE.sub(" ", _WRAP.sub("", "".join(parts))).strip()

"""HTML -> the lines of its main text; headings hinted. Numbers count the lines of the extracted text.

The text is in ``<main>`` or the ``<article>``s where these hold most of it; else in what is left of the
body without navigation: blocks that are mostly links, and blocks named as furniture of a web page.
"""

import re
from collections.abc import Iterator
from typing import Literal

from retrieval.corpus.readers.decode import Decoded, decode, decode_as
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
_MOST = 0.4  # share of a page's text that a block to be dropped may hold


def decode_html(data: bytes) -> Decoded | None:
    """Text of an HTML file: sound UTF-8 is UTF-8, else what the file says of itself, else a guess."""
    found = decode(data)
    if found and not found.broken and found.encoding.startswith("utf"):
        return found
    said = _META.search(data[:4096])
    return (said and decode_as(data, said[1].decode("ascii"))) or found


def html_lines(text: str) -> tuple[Line, ...]:
    """The lines of the main text, in the order of the source; empty where there is none."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # Bytes with a known encoding, as lxml refuses a str that declares one; nothing is fetched.
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(_DECLARATION.sub("", text).encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return ()
    _drop(root)
    lines = []
    for part in _main(root):
        lines += list(_walk(part))
    return tuple(Line(number, line, hint) for number, (line, hint) in enumerate(lines, 1))


def _drop(root) -> None:  # type: ignore[no-untyped-def]
    """Take out what is no text, hidden, or furniture of a web page; never most of the text."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED or _is_hidden(element):
            _remove(element)
    whole = max(1, _length(root))
    for element in list(root.iter(*_PRUNED)):
        if element is not root and _is_furniture(element) and _length(element) < _MOST * whole:
            _remove(element)


def _remove(element) -> None:  # type: ignore[no-untyped-def]
    if element.getparent() is not None and element.tag not in ("html", "body"):
        element.drop_tree()


def _is_hidden(element) -> bool:  # type: ignore[no-untyped-def]
    if element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


def _is_furniture(element) -> bool:  # type: ignore[no-untyped-def]
    """Named as furniture, or mostly links and without a sentence."""
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag == "header":
        return _is_site_header(element)
    if element.find(".//h1") is not None:
        return False
    if _FURNITURE.search(name):
        return True
    length = _length(element)
    links = sum(_length(link) for link in element.iter("a"))
    return 0 < length < 2000 and links > _LINKS * length and "。" not in element.text_content()


def _is_site_header(element) -> bool:  # type: ignore[no-untyped-def]
    """A header of the site, not of a story: outside of any, and headings stand elsewhere as well."""
    if element.xpath("ancestor::article | ancestor::main"):
        return False
    count = "count({}//h1 | {}//h2 | {}//h3)"
    inside, every = count.replace("{}", "."), count.replace("{}", "")
    return bool(element.xpath(every) > element.xpath(inside))


def _length(element) -> int:  # type: ignore[no-untyped-def]
    return sum(not char.isspace() for char in element.text_content())


def _main(root) -> list:  # type: ignore[no-untyped-def, type-arg]
    """The elements that hold the text: main, the outermost articles, else all that is left."""
    whole = max(1, _length(root))
    mains = root.xpath("//main | //*[@role='main']")
    if mains and _length(best := max(mains, key=_length)) > _MOST * whole:
        return [best]
    articles = root.xpath("//article[not(ancestor::article)]")
    if articles and sum(map(_length, articles)) > _MOST * whole:
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
    return bool(named) and _length(element) <= 60 and element.find(".//p") is None


def _joined(parts: list[str]) -> str:
    """One line of a block's text; a line break of the source between two Han characters is nothing."""
    return _SPACE.sub(" ", _WRAP.sub("", "".join(parts))).strip()

"""Text of a .jsonl -> ready articles, one a line; a broken line is named by its number.

A line is ``{"_id", "title"?, "text", "date"?, "source"?}``; other keys are ignored. The source's
``Line`` holds the article's title and text as read, so that a quotation can be checked against it.
"""

import datetime as dt
import json
import re

from retrieval.corpus.readers.limits import Refused
from retrieval.corpus.readers.text import split_lines
from retrieval.records import Line, Notice, ReadyArticle

_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")

__all__ = ["looks_like_jsonl", "ready_articles"]


def looks_like_jsonl(text: str) -> bool:
    """Whether the first line that is not empty is a JSON object with an ``_id`` or a ``text``."""
    first = next((line for line in text[:100_000].split("\n") if line.strip()), "")
    if not first.lstrip().startswith("{"):
        return False
    try:
        item = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(item, dict) and ("_id" in item or "text" in item)


def ready_articles(
    text: str, name: str
) -> tuple[tuple[ReadyArticle, ...], tuple[Line, ...], tuple[Notice, ...]]:
    """The articles of a .jsonl with their lines and what to look at.

    Raises:
        Refused: a line is broken or an ``_id`` stands twice; the message names the line.
    """
    articles: list[ReadyArticle] = []
    notices: list[Notice] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(split_lines(text), 1):
        if not line.strip():
            continue
        article = _article(line, number, name, notices)
        if article.id in seen:
            raise Refused(
                name,
                "broken",
                f"line {number} has the _id {article.id!r} of line {seen[article.id]}; "
                "each article needs an _id of its own",
            )
        seen[article.id] = number
        articles.append(article)
    if not articles:
        raise Refused(name, "empty", "there are no articles in it")
    lines = tuple(Line(article.line, _as_line(article)) for article in articles)
    return tuple(articles), lines, tuple(notices)


def _as_line(article: ReadyArticle) -> str:
    return f"{article.title}\n{article.text}" if article.title else article.text


def _article(line: str, number: int, name: str, notices: list[Notice]) -> ReadyArticle:
    where = f"line {number}"
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        why = getattr(error, "msg", "nested too deeply")
        raise Refused(name, "broken", f"{where} is not JSON ({why}); mend or remove it") from None
    if not isinstance(item, dict):
        raise Refused(name, "broken", f'{where} is not an object {{"_id", "title", "text"}}')
    id_, title, body = item.get("_id"), item.get("title"), item.get("text")
    if not isinstance(id_, str | int) or isinstance(id_, bool) or not str(id_).strip():
        raise Refused(name, "broken", f'{where} has no "_id"; give the article one')
    if not isinstance(body, str) or not isinstance(title, str | None):
        raise Refused(
            name, "broken", f'{where} has no "text", or its "text" or "title" is no string'
        )
    article = ReadyArticle(
        id=str(id_),
        title=title or "",
        text=body,
        day=_day(item.get("date"), number, name, notices),
        source=item["source"] if isinstance(item.get("source"), str) else None,
        line=number,
    )
    _check_characters(article, name)
    return article


def _check_characters(article: ReadyArticle, name: str) -> None:
    """JSON can write characters that are none: NUL and halves of surrogate pairs."""
    for text in (article.id, article.title, article.text, article.source or ""):
        if _NO_CHARACTER.search(text):
            reason = f"line {article.line} holds a NUL or half a character; mend or remove it"
            raise Refused(name, "broken", reason)


def _day(value: object, number: int, name: str, notices: list[Notice]) -> dt.date | None:
    if value is None or value == "":
        return None
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        message = f"{name}: line {number}: the date is not like 2023-12-08; taken as unknown"
        notices.append(Notice(name, (number,), "bad_date", message))
        return None

"""Records -> the JSON objects of the command line's contract (public: they change only by an issue)."""

import datetime as dt
from typing import TYPE_CHECKING

from retrieval.records import (
    HEAD,
    Answer,
    Article,
    Assembled,
    Choice,
    Citation,
    DateMention,
    Hit,
    Notice,
    Query,
)

if TYPE_CHECKING:
    from retrieval.engine import LoadReport

__all__ = ["answer_json", "citation_json", "hit_json", "load_json", "notice_json", "segment_json"]

Json = dict[str, object]


def segment_json(assembled: Assembled) -> Json:
    """What ``wenbao segment --json`` and ``wenbao load --dry-run --json`` print of a page."""
    issue = assembled.issue_date
    return {
        "source": assembled.source,
        "issue_date": _iso(issue.day),
        "issue_date_from": issue.origin,
        "articles": [_article_json(article) for article in assembled.articles],
        "furniture": [
            {"text": item.text, "lines": list(item.lines), "kind": item.kind}
            for item in assembled.furniture
        ],
        "warnings": [notice_json(notice) for notice in assembled.warnings],
    }


def _article_json(article: Article) -> Json:
    return {
        "id": article.id,
        "kicker": article.head_text("kicker"),
        "headline": article.headline,
        "subheadline": article.head_text("subheadline"),
        "authors": list(article.authors),
        "head_lines": list(article.head_lines),
        "date": _iso(article.date),
        "flags": list(article.flags),
        "series": article.series,
        "paragraphs": [
            {"text": paragraph.text, "lines": list(paragraph.lines)}
            | ({"source": paragraph.source} if paragraph.source else {})
            for paragraph in article.paragraphs
        ],
    }


def notice_json(notice: Notice) -> Json:
    """Something a person should look at, as in the ``warnings`` of ``load``."""
    return {
        "source": notice.source,
        "lines": list(notice.lines),
        "code": notice.code,
        "message": notice.message,
    }


def load_json(report: "LoadReport") -> Json:
    """What ``wenbao load --json`` prints of a load."""
    release = report.release
    return {
        "release": release.number,
        "sources": release.sources,
        "articles": release.articles,
        "passages": release.passages,
        "added": release.added,
        "changed": release.changed,
        "removed": release.removed,
        "warnings": [notice_json(notice) for notice in report.warnings],
        "seconds": round(report.seconds, 3),
    }


def answer_json(answer: Answer, id_: str | None = None) -> Json:
    """What ``wenbao ask --json`` prints of an answer; ``id_`` is the question's in a batch."""
    start: Json = {} if id_ is None else {"id": id_}
    return start | {
        "status": answer.status.value,
        "kind": answer.kind.value,
        "answer": answer.answer,
        "items": list(answer.items),
        "choices": [_choice_json(choice) for choice in answer.choices],
        "understood": _understood_json(answer.query),
        "citations": [citation_json(citation) for citation in answer.citations],
        "confidence": round(answer.confidence, 3),
        "complete": answer.complete,
        "note": answer.note,
        "release": answer.release,
        "ms": round(answer.milliseconds, 1),
    }


def _understood_json(query: Query) -> Json:
    return {
        "dates": [days for mention in query.dates if (days := _days(mention))],
        "people": list(query.people),
        "terms": list(query.terms),
        "read_as": query.read_as,
    }


def _days(mention: DateMention) -> list[str] | None:
    if mention.first is None or mention.last is None:
        return None
    return [mention.first.isoformat(), mention.last.isoformat()]


def _choice_json(choice: Choice) -> Json:
    return {
        "label": choice.label,
        "article_id": choice.article_id,
        "headline": choice.headline,
        "date": _iso(choice.date),
    }


def citation_json(citation: Citation) -> Json:
    """A citation, as in ``ask`` and ``quote``."""
    return {
        "article_id": citation.article_id,
        "headline": citation.headline,
        "date": _iso(citation.date),
        "source": citation.source,
        "head_lines": list(citation.head_lines),
        "lines": list(citation.lines),
        "quote": citation.quote,
        "spans": [list(span) for span in citation.spans],
    }


def hit_json(hit: Hit) -> Json:
    """A passage found, as ``wenbao search --json`` prints it."""
    article, passage = hit.article, hit.passage
    source, lines = article.source, article.head_lines
    if passage.paragraph != HEAD:
        paragraph = article.paragraphs[passage.paragraph]
        source, lines = paragraph.source or source, paragraph.lines
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        "article_id": article.id,
        "headline": article.headline,
        "date": _iso(article.date or article.issue_date),
        "source": source,
        "lines": list(lines),
        "text": passage.text,
    }


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()

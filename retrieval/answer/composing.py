"""Candidates -> Answer: the items, the short text, and a citation a sentence they stand in."""

from collections.abc import Sequence

from retrieval.answer.candidates import Candidate
from retrieval.answer.quoting import cite, cite_article
from retrieval.answer.scoring import Scored
from retrieval.records import Answer, Citation, Hit, Query, Span, Status

__all__ = ["composed", "not_found", "quoted"]

_SENTENCE = 160  # characters of a sentence given as the answer itself


def composed(query: Query, candidates: Sequence[Candidate], sure: float) -> Answer:
    """An answer of one item a candidate, in their order."""
    items = tuple(dict.fromkeys(c.text for c in candidates))
    return Answer(
        status=Status.ANSWERED,
        kind=query.kind,
        answer="、".join(items),
        items=items,
        citations=_citations(candidates),
        query=query,
        confidence=sure,
        complete=all(c.complete for c in candidates),
    )


def quoted(
    query: Query,
    scored: Scored,
    sure: float,
    *,
    before: str = "",
    spans: Sequence[Span] = (),
    part: Span | None = None,
) -> Answer:
    """A sentence as the answer, or a ``part`` of it; ``before`` is 是, 否, yes or no."""
    sentence = scored.unit.text.strip()
    if part is not None:
        sentence = scored.unit.text[part[0] : part[1]].strip(" ,，。;；")
        spans = [*spans, part]
    short = sentence if len(sentence) <= _SENTENCE else sentence[:_SENTENCE] + "…"
    marks = {"zh": "。", "en": ". "}
    text = f"{before}{marks[query.language]}{short}" if before else short
    return Answer(
        status=Status.ANSWERED,
        kind=query.kind,
        answer=text,
        items=(before or short,),
        citations=(cite(scored.story, scored.unit, spans),),
        query=query,
        confidence=sure,
    )


def not_found(query: Query, hits: Sequence[Hit], sure: float = 0.0) -> Answer:
    """An honest refusal with the nearest articles as citations."""
    citations: dict[str, Citation] = {}
    for hit in hits[:12]:
        if hit.article.id not in citations and len(citations) < 3:
            passage = hit.passage
            citations[hit.article.id] = cite_article(hit.article, passage.paragraph, passage.span)
    return Answer(
        status=Status.NOT_FOUND,
        kind=query.kind,
        answer=None,
        items=(),
        citations=tuple(citations.values()),
        query=query,
        confidence=sure,
    )


def _citations(candidates: Sequence[Candidate]) -> tuple[Citation, ...]:
    """One citation a sentence, in the order of the candidates, with all their spans in it."""
    units: dict[int, tuple[Scored, list[Span]]] = {}
    for candidate in candidates:
        _, spans = units.setdefault(id(candidate.scored), (candidate.scored, []))
        spans.append(candidate.span)
    return tuple(cite(scored.story, scored.unit, spans) for scored, spans in units.values())

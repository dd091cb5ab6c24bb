"""Query, Hits -> Answer: candidates of the kind asked for, the best with its quote, or an honest "not found"."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from retrieval.answer.agenda import agenda, is_agenda
from retrieval.answer.anchoring import anchored
from retrieval.answer.attending import attendance
from retrieval.answer.candidates import Candidate
from retrieval.answer.choosing import choose
from retrieval.answer.composing import composed, not_found, quoted
from retrieval.answer.deciding import THRESHOLD, confidence
from retrieval.answer.doubts import misplaced, traced, weak
from retrieval.answer.hedging import hedged
from retrieval.answer.holding import asks_holder
from retrieval.answer.nearness import places_of
from retrieval.answer.needs import met
from retrieval.answer.people import names_post
from retrieval.answer.pool import Pool
from retrieval.answer.quoting import cite
from retrieval.answer.reasons import reason
from retrieval.answer.scoring import Ranked, Scored, rank_units
from retrieval.answer.stories import stories
from retrieval.answer.typed import dateline_end
from retrieval.answer.yesno import verdict
from retrieval.language.sentences import clauses
from retrieval.records import Answer, Hit, Kind, Library, Query, Span, Status

__all__ = ["SentenceOrder", "SpanRanker", "answer"]

Better = Callable[[Sequence[Candidate]], Candidate | None]

_TYPED = frozenset({Kind.NUMBER, Kind.DATE, Kind.PEOPLE, Kind.POST, Kind.PLACE})
_NAMED = frozenset({Kind.ORGANISATION, Kind.TITLE, Kind.EVENT})  # which may be told in many words
_OWN = frozenset({Kind.NUMBER, Kind.DATE})  # which have a form of their own
_NEWS = 3  # characters that a clause says beside what was asked
_LONG = 60  # characters of a sentence that is given in part
_TOPIC = {"zh": 0.8, "en": 0.55}  # words without a question may ask for nothing
_CLEAR = 0.1  # by so much the best story must be surer than a threshold, to be asked alone
_POST = 0.7  # the post of a person whom the paper names: the question has few other words
_ABOUT = 0.2  # an article that tells of the thing need not hold all words of the question
_NO_REASON = 0.7  # nothing in the story says why
_NO_FIGURE = 0.32  # the article may be right, but gives no number or day
_NO_NAME = 0.42  # or nobody, and no place


class SpanRanker(Protocol):
    """Weighs the rules' choice against other spans (``retrieval.answer.spans``)."""

    def better(
        self, query: Query, ranked: Ranked, chosen: Sequence[Candidate]
    ) -> Candidate | None:
        """The span that is surely likelier than the rules' choice; ``None`` where that stays."""


class SentenceOrder(Protocol):
    """Puts the sentences of a story in the order in which they answer (``retrieval.answer.order``)."""

    def put(self, query: Query, ranked: Ranked) -> Ranked:
        """The same sentences and scores, in another order within their stories."""


def answer(
    query: Query,
    hits: Sequence[Hit],
    library: Library,
    *,
    threshold: float = -1.0,
    ranker: SpanRanker | None = None,
    order: SentenceOrder | None = None,
) -> Answer:
    """Answer a query from its hits.

    Args:
        query: the question, understood.
        hits: passages, the best first.
        library: the release they come from.
        threshold: confidence below which the answer is "not found"; negative: the measured default.
        ranker: may put a likelier span in the place of the rules' choice; it reads the sentences as the rules rank them.
        order: may put the sentences of a story in another order.
    """
    listed = agenda(query, hits, library) if is_agenda(query) else None
    if listed is not None:
        return listed
    if not query.clauses or not hits:
        return not_found(query, hits)
    pool = Pool.of(hits, library, most=40 if query.kind is Kind.ARTICLES else 14)
    ranked = rank_units(query, pool)
    if not ranked.units:
        return not_found(query, hits)
    better = None if ranker is None else partial(ranker.better, query, ranked)
    ordered = ranked if order is None else order.put(query, ranked)
    found = _answer(query, pool, ordered, library, better)
    limit = THRESHOLD if threshold < 0 else threshold
    if found.confidence < limit:
        return not_found(query, hits, found.confidence)
    return found


def _answer(
    query: Query, pool: Pool, ranked: Ranked, library: Library, better: Better | None
) -> Answer:
    if query.kind is Kind.ARTICLES:
        return _articles(query, pool, ranked, library)
    if query.kind is Kind.YESNO:
        return _yesno(query, ranked)
    if query.kind is Kind.PEOPLE and query.roles:
        found = attendance(query, pool, ranked)
        if found is not None and (found.confidence >= THRESHOLD or query.language == "en"):
            return found
    candidates = choose(query, ranked)
    found = _chosen(query, ranked, candidates)
    told = query.details.get("mode") in {"why", "fate"}  # in a clause, not in a phrase
    likelier = None if better is None or told else better(candidates)
    # how sure it is that there is an answer at all is told by the sentence, as without the ranker
    return found if likelier is None else composed(query, [likelier], found.confidence)


def _chosen(query: Query, ranked: Ranked, candidates: list[Candidate]) -> Answer:
    """The rules' candidates as the answer, without any the sentence."""
    if not candidates:
        return _sentence(query, ranked)
    sure = confidence(query, ranked, candidates[0].scored)
    if sure < THRESHOLD <= confidence(query, ranked, ranked.units[0]) - _CLEAR:
        near = ranked.only(ranked.units[0].story)
        found = choose(query, near)
        if not found and query.kind not in _TYPED:
            return _sentence(query, near)
        candidates = found or candidates
        sure = confidence(query, ranked, candidates[0].scored)
    best = candidates[0]
    sure *= weak(query, best.score) * traced(query, ranked, best.scored)
    sure *= misplaced(query, ranked, best)
    if query.kind is Kind.POST:
        sure = max(sure, _POST)
    return composed(query, hedged(query, anchored(query, candidates, ranked)), sure)


def _sentence(query: Query, ranked: Ranked) -> Answer:
    """What no type fits: the best sentence, or the clause of a long one, quoted."""
    mode = query.details.get("mode")
    best, part = reason(query, ranked) if mode == "why" else (ranked.units[0], None)
    sure = confidence(query, ranked, best) * traced(query, ranked, best)
    if mode == "why" and part is None:
        sure *= _NO_REASON
    if mode == "topic":
        sure *= _TOPIC[query.language]
    if query.kind in _NAMED and (query.focus or "") not in best.unit.plain:
        sure *= _NO_NAME
    if query.kind in _TYPED:
        sure *= _NO_FIGURE if query.kind in _OWN else _NO_NAME
        sure *= _NO_NAME if names_post(query) or asks_holder(query) else 1.0
    part = part or _clause(query, best, ranked)
    return quoted(query, best, sure, part=_without_dateline(part, best))


def _without_dateline(part: Span | None, scored: Scored) -> Span | None:
    """A part that begins with the dateline, behind it."""
    end = dateline_end(scored)
    return (max(part[0], end), part[1]) if part and end < part[1] else part


def _clause(query: Query, scored: Scored, ranked: Ranked) -> Span | None:
    """The clause of a long sentence that holds the most of the question; none where a reason or a way is asked for."""
    text = scored.unit.plain
    mode = query.details.get("mode")
    if mode in {"why", "how"} or (len(text) < _LONG and mode != "fate"):
        return None
    parts = clauses(text)
    best = max(
        parts,
        key=lambda span: sum(
            n.weight * n.focal * met(n, text[span[0] : span[1]]) for n in ranked.needs
        ),
    )
    return best if _news(text[slice(*best)], ranked) >= _NEWS else None


def _news(text: str, ranked: Ranked) -> int:
    """How many characters of a clause are not the question's own: 会议决定 only leads to what was decided."""
    known = {
        place for need in ranked.needs for span in places_of(need, text) for place in range(*span)
    }
    return sum(char.isalnum() and place not in known for place, char in enumerate(text))


def _yesno(query: Query, ranked: Ranked) -> Answer:
    found = verdict(query, ranked)
    if found is None:
        return quoted(query, ranked.units[0], 0.0)
    words = {"zh": ("否", "是"), "en": ("no", "yes")}[query.language]
    sure = confidence(query, ranked, found.scored) * found.told
    return quoted(query, found.scored, sure, before=words[found.yes], spans=found.spans)


def _articles(query: Query, pool: Pool, ranked: Ranked, library: Library) -> Answer:
    """Each article asked for, with its headline (else its best sentence) as citation."""
    found = stories(query, pool, ranked, library)
    if not found:
        return not_found(query, ())
    citations = []
    for story, _ in found:
        unit = next((u for u in story.units if story.article.headline == u.text), story.units[0])
        citations.append(cite(story, unit))
    titles = tuple(c.headline or c.quote[:40] for c in citations)
    return Answer(
        status=Status.ANSWERED,
        kind=query.kind,
        answer="；".join(titles),
        items=titles,
        citations=tuple(citations),
        query=query,
        confidence=min(1.0, _ABOUT + found[0][1]),
    )

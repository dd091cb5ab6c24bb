"""The ranker without its model, and its parts on a sentence of our own."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval.answer.candidates import Candidate
from retrieval.answer.pool import Pool
from retrieval.answer.scoring import Ranked, rank_units
from retrieval.answer.spans import open_spans
from retrieval.answer.spans.borders import QUESTION, border_rows
from retrieval.answer.spans.features import span_rows
from retrieval.answer.spans.keys import BORDER_KEYS, SPAN_KEYS, border_keys, span_keys
from retrieval.answer.spans.model import looked_up
from retrieval.answer.spans.proposals import propose
from retrieval.answer.spans.ranker import LEAD, LEAD_OF_FORM, LEAST, Spans, Verdict
from retrieval.answer.spans.reading import Reading, read
from retrieval.language.analyzer import Analyzer
from retrieval.records import Article, Clause, Facts, Hit, Kind, Paragraph, Passage, Query

_TEXT = "河湾县的水泵站由青禾公司承建。工程总投资320万元，明年6月完工。"


class _Library:
    def facts(self, article_id: str) -> Facts:
        return Facts(article_id)


def _asked() -> tuple[Query, Ranked]:
    article = Article("a", "s", (), (Paragraph(_TEXT, ()),))
    hit = Hit(Passage("a", 0, 0, (0, len(_TEXT)), _TEXT), article, 1.0, 1, 0)
    asked = "水泵站由哪家公司承建"
    details = {"read": asked, "wh": "4,8", "left": "水泵站由", "right": "承建", "focus": "公司"}
    clauses = tuple(Clause(((word,),)) for word in ("水泵站", "公司", "承建"))
    query = Query(asked, "zh", Kind.ORGANISATION, clauses, focus="公司", details=details)
    return query, rank_units(query, Pool.of([hit], _Library()))  # type: ignore[arg-type]


def reading_of_pumps() -> Reading:
    """The sentence of our own, read for its question."""
    analyzer = Analyzer()
    return read(
        *_asked(), lambda text: [token.span for token in analyzer.tokens(text)], {"由": 20}
    )


def test_without_a_model_there_is_no_ranker(tmp_path: Path) -> None:
    assert open_spans(Analyzer(), tmp_path) is None


def test_text_beside_the_answer_agrees_with_the_question() -> None:
    reading = reading_of_pumps()
    start = reading.text.index("青禾公司")
    assert reading.left[start] == 4
    assert reading.right[start + 4] == 2


def test_every_border_has_a_row_and_keys() -> None:
    reading = reading_of_pumps()
    rows = border_rows(reading)
    assert rows.shape[0] == len(reading.places) == len(border_keys(reading))
    assert {len(keys) for keys in border_keys(reading)} == {BORDER_KEYS}
    assert rows.shape[1] > QUESTION
    assert np.isfinite(rows).all()


def test_spans_stay_in_their_sentence_and_the_rules_choice_is_looked_at() -> None:
    reading = reading_of_pumps()
    flat = np.zeros(len(reading.places), dtype=np.float32)
    start = reading.text.index("青禾公司")
    own = {(start, start + 4): 0.5}
    if not {start, start + 4} <= set(reading.places.tolist()):
        own = {}
    pairs = propose(reading, flat, flat, own)
    spans = [(int(s), int(e)) for s, e in reading.places[pairs].tolist()]
    assert spans
    assert all("。" not in reading.text[s:e] and s < e for s, e in spans)
    assert set(own) <= set(spans)
    rows = span_rows(reading, pairs, border_rows(reading), flat, flat, own)
    assert rows.shape[0] == len(pairs) == len(span_keys(reading, pairs))
    assert {len(keys) for keys in span_keys(reading, pairs)} == {SPAN_KEYS}
    assert np.isfinite(rows).all()


def test_whole_clauses_are_looked_at_even_where_other_borders_are_likelier() -> None:
    reading = reading_of_pumps()
    flat = np.zeros(len(reading.places), dtype=np.float32)
    flat[0] = 5.0
    texts = [reading.text[s:e] for s, e in reading.places[propose(reading, flat, flat)].tolist()]
    assert "明年6月完工" in texts
    assert "工程总投资320万元,明年6月完工" in texts


def test_the_words_cover_the_text_and_have_classes() -> None:
    reading = reading_of_pumps()
    words = [reading.text[s:e] for s, e in reading.words.tolist()]
    assert "".join(words) == reading.text.replace("\n", "")
    assert reading.tags[words.index("由")] == 20


def test_the_shipped_model_finds_a_company_and_judges_the_rules_choice_by_the_same_measure() -> (
    None
):
    ranker = open_spans(Analyzer())
    assert ranker is not None
    query, ranked = _asked()
    found = ranker.weigh(query, ranked, [])
    assert found.best is not None
    assert "青禾" in found.best.text
    assert found.best.scored.unit.text[slice(*found.best.span)].strip() == found.best.text
    assert 0.0 <= found.best.score <= 1.0
    assert found.own == 0.0
    again = ranker.weigh(query, ranked, [found.best])
    assert 0.0 < again.own <= 1.0


def test_nothing_read_is_not_judged() -> None:
    ranker = open_spans(Analyzer())
    assert ranker is not None
    assert ranker.weigh(_asked()[0], Ranked((), ()), []).best is None
    assert ranker.better(_asked()[0], Ranked((), ()), []) is None


def test_an_unknown_key_counts_nothing() -> None:
    assert looked_up([["a", "b"]], [{"a": 1.5}, {}]).tolist() == [[1.5, 0.0]]


@pytest.mark.parametrize(
    ("kind", "chance", "own", "taken"),
    [
        (Kind.TEXT, LEAST + 0.01, 0.1, True),
        (Kind.TEXT, LEAST - 0.01, 0.0, False),  # a guess
        (Kind.PLACE, 0.5, 0.5 - LEAD - 0.01, True),
        (Kind.PLACE, 0.5, 0.5 - LEAD + 0.01, False),
        (Kind.NUMBER, 0.5, 0.5 - LEAD - 0.01, False),  # the rules know a figure by its form
        (Kind.NUMBER, 0.5, 0.5 - LEAD_OF_FORM - 0.01, True),
        (Kind.DATE, 0.5, 0.5 - LEAD_OF_FORM + 0.01, False),
        (Kind.ARTICLES, 0.9, 0.0, False),
    ],
)
def test_a_span_takes_the_place_of_the_rules_choice_where_it_leads(
    monkeypatch: pytest.MonkeyPatch, *, kind: Kind, chance: float, own: float, taken: bool
) -> None:
    query, ranked = _asked()
    unit = ranked.units[0]
    chosen = Candidate("青禾公司", unit, (8, 12), 0.5)
    span = Candidate("由青禾公司", unit, (7, 12), chance)
    monkeypatch.setattr(Spans, "weigh", lambda *_: Verdict(span, own))
    ranker = open_spans(Analyzer())
    assert ranker is not None
    found = ranker.better(replace(query, kind=kind), ranked, [chosen])
    assert found == (span if taken else None)

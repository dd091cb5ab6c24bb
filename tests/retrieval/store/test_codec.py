from hypothesis import given
from hypothesis import strategies as st

from retrieval.records import Article, Facts, Line
from retrieval.store import codec
from retrieval.store.columns import clean
from tests.retrieval.store import strategies

broken = st.text(st.characters(), max_size=8)  # half a surrogate pair and NUL among them


@given(strategies.articles("p.txt"))
def test_article(article: Article) -> None:
    assert codec.unpack_article(article.id, article.source, codec.pack_article(article)) == article


@given(strategies.facts("a"))
def test_facts(facts: Facts) -> None:
    assert codec.unpack_mentions(codec.pack_mentions(facts.mentions)) == facts.mentions
    for event in facts.events:
        assert codec.unpack_event("a", codec.pack_event(event)) == event


@given(st.lists(st.lists(broken, max_size=4).map(tuple), max_size=4))
def test_terms_whatever_they_hold(terms: list[tuple[str, ...]]) -> None:
    """Also the separators themselves, empty terms, and passages without a term."""
    assert codec.unpack_terms(codec.pack_terms(terms)) == terms


def test_terms_with_separators_and_brackets() -> None:
    for terms in ([], [()], [("",)], [("[",)], [("\x1f",), ("\x1e",)], [(), ()], [("a", ""), ()]):
        assert codec.unpack_terms(codec.pack_terms(terms)) == terms


@given(broken)
def test_pack_can_be_kept(text: str) -> None:
    packed = codec.pack([text])
    packed.encode()
    assert "\x00" not in packed
    assert codec.unpack(packed) == [text]


@given(broken)
def test_clean_can_be_kept(text: str) -> None:
    kept = clean(text)
    kept.encode()
    assert "\x00" not in kept
    assert clean(kept) == kept
    if all(not 0xD800 <= ord(c) < 0xE000 and c != "\x00" for c in text):
        assert kept == text


@given(st.lists(st.builds(Line, strategies.number, broken), max_size=4).map(tuple))
def test_lines(lines: tuple[Line, ...]) -> None:
    assert codec.unpack_lines(codec.pack_lines(lines)) == lines

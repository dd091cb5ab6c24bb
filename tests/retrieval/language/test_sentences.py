"""Sentences and clauses: they cover the text, and a closing quote goes with its sentence."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.sentences import clauses, sentences

TEXT = st.text(alphabet="县长说水。！？；…，：”」）\n ab,:", max_size=60)


@given(TEXT)
def test_they_cover_the_text_without_gaps(text: str) -> None:
    """Span follows span, from the first character to the last; no clause goes over a sentence's end."""
    for spans in (sentences(text), clauses(text)):
        assert "".join(text[start:end] for start, end in spans) == text
        assert all(start < end for start, end in spans)
    ends = {end for _, end in sentences(text)}
    assert ends <= {end for _, end in clauses(text)}


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    """“…。” is not torn."""
    text = "他说：“水来了。”大家笑了。"
    assert [text[start:end] for start, end in sentences(text)] == [
        "他说：“水来了。”",
        "大家笑了。",
    ]
    assert [text[start:end] for start, end in clauses(text)] == [
        "他说：",
        "“水来了。”",
        "大家笑了。",
    ]

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.language.analyzer import BIGRAM, Analyzer
from retrieval.language.cutter import Maker, dictionary, open_cutter

STOP = ("的", "什么", "在")
han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5), max_size=12)
anything = st.text(
    st.one_of(
        st.sampled_from("县委书记在溪口镇召开会议的什么〇㐀𠀀，。 3.5%aT恤ＡＢ１２-+\u2060"),
        st.characters(),
    ),
    max_size=30,
)


@cache
def analyzer(maker: Maker = "fastest") -> Analyzer:
    return Analyzer(words=["溪口镇", "惠民卡"], stop=STOP, maker=maker)


@cache
def frequent() -> list[str]:
    """The words that are printed most often."""
    return [word for word, count in dictionary() if count > 3000]


@settings(deadline=None, max_examples=300)
@given(han)
def test_rjieba_cuts_any_run_as_jieba_does(run: str) -> None:
    pytest.importorskip("rjieba")
    assert analyzer("rjieba").terms(run) == analyzer("jieba").terms(run)
    assert analyzer("rjieba").tokens(run) == analyzer("jieba").tokens(run)


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_rjieba_cuts_sentences_of_real_words_as_jieba_does(data: st.DataObject) -> None:
    pytest.importorskip("rjieba")
    text = "".join(data.draw(st.lists(st.sampled_from(frequent()), max_size=15)))
    assert analyzer("rjieba").terms(text) == analyzer("jieba").terms(text)


@settings(deadline=None)
@given(anything)
def test_rjieba_and_jieba_agree_on_any_text(text: str) -> None:
    pytest.importorskip("rjieba")
    assert analyzer("rjieba").terms(text) == analyzer("jieba").terms(text)
    assert analyzer("rjieba").tokens(text) == analyzer("jieba").tokens(text)


@pytest.mark.parametrize("hmm", [True, False])
def test_both_take_the_admins_words(hmm: bool) -> None:  # noqa: FBT001
    pytest.importorskip("rjieba")
    words = ["惠民卡", "溪口新", "村民议事厅", "云朵学堂"]
    one, other = (open_cutter(words, hmm=hmm, maker=maker) for maker in ("jieba", "rjieba"))
    text = "溪口新的村民议事厅发放惠民卡云朵学堂开课"
    assert one.words(text) == other.words(text)
    assert {"惠民卡", "村民议事厅", "云朵学堂"} <= set(one.words(text))


@settings(deadline=None)
@given(anything)
def test_tokens_and_terms_are_the_same_words(text: str) -> None:
    found = analyzer().terms(text)
    assert [token.term for token in analyzer().tokens(text)] == [
        term for term in found if not term.startswith(BIGRAM)
    ]


@settings(deadline=None)
@given(anything)
def test_a_terms_text_is_its_span_but_for_width_and_case(text: str) -> None:
    for token in analyzer().tokens(text):
        start, end = token.span
        assert 0 <= start < end <= len(text)
        assert len(token.term) == end - start


@settings(deadline=None)
@given(anything)
def test_no_term_holds_white_space(text: str) -> None:
    assert not any(re.search(r"\s", term) for term in analyzer().terms(text))


@settings(deadline=None)
@given(han)
def test_every_pair_of_neighbours_is_a_bigram_unless_it_is_a_stop_word(run: str) -> None:
    from retrieval.language.normalise import normalise

    pairs = [a + b for a, b in pairwise(normalise(run))]
    found = [term[1:] for term in analyzer().terms(run) if term.startswith(BIGRAM)]
    assert found == [pair for pair in pairs if pair not in STOP]


def test_stop_words_are_left_out_as_words_and_as_bigrams() -> None:
    found = analyzer().terms("会议的什么")
    assert "的" not in found
    assert "什么" not in found
    assert BIGRAM + "什么" not in found
    assert "会议" in found


def test_width_case_and_script_do_not_matter() -> None:
    assert analyzer().terms("ＡＢＣ會議") == analyzer().terms("abc会议")


@pytest.mark.parametrize("word", ["3.5", "covid-19", "a_b", "5g", "2026/12/05"])
def test_letters_and_digits_stay_together_with_the_marks_that_join_them(word: str) -> None:
    assert analyzer().terms(f"达{word}以上")[1] == word


def test_the_dictionary_is_never_cached_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name would be known to all, and it would be read with marshal."""
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    Analyzer(maker="jieba").terms("会议")
    assert list(tmp_path.iterdir()) == []

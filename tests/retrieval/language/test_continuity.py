"""Word statistics of general Chinese."""

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.language.continuity import continuity


def test_a_word_over_the_break_is_a_bridge() -> None:
    assert continuity().juncture("站由县气", "象局合建").bridge > 0
    assert continuity().juncture("县图书馆", "开通服务").bridge < 0


def test_a_particle_is_open() -> None:
    assert continuity().juncture("要牢记党的", "全心全意").last == "uj"


def test_common_terms_weigh_less() -> None:
    weight = continuity().weight
    assert weight("工作") < weight("地震") < weight("黟县")
    assert all(0 <= weight(term) <= 1 for term in ("的了", "工作", "龘靐", "ab", ""))


def test_content_words_leave_out_what_says_little() -> None:
    words = continuity().content_words("会议还通报了森林火险隐患情况")
    assert "森林" in words
    assert "还" not in words


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_texts_can_be_compared(left: str, right: str) -> None:
    seam = continuity().juncture(left, right)
    assert -10 <= seam.bridge <= 10
    assert -10 <= seam.syntax <= 10
    continuity().content_words(left)
    continuity().tag_of_first(right)

"""Spellings of names and the characters of syllables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.pinyin import characters, fold, pinyin_keys, readings, segment


@pytest.mark.parametrize(
    "spelling",
    [
        "Gu Manqing",
        "Manqing Gu",
        "gu manqing",
        "Gu Man Qing",
        "GuManqing",
        "Gu Man-qing",
        "GU Manqing",
        "Gù Mànqíng",
    ],
)
def test_every_usual_spelling_folds_to_a_key(spelling: str) -> None:
    assert fold(spelling) in pinyin_keys("顾曼青")


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("单晓云", "Shan Xiaoyun"),
        ("曾立新", "Zeng Lixin"),
        ("仇大伟", "Qiu Dawei"),
        ("解文华", "Xie Wenhua"),
        ("盖建军", "Ge Jianjun"),
        ("查小琴", "Zha Xiaoqin"),
        ("区国强", "Ou Guoqiang"),
        ("覃丽", "Qin Li"),
        ("朴英子", "Piao Yingzi"),
        ("缪兰", "Miao Lan"),
        ("翟平", "Zhai Ping"),
        ("尉迟恭", "Yuchi Gong"),
        ("欧阳青山", "Qingshan Ouyang"),
        ("吕绿野", "Lü Lüye"),
        ("陕西", "Shaanxi"),
    ],
)
def test_surnames_have_their_own_readings(name: str, spelling: str) -> None:
    assert fold(spelling) in pinyin_keys(name)


def test_a_place_may_lose_its_kind() -> None:
    assert {"yanlinxiang", "yanlin"} <= pinyin_keys("雁林乡")


def test_what_is_no_han_name_has_no_key() -> None:
    assert pinyin_keys("M0") == pinyin_keys("单") == pinyin_keys("") == frozenset()


def test_syllables_are_parted_in_every_way() -> None:
    assert ("xi", "an") in segment("xian")
    assert ("xian",) in segment("xian")
    assert segment("schacht") == []


def test_the_characters_of_a_syllable_read_so() -> None:
    table = characters()
    assert "坞" in table["wu"]
    assert "单" in table["shan"]
    assert all(
        sound in {*readings(char), "shan"}
        for sound, chars in (("wu", table["wu"]),)
        for char in chars
    )


def test_an_n_before_yu_ends_its_syllable_within_a_word() -> None:
    assert fold("Danyue") == "danyue" in pinyin_keys("旦约")
    assert fold("Nyu Lyu") == "nulu"
    assert fold("Xiaolyu") == "xiaolu"


@given(st.text(max_size=12) | st.text(alphabet="旦约吕女南宇安雨嗯于绿", max_size=6))
def test_any_text_has_keys_or_none(text: str) -> None:
    """Keys are letters alone, and folding a key changes nothing."""
    for key in pinyin_keys(text):
        assert key == fold(key) != ""
    segment(fold(text))


@pytest.mark.parametrize(("name", "spelling"), [("李冰", "Li Ning"), ("王明", "Yu Ming")])
def test_readings_of_old_books_are_no_spellings(name: str, spelling: str) -> None:
    assert fold(spelling) not in pinyin_keys(name)


@pytest.mark.parametrize(
    ("name", "spelling"), [("长乐", "Changle"), ("重庆", "Chongqing"), ("六安", "Lu'an")]
)
def test_a_second_reading_of_today_is_one(name: str, spelling: str) -> None:
    assert fold(spelling) in pinyin_keys(name)

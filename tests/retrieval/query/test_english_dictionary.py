"""The reversed dictionary: keys, weights, and what is kept on disk."""

from pathlib import Path

import pytest

from retrieval.query.english_dictionary import Dictionary, Entry, build, open_dictionary
from retrieval.query.english_words import base, content, degree, stem, words_of

ENTRIES = [
    Entry("水库", "shui3 ku4", ["reservoir", "CL:座[zuo4]"]),
    Entry("池", "chi2", ["pond", "reservoir (small)"]),
    Entry("蓄水", "xu4 shui3", ["to store up water in a deep hillside reservoir"]),
    Entry("燕林", "Yan4 lin2", ["Yanlin county in Qinghe city, invented"]),
    Entry("白鹭港", "Bai2 lu4 gang3", ["Egret el-Harbour, port of Nowhere"]),
    Entry("参加", "can1 jia1", ["to participate", "to take part", "to join"]),
    Entry("ABC", "A B C", ["alphabet"]),
]


@pytest.fixture
def dictionary() -> Dictionary:
    return build(ENTRIES)


def _words(dictionary: Dictionary, key: str) -> list[str]:
    return [found.text for found in dictionary.lookup(key)]


def test_a_whole_gloss_comes_before_a_word_of_a_longer_one(dictionary: Dictionary) -> None:
    """The whole gloss weighs 1, that of the second sense 1 / 1.15, a word of many .45 / their number."""
    found = dictionary.lookup("reservoir")
    assert [one.text for one in found] == ["水库", "池", "蓄水"]
    assert found[0].weight == pytest.approx(1)
    assert found[1].weight == pytest.approx(1 / 1.15)
    assert 0 < found[2].weight < 0.2


def test_a_name_is_found_by_pinyin_and_by_what_leads_its_gloss(dictionary: Dictionary) -> None:
    assert _words(dictionary, stem("Yanlin")) == ["燕林"]
    assert _words(dictionary, " ".join(map(stem, ("Egret", "el", "Harbour")))) == ["白鹭港"]


def test_verbs_lose_their_particle_and_measure_words_are_left_out(dictionary: Dictionary) -> None:
    assert _words(dictionary, stem("participated")) == ["参加"]
    assert (
        _words(dictionary, "座") == _words(dictionary, "") == _words(dictionary, "alphabet") == []
    )


def test_words_are_found_by_their_beginning(dictionary: Dictionary) -> None:
    assert [found.text for found in dictionary.begins("yanl", 8)] == ["燕林"]
    assert dictionary.begins("yanl", 4) == []


def test_what_is_kept_is_read_back(dictionary: Dictionary, tmp_path: Path) -> None:
    dictionary.save(tmp_path / "cedict")
    again = Dictionary.load(tmp_path / "cedict")
    assert again is not None
    assert [again[index] for index in range(len(again))] == [
        dictionary[index] for index in range(len(dictionary))
    ]
    assert again.lookup("reservoir") == dictionary.lookup("reservoir")


def test_a_folder_of_another_version_or_half_written_is_none(
    dictionary: Dictionary, tmp_path: Path
) -> None:
    dictionary.save(tmp_path)
    (tmp_path / "version").write_text("0")
    assert Dictionary.load(tmp_path) is None
    dictionary.save(tmp_path)
    (tmp_path / "keys.npy").write_bytes(b"broken")
    assert Dictionary.load(tmp_path) is None
    assert Dictionary.load(tmp_path / "nowhere") is None


def test_cedict_is_reversed_and_kept(tmp_path: Path) -> None:
    """The real dictionary: built once, then mapped."""
    made = open_dictionary(tmp_path)
    assert len(made) > 100_000
    assert "水库" in _words(made, "reservoir")
    assert "地震" in _words(made, stem("earthquakes"))
    kept = open_dictionary(tmp_path)
    assert _words(kept, "reservoir") == _words(made, "reservoir")


def test_an_empty_dictionary_knows_nothing() -> None:
    assert build([]).lookup("reservoir") == []


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("attended", "attend"),
        ("reservoirs", "reservoir"),
        ("companies", "company"),
        ("died", "die"),
        ("children", "child"),
        ("builds", "built"),
    ],
)
def test_forms_of_a_word_share_a_stem(word: str, same: str) -> None:
    assert stem(word) == stem(same)


@pytest.mark.parametrize(
    ("word", "other"), [("president", "preside"), ("police", "policy"), ("news", "new")]
)
def test_different_words_keep_different_stems(word: str, other: str) -> None:
    assert stem(word) != stem(other)


def test_words_are_parted_at_hyphens_and_lose_the_possessive() -> None:
    text = "Gu Man-qing's 44th report"
    assert [word for word, _ in words_of(text)] == ["Gu", "Man", "qing", "44th", "report"]
    assert all(text[start:end] == word for word, (start, end) in words_of(text))
    assert content("report")
    assert not content("The")


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("shook", "shake"),
        ("Sat", "sit"),
        ("fishermen", "fisherman"),
        ("omen", "omen"),
        ("women", "women"),
        ("walked", "walked"),
    ],
)
def test_the_base_of_a_form(form: str, verb: str) -> None:
    assert base(form) == verb


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("hardest", "hard"),
        ("larger", "large"),
        ("easiest", "easy"),
        ("biggest", "big"),
        ("tree", ""),
    ],
)
def test_the_adjective_of_a_degree(word: str, root: str) -> None:
    assert (root in degree(word)) == bool(root)


def test_contractions_say_nothing() -> None:
    assert not content("couldn't")
    assert not content("Wasn’t")

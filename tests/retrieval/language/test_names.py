"""Names mended and extended: titles, cuts, lists, posts, bylines, tables, foreign names, names passed on."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.names import find_names, looks_like_name, pass_on
from retrieval.language.names_rules import split_names
from retrieval.records import Name, NameKind


def name(text: str, word: str, kind: NameKind = NameKind.PERSON, nth: int = 0) -> Name:
    start = -1
    for _ in range(nth + 1):
        start = text.index(word, start + 1)
    return Name(kind, word, (start, start + len(word)))


def people(text: str, *tagged: str, kinds: dict[str, NameKind] | None = None) -> list[str]:
    """The people found in one text where a tagger saw these."""
    kinds = kinds or {}
    names = [name(text, word, kinds.get(word, NameKind.PERSON)) for word in tagged]
    return [n.text for n in find_names([text], [names])[0] if n.kind is NameKind.PERSON]


@pytest.mark.parametrize("text", ["沈知远", "陆明", "欧阳青禾", "司马光华", "方水标"])
def test_looks_like_name(text: str) -> None:
    assert looks_like_name(text)


@pytest.mark.parametrize(
    "text", ["干部", "文化", "文化馆", "方案", "张", "张三李四王", "abc", "的人", "关于"]
)
def test_does_not_look_like_name(text: str) -> None:
    assert not looks_like_name(text)


def test_titles_come_off() -> None:
    text = "沈知远同志和陆明河教授参加。"
    assert people(text, "沈知远同志", "陆明河教授") == ["沈知远", "陆明河"]


def test_a_name_cut_apart_is_mended_by_its_list() -> None:
    text = "副主任谢士平、方水标、胡长木参加。"
    assert people(text, "谢士平", "方", "胡长木", kinds={"方": NameKind.PLACE}) == [
        "谢士平",
        "方水标",
        "胡长木",
    ]


def test_a_surname_alone_is_mended_by_what_follows() -> None:
    assert people("县长吴水标说,要抓紧。", "吴") == ["吴水标"]


def test_the_last_of_a_list_ends_before_its_verb() -> None:
    assert people("陆明河、方水标出席。", "陆明河") == ["陆明河", "方水标"]


def test_a_post_shows_a_name_the_tagger_missed() -> None:
    assert people("镇党委书记方水标主持会议。") == ["方水标"]


def test_a_post_shows_no_name_in_a_word() -> None:
    assert people("会上,县委书记要求各部门干部抓好落实,队员时刻准备着。") == []


def test_places_in_a_list_stay_places() -> None:
    text = "文化、卫生、方案等领域的陆明河参加。"
    assert people(text, "陆明河") == ["陆明河"]


def test_bylines() -> None:
    text = "本报讯(记者 方青禾 谢水生)5月18日,县里开会。"
    assert people(text) == ["方青禾", "谢水生"]


def test_table_with_spaces() -> None:
    assert people("王 五  李小四  赵 六  张三丰") == ["王五", "李小四", "赵六", "张三丰"]


def test_foreign_name_is_joined_at_its_dot() -> None:
    text = "总统约翰·布莱克威尔来访。"
    assert people(text, "约翰", "布莱克威尔") == ["约翰·布莱克威尔"]


def test_two_countries_are_no_person() -> None:
    assert people("中美关系发展。", "中美") == []


def test_titles_of_works() -> None:
    text = "会议审议《云岭县水利规划(草案)》。"
    found = find_names([text], [[]])[0]
    assert [(n.kind, n.text) for n in found] == [(NameKind.TITLE, "云岭县水利规划(草案)")]


def test_names_pass_on_within_the_issue() -> None:
    body = "沈知远主持会议,陆明、顾青禾参加。县委常委陆明讲话。"
    head = "沈知远主持会议 陆明顾青禾等参加"
    tagged = [
        [],
        [
            name(body, "沈知远"),
            name(body, "陆明"),
            name(body, "顾青禾"),
            name(body, "陆明", nth=1),
        ],
    ]
    found = find_names([head, body], tagged)[0]
    assert [n.text for n in found] == ["沈知远", "陆明", "顾青禾"]


def test_two_characters_without_a_post_do_not_pass_on() -> None:
    texts = ["高明的做法", "高明参加。"]
    found = find_names(texts, [[], [name(texts[1], "高明")]])
    assert found[0] == []


def test_the_longest_known_name_wins() -> None:
    assert [n.text for n in pass_on("沈知远山来了", [], {"沈知远", "沈知远山"})] == ["沈知远山"]


def test_a_known_name_replaces_its_parts() -> None:
    text = "吴水标出席"
    assert [n.text for n in pass_on(text, [name(text, "水标")], {"吴水标"})] == ["吴水标"]


@given(
    text=st.text("张王水标、 ,。参加书记(记者)·《》同志某", max_size=60),
    cuts=st.lists(st.tuples(st.integers(0, 59), st.integers(1, 4)), max_size=6),
)
def test_spans_are_exact_and_apart(text: str, cuts: list[tuple[int, int]]) -> None:
    tagged, end = [], 0
    for start, size in sorted(cuts):
        if end <= start and start + size <= len(text):
            span = (start, start + size)
            tagged.append(Name(NameKind.PERSON, text[start : start + size], span))
            end = start + size
    last = 0
    for found in find_names([text], [tagged])[0]:
        start, stop = found.span
        assert re.sub(r"\s", "", text[start:stop]) == re.sub(r"\s", "", found.text)
        if found.kind is NameKind.PERSON:
            assert last <= start
            last = stop


@pytest.mark.parametrize(
    ("run", "names"),
    [
        ("沈知远陆明河", ["沈知远", "陆明河"]),
        ("沈知远陆明", ["沈知远", "陆明"]),
        ("陆明沈知远", ["陆明", "沈知远"]),
        ("沈知远", ["沈知远"]),
        ("欧阳青禾陆明", ["欧阳青禾", "陆明"]),
        ("的一是", []),
        ("", []),
    ],
)
def test_names_run_together(run: str, names: list[str]) -> None:
    assert split_names(run) == names


def test_a_byline_run_together() -> None:
    text = "本报讯(记者沈知远陆明通讯员顾青禾)昨日,"
    assert people(text, "沈知远陆明通讯员顾青禾") == ["沈知远", "陆明", "顾青禾"]


@pytest.mark.parametrize(
    ("text", "tagged", "whole"),
    [
        ("县委书记严若水到现场看望施工人员。", "严若", "严若水"),
        ("副县长陆见山主持会议。", "陆见", "陆见山"),
        ("县长沈知出席会议。", "沈知", "沈知"),
        ("老同学沈知水在。", "沈知", "沈知"),  # no post before it
    ],
)
def test_a_name_cut_short_behind_its_post_is_made_whole(
    text: str, tagged: str, whole: str
) -> None:
    assert people(text, tagged) == [whole]

"""The shipped groups: words that questions hold, for words that are printed."""

from collections import Counter
from importlib.resources import files

import pytest

from retrieval.language.analyzer import Analyzer
from retrieval.language.names_lexicon import words_of
from retrieval.query.clauses import question_words, word_clauses
from retrieval.query.synonyms import Synonyms

_WIDE = 24  # words of a group: more would meet any event


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(stop=words_of("stopwords"))


def lines(name: str) -> list[str]:
    text = (files("config") / "lexicon" / f"{name}.txt").read_text("utf8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def terms(question: str, analyzer: Analyzer) -> set[str]:
    return {token.term for token in analyzer.tokens(question)}


def test_the_cutter_gives_the_words_that_are_asked(analyzer: Analyzer) -> None:
    asked = {word for line in lines("cues") if ">" in line for word in line.split(">")[0].split()}
    assert [word for word in sorted(asked) if word not in terms(word, analyzer)] == []


def test_no_group_is_for_a_word_that_is_not_searched_for() -> None:
    assert (
        question_words() & {w for line in lines("cues") for w in line.split(">")[0].split()}
        == set()
    )


def test_no_word_stands_twice_in_a_line_and_no_line_twice() -> None:
    words = [line.replace(">", " ").split() for line in lines("cues")]
    assert [row for row in words if len(set(row)) < len(row)] == []
    assert [line for line, count in Counter(lines("cues")).items() if count > 1] == []


def test_no_group_is_so_wide_that_it_meets_anything() -> None:
    groups = Synonyms.shipped().groups
    assert {word: group for word, group in groups.items() if len(group) > _WIDE} == {}


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ("大桥啥时候修好的", "竣工"),
        ("新厂哪天动工", "奠基"),
        ("谁带队去救火", "扑救"),
        ("有几个学生拉肚子", "腹泻"),
        ("小偷抓住了没有", "落网"),
        ("建行亏了多少", "建设银行"),
        ("两口子捐了什么", "夫妇"),
        ("外长见了谁", "外交部长"),
        ("谁输给了石塘队", "不敌"),
        ("村里一把手是谁", "党委书记"),
    ],
)
def test_what_is_said_is_looked_for_as_it_is_printed(
    asked: str, printed: str, analyzer: Analyzer
) -> None:
    clauses, _ = word_clauses(asked, [], analyzer, Synonyms.shipped())
    assert any((printed,) in clause.alternatives for clause in clauses)


@pytest.mark.parametrize(
    "asked", ["那会儿究竟是怎么回事", "他是干什么的", "这件事大家听说了吗", "后来跟谁一块儿"]
)
def test_words_that_only_ask_are_not_looked_for(asked: str, analyzer: Analyzer) -> None:
    assert word_clauses(asked, [], analyzer, Synonyms.shipped())[1] == ()


def test_a_noun_asked_for_stands_in_one_line_only() -> None:
    nouns = [line.split(">")[0].strip() for line in lines("cues_nouns")]
    assert [noun for noun, count in Counter(nouns).items() if count > 1] == []


@pytest.mark.parametrize(
    ("asked", "ends"),
    [("企业", "公司"), ("菜", "豆"), ("货币", "卢比"), ("文件", "条例"), ("奖牌", "铜牌")],
)
def test_a_noun_asked_for_is_met_by_what_is_one(asked: str, ends: str) -> None:
    assert ends in Synonyms.nouns()(asked)

"""Which questions ask for nothing but what was on."""

import pytest

from retrieval.query.agenda import AGENDA
from retrieval.records import Kind
from tests.retrieval.query.test_understand import read


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("3月5日发生了什么事？", "articles"),
        ("3月5日有哪些新闻", "articles"),
        ("3月5日的报纸登了什么", "printed"),
        ("3月5日有什么会议？", "meetings"),
        ("邵长庚3月参加了哪些会议", "meetings"),
        ("邵长庚3月做了什么？", "events"),
        ("邵长庚3月有什么活动", "events"),
        ("What happened on March 5?", "articles"),
        ("Which meetings were held on March 5?", "meetings"),
    ],
)
def test_frames_are_known(question: str, asked: str) -> None:
    query = read(question)
    assert query.details[AGENDA] == asked
    assert query.kind in {Kind.ARTICLES, Kind.EVENT}
    assert query.plural


@pytest.mark.parametrize(
    "question",
    [
        "3月5日审议了什么方案？",  # a word to search for
        "3月5日的会议有哪些人参加？",
        "水库建设专题会讲了什么",
        "邵长庚要求做什么工程",
        "发生了什么？",  # no day, nobody
        "What happened to the truck on March 9?",
        "What plan was discussed on March 5?",
        "谁参加了3月5日的会议",
        "邵长庚是干什么的",  # his post
    ],
)
def test_a_word_to_search_for_makes_it_another_question(question: str) -> None:
    assert AGENDA not in read(question).details


def test_a_follow_up_keeps_the_frame_for_another_day() -> None:
    assert read("那8日呢？", "3月5日有什么会议？").details[AGENDA] == "meetings"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("哪些文章提到大桥？", ("大桥",)),
        ("关于大桥的报道有哪些", ("大桥",)),
    ],
)
def test_the_words_that_ask_for_articles_are_not_searched_for(
    question: str, words: tuple[str, ...]
) -> None:
    query = read(question)
    assert query.kind is Kind.ARTICLES
    assert query.terms == words


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("最近有什么新闻", "latest"),
        ("这期报纸有哪些文章？", "latest"),
        ("今天报纸上有什么要闻？", "latest"),
        ("最近发生了什么大事", "latest"),
        ("What's new?", "latest"),
        ("any recent news", "latest"),
        ("What is in the latest issue?", "latest"),
        ("头条是什么", "front"),
        ("What's the lead story?", "front"),
    ],
)
def test_the_newest_issue_may_be_all_that_is_asked_for(question: str, asked: str) -> None:
    query = read(question)
    assert query.details[AGENDA] == asked
    assert query.kind is Kind.ARTICLES


@pytest.mark.parametrize(
    "question",
    [
        "今天天气怎么样",
        "主要内容是什么",
        "最近的会议谁主持的",
        "最新的水库进展",
        "What is the latest on the reservoir?",
        "Which new road was built?",
    ],
)
def test_a_word_beside_the_latest_is_searched_for(question: str) -> None:
    assert AGENDA not in read(question).details

"""What a question asks for, of whom, when, and what is searched for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.query import Synonyms, understand
from retrieval.records import Kind, Query, Role
from tests.retrieval.answer.paper import tools


def read(question: str, *context: str) -> Query:
    return understand(question, context, tools())


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("谁主持了会议？", Kind.PEOPLE),
        ("哪几位县领导去了石塘镇？", Kind.PEOPLE),
        ("司机叫什么名字", Kind.PEOPLE),
        ("韩秋白担任什么职务？", Kind.POST),
        ("大桥什么时候建成？", Kind.DATE),
        ("大桥哪年开工", Kind.DATE),
        ("会议开了哪几天？", Kind.DATE),
        ("总投资多少？", Kind.NUMBER),
        ("死了几个人？", Kind.NUMBER),
        ("隧道有多长？", Kind.NUMBER),
        ("工程在哪里？", Kind.PLACE),
        ("在哪个隧道起的火？", Kind.PLACE),
        ("由哪几家公司承建？", Kind.ORGANISATION),
        ("审议了什么方案？", Kind.TITLE),
        ("召开了什么会议？", Kind.EVENT),
        ("有哪些报道？", Kind.ARTICLES),
        ("都登了几篇？", Kind.ARTICLES),
        ("火扑灭了吗？", Kind.YESNO),
        ("抓到没有？", Kind.YESNO),
        ("为什么停工？", Kind.TEXT),
        ("Who chaired the meeting?", Kind.PEOPLE),
        ("When will the bridge open?", Kind.DATE),
        ("How many people were injured?", Kind.NUMBER),
        ("How much did the bridge cost?", Kind.NUMBER),
        ("Where did the truck catch fire?", Kind.PLACE),
        ("What position does Han Qiubai hold?", Kind.POST),
        ("Was anybody hurt?", Kind.YESNO),
        ("Which articles mention the bridge?", Kind.ARTICLES),
        ("Why was it closed?", Kind.TEXT),
    ],
)
def test_the_kind_is_told_by_the_question_word(question: str, kind: Kind) -> None:
    assert read(question).kind is kind


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("总投资多少？", "money"),
        ("多少钱？", "money"),
        ("占地多少亩？", "area"),
        ("有多少人受伤？", "people"),
        ("库容多少立方米？", "volume"),
        ("全长多少公里？", "length"),
        ("比例是多少？", "share"),
        ("How many people died?", "people"),
        ("How much money was spent?", "money"),
    ],
)
def test_the_measure_is_told_by_unit_or_noun(question: str, measure: str) -> None:
    assert read(question).measure == measure


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        ("谁参加了会议？", (Role.ATTENDED,)),
        ("谁主持并讲话？", (Role.CHAIRED, Role.SPOKE)),
        ("谁到会指导？", (Role.GUIDED,)),
        ("谁陪同考察？", (Role.ACCOMPANIED,)),
        ("Who attended?", (Role.ATTENDED,)),
        ("大桥多长？", ()),
    ],
)
def test_a_special_role_leaves_out_the_general(question: str, roles: tuple[Role, ...]) -> None:
    assert read(question).roles == roles


def test_traditional_and_wide_characters_are_read_as_simplified_and_narrow() -> None:
    query = read("縣長邵長庚３月５日去了哪裏？")
    assert query.people == ("邵长庚",)
    assert [(d.month, d.day) for d in query.dates] == [(3, 5)]
    assert query.kind is Kind.PLACE


def test_names_and_quotations_weigh_more_than_their_words() -> None:
    query = read("邵长庚去了“青石河大桥”吗？")
    assert query.phrases == ("青石河大桥",)
    assert any(c.weight > 1 for c in query.clauses)


def test_a_feast_is_no_day_that_is_asked_for() -> None:
    assert read("春节茶话会谁主持的？").dates == ()


@pytest.mark.parametrize(
    ("before", "question", "reading"),
    [
        ("3月5日的会议有谁参加？", "那6号呢？", "3月6日的会议有谁参加？"),
        ("2001年的产量是多少？", "2000年的呢？", "2000年的产量是多少？"),
        ("指挥部的总指挥是谁？", "副总指挥呢？", "指挥部的副总指挥是谁？"),
        ("水库总投资多少？", "总库容呢？", "水库总库容多少？"),
        ("who attended the Dec 5 meeting", "and on the 7th?", "who attended the Dec 7 meeting"),
    ],
)
def test_a_slot_takes_the_place_of_its_like(before: str, question: str, reading: str) -> None:
    assert read(question, before).read_as == reading


def test_a_question_of_its_own_keeps_to_itself() -> None:
    query = read("邵长庚担任什么职务？", "3月8日的会议有谁参加？")
    assert query.read_as is None
    assert query.dates == ()


def test_what_is_inherited_weighs_less() -> None:
    alone = read("谁主持的？")
    joined = read("谁主持的？", "3月8日的安全生产会议有谁参加？")
    added = joined.clauses[len(alone.clauses) :]
    assert added
    assert all(clause.weight < 1 for clause in added)
    assert joined.dates


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=3))
def test_no_question_is_an_error(question: str, context: list[str]) -> None:
    query = understand(question, context, tools())
    assert len(query.question) <= 500
    assert all(clause.alternatives for clause in query.clauses)


def test_synonyms_work_both_ways_or_one() -> None:
    synonyms = Synonyms.of(["参加 出席", "办 > 举行 召开  # 说法"])
    assert set(synonyms("出席")) == {"参加", "出席"}
    assert synonyms("办") == ("办", "举行", "召开")
    assert synonyms("举行") == ("举行",)


def test_a_county_is_found_by_its_short_name() -> None:
    query = understand("兰桥的大桥总投资多少？", (), tools())
    assert "兰桥" in query.places


@pytest.mark.parametrize(
    ("question", "kind", "mode"),
    [
        ("How many people were hurt when two coaches met in Lanqiao?", Kind.NUMBER, "count"),
        ("Which diplomat was attacked in Lanqiao?", Kind.PEOPLE, ""),
        ("兰桥的庙会是哪几天？", Kind.DATE, "days"),
        ("韩秋白是什么专家？", Kind.TEXT, "what"),
    ],
)
def test_the_first_question_word_says_what_is_asked(question: str, kind: Kind, mode: str) -> None:
    query = understand(question, (), tools())
    assert query.kind is kind
    assert query.details["mode"] == mode


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("青年党有多少成员？", "people"),
        ("收费站有几个？", None),
        ("货车司机多大？", "age"),
        ("车祸死了几个？", "people"),
    ],
)
def test_a_unit_is_no_part_of_a_longer_noun(question: str, measure: str | None) -> None:
    assert understand(question, (), tools()).measure == measure


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("通往石塘镇的那条隧道有多长？", ("隧道",)),
        ("站出来的三位领导是谁？", ("站", "领导")),
        ("比赛在哪个馆办的？", ("比赛", "馆", "办")),  # the noun asked for ends a word
        ("整个工程大概要花多少钱？", ("整个", "工程", "钱")),
    ],
)
def test_what_points_and_counts_is_not_searched_for(question: str, terms: tuple[str, ...]) -> None:
    assert set(terms) <= set(read(question).terms)
    assert not {"那条", "三位", "大概", "要花", "馆办"} & set(read(question).terms)


@pytest.mark.parametrize("question", ["第三届论坛在哪里开？", "第二十三届运动会", "九段棋手"])
def test_ordinals_and_ranks_keep_their_numbers(question: str) -> None:
    from retrieval.query.clauses import counted_words

    assert counted_words(question) == []


@pytest.mark.parametrize(
    "question",
    [
        "粮仓为什么起火",
        "粮仓是怎么烧起来的？",
        "粮仓起火的起因是什么",
        "粮仓的火灾什么原因",
        "什么东西引起的爆炸？",
        "What caused the fire?",
        "How did the fire in the barn start?",
    ],
)
def test_a_cause_is_asked_for_in_many_ways(question: str) -> None:
    assert read(question).details["mode"] == "why"


@pytest.mark.parametrize(
    "question", ["火是怎么扑灭的？", "How was the fire put out?", "有哪些东西被烧了"]
)
def test_a_way_or_a_thing_is_no_cause(question: str) -> None:
    assert read(question).details["mode"] != "why"


@pytest.mark.parametrize(
    ("question", "kind", "focus"),
    [
        ("在哪个球场踢的", Kind.TEXT, "球场"),  # no verb in the noun
        ("来了哪几位副主任", Kind.PEOPLE, "副主任"),
        ("哪样菜有问题", Kind.TEXT, "菜"),
        ("哪些石塘镇领导到了现场", Kind.PEOPLE, "石塘镇领导"),
        ("货轮停在几号船坞", Kind.TEXT, "船坞"),
    ],
)
def test_the_noun_asked_for_is_whole_and_no_more(question: str, kind: Kind, focus: str) -> None:
    query = read(question)
    assert query.kind is kind
    assert query.focus == focus


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("银行赚了多少利润", "money"),
        ("每家送了多少慰问金", "money"),
        ("航空公司拿到多大授信", "money"),
        ("要打几口井", None),
        ("医院有多少张床", None),
        ("家里有几口人", "people"),
    ],
)
def test_what_is_counted_gives_the_measure(question: str, measure: str | None) -> None:
    query = read(question)
    assert query.kind is Kind.NUMBER
    assert query.measure == measure


@pytest.mark.parametrize(
    ("question", "tense"),
    [
        ("医院什么时候能用", "future"),
        ("大桥预计什么时候通车", "future"),
        ("大桥是什么时候通车的", "past"),
        ("哪天开的会", ""),
        ("大桥什么时候通车", ""),
    ],
)
def test_the_tense_of_a_day_asked_for(question: str, tense: str) -> None:
    assert read(question).details["tense"] == tense


def test_a_clock_time_is_asked_for_by_hour_and_minute() -> None:
    assert read("地震是几点几分发生的").details["mode"] == "clock"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("读书会上读的书", Kind.TITLE),
        ("停车场开放时间", Kind.DATE),
        ("新院区的位置", Kind.PLACE),
        ("韩秋白的职务", Kind.POST),
        ("大桥总投资", Kind.NUMBER),
        ("豆腐坊", Kind.TEXT),
        ("总投资", Kind.TEXT),  # of what?
    ],
)
def test_words_that_only_name_a_thing_ask_for_it(words: str, kind: Kind) -> None:
    assert read(words).kind is kind


def test_a_classifier_is_no_part_of_the_word_it_counts() -> None:
    query = read("医院有多少张床")
    assert query.details["counted"] == "床"
    assert "张床" not in query.terms


def test_who_is_called_something_is_asked_by_the_post() -> None:
    assert read("石塘镇的镇长叫什么").details["mode"] == "whois"
    assert read("那个受伤的孩子叫什么").details["mode"] != "whois"


def test_what_points_at_an_event_is_no_part_of_its_noun() -> None:
    assert read("请人回家过年的那个活动叫什么名字").focus == "活动"

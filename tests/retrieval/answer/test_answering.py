"""Questions on the little paper of Lanqiao, from the words to the answer."""

import pytest

from retrieval.records import Answer, Kind, Status
from tests.retrieval.answer.paper import Shelf, article, ask


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("3月5日的会议有哪些人参加？", ("韩秋白", "卢正言", "沈若溪")),
        ("水库建设专题会上谁讲话了？", ("韩秋白",)),
        ("3月8日的会议是谁主持的？", ("倪大川",)),
        ("县长是谁？", ("邵长庚",)),
        ("县委书记是谁", ("倪大川",)),
        ("韩秋白是什么职务？", ("县人大常委会主任",)),
        ("水库专题会采取什么方式进行？", ("边看边议方式",)),
        ("专题会审议了什么方案？", ("《兰桥县水库除险加固方案》",)),
        ("青石河大桥总投资多少？", ("3.6亿元",)),
        ("大桥全长多少米？", ("820米",)),
        ("青石河大桥什么时候建成？", ("2022年10月",)),
        ("货车在哪里起火？", ("青龙隧道",)),
        ("邵长庚3月5日去了哪里？", ("石塘镇",)),
        ("供水工程在哪几个乡镇？", ("石塘", "枫林", "清水")),
        ("有多少个村受益？", ("7个村",)),
        ("多少人受益？", ("1.2万人",)),
        ("谁写了青龙隧道起火的报道？", ("葛云帆",)),
    ],
)
def test_answers_are_in_the_words_of_the_paper(question: str, items: tuple[str, ...]) -> None:
    found = ask(question)
    assert found.status is Status.ANSWERED
    assert found.items == items


@pytest.mark.parametrize(
    "question",
    [
        "3月7日的会议谁参加了？",  # right county, wrong day
        "市委书记是谁？",  # right rank, wrong unit
        "青石河大桥用了多少吨钢？",  # right bridge, no such figure
        "钱伯韬参加了3月5日的会议吗？",  # nobody of this name
        "食堂今天吃什么？",
        "去上海的火车票多少钱？",
    ],
)
def test_what_the_paper_does_not_say_is_not_found(question: str) -> None:
    found = ask(question)
    assert found.status is Status.NOT_FOUND
    assert found.items == ()
    assert found.answer is None


def test_a_refusal_shows_the_nearest_articles() -> None:
    found = ask("3月7日的会议谁参加了？")
    assert found.citations


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("货车起火有人受伤吗？", "否"),
        ("方一鸣受伤了吗？", "否"),
        ("大火扑灭了吗？", "是"),
    ],
)
def test_yes_and_no_come_with_the_sentence(question: str, word: str) -> None:
    found = ask(question)
    assert found.kind is Kind.YESNO
    assert found.answer is not None
    assert found.answer.startswith(word)
    assert found.citations[0].quote in found.answer


def test_a_list_that_goes_on_is_not_complete() -> None:
    assert not ask("3月8日的会议有哪些人参加？").complete
    assert ask("供水工程在哪几个乡镇？").complete  # 等3个 closes a list of three


def test_articles_of_a_day_are_all_cited() -> None:
    found = ask("3月5日有哪些报道？")
    assert found.kind is Kind.ARTICLES
    assert {c.article_id for c in found.citations} == {"A1", "A2"}


def test_articles_that_mention_somebody_are_cited() -> None:
    found = ask("哪些报道提到了邵长庚？")
    assert {c.article_id for c in found.citations} == {"A2", "A3"}


@pytest.mark.parametrize(
    ("before", "question", "items"),
    [
        ("3月5日的会议有哪些人参加？", "那8号呢？", ("倪大川", "邵长庚", "袁小棠", "顾青禾")),
        ("青石河大桥总投资多少？", "全长呢？", ("820米",)),
        ("3月8日的会议有哪些人参加？", "谁主持的？", ("倪大川",)),
    ],
)
def test_a_follow_up_inherits_what_is_missing(
    before: str, question: str, items: tuple[str, ...]
) -> None:
    found = ask(question, before)
    assert found.items == items
    assert found.query.read_as


def test_a_new_topic_inherits_nothing() -> None:
    found = ask("青石河大桥总投资多少？", "3月8日的会议有哪些人参加？")
    assert found.items == ("3.6亿元",)
    assert found.query.read_as is None


def test_evidence_lies_in_the_quote_and_is_the_answer() -> None:
    found = ask("青石河大桥总投资多少？")
    (citation,) = found.citations
    assert [citation.quote[s:e] for s, e in citation.spans] == ["3.6亿元"]
    assert citation.lines == (6,)


def test_the_people_of_two_sentences_are_cited_by_both() -> None:
    found = ask("3月5日的会议有哪些人参加？")
    named = [c.quote[s:e] for c in found.citations for s, e in c.spans]
    assert named == ["韩秋白", "卢正言", "沈若溪"]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "？？？",
        "😀😀",
        "\u202e县长是谁\u202c",
        "a" * 4000,
        "'; DROP TABLE articles; --",
        "\ud800",
        "(" * 300,
        "谁" * 4000,
    ],
)
def test_odd_questions_get_an_answer_and_no_error(question: str) -> None:
    found = ask(question)
    assert isinstance(found, Answer)
    assert len(found.query.question) <= 500


def test_a_ranker_may_put_another_span_in_the_place_of_the_rules_choice() -> None:
    from dataclasses import replace

    from retrieval.answer import answer
    from retrieval.query import understand
    from tests.retrieval.answer.paper import paper, tools

    class Shorter:
        def better(self, query, ranked, chosen):  # type: ignore[no-untyped-def]
            start, _ = chosen[0].span
            text = chosen[0].scored.unit.text[start : start + 1]
            return replace(chosen[0], text=text, span=(start, start + 1))

    library = paper()
    query = understand("水库专题会采取什么方式进行？", (), tools(library))
    hits = library.search(query.clauses)
    plain = answer(query, hits, library)
    found = answer(query, hits, library, ranker=Shorter())
    assert found.items == (plain.items[0][:1],)
    assert found.confidence == plain.confidence
    refused = answer(query, hits, library, ranker=Shorter(), threshold=1.01)
    assert refused.items == ()


def test_a_threshold_of_one_refuses_all_but_what_is_certain() -> None:
    from retrieval.answer import answer
    from retrieval.query import understand
    from tests.retrieval.answer.paper import paper, tools

    library = paper()
    query = understand("哪里有人受伤？", (), tools(library))
    hits = library.search(query.clauses)
    assert answer(query, hits, library, threshold=1.01).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("邵长更3月5日去了哪里？", ("石塘镇",)),  # a slip in the name
        ("縣長邵長庚３月５日去了哪裏？", ("石塘镇",)),
        ("青石河大桥 总投资 多少", ("3.6亿元",)),
    ],
)
def test_slips_and_other_scripts_are_understood(question: str, items: tuple[str, ...]) -> None:
    assert ask(question).items == items


def test_the_reporter_of_a_story_is_no_attendee() -> None:
    assert "唐砚" not in ask("3月5日的会议有哪些人参加？").items


def test_a_day_with_two_events_keeps_to_the_kind_asked_for() -> None:
    found = ask("3月5日的会议谁参加了？")
    assert {c.article_id for c in found.citations} == {"A1"}
    assert ask("3月5日谁走访了石塘镇？").items == ("邵长庚",)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("青石河大桥有多长？", ("820米",)),
        ("邵长庚是什么职务？", ("县委副书记、县长",)),  # posts in a row are one answer
        ("谁当选市政协主席？", ()),  # nobody else's post
        ("青石河大桥收费站有几个？", ()),  # a sum of money counts no toll gates
    ],
)
def test_the_answer_is_what_its_own_words_call_it(question: str, items: tuple[str, ...]) -> None:
    assert ask(question).items == items


def test_the_body_is_cited_where_it_tells_what_the_headline_names() -> None:
    found = ask("谁3月5日走访了石塘镇？")
    assert found.items == ("邵长庚",)
    assert "邵长庚" in found.citations[0].quote


_MORE = Shelf(
    [
        article(
            "M1",
            "渡口中学迎新年",
            (
                "5月7日,渡口中学举行“立志成才、报效桑梓”宣誓活动。操场上响起《渡口之歌》的旋律。",
                "县长邵长庚为学校题词:“书声满渡”。",
                "去年该校升学率达92%,校园全长300米。",
            ),
            "2021-05-07",
        ),
        article(
            "M2",
            "三个新社团成立",
            ("5月8日,三个新社团———“晨钟社”、“麦浪社”和“灯塔社”成立。",),
            "2021-05-08",
            10,
        ),
    ]
)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("渡口中学宣誓放的什么歌？", ("操场上响起《渡口之歌》的旋律",)),  # a motto is no song
        ("邵长庚给学校题了哪几个字？", ("书声满渡",)),
        ("渡口中学升学率有多高？", ("92%",)),  # no height
        ("5月8日成立的三个社团都叫啥", ("“晨钟社”", "“麦浪社”", "“灯塔社”")),
    ],
)
def test_what_is_asked_for_is_known_by_its_noun(question: str, items: tuple[str, ...]) -> None:
    assert ask(question, shelf=_MORE).items == items

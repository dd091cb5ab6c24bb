"""English questions over a small corpus of an invented county."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.settings import LEXICON
from retrieval.language.analyzer import BIGRAM, Analyzer
from retrieval.query.english import Bilingual
from retrieval.query.english_dictionary import Entry, build
from retrieval.query.english_glossary import read_glossary
from retrieval.query.english_names import Pinyin
from retrieval.query.english_sounds import Sounds
from retrieval.query.english_weights import Weights
from retrieval.query.english_words import words_of
from retrieval.records import Clause

LINES = [
    "顾曼青主持召开区政府第12次常务会议，研究燕坞水库建设方案。",
    "燕坞水库总投资3200万元，总库容15万立方米，位于雁林乡。",
    "区人大常委会举行会议，单晓云、顾曼青参加会议。",
    "斯捷潘·科瓦廖夫率团访问清河县，考察卫星制造项目。",
    "旧池塘边的两位老人在下棋，一个池子旁有人钓鱼。",
]
NAMES = ["顾曼青", "单晓云", "燕坞", "雁林乡", "斯捷潘·科瓦廖夫", "清河县"]
ENTRIES = [
    Entry("会议", "hui4 yi4", ["meeting", "conference"]),
    Entry("会面", "hui4 mian4", ["to meet with", "meeting"]),
    Entry("卫星", "wei4 xing1", ["satellite"]),
    Entry("制造", "zhi4 zao4", ["to manufacture", "to make"]),
    Entry("项目", "xiang4 mu4", ["project", "item"]),
    Entry("池", "chi2", ["pond", "reservoir"]),
    Entry("建设", "jian4 she4", ["to build", "construction"]),
]


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(maker="jieba")


def _small(bridge: Bilingual) -> Bilingual:
    """The bridge with a dictionary of these entries alone."""
    bridge._dictionary = build(ENTRIES)
    return bridge


@pytest.fixture(scope="module")
def frequency(analyzer: Analyzer) -> dict[str, int]:
    counts: dict[str, int] = {}
    for line in LINES:
        for term in set(analyzer.terms(line)):
            counts[term] = counts.get(term, 0) + 1
    return counts


@pytest.fixture(scope="module")
def bridge(frequency: dict[str, int]) -> Bilingual:
    def present(terms: Iterable[str]) -> set[str]:
        return {term for term in terms if term in frequency}

    return _small(
        Bilingual(
            LEXICON,
            present,
            lambda: NAMES,
            None,
            Weights(lambda term: frequency.get(term, 0), len(LINES)),
        )
    )


def _texts(clause: Clause) -> list[str]:
    """The alternatives as texts: their longest words."""
    return [
        max((term for term in bag if not term.startswith(BIGRAM)), key=len)
        for bag in clause.alternatives
    ]


def _all(bridge: Bilingual, analyzer: Analyzer, question: str) -> list[list[str]]:
    return [_texts(clause) for clause in bridge.clauses(question, analyzer)]


def test_the_longest_phrase_of_the_trade_is_taken(bridge: Bilingual, analyzer: Analyzer) -> None:
    """One clause for all of it, in which 人大 and 常委会 stand together."""
    (clause,) = bridge.clauses("the people's congress standing committee", analyzer)
    assert {"人大", "常委会"} <= set(clause.alternatives[0])


def test_only_words_of_the_corpus_are_kept(bridge: Bilingual, analyzer: Analyzer) -> None:
    """Of 水库, 山塘 and 池塘 for a reservoir only what was printed stays, the glossary before the dictionary."""
    (clause,) = bridge.clauses("reservoir", analyzer)
    assert _texts(clause)[0] == "水库"
    assert "山塘" not in _texts(clause)
    assert len(clause.weights) == len(clause.alternatives)
    assert all(0 < weight <= 1 for weight in clause.weights)


@pytest.mark.parametrize(
    "spelling",
    [
        "Gu Manqing",
        "Manqing Gu",
        "gu manqing",
        "Gu Man-qing",
        "GU Manqing",
        "Gu Man Qing",
        "GuManqing",
    ],
)
def test_a_person_is_known_in_any_spelling(
    bridge: Bilingual, analyzer: Analyzer, spelling: str
) -> None:
    question = f"Which meeting did {spelling} chair?"
    assert bridge.people(question) == ["顾曼青"]
    assert any(
        BIGRAM + "曼青" in clause.alternatives[0] for clause in bridge.clauses(question, analyzer)
    )


def test_surnames_and_places_are_known(bridge: Bilingual) -> None:
    assert bridge.people("Did Shan Xiaoyun visit Yanlin township?") == ["单晓云", "雁林乡"]


def test_a_foreign_name_is_known_by_its_sound(bridge: Bilingual) -> None:
    assert bridge.people("When did Kovalyov visit Qinghe?") == ["清河县", "斯捷潘·科瓦廖夫"]


def test_a_name_that_no_list_has_is_built_from_the_text(
    bridge: Bilingual, analyzer: Analyzer, frequency: dict[str, int]
) -> None:
    """Without any names the pairs of neighbouring characters still spell 燕坞."""

    def present(terms: Iterable[str]) -> set[str]:
        return {term for term in terms if term in frequency}

    bare = Pinyin([], present)
    assert bare.find(words_of("the Yanwu reservoir")) == []
    assert "燕坞" in bare.runs(["Yanwu"])


def test_dates_are_taken_out(bridge: Bilingual, analyzer: Analyzer) -> None:
    """ "Dec" is no word to look up, and 5 no number."""
    assert _all(bridge, analyzer, "meeting on Dec 5") == _all(bridge, analyzer, "meeting on")


def test_numbers_stay_as_they_are(bridge: Bilingual, analyzer: Analyzer) -> None:
    assert ["12", "十二"] in _all(bridge, analyzer, "meeting 12")


def test_what_the_corpus_lacks_gives_nothing(bridge: Bilingual, analyzer: Analyzer) -> None:
    assert bridge.clauses("zzz qqq", analyzer) == ()
    assert bridge.clauses("", analyzer) == ()
    assert bridge.people("") == []


def test_rare_translations_weigh_no_more_than_all_together(
    bridge: Bilingual, analyzer: Analyzer
) -> None:
    """A clause never scores its odd alternative above the one that stands for them all."""
    (clause,) = bridge.clauses("meeting", analyzer)
    assert _texts(clause)[0] == "会议"


def test_without_a_glossary_or_statistics_it_still_works(analyzer: Analyzer) -> None:
    plain = _small(Bilingual(None, set, lambda: ()))
    (clause,) = plain.clauses("satellite", analyzer)
    assert _texts(clause) == ["卫星"]


def test_nothing_is_opened_before_the_first_question(tmp_path: Path) -> None:
    def fail() -> Iterable[str]:
        raise AssertionError

    Bilingual(tmp_path / "none.tsv", set, fail, tmp_path / "none")
    assert not (tmp_path / "none").exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(question=st.text(max_size=60))
def test_any_question_is_read_without_error(
    bridge: Bilingual, analyzer: Analyzer, question: str
) -> None:
    for clause in bridge.clauses(question, analyzer):
        assert clause.alternatives
        assert all(clause.alternatives)
    bridge.people(question)


def test_the_glossary_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "glossary.tsv"
    path.write_text(
        "# comment\nhill pond|mountain ponds\t山塘|水库\nno tab here\n\n", encoding="utf-8"
    )
    table = read_glossary(path)
    assert table == {"hill pond": ("山塘", "水库"), "mountain pond": ("山塘", "水库")}
    assert read_glossary(None) == {}


def test_the_shipped_glossary_is_sound() -> None:
    """Every line has a tab and Chinese words, and there are some three hundred phrases."""
    lines = (LEXICON / "glossary.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("#")[0].strip() for line in lines]
    for row in filter(None, rows):
        english, tab, chinese = row.partition("\t")
        assert tab, row
        assert english.isascii(), row
        assert all(word and not word.isascii() for word in chinese.split("|")), row
    assert len(read_glossary(LEXICON)) >= 300


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Kovalyov", "科瓦廖夫"),
        ("Bergman", "伯格曼"),
        ("Delgado", "德尔加多"),
        ("Hartley", "哈特利"),
        ("Marchetti", "马尔凯蒂"),
        ("Stefania", "斯特凡尼亚"),
    ],
)
def test_a_transliteration_sounds_like_its_name(word: str, name: str) -> None:
    crowd = [
        "科瓦廖夫",
        "伯格曼",
        "德尔加多",
        "哈特利",
        "马尔凯蒂",
        "斯特凡尼亚",
        "安德森",
        "菲舍尔",
    ]
    assert Sounds(crowd).like(word)[:1] == [name]


def test_chinese_names_and_short_words_sound_like_nothing() -> None:
    assert Sounds(["顾曼青", "王大伟"]).like("Kovalyov") == []
    assert Sounds(["科瓦廖夫"]).like("Ko") == []


def _bridge(lines: list[str], analyzer: Analyzer) -> Bilingual:
    """A bridge over these lines, with the small dictionary and one town more."""
    held = {term for line in lines for term in analyzer.terms(line)}
    bridge = Bilingual(LEXICON, lambda terms: held & set(terms), list)
    bridge._dictionary = build(
        [
            *ENTRIES,
            Entry("贝卢斯", "Bei4 lu2 si1", ["Belusia, country in the sea"]),
            Entry("合", "ge3", ["one-tenth of a cheng, an old measure of grain and of much else"]),
        ]
    )
    return bridge


def test_a_verb_with_its_particle_is_another_verb(analyzer: Analyzer) -> None:
    bridge = _bridge(["大火被扑灭", "放在桌上"], analyzer)
    assert _all(bridge, analyzer, "put out") == [["扑灭"]]
    assert ["扑灭"] not in _all(bridge, analyzer, "put")


def test_a_country_that_the_paper_does_not_have_is_no_name_that_sounds_alike(
    analyzer: Analyzer,
) -> None:
    bridge = _bridge(["贝鲁西奥到访"], analyzer)
    bridge._sounds = Sounds(["贝鲁西奥"])
    assert bridge.clauses("in Belusia", analyzer) == ()
    assert bridge.clauses("in Belushio", analyzer)


def test_a_place_in_pinyin_is_built_from_the_text_beside_a_far_word(analyzer: Analyzer) -> None:
    """Chengyan is no measure of grain: 成岩 stands in the text."""
    bridge = _bridge(["成岩公社", "合计"], analyzer)
    assert _all(bridge, analyzer, "the Chengyan works") == [["成岩"]]


def test_a_word_of_a_long_gloss_is_no_translation(analyzer: Analyzer) -> None:
    bridge = _bridge(["合计"], analyzer)
    assert ["合"] not in _all(bridge, analyzer, "tenth")


def test_a_head_is_called_by_the_unit_named_behind(analyzer: Analyzer) -> None:
    bridge = _bridge(["县长到场", "主任到场"], analyzer)
    assert ["县长"] in _all(bridge, analyzer, "the head of Lanqiao county")


def test_what_newspapers_print_for_a_translation_counts_too(analyzer: Analyzer) -> None:
    """The glossary has 新闻发布会; 记者招待会 is what the paper says for it."""
    held = set(analyzer.terms("市长举行记者招待会"))
    akin = {"新闻发布会": ("新闻发布会", "记者招待会")}
    bridge = Bilingual(
        LEXICON, lambda terms: held & set(terms), list, akin=lambda word: akin.get(word, (word,))
    )
    (clause,) = _small(bridge).clauses("the news briefing", analyzer)
    assert clause.alternatives[0] == tuple(analyzer.terms("记者招待会"))


@pytest.mark.parametrize(
    ("question", "printed"),
    [("who sat in the boat", "坐"), ("the lake froze", "冻"), ("he shook the tree", "摇")],
)
def test_a_past_is_looked_up_as_its_verb(question: str, printed: str, analyzer: Analyzer) -> None:
    held = set(analyzer.terms("坐 冻 摇"))
    bridge = Bilingual(None, lambda terms: held & set(terms), list)
    bridge._dictionary = build(
        [
            Entry("坐", "zuo4", ["to sit"]),
            Entry("冻", "dong4", ["to freeze"]),
            Entry("摇", "yao2", ["to shake"]),
        ]
    )
    assert [printed] in _all(bridge, analyzer, question)


def test_a_name_of_the_paper_comes_before_a_town_far_away(analyzer: Analyzer) -> None:
    """Lomand is a town to the dictionary; of the paper a player is called so."""
    held = set(analyzer.terms("洛曼德击败对手"))
    bridge = Bilingual(None, lambda terms: held & set(terms), lambda: ["洛曼德"])
    bridge._dictionary = build([Entry("洛马", "", ["Lomand"])])
    (clause,) = bridge.clauses("the games of Lomand", analyzer)
    assert clause.alternatives == (tuple(analyzer.terms("洛曼德")),)


def test_a_name_of_the_glossary_has_a_capital(tmp_path: Path, analyzer: Analyzer) -> None:
    path = tmp_path / "glossary.tsv"
    path.write_text("Cook|Robin Cook\t库克\ncook\t厨师\n", encoding="utf-8")
    held = set(analyzer.terms("库克 厨师"))
    bridge = Bilingual(path, lambda terms: held & set(terms), list)
    bridge._dictionary = build([])
    assert _all(bridge, analyzer, "what did the cook say") == [["厨师"]]
    assert _all(bridge, analyzer, "what did Cook say") == [["库克", "厨师"]]
    assert _all(bridge, analyzer, "what did Robin Cook say") == [["库克"]]


def test_translations_are_those_of_glossary_and_dictionary(bridge: Bilingual) -> None:
    assert "印度" in bridge.translations("Indian")
    assert bridge.translations("power station")[0] == "电站"

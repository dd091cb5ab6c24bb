"""What stands above a story: kicker, headline, subheadline, banner, and headlines without a story."""

from tests.retrieval.corpus.assembly.pages import STORIES, assembled, headlines, texts

STORY = STORIES[0]


def roles(*lines: str) -> list[tuple[str, str]]:
    """The parts of the head of the last article, with their texts."""
    return [(head.role, head.text) for head in assembled(*lines).articles[-1].heads]


def test_a_line_that_leads_in_is_a_kicker() -> None:
    """A line that ends with a verb of saying is followed by what was said."""
    found = roles(
        "高远到南山区调研乡村振兴工作时强调",
        "做足“土特产”文章 绘就乡村新画卷",
        "本报讯(记者 齐飞)5月21日,市委书记高远到南山区调研乡村振兴工作。",
        "在竹溪村,高远走进笋加工车间,了解产品销路。",
    )
    assert [role for role, _ in found] == ["kicker", "headline"]


def test_a_kicker_glued_to_the_headline_is_a_part_of_its_own() -> None:
    """Both parts stand in one line, each at its column."""
    page = assembled(
        "高远到南山区调研乡村振兴时强调 做足“土特产”文章",
        "本报讯(记者 齐飞)5月21日,市委书记高远到南山区调研乡村振兴工作,看望种粮大户。",
    )
    (article,) = page.articles
    assert [(head.role, head.line, head.column) for head in article.heads] == [
        ("kicker", 1, 0),
        ("headline", 1, 16),
    ]
    assert article.headline == "做足“土特产”文章"
    assert article.head_lines == (1,)


def test_a_line_below_the_headline_is_a_subheadline() -> None:
    assert roles(STORY[0], "茶农用手机查看山头温度", *STORY[1:]) == [
        ("headline", STORY[0]),
        ("subheadline", "茶农用手机查看山头温度"),
    ]


def test_a_headline_that_runs_over_its_line_is_one() -> None:
    assert assembled("石桥镇打造家门口的", "共享图书馆", *STORIES[4][1:]).articles[0].headline == (
        "石桥镇打造家门口的 共享图书馆"
    )


def test_a_headline_may_end_with_a_mark_or_hold_one() -> None:
    for headline in (
        "青石乡的气象站管用吗?",
        "青石乡:气象站建到茶山上",
        "“山头有多冷,手机上看”——青石乡建成首座气象站",
        "好消息!青石乡建成首座村级气象站",
    ):
        page = assembled(*STORIES[1], "", headline, *STORY[1:])
        assert headlines(page) == [STORIES[1][0], headline]


def test_a_slogan_is_furniture_and_names_the_series() -> None:
    page = assembled("抓春耕 保丰收", *STORY)
    assert headlines(page) == [STORY[0]]
    assert [(each.kind, each.lines) for each in page.furniture] == [("banner", (1,))]
    assert page.articles[0].series == "抓春耕 保丰收"


def test_a_headline_without_a_story_is_an_article() -> None:
    page = assembled(*STORY, "陆遥为新任教师上第一课")
    assert headlines(page) == [STORY[0], "陆遥为新任教师上第一课"]
    assert page.articles[1].flags == ("headline_only",)
    assert [notice.code for notice in page.warnings] == ["headline_only"]


def test_a_headline_of_another_story_is_no_kicker() -> None:
    """It shares nothing with the story below, and that story has a headline of its own."""
    page = assembled("陆遥为新任教师上第一课", *STORY)
    assert headlines(page) == ["陆遥为新任教师上第一课", STORY[0]]
    assert texts(page.articles[0]) == []


def test_a_headline_that_stands_twice_has_its_story_once() -> None:
    page = assembled(STORY[0], *STORY)
    assert headlines(page) == [STORY[0], STORY[0]]
    assert [len(article.paragraphs) for article in page.articles] == [0, 3]

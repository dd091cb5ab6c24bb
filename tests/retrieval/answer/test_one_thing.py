"""Questions that ask for one thing, put as people put them: which of two figures, what a thing is called, where it fell."""

import pytest

from retrieval.query.asking_chinese import asked_in_chinese, joined_verbs
from retrieval.records import Kind, Status
from tests.retrieval.answer.paper import Shelf, article, ask

_SHELF = Shelf(
    [
        article(
            "O1",
            "商场推出彩电出租",
            (
                "本报讯 兰桥县供销商场元旦起出租彩电。租一台45厘米的彩电每天只要2元钱,租一台66厘米的每天也只要5元钱。",
                "兰桥县第二中学共有900余名学生,大多数是农家子弟,平时在学校搭伙的学生共有260人。",
            ),
            "2021-06-01",
        ),
        article(
            "O2",
            "客车翻入青石河",
            (
                "6月2日下午,一辆从石塘镇开往枫林乡的客车行驶到清水乡时,翻入乌龙河中,造成3人受伤。",
                "3日上午,石塘镇柳林村狮岩山发生山火,目前火势较大。",
                "据了解,失火的郭记米线店系当地老店,已有40年历史。",
            ),
            "2021-06-03",
            10,
        ),
        article(
            "O3",
            "侨胞欢庆新年",
            (
                "6月4日晚,兰桥县侨胞举行了联欢晚会。随后,在题为《云海花园》的联欢晚会上,来自各地的演员同台演出。",
                "这项助学活动名为“一张课桌”,由县妇联发起。",
                "农机行业今年脱困,农机局决定以水泵行业为突破口,带动全行业。",
            ),
            "2021-06-04",
            20,
        ),
        article(
            "O4",
            "兰桥车站停运",
            (
                "6月5日,杨湾村一户人家办喜事,吃完饭后,前来帮忙的47人出现呕吐等情况。",
                "兰桥车站一度关闭,但站长说站台没有受损,并已恢复运行。",
                "县里改发新票证以后,没有引起抢购。",
                "会上还进行了满意度测评。",
            ),
            "2021-06-05",
            30,
        ),
    ]
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("租一台66厘米的彩电,一天多少钱？", "5元"),
        ("租一台45厘米的彩电一天收多少钱？", "2元"),
        ("第二中学平时在学校搭伙的学生有多少？", "260人"),
        ("第二中学有多少学生？", "900余名"),
        ("杨湾村吃喜酒,有多少人吐了？", "47人"),
    ],
)
def test_a_figure_is_told_by_what_the_question_says_of_it(question: str, said: str) -> None:
    found = ask(question, shelf=_SHELF)
    assert found.items
    assert said in found.items[0]


@pytest.mark.parametrize(
    ("question", "said", "not_said"),
    [
        ("开往枫林乡的客车翻到哪条河里了？", "乌龙河", "石塘"),
        ("柳林村着火的是哪座山？", "狮岩山", ""),
        ("着火的那家小店叫啥名字？", "郭记米线店", ""),
        ("侨胞的那台晚会叫什么名字？", "云海花园", "联欢"),
        ("那项助学活动叫什么？", "一张课桌", ""),
        ("农机局打算先拿哪个行业开刀？", "水泵行业", "农机行业"),
    ],
)
def test_a_thing_is_known_by_its_own_name(question: str, said: str, not_said: str) -> None:
    found = ask(question, shelf=_SHELF)
    assert found.items
    assert said in found.items[0]
    assert not not_said or not_said not in found.items[0]


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("会上搞没搞满意度测评？", "是"),
        ("兰桥车站的站台震坏了吗？", "否"),
    ],
)
def test_yes_and_no_where_the_verb_is_put_otherwise(question: str, word: str) -> None:
    found = ask(question, shelf=_SHELF)
    assert found.status is Status.ANSWERED
    assert found.answer is not None
    assert found.answer.startswith(word)


_UNKNOWN = Shelf(
    [
        article(
            "U1",
            "县长直播卖柚子",
            (
                "6月7日,兰桥县县长漆玉林走进直播间卖柚子。兰桥县副县长屈小禾在旁助阵。",
                "兰桥县供销社副主任谷青原介绍,柚子当晚卖了3万个。",
            ),
            "2021-06-07",
        )
    ]
)


def test_a_name_that_no_tagger_knew_is_told_by_the_noun_before_it() -> None:
    assert ask("上直播卖柚子的兰桥县县长叫什么？", shelf=_UNKNOWN).items == ("漆玉林",)


def test_a_deputy_is_not_the_head() -> None:
    assert ask("兰桥县供销社的主任叫什么？", shelf=_UNKNOWN).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "kind", "mode"),
    [
        ("着火的那家小吃店叫啥名字？", Kind.ORGANISATION, "named"),
        ("那座桥叫什么？", Kind.PLACE, "named"),
        ("这个角色行话里叫啥？", Kind.TEXT, "named"),
        ("三个新协会都叫什么？", Kind.ORGANISATION, "named"),
        ("那个班长叫啥？", Kind.PEOPLE, "whois"),
        ("卖柚子的姑娘叫什么名字？", Kind.PEOPLE, ""),
        ("他叫什么？", Kind.PEOPLE, ""),
    ],
)
def test_what_is_called_something_is_a_thing_or_a_person(
    question: str, kind: Kind, mode: str
) -> None:
    asked = asked_in_chinese(question)
    assert (asked.kind, asked.mode) == (kind, mode)


_MORE = Shelf(
    [
        article(
            "M1",
            "铁路滑坡锁住",
            (
                "6月8日,工程队用26根60米长的巨大锚索将石塘镇后山的滑坡体牢牢锁住。",
                "兰桥县信用社向各商户发放新券58万元,收回旧券75万元。",
                "今年全县计划招工8100人,比去年增加700人,增长9.5%。",
            ),
            "2021-06-08",
        ),
        article(
            "M2",
            "水厂停产",
            (
                "6月1日21时40分,石塘镇水厂因水源变浑而被迫停产,有关部门力争在中秋前恢复生产。",
                "气球赛由县体协主办,青禾茶业有限公司独家赞助。",
                "一架农用飞机9日傍晚在兰桥县城以北3公里处坠落。",
                "盗车嫌疑人屈某在青龙隧道被抓获,同伙自首。",
            ),
            "2021-06-09",
            10,
        ),
        article(
            "M3",
            "画家袁小棠逝世",
            (
                "6月10日,画家袁小棠在兰桥县逝世,享年81岁。",
                "袁小棠出生于枫林乡。",
                "兰桥县开通“268”话费查询电话,免收查询费。",
                "袁小棠的徒弟说,那天中午师徒几个吃了自带的饭团后才上山。",
            ),
            "2021-06-10",
            20,
        ),
    ]
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("石塘镇后山的滑坡用了几根大锚索锁住？", "26根"),
        ("信用社发了多少新券？", "58万元"),
        ("今年全县招工比去年多招多少？", "700人"),
        ("石塘镇的水厂什么时候停的产？", "6月1日"),
        ("气球赛谁独家赞助的？", "青禾茶业有限公司"),
        ("农用飞机掉在什么地方了？", "县城以北3公里处"),
        ("袁小棠是哪里人？", "枫林乡"),
        ("查询话费打什么电话？", "268"),
        ("师徒几个那天中午吃了什么？", "自带的饭团"),
    ],
)
def test_what_is_asked_for_is_given(question: str, said: str) -> None:
    found = ask(question, shelf=_MORE)
    assert found.items
    assert said in found.items[0]


def test_what_became_of_somebody_is_the_clause_that_tells_it() -> None:
    found = ask("盗车嫌疑人屈某后来怎么样了？", shelf=_MORE)
    assert found.items == ("盗车嫌疑人屈某在青龙隧道被抓获",)


def test_a_denial_of_what_is_asked_about_says_no_whatever_the_verb() -> None:
    found = ask("县里改发新票证以后闹抢购了吗？", shelf=_SHELF)
    assert found.answer is not None
    assert found.answer.startswith("否")


_YEAR = Shelf(
    [
        article(
            "Y1",
            "蚌农转做捞草",
            (
                "石塘镇组织蚌农捞草,每人每月领3100元。",
                "湖边出土一艘独木舟,经碳14测定,距今约6800年。",
                "石塘镇通告调整船票,自6月20日起施行,优惠期至9月30日。",
                "举重选手方一鸣以抓举80公斤、挺举105公斤、总成绩185公斤获得银牌。",
                "滞留的旅客收到了附近杨湾村村民送来的热粥。",
            ),
            "2021-06-11",
        ),
        article(
            "Y2",
            "手术做了十多个小时",
            (
                "医生唐砚在显微镜下连续手术11个小时,接通血管4根。",
                "“云雀二号”火箭在枫林乡升空,数据下月起开放下载。",
                "据了解,食堂新换的凉菜出了毛病。问题出在凉拌黄瓜,校医说。",
            ),
            "2021-06-12",
            10,
        ),
    ]
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("石塘镇的蚌农捞草一个月领多少？", "3100元"),
        ("独木舟距今多少年了？", "6800年"),
        ("石塘镇的新船票从什么时候起施行？", "6月20日"),
        ("石塘镇的船票优惠到什么时候为止？", "9月30日"),
        ("方一鸣拿银牌总共举了多少公斤？", "185公斤"),
        ("唐砚的手术做了几个钟头？", "11个小时"),
        ("给滞留旅客送热粥的是哪个村？", "杨湾村"),
    ],
)
def test_durations_rates_sums_and_borders(question: str, said: str) -> None:
    found = ask(question, shelf=_YEAR)
    assert found.items
    assert said in found.items[0]
    assert "杨湾村村" not in found.items[0]


@pytest.mark.parametrize(
    ("question", "kind", "measure"),
    [
        ("县里欠厂里多少？", Kind.NUMBER, "money"),
        ("问题出在哪道菜？", Kind.TEXT, None),
        ("用哪种办法钻过去的？", Kind.TEXT, None),
        ("用啥工具弄下山的？", Kind.TEXT, None),
        ("师徒几个吃了什么？", Kind.TEXT, None),
        ("查询话费打什么号码？", Kind.TEXT, None),
        ("多少人喝水靠它？", Kind.NUMBER, "people"),
        ("客车停在哪儿？", Kind.PLACE, None),
    ],
)
def test_what_kind_of_thing_is_asked_for(question: str, kind: Kind, measure: str | None) -> None:
    asked = asked_in_chinese(question)
    assert (asked.kind, asked.measure) == (kind, measure)


@pytest.mark.parametrize(
    ("said", "joined"),
    [
        ("水厂什么时候停的产?", "水厂什么时候停产了?"),
        ("他们哪年结的婚?", "他们哪年结婚了?"),
        ("谁写的书?", "谁写的书?"),
        ("什么时候开的门市部?", "什么时候开的门市部?"),
    ],
)
def test_a_verb_and_its_object_are_read_together(said: str, joined: str) -> None:
    assert joined_verbs(said) == joined

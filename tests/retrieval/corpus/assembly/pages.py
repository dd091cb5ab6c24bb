"""Invented stories and helpers for the tests of assembly."""

from collections import Counter
from collections.abc import Sequence

from retrieval.corpus.assembly import assemble
from retrieval.records import Article, Assembled, IssueDate, Line, Page

STORIES: tuple[tuple[str, ...], ...] = (
    (
        "青石乡建成首座村级气象站",
        "本报讯(记者 梅子青)7月3日,青石乡建成首座村级气象站,茶农用手机就能查到山头的温度和湿度。",
        "气象站由县气象局和青石乡合建,每十分钟发布一次数据。青石乡种茶一万两千亩,往年倒春寒来得突然,茶芽常被冻伤。",
        "“有了这座站,防冻心里有底。”茶农罗长根说。",
    ),
    (
        "云河市开通夜间公交专线",
        "方便夜班职工回家",
        "本报讯(通讯员 杜若)云河市公交公司7月1日起开通三条夜间公交专线,末班车延至零点三十分。",
        "公交公司经理沈知秋介绍,夜间专线经过医院、车站和工业园,途中设三十一个站点,票价仍为两元。",
    ),
    (
        "白鹭湖湿地迎来黑鹳",
        "7月2日清晨,护鸟员在白鹭湖湿地拍到五只黑鹳,这是湿地建立保护区以来首次记录到这种珍禽。",
        "黑鹳对水质十分挑剔。保护区主任江一帆认为,黑鹳的到来说明湿地水质有了明显好转。",
        "保护区提醒游客不要靠近鸟群,也不要使用闪光灯。",
    ),
    (
        "南溪县图书馆办起“星空课堂”",
        "南溪讯 昨晚,南溪县图书馆楼顶架起天文望远镜,四十多个孩子在“星空课堂”上看到了土星光环。",
        "课堂由图书馆和南溪中学的天文社合办,每周五晚开课。图书馆馆长何静说,报名的孩子已经排到了下个月。",
    ),
    (
        "石桥镇老粮仓变身陶艺工坊",
        "据新华社电(记者 方小满)石桥镇把闲置二十年的老粮仓改造成陶艺工坊,吸引七名青年匠人入驻。",
        "工坊保留了粮仓的木梁和青砖,窑炉改烧天然气。匠人苏小禾烧制的青釉茶盏,一个月卖出八百只。",
        "石桥镇还计划办一场陶艺集市。",
    ),
)


def page_of(lines: Sequence[str], *, issue: IssueDate | None = None) -> Page:
    """Make a page of these lines."""
    full = ((number, text) for number, text in enumerate(lines, 1) if text.strip())
    return Page(
        "page.txt", tuple(Line(number, text) for number, text in full), issue or IssueDate()
    )


def assembled(*lines: str) -> Assembled:
    """Assemble a page of these lines."""
    return assemble(page_of(lines))


def texts(article: Article) -> list[str]:
    """The paragraphs of an article as text."""
    return [paragraph.text for paragraph in article.paragraphs]


def headlines(page: Assembled) -> list[str | None]:
    """The headlines of a page in order."""
    return [article.headline for article in page.articles]


def places(page: Assembled) -> Counter[int]:
    """How often each line stands in a place."""
    found: Counter[int] = Counter()
    for article in page.articles:
        found.update(article.head_lines)
        for paragraph in article.paragraphs:
            found.update(paragraph.lines)
    for furniture in page.furniture:
        found.update(furniture.lines)
    return found


def characters(page: Assembled) -> Counter[str]:
    """The characters of an assembled page as they stood in its lines, white space left out."""
    found: Counter[str] = Counter()
    for article in page.articles:
        for head in article.heads:
            found.update(head.text)
        for paragraph in article.paragraphs:
            found.update(paragraph.text)
            for repair in paragraph.repairs:
                found.subtract(paragraph.text[slice(*repair.span)])
                found.update(repair.original)
    for furniture in page.furniture:
        found.update(furniture.text)
    return Counter({char: count for char, count in found.items() if count and not char.isspace()})

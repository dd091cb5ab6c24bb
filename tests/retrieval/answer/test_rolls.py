"""Rows of names under a head that says so are one list."""

from tests.retrieval.answer.paper import Shelf, article, ask

_ROWS = ("温半夏 岳听澜 司徒望", "冉小满、白鹤鸣、纪山·艾力", "入选者由各乡镇推荐产生。")
_SHELF = Shelf(
    [
        article("L1", "全县最美护渠员名单", _ROWS, "2021-06-01"),
        article("L2", "护渠员走上大堤", ("6月2日,温半夏和岳听澜走上大堤。",), "2021-06-02", 10),
    ]
)
_NAMES = ("温半夏", "岳听澜", "司徒望", "冉小满", "白鹤鸣", "纪山·艾力")


def test_every_name_of_the_rows_is_given_and_cited() -> None:
    found = ask("最美护渠员有哪些人？", shelf=_SHELF)
    assert found.items == _NAMES
    quotes = "".join(c.quote for c in found.citations)
    assert all(name in quotes for name in _NAMES)


def test_a_story_that_is_no_roll_is_read_as_ever() -> None:
    assert ask("哪些人走上大堤？", shelf=_SHELF).items == _NAMES[:2]

"""One organisation is told from another that shares its last words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.bodies import is_body, likeness_of_body, names_body


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("云栖理工大学", True),
        ("北方航运总公司", True),
        ("人民医院", False),
        ("市第一中学", False),
        ("有限公司", False),
        ("石塘镇的大桥", False),
    ],
)
def test_a_full_name_says_more_than_its_kind(name: str, *, full: bool) -> None:
    assert is_body(name) is full


def test_a_name_within_another_is_not_there() -> None:
    assert names_body("云栖理工大学", "云栖理工大学的学生")
    assert not names_body("云栖理工大学", "云栖理工大学医院接治了学生")
    assert names_body("云栖理工大学", "云栖理工大学医院和云栖理工大学")


@pytest.mark.parametrize(
    ("name", "text", "same"),
    [
        ("北方航运总公司", "北方航运公司宣布", True),
        ("北方航运总公司", "南山渔业总公司宣布", False),
        ("云栖理工大学", "云栖学院的学生", False),
        ("云栖理工大学", "云栖理工大学医院", False),
        ("云栖理工大学", "云理工大的学生", True),
    ],
)
def test_the_words_of_its_own_tell(name: str, text: str, *, same: bool) -> None:
    assert (likeness_of_body(name, text) > 0.6) is same


@given(
    st.text(alphabet="云栖理工大学公司", max_size=12),
    st.text(alphabet="云栖理工大学公司", max_size=20),
)
def test_likeness_is_a_share(name: str, text: str) -> None:
    assert 0.0 <= likeness_of_body(name, text) <= 1.0

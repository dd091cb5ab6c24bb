import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus.readers.decode import decode, decode_as, decode_name, is_texty

SIMPLE = (
    "枫桥县召开春耕备耕会议，副县长秦见山主持会议并讲话。\n会议要求各乡镇做好准备，不误农时。\n"
)
TRADITIONAL = (
    "楓橋縣召開春耕備耕會議，副縣長秦見山主持會議並講話。\n會議要求各鄉鎮做好準備，不誤農時。\n"
)


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_simplified_text_comes_back_from_every_encoding(encoding: str, found: str) -> None:
    decoded = decode(SIMPLE.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.broken) == (SIMPLE, found, 0)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "big5", "big5hkscs", "gb18030", "utf-16", "utf-16-be"]
)
def test_traditional_text_comes_back_from_every_encoding(encoding: str) -> None:
    decoded = decode(TRADITIONAL.encode(encoding))
    assert decoded is not None
    assert decoded.text == TRADITIONAL


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16-le"])
def test_a_headline_alone_is_enough_to_tell(encoding: str) -> None:
    text = "全縣春耕備耕會議召開" if encoding == "big5" else "全县春耕备耕会议召开"
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text


def test_a_broken_byte_in_utf8_does_not_make_it_gibberish() -> None:
    decoded = decode((SIMPLE * 5).encode()[:-1] + b"\xe5\n" + SIMPLE.encode())
    assert decoded is not None
    assert decoded.encoding == "utf-8"
    assert decoded.broken == 1
    assert "秦见山主持会议" in decoded.text


def test_a_broken_byte_anywhere_leaves_utf8_what_it_is() -> None:
    data = SIMPLE.encode()
    for at in range(len(data)):
        for damaged in (data[:at] + b"\xc4" + data[at:], data[:at] + data[at + 1 :]):
            decoded = decode(damaged)
            assert decoded is not None
            assert decoded.encoding == "utf-8"


def test_a_broken_byte_in_gbk_is_counted() -> None:
    data = (SIMPLE * 5).encode("gb18030")
    decoded = decode(data[:41] + b"\xff" + data[41:])
    assert decoded is not None
    assert decoded.encoding == "gb18030"
    assert decoded.broken >= 1


def test_other_languages_are_guessed() -> None:
    decoded = decode(
        "Der Bürgermeister eröffnete die Brücke über die Mühle.\n".encode("cp1252") * 3
    )
    assert decoded is not None
    assert "Bürgermeister" in decoded.text


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\0" * 100, b"\x80\x81\xff\xfe\0\1" * 50]
)
def test_bytes_that_are_no_text_are_not_taken_for_text(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or not is_texty(decoded.text)


def test_what_a_file_says_of_itself_is_used_where_it_is_true() -> None:
    decoded = decode_as(SIMPLE.encode("gbk"), "GB2312")
    assert decoded is not None
    assert decoded.text == SIMPLE
    assert decode_as(SIMPLE.encode(), "ascii") is None
    assert decode_as(b"x", "no-such-encoding") is None
    assert decode_as(b"x", "a\0b") is None


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "big5"])
def test_names_come_back_from_the_encodings_of_packers(encoding: str) -> None:
    name = "第一版要聞.txt" if encoding == "big5" else "第一版要闻.txt"
    assert decode_name(name.encode(encoding)) == name


@given(st.binary(max_size=300))
def test_decoding_never_fails(data: bytes) -> None:
    """Whatever the bytes, there is a text or there is none."""
    decoded = decode(data)
    assert decoded is None or isinstance(decoded.text, str)
    assert isinstance(decode_name(data), str)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0�"), max_size=300))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded is not None
    assert decoded.text == text.removeprefix("\ufeff")

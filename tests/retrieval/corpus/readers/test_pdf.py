"""PDFs as newspapers make them: columns, large type, spanning headlines; and those that cannot be read."""

import io
import zlib
from pathlib import Path

import pytest

from retrieval.corpus.readers import Limits
from retrieval.corpus.readers.pdf import pdf_lines
from retrieval.errors import UnsupportedSource
from tests.retrieval.corpus.readers.make import read_file, texts

pytestmark = pytest.mark.timeout(120)
FONT = "STSong-Light"
LEFT, RIGHT = 40, 310
A = [
    "本报讯（记者 温如玉）三月二日，枫桥县召开春耕备耕会议，县长秦见山出席并讲话，会议要求各乡镇在清明以前完成整地任务。",
    "秦见山指出，春耕是一年收成的根本，要选好种子、备好肥料，做到不误农时。各乡镇要把任务落实到村到户，农技站要派人到田头指导。",
]
B = [
    "会议还表彰了去年的先进单位，上塘乡、下塘乡等六个乡镇的代表上台领奖。",
    "会后，与会人员来到城北田头查看墒情，并同种粮大户座谈。",
]
C = [
    "本报讯（通讯员 何小满）二月二十八日，下塘乡新桥正式通车，桥长六十二米，两岸村民赶集再也不用绕路十里。"
]
D = ["即日起，县图书馆每天开放到晚上九点，周末不休息，读者凭身份证就可以办理借书手续。"]


class Paper:
    """A page on which type can be set in columns."""

    def __init__(self, **options: object) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfgen import canvas

        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.buffer = io.BytesIO()
        self.canvas = canvas.Canvas(self.buffer, pagesize=(600, 800), **options)

    def row(self, x: float, y: float, text: str, size: float = 10) -> None:
        """A row of type at its baseline, counted from the lower edge."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, y, text)

    def column(self, x: float, y: float, paragraphs: list[str], width: int = 240) -> float:
        """Paragraphs, their first lines indented by two characters; gives the next free baseline."""
        for paragraph in paragraphs:
            text = "　　" + paragraph
            for start in range(0, len(text), width // 10):
                self.row(x, y, text[start : start + width // 10])
                y -= 15
        return y

    def bytes(self) -> bytes:
        """The finished file."""
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()


def _front_page() -> bytes:
    paper = Paper()
    paper.row(40, 780, "枫桥日报   2022年3月3日  星期四   第1版", 9)
    paper.row(40, 740, "枫桥县召开春耕备耕会议部署今年任务", 24)
    paper.row(40, 712, "全县计划整地三十万亩", 16)
    paper.column(LEFT, 680, A)
    paper.column(RIGHT, 680, B)
    paper.row(LEFT, 420, "下塘乡新桥通车", 18)
    paper.row(RIGHT, 420, "县图书馆延长开放时间", 18)
    paper.column(LEFT, 390, C)
    paper.column(RIGHT, 390, D)
    return paper.bytes()


def test_two_columns_are_read_one_after_the_other_and_stories_apart() -> None:
    lines, notices = pdf_lines(_front_page(), "a.pdf", Limits())
    assert [(line.text, line.hint) for line in lines] == [
        ("枫桥日报 2022年3月3日 星期四 第1版", None),
        ("枫桥县召开春耕备耕会议部署今年任务", "heading"),
        ("全县计划整地三十万亩", "heading"),
        *((text, None) for text in A + B),
        ("下塘乡新桥通车", "heading"),
        (C[0], None),
        ("县图书馆延长开放时间", "heading"),
        (D[0], None),
    ]
    assert [line.number for line in lines] == list(range(1, 12))
    assert notices == ()


def test_a_paragraph_broken_by_the_column_comes_as_two_lines_in_reading_order() -> None:
    paper = Paper()
    paper.row(40, 740, "枫桥县召开春耕备耕会议部署今年任务", 24)
    whole = "　　" + A[0] + B[0]
    rows = [whole[start : start + 24] for start in range(0, len(whole), 24)]
    for at, row in enumerate(rows):
        column, place = (LEFT, at) if at < 2 else (RIGHT, at - 2)
        paper.row(column, 700 - 15 * place, row)
    lines, _ = pdf_lines(paper.bytes(), "a.pdf", Limits())
    assert "".join(line.text for line in lines[1:]) == A[0] + B[0]
    assert len(lines) == 3


def test_order_is_by_position_and_not_by_the_order_in_the_file() -> None:
    paper = Paper()
    paper.column(RIGHT, 680, B)
    paper.column(LEFT, 680, A)
    paper.row(40, 740, "枫桥县召开春耕备耕会议部署今年任务", 24)
    lines, _ = pdf_lines(paper.bytes(), "a.pdf", Limits())
    assert [line.text for line in lines[1:]] == A + B


def test_pages_are_numbered_and_one_without_text_is_noticed() -> None:
    paper = Paper()
    paper.column(LEFT, 680, A)
    paper.canvas.showPage()
    paper.canvas.rect(10, 10, 500, 500, fill=1)
    paper.canvas.showPage()
    paper.column(LEFT, 680, B)
    lines, notices = pdf_lines(paper.bytes(), "a.pdf", Limits())
    assert [line.page for line in lines] == [1, 1, 3, 3]
    assert [(notice.code, "page 2" in notice.message) for notice in notices] == [
        ("scanned_pages", True)
    ]


def test_a_list_of_names_in_narrow_columns_is_read_by_rows() -> None:
    paper = Paper()
    paper.column(LEFT, 700, A, 500)
    for at, names in enumerate([("温如玉", "秦见山", "何小满"), ("石望川", "方远山", "叶知秋")]):
        for column, name in enumerate(names):
            paper.row(40 + 70 * column, 560 - 15 * at, name)
    lines, _ = pdf_lines(paper.bytes(), "a.pdf", Limits())
    assert "温如玉 秦见山 何小满" in " ".join(line.text for line in lines)


def test_letters_drawn_twice_to_look_bold_are_read_once() -> None:
    paper = Paper()
    for shift in (0, 0.3):
        paper.row(40 + shift, 700, "枫桥县召开春耕备耕会议")
    lines, _ = pdf_lines(paper.bytes(), "a.pdf", Limits())
    assert [line.text for line in lines] == ["枫桥县召开春耕备耕会议"]


def _scan() -> bytes:
    paper = Paper()
    paper.canvas.rect(10, 10, 500, 500, fill=1)
    return paper.bytes()


def _locked() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    paper = Paper(encrypt=StandardEncryption("secret", strength=128))
    paper.row(40, 700, "枫桥县")
    return paper.bytes()


def _raw(stream: bytes, entries: bytes = b"") -> bytes:
    """A PDF of one page with this stream for its content."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), entries, stream),
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def _bomb(megabytes: int) -> bytes:
    """A content stream of zeros, packed three times over."""
    packer = zlib.compressobj(9)
    zeros = bytes(1_000_000)
    packed = b"".join(packer.compress(zeros) for _ in range(megabytes)) + packer.flush()
    for _ in range(2):
        packed = zlib.compress(packed, 9)
    return _raw(packed, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")


BAD = {
    "a scan": (_scan, "recognised first", "a scan"),
    "a password": (_locked, "without one", "protected by a password"),
    "cut off": (lambda: _front_page()[:900], "", ""),
    "only a mark": (lambda: b"%PDF-1.7\n", "", ""),
    "noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "", ""),
    "its own parent": (lambda: _raw(b"").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"), "", ""),
    "an empty page": (lambda: _raw(b""), "scan", ""),
}


@pytest.mark.parametrize("what", BAD)
def test_a_pdf_that_cannot_be_read_is_refused_by_name(what: str, tmp_path: Path) -> None:
    make, cure, reason = BAD[what]
    with pytest.raises(UnsupportedSource) as error:
        read_file(tmp_path, "a.pdf", make(), Limits())
    assert str(error.value).startswith("a.pdf: ")
    assert cure in str(error.value)
    assert reason in str(error.value)


@pytest.mark.parametrize(
    ("megabytes", "seconds", "says"), [(500, 60, "unpacks to more"), (60, 4, "too long")]
)
def test_a_pdf_that_unpacks_without_end_is_stopped(
    megabytes: int, seconds: int, says: str, tmp_path: Path
) -> None:
    limits = Limits(pdf_memory=400_000_000, pdf_seconds=seconds)
    with pytest.raises(UnsupportedSource, match=says):
        read_file(tmp_path, "a.pdf", _bomb(megabytes), limits)


def test_a_pdf_with_too_many_pages_or_too_slow_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedSource, match="too many pages"):
        read_file(tmp_path, "a.pdf", _front_page(), Limits(pdf_pages=0))
    with pytest.raises(UnsupportedSource, match="takes too long"):
        read_file(tmp_path, "a.pdf", _front_page(), Limits(pdf_seconds=0))


def test_a_pdf_is_known_by_its_content(tmp_path: Path) -> None:
    (source,) = texts(read_file(tmp_path, "page.txt", _front_page(), Limits()))
    assert (source.format, source.encoding) == ("pdf", None)

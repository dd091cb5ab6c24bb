"""The JSON of the contract: its keys are public, so they stand here word for word."""

import datetime as dt
import json

from bot.contract_json import answer_json, hit_json, segment_json
from retrieval.records import (
    HEAD,
    Answer,
    Article,
    Assembled,
    Choice,
    Citation,
    DateMention,
    Furniture,
    Grain,
    Head,
    Hit,
    IssueDate,
    Kind,
    Notice,
    Paragraph,
    Passage,
    Piece,
    Query,
    Status,
)

DAY = dt.date(2022, 3, 4)
ARTICLE = Article(
    "id1",
    "page1.txt",
    (
        Head("kicker", "春耕时节", 5),
        Head("headline", "枫桥县召开", 7),
        Head("headline", "春耕会议", 8),
    ),
    (
        Paragraph("温如玉出席会议。", (Piece((0, 4), 10, 0), Piece((4, 8), 12, 0))),
        Paragraph("接着的一段。", (Piece((0, 6), 2, 0),), (), "page2.txt"),
    ),
    authors=("何小满",),
    date=DAY,
    flags=("moved_tail",),
)


def test_a_page_as_segment_prints_it() -> None:
    page = Assembled(
        "page1.txt",
        IssueDate(DAY, "filename"),
        (ARTICLE,),
        (Furniture("学在枫桥", (4,), "banner"),),
        (Notice("page1.txt", (7,), "code", "words"),),
    )
    assert segment_json(page) == {
        "source": "page1.txt",
        "issue_date": "2022-03-04",
        "issue_date_from": "filename",
        "articles": [
            {
                "id": "id1",
                "kicker": "春耕时节",
                "headline": "枫桥县召开 春耕会议",
                "subheadline": None,
                "authors": ["何小满"],
                "head_lines": [5, 7, 8],
                "date": "2022-03-04",
                "flags": ["moved_tail"],
                "series": None,
                "paragraphs": [
                    {"text": "温如玉出席会议。", "lines": [10, 12]},
                    {"text": "接着的一段。", "lines": [2], "source": "page2.txt"},
                ],
            }
        ],
        "furniture": [{"text": "学在枫桥", "lines": [4], "kind": "banner"}],
        "warnings": [{"source": "page1.txt", "lines": [7], "code": "code", "message": "words"}],
    }


def test_an_unknown_day_is_null() -> None:
    row = segment_json(Assembled("a", IssueDate(), ()))
    assert (row["issue_date"], row["issue_date_from"]) == (None, None)


def _answer() -> Answer:
    said = DateMention((0, 4), "3月4日", Grain.DAY, DAY, DAY)
    vague = DateMention((5, 7), "春天", Grain.SPAN, None, None)
    query = Query(
        "谁", "zh", Kind.PEOPLE, (), dates=(said, vague), people=("温如玉",), terms=("会议",)
    )
    citation = Citation(
        "id1", "春耕会议", DAY, "page1.txt", (7, 8), (10,), "温如玉出席会议。", ((0, 3),)
    )
    choice = Choice("3月4日", "id1", "春耕会议", None)
    return Answer(
        Status.ANSWERED, Kind.PEOPLE, "温如玉", ("温如玉",), (citation,), query, (choice,), 0.91234, release=3, milliseconds=4.123
    )  # fmt: skip


def test_an_answer_as_ask_prints_it() -> None:
    row = answer_json(_answer(), "q1")
    assert row == {
        "id": "q1",
        "status": "answered",
        "kind": "people",
        "answer": "温如玉",
        "items": ["温如玉"],
        "choices": [
            {"label": "3月4日", "article_id": "id1", "headline": "春耕会议", "date": None}
        ],
        "understood": {
            "dates": [["2022-03-04", "2022-03-04"]],
            "people": ["温如玉"],
            "terms": ["会议"],
            "read_as": None,
        },
        "citations": [
            {
                "article_id": "id1",
                "headline": "春耕会议",
                "date": "2022-03-04",
                "source": "page1.txt",
                "head_lines": [7, 8],
                "lines": [10],
                "quote": "温如玉出席会议。",
                "spans": [[0, 3]],
            }
        ],
        "confidence": 0.912,
        "complete": True,
        "note": None,
        "release": 3,
        "ms": 4.1,
    }
    assert json.loads(json.dumps(row)) == row


def test_an_id_is_only_there_in_a_batch() -> None:
    assert "id" not in answer_json(_answer())


def test_a_hit_names_where_its_words_stand() -> None:
    body = hit_json(
        Hit(Passage("id1", 1, 0, (0, 8), "温如玉出席会议。"), ARTICLE, 1.23456789, 1, 9)
    )
    assert (body["source"], body["lines"], body["score"]) == ("page1.txt", [10, 12], 1.234568)
    head = hit_json(Hit(Passage("id1", 0, HEAD, (0, 4), "春耕时节"), ARTICLE, 1.0, 2, 8))
    assert (head["lines"], head["headline"]) == ([5, 7, 8], "枫桥县召开 春耕会议")
    other = hit_json(Hit(Passage("id1", 2, 1, (0, 6), "接着的一段。"), ARTICLE, 1.0, 3, 10))
    assert (other["source"], other["lines"]) == ("page2.txt", [2])

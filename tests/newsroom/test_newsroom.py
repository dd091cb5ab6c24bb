"""The invented set is whole: every answer stands in its story, every question has its story."""

from pathlib import Path

from retrieval.evaluation.beir import json_lines, open_folder

HERE = Path(__file__).parent


def test_every_answer_stands_in_the_story_of_its_question() -> None:
    folder = open_folder(HERE)
    stories = {row["_id"]: row["text"] for _, row in json_lines(folder.corpus)}
    assert len(stories) == 70
    assert len(folder.queries) == 490
    for query in folder.queries:
        (story,) = folder.qrels[query.id]
        assert query.answers, query.id
        assert all(answer in stories[story] for answer in query.answers), query.id


def test_no_question_gives_its_answer_away() -> None:
    for query in open_folder(HERE).queries:
        assert query.answers[0] not in query.text, query.id

import itertools
from pathlib import Path

import pytest

from bot.bench import inventing
from bot.bench.corpus import BLOCK, month, passages, questions, short_questions


def test_the_same_seed_gives_the_same_paper() -> None:
    assert list(passages(50)) == list(passages(50))
    assert list(passages(50)) != list(passages(50, seed=1))


def test_passages_come_in_the_order_of_their_days() -> None:
    days = [text.day for text in passages(300)]
    assert days == sorted(days)


def test_passages_are_as_long_as_a_papers() -> None:
    lengths = [len(text.text) for text in passages(300)]
    assert 80 < sum(lengths) / len(lengths) < 200


def test_a_question_is_made_of_its_passage() -> None:
    sample = list(passages(20))
    for text, question in zip(sample, questions(sample), strict=True):
        asked = question.removesuffix("是什么时候？")
        assert asked[-5:] in text.text


def test_months_lie_within_the_papers_years() -> None:
    first, last = next(iter(passages(100))).day, list(passages(100))[-1].day
    assert all(first <= month(n)[0] < month(n)[1] <= last + 100 for n in range(50))


def test_a_part_is_the_same_as_in_the_whole() -> None:
    whole = list(itertools.islice(passages(3 * BLOCK), BLOCK, 2 * BLOCK))
    assert list(passages(3 * BLOCK, first=BLOCK, last=2 * BLOCK)) == whole


def test_a_short_question_is_a_person_and_a_word_of_its_passage() -> None:
    sample = list(passages(20))
    for text, question in zip(sample, short_questions(sample), strict=True):
        who, word = question.split(" ", 1)
        assert who in text.text
        assert word in text.text


@pytest.mark.timeout(120)
def test_shares_give_the_same_file_as_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "more").mkdir()
    one = inventing.invent(2 * BLOCK, ["的"], tmp_path / "one")
    monkeypatch.setattr(inventing, "_SHARE", BLOCK)
    more = inventing.invent(2 * BLOCK, ["的"], tmp_path / "more")
    assert more.path.read_bytes() == one.path.read_bytes()
    assert (more.queries, more.short, more.terms) == (one.queries, one.short, one.terms)
    assert len(one.queries) == 200
    assert [path.name for path in (tmp_path / "more").iterdir()] == ["terms.txt"]

from bot.bench.corpus import month, passages, questions


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

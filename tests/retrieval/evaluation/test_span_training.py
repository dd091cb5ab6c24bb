"""A ranker trained on a small invented set: it learns, it is written, and it opens without its library."""

from pathlib import Path

import pytest

from retrieval.answer.spans.model import open_model
from retrieval.evaluation.span_samples import Sample, read_folders, word_classes
from retrieval.evaluation.span_training import cross_validate, fit, write
from tests.retrieval.evaluation.towns import FIRMS, TOWNS, write_towns


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    """Two questions on each of twelve towns."""
    folder = tmp_path_factory.mktemp("towns")
    write_towns(
        folder,
        lambda n: (
            f"{TOWNS[n]}镇的水泵站由{FIRMS[n]}公司承建。工程因河水上涨,停工{n + 3}天。站长说,水泵来自{TOWNS[n - 1]}镇。"
        ),
        lambda n: (
            (f"{TOWNS[n]}镇的水泵站由哪家公司承建？", f"{FIRMS[n]}公司"),
            (f"{TOWNS[n]}镇的工程停工多少天？", f"{n + 3}天"),
        ),
    )
    return read_folders({folder: 2.0})


def test_every_question_is_a_sample_with_its_article_and_its_place(samples: list[Sample]) -> None:
    assert len(samples) == 2 * len(TOWNS)
    assert {sample.group for sample in samples} == {f"{town}镇" for town in TOWNS}
    assert {sample.weight for sample in samples} == {2.0}
    for sample in samples:
        assert sample.reading is not None
        assert len(sample.borders) == len(sample.keys) == len(sample.reading.places)
        ((first, last),) = sample.gold
        places = sample.reading.places
        assert sample.reading.text[places[first] : places[last]] in sample.answers


def test_words_of_the_table_have_classes() -> None:
    table = word_classes()
    assert table["的"] == table["了"] != table["公司"]
    assert min(table.values()) > 0


def test_a_trained_model_is_written_and_read_again(samples: list[Sample], tmp_path: Path) -> None:
    pytest.importorskip("lightgbm")
    model = fit(samples)
    write(model, tmp_path, ["towns"])
    again = open_model(tmp_path)
    assert again is not None
    assert again.tags == model.tags
    rows = samples[0].borders
    full = model.start.feature.max() + 1
    wide = rows.repeat(2, axis=1)[:, : max(full, rows.shape[1])]
    assert again.start.scores(wide).tolist() == pytest.approx(model.start.scores(wide).tolist())
    assert ((again.chances >= 0) & (again.chances <= 1)).all()


@pytest.mark.parametrize("workers", [1, 2])
def test_the_cross_validation_tells_every_fold_and_every_folder(
    samples: list[Sample], workers: int
) -> None:
    pytest.importorskip("lightgbm")
    told: list[str] = []
    cross_validate(samples, told.append, folds=2, workers=workers)
    assert [line.split(":")[0] for line in told] == [
        "fold 1 of 2", "fold 2 of 2", samples[0].data
    ]  # fmt: skip
    assert f"{len(samples)} questions" in told[-1]

"""BEIR folders -> the trees that put the sentences of a story in order, or their figures cross-validated by article.

    python -m retrieval.evaluation.order_training --data DIR[=WEIGHT] [--data …] [--folds N] [--cv]

Needs the extra ``train`` (lightgbm). The trees are of their sources' licence: give only folders that allow it. A
sample is a question whose story was found, and the sentences of that story; right are those that hold the answer.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval.answer.order.order import MODEL
from retrieval.answer.order.rows import sentence_rows
from retrieval.answer.spans.trees import Floats, Forest
from retrieval.engine import Engine
from retrieval.evaluation.beir import BeirFolder, open_folder
from retrieval.evaluation.span_learning import fold_of, train
from retrieval.evaluation.teaching import folders_of, opened, options, ranked_for
from retrieval.language.normalise import normalise

__all__ = ["Ordered", "cross_validate", "fit", "samples", "write"]

_SETTINGS = {
    "objective": "lambdarank", "learning_rate": 0.06, "num_leaves": 8, "min_data_in_leaf": 60, "feature_fraction": 0.4,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "lambdarank_truncation_level": 6,
}  # fmt: skip
_TREES = 300


@dataclass(frozen=True, slots=True)
class Ordered:
    """The sentences (U) of the story of one question: features, which hold the answer, the rules' scores.

    ``group`` is the story's headline, so that no article is on both sides of a split; ``data`` names the folder.
    """

    rows: Floats
    right: Floats
    scores: Floats
    group: str
    data: str
    weight: float = 1.0


def samples(
    engine: Engine, folder: BeirFolder, name: str = "", weight: float = 1.0
) -> Iterator[Ordered]:
    """Ask every question that has an answer; those whose story is not found, or does not hold it, teach nothing."""
    for asked in folder.queries:
        answers = [bare for answer in asked.answers if (bare := _bare(answer))]
        found = ranked_for(engine, asked.text) if answers else None
        if found is None:
            continue
        query, ranked = found
        relevant = folder.qrels.get(asked.id, {})
        stories = (s.story for s in ranked.units if s.story.article.id in relevant)
        story = next(stories, None)
        if story is None:
            continue
        printed = [ranked.by_unit[unit] for unit in story.units]
        texts = [_bare(s.unit.plain) for s in printed]
        right = np.array([any(a in text for a in answers) for text in texts], dtype=np.float32)
        if right.any():
            yield Ordered(
                sentence_rows(query, printed, ranked.needs),
                right,
                np.array([s.score for s in printed], dtype=np.float32),
                normalise(story.article.headline or story.article.id),
                name,
                weight,
            )


def _bare(text: str) -> str:
    return "".join(char for char in normalise(text) if char.isalnum())


def fit(found: Sequence[Ordered]) -> Forest:
    """Train on all samples."""
    return train(
        np.concatenate([one.rows for one in found]),
        np.concatenate([one.right for one in found]).astype(int),
        np.concatenate([np.full(len(one.right), one.weight, np.float32) for one in found]),
        _SETTINGS,
        _TREES,
        [len(one.right) for one in found],
    )


def cross_validate(
    found: Sequence[Ordered], tell: Callable[[str], object], folds: int = 4
) -> None:
    """Tell for each folder how often a right sentence is the first, and among three: by the rules, by the trees."""
    rows: defaultdict[str, list[tuple[bool, ...]]] = defaultdict(list)
    for fold in range(folds):
        trees = fit([one for one in found if fold_of(f"outer {one.group}", folds) != fold])
        for one in (one for one in found if fold_of(f"outer {one.group}", folds) == fold):
            both = (one.scores, trees.scores(one.rows))
            rows[one.data].append(tuple(_among(s, one.right, k) for s in both for k in (1, 3)))
    for name, told in rows.items():
        first, three, first_trees, three_trees = np.array(told, dtype=float).mean(axis=0)
        tell(
            f"{name}: {len(told)} questions, right sentence first / among three: rules {first:.3f} / {three:.3f}, "
            f"trees {first_trees:.3f} / {three_trees:.3f}\n"
        )


def _among(scores: Floats, right: Floats, k: int) -> bool:
    return bool(right[np.argsort(-scores, kind="stable")[:k]].any())


def write(trees: Forest, path: Path) -> None:
    """Write the trees as plain arrays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **trees.arrays("order"))  # type: ignore[arg-type]


def read_folders(folders: Mapping[Path, float]) -> list[Ordered]:
    """The samples of BEIR folders, given with their weights; questions on a corpus that is loaded are asked there."""
    found: list[Ordered] = []
    for path, weight in folders.items():
        folder = open_folder(path)
        with opened(folder) as engine:
            found += samples(engine, folder, path.name, weight)
    return found


def main(argv: Sequence[str] | None = None) -> None:
    """Read the folders, then train and write, or cross-validate."""
    arguments = options("Train the order of sentences.", MODEL, 4).parse_args(argv)
    found = read_folders(folders_of(arguments.data))
    if arguments.cv:
        cross_validate(found, sys.stdout.write, arguments.folds)
        return
    write(fit(found), arguments.out)


if __name__ == "__main__":
    main()

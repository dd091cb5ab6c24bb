"""BEIR folders -> the model of the span ranker, or its figures cross-validated by article.

    python -m retrieval.evaluation.span_training --data DIR[=WEIGHT] [--data …] [--most N] [--cv [--folds N] [--workers N]]

Needs the extra ``train`` (lightgbm). The model is of its sources' licence: give only folders that allow it.
"""

import json
import multiprocessing
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.answer.spans.model import FOLDER, SpanModel
from retrieval.answer.spans.ranker import LEAST
from retrieval.answer.spans.trees import Floats
from retrieval.evaluation.measures import em, f1
from retrieval.evaluation.span_learning import fold_of
from retrieval.evaluation.span_samples import Sample
from retrieval.evaluation.span_trainer import Trainer
from retrieval.evaluation.teaching import folders_of, options

__all__ = ["cross_validate", "fit", "write"]

# chance, EM, F1, EM and F1 of the rules, best EM proposed, chance of the rules' span
Row = tuple[float, ...]
# what forked workers share: to hand it over would copy it for every fold
_shared: list[Trainer] = []


def fit(samples: Sequence[Sample]) -> SpanModel:
    """Train on all samples."""
    trainer = Trainer(samples)
    return trainer.model(trainer.train(range(len(samples))))


def cross_validate(
    samples: Sequence[Sample], tell: Callable[[str], object], folds: int = 3, workers: int = 1
) -> None:
    """Tell EM, F1 and the quarters of confidence for each folder; trees judge no article they were trained on.

    EM and F1 of each fold are told as it ends; chances are measured on a third of what is trained on. ``workers``
    processes share the samples (forked, so not on Windows).
    """
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for number, found in enumerate(_folds(Trainer(samples), folds, workers)):
        for name, some in found.items():
            rows[name] += some
        means = ((name, np.mean(some, axis=0)) for name, some in found.items())
        said = ", ".join(f"{name} {mean[1]:.3f} {mean[2]:.3f}" for name, mean in means)
        tell(f"fold {number + 1} of {folds}: {said}\n")
    for name, every in rows.items():
        _tell(name, np.array(every), tell)


def _folds(trainer: Trainer, folds: int, workers: int) -> Iterator[dict[str, list[Row]]]:
    if workers < 2:
        yield from (_judged(trainer, fold, folds) for fold in range(folds))
        return
    _shared[:] = [trainer]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(_in_worker, range(folds), [folds] * folds)
    _shared.clear()


def _in_worker(fold: int, folds: int) -> dict[str, list[Row]]:
    return _judged(_shared[0], fold, folds)


def _judged(trainer: Trainer, fold: int, folds: int) -> dict[str, list[Row]]:
    """A row a sample of the fold, by folder."""
    of = [fold_of(f"outer {s.group}", folds) for s in trainer.samples]
    chosen = [n for n, other in enumerate(of) if other != fold]
    trained = trainer.train(chosen, measured=1)  # two parts fewer to train: a third of the time
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for n, s in ((n, s) for n, s in enumerate(trainer.samples) if of[n] == fold):
        was = (em(s.said, s.answers), f1(s.said, s.answers))
        told = trainer.judge(n, trained)
        rows[s.data].append(
            (0.0, *was, *was, 0.0, 0.0)
            if told is None
            else (told.chance, told.em, told.f1, *was, told.best, told.own)
        )
    return dict(rows)


def _tell(name: str, found: Floats, tell: Callable[[str], object]) -> None:
    sure = found[:, 0] >= LEAST
    mixed = np.where(sure[:, None], found[:, 1:3], found[:, 3:5]).mean(axis=0)
    parts = np.array_split(found[np.argsort(-found[:, 0], kind="stable")], 4)
    quarters = " ".join(f"{p[:, 1].mean():.3f}({p[:, 0].mean():.2f})" for p in parts)
    em_, f1_, was, was_f1, oracle = found[:, 1:6].mean(axis=0)
    chosen = found[found[:, 6] > 0]
    own = f"{len(chosen)}, EM {chosen[:, 3].mean():.3f} ({chosen[:, 6].mean():.2f})" if len(chosen) else "none"  # fmt: skip
    tell(
        f"{name}: {len(found)} questions, trees alone EM {em_:.3f} F1 {f1_:.3f}; at chances of {LEAST} ({sure.mean():.2f} of "
        f"them), else the rules: EM {mixed[0]:.3f} F1 {mixed[1]:.3f}; rules EM {was:.3f} F1 {was_f1:.3f}; best proposed EM "
        f"{oracle:.3f}; EM by quarter of confidence, and the chance told: {quarters}; rules' spans judged: {own}\n"
    )


def write(model: SpanModel, folder: Path, sources: Sequence[str]) -> None:
    """Write ``model.npz`` and ``model.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {"odds": model.odds, "chances": model.chances}
    for name, forest in (("start", model.start), ("end", model.end), ("span", model.span)):
        arrays |= forest.arrays(name)
    np.savez_compressed(folder / "model.npz", **arrays)
    tags: defaultdict[str, list[str]] = defaultdict(list)
    for word, number in sorted(model.tags.items()):
        tags[str(number)].append(word)
    told = {
        "sources": list(sources),
        "starts": model.starts,
        "ends": model.ends,
        "spans": model.spans,
        "tags": {number: " ".join(words) for number, words in tags.items()},
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (folder / "model.json").write_text(text + "\n", encoding="utf-8")


def _now(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def main(argv: Sequence[str] | None = None) -> None:
    """Read the folders, then train and write, or cross-validate."""
    from retrieval.evaluation.span_samples import read_folders

    parser = options("Train the span ranker.", FOLDER, 3)
    parser.add_argument("--most", type=int, default=0, help="questions of each folder (0: all)")
    parser.add_argument("--workers", type=int, default=1, help="folds trained at once (with --cv)")
    arguments = parser.parse_args(argv)
    folders = folders_of(arguments.data)
    samples = read_folders(folders, arguments.most)
    if arguments.cv:
        cross_validate(samples, _now, arguments.folds, arguments.workers)
        return
    write(fit(samples), arguments.out, [folder.name for folder in folders])


if __name__ == "__main__":
    main()

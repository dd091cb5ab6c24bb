"""BEIR folders -> engines to learn from: what the trainings of spans and of the order of sentences share."""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from retrieval.answer import rerank
from retrieval.answer.pool import Pool
from retrieval.answer.scoring import Ranked, rank_units
from retrieval.engine import Engine, EngineOptions
from retrieval.evaluation.beir import BeirFolder
from retrieval.loading import Recipe
from retrieval.query import understand
from retrieval.records import Kind, Query

__all__ = ["folders_of", "opened", "options", "ranked_for"]

_LEXICON = Path(str(files("config") / "lexicon"))


@contextmanager
def opened(folder: BeirFolder) -> Iterator[Engine]:
    """An engine with the folder's corpus, in a data folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="wenbao-train-") as data:
        recipe = Recipe(words=_words("words.txt"), stop=_words("stopwords.txt"))
        engine = Engine(EngineOptions(data=Path(data), lexicon=_LEXICON, recipe=recipe))
        try:
            engine.load([folder.corpus])
            yield engine
        finally:
            engine.close()


def ranked_for(engine: Engine, question: str) -> tuple[Query, Ranked] | None:
    """The question understood, with the sentences read for it; ``None`` where there are none, or articles are asked for."""
    view = engine.shelf.active()
    if view is None:
        return None
    query = understand(question, (), view.tools)
    hits = rerank(query, view.search(query.clauses, engine.options.hits), view.library)
    if not query.clauses or not hits or query.kind is Kind.ARTICLES:
        return None
    ranked = rank_units(query, Pool.of(hits, view.library))
    return (query, ranked) if ranked.units else None


def options(description: str, out: Path, folds: int) -> argparse.ArgumentParser:
    """The options that every training has; ``out`` and ``folds`` are its defaults."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--data", action="append", required=True, help="a BEIR folder, or FOLDER=WEIGHT"
    )
    parser.add_argument("--out", type=Path, default=out)
    parser.add_argument("--cv", action="store_true", help="only tell the cross-validated figures")
    parser.add_argument("--folds", type=int, default=folds)
    return parser


def folders_of(data: Sequence[str]) -> dict[Path, float]:
    """The folders of ``--data`` with the weight of their samples."""
    given = (told.partition("=") for told in data)
    return {Path(path): float(weight or 1) for path, _, weight in given}


def _words(name: str) -> tuple[str, ...]:
    path = _LEXICON / name
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return tuple(word for line in lines for word in line.partition("#")[0].split())

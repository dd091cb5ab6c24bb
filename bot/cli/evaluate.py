"""`wenbao eval DIR`: load a BEIR folder into a data folder of its own, and measure."""

import argparse
import tempfile
from pathlib import Path

from bot.cli.output import emit, say
from bot.cli.progress import Progress
from bot.compose import engine_of, settings_of
from retrieval.evaluation.beir import open_folder
from retrieval.evaluation.report import measure

__all__ = ["evaluate"]


def evaluate(arguments: argparse.Namespace) -> int:
    """Print the figures of a BEIR folder: a table, or one JSON object."""
    folder = open_folder(arguments.folder)
    settings = settings_of(arguments)
    progress = Progress()
    with tempfile.TemporaryDirectory(prefix="wenbao-eval-") as data:
        engine = engine_of(settings.model_copy(update={"data": Path(data)}))
        engine.load([folder.corpus], progress=progress)
        figures = measure(engine, folder, progress)
        engine.close()
    progress.close()
    if arguments.json:
        emit(figures)
        return 0
    width = max(map(len, figures))
    for name, value in figures.items():
        say(f"{name:<{width}}  {value:g}")
    return 0

"""`wenbao bench` and `wenbao profile`: measured now, on this machine, in one run."""

import argparse
import tempfile
from pathlib import Path

from bot.bench import Profile, bench, profile
from bot.bench.report import markdown
from bot.cli.output import emit, note, say
from bot.cli.plain import answer_text
from bot.compose import engine_of, settings_of, word_list
from bot.examples import example_questions
from config.settings import LEXICON, SAMPLE

__all__ = ["bench_command", "profile_command"]

ROUNDS = 20  # each question of a profile


def bench_command(arguments: argparse.Namespace) -> int:
    """Print the performance table, peers included."""
    found = bench(
        arguments.passages,
        word_list(LEXICON / "stopwords.txt"),
        say=note,
        engines=arguments.engines,
        whole=not arguments.no_answers,
    )
    if arguments.json:
        emit(found.as_json())
    else:
        say(markdown([found.as_json()]))
    return 0


def profile_command(arguments: argparse.Namespace) -> int:
    """Print where the time of a load and of a question goes."""
    paths = arguments.paths or [SAMPLE]
    settings = settings_of(arguments)
    alone = settings.load.model_copy(
        update={"workers": 1}
    )  # other processes could not be looked into
    with tempfile.TemporaryDirectory(prefix="wenbao-profile-") as data:
        engine = engine_of(settings.model_copy(update={"data": Path(data), "load": alone}))
        loading = profile(lambda: engine.load(paths))
        library = engine.library()
        questions = (
            [*example_questions(library, "zh"), *example_questions(library, "en")]
            if library
            else []
        )

        def ask_all() -> None:
            for question in questions * ROUNDS:
                answer_text(engine.ask(question))

        ask_all()  # the first round opens dictionaries
        asking = profile(ask_all)
        engine.close()
    asked = max(1, len(questions) * ROUNDS)
    if arguments.json:
        emit({"load": _json(loading), "questions": asked, "question": _json(asking)})
        return 0
    say(f"load of {', '.join(map(str, paths))}: {loading.seconds:.2f} s")
    for line in loading.lines():
        say("  " + line)
    say(f"a question (mean of {asked}): {1000 * asking.seconds / asked:.2f} ms")
    for line in asking.lines():
        say("  " + line)
    return 0


def _json(found: Profile) -> dict[str, object]:
    return {
        "seconds": round(found.seconds, 4),
        "stations": {name: round(seconds, 4) for name, seconds in found.stations},
    }

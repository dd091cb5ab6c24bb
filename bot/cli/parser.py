"""Arguments -> a namespace whose ``run`` is the command; nothing heavy is imported here."""

import argparse
import datetime as dt
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

__all__ = ["build_parser"]

_EXAMPLES = """\
Start here:
  wenbao load pages/                            pages -> a release (built aside, made active in one step)
  wenbao ask "12月5日的会议谁参加了？"            a short answer with its quote
  wenbao chat                                   the same as a conversation
  wenbao serve                                  the Telegram bot (needs TELEGRAM_BOT_TOKEN and WENBAO_ADMINS)
  wenbao check                                  is everything right?

Exit codes: 0 done, 1 the work failed, 2 the call was wrong. "Not found" is an answer: 0.
The settings stand in config/default.toml; your own go into wenbao.toml in the data folder."""


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="wenbao",
        description="Ask the paper: short answers with checked quotations from newspaper pages.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (_corpus, _questions, _archive, _faces):
        add(commands)
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        parser.exit(0, f"wenbao {version('wenbao')}\n")


def _lazy(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """A command that imports its module when it is run."""

    def run(arguments: argparse.Namespace) -> int:
        result: int = getattr(import_module(f"bot.cli.{module}"), function)(arguments)
        return result

    return run


def _command(
    commands: Any, name: str, where: tuple[str, str], text: str, *, data: bool = True
) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(
        name, help=text, description=text[0].upper() + text[1:] + "."
    )
    made.set_defaults(run=_lazy(*where))
    if data:
        made.add_argument(
            "--data",
            type=Path,
            metavar="DIR",
            help="folder of the database and the index (or WENBAO_DATA; default .wenbao)",
        )
        made.add_argument(
            "--config",
            type=Path,
            metavar="FILE",
            help="settings file (or WENBAO_CONFIG; default wenbao.toml in the data folder)",
        )
    return made


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--json", action="store_true", help="JSON on standard output and nothing else there"
    )


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2025-12-06") from None


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)


def _corpus(commands: Any) -> None:
    one = _command(
        commands,
        "segment",
        ("corpus", "segment"),
        "show how pages fall into articles; nothing is stored",
        data=False,
    )
    one.add_argument("files", nargs="+", type=Path, metavar="FILE")
    one.add_argument("--config", type=Path, metavar="FILE", help="settings file")
    one.add_argument(
        "--date", type=_day, metavar="DAY", help="day of the issue, where the page does not tell"
    )
    _json(one)

    one = _command(commands, "load", ("corpus", "load"), "load files and folders as a new release")
    one.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help=".txt .md .html .pdf .docx .zip .jsonl, or folders of these",
    )
    one.add_argument(
        "--sync",
        type=Path,
        metavar="DIR",
        help="load this folder, and remove what is gone from it",
    )
    one.add_argument(
        "--dry-run", action="store_true", help="show what would become of the files; store nothing"
    )
    one.add_argument(
        "--date", type=_day, metavar="DAY", help="day of the issue, where a page does not tell"
    )
    _json(one)

    one = _command(commands, "releases", ("corpus", "releases"), "list the releases")
    _json(one)

    one = _command(commands, "rollback", ("corpus", "rollback"), "make an older release active")
    one.add_argument("number", type=_positive, metavar="N")
    _json(one)


def _questions(commands: Any) -> None:
    one = _command(commands, "ask", ("questions", "ask"), "answer a question with a cited passage")
    one.add_argument("question", nargs="*", metavar="QUESTION")
    one.add_argument(
        "--batch",
        type=Path,
        metavar="FILE.jsonl",
        help='{"id", "q", "context"?} a line; one JSON object a question',
    )
    one.add_argument(
        "--context",
        action="append",
        default=[],
        metavar="QUESTION",
        help="an earlier question; may be given again",
    )
    _json(one)

    one = _command(commands, "search", ("questions", "search"), "rank passages")
    one.add_argument("query", nargs="*", metavar="QUERY")
    one.add_argument("-k", type=_positive, default=10, metavar="K", help="how many (default 10)")
    one.add_argument("--since", type=_day, metavar="DAY", help="articles of this day and later")
    one.add_argument("--until", type=_day, metavar="DAY", help="articles of this day and earlier")
    one.add_argument(
        "--batch", type=Path, metavar="FILE.jsonl", help='BEIR queries, {"_id", "text"} a line'
    )
    one.add_argument(
        "--run", dest="trec", type=Path, metavar="OUT", help="write a TREC run of the batch"
    )
    _json(one)

    one = _command(
        commands,
        "eval",
        ("evaluate", "evaluate"),
        "measure on a BEIR folder, in a data folder of its own",
        data=False,
    )
    one.add_argument("folder", type=Path, metavar="DIR")
    one.add_argument("--config", type=Path, metavar="FILE", help="settings file")
    _json(one)


def _archive(commands: Any) -> None:
    one = _command(
        commands, "attendance", ("archive", "attendance"), "who attended what, as a table"
    )
    one.add_argument("--person", metavar="NAME")
    one.add_argument("--event", dest="words", metavar="WORDS", help="words of the event's title")
    one.add_argument("--since", type=_day, metavar="DAY")
    one.add_argument("--until", type=_day, metavar="DAY")
    one.add_argument("--csv", action="store_true", help="as CSV, for a spreadsheet")
    _json(one)

    one = _command(
        commands,
        "timeline",
        ("archive", "timeline"),
        "a person's events and posts in order of time",
    )
    one.add_argument("person", metavar="NAME")
    _json(one)

    one = _command(
        commands,
        "quote",
        ("archive", "quote"),
        "was this sentence printed? its source, or the nearest with the differences",
    )
    one.add_argument("sentence", nargs="+", metavar="SENTENCE")
    _json(one)


def _faces(commands: Any) -> None:
    _command(
        commands,
        "serve",
        ("serve", "serve"),
        "run the Telegram bot (polling, or webhook by setting)",
    )
    one = _command(
        commands,
        "chat",
        ("serve", "chat"),
        "the bot's conversation in the terminal, without Telegram",
    )
    one.add_argument(
        "--lang",
        choices=("zh", "en"),
        help="language of the frame (default: from the environment)",
    )
    one = _command(
        commands, "check", ("check", "check"), "check settings, token, database, index and disk"
    )
    _json(one)
    one = _command(
        commands,
        "bench",
        ("bench", "bench_command"),
        "measure the performance table of the README, peers included",
        data=False,
    )
    one.add_argument(
        "--passages",
        type=_positive,
        default=10_000,
        metavar="N",
        help="size of the generated corpus (default 10000)",
    )
    one.add_argument(
        "--engines",
        nargs="+",
        metavar="NAME",
        help="only these: wenbao, rank_bm25, bm25s, 'SQLite FTS5', tantivy, Whoosh …",
    )
    one.add_argument(
        "--no-answers", action="store_true", help="the search alone, no whole answers"
    )
    _json(one)
    one = _command(
        commands,
        "profile",
        ("bench", "profile_command"),
        "where the time of a question and of a load goes",
    )
    one.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="files to profile the load with (default: the sample paper)",
    )
    _json(one)

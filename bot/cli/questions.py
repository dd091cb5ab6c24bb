"""`wenbao ask` and `wenbao search`: single and batch."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.cli.output import emit, note, say
from bot.cli.plain import answer_text, hit_text
from bot.cli.progress import Progress
from bot.compose import open_engine
from bot.contract_json import answer_json, hit_json
from retrieval.engine import Engine
from retrieval.errors import SourceError, UsageError
from retrieval.evaluation.beir import json_lines, write_run

__all__ = ["ask", "search"]


def ask(arguments: argparse.Namespace) -> int:
    """Answer one question, or a batch of them in order."""
    question = " ".join(arguments.question).strip()
    if bool(question) == bool(arguments.batch):
        raise UsageError(
            'give a question, or --batch FILE.jsonl: wenbao ask "12月5日的会议谁参加了？"'
        )
    engine = _engine(arguments)
    if arguments.batch:
        rows = [_row(arguments.batch, number, row) for number, row in json_lines(arguments.batch)]
        for name, text, context in _watched(rows, "questions"):
            emit(answer_json(engine.ask(text, context), name))
        return 0
    answer = engine.ask(question, arguments.context)
    if arguments.json:
        emit(answer_json(answer))
    else:
        say(answer_text(answer))
    return 0


def _engine(arguments: argparse.Namespace) -> Engine:
    """The engine, opened on its release, what had to be put right said on standard error."""
    engine = open_engine(arguments)
    engine.warm()
    for sentence in (*engine.recovered, *engine.shelf.said):
        note(sentence)
    return engine


def _row(path: Path, number: int, row: dict[str, Any]) -> tuple[str, str, list[str]]:
    context = row.get("context") or []
    if not isinstance(row.get("q"), str) or not isinstance(context, list):
        raise SourceError(
            f'{path}, line {number}: a question needs "q", a string; "context" is a list of strings'
        )
    return str(row.get("id", number)), row["q"], [str(earlier) for earlier in context]


def search(arguments: argparse.Namespace) -> int:
    """Rank passages for one query, or write the run of a batch."""
    query = " ".join(arguments.query).strip()
    if bool(query) == bool(arguments.batch):
        raise UsageError('give a query, or --batch FILE.jsonl: wenbao search "水库 总库容"')
    if arguments.trec and not arguments.batch:
        raise UsageError("--run writes the run of a --batch; give both")
    if arguments.since and arguments.until and arguments.since > arguments.until:
        raise UsageError("--since is later than --until: no day lies between them")
    engine = _engine(arguments)
    if arguments.batch:
        return _search_batch(engine, arguments)
    for hit in engine.search(query, arguments.k, since=arguments.since, until=arguments.until):
        if arguments.json:
            emit(hit_json(hit))
        else:
            say(hit_text(hit))
    return 0


def _search_batch(engine: Engine, arguments: argparse.Namespace) -> int:
    rows = [_query(arguments.batch, number, row) for number, row in json_lines(arguments.batch)]
    rankings = (
        (
            name,
            engine.rank_articles(text, arguments.k, since=arguments.since, until=arguments.until),
        )
        for name, text in _watched(rows, "queries")
    )
    if arguments.trec is None:
        if arguments.json:
            for name, ranked in rankings:
                emit(
                    {
                        "_id": name,
                        "hits": [
                            {"article_id": article, "score": score} for article, score in ranked
                        ],
                    }
                )
        else:
            write_run(sys.stdout, rankings)
        return 0
    try:
        with arguments.trec.open("w", encoding="utf8") as out:
            write_run(out, rankings)
    except OSError as error:
        raise SourceError(f"{arguments.trec}: cannot be written: {error.strerror}") from error
    return 0


def _query(path: Path, number: int, row: dict[str, Any]) -> tuple[str, str]:
    if not isinstance(row.get("_id"), str) or not isinstance(row.get("text"), str):
        raise SourceError(f'{path}, line {number}: a query needs "_id" and "text", both strings')
    return row["_id"], row["text"]


def _watched(rows: Sequence[Any], stage: str) -> Any:  # the rows, with progress on standard error
    progress = Progress()
    for done, row in enumerate(rows):
        progress(stage, done, len(rows))
        yield row
    progress.close()

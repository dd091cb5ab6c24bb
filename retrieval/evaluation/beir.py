"""A BEIR folder -> its queries and qrels; rankings -> a TREC run."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from retrieval.errors import SourceError, UsageError

__all__ = ["BeirFolder", "BeirQuery", "json_lines", "open_folder", "write_run"]


@dataclass(frozen=True, slots=True)
class BeirQuery:
    """A query with the answers of its metadata, where it has them."""

    id: str
    text: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BeirFolder:
    """A folder with corpus.jsonl, queries.jsonl and qrels/test.tsv, read but for the corpus."""

    corpus: Path
    queries: tuple[BeirQuery, ...]
    qrels: Mapping[str, Mapping[str, int]]


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Number from 1 and object of each line that is not empty.

    Raises:
        SourceError: the file cannot be read, or a line is no JSON object (named by its number).
    """
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, _object(path, number, line)
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read: {error}") from error


def _object(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise SourceError(
            f"{path}, line {number}: no JSON: {error}; mend or remove the line"
        ) from error
    if not isinstance(row, dict):
        raise SourceError(f"{path}, line {number}: a JSON object is wanted, as {{…}}")
    return row


def open_folder(folder: Path) -> BeirFolder:
    """Read the queries and qrels of a BEIR folder.

    Raises:
        UsageError: a file of the folder is missing.
        SourceError: a line cannot be read.
    """
    parts = {name: folder / name for name in ("corpus.jsonl", "queries.jsonl", "qrels/test.tsv")}
    missing = [name for name, path in parts.items() if not path.is_file()]
    if missing:
        raise UsageError(f"{folder}: no BEIR folder, {', '.join(missing)} is missing")
    queries = tuple(
        _query(parts["queries.jsonl"], number, row)
        for number, row in json_lines(parts["queries.jsonl"])
    )
    return BeirFolder(parts["corpus.jsonl"], queries, _qrels(parts["qrels/test.tsv"]))


def _query(path: Path, number: int, row: dict[str, Any]) -> BeirQuery:
    if not isinstance(row.get("_id"), str) or not isinstance(row.get("text"), str):
        raise SourceError(f'{path}, line {number}: a query needs "_id" and "text", both strings')
    answers = (row.get("metadata") or {}).get("answers") or ()
    return BeirQuery(row["_id"], row["text"], tuple(str(answer) for answer in answers))


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    qrels: dict[str, dict[str, int]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        fields = line.split()
        if not fields or (number == 1 and not fields[-1].lstrip("-").isdigit()):
            continue
        if len(fields) not in (3, 4):
            raise SourceError(f"{path}, line {number}: query id, corpus id and score are wanted")
        qrels.setdefault(fields[0], {})[fields[-2]] = int(fields[-1])
    return qrels


def write_run(
    out: TextIO, rankings: Iterable[tuple[str, Sequence[tuple[str, float]]]], tag: str = "wenbao"
) -> None:
    """Write rankings as a TREC run: ``query Q0 document rank score tag``, a line each."""
    for query, ranked in rankings:
        out.writelines(
            f"{query} Q0 {document} {rank} {score:.6f} {tag}\n"
            for rank, (document, score) in enumerate(ranked, 1)
        )

"""``python -m bot.bench``: measure some sizes, keep the figures, write docs/performance.md from them."""

import argparse
import json
import sys
from pathlib import Path

from bot.bench.bench import LIGHT, bench
from bot.bench.report import markdown
from bot.compose import word_list
from config.settings import LEXICON


def main(arguments: list[str] | None = None) -> int:
    """Measure the sizes given, or write the document of what was measured."""
    parser = argparse.ArgumentParser(prog="python -m bot.bench", description=__doc__)
    parser.add_argument("--passages", type=int, nargs="*", default=[], help="sizes to measure")
    parser.add_argument(
        "--light",
        type=int,
        nargs="*",
        default=[],
        help=f"sizes to measure with {', '.join(LIGHT)} alone, and without whole answers",
    )
    parser.add_argument("--engines", help="only these, apart by |")
    parser.add_argument("--keep", type=Path, required=True, help="folder of the figures, as JSON")
    parser.add_argument("--write", type=Path, help="the document, from all figures kept")
    parser.add_argument("--remark", default="", help="what a reader should know of the run")
    given = parser.parse_args(arguments)
    given.keep.mkdir(parents=True, exist_ok=True)
    stop = word_list(LEXICON / "stopwords.txt")
    for passages in sorted({*given.passages, *given.light}):
        light = passages in given.light
        engines = given.engines.split("|") if given.engines else LIGHT if light else None
        found = bench(passages, stop, say=_say, engines=engines, whole=not light)
        text = json.dumps(found.as_json(), ensure_ascii=False, indent=1)
        (given.keep / f"{passages}.json").write_text(text, encoding="utf-8")
    if given.write:
        kept = sorted(given.keep.glob("*.json"))
        tables = [json.loads(path.read_text(encoding="utf-8")) for path in kept]
        given.write.write_text(markdown(tables, given.remark), encoding="utf-8")
    return 0


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())

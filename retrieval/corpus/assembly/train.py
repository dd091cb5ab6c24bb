"""Pages with their gold -> weights of the evidence, as ``python -m retrieval.corpus.assembly.train FOLDER...``.

Each folder holds ``gold.jsonl`` (a page a line: {"issue", "blocks": [{"text", "article", "kind",
"cont"}]}, kind being headline, body, slogan or orphan_headline). Besides the pages as they are,
new ones are composed from their articles in another order. Only every first and second page of
three is looked at, so that the third measures. Nothing but the weights goes into the product.
"""

import json
import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.corpus.assembly.blocks import Block
from retrieval.corpus.assembly.breaks import break_features
from retrieval.corpus.assembly.forms import Form, read_form
from retrieval.corpus.assembly.labels import head_features
from retrieval.corpus.assembly.openings import opening_length
from retrieval.corpus.assembly.tails import Cut, cuts, tail_features
from retrieval.records import Line

__all__ = ["main"]

_PULL = 2.0  # how strongly weights are drawn to the prior, in examples
_MOVED = 0.35  # share of composed articles whose tail stands before their head
_REAL = 0.09  # the same in real pages, taken lower than seen (one in eight): a wrong move is worse than none

# What is known without data: the sign and rough size of the evidence.
BREAK_PRIOR = {
    "bias": 2.0, "stop": -7.0, "call": -4.0, "signature": -5.0, "colon": -1.0, "semicolon": -0.5,
    "comma": 2.0, "dangling": 4.0, "opening": -5.0, "byline": -8.0, "jump": -8.0, "next_byline": -3.0, "marker": -2.0, "listed": -8.0,
    "column": 3.0, "heading": -6.0, "repeated": 2.0, "bridge": 2.0,
    "bridge_ended": 0.3, "syntax": 0.5, "syntax_ended": 0.3, "last_open": 1.0, "first_bound": 1.0,
    "unclosed": 1.0, "unclosed_ended": 0.5, "indent": -3.0, "short": -0.5,
}  # fmt: skip
HEAD_PRIOR = {
    "bias": 1.5, "stop": -6.0, "call": -1.0, "signature": -6.0, "colon": -2.5, "semicolon": -3.0,
    "comma_end": -3.0, "stops": -3.0, "calls": -0.5, "commas": -1.0, "tiny": 1.0, "long": -1.0, "longer": -1.0,
    "longest": -2.0, "parts": 1.5, "opening": -4.0, "byline": -8.0, "jump": -8.0,
    "marker": -0.7, "column": -4.0, "says_who": -2.0, "after_comma": -2.5, "weak": -1.0, "unclosed": -1.5,
    "dangling": -4.0, "said": -1.0, "hint_heading": 6.0, "hint_body": -4.0, "indent": -2.0,
    "first_function": -0.7, "first": 1.0, "after_end": 0.5, "after_open": -1.5, "overlap_next": 1.5, "echo": 0.5, "loud_echo": 0.5, "through": -3.0,
    "overlap_one": 0.5, "overlap_before": -1.5, "bridge_before": -1.0, "next_opening": 4.0,
    "next_byline": 3.0, "last": 1.0, "next_weak": 0.8, "next_short": -1.0, "next_dangling": -4.0,
    "first_bound": -0.7, "last_open": -1.5, "bridge": -3.0, "syntax": -0.7,
    "repeated": -2.0,
}  # fmt: skip
TAIL_PRIOR = {
    "bias": -1.5, "words": 2.0, "least_words": 2.0, "likely_words": 1.0, "edge": -1.0,
    "likely_edge": -0.5, "characters": 1.0, "heads": 2.0, "ratio": 0.0, "size": -0.5, "mended": 4.0,
    "broken": -5.0, "signed": 2.0, "tail_open": -2.0, "banner": 6.0, "banner_off": -3.0,
}  # fmt: skip

GoldPage = list[tuple[Form, dict[str, Any]]]
Example = tuple[dict[str, float], float]


def pages(folders: Iterable[Path]) -> list[GoldPage]:
    """Read two thirds of the pages of each folder."""
    found: list[GoldPage] = []
    for folder in folders:
        with (folder / "gold.jsonl").open(encoding="utf-8") as rows:
            for number, row in enumerate(rows):
                if number % 3 != 2:
                    found.append(_forms(json.loads(row)["blocks"]))
    return found


def _forms(blocks: Sequence[dict[str, Any]]) -> GoldPage:
    return [
        (read_form(Line(n, b["text"])), b) for n, b in enumerate(blocks, 1) if b["text"].strip()
    ]


def recomposed(page: GoldPage, dice: random.Random) -> GoldPage:
    """The same articles in another order."""
    articles: dict[Any, GoldPage] = {}
    for form, block in page:
        key = (block["article"], block["kind"] == "orphan_headline", block["kind"] == "slogan")
        articles.setdefault(key, []).append((form, block))
    parts = list(articles.values())
    dice.shuffle(parts)
    return [item for part in parts for item in part]


def undated(page: GoldPage) -> GoldPage:
    """The same page as papers print it that have no datelines."""
    found: GoldPage = []
    for form, block in page:
        text = form.text
        dateline = opening_length(text[:80]) if block["kind"] == "body" else 0
        text = text[dateline:].strip() or text
        found.append((read_form(replace(form.line, text=text)), block))
    return found


def head_examples(page: GoldPage) -> Iterator[Example]:
    """Every line that is not plainly body, and whether it is a head line."""
    forms = [form for form, _ in page]
    for i, (form, block) in enumerate(page):
        if form.size <= 90 and not (form.end == "stop" and form.stops):
            yield head_features(forms, i), float(block["kind"] != "body")


def break_examples(page: GoldPage) -> Iterator[Example]:
    """Every two body lines that follow each other, and whether the second continues the first."""
    for (above, first), (below, second) in pairwise(page):
        if first["kind"] == second["kind"] == "body":
            yield break_features(above, below), float(bool(second.get("cont")))


def fit(examples: Sequence[Example], prior: Mapping[str, float]) -> dict[str, float]:
    """Logistic regression by Newton's method, drawn towards the ``prior`` (what is never seen keeps it)."""
    names = list(examples[0][0])
    x = np.array([[found[name] for name in names] for found, _ in examples])
    y = np.array([truth for _, truth in examples])
    start = np.array([prior[name] for name in names])
    w = start.copy()
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        hessian = (x.T * (p * (1 - p))) @ x + _PULL * np.eye(len(names))
        w = w + np.linalg.solve(hessian, x.T @ (y - p) - _PULL * (w - start))
    wrong = int(np.sum((x @ w > 0) != (y > 0.5)))
    sys.stderr.write(f"{len(y)} examples, {int(y.sum())} true, {wrong} wrong\n")
    return dict(zip(names, (round(float(value), 2) for value in w), strict=True))


def composed(page: GoldPage, dice: random.Random) -> list[tuple[Block, Block, Cut | None]]:
    """Neighbouring stories of a page in another order; the tail of the second may stand in the first."""
    stories = [story for story in _stories(page) if len(story.body) > 2]
    dice.shuffle(stories)
    pairs: list[tuple[Block, Block, Cut | None]] = []
    for first, second in pairwise(stories):
        moved = dice.choice(cuts(second)[:2]) if dice.random() < _MOVED else None
        if moved is None:
            pairs.append((first, second, None))
            continue
        above = Block(first.heads, first.paragraphs + moved.tail)
        pairs.append((above, Block(second.heads, moved.kept), Cut(first.paragraphs, moved.tail)))
    return pairs


def _stories(page: GoldPage) -> list[Block]:
    """The stories of a page in their own order; the two parts of a broken paragraph stay apart or not."""
    found: dict[Any, Block] = {}
    for form, block in page:
        if block["kind"] in {"headline", "body"}:
            story = found.setdefault(block["article"], Block())
            if block["kind"] == "headline":
                story.heads.append(form)
            elif block.get("cont") and story.paragraphs:
                story.paragraphs[-1].append(form)
            else:
                story.paragraphs.append([form])
    return [story for story in found.values() if story.heads]


def fit_tails(pairs: Sequence[tuple[Block, Block, Cut | None]]) -> dict[str, float]:
    """Softmax over "no tail" and every cut, by gradient; the bias is set for real pages at the end."""
    names = list(TAIL_PRIOR)
    start = np.array([TAIL_PRIOR[name] for name in names])
    cases = []
    for above, below, truth in pairs:
        ways = cuts(above)
        rows = [tail_features(above, below, cut) for cut in ways]
        at = 1 + ways.index(truth) if truth else 0
        cases.append((np.array([[row[name] for name in names] for row in rows]), at))
    w = start.copy()
    for _ in range(400):
        slope = -_PULL * (w - start)
        for x, at in cases:
            scores = np.concatenate([[0.0], x @ w])
            p = np.exp(scores - scores.max())
            p /= p.sum()
            slope += (x[at - 1] if at else 0.0) - p[1:] @ x
        w = w + 2.0 * slope / len(cases)
    wrong = sum(int(np.argmax([0.0, *(x @ w)])) != at for x, at in cases)
    sys.stderr.write(f"{len(cases)} neighbours, {wrong} wrong\n")
    w[0] += np.log(_REAL / (1 - _REAL)) - np.log(_MOVED / (1 - _MOVED))
    return dict(zip(names, (round(float(value), 2) for value in w), strict=True))


def main(folders: Sequence[str]) -> None:
    """Print the weights as Python source."""
    dice = random.Random(7)  # noqa: S311 - the same pages at every run
    read = pages(map(Path, folders))
    more = read + [recomposed(page, dice) for page in read for _ in range(2)]
    more += [undated(recomposed(page, dice)) for page in read]
    _write("BREAK", fit([each for page in more for each in break_examples(page)], BREAK_PRIOR))
    _write("HEAD", fit([each for page in more for each in head_examples(page)], HEAD_PRIOR))
    pairs = [pair for page in read for _ in range(6) for pair in composed(page, dice)]
    _write("TAIL", fit_tails(pairs))


def _write(name: str, weights: Mapping[str, float]) -> None:
    rows = "".join(f'    "{key}": {value},\n' for key, value in weights.items())
    sys.stdout.write(f"{name} = {{\n{rows}}}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

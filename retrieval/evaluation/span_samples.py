"""An engine over a BEIR folder -> samples for the span ranker: what it would read at each question, and what is right.

The samples are taken of every question that the rules look for spans of, whether or not the product asks the ranker
about it.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.answer.candidates import Candidate
from retrieval.answer.choosing import choose
from retrieval.answer.scoring import Ranked
from retrieval.answer.spans.borders import border_rows
from retrieval.answer.spans.keys import border_keys
from retrieval.answer.spans.ranker import own_spans
from retrieval.answer.spans.reading import Reading, read
from retrieval.answer.spans.trees import Floats
from retrieval.answer.spans.words import TAGS
from retrieval.engine import Engine
from retrieval.evaluation.beir import BeirFolder, open_folder
from retrieval.evaluation.teaching import opened, ranked_for
from retrieval.language.normalise import normalise
from retrieval.records import Kind, Query, Span

__all__ = ["Sample", "read_folders", "samples", "word_classes"]


_CLASSES = {
    "nrt": "nr", "nrfg": "nr", "l": "i", "ng": "n", "g": "n", "vg": "v", "ag": "a", "ad": "a", "an": "a", "mq": "m",
    "tg": "t", "mg": "m", "df": "d", "dg": "d", "rr": "r", "rg": "r", "rz": "r", "vq": "v", "vi": "v", "vd": "v",
}  # fmt: skip
# what jieba's dictionary has no class of, or another than these words mostly have
_SMALL = {
    "u": "的了着过地得等", "v": "是有使", "p": "为在由被让以于到对把向从至因", "c": "和与及或而", "d": "将也即又不就都",
    "r": "其该此", "f": "中上下后前内里", "q": "年月日个名位次座", "n": "人",
}  # fmt: skip
_FREQUENT = 200  # how often jieba's dictionary must have met a word


@dataclass(frozen=True, slots=True)
class Sample:
    """A question read; ``reading`` is ``None`` where the rules look for no span.

    ``group`` is its article's title, so that no article is on both sides of a split. ``gold`` are the indices of
    the borders of the right spans that stand in what is read; ``right`` (N) marks the characters of sentences of
    the right article. ``said`` is the rules' answer, ``data`` the folder, ``weight`` what the sample counts.
    """

    answers: tuple[str, ...]
    said: str
    data: str
    weight: float = 1.0
    reading: Reading | None = None
    group: str = ""
    borders: Floats = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    keys: list[list[str]] = field(default_factory=list)
    own: dict[Span, float] = field(default_factory=dict)
    gold: tuple[tuple[int, int], ...] = ()
    right: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))


def word_classes() -> dict[str, int]:
    """The classes of frequent words, by jieba's dictionary (``retrieval.answer.spans.words``)."""
    numbers = {name: number for number, name in enumerate(TAGS, 1)}
    found = {}
    for line in files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, name = line.split(" ")
        name = _CLASSES.get(name, "u" if name.startswith("u") else name)
        if int(count) >= _FREQUENT and name in numbers:
            found[word] = numbers[name]
    found.update((char, numbers[name]) for name, chars in _SMALL.items() for char in chars)
    return found


def samples(
    engine: Engine, folder: BeirFolder, name: str = "", weight: float = 1.0, most: int = 0
) -> Iterator[Sample]:
    """Ask every question that has an answer, the first ``most`` (0: all)."""
    engine.ranker = None
    tags = word_classes()
    analyzer = engine.analyzer()
    cut = lru_cache(4096)(lambda text: tuple(token.span for token in analyzer.tokens(text)))
    asked = [query for query in folder.queries if query.answers]
    for query in asked[: most or None]:
        answer = engine.ask(query.text)
        said = "、".join(answer.items) or answer.answer or ""
        plain = Sample(query.answers, said, name, weight)
        found = _looked_for(engine, query.text)
        if found is None:
            yield plain
            continue
        reading = read(found[0], found[1], cut, tags)
        own = own_spans(reading, found[2])
        yield _sample(plain, reading, own, folder.qrels.get(query.id, {}))


def _looked_for(engine: Engine, question: str) -> tuple[Query, Ranked, list[Candidate]] | None:
    """What the ranker is given: the query, the sentences, the rules' choice."""
    found = ranked_for(engine, question)
    if found is None or found[0].kind is Kind.YESNO:
        return None
    return (*found, choose(*found))


def _sample(
    plain: Sample, reading: Reading, own: dict[Span, float], relevant: Container[str]
) -> Sample:
    good = [s.story.article.id in relevant for s in reading.scored]
    right = np.array(good, dtype=bool)[reading.unit]
    heads = [s.story.article.headline for s, g in zip(reading.scored, good, strict=True) if g]
    answers = dict.fromkeys(normalise(answer).strip(" ,。;:!?、.") for answer in plain.answers)
    gold = (_gold(reading, right, answer) for answer in answers if answer)
    return replace(
        plain,
        reading=replace(reading, scored=()),
        group=normalise(heads[0] or "") if heads else "",
        borders=border_rows(reading),
        keys=border_keys(reading),
        own=own,
        gold=tuple(dict.fromkeys(pair for pair in gold if pair is not None)),
        right=right,
    )


def _gold(reading: Reading, right: npt.NDArray[np.bool_], answer: str) -> tuple[int, int] | None:
    """The first right place of an answer that has the question near: sentences stand in the order of their scores."""
    index = {place: number for number, place in enumerate(reading.places.tolist())}
    near = reading.focal + reading.pairs.before + reading.pairs.behind
    best: tuple[float, tuple[int, int]] | None = None
    start = reading.text.find(answer)
    while start >= 0:
        end = start + len(answer)
        if right[start] and start in index and end in index:
            value = float(near[max(0, start - 15) : end + 15].sum()) - 2.0 * reading.unit[start]
            if best is None or value > best[0]:
                best = (value, (index[start], index[end]))
        start = reading.text.find(answer, start + 1)
    return best[1] if best else None


def read_folders(folders: Mapping[Path, float], most: int = 0) -> list[Sample]:
    """The samples of BEIR folders, each loaded into a data folder of its own that is thrown away.

    The folders are given with the weight of their samples; of each the first ``most`` questions are asked (0: all).
    """
    found: list[Sample] = []
    for path, weight in folders.items():
        folder = open_folder(path)
        with opened(folder) as engine:
            found += samples(engine, folder, path.name, weight, most)
    return found

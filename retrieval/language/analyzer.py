"""Text -> tokens -> terms: the one function for passages and questions.

Han runs go to jieba in search mode and are given as character bigrams too; the rest is cut by our
own rule (a run of letters and digits with the marks that join them). Stop words are left out.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from retrieval.language.normalise import normalise
from retrieval.records import Token

__all__ = ["Analyzer"]

_RUN = re.compile(
    r"(?P<han>[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇]+)|[a-z0-9]+(?:[.\-+_/%][a-z0-9]+)*"
)
_BIGRAM = "\u2060"  # marks a bigram's term, so that it never meets a word's


class Analyzer:
    """Cuts text into tokens and terms. Building it loads jieba's dictionary (about 0.8 s)."""

    def __init__(
        self,
        *,
        words: Iterable[str] = (),
        stop: Iterable[str] = (),
        cache: Path | None = None,
        hmm: bool = True,
    ) -> None:
        """Make an analyzer with the admin's ``words`` and ``stop`` words; ``cache`` is jieba's cache folder."""
        import jieba

        logging.getLogger("jieba").setLevel(logging.WARNING)
        self._cutter = jieba.Tokenizer()
        if cache is not None:
            self._cutter.tmp_dir = str(cache)
        self._cutter.initialize()
        for word in words:
            self._cutter.add_word(normalise(word))
        self._stop = frozenset(normalise(word) for word in stop)
        self._hmm = hmm

    def tokens(self, text: str) -> list[Token]:
        """Words with their spans in ``text``, in order; overlapping where jieba finds a word in a word."""
        return [token for token in self._words(normalise(text)) if token.term not in self._stop]

    def terms(self, text: str) -> list[str]:
        """Terms as they are indexed: the words, then each Han run's character bigrams."""
        plain = normalise(text)
        terms = [token.term for token in self._words(plain) if token.term not in self._stop]
        for match in _RUN.finditer(plain):
            run = match["han"]
            if run:
                terms += [_BIGRAM + run[i : i + 2] for i in range(len(run) - 1)]
        return terms

    def _words(self, plain: str) -> Iterator[Token]:
        for match in _RUN.finditer(plain):
            start = match.start()
            if match["han"]:
                for word, first, last in self._cutter.tokenize(
                    match["han"], mode="search", HMM=self._hmm
                ):
                    yield Token(word, (start + first, start + last))
            else:
                yield Token(match[0], match.span())

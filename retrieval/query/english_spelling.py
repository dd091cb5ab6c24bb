"""Names of an English question in Latin letters -> clauses: known names, runs of the text, foreign ones by their sound."""

from collections.abc import Callable, Sequence

from retrieval.language.analyzer import Analyzer
from retrieval.query.english_clauses import Clauses
from retrieval.query.english_dictionary import Dictionary
from retrieval.query.english_names import Named, Pinyin, chinese_name
from retrieval.query.english_places import KIND_WORDS, bare_place, kinds_of_place
from retrieval.query.english_sounds import Sounds
from retrieval.query.english_words import Word, content, stem
from retrieval.records import Clause

__all__ = ["CERTAIN", "WHOLE_GLOSS", "Spelling"]

WHOLE_GLOSS = 0.8  # the weight of a translation whose whole gloss is the word
_MOST = 12  # alternatives kept a clause
_NAME = 1.2  # weight of a name's clause
_RUN = 0.9  # how likely a run of the text is meant
_UNSURE = 0.8  # weight of a clause of names that only sound alike
CERTAIN = 0.12  # distance a sound up to which a foreign name is taken for a name of the question
_EXACTLY = (
    0.03  # distance a sound up to which a foreign name is meant, though the dictionary has another
)


class Spelling:
    """The names of one release; what it is made of is opened by the first name."""

    def __init__(
        self,
        made: Clauses,
        pinyin: Callable[[], Pinyin],
        sounds: Callable[[], Sounds],
        dictionary: Callable[[], Dictionary],
    ) -> None:
        """Take what makes clauses, and what opens the names by pinyin, by sound, and the dictionary."""
        self._made = made
        self._pinyin = pinyin
        self._sounds = sounds
        self._dictionary = dictionary

    def named(
        self, named: Named, words: Sequence[Word], analyzer: Analyzer
    ) -> tuple[Clause | None, int]:
        """A clause of the names that words spell, with how many words it takes: Lucha is 芦汊 of 芦汊湖, Lucha county 芦汊县."""
        spelt = [word for word, _ in words[named.first : named.last]]
        bare = [one for name in named.names if (one := bare_place(name, spelt))]
        behind = [word for word, _ in words[named.last : named.last + KIND_WORDS]]
        whole, more = self._of_kind(bare, behind, analyzer)
        texts = dict.fromkeys([*(whole or bare), *named.names, *bare])
        clause = self._made.clause([(text, 1.0) for text in texts], analyzer, _NAME)
        return clause, named.last - named.first + more

    def runs(
        self, words: Sequence[str], behind: Sequence[str], analyzer: Analyzer
    ) -> tuple[list[tuple[str, float]], int]:
        """Runs of the text that words spell, weighted, those with the kind named behind first, and how many words it takes."""
        runs = self._pinyin().runs(words) if words[0][0].isalpha() else []
        single = self._pinyin().characters(words[0]) if len(words) == 1 else []
        wholes, more = self._of_kind([*runs, *single], behind, analyzer)
        return [(run, 1.0) for run in wholes] + [(run, _RUN) for run in runs], more

    def _of_kind(
        self, names: Sequence[str], behind: Sequence[str], analyzer: Analyzer
    ) -> tuple[list[str], int]:
        """The names with the kind of place behind them (青鸾 + temple: 青鸾寺) that the corpus has, and its words."""
        for more in range(len(behind), 0, -1):
            wholes = [name + kind for name in names for kind in kinds_of_place(behind[:more])]
            held = [whole for whole in wholes if self._made.clause([(whole, 1.0)], analyzer)]
            if held:
                return held, more
        return [], 0

    def spelt(self, words: Sequence[str], analyzer: Analyzer) -> tuple[int, Clause | None]:
        """Words that no dictionary has: a name in pinyin that only the text has, or the word as it stands."""
        if not content(words[0]):
            return 1, None
        capitals = 0
        while capitals < min(3, len(words)) and words[capitals][0].isupper():
            capitals += 1
        for length in range(max(capitals, 1), 0, -1):
            behind = words[length : length + KIND_WORDS] if capitals else []
            runs, more = self.runs(words[:length], behind, analyzer)
            clause = self._made.clause(runs, analyzer)
            if clause is not None:
                return length + more, clause
        length, clause = self._foreign(words[:capitals], analyzer) if capitals else (0, None)
        if length:
            return length, clause
        terms = tuple(analyzer.terms(words[0]))
        held = terms and self._made.held(terms) == set(terms)
        return 1, Clause((terms,)) if held else None

    def _foreign(self, words: Sequence[str], analyzer: Analyzer) -> tuple[int, Clause | None]:
        """A name in Latin letters by its sound; how many words it takes, 0 where it is none."""
        somebody = self._made.clause(
            [(n, 1.0) for n in self._pinyin().somebody(words[0])], analyzer
        )
        if somebody is not None:
            return 1, somebody
        exactly = self._sounds().like(words[0], _EXACTLY)
        if exactly:
            return 1, self._made.clause([(name, 1.0) for name in exactly], analyzer, _NAME)
        elsewhere = self._named_elsewhere(words)
        if elsewhere:
            return elsewhere, None
        clause = self._alike(words[0], analyzer) or self._of_place(words[0], analyzer)
        return int(clause is not None), clause

    def _named_elsewhere(self, words: Sequence[str]) -> int:
        """How many words name what is known, or spell a Chinese name; where the corpus has it not, no other is meant."""
        if len(words) > 1 and chinese_name(words[0], words[1]):
            return 2
        found = self._dictionary().lookup(stem(words[0]))
        return int(any(one.weight >= WHOLE_GLOSS for one in found))

    def _alike(self, word: str, analyzer: Analyzer) -> Clause | None:
        """Names of the corpus that sound like a foreign name."""
        certain = self._sounds().like(word, CERTAIN)
        weight = _NAME if len(certain) == 1 else _UNSURE
        like = certain if len(certain) == 1 else self._sounds().like(word)[:_MOST]
        return self._made.clause([(name, 1.0) for name in like], analyzer, weight)

    def _of_place(self, word: str, analyzer: Analyzer) -> Clause | None:
        """Honduran, Tanzanians: the place that begins so."""
        if len(word) < 6:
            return None
        return self._made.clause(
            self._dictionary().begins(word.lower()[:-2], len(word) + 1), analyzer
        )

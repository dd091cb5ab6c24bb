"""Reading -> for each border and each span the keys of the learned tables: what stands there, with what is asked."""

import numpy as np

from retrieval.answer.spans.matching import asked_word
from retrieval.answer.spans.reading import Ints, Reading

__all__ = ["BORDER_KEYS", "SPAN_KEYS", "border_keys", "span_keys", "word_at"]

BORDER_KEYS, SPAN_KEYS = 12, 8  # tables of each


def border_keys(reading: Reading) -> list[list[str]]:
    """For each border the keys of the learned tables: characters, words and classes of words before and behind."""
    text, kind = f"\n\n{reading.text}\n\n", reading.query.kind.value
    asked = f"{asked_word(reading.query)}{reading.focus[0][-1:] if reading.focus else ''}"
    kind = f"{kind}{asked}"
    number = word_at(reading)
    tags = [0, 0, *reading.tags.tolist(), 0, 0]
    words = ["", *(reading.text[s:e] for s, e in reading.words.tolist()), ""]
    keys = []
    for place, at in zip((reading.places + 2).tolist(), number.tolist(), strict=True):
        before, behind = text[place - 2 : place], text[place : place + 2]
        t1, t2, t3, t4 = tags[at : at + 4]
        keys.append(
            [
                before[1],
                behind[:1],
                before,
                behind,
                before[1] + behind[:1],
                f"{kind}<{before[1]}",
                f"{kind}>{behind[:1]}",
                f"{kind}<{t2},{t3}",
                f"{t1},{t2},{t3},{t4}",
                f"{asked}{t2},{t3},{t4}",
                f"{asked}<{words[at]}",
                f"{asked}>{words[at + 1]}",
            ]
        )
    return keys


def span_keys(reading: Reading, pairs: Ints) -> list[list[str]]:
    """For each span the keys of the learned tables: its ends and its length with the question word, noun or kind."""
    word = asked_word(reading.query)
    asked = f"{reading.query.kind.value}{word}{reading.focus[0][-1:] if reading.focus else ''}"
    kind = f"{reading.query.kind.value}{word}"
    measure = reading.query.unit or reading.query.measure or ""
    places = reading.places[pairs]
    first = np.searchsorted(reading.words[:, 0], places[:, 0]).tolist()
    last = np.searchsorted(reading.words[:, 0], places[:, 1]).tolist()
    tags = [0, *reading.tags.tolist(), 0]
    keys = []
    around = f"\n{reading.text}\n"
    for (start, end), one, two in zip(places.tolist(), first, last, strict=True):
        text = reading.text[start:end]
        size = min(len(text), 12) if len(text) < 12 else 12 + len(text) // 12
        keys.append(
            [
                f"{asked}${text[-1]}",
                f"{kind}{measure}${text[-2:]}",
                f"{asked}^{text[0]}",
                f"{asked}#{size}",
                f"{kind}{tags[one + 1]},{tags[two]}",
                f"{kind}{'-'.join(map(str, tags[one + 1 : two + 1]))}"
                if two - one < 5
                else f"{kind}{two - one}",
                f"{kind}{around[start]}{around[end + 1]}",
                f"{asked}{tags[one]},{tags[two + 1] if two + 1 < len(tags) else 0}",
            ]
        )
    return keys


def word_at(reading: Reading) -> Ints:
    """For each border the number of the word that starts there, or goes on there."""
    found: Ints = np.searchsorted(reading.words[:, 1], reading.places, side="right").astype(
        np.int32
    )
    return found

"""Answer -> one card: the answer first, each claim with its number, the quotes to unfold.

Names, numbers and dates are shown as the source prints them; the words around them are ours, in the
language of the question.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.html import Block, Run, bold, clip, italic
from bot.conversation.talk import Button, Keyboard
from bot.conversation.texts import Language, T, label
from bot.conversation.turn import Face, block
from retrieval.records import Answer, Citation, Kind, Query, Span, Status

__all__ = ["Setting", "answer_blocks", "answer_buttons", "day_text", "marked", "place_text"]

QUOTES_PRIVATE, QUOTES_GROUP = 3, 2
OPENERS = 12  # buttons that open an article


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a card stands: its question's number, the language, alone or among others, how late."""

    question: int
    language: Language
    private: bool
    face: Face
    days: tuple[dt.date, dt.date] | None = None
    articles: int = 0
    late: bool = False


def day_text(day: dt.date | None, language: Language) -> str:
    """Return a day for people to read."""
    if day is None:
        return label(T.NO_DATE, language)
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B} {day.year}"


def place_text(source: str, lines: Sequence[int], language: Language) -> str:
    """Return where something stands: the source and its lines."""
    if not lines:
        return source
    numbers = f"{lines[0]}" if len(lines) == 1 else f"{lines[0]}–{lines[-1]}"
    return label(T.PLACE, language, source=source, lines=numbers)


def marked(quote: str, spans: Sequence[Span]) -> list[Run]:
    """Return a quote with the evidence underlined; spans that overlap are joined."""
    runs: list[Run] = []
    at = 0
    for start, end in sorted(spans):
        first = max(at, start)
        if first >= min(end, len(quote)):
            continue
        runs += [Run(quote[at:first]), Run(quote[first:end], ("u",))]
        at = min(end, len(quote))
    return [run for run in [*runs, Run(quote[at:])] if run.text]


def answer_blocks(answer: Answer, setting: Setting) -> list[Block]:
    """Return the card of an answer."""
    language = setting.language
    blocks = [block(T.LATE, language)] if setting.late else []
    if answer.query.read_as:
        blocks.append(block(T.READ_AS, language, words=answer.query.read_as))
    if answer.status is Status.ANSWERED:
        return blocks + _answered(answer, setting)
    if answer.status is Status.CHOICE:
        return blocks + _choices(answer, setting)
    return blocks + _not_found(answer, setting)


def answer_buttons(answer: Answer, setting: Setting) -> Keyboard:
    """Return the buttons under a card."""
    number, language = setting.question, setting.language
    rows: list[list[Button]] = []
    if answer.status is Status.CHOICE:
        rows.append(
            [
                Button(str(n), f"c:{number}:{n}")
                for n in range(1, min(len(answer.choices), OPENERS) + 1)
            ]
        )
        rows.append([Button(label(T.ALL_OF_THEM, language), f"c:{number}:0")])
    openers = _openers(answer, setting)
    rows += [openers[at : at + 4] for at in range(0, len(openers), 4)]
    if answer.status is Status.ANSWERED:
        rows.append([Button("👍", f"f:{number}:up"), Button("👎", f"f:{number}:down")])
        if len(answer.choices) > 1:
            more = label(T.OTHERS, language, number=str(len(answer.choices)))
            rows.append([Button(more, f"m:{number}")])
    if answer.status is Status.NOT_FOUND:
        if answer.query.dates:
            rows.append([Button(label(T.ANY_DATE, language), f"d:{number}")])
        rows.append([Button(label(T.REPORT_GAP, language), f"g:{number}")])
    if answer.query.read_as:
        rows.append([Button(label(T.NOT_MEANT, language), f"n:{number}")])
    return tuple(tuple(row) for row in rows if row)


def _openers(answer: Answer, setting: Setting) -> list[Button]:
    shown = answer.citations[:OPENERS]
    if setting.private:
        return [Button(f"📄 {n}", f"a:{setting.question}:{n}:1") for n, _ in enumerate(shown, 1)]
    return [
        Button(f"📄 {n}", url=setting.face.link(f"a_{setting.question}_{n}"))
        for n, _ in enumerate(shown[:4], 1)
    ]


def _answered(answer: Answer, setting: Setting) -> list[Block]:
    language = setting.language
    blocks = [Block(tuple(_claim(answer)))]
    if answer.kind is Kind.ARTICLES or not answer.answer:
        blocks = [block(T.ARTICLES_FOUND, language, number=str(len(answer.citations)))]
        blocks += [_listed(n, cited, language) for n, cited in enumerate(answer.citations, 1)]
    if not answer.complete:
        blocks.append(block(T.INCOMPLETE, language))
    if answer.note == "another_event":
        blocks.append(block(T.ANOTHER_EVENT, language))
    if 0 < answer.confidence < 0.42:
        blocks.append(block(T.POSSIBLY, language))
    shown = QUOTES_PRIVATE if setting.private else QUOTES_GROUP
    blocks += [_quoted(n, c, language) for n, c in enumerate(answer.citations[:shown], 1)]
    return blocks


def _claim(answer: Answer) -> list[Run]:
    """Return the answer in bold, each part with the number of the citation that carries it."""
    words = answer.answer or ""
    listed = bool(answer.items) and answer.kind is not Kind.YESNO and len(answer.citations) > 1
    if not listed:
        return [bold(words), Run(" [1]" if answer.citations else "")]
    groups: list[tuple[int, list[str]]] = []
    for item in answer.items:
        number = _carrier(item, answer.citations)
        if groups and groups[-1][0] == number:
            groups[-1][1].append(item)
        else:
            groups.append((number, [item]))
    runs: list[Run] = []
    separator = "、" if answer.query.language == "zh" else ", "
    for number, items in groups:
        runs += [Run("; ")] if runs else []
        runs += [bold(separator.join(items)), Run(f" [{number}]")]
    return runs


def _carrier(item: str, citations: Sequence[Citation]) -> int:
    for number, citation in enumerate(citations, 1):
        if item in citation.quote:
            return number
    return 1


def _listed(number: int, cited: Citation, language: Language) -> Block:
    title = cited.headline or label(T.NO_HEADLINE, language)
    runs = [Run(f"[{number}] "), bold(title), Run(" · "), italic(day_text(cited.date, language))]
    return Block(tuple(runs))


def _quoted(number: int, cited: Citation, language: Language) -> Block:
    place = place_text(cited.source, cited.lines, language)
    runs = [
        bold(f"[{number}] {cited.headline or label(T.NO_HEADLINE, language)}"),
        Run("\n"),
        *marked(cited.quote, cited.spans),
        Run("\n"),
        italic(f"{day_text(cited.date, language)} · {place}"),
    ]
    return Block(tuple(runs), quote=True, gap=number == 1)


def _choices(answer: Answer, setting: Setting) -> list[Block]:
    language = setting.language
    blocks = [block(T.CHOICE, language, number=str(len(answer.choices)))]
    for number, choice in enumerate(answer.choices, 1):
        runs = [bold(str(number)), Run(f" {choice.label}")]
        if choice.date:
            runs += [Run(" · "), italic(day_text(choice.date, language))]
        blocks.append(Block(tuple(runs)))
    return blocks


def _not_found(answer: Answer, setting: Setting) -> list[Block]:
    language = setting.language
    blocks = [block(T.NOT_FOUND, language)]
    looked = _looked_for(answer.query)
    if looked:
        runs = [run for word in looked for run in (Run(" + "), bold(word))][1:]
        blocks.append(block(T.LOOKED_FOR, language, words=runs))
    if setting.days:
        first, last = (day_text(day, language) for day in setting.days)
        number = str(setting.articles)
        blocks.append(block(T.RANGE, language, first=first, last=last, number=number))
    if answer.citations:
        blocks.append(block(T.NEAREST, language, gap=True))
        blocks += [_listed(n, cited, language) for n, cited in enumerate(answer.citations, 1)]
    return blocks


def _looked_for(query: Query) -> list[str]:
    words = [*(date.text for date in query.dates), *query.people, *query.places, *query.terms]
    return [clip(word, 40) for word in dict.fromkeys(words)][:12]

"""/stats, /export, /attendance, /timeline, /quote: what administrators and staff look up."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.cards import day_text, marked
from bot.conversation.html import Block, Run, bold, clip, italic
from bot.conversation.memo import Cite, Memo
from bot.conversation.ports import AttendanceRow
from bot.conversation.talk import Attach, Button, Keyboard, Outgoing
from bot.conversation.texts import T
from bot.conversation.turn import Turn, block
from retrieval.evaluation.measures import percentile
from retrieval.records import DateRange
from retrieval.store.people_records import Asked, QuestionState

__all__ = ["attendance", "export", "quote", "stats", "timeline"]

_STATS_DAYS = 7
_ROWS = 20


def stats(turn: Turn) -> list[Outgoing]:
    """Say how the last seven days went: answered, refused, unhappy, how fast, what was not found."""
    people, language = turn.tools.people, turn.language
    since = turn.incoming.at - dt.timedelta(days=_STATS_DAYS)
    questions = [asked for asked in people.questions(since) if asked.form == "question"]
    statuses = Counter(asked.status for asked in questions)
    verdicts = Counter(given.verdict for given in people.feedback(since))
    times = [asked.milliseconds for asked in questions if asked.status]
    unhappy = sum(n for verdict, n in verdicts.items() if verdict not in {"up", "gap"})
    blocks = [
        block(
            T.STATS,
            language,
            days=str(_STATS_DAYS),
            asked=str(len(questions)),
            persons=str(len({asked.person for asked in questions})),
            answered=str(statuses["answered"] + statuses["choice"]),
            not_found=str(statuses["not_found"]),
            failed=str(sum(asked.state is QuestionState.FAILED for asked in questions)),
            up=str(verdicts["up"]),
            down=str(unhappy),
            gaps=str(verdicts["gap"]),
            p50=f"{percentile(times, 0.5):.0f}",
            p95=f"{percentile(times, 0.95):.0f}",
        )
    ]
    return turn.says(blocks + _unanswered(turn, questions))


def _unanswered(turn: Turn, questions: Sequence[Asked]) -> list[Block]:
    """Group the questions without an answer by what they are about."""
    groups: dict[str, list[str]] = {}
    for asked in questions:
        if asked.status == "not_found":
            about = " ".join(sorted(Memo.parse(asked.payload).terms)[:4]) or asked.text
            groups.setdefault(about, []).append(asked.text)
    if not groups:
        return []
    blocks = [block(T.UNANSWERED, turn.language, gap=True)]
    most = sorted(groups.values(), key=len, reverse=True)[:15]
    return blocks + [Block((bold(f"{len(same)}× "), Run(clip(same[-1], 80)))) for same in most]


def export(turn: Turn) -> list[Outgoing]:
    """Send the log of questions as JSON lines; people stand in it by number only."""
    people = turn.tools.people
    verdicts: dict[int, list[str]] = {}
    for given in people.feedback():
        verdicts.setdefault(given.question, []).append(given.verdict)
    lines = [
        json.dumps(
            {
                "id": asked.id,
                "at": asked.at.isoformat(),
                "person": asked.person,
                "q": asked.text,
                "context": list(asked.context),
                "status": asked.status,
                "answer": asked.answer,
                "articles": [cite.article_id for cite in Memo.parse(asked.payload).cites],
                "release": asked.release,
                "ms": asked.milliseconds,
                "feedback": verdicts.get(asked.id, []),
            },
            ensure_ascii=False,
        )
        for asked in people.questions()
        if asked.form == "question"
    ]
    if not lines:
        return turn.tell(T.NO_QUESTIONS)
    name = f"questions-{turn.incoming.at:%Y%m%d}.jsonl"
    return [Attach(turn.chat, name, ("\n".join(lines) + "\n").encode())]


def attendance(turn: Turn, argument: str) -> list[Outgoing]:
    """Say who was where: by a person's name, by days, by words of the event."""
    if not argument:
        return turn.tell(T.ATTENDANCE_USAGE)
    words, days = _without_dates(argument, turn)
    person = words if words and len(words) <= 4 and " " not in words else None
    found = turn.tools.assistant.attendance(person, days, None if person else words or None)
    if not found and person:
        found = turn.tools.assistant.attendance(None, days, words)
    if not found:
        return turn.tell(T.NOTHING_FOUND, words=argument)
    events: dict[tuple[str, str], list[AttendanceRow]] = {}
    for row in found:
        events.setdefault((row.article_id, row.event), []).append(row)
    blocks, cites = [], []
    for number, rows in enumerate(list(events.values())[:_ROWS], 1):
        names = "、".join(dict.fromkeys(row.person for row in rows))
        head = f"[{number}] {day_text(rows[0].day, turn.language)} · "
        blocks.append(Block((Run(head), bold(rows[0].event), Run(f"：{names}"))))
        cites.append(Cite(rows[0].article_id))
    csv = _csv(found)
    shown = _lookup(turn, argument, blocks, cites)
    return [*shown, Attach(turn.chat, "attendance.csv", csv)]


def timeline(turn: Turn, argument: str) -> list[Outgoing]:
    """Tell all that the paper says of a person, in date order."""
    if not argument:
        return turn.tell(T.TIMELINE_USAGE)
    rows = turn.tools.assistant.timeline(argument.strip())
    if not rows:
        return turn.tell(T.NOTHING_FOUND, words=argument)
    blocks = [
        Block(
            (
                Run(f"[{number}] "),
                italic(day_text(row.day, turn.language)),
                Run(" · "),
                bold(row.what),
                Run(f" “{clip(row.quote, 120)}”" if row.quote else ""),
            )
        )
        for number, row in enumerate(rows, 1)
    ]
    return _lookup(turn, argument, blocks, [Cite(row.article_id, row.quote) for row in rows])


def quote(turn: Turn, argument: str) -> list[Outgoing]:
    """Hold a sentence against what the paper printed."""
    if not argument:
        return turn.tell(T.QUOTE_USAGE)
    report = turn.tools.assistant.check_quote(argument)
    key = {"exact": T.QUOTE_EXACT, "near": T.QUOTE_NEAR}.get(report.verdict, T.QUOTE_ABSENT)
    blocks = [block(key, turn.language)]
    cites = []
    if report.article_id is not None:
        printed = marked(report.printed or "", report.differences)
        place = f"\n{report.headline or ''} · {day_text(report.day, turn.language)}"
        blocks.append(Block((*printed, italic(place)), quote=True))
        cites = [Cite(report.article_id, report.printed or "")]
    return _lookup(turn, argument, blocks, cites)


def _lookup(
    turn: Turn, argument: str, blocks: Sequence[Block], cites: Sequence[Cite]
) -> list[Outgoing]:
    """Say what was looked up, with buttons that open the articles."""
    incoming = turn.incoming
    asked = Asked(
        0,
        turn.chat,
        incoming.where.thread,
        turn.who,
        incoming.message,
        argument,
        incoming.at,
        form="lookup",
        language=turn.language,
        state=QuestionState.CLOSED,
        payload=Memo(tuple(cites)).dump(),
    )
    number = turn.tools.people.add_question(asked)
    turn.tools.people.save_question(replace(asked, id=number))
    return turn.says(blocks, _openers(turn, number, len(cites)))


def _openers(turn: Turn, number: int, count: int) -> Keyboard:
    buttons = []
    for n in range(1, min(count, 12) + 1):
        link = None if turn.private else turn.tools.face.link(f"a_{number}_{n}")
        buttons.append(Button(f"📄 {n}", None if link else f"a:{number}:{n}:1", link))
    return tuple(tuple(buttons[at : at + 4]) for at in range(0, len(buttons), 4))


def _without_dates(argument: str, turn: Turn) -> tuple[str, DateRange | None]:
    """Take the dates out of what was typed: the words that remain, and the days meant."""
    from retrieval.language.dates import find_dates

    days = turn.tools.assistant.span_of_days()
    found = find_dates(argument, days[1] if days else None)
    firsts = [date.first for date in found if date.first]
    lasts = [date.last for date in found if date.last]
    for date in sorted(found, key=lambda date: date.span, reverse=True):
        argument = argument[: date.span[0]] + " " + argument[date.span[1] :]
    words = " ".join(argument.strip(" -–—~至到").split())
    return words, (min(firsts), max(lasts)) if firsts and lasts else None


def _csv(rows: Sequence[AttendanceRow]) -> bytes:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["day", "event", "place", "person", "post", "roles", "headline"])
    for row in rows:
        fields = (row.day, row.event, row.place, row.person, row.post, " ".join(row.roles))
        cells = ["" if f is None else str(f) for f in (*fields, row.headline)]
        writer.writerow([f"'{c}" if c[:1] in {"=", "+", "-", "@"} else c for c in cells])
    return ("\ufeff" + out.getvalue()).encode()

"""A question -> its card; and what the buttons under the card do.

A question is kept before it is answered, and its answer before it is sent: whatever happens in
between, it is known what was asked and what became of it.
"""

import datetime as dt
import logging
import secrets
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.cards import Setting, answer_blocks, answer_buttons
from bot.conversation.html import Block, Run, bold
from bot.conversation.memo import Cite, Memo, memo_of
from bot.conversation.ordinals import ALL, ordinal
from bot.conversation.talk import Button, Delete, Edit, Outgoing, Say
from bot.conversation.texts import Language, T, label
from bot.conversation.turn import Turn
from retrieval.errors import EngineAway, WenbaoError
from retrieval.records import Answer, Status
from retrieval.store.people_records import Asked, QuestionState

__all__ = ["again", "answer_edit", "ask", "choose", "others", "press_number", "without"]

log = logging.getLogger(__name__)
CONTEXT = 5  # earlier questions that a follow-up may lean on


def ask(turn: Turn, question: str) -> list[Outgoing]:
    """Answer what was typed: a choice among those just offered, a follow-up, or a question."""
    before = _leans_on(turn)
    if before is not None:
        choices = Memo.parse(before.payload).choices
        if choices and (number := ordinal(question, len(choices))) is not None:
            return _chosen(turn, before, number, edit=False)
    if _too_fast(turn):
        if not turn.tools.patience.first_refusal(turn.who, turn.incoming.at):
            return []
        return turn.tell(T.TOO_FAST, number=str(turn.tools.options.per_minute))
    context = (*before.context, before.text)[-CONTEXT:] if before else ()
    asked = _kept(turn, question, context)
    return _answered(turn, asked)


def answer_edit(turn: Turn, question: str) -> list[Outgoing]:
    """A question that was answered has been edited: change the answer where it stands."""
    asked = turn.tools.people.question_at(turn.chat, turn.incoming.message)
    if asked is None or asked.text == question:
        return []
    asked = replace(asked, text=question)
    says = _answered(turn, asked)
    return _in_place(turn, asked, says)


def others(turn: Turn, asked: Asked) -> list[Outgoing]:
    """Show the other events that fit, to choose from."""
    answer = _asked(turn, asked, asked.context)
    if isinstance(answer, list):
        return answer
    shown = replace(answer, status=Status.CHOICE)
    return [*turn.toast(), *_card(turn, asked, shown, edit=True)]


def choose(turn: Turn, asked: Asked, number: int) -> list[Outgoing]:
    """A choice was pressed."""
    return [*turn.toast(), *_chosen(turn, asked, number, edit=True)]


def without(turn: Turn, asked: Asked, *, dates: bool = False) -> list[Outgoing]:
    """Ask again without what came before, or without the dates, and change the card."""
    text = (Memo.parse(asked.payload).undated or asked.text) if dates else asked.text
    asked = replace(asked, text=text, context=asked.context if dates else ())
    answer = _asked(turn, asked, asked.context)
    if isinstance(answer, list):
        return answer
    return [*turn.toast(), *_card(turn, asked, answer, edit=True)]


def again(turn: Turn, question: str, context: tuple[str, ...] = ()) -> list[Outgoing]:
    """Ask what a button says: an example, or a question that was interrupted."""
    if _too_fast(turn):
        return turn.toast(T.TOO_FAST, alert=True, number=str(turn.tools.options.per_minute))
    asked = _kept(turn, question, context)
    said = turn.says([Block((Run("❓ "), bold(question)))])
    return [*turn.toast(), *said, *_answered(turn, asked)]


def press_number(press: str) -> int:
    """Return the message number under which a question asked by a button is kept: never a real one."""
    return -(int(press) % 2**52 if press.isdigit() else secrets.randbits(52)) - 1


def _leans_on(turn: Turn) -> Asked | None:
    """Return the question that this one may follow: of the message replied to, or the latest."""
    people, incoming = turn.tools.people, turn.incoming
    if incoming.reply_to is not None and incoming.reply_to.ours:
        tag = people.message_tag(turn.chat, incoming.reply_to.message) or ""
        if tag.startswith("q:"):
            return people.question(int(tag[2:]))
    last = people.last_question(turn.chat, incoming.where.thread, turn.who)
    if last is None or last.state is not QuestionState.ANSWERED:
        return None
    if last.message == incoming.message:  # the same question, taken up again after a crash
        return None
    return last if incoming.at - last.at <= turn.tools.options.follow_up else None


def _too_fast(turn: Turn) -> bool:
    since = turn.incoming.at - dt.timedelta(minutes=1)
    return turn.tools.people.asked_since(turn.who, since) >= turn.tools.options.per_minute


def _kept(turn: Turn, question: str, context: tuple[str, ...]) -> Asked:
    incoming = turn.incoming
    message = incoming.message if incoming.press is None else press_number(incoming.press.id)
    asked = Asked(
        0,
        turn.chat,
        incoming.where.thread,
        turn.who,
        message,
        question,
        incoming.at if incoming.press is None else turn.tools.clock(),
        context=context,
        language=turn.language,
    )
    return replace(asked, id=turn.tools.people.add_question(asked))


def _answered(turn: Turn, asked: Asked) -> list[Outgoing]:
    answer = _asked(turn, asked, asked.context)
    return answer if isinstance(answer, list) else _card(turn, asked, answer, edit=False)


def _asked(
    turn: Turn, asked: Asked, context: Sequence[str], within: str | None = None
) -> Answer | list[Outgoing]:
    """Ask the assistant; instead of an answer, what to say when there is none to be had."""
    assistant, people = turn.tools.assistant, turn.tools.people
    try:
        answer = assistant.ask(asked.text, context, within)
    except EngineAway as away:
        log.warning("question %d could not be searched: %s", asked.id, away)
        people.save_question(replace(asked, state=QuestionState.FAILED))
        once_more = Button(label(T.ASK_AGAIN, turn.language), f"ag:{asked.id}")
        return [
            *turn.toast(),
            *turn.tell(T.SEARCH_AWAY, ((once_more,),) if within is None else ()),
        ]
    except WenbaoError:
        number = f"E-{secrets.token_hex(2).upper()}"
        log.exception("question %d failed (%s)", asked.id, number)
        people.save_question(replace(asked, state=QuestionState.FAILED))
        return [*turn.toast(), *turn.tell(T.FAILED, number=number)]
    if answer.note != "nothing_loaded":
        return answer
    people.save_question(replace(asked, state=QuestionState.FAILED))
    return [*turn.toast(), *turn.tell(T.NOTHING_LOADED)]


def _card(turn: Turn, asked: Asked, answer: Answer, *, edit: bool) -> list[Outgoing]:
    kept = replace(
        asked,
        state=QuestionState.ANSWERED,
        status=answer.status.value,
        answer=answer.answer,
        payload=memo_of(answer).dump(),
        release=answer.release,
        milliseconds=answer.milliseconds,
    )
    turn.tools.people.save_question(kept)
    setting = _setting(turn, asked, answer)
    blocks, buttons = answer_blocks(answer, setting), answer_buttons(answer, setting)
    if edit:
        return turn.edits(blocks, buttons)
    return turn.says(blocks, buttons, tag=f"q:{asked.id}")


def _setting(turn: Turn, asked: Asked, answer: Answer) -> Setting:
    tools, incoming = turn.tools, turn.incoming
    late = incoming.press is None and tools.clock() - incoming.at > tools.options.late
    days, articles = None, 0
    if answer.status is Status.NOT_FOUND:
        days, articles = tools.assistant.span_of_days(), tools.assistant.counts().articles
    language: Language = answer.query.language
    return Setting(asked.id, language, turn.private, tools.face, days, articles, late=late)


def _chosen(turn: Turn, asked: Asked, number: int, *, edit: bool) -> list[Outgoing]:
    choices = Memo.parse(asked.payload).choices
    wanted = range(len(choices)) if number == ALL else [number - 1]
    if any(not 0 <= at < len(choices) for at in wanted):
        return turn.tell(T.GONE)
    if number == ALL:
        return _all_of_them(turn, asked, choices, edit=edit)
    answer = _asked(turn, asked, asked.context, choices[number - 1][1])
    return answer if isinstance(answer, list) else _card(turn, asked, answer, edit=edit)


def _all_of_them(
    turn: Turn, asked: Asked, choices: Sequence[tuple[str, str]], *, edit: bool
) -> list[Outgoing]:
    blocks: list[Block] = []
    cites: list[Cite] = []
    for name, article in choices:
        answer = _asked(turn, asked, asked.context, article)
        if isinstance(answer, list):
            return answer
        setting = _setting(turn, asked, answer)
        blocks += [Block((bold(name),), gap=True), *answer_blocks(answer, setting)]
        cites += memo_of(answer).cites[:1]
    turn.tools.people.save_question(
        replace(
            asked,
            state=QuestionState.ANSWERED,
            status=Status.ANSWERED.value,
            payload=Memo(tuple(cites), tuple(choices)).dump(),
        )
    )
    return turn.edits(blocks) if edit else turn.says(blocks, tag=f"q:{asked.id}")


def _in_place(turn: Turn, asked: Asked, says: Sequence[Outgoing]) -> list[Outgoing]:
    """Turn new messages into edits of those that stand already; extra ones go."""
    standing = list(turn.tools.people.messages(f"q:{asked.id}"))
    out: list[Outgoing] = []
    for say in says:
        if isinstance(say, Say) and standing:
            sent = standing.pop(0)
            out.append(Edit(sent.chat, sent.message, say.html, say.buttons))
        else:
            out.append(say)
    return [*out, *(Delete(sent.chat, sent.message) for sent in standing)]

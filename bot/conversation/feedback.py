"""What people think of an answer: up, down with a reason, a gap in the corpus."""

from bot.conversation.html import clip, render
from bot.conversation.talk import Button, Edit, Outgoing, Say
from bot.conversation.texts import T, label
from bot.conversation.turn import Turn, block
from retrieval.store.people_records import Asked, Feedback

__all__ = ["REASONS", "gap", "judge", "words"]

REASONS = {
    "wrong": T.WRONG,
    "part": T.NOT_ALL,
    "source": T.WRONG_SOURCE,
    "other": T.OTHER_REASON,
}


def judge(turn: Turn, asked: Asked, verdict: str) -> list[Outgoing]:
    """Keep a thumb or a reason. In private a thumb down asks for the reason."""
    if verdict not in {"up", "down", *REASONS}:
        return turn.toast(T.GONE, alert=True)
    _keep(turn, asked, verdict, None)
    if verdict == "down" and turn.private:
        buttons = tuple(
            (Button(label(text, turn.language), f"f:{asked.id}:{reason}"),)
            for reason, text in REASONS.items()
        )
        return [*turn.toast(), Edit(turn.chat, turn.incoming.message, None, buttons)]
    if verdict == "other":
        asks = turn.says(
            [block(T.TELL_REASON, turn.language)], tag=f"fo:{asked.id}", ask_reply=True
        )
        return [*turn.toast(), Edit(turn.chat, turn.incoming.message, None), *asks]
    thanks = turn.toast(T.THANKS)
    if verdict in REASONS and turn.private:
        return [*thanks, Edit(turn.chat, turn.incoming.message, None)]
    return thanks


def words(turn: Turn, asked: Asked) -> list[Outgoing]:
    """Keep the reason that was typed."""
    _keep(turn, asked, "other", turn.incoming.text)
    return turn.tell(T.THANKS)


def gap(turn: Turn, asked: Asked) -> list[Outgoing]:
    """Tell the administrators, once, that the corpus lacks something."""
    known = any(
        given.question == asked.id and given.verdict == "gap"
        for given in turn.tools.people.feedback(asked.at)
    )
    _keep(turn, asked, "gap", None)
    out = turn.toast(T.GAP_TOLD)
    if known:
        return out
    for admin in turn.tools.admin_ids():
        language = turn.tools.language_for(admin)
        told = block(T.GAP_FOR_ADMIN, language, question=clip(asked.text, 300))
        out += [Say(admin, page, silent=True) for page in render([told])]
    return out


def _keep(turn: Turn, asked: Asked, verdict: str, said: str | None) -> None:
    turn.tools.people.add_feedback(Feedback(asked.id, turn.who, verdict, said, turn.tools.clock()))

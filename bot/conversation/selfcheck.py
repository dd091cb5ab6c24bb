"""The question log -> questions that a new release must still answer, or it is not switched on.

They are people's own: of the last month, answered, standing alone, without a thumb down;
those with a thumb up first.
"""

import datetime as dt

from bot.conversation.turn import Tools
from retrieval.errors import WenbaoError
from retrieval.records import Status
from retrieval.store.people_records import Asked

__all__ = ["probes"]

_MOST = 20
_SINCE = dt.timedelta(days=30)


def probes(tools: Tools) -> list[str]:
    """Return up to twenty questions that the release of now answers."""
    since = tools.clock() - _SINCE
    verdicts = {given.question: given.verdict for given in tools.people.feedback(since)}
    good: dict[str, bool] = {}
    for asked in tools.people.questions(since):
        verdict = verdicts.get(asked.id)
        if _telling(asked) and verdict in {None, "up"}:
            good[asked.text] = good.get(asked.text, False) or verdict == "up"
    newest = list(reversed(good))
    newest.sort(key=lambda text: not good[text])
    return [text for text in newest[:_MOST] if _answers(tools, text)]


def _telling(asked: Asked) -> bool:
    return asked.form == "question" and asked.status == "answered" and not asked.context


def _answers(tools: Tools, text: str) -> bool:
    try:
        return tools.assistant.ask(text).status is not Status.NOT_FOUND
    except WenbaoError:
        return True  # a search engine that is away says nothing about the release

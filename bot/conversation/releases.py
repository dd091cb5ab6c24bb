"""/releases and /rollback: what can answer, and going back to it, with a confirmation."""

from bot.conversation.html import Block, Run, bold
from bot.conversation.numbers import number_of
from bot.conversation.ports import ReleaseLine
from bot.conversation.talk import Button, Outgoing
from bot.conversation.texts import T, label
from bot.conversation.turn import Turn, block
from retrieval.errors import WenbaoError

__all__ = ["list_releases", "roll_back", "roll_back_ask", "roll_back_command"]


def list_releases(turn: Turn) -> list[Outgoing]:
    """List the releases, the active one marked, a button for each of the others."""
    language = turn.language
    releases = turn.tools.assistant.releases()
    if not releases:
        return turn.tell(T.FIRST_LOAD)
    blocks = [block(T.RELEASES, language), *(_line(release) for release in releases)]
    buttons = tuple(
        (
            Button(
                label(T.ROLL_BACK_TO, language, release=str(release.number)),
                f"rb:{release.number}",
            ),
        )
        for release in releases
        if not release.active
    )
    return turn.says(blocks, buttons[:10])


def roll_back_command(turn: Turn, argument: str) -> list[Outgoing]:
    """/rollback N."""
    number = number_of(argument)
    return list_releases(turn) if number is None else roll_back_ask(turn, number)


def roll_back_ask(turn: Turn, number: int) -> list[Outgoing]:
    """Ask whether an older release shall answer."""
    if number not in {release.number for release in turn.tools.assistant.releases()}:
        if turn.incoming.press is not None:
            return turn.toast(T.NO_RELEASE, alert=True, release=str(number))
        return turn.tell(T.NO_RELEASE, release=str(number))
    yes = label(T.ROLL_BACK_TO, turn.language, release=str(number))
    buttons = (
        Button(yes, f"rb:{number}:y", style="danger"),
        Button(label(T.CANCEL, turn.language), "x"),
    )
    return [*turn.toast(), *turn.tell(T.ROLL_BACK_ASK, (buttons,), release=str(number))]


def roll_back(turn: Turn, number: int) -> list[Outgoing]:
    """Make an older release the one that answers."""
    try:
        release = turn.tools.assistant.rollback(number)
    except WenbaoError as error:
        blocks = [block(T.LOAD_FAILED, turn.language, reason=str(error))]
    else:
        blocks = [block(T.ROLLED_BACK, turn.language, release=str(release.number))]
    return [*turn.toast(), *turn.edits(blocks)]


def _line(release: ReleaseLine) -> Block:
    mark = "● " if release.active else "○ "
    size = f" · {release.at:%Y-%m-%d %H:%M} · {release.articles} / {release.passages}"
    return Block((Run(mark), bold(str(release.number)), Run(size)))

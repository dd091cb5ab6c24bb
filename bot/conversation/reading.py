"""Open an article that an answer stands on: by button, by link from a group, as a file."""

from bot.conversation.html import clip
from bot.conversation.memo import Cite, Memo
from bot.conversation.reader import article_pages, article_text, page_buttons
from bot.conversation.talk import Attach, Edit, Outgoing, Say
from bot.conversation.texts import T
from bot.conversation.turn import Turn
from retrieval.records import Article
from retrieval.store.people_records import Asked

__all__ = ["open_link", "save", "turn_page"]


def turn_page(turn: Turn, asked: Asked, number: int, page: int) -> list[Outgoing]:
    """Open an article as a new message, or turn to another page of the one that is open."""
    found = _article(turn, asked, number)
    if found is None:
        return turn.toast(T.ARTICLE_GONE, alert=True, release=_release(turn))
    if page == 0:
        return turn.toast()
    pages = article_pages(*found, turn.language)
    page = min(page, len(pages))
    buttons = page_buttons(asked.id, number, page, len(pages), turn.language)
    tag = turn.tools.people.message_tag(turn.chat, turn.incoming.message) or ""
    if tag.startswith("a:"):
        return [*turn.toast(), Edit(turn.chat, turn.incoming.message, pages[page - 1], buttons)]
    said = Say(
        turn.chat,
        pages[page - 1],
        buttons,
        thread=turn.incoming.where.thread,
        tag=f"a:{asked.id}",
    )
    return [*turn.toast(), said]


def open_link(turn: Turn, argument: str) -> list[Outgoing]:
    """Open the article of a link, ``a_<question>_<number>``."""
    _, question, number = [*argument.split("_"), "", ""][:3]
    asked = turn.tools.people.question(int(question)) if question.isdecimal() else None
    if asked is None or not number.isdecimal():
        return turn.tell(T.GONE)
    found = _article(turn, asked, int(number))
    if found is None:
        return turn.tell(T.ARTICLE_GONE, release=_release(turn))
    pages = article_pages(*found, turn.language)
    buttons = page_buttons(asked.id, int(number), 1, len(pages), turn.language)
    return [Say(turn.chat, pages[0], buttons, tag=f"a:{asked.id}")]


def save(turn: Turn, asked: Asked, number: int) -> list[Outgoing]:
    """Send an article as a text file."""
    found = _article(turn, asked, number)
    if found is None:
        return turn.toast(T.ARTICLE_GONE, alert=True, release=_release(turn))
    name = f"{clip(found[0].headline or found[0].id, 40)}.txt".replace("/", "_")
    content = article_text(found[0], turn.language)
    return [*turn.toast(), Attach(turn.chat, name, content, thread=turn.incoming.where.thread)]


def _article(turn: Turn, asked: Asked, number: int) -> tuple[Article, Cite] | None:
    cites = Memo.parse(asked.payload).cites
    if not 1 <= number <= len(cites):
        return None
    cite = cites[number - 1]
    article = turn.tools.assistant.article(cite.article_id)
    return None if article is None else (article, cite)


def _release(turn: Turn) -> str:
    return str(turn.tools.assistant.counts().release)

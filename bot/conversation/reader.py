"""An article -> pages to turn: evidence marked, the source line of each paragraph, what was mended."""

from bot.conversation.cards import day_text, marked, place_text
from bot.conversation.html import Block, Run, bold, italic, plain, render
from bot.conversation.memo import Cite
from bot.conversation.talk import Button, Keyboard
from bot.conversation.texts import Language, T, label
from bot.conversation.turn import block
from retrieval.records import Article, Paragraph, Span

__all__ = ["article_pages", "article_text", "page_buttons"]

PAGE_UNITS = 3400  # under the limit, so that a page stays readable on a telephone
FLAGS = {"moved_tail", "uncertain", "joined", "continued"}


def article_pages(article: Article, cite: Cite, language: Language) -> list[str]:
    """Return an article as rendered pages."""
    return render(_blocks(article, cite, language), PAGE_UNITS)


def article_text(article: Article, language: Language) -> bytes:
    """Return an article as a text file."""
    pages = render(_blocks(article, Cite(article.id), language))
    return ("\n".join(map(plain, pages)) + "\n").encode()


def page_buttons(
    question: int, number: int, page: int, pages: int, language: Language
) -> Keyboard:
    """Return the buttons that turn the pages, save the text, and close."""
    where = f"a:{question}:{number}"
    turn = []
    if page > 1:
        turn.append(Button("◀", f"{where}:{page - 1}"))
    if pages > 1:
        turn.append(Button(f"{page}/{pages}", f"{where}:0"))
    if page < pages:
        turn.append(Button("▶", f"{where}:{page + 1}"))
    close = [
        Button("⬇ txt", f"t:{question}:{number}"),
        Button(label(T.CLOSE, language), "x"),
    ]
    return tuple(tuple(row) for row in (turn, close) if row)


def _blocks(article: Article, cite: Cite, language: Language) -> list[Block]:
    blocks: list[Block] = []
    kicker, subheadline = article.head_text("kicker"), article.head_text("subheadline")
    if kicker:
        blocks.append(Block((italic(kicker),)))
    blocks.append(Block((bold(article.headline or label(T.NO_HEADLINE, language)),)))
    if subheadline:
        blocks.append(Block((Run(subheadline),)))
    place = place_text(article.source, article.head_lines, language)
    about = [day_text(article.date or article.issue_date, language), *article.authors, place]
    blocks.append(Block((italic(" · ".join(about)),)))
    if FLAGS.intersection(article.flags):
        blocks.append(block(T.JOINED_BY_MACHINE, language))
    for paragraph in article.paragraphs:
        blocks += _paragraph(paragraph, cite, article, language)
    return blocks


def _paragraph(
    paragraph: Paragraph, cite: Cite, article: Article, language: Language
) -> list[Block]:
    place = place_text(paragraph.source or article.source, paragraph.lines, language)
    body = Block((*marked(paragraph.text, _evidence(paragraph.text, cite)),), gap=True)
    notes = [Block((italic(f"〔{place}〕"),))]
    for repair in paragraph.repairs:
        start, end = repair.span
        notes.append(
            block(
                T.REPAIRED,
                language,
                original=repair.original or "∅",
                now=paragraph.text[start:end] or "∅",
                reason=repair.reason,
            )
        )
    return [body, *notes]


def _evidence(text: str, cite: Cite) -> list[Span]:
    """Find the evidence of a quote in a paragraph: its spans if the quote stands here whole."""
    if not cite.quote:
        return []
    at = text.find(cite.quote)
    if at >= 0:
        return [(at + start, at + end) for start, end in cite.spans] or [
            (at, at + len(cite.quote))
        ]
    found = []
    for start, end in cite.spans:
        words = cite.quote[start:end]
        at = text.find(words) if len(words) > 1 else -1
        if at >= 0:
            found.append((at, at + len(words)))
    return found

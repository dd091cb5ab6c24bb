"""Assembled pages -> notices of the same story in two places."""

from collections.abc import Sequence

from retrieval.records import Assembled, Notice

__all__ = ["find_duplicates"]


def find_duplicates(pages: Sequence[Assembled]) -> list[Notice]:
    """A notice for each story that stands in two places."""
    seen: dict[str, str] = {}
    notices = []
    for page in pages:
        for article in page.articles:
            if article.id in seen:
                message = f"the same story as in {seen[article.id]}"
                lines = article.head_lines
                notices.append(Notice(page.source, lines, "duplicate", message))
            seen.setdefault(article.id, page.source)
    return notices

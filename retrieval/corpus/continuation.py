"""Assembled pages -> the same, with stories that are continued on another page whole again."""

from collections.abc import Sequence

from retrieval.records import Assembled

__all__ = ["join_continued"]


def join_continued(pages: Sequence[Assembled]) -> list[Assembled]:
    """Join 下转 and 上接 of pages of one issue."""
    return list(pages)

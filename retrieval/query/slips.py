"""A misspelt name -> the names of the corpus that it may be: homophones, near shapes, one wrong character."""

from collections.abc import Iterable

__all__ = ["near_names"]


def near_names(name: str, names: Iterable[str]) -> list[str]:
    """Names that ``name`` may be a slip of, the nearest first; empty where ``name`` itself is known."""
    known = set(names)
    return (
        []
        if name in known
        else sorted(
            other
            for other in known
            if len(other) == len(name)
            and sum(a != b for a, b in zip(name, other, strict=True)) == 1
        )
    )

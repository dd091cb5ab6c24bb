"""Text from outside -> a number that a database can hold, or ``None``."""

import re

__all__ = ["number_of"]


def number_of(text: str) -> int | None:
    """Return the number that a text is, of at most 15 digits; a sign is allowed."""
    text = text.strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,15}", text) else None

"""A house for each test, over the store's own memory of people."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.conversation.turn import Options
from tests.bot.conversation.house import House
from tests.bot.conversation.memory import open_people


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with one administrator."""
    options = Options(admins=frozenset({42}), uploads=tmp_path / "uploads")
    with open_people(tmp_path) as people:
        yield House(people, options=options)

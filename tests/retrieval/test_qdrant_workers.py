"""Workers with folders of their own on one database and one Qdrant: no answer of two releases, nothing left over.

Qdrant is the stand-in: real HTTP, and Qdrant's own core behind it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from retrieval.engine import Engine
from retrieval.errors import EngineAway
from retrieval.indexing import Indexes
from retrieval.records import Clause, Status
from retrieval.search.engines import EngineChoice
from tests.retrieval.papers import QUESTION, editions, opened, write_edition

pytest.importorskip("qdrant_edge")

from tests.qdrant_server.server import Fault, QdrantServer, error, running

PASSAGES = 14  # of an edition: each article's headline and paragraph


@dataclass
class House:
    """A cluster, two workers, and the folder of pages that they load."""

    server: QdrantServer
    one: Engine
    two: Engine
    pages: Path
    choice: EngineChoice

    def load(self, number: int) -> list[str]:
        """Worker one loads an edition; what had to be put right."""
        write_edition(self.pages, number)
        before = len(self.one.shelf.said)
        self.one.load([self.pages])
        return self.one.shelf.said[before:]

    def collections(self) -> list[str]:
        """The numbers of the releases that have a collection."""
        return [name.split("-")[2] for name in self.server.shards.names()]

    def aliases(self) -> list[str]:
        """The numbers of the releases that aliases point at."""
        return [name.split("-")[2] for name in self.server.shards.aliases.values()]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    url = f"sqlite:///{tmp_path / 'shared.db'}"
    with running(tmp_path / "server") as server:
        choice = EngineChoice("qdrant", url=server.url, timeout=10.0)
        with (
            opened(tmp_path / "one", choice, url=url, keep=2) as one,
            opened(tmp_path / "two", choice, url=url, keep=2) as two,
        ):
            yield House(server, one, two, tmp_path / "pages", choice)


def test_one_loads_and_the_other_follows(house: House) -> None:
    """The second worker counts terms for itself and sends nothing to the cluster."""
    for number in (1, 2, 3):
        house.load(number)
        sent = house.server.asked("PUT ")
        for worker in (house.one, house.two):
            hits = worker.search(QUESTION, 30)
            assert (len(hits), editions(hits)) == (PASSAGES, {str(number)})
        assert house.server.asked("PUT ") == sent
    assert house.two.shelf.said[1:] == []  # the first time it had nothing to go on from


def test_a_question_in_hand_stays_with_its_release(house: House) -> None:
    house.load(1)
    view = house.two.shelf.active()
    assert view is not None
    house.load(2)
    wanted = [Clause(((term,),)) for term in ("大桥", "施工", "进展")]
    assert editions(view.search(wanted, 10)) == {"1"}
    assert editions(house.two.search(QUESTION)) == {"2"}


def test_the_alias_follows_and_pruned_releases_go(house: House) -> None:
    for number in (1, 2, 3):
        house.load(number)
        assert house.aliases() == [str(number)]
    assert house.collections() == ["2", "3"]
    assert "alias right" in house.one.shelf.check(3)
    house.one.rollback(2)
    assert house.aliases() == ["2"]
    assert editions(house.two.search(QUESTION)) == {"2"}


def test_a_crash_between_store_and_alias(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is right: it is answered from the new release; the next load puts the alias right."""
    house.load(1)
    with monkeypatch.context() as patch:
        patch.setattr(Indexes, "settle", lambda _: None)
        house.load(2)
    assert (house.aliases(), editions(house.two.search(QUESTION))) == (["1"], {"2"})
    assert "until the next load or rollback" in house.one.shelf.check(2)
    house.one.load([house.pages])  # nothing has changed in the pages
    assert house.aliases() == ["2"]


def test_what_a_broken_load_leaves_is_cleared_away_and_said(house: House) -> None:
    house.load(1)
    house.server.fault = Fault("/points$", status=500, body=error("disk full"))
    with pytest.raises(EngineAway, match=r"disk full.*nothing was loaded"):
        house.load(2)
    house.server.fault = None
    assert house.collections() == ["1", "2"]
    assert editions(house.two.search(QUESTION)) == {"1"}
    said = house.load(3)
    assert [line.split(" is ")[0].split("-")[2] for line in said] == ["2"]
    assert "dropped" in said[0]
    assert editions(house.two.search(QUESTION)) == {"3"}
    names = house.server.shards.names()
    assert len(names) == 2
    assert house.server.shards.count(names[-1]) == PASSAGES


def test_the_alias_is_set_at_the_next_load_where_qdrant_was_away(house: House) -> None:
    """Loaded and active: that the cluster could not be tidied is said, and no failure."""
    house.load(1)
    house.server.fault = Fault("/aliases$", drop=True)
    said = house.load(2)
    assert "tidied at the next load" in said[0]
    house.server.fault = None
    assert (house.aliases(), editions(house.two.search(QUESTION))) == (["1"], {"2"})
    house.load(3)
    assert house.aliases() == ["3"]


def test_two_houses_share_a_cluster_and_nothing_else(house: House, tmp_path: Path) -> None:
    house.load(1)
    write_edition(tmp_path / "others", 9)
    with opened(tmp_path / "third", house.choice) as third:
        third.load([tmp_path / "others"])
        assert editions(third.search(QUESTION)) == {"9"}
    house.load(2)
    assert len(house.server.shards.names()) == 3
    assert editions(house.two.search(QUESTION)) == {"2"}


def test_a_collection_that_is_lost_is_never_an_empty_one(house: House) -> None:
    """First "cannot search now", then it is made anew from the store, and said."""
    house.load(1)
    assert house.two.search(QUESTION)
    (name,) = house.server.shards.names()
    house.server.shards.delete(name)
    with pytest.raises(EngineAway, match=r"cannot search now.*has not what was asked for"):
        house.two.ask(QUESTION)
    assert house.two.ask(QUESTION).status is Status.ANSWERED
    assert "made anew from the database" in house.two.shelf.said[-1]
    assert editions(house.one.search(QUESTION)) == {"1"}


def test_what_is_printed_can_be_read_while_qdrant_is_away(house: House) -> None:
    house.load(1)
    house.server.fault = Fault("", drop=True)
    with pytest.raises(EngineAway, match="cannot search now"):
        house.two.search(QUESTION)
    library = house.two.library()
    assert library is not None
    assert library.article("白鹭湾-1") is not None
    house.server.fault = None
    house.two.shelf._opening = None  # a second later, of itself
    assert editions(house.two.search(QUESTION)) == {"1"}


def test_all_who_ask_wait_for_the_same_opening(house: House) -> None:
    """Twenty questions at once while the cluster does not answer: the wait does not add up."""
    from concurrent.futures import ThreadPoolExecutor

    house.load(1)
    house.server.fault = Fault("/count$", drop=True)
    before = house.server.asked("/count$")

    def ask(_: int) -> str:
        try:
            house.two.search(QUESTION)
        except EngineAway as away:
            return str(away)
        return "found"

    with ThreadPoolExecutor(20) as pool:
        said = list(pool.map(ask, range(20)))
    assert all("cannot search now" in line for line in said)
    assert house.server.asked("/count$") - before <= 6  # three tries, twice at the most

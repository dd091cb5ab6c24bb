"""A Qdrant that is away, slow, broken, garbled or not whole: a bounded wait, and an error that says so.

Over real HTTP, against the stand-in with Qdrant's core behind it.
"""

import logging
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.errors import EngineAway, IndexBroken, SettingsError
from retrieval.search import IndexItem
from retrieval.search.candidates import Searcher
from retrieval.search.engines import EngineChoice, Place, Releases, SearchEngine, engine_of_choice
from tests.retrieval.search.corpora import singles

pytest.importorskip("qdrant_edge")

from tests.qdrant_server.server import Fault, QdrantServer, error, running

ITEMS = [IndexItem(row, row % 5, ["会议", f"词{row % 7}"]) for row in range(40)]
QUERY = "/points/query$"
KEY = "sesame-key-1234"
SHARD = "Service internal error: The replica set for shard 2 on peer 77 has no active replica"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[QdrantServer]:
    with running(tmp_path / "server") as made:
        yield made


def engine_at(url: str, **more: object) -> SearchEngine:
    choice = EngineChoice("qdrant", url=url, timeout=5.0)
    return engine_of_choice(replace(choice, **more))  # type: ignore[arg-type]


@pytest.fixture
def engine(server: QdrantServer) -> Iterator[SearchEngine]:
    made = engine_at(server.url)
    yield made
    made.close()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(1, tmp_path / "1", "house", "1", len(ITEMS))


@pytest.fixture
def searcher(engine: SearchEngine, place: Place) -> Searcher:
    engine.make(place, lambda: ITEMS)
    return engine.open(place)


def rows(searcher: Searcher) -> list[int]:
    return [row for row, _ in searcher.search(singles(["词3"]), 10)]


FOUND = [3, 10, 17, 24, 31, 38]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(QUERY, drop=True, times=2),
        Fault(QUERY, status=500, body=error("it is starting"), times=2),
        Fault(QUERY, status=503, body=b"<html>busy</html>", times=2),
        Fault(QUERY, status=429, body=error("slow down"), times=1),
        Fault(QUERY, status=200, body=b"{ not json", times=2),
        Fault(QUERY, status=200, body=b'{"result": 7, "status": "ok", "time": 0}', times=2),
    ],
    ids=["dropped", "500", "503", "429", "no JSON", "other JSON"],
)
def test_what_passes_is_tried_again(
    server: QdrantServer, searcher: Searcher, fault: Fault
) -> None:
    server.fault = fault
    assert rows(searcher) == FOUND


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault(QUERY, drop=True), "see that its servers run"),
        (Fault(QUERY, status=500, body=error("disk on fire")), "HTTP 500 disk on fire"),
        (Fault(QUERY, status=502, body=b"<html>Bad Gateway</html>"), "HTTP 502; see"),
        (Fault(QUERY, status=200, body=b"<html>a login page</html>"), "not answer in JSON"),
        (Fault(QUERY, status=200, body=b'{"result": {"points": 7}}'), "not answer in JSON"),
        (Fault(QUERY, status=500, body=error(SHARD)), "only in part.*shard 2.*missing servers"),
    ],
    ids=["dropped", "500", "502", "no JSON", "other JSON", "in part"],
)
def test_what_stays_is_said_after_three_tries(
    server: QdrantServer, searcher: Searcher, fault: Fault, said: str
) -> None:
    server.fault = fault
    before = server.asked(QUERY)
    with pytest.raises(EngineAway, match=said) as raised:
        rows(searcher)
    assert server.url in str(raised.value)
    assert "html" not in str(raised.value)
    assert server.asked(QUERY) - before == 3
    server.fault = None
    assert rows(searcher) == FOUND


def test_what_is_refused_is_not_tried_again(server: QdrantServer, searcher: Searcher) -> None:
    server.fault = Fault(QUERY, status=400, body=error("Wrong input: no such vector"))
    before = server.asked(QUERY)
    with pytest.raises(EngineAway, match="no such vector"):
        rows(searcher)
    assert server.asked(QUERY) - before == 1


def test_who_answers_too_late_is_away(server: QdrantServer, place: Place) -> None:
    """The server would take ten minutes; the test ends because the wait does."""
    engine = engine_at(server.url, timeout=0.3)
    engine.make(place, lambda: ITEMS)
    searcher = engine.open(place)
    server.fault = Fault(QUERY, delay=600)
    with pytest.raises(EngineAway, match=r"within 0\.3 s.*search\.timeout_s"):
        rows(searcher)
    server.fault = None
    assert rows(searcher) == FOUND
    engine.close()


def test_where_nobody_listens_is_away(place: Place) -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        engine = engine_at(url)
        for work in (
            lambda: engine.make(place, lambda: ITEMS),
            lambda: engine.settle("house", lambda: Releases(place, (place,))),
        ):
            with pytest.raises(EngineAway, match=url):
                work()
        engine.close()


def test_a_collection_that_is_gone_is_broken_never_empty(
    server: QdrantServer, engine: SearchEngine, searcher: Searcher, place: Place
) -> None:
    (name,) = server.shards.names()
    server.shards.delete(name)
    with pytest.raises(IndexBroken, match=name):
        rows(searcher)
    with pytest.raises(IndexBroken, match=name):
        engine.open(place)
    engine.make(replace(place, folder=place.folder.with_name("again")), lambda: ITEMS)
    assert rows(searcher) == FOUND


def test_a_part_that_is_lost_is_told_apart(
    server: QdrantServer, engine: SearchEngine, searcher: Searcher, place: Place
) -> None:
    """Without an error from the server: passages are counted at the opening, and every minute beside a query."""
    (name,) = server.shards.names()
    server.shards.lose(name, [3, 4, 5])
    with pytest.raises(IndexBroken, match="37 of 40 passages"):
        engine.open(place)
    assert rows(searcher) == FOUND[1:]
    searcher._engine._looked -= 61  # type: ignore[attr-defined]
    with pytest.raises(IndexBroken, match="37 of 40 passages"):
        rows(searcher)
    engine.make(replace(place, folder=place.folder.with_name("again")), lambda: ITEMS)
    assert rows(searcher) == FOUND


def test_a_load_that_breaks_off_goes_on_where_it_is_sent_again(
    server: QdrantServer, engine: SearchEngine, place: Place
) -> None:
    server.fault = Fault("/points$", status=500, body=error("disk full"))
    with pytest.raises(EngineAway, match="disk full"):
        engine.make(place, lambda: ITEMS)
    server.fault = None
    engine.make(replace(place, folder=place.folder.with_name("again")), lambda: ITEMS)
    assert server.shards.count(server.shards.names()[0]) == 40


@pytest.mark.filterwarnings("ignore:Api key is used with an insecure connection")
def test_the_key_is_sent_and_never_said(
    tmp_path: Path, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with running(tmp_path / "server", api_key=KEY) as server:
        right = engine_at(server.url, api_key=KEY)
        right.make(place, lambda: ITEMS)
        assert rows(right.open(place)) == FOUND
        server.fault = Fault("", status=500, body=error(f"you said {KEY}"))
        with pytest.raises(EngineAway) as failed:
            right.open(place)
        server.fault = None
        wrong = engine_at(server.url, api_key="another")
        with pytest.raises(EngineAway, match="WENBAO_SEARCH_QDRANT_API_KEY") as refused:
            wrong.open(place)
        right.close()
        wrong.close()
    choice = EngineChoice("qdrant", url=server.url, api_key=KEY)
    for said in (str(failed.value), str(refused.value), repr(choice), caplog.text):
        assert KEY not in said


def test_a_closed_engine_is_opened_by_the_next_call(
    engine: SearchEngine, searcher: Searcher
) -> None:
    engine.close()
    engine.close()
    assert rows(searcher) == FOUND


@pytest.mark.parametrize(
    "url",
    [
        "",
        "qdrant-1:6333",
        "ftp://qdrant-1",
        "http://",
        "http://qdrant-1:port",
        "http://[::1",
        "http://me:secret-part@qdrant-1:6333",
        "http://qdrant-1:6333/?api_key=secret-part",
    ],
)
def test_a_wrong_address_is_named_before_anything_is_asked(url: str) -> None:
    with pytest.raises(SettingsError, match=r"search\.qdrant_url") as raised:
        engine_at(url)
    assert "secret-part" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "package"), [("tantivy", "tantivy"), ("qdrant", "qdrant_client")]
)
def test_a_missing_package_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda wanted: None if wanted == package else object()
    )
    with pytest.raises(SettingsError, match=rf"wenbao\[{name}\]"):
        engine_of_choice(EngineChoice(name, url="http://127.0.0.1:9"))


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(SettingsError, match="'lucene'"):
        engine_of_choice(EngineChoice("lucene"))

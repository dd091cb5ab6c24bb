"""The C library is told once, and where it is another one nothing is done."""

import ctypes

import pytest

from retrieval.search.memory import keep_freed_memory


@pytest.fixture(autouse=True)
def _anew() -> None:
    keep_freed_memory.cache_clear()


def test_it_can_be_told_more_than_once() -> None:
    assert keep_freed_memory() == keep_freed_memory()


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    assert keep_freed_memory() is False


def test_another_system_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert keep_freed_memory() is False

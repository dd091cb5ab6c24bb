"""What every test shares: no settings of the machine's, and a release of the sample paper made once."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from config.settings import SAMPLE

# Properties are tried on the same 50 examples at every run, so that what passed here passes where a change is
# judged; HYPOTHESIS=thorough tries 500 new ones at each run: the way to look for what nobody thought of.
settings.register_profile("usual", max_examples=50, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=500, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS", "usual"))


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person who runs the tests may have a bot of their own."""
    for name in list(os.environ):
        if name.startswith(("TELEGRAM_", "WENBAO_")) and name not in {
            "WENBAO_EVALS",
            "WENBAO_REQUIRE_POSTGRES",
        }:
            monkeypatch.delenv(name)
    monkeypatch.setenv("WENBAO_LOAD_WORKERS", "1")


@pytest.fixture(scope="session")
def dictionary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the reversed dictionary: it takes seconds to make, all data folders of the tests share one."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (base / "cedict.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the first to come makes it, the others wait
        if not (base / "cedict").exists():
            _make_dictionary(base / "cedict")
    return base / "cedict"


@pytest.fixture(scope="session", autouse=True)
def _one_dictionary(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every data folder finds the shared dictionary, which is made when it is first wanted."""
    from retrieval import engine
    from retrieval.query import english, english_dictionary

    def shared(_folder: Path | None) -> english_dictionary.Dictionary:
        return english_dictionary.open_dictionary(request.getfixturevalue("dictionary"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "open_dictionary", lambda _folder: None)
        patch.setattr(english, "open_dictionary", shared)
        yield


def _make_dictionary(folder: Path) -> None:
    """Made in a process of its own, where coverage does not watch each of its millions of steps."""
    code = "import sys, pathlib; from retrieval.query.english_dictionary import open_dictionary as o; "
    code += "o(pathlib.Path(sys.argv[1]))"
    root = Path(__file__).resolve().parent.parent
    subprocess.run([sys.executable, "-c", code, str(folder)], cwd=root, check=True)  # noqa: S603


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample paper loaded; not to be written to."""
    from bot.cli import main

    data = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WENBAO_LOAD_WORKERS", "1")
        assert main(["load", "--data", str(data), str(SAMPLE)]) == 0
    return data

"""What every test shares: no settings of the machine's, and a release of the sample paper made once."""

import os
from pathlib import Path

import pytest

from config.settings import SAMPLE


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
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample paper loaded; not to be written to."""
    from bot.cli import main

    data = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WENBAO_LOAD_WORKERS", "1")
        assert main(["load", "--data", str(data), str(SAMPLE)]) == 0
    return data

"""Settings: defaults, file, environment, and what is said of mistakes."""

import tomllib
from pathlib import Path

import pytest

from config.settings import HERE, Settings, SettingsProblem, load_settings


def test_default_toml_says_exactly_the_defaults(tmp_path: Path) -> None:
    """The file that people copy from and the code agree, name by name."""
    tree = tomllib.loads((HERE / "default.toml").read_text(encoding="utf8"))
    assert Settings.model_validate(tree) == Settings()
    for section, values in tree.items():
        hidden = {"token", "api_base", "webhook_secret", "qdrant_api_key"}
        assert set(values) == set(getattr(Settings(), section).__class__.model_fields) - hidden


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """A setting of the environment replaces the file's."""
    (tmp_path / "wenbao.toml").write_text("[load]\nworkers = 2\n[search]\nk1 = 1.2\n")
    settings = load_settings({"WENBAO_LOAD_WORKERS": "1"}, data=tmp_path)
    assert (settings.load.workers, settings.search.k1, settings.data) == (1, 1.2, tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[load]\nworker = 2\n", "load.worker: no such setting; did you mean workers?"),
        ("[laod]\n", "laod: no such setting; did you mean load?"),
        ("[search]\nk1 = -1\n", "search.k1"),
        ("[search\n", "cannot be read as TOML"),
        ("[telegram]\ntoken = 'x'\n", "secrets come from the environment"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    """The message names the setting and the cure."""
    (tmp_path / "wenbao.toml").write_text(text)
    with pytest.raises(SettingsProblem, match=said.replace("?", r"\?").replace(".", r"\.")):
        load_settings({}, data=tmp_path)


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"WENBAO_ADMIN": "1"}, "did you mean WENBAO_ADMINS"),
        ({"WENBAO_ADMINS": "1,two"}, "'two' is no Telegram user id"),
        ({"WENBAO_CONFIG": "/nowhere/x.toml"}, "no such settings file"),
    ],
)
def test_a_mistake_in_the_environment_is_named(environ: dict[str, str], said: str) -> None:
    """A near miss of a name is an error; a value that does not fit too."""
    with pytest.raises(SettingsProblem, match=said):
        load_settings(environ)


def test_a_secret_is_not_shown() -> None:
    """The token is in no repr."""
    settings = load_settings({"TELEGRAM_BOT_TOKEN": "123:abc", "WENBAO_ADMINS": "1, 2"})
    assert "123:abc" not in repr(settings)
    assert settings.telegram.token.get_secret_value() == "123:abc"
    assert settings.admins == (1, 2)


def test_other_peoples_variables_are_left_alone() -> None:
    """A name that resembles none of ours is not ours."""
    assert load_settings({"WENBAO_SOMETHING_ELSE_ENTIRELY": "1"}) == Settings()

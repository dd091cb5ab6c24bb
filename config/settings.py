"""default.toml, the admin's file and the environment -> Settings, frozen; a misspelt name is an error."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

__all__ = ["Settings", "SettingsProblem", "load_settings"]

HERE = Path(__file__).parent
LEXICON = HERE / "lexicon"
SAMPLE = HERE / "sample"

# Read from the environment by name; everything else is WENBAO_<SECTION>_<NAME>.
_PLAIN = {"WENBAO_DATA", "WENBAO_CONFIG", "WENBAO_ADMINS", "WENBAO_WEBHOOK_SECRET"}

_SECRETS = {"token", "webhook_secret", "qdrant_api_key"}  # never in a file


class SettingsProblem(ValueError):
    """A setting is missing, misspelt or out of range; the text says which, and the cure."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StoreSettings(_Section):
    """Where the corpus is kept."""

    url: str = ""
    keep_releases: int = Field(default=3, ge=1, le=100)


class LoadSettings(_Section):
    """How files become a release. Sizes in megabytes (1,000,000 bytes)."""

    workers: int = Field(default=0, ge=0, le=256)
    tagger: Literal["lac", "jieba", "none"] = "lac"
    max_file_mb: int = Field(default=50, ge=1)
    max_unpacked_mb: int = Field(default=200, ge=1)
    max_files: int = Field(default=5000, ge=1)


class SearchSettings(_Section):
    """The index. ``timeout_s`` in seconds."""

    engine: Literal["embedded", "tantivy", "qdrant"] = "embedded"
    k1: float = Field(default=0.9, gt=0, le=10)
    b: float = Field(default=0.6, ge=0, le=1)
    candidates: int = Field(default=50, ge=10, le=1000)
    qdrant_url: str = ""
    qdrant_api_key: SecretStr = SecretStr("")
    qdrant_replicas: int = Field(default=1, ge=1, le=16)
    timeout_s: float = Field(default=2.0, gt=0)


class AnswerSettings(_Section):
    """How an answer is made and refused."""

    hits: int = Field(default=40, ge=5, le=500)
    threshold: float = Field(default=-1.0, le=1)


class TelegramSettings(_Section):
    """The bot's edge. The token and the address of the Bot API come from the environment alone."""

    token: SecretStr = SecretStr("")
    api_base: str = "https://api.telegram.org"
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    listen: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    proxy: str = ""
    watch: str = ""
    watch_seconds: float = Field(default=30, gt=0)


class PeopleSettings(_Section):
    """What is kept of people, and how much they may ask."""

    keep_days: int = Field(default=90, ge=1)
    questions_per_minute: int = Field(default=20, ge=1)


class WebSettings(_Section):
    """Where /health and /metrics are served; port 0: nowhere."""

    listen: str = "127.0.0.1"
    port: int = Field(default=0, ge=0, le=65535)


class Settings(_Section):
    """All settings; ``data`` is the folder of the database and the index."""

    data: Path = Path(".wenbao")
    admins: tuple[int, ...] = ()
    store: StoreSettings = StoreSettings()
    load: LoadSettings = LoadSettings()
    search: SearchSettings = SearchSettings()
    answer: AnswerSettings = AnswerSettings()
    telegram: TelegramSettings = TelegramSettings()
    people: PeopleSettings = PeopleSettings()
    web: WebSettings = WebSettings()


_SECTIONS = ("store", "load", "search", "answer", "telegram", "people", "web")


def load_settings(
    environ: Mapping[str, str] = os.environ, *, data: Path | None = None, file: Path | None = None
) -> Settings:
    """Read the settings: defaults, then the file, then the environment, then the call's own options.

    Raises:
        SettingsProblem: a name is not known or a value does not fit.
    """
    folder = data or Path(environ.get("WENBAO_DATA") or ".wenbao")
    named = file or (Path(environ["WENBAO_CONFIG"]) if environ.get("WENBAO_CONFIG") else None)
    tree = _file(named if named is not None else folder / "wenbao.toml", must=named is not None)
    tree = {name: dict(part) if isinstance(part, dict) else part for name, part in tree.items()}
    _environment(tree, environ)
    tree["data"] = folder
    try:
        return Settings.model_validate(tree)
    except ValidationError as error:
        raise SettingsProblem(_explain(error)) from error


def _file(path: Path, *, must: bool) -> dict[str, Any]:
    try:
        tree = tomllib.loads(path.read_text(encoding="utf8"))
    except (FileNotFoundError, NotADirectoryError):
        if must:
            raise SettingsProblem(f"{path}: no such settings file") from None
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsProblem(f"{path}: cannot be read as TOML: {error}") from error
    secrets = _SECRETS & {
        name for part in tree.values() if isinstance(part, dict) for name in part
    }
    if secrets:
        raise SettingsProblem(
            f"{path}: {', '.join(sorted(secrets))}: secrets come from the environment, not from a file"
        )
    return tree


def _environment(tree: dict[str, Any], environ: Mapping[str, str]) -> None:
    """Lay the environment's settings over the tree."""
    known = {
        f"WENBAO_{section}_{name}".upper(): (section, name)
        for section in _SECTIONS
        for name in Settings.model_fields[section].default.__class__.model_fields
    }
    for variable, value in environ.items():
        if variable in known and variable not in _PLAIN:
            section, name = known[variable]
            tree.setdefault(section, {})[name] = value
        elif variable.startswith("WENBAO_") and variable not in _PLAIN:
            near = difflib.get_close_matches(variable, [*known, *_PLAIN], n=1, cutoff=0.85)
            if near:
                raise SettingsProblem(f"{variable}: no such setting; did you mean {near[0]}?")
    telegram = tree.setdefault("telegram", {})
    for variable, name in (
        ("TELEGRAM_BOT_TOKEN", "token"),
        ("TELEGRAM_API_BASE", "api_base"),
        ("WENBAO_WEBHOOK_SECRET", "webhook_secret"),
    ):
        if environ.get(variable):
            telegram[name] = environ[variable].strip()
    if environ.get("WENBAO_ADMINS", "").strip():
        tree["admins"] = _admins(environ["WENBAO_ADMINS"])


def _admins(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    wrong = [part for part in parts if not part.isascii() or not part.isdigit()]
    if wrong:
        raise SettingsProblem(
            f"WENBAO_ADMINS: {wrong[0]!r} is no Telegram user id; give numbers, separated by commas"
        )
    return tuple(int(part) for part in parts)


def _explain(error: ValidationError) -> str:
    lines = []
    for problem in error.errors():
        place = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            near = difflib.get_close_matches(
                str(problem["loc"][-1]), _names(problem["loc"][:-1]), n=1
            )
            lines.append(
                f"{place}: no such setting" + (f"; did you mean {near[0]}?" if near else "")
            )
        else:
            lines.append(f"{place}: {problem['msg']}")
    return "; ".join(lines)


def _names(path: tuple[int | str, ...]) -> list[str]:
    if not path:
        return list(Settings.model_fields)
    field = Settings.model_fields.get(str(path[0]))
    return list(field.default.__class__.model_fields) if field else []

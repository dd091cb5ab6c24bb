"""The documents and the program say the same."""

import re
from pathlib import Path

import pytest

from bot.cli.parser import build_parser
from config.settings import HERE

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf8")


def first_two_lines() -> list[str]:
    """The commands of the section Start."""
    match = re.search(r"## Start\n.*?```sh\n(.*?)```", README, re.DOTALL)
    assert match is not None
    return match[1].strip().splitlines()


def test_two_lines_do_everything() -> None:
    """Two commands, and CI runs the second as it stands."""
    lines = first_two_lines()
    assert len(lines) == 2
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf8").splitlines()
    assert lines[0] in steps
    assert lines[1] in steps


def test_every_command_is_in_the_readme() -> None:
    """The list of commands is complete, and names none that is not there."""
    action = next(
        a for a in build_parser()._actions if a.dest == "COMMAND" or getattr(a, "choices", None)
    )
    assert action.choices is not None
    section = README.split("## Commands")[1].split("##")[0]
    named = set(re.findall(r"`([a-z]+)`", section.split("Each has")[0]))
    assert named == set(action.choices)


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_links_lead_somewhere(link: str) -> None:
    """A file that the README names is there."""
    assert (ROOT / link).exists()


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:retrieval|bot|config|docs)/[\w/.]*)`", README)))
)
def test_paths_are_there(path: str) -> None:
    """A folder or file of the reading order is there."""
    assert (ROOT / path).exists()


def test_settings_are_explained_where_they_stand() -> None:
    """Every line of default.toml that sets something says what it is."""
    for line in (HERE / "default.toml").read_text(encoding="utf8").splitlines():
        if "=" in line and not line.startswith("#"):
            assert "#" in line, line


def test_nothing_names_a_package_index() -> None:
    """No address of a package index stands in a file of the project."""
    for name in ("pyproject.toml", "README.md", ".ci/run", "bot/bootstrap.py"):
        text = (ROOT / name).read_text(encoding="utf8")
        assert "index-url" not in text
        assert "pypi.org" not in text


def test_decisions_are_dated_and_short() -> None:
    """A decision record has its parts and fits on a page."""
    for path in (ROOT / "docs" / "decisions").glob("*.md"):
        text = path.read_text(encoding="utf8")
        assert re.match(r"\d{4}-[a-z0-9-]+\.md", path.name), path.name
        for part in ("Date", "Status", "Context", "Decision", "Consequences"):
            assert part in text, (path.name, part)
        assert len(text.splitlines()) <= 80, path.name

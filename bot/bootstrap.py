"""A fresh clone -> an environment, the sample paper loaded, a first question answered.

Run as ``python3 -m bot.bootstrap`` from the project's root; it needs nothing but Python, says each
command before it runs it, and can be run again at any time.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

__all__ = ["main"]

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
QUESTION = "who attended the Dec 5 meeting"


def main() -> int:
    """Make the environment, load the sample, ask the first question; the exit code of what failed, else 0."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this one file is run by whatever python3 is there
        return _say("wenbao needs Python 3.11 or newer; this is " + sys.version.split()[0])
    tools = ENVIRONMENT / "bin"
    if not (tools / "python").exists() and (code := _environment()):
        return code
    steps: list[Sequence[str]] = [
        [
            str(tools / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-e",
            ".[dev]",
        ],
        [str(tools / "wenbao"), "load", "config/sample"],
        [str(tools / "wenbao"), "ask", QUESTION],
    ]
    return next((code for step in steps if (code := _run(step))), 0)


def _environment() -> int:
    """Make .venv; where Debian left out Python's venv, install its package first."""
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    make = [sys.executable, "-m", "venv", str(ENVIRONMENT)]
    if _has_venv():
        return _run(make)
    admin = [] if os.geteuid() == 0 else ["sudo"]
    if not shutil.which("apt-get") or (admin and not shutil.which("sudo")):
        return _say(
            "this Python has no venv module; install it (Debian, Ubuntu: apt install python3-venv) and run me again"
        )
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    return (
        _run([*admin, "apt-get", "-qq", "update"])
        or _run([*admin, "apt-get", "-qqy", "install", package])
        or _run(make)
    )


def _has_venv() -> bool:
    probe = [sys.executable, "-c", "import ensurepip, venv"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0  # noqa: S603 - our own words


def _run(command: Sequence[str]) -> int:
    shown = " ".join(
        f'"{part}"' if " " in part else part.removeprefix(f"{ROOT}/") for part in command
    )
    sys.stderr.write(f"$ {shown}\n")
    code = subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603 - our own words
    return _say(f"failed with exit code {code}: {shown}") if code else 0


def _say(message: str) -> int:
    sys.stderr.write(f"bootstrap: {message}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())

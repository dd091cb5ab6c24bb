"""Faults on command: the next calls of a method fail, hang, are cut off, or answer garbage."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = ["ApiError", "Fault", "Faults"]

How = Literal["error", "gateway", "garbage", "reset", "hang"]


class ApiError(Exception):
    """A refusal: the code, the description without its prefix, the parameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass
class Fault:
    """What happens to the next ``times`` calls of ``method``. ``done``: the call is carried out first."""

    method: str
    how: How
    times: int = 1
    done: bool = False
    code: int = 500
    description: str = "Internal Server Error"
    parameters: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    when: Callable[[dict[str, Any]], bool] = lambda _: True


class Faults:
    """The faults that are waiting for their calls."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let a fault wait for its calls."""
        self._waiting.append(fault)

    def take(self, method: str, params: dict[str, Any]) -> Fault | None:
        """Return the fault of this call, if one waits for it."""
        for fault in self._waiting:
            if fault.method.lower() == method.lower() and fault.when(params):
                fault.times -= 1
                if not fault.times:
                    self._waiting.remove(fault)
                return fault
        return None

"""How much one person may send: a flood is told once a minute, and otherwise let fall in silence."""

import datetime as dt
import threading
from collections import deque

__all__ = ["Patience"]

_PERSONS = 5_000  # remembered before those who have gone quiet are dropped
_MINUTE = dt.timedelta(minutes=1)


class Patience:
    """Counts what persons send; in memory only, so a restart is forgiving."""

    def __init__(self, per_minute: int = 40) -> None:
        self._per_minute = per_minute
        self._arrivals: dict[int, deque[dt.datetime]] = {}
        self._told: dict[int, dt.datetime] = {}
        self._lock = threading.Lock()

    def bears(self, person: int, at: dt.datetime) -> bool:
        """Count something that a person sent; False where it is too much."""
        with self._lock:
            if len(self._arrivals) > _PERSONS:
                self._arrivals = {p: q for p, q in self._arrivals.items() if at - q[-1] < _MINUTE}
            arrivals = self._arrivals.setdefault(person, deque(maxlen=self._per_minute + 1))
            arrivals.append(at)
            return len(arrivals) <= self._per_minute or at - arrivals[0] >= _MINUTE

    def first_refusal(self, person: int, at: dt.datetime) -> bool:
        """Tell whether a person should be told of it: once a minute."""
        with self._lock:
            told = self._told.get(person)
            if told is not None and at - told < _MINUTE:
                return False
            if len(self._told) > _PERSONS:
                self._told = {p: t for p, t in self._told.items() if at - t < _MINUTE}
            self._told[person] = at
            return True

"""What to load -> its report, from a process of its own: those who ask meanwhile do not wait for it.

A load in the process that answers would hold Python's one lock for most of its time. The process aside
gives way to all others, uses a core less than there is, and ends by itself where the one that began it
is gone; what it has not activated is swept away then, as after any load that was cut off.
"""

import contextlib
import datetime as dt
import os
import signal
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from retrieval.engine import Engine, EngineOptions, LoadReport, Progress
from retrieval.errors import StoreError, WenbaoError

__all__ = ["LoadJob", "load_aside"]

_POLITE = 19  # the lowest priority there is
_GO_ON = True
_PATIENCE = 30.0  # seconds that a load has to end in once it was told to


@dataclass(frozen=True, slots=True)
class LoadJob:
    """The arguments of ``Engine.load``."""

    paths: tuple[Path, ...]
    sync: bool = False
    given: dt.date | None = None
    probes: tuple[str, ...] = ()


_Step = tuple[str, int, int | None]
_Message = _Step | LoadReport | WenbaoError


class _Stopped(Exception):
    """Whoever began the load does not want it any more, or is gone."""


def load_aside(options: EngineOptions, job: LoadJob, progress: Progress) -> LoadReport:
    """Do ``Engine.load`` in another process; what ``progress`` raises stops it and is passed on.

    Raises:
        StoreError: the process was killed; the active release is as it was.
        WenbaoError: as ``Engine.load`` does.
    """
    context = get_context("spawn")  # a forked one would hold the locks of our threads for ever
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(options, job, theirs), name="load")
    process.start()
    theirs.close()
    try:
        return _follow(ours, progress)
    except (EOFError, ConnectionError):
        process.join(_PATIENCE)
        raise StoreError(
            f"the process of the load was ended (exit code {process.exitcode}; is there enough "
            "memory?); the release before answers; load again"
        ) from None
    finally:
        ours.close()  # which the other one takes for the wish to stop
        process.join(_PATIENCE)
        if process.is_alive():
            process.kill()
            process.join()


def _follow(messages: "Connection[bool, _Message]", progress: Progress) -> LoadReport:
    while True:
        message = messages.recv()
        if isinstance(message, LoadReport):
            return message
        if isinstance(message, WenbaoError):
            raise message
        progress(*message)
        messages.send(_GO_ON)


def _work(options: EngineOptions, job: LoadJob, messages: "Connection[_Message, bool]") -> None:
    """Run in the other process."""
    os.nice(_POLITE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that began it is told, and stops us
    workers = options.workers or max(1, (os.cpu_count() or 1) - 1)
    with contextlib.suppress(_Stopped, ConnectionError):
        messages.send(_done(replace(options, workers=workers), job, _teller(messages)))


def _done(options: EngineOptions, job: LoadJob, tell: Progress) -> LoadReport | WenbaoError:
    try:
        engine = Engine(options)
        try:
            return engine.load(
                job.paths, sync=job.sync, given=job.given, progress=tell, probes=job.probes
            )
        finally:
            engine.close()
    except WenbaoError as error:
        return error


def _teller(messages: "Connection[_Message, bool]") -> Progress:
    def tell(stage: str, done: int, total: int | None) -> None:
        messages.send((stage, done, total))
        try:
            messages.recv()  # to go on; so that nothing is made active once the wish to stop is there
        except EOFError:
            raise _Stopped from None

    return tell

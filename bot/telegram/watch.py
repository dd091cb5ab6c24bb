"""A watched folder: when its files have changed, and come to rest, they are loaded."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path

__all__ = ["snapshot", "watch"]


def snapshot(folder: Path) -> str:
    """Return a digest of the names, sizes and times of all files below a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        try:
            status = path.stat()
        except OSError:
            continue
        if path.is_file():
            digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


async def watch(
    folder: Path,
    seconds: float,
    known: str | None,
    changed: Callable[[str], Awaitable[None]],
    stop: asyncio.Event,
) -> None:
    """Look every ``seconds``; tell of a change once two looks agree. ``known`` was loaded before."""
    before = known
    while not stop.is_set():
        now = await asyncio.to_thread(snapshot, folder)
        if now == before and now != known:
            known = now
            await changed(now)
        before = now
        try:
            await asyncio.wait_for(stop.wait(), seconds)
        except TimeoutError:
            continue

"""The arrays of a question, given back and asked for again -> kept by the process for the next question.

glibc gives a large array back to the system as soon as it is freed, and the system clears each of its pages when it
is asked for anew: that cost as much as the search itself, in a third of the questions, and half of an addition.
"""

import ctypes
import sys
from functools import cache

__all__ = ["keep_freed_memory"]

_TRIM, _MAP = -1, -3  # M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of malloc.h
_KEPT = 64 << 20  # bytes at the end of the heap that are kept
_ARRAY = 32 << 20  # bytes from which an array is the system's own (glibc takes no more)


@cache
def keep_freed_memory() -> bool:
    """Have the C library keep up to 64 MB that were freed; ``False`` where it is not glibc, and nothing is done."""
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    return bool(mallopt(_TRIM, _KEPT)) and bool(mallopt(_MAP, _ARRAY))

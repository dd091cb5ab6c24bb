"""Every error that wenbao raises on purpose.

    WenbaoError                 something failed; the message names the thing and the cure (exit code 1)
    ├── UsageError              the call itself was wrong (exit code 2)
    ├── SettingsError           a setting is missing, misspelt or out of range (exit code 2)
    ├── SourceError             a file or folder could not be read
    │   └── UnsupportedSource   it was read, but holds nothing that wenbao can use (a scan, an empty file)
    ├── StoreError              the database could not be opened, written or migrated
    │   └── NewerStore          the database was written by a newer version of wenbao
    ├── IndexBroken             an index file is missing or its digest does not match
    ├── ReleaseError            no such release, or it cannot be made active
    ├── NoRoom                  disk or memory is full; what was begun is gone, the active release answers
    ├── Busy                    somebody else is loading into the same data folder
    └── EngineAway              a search engine does not answer; "cannot search now", never "not found"

Absence is a value (``None``, an empty tuple, ``Status.NOT_FOUND``), not an error.
"""

__all__ = [
    "Busy",
    "EngineAway",
    "IndexBroken",
    "NewerStore",
    "NoRoom",
    "ReleaseError",
    "SettingsError",
    "SourceError",
    "StoreError",
    "UnsupportedSource",
    "UsageError",
    "WenbaoError",
]


class WenbaoError(Exception):
    """The base of all errors below; its text is fit to be shown to a person."""


class UsageError(WenbaoError):
    """The call was wrong: an option, an argument or their combination."""


class SettingsError(WenbaoError):
    """A setting is missing, misspelt or out of range."""


class SourceError(WenbaoError):
    """A file or folder could not be read."""


class UnsupportedSource(SourceError):
    """A file was read but holds nothing that can be used."""


class StoreError(WenbaoError):
    """The database could not be opened, written or migrated."""


class NewerStore(StoreError):
    """The database was written by a newer version of wenbao."""


class IndexBroken(WenbaoError):
    """An index file is missing or its digest does not match."""


class ReleaseError(WenbaoError):
    """There is no such release, or it cannot be made active."""


class NoRoom(WenbaoError):
    """Disk or memory is full; what was begun is cleared away, and the active release answers as before."""


class Busy(WenbaoError):
    """Another load into the same data folder is running."""


class EngineAway(WenbaoError):
    """A search engine does not answer in time."""

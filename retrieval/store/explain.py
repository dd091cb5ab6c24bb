"""A database's error -> a sentence that names the thing and the cure."""

from sqlalchemy.exc import SQLAlchemyError

__all__ = ["explain"]

# What the databases say (in part, in lower case), what it means, what to do.
_KNOWN = (
    (("disk is full", "no space left", "disk full"), "the disk is full; make room and try again"),
    (
        ("malformed", "not a database", "disk i/o error", "database corruption"),
        "the database file is damaged; put a copy of it back, or move the data folder away and load again",
    ),
    (
        ("readonly", "read-only", "permission denied"),
        "the database cannot be written; let this user write it, or name another data folder",
    ),
    (
        ("unable to open database file",),
        "the database file cannot be opened; see that its folder exists and that this user may write there",
    ),
    (("is locked",), "another program keeps the database locked; stop it, or wait and try again"),
    (
        ("password authentication failed", "no password supplied", "authentication failed"),
        "the database refuses user or password; look at the url of the store",
    ),
    (
        ("does not exist",),
        "what was asked for does not exist there; create the database, or look at the url of the store",
    ),
    (
        ("connection", "could not connect", "timeout", "timed out"),
        "the database server does not answer; see that it runs and look at the url of the store",
    ),
)


def explain(label: str, error: SQLAlchemyError) -> str:
    """Say what failed, without the statement and its values: they may hold what people wrote."""
    cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0:1]
    said = cause[0] if cause else type(error).__name__
    for signs, meaning in _KNOWN:
        if any(sign in said.lower() for sign in signs):
            return f"{label}: {meaning} ({said})"
    return f"{label}: {said}"

"""A private PostgreSQL server from Debian's binaries: its own folder, a socket there, no port; stopped by pid."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

REQUIRED = "WENBAO_REQUIRE_POSTGRES"


def binaries() -> Path | None:
    """The newest folder of server binaries on this machine."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    return max(found, key=lambda path: [int(p) for p in path.parts if p.isdigit()], default=None)


def _as_nobody(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command]


class Server:
    """A running server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0

    def url(self, schema: str = "public") -> str:
        """Of the one database; a schema is as good as a database of its own, and quicker to make."""
        host, options = quote(str(self.folder), safe=""), quote(f"-csearch_path={schema}", safe="")
        return f"postgresql://wenbao@/postgres?host={host}&options={options}"

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The url of an empty schema, dropped at the end."""
        self._count += 1
        schema = f"test_{self._count}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {schema}")
        try:
            yield self.url(schema)
        finally:
            with psycopg.connect(self.url(), autocommit=True) as connection:
                connection.execute(f"DROP SCHEMA {schema} CASCADE")


@contextmanager
def running_server(bin_folder: Path) -> Iterator[Server]:
    """Make a cluster in a folder of its own and run it."""
    folder = Path(tempfile.mkdtemp(prefix="wenbao-pg-"))
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    try:
        initdb = [str(bin_folder / "initdb"), "-D", str(data), "-U", "wenbao", "-A", "trust"]
        options = ["--no-sync", "--encoding=UTF8", "--locale=C"]
        made = subprocess.run(  # noqa: S603
            _as_nobody([*initdb, *options]), capture_output=True, text=True, cwd="/", check=False
        )
        assert made.returncode == 0, made.stderr
        with _process(bin_folder, folder, data):
            yield Server(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _process(bin_folder: Path, folder: Path, data: Path) -> Iterator[None]:
    settings = ["listen_addresses=", f"unix_socket_directories={folder}"]
    settings += [
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
    ]  # it is thrown away
    command = [str(bin_folder / "postgres"), "-D", str(data)]
    for setting in settings:
        command += ["-c", setting]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            _as_nobody(command), stdout=log, stderr=log, cwd="/"
        )
        try:
            _wait(process, Server(folder).url(), folder / "log")
            yield
        finally:
            process.send_signal(signal.SIGINT)  # "fast": ends the sessions, then itself
            process.wait(30)


def _wait(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    for _ in range(300):
        assert process.poll() is None, log.read_text()
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())

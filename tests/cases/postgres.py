"""A PostgreSQL cluster of the test's own, in a folder of its own, on a socket in it: no port, nothing of the machine's."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The folder with ``initdb`` and ``postgres``, the newest there is."""
    found = [Path(p).parent for p in [shutil.which("initdb")] if p] + [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, default=None)


def missing() -> str:
    """Why there can be no cluster; empty when there can."""
    if binaries() is None:
        return "PostgreSQL is not installed"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed"
    if os.getuid() == 0:
        try:
            pwd.getpwnam("postgres")
        except KeyError:
            return "there is no user postgres, and a server does not run as root"
    return ""


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster and give its address without a database: ``postgresql://…@/{name}?host=…``."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    user = "postgres"
    as_user: list[str] = []
    if os.getuid() == 0:
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]
        shutil.chown(folder, "postgres", "postgres")
    bin_folder = binaries()
    assert bin_folder is not None
    data = folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/", "timeout": 60}
    subprocess.run([*as_user, bin_folder / "initdb", "-D", data, "-A", "trust", "-U", user, "-E", "UTF8", "--no-sync"], check=True, **quiet)
    command = [
        *as_user,
        bin_folder / "postgres",
        "-D",
        data,
        "-k",
        folder,
        "-c",
        "listen_addresses=",
        "-c",
        "max_connections=60",
        "-c",
        "fsync=off",
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
    try:
        _wait(folder, user)
        yield f"postgresql://{user}@/{{name}}?host={folder}"
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nothing in it is kept
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def empty(address: str) -> None:
    """Take everything out of a database, and whoever is still connected to it: a new one a test takes far longer to make and to remove."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def _wait(folder: Path, user: str) -> None:
    import psycopg

    for _ in range(200):
        try:
            psycopg.connect(host=str(folder), user=user, dbname="postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise TimeoutError("the cluster did not start")

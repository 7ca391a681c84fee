"""Fixtures: the page on a real server, and a browser to look at it with."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import pytest

from assistant.guardrails import Guard
from assistant.library import Library
from tests.ui.browser import CHROMIUM, chromium

AXE = "axe-core@4.10.2"


class Clock:
    """The cases' time, which a test may move on."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture(scope="session")
def clock() -> Clock:
    """The clock of the page's case log."""
    return Clock()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where everything lies that the server and the browser may write; each file has its own, so that none sees another's cases."""
    return tmp_path_factory.mktemp("kept")


SHOT = ("Withdrawal details", "Amount: 613 USDT", "Network: TRC20", "Mail: ann.lee@example.com")
"""What every screenshot says where reading itself is not what is looked at."""


class Serve(Protocol):
    """Starts the page; ``reads`` pictures itself, else every picture says ``SHOT``."""

    def __call__(self, *, reads: bool = False) -> AbstractContextManager[str]: ...


@pytest.fixture(scope="module")
def serve(library: Library, guard: Guard, kept: Path, clock: Clock) -> Serve:
    """The page without a model, its cases in ``kept``; a second start knows nothing but what is on disk."""
    from assistant.api.app import create_app
    from assistant.cases import CaseLog
    from assistant.cases.cipher import cipher_for
    from assistant.cases.database import Database, sqlite_url
    from assistant.casework import Casework
    from assistant.screenshots.reader import RapidReader, WrittenReader
    from assistant.screenwork import Screenwork
    from assistant.ui.page import mount_page
    from tests.api.served import product
    from tests.model_server import running
    from tests.screenshots.test_sealing import line

    @contextmanager
    def served(*, reads: bool = False) -> Iterator[str]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("GRADIO_TEMP_DIR", str(kept / "gradio"))
            assistant = product(library, guard)
            database = Database(sqlite_url(kept / "cases.db"), cipher_for(""))
            casework = Casework(assistant, CaseLog(database, clock))
            reader = RapidReader() if reads else WrittenReader([line(20, 20 + 60 * n, text) for n, text in enumerate(SHOT)])
            work = Screenwork(assistant, reader)
            app = create_app(assistant, None, casework, screenwork=work)
            with running(mount_page(app, assistant, casework, screenwork=work)) as url:
                yield url

    return served


@pytest.fixture(scope="module")
def address(serve: Serve) -> Iterator[str]:
    """The page without a model."""
    with serve() as url:
        yield url


@pytest.fixture(scope="module")
def open_tab(kept: Path) -> Iterator[Any]:
    """See ``chromium``."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing; `make system` installs it")
    with chromium(kept / "profile" / uuid4().hex) as opener:
        yield opener


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core, fetched with npm; the test is left out where that is not possible."""
    folder = tmp_path_factory.mktemp("axe")
    try:
        subprocess.run(["npm", "pack", "--silent", AXE], cwd=folder, check=True, capture_output=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        pytest.skip(f"{AXE} cannot be fetched with npm")
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode()

"""Fixtures: a small corpus cut from the real one, indexed once with the real embedder."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

# Small fits on several threads spend their time waiting for each other, and the workers of a run share the machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

import assistant as assistant_package
from assistant.answering.decide import Calibration
from assistant.conversations import Conversations
from assistant.guardrails import Guard
from assistant.library import Library
from assistant.models.chat_model import ChatBackend
from assistant.packaged import packaged
from assistant.pipeline import Assistant

# How long a machine that is busy takes to make examples says nothing of them.
# The same examples every time, so that what a clean clone says does not hang on luck; FUZZ_SECONDS draws others.
settings.register_profile("shared", settings(), suppress_health_check=[HealthCheck.too_slow], derandomize="FUZZ_SECONDS" not in os.environ)
settings.load_profile("shared")

SMALL = {
    "channels": ["channel-live-chat", "channel-email", "support-phone-number"],
    "withdrawal": ["withdrawal-pending", "withdrawal-cancel", "withdrawal-not-received"],
    "deposit": ["deposit-not-arrived", "deposit-missing-tag", "deposit-wrong-network"],
    "security": ["2fa-reset", "login-code-not-received"],
    "safety": ["account-hacked", "support-what-never-to-send"],
    "api": ["api-ip-50110"],
    "scope": ["price-prediction", "other-exchanges"],
}


def pytest_configure() -> None:
    """What is imported stays to the end: looking for garbage in it again and again takes a quarter of the time before the first test."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on garbage is looked for, but not in what was imported."""
    gc.freeze()
    gc.enable()


def cut_corpus(target: Path, wanted: dict[str, list[str]] | None = None) -> Path:
    """A corpus folder with some of the real documents and all data files."""
    source = packaged("corpus")
    target.mkdir(parents=True, exist_ok=True)
    for data in [*source.glob("*.yaml"), *source.glob("*.jsonl")]:
        shutil.copy(data, target)
    for language in ("zh", "en"):
        for category, slugs in (wanted or SMALL).items():
            folder = target / language / category
            folder.mkdir(parents=True, exist_ok=True)
            for slug in slugs:
                shutil.copy(source / language / category / f"{slug}.md", folder)
    return target


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real documents of ``SMALL``."""
    return cut_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="session")
def library(small_corpus: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Library:
    """The small corpus, indexed: once for all workers, and with what an earlier run kept."""
    folder, place = tmp_path_factory.mktemp("index"), _shelf(tmp_path_factory, request.config)
    built = Library(small_corpus, folder, "packaged")
    if place is None:
        built.prepare()
        return built
    place /= _fingerprint(small_corpus)
    with FileLock(place.with_name("building")):
        if place.exists():
            shutil.copytree(place, folder, dirs_exist_ok=True)
        else:
            # An index that is out of date lends its vectors: only what is new is embedded.
            for vectors in place.parent.glob(f"{place.name.partition('-')[0]}-*/vectors.sqlite"):
                shutil.copy(vectors, folder)
            built.prepare()
            _keep(folder, place)
    built.prepare()
    return built


def _shelf(folders: pytest.TempPathFactory, config: pytest.Config) -> Path | None:
    """Where indexes are kept: for the next run, or for the other workers of this one."""
    if cache := getattr(config, "cache", None):
        return Path(cache.mkdir("index"))
    if not hasattr(config, "workerinput"):
        return None
    shelf = folders.getbasetemp().parent / "index"
    shelf.mkdir(exist_ok=True)
    return shelf


def _fingerprint(corpus: Path) -> str:
    """Of the code that makes vectors, and of the documents and all else that makes an index of them."""
    code = Path(assistant_package.__file__).parent
    others = [p for name in ("corpus", "retrieval", "languages") for p in code.joinpath(name).rglob("*.py")]
    return f"{_digest(code.joinpath('models').rglob('*.py'))}-{_digest([*corpus.rglob('*.*'), *packaged('prompts').rglob('*.toml'), *others])}"


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _keep(folder: Path, place: Path) -> None:
    """Let ``folder`` be found at ``place``, whole or not at all; what stood beside it goes."""
    whole = place.with_name(f"{place.name}.{os.getpid()}")
    shutil.copytree(folder, whole)
    for old in place.parent.iterdir():
        if old.is_dir() and old != whole:
            shutil.rmtree(old, ignore_errors=True)
    whole.rename(place)


@pytest.fixture(scope="session")
def guard() -> Guard:
    """The real guard."""
    return Guard()


@pytest.fixture
def assistant(library: Library, guard: Guard) -> Iterator[Assistant]:
    """The product on the small corpus, without a model."""
    built = Assistant(guard, library, ChatBackend(), Conversations(), Calibration())
    yield built
    built.close()

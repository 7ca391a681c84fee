"""Fixtures: a small corpus cut from the real one, indexed once with the real embedder."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistant as assistant_package
from assistant.answering.decide import Calibration
from assistant.conversations import Conversations
from assistant.guardrails import Guard
from assistant.library import Library
from assistant.models.chat_model import ChatBackend
from assistant.packaged import packaged
from assistant.pipeline import Assistant

SMALL = {
    "channels": ["channel-live-chat", "channel-email", "support-phone-number"],
    "withdrawal": ["withdrawal-pending", "withdrawal-cancel", "withdrawal-not-received"],
    "deposit": ["deposit-not-arrived", "deposit-missing-tag", "deposit-wrong-network"],
    "security": ["2fa-reset", "login-code-not-received"],
    "safety": ["account-hacked", "support-what-never-to-send"],
    "api": ["api-ip-50110"],
    "scope": ["price-prediction", "other-exchanges"],
}


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
    """The small corpus, indexed: with the index of an earlier run where nothing that makes one has changed since."""
    folder = tmp_path_factory.mktemp("index")
    cache = getattr(request.config, "cache", None)
    earlier = cache.mkdir("index") / _fingerprint(small_corpus) if cache else None
    if earlier is not None and earlier.exists():
        shutil.copytree(earlier, folder, dirs_exist_ok=True)
    built = Library(small_corpus, folder, "packaged")
    built.prepare()
    if earlier is not None and not earlier.exists():
        _keep(folder, earlier)
    return built


def _fingerprint(corpus: Path) -> str:
    """Of the documents and of all that makes an index of them."""
    digest = hashlib.sha256()
    code = [
        p
        for name in ("corpus", "retrieval", "models", "languages")
        for p in Path(assistant_package.__file__).parent.joinpath(name).rglob("*.py")
    ]
    for path in sorted([*corpus.rglob("*.*"), *packaged("prompts").rglob("*.toml"), *code]):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _keep(folder: Path, place: Path) -> None:
    """Let ``folder`` be found at ``place``, whole or not at all; what stood beside it goes."""
    whole = place.with_name(f"{place.name}.{os.getpid()}")
    shutil.copytree(folder, whole)
    for old in place.parent.iterdir():
        if old != whole:
            shutil.rmtree(old, ignore_errors=True)
    try:
        whole.rename(place)
    except OSError:  # another run was first
        shutil.rmtree(whole, ignore_errors=True)


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

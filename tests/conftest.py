"""Fixtures: a small corpus cut from the real one, indexed once with the real embedder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

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
def library(small_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small corpus, indexed."""
    built = Library(small_corpus, tmp_path_factory.mktemp("index"), "packaged")
    built.prepare()
    return built


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

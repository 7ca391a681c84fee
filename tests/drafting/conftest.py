"""The real guard, packs, glossary and documents behind one call: a person's raw words in, a draft out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path

import pytest

from assistant.corpus.document import Document, read_document
from assistant.corpus.error_codes import read_error_codes
from assistant.corpus.evidence import Evidence, read_evidence
from assistant.corpus.glossary import Glossary, read_glossary
from assistant.drafting.draft import DraftResult, draft
from assistant.drafting.extract import extract_slots
from assistant.drafting.slots import Slots
from assistant.guardrails import Guard, Vault
from assistant.languages import load_packs
from assistant.packaged import packaged
from assistant.types import Channel, EvidenceItem, IssueType, Triage, Urgency

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Drafted:
    """A result and the conversation's vault."""

    result: DraftResult
    vault: Vault
    sealed: tuple[str, ...]

    def both(self) -> list[str]:
        """Title and body of each draft."""
        return [f"{d.title}\n{d.body}" for d in self.result.drafts.values()]


@pytest.fixture(scope="session")
def glossary() -> Glossary:
    """The packaged glossary."""
    return read_glossary(packaged("corpus"))


@pytest.fixture(scope="session")
def evidence() -> Evidence:
    """The packaged evidence file."""
    return read_evidence(packaged("corpus"))


@pytest.fixture(scope="session")
def slots_of(glossary: Glossary) -> Callable[..., Slots]:
    """Sealed turns → slots, on a fixed day in Chinese time unless told otherwise."""
    codes = read_error_codes(packaged("corpus")).find_codes

    def run(*turns: str, zone: tzinfo | None = CHINA) -> Slots:
        return extract_slots(turns, glossary, NOW, zone, codes=codes)

    return run


@pytest.fixture(scope="session")
def document() -> Callable[[str], Document]:
    """A real document by ``<language>/<category>/<slug>``."""

    def read(name: str) -> Document:
        return read_document(Path(packaged("corpus")) / f"{name}.md")

    return read


@pytest.fixture(scope="session")
def drafted(glossary: Glossary, evidence: Evidence, document: Callable[[str], Document]) -> Callable[..., Drafted]:
    """Raw turns, sealed by the real guard → a draft."""
    guard, packs = Guard(), load_packs()
    codes = read_error_codes(packaged("corpus")).find_codes

    def run(*turns: str, topic: str = "zh/withdrawal/withdrawal-not-received", channel: Channel = Channel.EMAIL, **more: object) -> Drafted:
        vault = Vault()
        sealed = tuple(guard.seal(t, vault).text for t in turns)
        doc = document(topic) if topic else None
        items = tuple(EvidenceItem(i, "") for i in doc.head.evidence) if doc else ()
        issue = IssueType(doc.head.category) if doc else IssueType.OTHER
        judged = Triage(issue, channel, Urgency.NORMAL, (), items, doc.topic if doc else "")
        options: dict[str, object] = {"now": NOW, "zone": CHINA, "language": "zh", "codes": codes} | more
        result = draft(sealed, doc, judged, packs=packs, glossary=glossary, evidence=evidence, original=vault.original, **options)  # type: ignore[arg-type]
        return Drafted(result, vault, sealed)

    return run

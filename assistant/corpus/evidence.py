"""What support may ask for: names, reasons, where to find it, how to show it without giving away private data.

The facts are in ``corpus/evidence.yaml``; documents name items by ``id``.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from assistant.corpus.datafile import Bilingual, Record, read_data, refuse_repeats
from assistant.slot_names import SLOTS


class Called(Record):
    """Other words for a thing, by language."""

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class EvidenceRecord(Record):
    """One thing to say or to attach.

    ``form``: ``text`` is typed, ``picture`` and ``document`` are attached, ``in_app`` is done on the
    exchange's own page and is never sent to anyone. ``private``: it identifies a person or shows their
    finances, so it goes only into the official upload. ``slot``: the draft's slot that it fills. ``called``: what people
    call it besides its name. ``without``: what it means that it is not there.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    name: Bilingual
    why: Bilingual
    where: Bilingual
    show: Bilingual
    called: Called | None = None
    without: Bilingual | None = None
    form: Literal["text", "picture", "document", "in_app"]
    private: bool = False
    slot: str | None = None

    @field_validator("slot")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        if value is not None and value not in SLOTS:
            raise ValueError(f"slot {value!r}; allowed: {', '.join(SLOTS)}")
        return value


class Evidence(Record):
    """``corpus/evidence.yaml``.

    >>> read_evidence(Path("corpus")).item("txid").name.zh
    '交易哈希（TXID）'
    """

    items: Annotated[tuple[EvidenceRecord, ...], Field(alias="evidence", min_length=1)]

    @field_validator("items")
    @classmethod
    def _once_each(cls, value: tuple[EvidenceRecord, ...]) -> tuple[EvidenceRecord, ...]:
        refuse_repeats((i.id for i in value), "evidence")
        return value

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id that a document may name."""
        return frozenset(i.id for i in self.items)

    def item(self, id: str) -> EvidenceRecord:
        """The record of one item; raises ``KeyError`` for an id that ``ids`` does not hold."""
        for record in self.items:
            if record.id == id:
                return record
        raise KeyError(id)


def read_evidence(root: Path) -> Evidence:
    """Read ``<root>/evidence.yaml``; raises ``CorpusError``."""
    return read_data(root / "evidence.yaml", Evidence)

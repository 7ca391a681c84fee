"""The ways to reach support, and the only hosts and e-mail addresses that an answer may name.

The facts are in ``corpus/channels.yaml``. A host or an address that is not listed there is refused:
look-alike pages are how people are robbed.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from assistant.corpus.datafile import Bilingual, BilingualLines, Line, Record, read_data, refuse_repeats
from assistant.corpus.document import SourceRecord
from assistant.types import Channel

Sources = Annotated[tuple[SourceRecord, ...], Field(min_length=1)]


class ChannelRecord(Record):
    """One way to reach support. ``wait`` says what the sources say, never a promise."""

    id: Channel
    name: Bilingual
    reach: Bilingual
    fits: BilingualLines
    not_for: BilingualLines
    wait: Bilingual
    topic: Line
    sources: Sources


class OfficialHost(Record):
    """A host of the exchange. ``use`` is ``page`` for what people open, ``api`` for what programs call."""

    host: Annotated[str, Field(pattern=r"^(?:[a-z0-9-]+\.)*okx\.com$")]
    use: Literal["page", "api"]
    note: Bilingual
    source: SourceRecord


class EmailRecord(Record):
    """An e-mail address that was seen somewhere. Only with ``allowed`` may an answer name it, and with its ``caveat``."""

    address: Annotated[str, Field(pattern=r"^[a-z0-9._-]+@[a-z0-9.-]+$")]
    allowed: bool
    purpose: Literal["support", "vulnerability_reports", "complaints", "obsolete"]
    caveat: Bilingual
    source: SourceRecord


class Verification(Record):
    """How to find out whether a link, account, number or address is the exchange's.

    ``topic`` tells more; ``topics`` names the document for a sign of a scam (``prompts/<lang>/stranger.toml``), the first that is seen.
    """

    how: Bilingual
    topic: Line
    topics: dict[Line, Line] = Field(default_factory=dict)
    source: SourceRecord


class Channels(Record):
    """``corpus/channels.yaml``.

    >>> channels = read_channels(Path("corpus"))
    >>> "www.okx.com" in channels.allowed_hosts, "okx.com.evil.example" in channels.allowed_hosts
    (True, False)
    """

    reviewed: date
    valid_until: date
    channels: tuple[ChannelRecord, ...]
    hosts: tuple[OfficialHost, ...]
    emails: tuple[EmailRecord, ...]
    verification: Verification

    @field_validator("channels")
    @classmethod
    def _all_of_them(cls, value: tuple[ChannelRecord, ...]) -> tuple[ChannelRecord, ...]:
        refuse_repeats((c.id for c in value), "channel")
        if missing := set(Channel) - {c.id for c in value}:
            raise ValueError(f"channels missing: {', '.join(sorted(missing))}")
        return value

    @model_validator(mode="after")
    def _once_each(self) -> Channels:
        refuse_repeats((h.host for h in self.hosts), "host")
        refuse_repeats((e.address for e in self.emails), "address")
        return self

    @cached_property
    def allowed_hosts(self) -> frozenset[str]:
        """Every host that an answer may name or link, lower case; compare whole hosts, never endings."""
        return frozenset(h.host for h in self.hosts)

    @cached_property
    def allowed_emails(self) -> frozenset[str]:
        """Every address that an answer may name, with its caveat."""
        return frozenset(e.address for e in self.emails if e.allowed)

    @cached_property
    def obsolete_emails(self) -> frozenset[str]:
        """Addresses that an answer may name only to warn of them."""
        return frozenset(e.address for e in self.emails if e.purpose == "obsolete")

    def channel(self, channel: Channel) -> ChannelRecord:
        """The record of one channel."""
        return next(c for c in self.channels if c.id is channel)

    def email(self, address: str) -> EmailRecord | None:
        """What is known of an address (any case), allowed or not; ``None`` if it was never seen."""
        wanted = address.strip().casefold()
        return next((e for e in self.emails if e.address == wanted), None)


def read_channels(root: Path) -> Channels:
    """Read ``<root>/channels.yaml``; raises ``CorpusError``."""
    return read_data(root / "channels.yaml", Channels)

"""The events of a turn, in the order they come: ``Meta``, ``Delta`` …, ``Cited``, ``Done``."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import Citation, Passage, Reply, Sealed, Triage


@dataclass(frozen=True, slots=True)
class Meta:
    """The first event of a turn: everything that is known before the model speaks."""

    conversation_id: str
    language: str
    sealed: Sealed
    triage: Triage
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of the reply, checked and released."""

    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """The citations of the reply."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The last event of a turn."""

    reply: Reply


Event = Meta | Delta | Cited | Done

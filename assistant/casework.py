"""The case log for people: what comes in is sealed, what goes out has its identifiers back. Front ends call this."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from assistant.cases import Case, CaseFile, CaseLog, CasePage, CaseStatus, EntryKind
from assistant.cases.export import Export, Form, export_case
from assistant.cases.feedback import Feedback, Verdict
from assistant.cases.identifiers import KINDS, PLACEHOLDER, reveal
from assistant.cases.letters import Letter, escalation, follow_up, reference
from assistant.cases.reply import ReplyReading, read_reply
from assistant.conversations import Conversation
from assistant.errors import CaseError, InputError
from assistant.guardrails import Vault
from assistant.languages import Pack, detect_language, load_pack
from assistant.message import MAX_MESSAGE, check_message
from assistant.pipeline import Assistant
from assistant.types import Channel, FindingClass, Triage
from assistant.voices import voices_of

log = structlog.get_logger()
WRITTEN_BY_HAND = (EntryKind.MESSAGE, EntryKind.DRAFT, EntryKind.NOTE)


@dataclass(frozen=True, slots=True)
class Known:
    """A case about the same problem, why it is thought so, and what to send instead of a second ticket."""

    case: Case
    why: str
    letter: Letter


@dataclass(frozen=True, slots=True)
class _Taken:
    """A text as it may be stored, with what its reference placeholders stand for."""

    text: str
    identifiers: dict[str, str]


class Casework:
    """Cases of people who are known by ``owner``. Raises ``CaseNotFound`` for another's, ``GuardError`` when sealing fails."""

    def __init__(self, assistant: Assistant, log: CaseLog) -> None:
        self._assistant, self.log = assistant, log
        self._channels = assistant.library.channels

    async def create(
        self, owner: str, text: str, *, title: str = "", conversation_id: str = "", language: str | None = None, request_key: str = ""
    ) -> tuple[Case, Known | None]:
        """A new case, and the one that was about the same problem before, if any.

        Without ``text`` it is made of what the user said in the conversation. Raises ``InputError`` when that is forgotten.
        """
        taken, triage = await self._judged(owner, text, conversation_id, language)
        return await asyncio.to_thread(self._create, owner, taken, triage, title, language, request_key)

    def _create(
        self, owner: str, taken: _Taken, triage: Triage, title: str, language: str | None, request_key: str
    ) -> tuple[Case, Known | None]:
        case = self.log.create(
            owner,
            taken.text,
            title=self._take(owner, title, "", keep_references=True).text if title.strip() else "",
            issue_type=triage.issue_type,
            topic=triage.topic,
            channel=triage.channel,
            urgency=triage.urgency,
            identifiers=taken.identifiers,
            request_key=request_key,
        )
        return self._shown(owner, case), self._known(owner, taken, triage.topic, language, apart=case.id)

    def append(self, owner: str, case_id: str, kind: EntryKind, text: str, *, conversation_id: str = "", request_key: str = "") -> Case:
        """Write a message, a draft or a note."""
        if kind not in WRITTEN_BY_HAND:
            raise InputError(f"kind must be one of {', '.join(WRITTEN_BY_HAND)}. Currently, the kind is {kind}")
        taken = self._take(owner, text, conversation_id)
        case = self.log.append(owner, case_id, kind, taken.text, identifiers=taken.identifiers, request_key=request_key)
        return self._shown(owner, case)

    def mark_sent(
        self, owner: str, case_id: str, text: str, channel: Channel, ticket: str = "", *, conversation_id: str = "", request_key: str = ""
    ) -> Case:
        """The user sent something. Without ``text``, it was the latest draft, else the problem as told."""
        if text.strip():
            taken = self._take(owner, text, conversation_id)
        else:
            file = self.log.get(owner, case_id)
            last = file.last(EntryKind.DRAFT) or file.entries[0]
            taken = _Taken(last.text, {})
        ticket = self._take(owner, ticket, "", keep_references=True).text if ticket.strip() else ""
        case = self.log.mark_sent(owner, case_id, taken.text, channel, ticket, identifiers=taken.identifiers, request_key=request_key)
        return self._shown(owner, case)

    def add_reply(
        self, owner: str, case_id: str, text: str, language: str | None = None, channel: Channel | None = None, request_key: str = ""
    ) -> tuple[Case, ReplyReading]:
        """Keep a reply that the user pasted, and say what it means. An impostor's leaves the case where it stands."""
        taken = self._take(owner, text, "")
        file = self.log.get(owner, case_id)
        pack = self._pack(file, language)
        said = {"title": file.case.title, "reference": reference(file, pack)}
        reading = read_reply(taken.text, pack, self._channels, **said, standing=file.case.status)
        # What support says it will do is for it to do: only the person says that the case is solved.
        status = None if reading.kind == "impostor" else CaseStatus.WAITING if reading.kind == "waits" else CaseStatus.ANSWERED
        case = self.log.add_reply(
            owner, case_id, taken.text, channel=channel, status=status, identifiers=taken.identifiers, request_key=request_key
        )
        file = self.log.get(owner, case_id)
        # The reading speaks in the placeholders of the text just read, the case may have renamed them.
        shown = {**file.identifiers, **taken.identifiers}
        signs = tuple(replace(sign, quote=reveal(sign.quote, shown)) for sign in reading.signs)
        return self._shown(owner, case), replace(reading, draft=reveal(reading.draft, shown), signs=signs)

    def get(self, owner: str, case_id: str) -> CaseFile:
        """A case with its identifiers put back."""
        file = self.log.get(owner, case_id)
        entries = tuple(replace(entry, text=reveal(entry.text, file.identifiers)) for entry in file.entries)
        return replace(file, case=replace(file.case, title=reveal(file.case.title, file.identifiers)), entries=entries)

    def page(self, owner: str, *, limit: int, cursor: str, status: Sequence[CaseStatus], topic: str, search: str) -> CasePage:
        """Some of the owner's cases, last changed first."""
        page = self.log.page(owner, limit=limit, cursor=cursor, status=status, topic=topic, search=search)
        return replace(page, cases=tuple(self._shown(owner, case) for case in page.cases))

    def change(self, owner: str, case_id: str, *, status: CaseStatus | None = None, title: str = "", request_key: str = "") -> Case:
        """Another status, another title."""
        case = self.log.get(owner, case_id).case
        if title.strip():
            case = self.log.rename(owner, case_id, self._take(owner, title, "").text)
        if status is not None:
            case = self.log.set_status(owner, case_id, status, request_key)
        return self._shown(owner, case)

    def due(self, owner: str) -> tuple[Case, ...]:
        """The cases whose reminder has come, the oldest reminder first."""
        return tuple(self._shown(owner, case) for case in self.log.due(owner))

    def remind(self, owner: str, case_id: str, at: datetime | None) -> Case:
        """Set or take away the reminder."""
        return self._shown(owner, self.log.remind(owner, case_id, at))

    async def known(self, owner: str, text: str, language: str | None = None, *, conversation_id: str = "") -> Known | None:
        """The case that is about this same problem already. Without ``text``, about what was said in the conversation."""
        taken, triage = await self._judged(owner, text, conversation_id, language)
        return await asyncio.to_thread(self._known, owner, taken, triage.topic, language)

    def _known(self, owner: str, taken: _Taken, topic: str, language: str | None, apart: str = "") -> Known | None:
        found = self.log.find_similar(owner, topic, taken.text, taken.identifiers, apart=apart, voices=voices_of(self._assistant.library))
        if found is None:
            return None
        pack = load_pack(language or detect_language(taken.text))
        letter = self._letter(follow_up(found.file, self.log.now(), pack, self._channels), found.file)
        return Known(self._shown(owner, found.file.case), found.why, letter)

    def told(self, owner: str, conversation_id: str) -> str:
        """What the user said in a conversation, its reference numbers put back. Raises ``InputError`` when it is forgotten."""
        taken = self._said(owner, conversation_id)
        return reveal(taken.text, taken.identifiers)

    def follow_up(self, owner: str, case_id: str, language: str | None = None) -> Letter:
        """A polite follow-up for the same ticket."""
        file = self.log.get(owner, case_id)
        return self._letter(follow_up(file, self.log.now(), self._pack(file, language), self._channels), file)

    def escalation(self, owner: str, case_id: str, language: str | None = None) -> Letter:
        """A letter that asks for escalation, with the whole timeline."""
        file = self.log.get(owner, case_id)
        return self._letter(escalation(file, self._pack(file, language), self._channels), file)

    def export(self, owner: str, case_id: str, form: Form, language: str | None = None) -> Export:
        """A case as evidence."""
        file = self.log.get(owner, case_id)
        return export_case(file, form, self._pack(file, language), self._channels)

    def delete(self, owner: str, case_id: str) -> None:
        """Delete for good."""
        self.log.delete(owner, case_id)

    def record_feedback(self, owner: str, conversation_id: str, turn: int, verdict: Verdict, comment: str = "") -> Feedback:
        """Keep a thumb on an answer, its comment sealed."""
        sealed = self._take(owner, comment, "").text if comment.strip() else ""
        return self.log.feedback.record(owner, conversation_id, turn, verdict, sealed)

    async def record_gap(self, text: str, language: str, topics: Sequence[str]) -> None:
        """Keep a sealed question that had no answer. A log that fails is no reason to fail the turn: it is reported only."""
        try:
            await asyncio.to_thread(self.log.gaps.record, text, language, topics)
        except CaseError as error:
            log.warning("gap", error=type(error).__name__)

    async def _judged(self, owner: str, text: str, conversation_id: str, language: str | None) -> tuple[_Taken, Triage]:
        """A text, or what was said in a conversation, sealed, and where it goes."""
        taken = self._take(owner, text, conversation_id) if text.strip() else self._said(owner, conversation_id)
        told = text if text.strip() else reveal(taken.text, taken.identifiers)
        known = self._assistant.conversations.find(conversation_id, owner)
        return taken, await self._assistant.triage(told[:MAX_MESSAGE], language, known.vault if known else None)

    def _take(self, owner: str, text: str, conversation_id: str, *, keep_references: bool = False) -> _Taken:
        check_message(text)
        guard = self._assistant.guard
        if keep_references:
            return _Taken(guard.redact(text).text, {})
        known = self._assistant.conversations.find(conversation_id, owner) or Conversation("", owner)
        sealed = guard.seal(text, known.vault)
        return _Taken(sealed.text, _identifiers(sealed.text, known.vault))

    def _said(self, owner: str, conversation_id: str) -> _Taken:
        known = self._assistant.conversations.find(conversation_id, owner) or Conversation("", owner)
        text = "\n\n".join(text for turn in known.turns for text in turn.texts)
        if not text:
            raise InputError("a case needs a text, or a conversation that is not forgotten yet")
        return _Taken(text, _identifiers(text, known.vault))

    def _shown(self, owner: str, case: Case) -> Case:
        if "[[" not in case.title:
            return case
        return replace(case, title=reveal(case.title, self.log.get(owner, case.id).identifiers))

    def _letter(self, letter: Letter, file: CaseFile) -> Letter:
        parts = {name: reveal(getattr(letter, name), file.identifiers) for name in ("subject", "body", "notice")}
        return replace(letter, **parts)

    def _pack(self, file: CaseFile, language: str | None) -> Pack:
        return load_pack(language or detect_language(file.entries[0].text))


def _identifiers(text: str, vault: Vault) -> dict[str, str]:
    """What the reference placeholders of a text stand for; personal data and secrets are not among them."""
    found = {}
    for match in PLACEHOLDER.finditer(text):
        original = vault.original(match.group())
        if match[1] in KINDS and original is not None and original[0] is FindingClass.REFERENCE:
            found[match.group()] = original[2]
    return found

"""Drafting for people: what comes in is sealed, what goes out is checked and has its identifiers back. Front ends call this."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import structlog

from assistant.conversations import LOCAL, Conversation
from assistant.drafting.compose import Draft
from assistant.drafting.draft import DraftResult, draft
from assistant.drafting.edited import EditedDraft, check_edited
from assistant.drafting.readiness import Missing
from assistant.errors import InputError
from assistant.guardrails import Vault
from assistant.languages import detect_language, load_packs
from assistant.message import check_message
from assistant.pipeline import Assistant
from assistant.types import Triage

PACKAGED = "local"
PATIENCE = 15.0
"""Seconds that a model may take to translate."""
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class DraftReply:
    """Drafts as they are shown. ``slots``: name → value; ``readiness`` from 0 to 1; ``made_by``: ``rules`` or ``model``."""

    drafts: dict[str, Draft]
    slots: dict[str, str]
    missing: tuple[Missing, ...]
    readiness: float
    warnings: tuple[str, ...]
    made_by: str
    triage: Triage


@dataclass(frozen=True, slots=True)
class Said:
    """What a draft is made from: sealed messages, the sealed texts of their pictures, and when each of these, in this order, was said."""

    vault: Vault
    turns: tuple[str, ...]
    pictures: tuple[str, ...] = ()
    at: tuple[datetime, ...] = ()


class Draftwork:
    """Writes problem descriptions on an assistant. Raises ``GuardError`` when sealing or releasing fails."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    async def write(
        self,
        text: str = "",
        conversation_id: str = "",
        languages: Sequence[str] = ("zh", "en"),
        *,
        show_personal: bool = False,
        owner: str = LOCAL,
        language: str | None = None,
        by_rules: bool = False,
    ) -> DraftReply:
        """Drafts from a text, or from what the user said in a conversation. Raises ``InputError`` when neither is there.

        A model other than the packaged one translates what the table of phrasings does not hold, unless it shall be ``by_rules`` alone.
        """
        known = load_packs()
        if unknown := set(languages) - set(known) or not languages:
            raise InputError(f"languages {sorted(languages)} cannot be drafted ({unknown}); allowed: {', '.join(known)}")
        said = await self._said(text, conversation_id, owner)
        turns, pictures, vault = said.turns, said.pictures, said.vault
        told = "\n".join(turns or pictures)
        spoken = language or detect_language(told)
        triage, document = await self._assistant.judge(turns[-1] if len(turns) == 1 else told, spoken)
        library = self._assistant.library
        run = partial(
            draft,
            turns,
            document,
            triage,
            packs=known,
            glossary=library.glossary,
            evidence=library.evidence,
            now=datetime.now(UTC),
            languages=tuple(languages),
            language=spoken,
            original=vault.original,
            codes=library.codes.find_codes,
            pictures=pictures,
            said_at=said.at,
        )
        result = await self._drafted(run, by_rules)
        return self._released(result, triage, vault, show_personal)

    async def _drafted(self, run: Callable[..., DraftResult], by_rules: bool) -> DraftResult:
        backend = self._assistant.backend
        # Of the packaged model's translations that passed every check, half said something else: the rules draft without it.
        model = None if by_rules or backend.state.name == PACKAGED else backend.model
        if model is not None:
            try:
                async with asyncio.timeout(PATIENCE):
                    return await asyncio.to_thread(run, model=model)
            except TimeoutError:
                log.info("draft", model="too slow")
            except Exception as error:  # noqa: BLE001 - any client of any provider: the rules draft instead, and the draft says so
                log.warning("draft", model=type(error).__name__)
        return await asyncio.to_thread(run)

    async def check(
        self, edited: Mapping[str, Draft], conversation_id: str, *, show_personal: bool | None = None, owner: str = LOCAL
    ) -> EditedDraft:
        """Drafts as the user changed them, held against the conversation. Raises ``InputError`` when that is forgotten.

        ``show_personal`` shows or masks the conversation's personal data in them; None leaves it as it stands.
        """
        said = await self._said("", conversation_id, owner)
        library = self._assistant.library
        return await asyncio.to_thread(
            check_edited,
            edited,
            said.turns,
            packs=load_packs(),
            glossary=library.glossary,
            now=datetime.now(UTC),
            original=said.vault.original,
            redact=self._assistant.guard.redact,
            codes=library.codes.find_codes,
            show_personal=show_personal,
            pictures=said.pictures,
            said_at=said.at,
        )

    async def _said(self, text: str, conversation_id: str, owner: str) -> Said:
        if text.strip():
            conversation = Conversation("draft", owner)
            sealed = await asyncio.to_thread(self._assistant.guard.seal, check_message(text), conversation.vault)
            return Said(conversation.vault, (sealed.text,))
        found = self._assistant.conversations.find(conversation_id, owner) if conversation_id else None
        if found is None or not (found.turns or found.pictures):
            raise InputError("there is nothing to draft from: send `text`, or the `conversation_id` of a conversation that is still open")
        # What the page says for somebody who sent a picture without a word is not his story.
        silent = {pack.text("screenshot.only") for pack in load_packs().values()}
        told = [turn for turn in found.turns if not (turn.pictures and turn.question in silent)]
        shown = [(text, turn.said_at) for turn in found.turns for text in turn.pictures]
        last = found.turns[-1].said_at if found.turns else datetime.now(UTC)
        shown += [(picture.text, last) for picture in found.pictures.values()]
        at = (*(turn.said_at for turn in told), *(at for _, at in shown))
        return Said(found.vault, tuple(turn.question for turn in told), tuple(text for text, _ in shown), at)

    def _released(self, result: DraftResult, triage: Triage, vault: Vault, show_personal: bool) -> DraftReply:
        def release(text: str) -> str:
            return self._assistant.release(text, vault, show_personal=show_personal, own_words=True)

        values = {name: release(value) for name, value in result.slots.as_dict().items()}
        drafts = {code: Draft(release(d.title), release(d.body)) for code, d in result.drafts.items()}
        missing = tuple(Missing(m.item, release(m.text)) for m in result.missing)
        warnings = tuple(release(n.text) for n in result.warnings)
        return DraftReply(drafts, values, missing, result.readiness, warnings, result.made_by, triage)

"""Drafting for people: what comes in is sealed, what goes out is checked and has its identifiers back. Front ends call this."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

import structlog

from assistant.conversations import LOCAL, Conversation, Turn
from assistant.corpus.document import Document
from assistant.corpus.edges import one_to_one
from assistant.drafting.compose import Draft
from assistant.drafting.draft import DraftResult, draft
from assistant.drafting.edited import EditedDraft, check_edited
from assistant.drafting.extract import extract_slots
from assistant.drafting.readiness import Missing
from assistant.drafting.sentences import EXPECTED, tells_state
from assistant.drafting.slots import SHAPED, TOLD
from assistant.errors import IndexUnavailable, InputError
from assistant.guardrails import Vault
from assistant.judging import Judge
from assistant.languages import Pack, detect_language, load_packs
from assistant.letter_subject import Subject, find_subject, topics_of
from assistant.message import check_message
from assistant.pipeline import Assistant
from assistant.triage.alarms import find_alarm
from assistant.types import IssueType, Outcome, Triage

PACKAGED = "local"
_DONE = "theft"
_FEARED = frozenset({"asked", "given_away"})
"""Alarms of what may come: the letter is still about what its document is about."""
PATIENCE = 15.0
"""Seconds that a model may take to translate."""
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class DraftReply:
    """Drafts as they are shown. ``slots``: name → value; ``readiness`` from 0 to 1; ``made_by``: ``rules`` or ``model``.

    ``subjects`` are the topics that the conversation settled on: the letter is about ``triage.topic``, and may be asked for about another.
    """

    drafts: dict[str, Draft]
    slots: dict[str, str]
    missing: tuple[Missing, ...]
    readiness: float
    warnings: tuple[str, ...]
    made_by: str
    triage: Triage
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a draft is made from: sealed messages, the sealed texts of their pictures, and when each of these, in this order, was said.

    ``asked`` are the turns that the messages come from, ``topics`` those that the whole conversation settled on.
    """

    vault: Vault
    turns: tuple[str, ...]
    pictures: tuple[str, ...] = ()
    at: tuple[datetime, ...] = ()
    asked: tuple[Turn, ...] = ()
    subject: Subject | None = None
    topics: tuple[str, ...] = ()
    given: tuple[str, ...] = ()


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
        topic: str = "",
    ) -> DraftReply:
        """Drafts from a text, or from what the user said in a conversation. Raises ``InputError`` when neither is there.

        ``topic`` is what the letter shall be about; without one it is what most of what was told belongs to. A model other than the packaged one translates what the table of phrasings does not hold, unless it shall be ``by_rules`` alone.
        """
        known = load_packs()
        if unknown := set(languages) - set(known) or not languages:
            raise InputError(f"languages {sorted(languages)} cannot be drafted ({unknown}); allowed: {', '.join(known)}")
        said = await self._said(text, conversation_id, owner, topic)
        turns, pictures, vault = said.turns, said.pictures, said.vault
        spoken = language or detect_language("\n".join(turns or pictures))
        triage, document = await self._judged(said, topic, spoken)
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
        reply = self._released(result, triage, vault, show_personal)
        apart = self._left_out(said, triage.topic, known[spoken])
        return replace(reply, warnings=(*apart, *reply.warnings), subjects=said.topics)

    async def _judged(self, said: Said, topic: str, language: str) -> tuple[Triage, Document | None]:
        """Where the letter goes, by the topic that was chosen or found in the conversation, else by what all of it says."""
        told = said.turns or said.pictures
        wanted = topic or (said.subject.topic if said.subject else "")
        document = self._document(wanted, language)
        if document is None:
            if topic:
                raise InputError(f"there is no topic {topic!r}; allowed: those of `subjects`, or of the passages that a search gives")
            return await self._assistant.judge(said.turns[-1] if len(told) == 1 and said.turns else "\n".join(told), language)
        judge = Judge(self._assistant.library)
        given = judge.given([*said.turns, *said.pictures]) | set(said.given)
        settled = next((t.question for t in said.asked if t.topic == wanted), "\n".join(told))
        # A fear that another subject raised on the way is not the letter's.
        heard = [t for t in said.asked if t.alarm and (t.outcome is Outcome.ANSWERED or find_alarm(t.question))]
        alarms = [t.alarm for t in heard if t.alarm == _DONE or self._category(t.topic) == document.head.category]
        # Read as one, messages may sound like an emergency that none of them was.
        text = "\n".join(told) if alarms else settled
        triage = judge.triage(text, document, frozenset(given), load_packs()[language], alarm=alarms[-1] if alarms else "")
        if triage.alarm in _FEARED and document.head.category in set(IssueType):
            triage = replace(triage, issue_type=IssueType(document.head.category))
        return triage, document

    def _document(self, topic: str, language: str) -> Document | None:
        if not topic:
            return None
        try:
            return self._assistant.library.retriever.document(topic, language)
        except IndexUnavailable:
            return None

    def _category(self, topic: str) -> str:
        document = self._document(topic, "en")
        return document.head.category if document is not None else ""

    def _left_out(self, said: Said, topic: str, pack: Pack) -> tuple[str, ...]:
        """A word on the other problems of the conversation, which the letter leaves out."""
        others = [self._document(other, pack.code) for other in (said.subject.others if said.subject else ()) if other != topic]
        about, titles = self._document(topic, pack.code), [d.head.title for d in others if d is not None]
        if about is None or not titles:
            return ()
        return (pack.text("draft.warnings.subject", about=about.head.title, others=pack.value("draft.wording.gap").join(titles)),)

    def _weigh(self, text: str) -> int:
        """How much a sealed message tells: facts and states of things count twice, times and what else is told once."""
        library = self._assistant.library
        slots = extract_slots([text], library.glossary, datetime.now(UTC), codes=library.codes.find_codes)
        told = [fact for fact in slots if fact.slot != EXPECTED]
        states = sum(fact.slot in TOLD and tells_state(one_to_one(fact.text)) for fact in told)
        return states + sum(2 if fact.slot in SHAPED and fact.slot != "occurred_at" else 1 for fact in told)

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
        self,
        edited: Mapping[str, Draft],
        conversation_id: str,
        *,
        show_personal: bool | None = None,
        owner: str = LOCAL,
        topic: str = "",
    ) -> EditedDraft:
        """Drafts as the user changed them, held against the conversation. Raises ``InputError`` when that is forgotten.

        ``show_personal`` shows or masks the conversation's personal data in them; None leaves it as it stands.
        ``topic`` is the one that they were written about, where one was chosen.
        """
        said = await self._said("", conversation_id, owner, topic)
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

    async def _said(self, text: str, conversation_id: str, owner: str, topic: str = "") -> Said:
        if text.strip():
            conversation = Conversation("draft", owner)
            sealed = await asyncio.to_thread(self._assistant.guard.seal, check_message(text), conversation.vault)
            return Said(conversation.vault, (sealed.text,))
        found = self._assistant.conversations.find(conversation_id, owner) if conversation_id else None
        if found is None or not (found.turns or found.pictures):
            raise InputError("there is nothing to draft from: send `text`, or the `conversation_id` of a conversation that is still open")
        # What the page says for somebody who sent a picture without a word is not his story.
        silent = {pack.text("screenshot.only") for pack in load_packs().values()}
        turns = tuple(found.turns)
        subject = await asyncio.to_thread(find_subject, turns, self._weigh, self._category, topic) if turns else None
        asked = subject.turns if subject else ()
        told = [turn for turn in asked if not (turn.pictures and turn.question in silent)]
        shown = [(text, turn.said_at) for turn in asked for text in turn.pictures]
        last = turns[-1].said_at if turns else datetime.now(UTC)
        shown += [(picture.text, last) for picture in found.pictures.values()]
        at = (*(turn.said_at for turn in told), *(at for _, at in shown))
        questions, texts = tuple(turn.question for turn in told), tuple(text for text, _ in shown)
        return Said(found.vault, questions, texts, at, asked, subject, topics_of(turns), tuple(found.given))

    def _released(self, result: DraftResult, triage: Triage, vault: Vault, show_personal: bool) -> DraftReply:
        def release(text: str) -> str:
            return self._assistant.release(text, vault, show_personal=show_personal, own_words=True)

        values = {name: release(value) for name, value in result.slots.as_dict().items()}
        drafts = {code: Draft(release(d.title), release(d.body)) for code, d in result.drafts.items()}
        missing = tuple(Missing(m.item, release(m.text)) for m in result.missing)
        warnings = tuple(release(n.text) for n in result.warnings)
        return DraftReply(drafts, values, missing, result.readiness, warnings, result.made_by, triage)

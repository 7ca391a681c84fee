"""One turn: sealed, understood, answered, checked, released. Every front end calls this and nothing below it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from datetime import UTC, datetime

import structlog
from opentelemetry.trace import Span

from assistant.answering.answer import Plan, plan_answer, warnings_of
from assistant.answering.decide import Calibration, Decision, decide
from assistant.conversations import LOCAL, Conversation, Conversations, Turn
from assistant.corpus.document import Document
from assistant.corpus.fold import fold
from assistant.errors import IndexUnavailable, InputError, InputTooLarge
from assistant.guardrails import Allowed, Guard, Vault
from assistant.languages import Pack, detect_language, load_pack, load_packs
from assistant.library import Library
from assistant.metrics import count_turn, count_withheld, stage
from assistant.models.chat_model import ChatBackend
from assistant.retrieval.retriever import Found
from assistant.tracing import span
from assistant.triage.given import given_slots
from assistant.triage.triage import triage
from assistant.types import Choice, Citation, Cited, Delta, Done, Event, IssueType, Meta, Outcome, Passage, Reply, Sealed, Triage
from assistant.writing import PATIENCE, TurnState, Writer

MAX_MESSAGE = 16_000
log = structlog.get_logger()


class Assistant:
    """The product without a face. Build it with ``build_assistant(settings)``."""

    def __init__(
        self,
        guard: Guard,
        library: Library,
        backend: ChatBackend,
        conversations: Conversations,
        calibration: Calibration | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self.guard, self.library, self.backend, self.conversations = guard, library, backend, conversations
        self._calibration = calibration or Calibration()
        self._writer = Writer(library, backend, patience)
        self._passing = tuple(p for pack in load_packs().values() for p in pack.value("answers.passing.patterns"))
        channels = library.channels
        self._allowed = Allowed(hosts=channels.allowed_hosts, emails=channels.allowed_emails)

    def start(self) -> None:
        """Get the index and the model ready in the background."""
        self.library.start()
        self.backend.start()

    def close(self) -> None:
        """Let go of the model."""
        self.backend.close()

    def redact(self, text: str) -> Sealed:
        """What may leave: secrets and personal data replaced, references kept."""
        return self.guard.redact(check_message(text))

    async def search(self, query: str, k: int = 5, language: str | None = None) -> tuple[Passage, ...]:
        """Passages for a query, which is sealed first. Raises ``IndexUnavailable`` until there is an index."""
        sealed = self.guard.redact(check_message(query))
        found = await asyncio.to_thread(self.library.retriever.search, sealed.text, k, language)
        return found.passages

    async def triage(self, text: str, language: str | None = None) -> Triage:
        """Where a problem goes, without answering it."""
        state = await self._understand(Conversation("triage"), check_message(text), language)
        return state.triage

    async def replay(self, questions: Sequence[str], owner: str = LOCAL) -> str:
        """A new conversation that knows these earlier messages as context, sealed; nothing is answered. Gives its id."""
        conversation = self.conversations.open(None, owner)
        for text in map(check_message, questions):
            sealed = await asyncio.to_thread(self.guard.seal, text, conversation.vault)
            before = conversation.turns[-1].language if conversation.turns else "en"
            conversation.turns.append(Turn(sealed.text, "", "", Outcome.ANSWERED, detect_language(sealed.text, before)))
        return conversation.id

    async def chat(self, message: str, conversation_id: str | None = None, language: str | None = None, owner: str = LOCAL) -> Reply:
        """A whole turn at once."""
        reply = None
        async for event in self.stream(message, conversation_id, language, owner):
            if isinstance(event, Done):
                reply = event.reply
        assert reply is not None
        return reply

    async def stream(
        self, message: str, conversation_id: str | None = None, language: str | None = None, owner: str = LOCAL
    ) -> AsyncIterator[Event]:
        """A turn as events: ``Meta``, ``Delta`` …, ``Cited``, ``Done``. Only its ``owner`` can go on with a conversation.

        Raises ``InputError`` for what cannot be taken and ``GuardError`` when the guard fails; then nothing was sent or kept.
        """
        text = check_message(message)
        conversation = self.conversations.open(conversation_id, owner)
        with span("turn") as turn:
            async with aclosing(self._events(text, conversation, language, turn)) as events:  # type: ignore[type-var]
                async for event in events:
                    yield event

    async def _events(self, text: str, conversation: Conversation, language: str | None, turn: Span) -> AsyncIterator[Event]:
        state = await self._understand(conversation, text, language, turn)
        passages = state.found.passages if state.found else ()
        yield Meta(conversation.id, state.pack.code, state.sealed, state.triage, passages)
        plan = self._plan(state)
        choices = self._choices(state)
        out = self.guard.open_stream(conversation.vault, allowed=self._allowed)
        async for piece in self._writer.compose(state, plan, choices):
            state.said += piece
            if released := out.feed(piece):
                yield Delta(released)
        if released := out.close():
            yield Delta(released)
        if out.violations:
            log.warning("release", checks=[v.check for v in out.violations])
            count_withheld(v.check for v in out.violations)
            state.warnings += (state.pack.text("answers.warning.withheld"),)
        citations = plan.citations if plan else ()
        turn.set_attributes({"outcome": state.decision.outcome, "language": state.pack.code, "model": state.model})
        yield Cited(citations)
        yield Done(self._finish(state, self._released(state), citations, choices))

    async def judge(self, sealed_text: str, language: str | None = None) -> tuple[Triage, Document | None]:
        """Triage and document of a text that was sealed before."""
        pack = load_pack(language or detect_language(sealed_text))
        state = await self._weigh(Conversation("judge"), Sealed(sealed_text), pack)
        return state.triage, self._document(state)

    def release(self, text: str, vault: Vault, *, show_personal: bool = False, own_words: bool = False) -> str:
        """A sealed text as it may be shown: checked, its placeholders put back."""
        return self.guard.release(text, vault, allowed=self._allowed, show_personal=show_personal, own_words=own_words).text

    async def _understand(self, conversation: Conversation, text: str, language: str | None, turn: Span | None = None) -> TurnState:
        with stage("seal", turn):
            sealed = await asyncio.to_thread(self.guard.seal, text, conversation.vault)
        before = conversation.turns[-1].language if conversation.turns else "en"
        return await self._weigh(conversation, sealed, load_pack(language or detect_language(sealed.text, before)), turn)

    async def _weigh(self, conversation: Conversation, sealed: Sealed, pack: Pack, turn: Span | None = None) -> TurnState:
        with stage("search", turn):
            found, query, decision = await self._look_up(conversation, sealed, pack)
        state = TurnState(conversation, sealed, pack, query, found, decision, turn=turn)
        state.triage = triage(
            sealed.text,
            self._document(state),
            taxonomy=self.library.taxonomy,
            evidence=self.library.evidence,
            pack=pack,
            given=given_slots(sealed.text, self.library.glossary, self.library.codes),
            burnt=bool(sealed.secrets),
        )
        return state

    def _document(self, state: TurnState) -> Document | None:
        """The document that decides: of what is answered, refused or redirected, and the nearest where a question is asked back."""
        if state.found is None or (
            state.decision.outcome is Outcome.ABSTAINED and not self.library.retriever.outcomes.get(state.decision.slug)
        ):
            return None
        return self.library.retriever.document(state.decision.slug, state.pack.code)

    async def _look_up(self, conversation: Conversation, sealed: Sealed, pack: Pack) -> tuple[Found | None, str, Decision]:
        query = fold(sealed.text)
        try:
            retriever = self.library.retriever
        except IndexUnavailable:
            return None, query, Decision(Outcome.ABSTAINED)
        found = await asyncio.to_thread(retriever.search, query, 5, pack.code)
        if conversation.turns and not found.codes and _continues(query, pack):
            query = f"{conversation.turns[-1].question} {query}"
            found = await asyncio.to_thread(retriever.search, query, 5, pack.code)
        exact = found.codes[0].topic if found.codes else ""
        elsewhere = self.library.platforms.wholly_elsewhere(query, self._passing)
        scored = found.scored
        if self.library.platforms.between(query, self._passing):
            others = {p.slug for p in self.library.platforms.platforms}
            scored = tuple(s for s in scored if s.slug not in others)
        return found, query, decide(query, scored, retriever.outcomes, self._calibration, exact, elsewhere)

    def _plan(self, state: TurnState) -> Plan | None:
        document = self._document(state)
        if state.found is None or state.decision.outcome is Outcome.ASKED:
            return None
        entries = state.found.codes if state.decision.outcome is Outcome.ANSWERED else ()
        if document is not None:
            state.warnings += warnings_of(document, _today(), state.pack)
        return plan_answer(document, entries, state.query, state.pack) if document or entries else None

    def _choices(self, state: TurnState) -> tuple[Choice, ...]:
        choices = []
        for slug in state.decision.choices if state.found else ():
            document = self.library.retriever.document(slug, state.pack.code)
            if document is not None and document.head.outcome is Outcome.ANSWERED:
                choices.append(Choice(document.topic, document.head.title, document.head.title))
        return tuple(choices)

    def _released(self, state: TurnState) -> str:
        return self.release(state.said, state.conversation.vault)

    def _finish(self, state: TurnState, text: str, citations: tuple[Citation, ...], choices: tuple[Choice, ...]) -> Reply:
        conversation, decision = state.conversation, state.decision
        topic = state.triage.topic
        outcome = decision.outcome
        # Nothing is done with a secret that was handed over: what else the message asks may still be answered.
        if state.sealed.secrets and (outcome in {Outcome.ASKED, Outcome.ABSTAINED} or state.triage.issue_type is IssueType.SAFETY):
            outcome = Outcome.REFUSED
        conversation.turns.append(Turn(state.sealed.text, state.said, topic, outcome, state.pack.code))
        count_turn(outcome.value, state.pack.code, state.model, ((f.kind, f.cls.value) for f in state.sealed.findings))
        log.info(
            "turn",
            outcome=outcome.value,
            topic=topic,
            language=state.pack.code,
            findings=[f.kind for f in state.sealed.findings],
            model=state.model,
        )
        passages = state.found.passages if state.found else ()
        return Reply(
            conversation.id,
            text,
            state.pack.code,
            outcome,
            citations,
            state.triage,
            state.sealed,
            state.model,
            state.warnings,
            passages,
            choices,
        )


def check_message(text: str) -> str:
    """Raises ``InputError`` for an empty message and ``InputTooLarge`` for a long one; nothing of it is repeated."""
    if not isinstance(text, str) or not text.strip():
        raise InputError("the message is empty; say what happened")
    if len(text) > MAX_MESSAGE:
        raise InputTooLarge(f"the message has {len(text)} characters, {MAX_MESSAGE} are allowed; send the part that matters")
    return text


def _continues(query: str, pack: Pack) -> bool:
    """Whether a message leans on the one before it ("and for USDC?", "那要多久")."""
    low = query.lower()
    return len(low) <= pack.value("answers.follow_up.longest") and any(
        low.startswith(w) or low.endswith(w) for w in pack.value("answers.follow_up.words")
    )


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def languages() -> list[str]:
    """Codes of the languages there are packs for."""
    return list(load_packs())

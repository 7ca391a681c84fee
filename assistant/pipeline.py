"""One turn: sealed, understood, answered, checked, released. Every front end calls this and nothing below it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace

import structlog
from opentelemetry.trace import Span

from assistant.answering.decide import Calibration
from assistant.conversations import LOCAL, Conversation, Conversations, Turn
from assistant.corpus.document import Document
from assistant.events import Cited, Delta, Done, Event, Meta
from assistant.guardrails import Allowed, Guard, Vault
from assistant.languages import detect_language, load_pack, load_packs
from assistant.library import Library
from assistant.message import check_message
from assistant.metrics import count_turn, count_withheld, stage
from assistant.models.chat_model import ChatBackend
from assistant.planning import choices_of, plans_of
from assistant.tracing import span
from assistant.turn import TurnState, at_once
from assistant.types import Choice, Citation, IssueType, Outcome, Passage, Reply, Sealed, Triage, Violation
from assistant.understanding import Understanding
from assistant.writing import PATIENCE, Writer

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
        self._understanding = Understanding(library, calibration)
        self._writer = Writer(library, backend, patience)
        self.on_unanswered: Callable[[str, str, Sequence[str]], Awaitable[None]] | None = None
        """Called with a sealed question that had no answer, its language and the topics that came nearest."""
        self.on_letter: Callable[[Conversation, Turn], Awaitable[str]] | None = None
        """Called where a message asks for the letter, with its conversation and its turn: the letter as it is shown."""
        channels = library.channels
        self._allowed = Allowed(hosts=channels.allowed_hosts, emails=channels.allowed_emails, warned=channels.obsolete_emails)

    def start(self) -> None:
        """Get the index and the model ready in the background."""
        self.library.start()
        self.backend.start()

    def close(self) -> None:
        """Let go of the model and of an index that is not ready."""
        self.library.close()
        self.backend.close()

    def redact(self, text: str) -> Sealed:
        """What may leave: secrets and personal data replaced, references kept."""
        return self.guard.redact(check_message(text))

    async def search(self, query: str, k: int = 5, language: str | None = None) -> tuple[Passage, ...]:
        """Passages for a query, which is sealed first. Raises ``IndexUnavailable`` until there is an index."""
        sealed = self.guard.redact(check_message(query))
        found = await asyncio.to_thread(self.library.retriever.search, sealed.text, k, language)
        return found.passages

    async def triage(self, text: str, language: str | None = None, vault: Vault | None = None) -> Triage:
        """Where a problem goes, without answering it. ``vault``: of the conversation it comes from, for what was cleared there."""
        apart = Conversation("triage", vault=vault.heir() if vault else Vault())
        state = await self._understand(apart, check_message(text), language)
        return state.triage

    async def replay(self, questions: Sequence[str], owner: str = LOCAL) -> str:
        """A new conversation that knows these earlier messages as context, sealed; nothing is answered. Gives its id."""
        conversation = self.conversations.open(None, owner)
        for text in map(check_message, questions):
            sealed = await asyncio.to_thread(self.guard.seal, text, conversation.vault)
            before = conversation.turns[-1].language if conversation.turns else "en"
            conversation.turns.append(Turn(sealed.text, "", "", Outcome.ANSWERED, detect_language(sealed.text, before)))
        return conversation.id

    async def stream(
        self,
        message: str,
        conversation_id: str | None = None,
        language: str | None = None,
        owner: str = LOCAL,
        pictures: Sequence[str] = (),
    ) -> AsyncIterator[Event]:
        """A turn as events: ``Meta``, ``Delta`` …, ``Cited``, ``Done``. Only its ``owner`` can go on with a conversation.

        ``pictures``: ids of screenshots that wait in the conversation (``Screenwork``); with one, the message may be empty.

        Raises ``InputError`` for what cannot be taken and ``GuardError`` when the guard fails; then nothing was sent or kept.
        """
        text = check_message(message) if message.strip() or not pictures else ""
        conversation = self.conversations.open(conversation_id, owner)
        shown = conversation.waiting(pictures)
        with span("turn") as turn:
            async with aclosing(self._events(text, conversation, language, turn, shown)) as events:  # type: ignore[type-var]
                async for event in events:
                    # A turn that fails before leaves them waiting for when it is tried again.
                    if isinstance(event, Meta):
                        conversation.taken(pictures)
                    yield event

    chat = at_once(stream)
    """A whole turn, taken like ``stream``: its reply."""

    async def _events(
        self, text: str, conversation: Conversation, language: str | None, turn: Span, pictures: tuple[Sealed, ...]
    ) -> AsyncIterator[Event]:
        state = await self._understand(conversation, text, language, turn, pictures)
        if conversation.anew:
            state.warnings += (state.pack.text("answers.warning.forgotten"),)
        ended = False
        try:
            async with aclosing(self._written(state, turn)) as events:  # type: ignore[type-var]
                async for event in events:
                    ended = isinstance(event, Done)
                    yield event
        except (GeneratorExit, asyncio.CancelledError):
            # Nobody waits for the end, but what was asked was asked: a draft and the next message go on from it.
            if not ended:
                conversation.turns.append(state.record(stopped=True))
            raise

    async def _written(self, state: TurnState, turn: Span) -> AsyncIterator[Event]:
        conversation = state.conversation
        yield Meta(conversation.id, state.pack.code, state.sealed, state.triage, state.passages)
        plans = plans_of(state)
        choices = choices_of(state, self.library)
        out = self.guard.open_stream(conversation.vault, allowed=self._allowed)
        withheld: list[Violation] = []
        async for piece in self._writer.compose(state, plans, choices, self._passes(conversation.vault, withheld)):
            state.said += piece
            if released := out.feed(piece):
                yield Delta(released)
        if released := out.close():
            yield Delta(released)
        letter = await self.on_letter(conversation, state.record()) if state.shows_letter and self.on_letter is not None else ""
        if letter:
            yield Delta(f"\n\n{letter}")
        if withheld := [*withheld, *out.violations]:
            log.warning("release", checks=[v.check for v in withheld])
            count_withheld(v.check for v in withheld)
            state.warnings += (state.pack.text("answers.warning.withheld"),)
        citations = tuple(c for plan in plans for c in plan.citations)
        turn.set_attributes({"outcome": state.outcome, "language": state.pack.code, "model": state.model})
        yield Cited(citations)
        shown = "\n\n".join(filter(None, [self._released(state), letter]))
        reply = self._finish(state, shown, citations, choices)
        unanswered = reply.outcome is Outcome.ABSTAINED and state.first.found is not None and not conversation.temporary
        if unanswered and self.on_unanswered is not None:
            nearest = list(dict.fromkeys(p.topic for p in reply.passages))[:3]
            await self.on_unanswered(state.sealed.text, reply.language, nearest)
        yield Done(reply)

    async def judge(self, sealed_text: str, language: str | None = None) -> tuple[Triage, Document | None]:
        """Triage and document of a text that was sealed before."""
        pack = load_pack(language or detect_language(sealed_text))
        state = await self._understanding.read(Conversation("judge"), Sealed(sealed_text), pack)
        return state.triage, state.first.document

    def release(self, text: str, vault: Vault, *, show_personal: bool = False, own_words: bool = False) -> str:
        """A sealed text as it may be shown: checked, its placeholders put back."""
        return self.guard.release(text, vault, allowed=self._allowed, show_personal=show_personal, own_words=own_words).text

    async def _understand(
        self, conversation: Conversation, text: str, language: str | None, turn: Span | None = None, pictures: tuple[Sealed, ...] = ()
    ) -> TurnState:
        before = conversation.turns[-1].language if conversation.turns else "en"
        if not text and pictures:
            shown = "\n".join(p.text for p in pictures)
            text = load_pack(language or detect_language(shown, before)).text("screenshot.only")
        with stage("seal", turn):
            sealed = await asyncio.to_thread(self.guard.seal, text, conversation.vault)
        conversation.asked_anew(sealed.text)
        pack = load_pack(language or detect_language(sealed.text, before))
        return await self._understanding.read(conversation, replace(sealed, pictures=pictures), pack, turn)

    def _passes(self, vault: Vault, withheld: list[Violation]) -> Callable[[str], bool]:
        """Whether a text may go out; what does not is noted in ``withheld``, each rule once."""

        def passes(text: str) -> bool:
            stream = self.guard.open_stream(vault, allowed=self._allowed)
            stream.feed(text)
            stream.close()
            withheld.extend(v for v in stream.violations if v not in withheld)
            return not stream.violations

        return passes

    def _released(self, state: TurnState) -> str:
        return self.release(state.said, state.conversation.vault)

    def _finish(self, state: TurnState, text: str, citations: tuple[Citation, ...], choices: tuple[Choice, ...]) -> Reply:
        conversation, topic, outcome = state.conversation, state.triage.topic, state.outcome
        # Nothing is done with a secret that was handed over: what else the message asks may still be answered.
        if state.sealed.secrets and (outcome in {Outcome.ASKED, Outcome.ABSTAINED} or state.triage.issue_type is IssueType.SAFETY):
            outcome, choices = Outcome.REFUSED, ()
        conversation.turns.append(replace(state.record(), outcome=outcome))
        conversation.anew = False
        found = ((f.kind, f.cls.value) for f in state.sealed.findings)
        count_turn(outcome.value, state.pack.code, state.model, found, topic, kept=not conversation.temporary)
        log.info(
            "turn",
            outcome=outcome.value,
            topic=topic,
            language=state.pack.code,
            findings=[f.kind for f in state.sealed.findings],
            model=state.model,
        )
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
            state.passages,
            choices,
            state.stranger.verdict if state.stranger else "",
            tuple(s.id for s in state.stranger.signs) if state.stranger else (),
            unread=bool(state.noted),
        )


def languages() -> list[str]:
    """Codes of the languages there are packs for."""
    return list(load_packs())

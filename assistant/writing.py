"""Writing a reply: what to do at once, the model's lead where it passes, the documents' own parts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import structlog
from opentelemetry.trace import Span

from assistant.answering.answer import Plan, abstaining, asking, blocks_after
from assistant.answering.decide import Decision
from assistant.answering.grounding import Grounding
from assistant.answering.lead import LeadSentence, write_lead
from assistant.conversations import Conversation
from assistant.languages import Pack
from assistant.library import Library
from assistant.metrics import MODEL_FAILURES, stage
from assistant.models.chat_model import ChatBackend, ModelState
from assistant.retrieval.retriever import Found
from assistant.types import Channel, Choice, IssueType, Outcome, Sealed, Triage, Urgency

# Seconds a person waits for the model's next sentence before the documents go on alone.
PATIENCE = 10.0
NO_TRIAGE = Triage(IssueType.OTHER, Channel.HELP_CENTER, Urgency.NORMAL)
log = structlog.get_logger()


@dataclass(slots=True)
class TurnState:
    """What a turn has gathered so far, sealed."""

    conversation: Conversation
    sealed: Sealed
    pack: Pack
    query: str
    found: Found | None
    decision: Decision
    triage: Triage = NO_TRIAGE
    said: str = ""
    model: str = "extractive"
    warnings: tuple[str, ...] = ()
    turn: Span | None = None
    """The trace's span of this turn."""


class Writer:
    """Writes the sealed reply of a turn, piece by piece. ``patience`` is in seconds."""

    def __init__(self, library: Library, backend: ChatBackend, patience: float = PATIENCE) -> None:
        self._library, self._backend, self._patience = library, backend, patience

    async def compose(self, state: TurnState, plan: Plan | None, choices: tuple[Choice, ...]) -> AsyncIterator[str]:
        """The pieces in order; says in ``state`` who worded them and what the reader should know."""
        pack = state.pack
        for notice in burnt_notices(state.sealed, pack):
            yield notice + "\n\n"
        if state.triage.alarm and not state.sealed.secrets and not _is_told(plan):
            yield pack.text(f"answers.urgent.{state.triage.alarm}") + "\n\n"
        if state.found is None:
            yield pack.text("answers.reply.building", percent=self._library.state.percent)
        elif plan is not None:
            lead = ""
            async for sentence in self._lead(state, plan):
                lead += sentence
                yield sentence
            for number, block in enumerate(blocks_after(plan, lead)):
                yield ("\n\n" if number or lead else "") + block
        elif state.decision.outcome is Outcome.ASKED and choices:
            yield asking(choices, pack)
        elif not state.sealed.secrets:
            state.decision = Decision(Outcome.ABSTAINED, "", state.decision.choices)
            yield abstaining(state.query, choices, pack)

    async def _lead(self, state: TurnState, plan: Plan) -> AsyncIterator[str]:
        model, pack = self._backend.model, state.pack
        if plan.document is None or plan.document.head.outcome is not Outcome.ANSWERED:
            return
        if model is None:
            if self._backend.state.phase != "off":
                state.warnings += (pack.text("answers.warning.model_waiting", phase=model_phase(self._backend.state, pack)),)
            return
        embedder = self._library.embedder
        assert embedder is not None
        question, dropped = state.sealed.text, []
        grounding = Grounding([p.text for p in plan.parts], question, pack.code, pack.value("answers.hedges"), embedder.embed_documents)
        clock = asyncio.get_running_loop().time
        try:
            with stage("model", state.turn):
                async with asyncio.timeout(self._patience) as limit:
                    async for sentence in write_lead(model, question, plan.parts, pack, grounding):
                        if isinstance(sentence, LeadSentence):
                            state.model = self._backend.state.name
                            limit.reschedule(clock() + self._patience)
                            mark = f" [{sentence.mark}]" if sentence.mark else ""
                            yield sentence.text + mark + ("" if pack.code == "zh" else " ")
                        else:
                            dropped.append(sentence.reason)
        except TimeoutError:
            log.warning("model", error="slow")
            MODEL_FAILURES.labels("slow").inc()
            state.warnings += (pack.text("answers.warning.model_slow"),)
        except Exception as error:  # noqa: BLE001 - any client of any provider: the documents answer instead, and it is said
            log.warning("model", error=type(error).__name__)
            MODEL_FAILURES.labels("down").inc()
            state.warnings += (pack.text("answers.warning.model_down"),)
        if dropped:
            log.info("lead", dropped=dropped)


_BURNT: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("api", lambda kind: kind.startswith(("api", "cloud", "bearer", "jwt", "model_provider", "session", "token", "cookie"))),
    ("login", lambda kind: any(word in kind for word in ("password", "pin", "code", "otp", "totp", "answer", "passphrase"))),
)


def _is_told(plan: Plan | None) -> bool:
    """Whether the answer itself says what to do at once."""
    return plan is not None and plan.document is not None and plan.document.head.category in {"safety", "scope"}


def burnt_notices(sealed: Sealed, pack: Pack) -> list[str]:
    """What to do at once about the secrets in a message, the worst first, each kind of notice once."""
    names = {next((name for name, test in _BURNT if test(f.kind)), "key") for f in sealed.secrets}
    notices = [pack.text(f"answers.burnt.{name}") for name in ("key", "api", "login") if name in names]
    # A bare 64-hex word is hidden because it may be a key: a hidden TXID costs a minute, so the user is told how to say so.
    if any(f.kind == "private_key" and not f.checksum for f in sealed.secrets):
        notices.append(pack.text("answers.burnt.unclear"))
    return notices


def model_phase(state: ModelState, pack: Pack) -> str:
    """The model's state in words."""
    percent = 100 * state.done // state.total if state.total else 0
    return pack.text(f"page.model.{state.phase}", percent=percent)

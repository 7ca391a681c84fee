"""Writing a reply: what to do at once, the model's lead where it passes, the documents' own parts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

import structlog

from assistant.answering.answer import Plan, abstaining, asking, blocks_after
from assistant.answering.grounding import Grounding, Signs
from assistant.answering.lead import Dropped, LeadSentence, write_lead
from assistant.answering.readable import keep_readable
from assistant.corpus.asked_next import KEY as NEXT
from assistant.corpus.venting import is_cursing
from assistant.languages import Pack, other_language, write_in_ours
from assistant.library import Library
from assistant.metrics import MODEL_FAILURES, stage
from assistant.models.chat_model import ChatBackend, ModelState
from assistant.turn import TurnState
from assistant.types import Choice, Outcome, Sealed

# Seconds a person waits for the model's next sentence before the documents go on alone.
PATIENCE = 10.0
# Alarms for what has happened, as against what somebody tries.
DONE_ALREADY = frozenset({"theft", "given_away"})
log = structlog.get_logger()


class Writer:
    """Writes the sealed reply of a turn, piece by piece. ``patience`` is in seconds."""

    def __init__(self, library: Library, backend: ChatBackend, patience: float = PATIENCE) -> None:
        self._library, self._backend, self._patience = library, backend, patience

    async def compose(
        self, state: TurnState, plans: Sequence[Plan], choices: tuple[Choice, ...], passes: Callable[[str], bool]
    ) -> AsyncIterator[str]:
        """The pieces in order; says in ``state`` who worded them and what the reader should know.

        What does not pass is left out sentence by sentence before it is shown, so that what is left reads well.
        """
        if state.is_desperate:
            yield state.pack.text("answers.despair.first") + "\n\n"
        if state.is_desperate and not plans and not state.sealed.secrets:
            state.ask()
            yield state.pack.text("answers.despair.ask")
            return
        if state.noted:
            yield state.noted
        else:
            async for piece in self._pieces(state, plans, choices, passes):
                if kept := keep_readable(piece, passes):
                    yield kept
        if state.letter == "beside":
            yield "\n\n" + state.pack.text("talk.letter.also")

    async def _pieces(
        self, state: TurnState, plans: Sequence[Plan], choices: tuple[Choice, ...], passes: Callable[[str], bool]
    ) -> AsyncIterator[str]:
        pack = state.pack
        for notice in self._notices(state, plans):
            yield notice + "\n\n"
        if state.first.found is None:
            yield self._no_index(pack)
        elif len(plans) > 1:
            yield pack.text("answers.several.opening", count=len(plans))
            for number, plan in enumerate(plans, 1):
                # No lead here: the reader would wait for the model once a problem.
                yield "\n\n" + pack.text("answers.several.heading", number=number, title=plan.title)
                for block in blocks_after(plan, ""):
                    yield "\n\n" + block
        elif plans:
            lead = ""
            async for sentence in self._lead(state, plans[0], passes):
                lead += sentence
                yield sentence
            for number, block in enumerate(blocks_after(plans[0], lead)):
                yield ("\n\n" if number or lead else "") + block
        elif state.outcome is Outcome.ASKED and choices and not state.sealed.secrets:
            yield asking(choices, pack)
        elif not state.sealed.secrets:
            state.abstain()
            yield abstaining(state.first.query, choices, pack)

    def _notices(self, state: TurnState, plans: Sequence[Plan]) -> list[str]:
        """What stands before everything else: what to do at once, what a stranger's text is, that a language is not understood."""
        pack, notices = state.pack, burnt_notices(state.sealed, state.pack)
        if not state.conversation.turns and is_cursing(state.sealed.text):
            notices.append(pack.text("answers.noted.upset"))
        if state.first.opening:
            notices.append(state.first.opening)
        if state.first.corrected:
            notices.append(pack.text("answers.noted.sorry"))
        # Who tells that he has done one of the steps is not told all of them again before the others.
        told = state.first.carried or state.first.headway.done or any(_is_told(p, state) for p in plans)
        if state.triage.alarm and not state.sealed.secrets and not told:
            notices.append(pack.text(f"answers.urgent.{state.triage.alarm}"))
        if state.stranger is not None:
            notices.append(state.stranger.told(pack, self._library.channels))
        if state.outcome is not Outcome.ANSWERED and (other := other_language(state.sealed.text)):
            notices.append(write_in_ours(other))
        return notices

    def _no_index(self, pack: Pack) -> str:
        index = self._library.state
        if index.phase == "failed":
            return pack.text("answers.reply.index_failed", detail=index.detail.rstrip("。. ") or "-")
        return pack.text("answers.reply.building", percent=index.percent)

    async def _lead(self, state: TurnState, plan: Plan, passes: Callable[[str], bool]) -> AsyncIterator[str]:
        model, pack = self._backend.model, state.pack
        # A small model is not let near a person in despair.
        if state.stranger is not None or state.is_desperate or plan.document is None or plan.document.head.outcome is not Outcome.ANSWERED:
            return
        # What was asked next has its answer already, in a sentence or two.
        if plan.parts[0].key == NEXT:
            return
        if model is None:
            if self._backend.state.phase != "off":
                state.warnings += (pack.text("answers.warning.model_waiting", phase=model_phase(self._backend.state, pack)),)
            return
        embedder = self._library.embedder
        assert embedder is not None
        question, dropped = state.sealed.text, []
        grounding = Grounding([p.text for p in plan.parts], question, pack.code, Signs.of(pack), embedder.embed_documents)
        clock = asyncio.get_running_loop().time
        try:
            with stage("model", state.turn):
                async with asyncio.timeout(self._patience) as limit:
                    async for sentence in write_lead(model, question, plan.parts, pack, grounding):
                        if isinstance(sentence, LeadSentence) and not passes(sentence.text):
                            dropped.append("withheld")
                        elif isinstance(sentence, LeadSentence):
                            state.model = self._backend.state.name
                            limit.reschedule(clock() + self._patience)
                            mark = f" [{sentence.mark}]" if sentence.mark else ""
                            yield sentence.text + mark + ("" if pack.code == "zh" else " ")
                        elif isinstance(sentence, Dropped):
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


def _is_told(plan: Plan, state: TurnState) -> bool:
    """Whether the answer itself says what to do at once."""
    if (state.stranger is not None or state.first.again) and state.triage.alarm in DONE_ALREADY:
        return False  # the answer is about the danger, and the harm may be done
    return plan.document is not None and plan.document.head.category in {"safety", "scope"}


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

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
from assistant.drafting.compose import Draft
from assistant.drafting.draft import DraftResult, draft
from assistant.drafting.edited import EditedDraft, check_edited
from assistant.drafting.readiness import Missing
from assistant.errors import InputError
from assistant.guardrails import Vault
from assistant.judging import Judge
from assistant.languages import Pack, detect_language, load_packs
from assistant.letter_material import LetterMaterial, Said
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


class Draftwork:
    """Writes problem descriptions on an assistant. Raises ``GuardError`` when sealing or releasing fails."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._material = LetterMaterial(assistant.guard, assistant.library, assistant.conversations)

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

        ``topic`` is what the letter shall be about; without one it is what most of what was told belongs to. A model other than
        the packaged one translates what the table of phrasings does not hold, unless it shall be ``by_rules`` alone.
        """
        known = load_packs()
        if not languages or not set(languages) <= set(known):
            raise InputError(f"languages {sorted(languages)} cannot be drafted; allowed: one or more of {', '.join(known)}")
        said = await self._material.gather(text, conversation_id, owner, topic)
        spoken = language or detect_language("\n".join(said.turns or said.pictures))
        triage, document = await self._judged(said, topic, spoken)
        result = await self._drafted(self._prepared(said, document, triage, tuple(languages), spoken), by_rules)
        reply = self._released(result, triage, said.vault, show_personal)
        apart = self._left_out(said, triage.topic, known[spoken])
        return replace(reply, warnings=(*apart, *reply.warnings), subjects=said.topics)

    async def letter(self, conversation: Conversation, now: Turn) -> str:
        """The drafts of a conversation and the turn that is being answered, by rules, as markdown: the reader's language first.

        Empty where nothing can be drafted.
        """
        packs = load_packs()
        codes = sorted(packs, key=lambda code: code != now.language)
        try:
            said = await self._material.gather("", conversation.id, conversation.owner, now=now)
            triage, document = await self._judged(said, "", now.language)
        except InputError:
            return ""
        result = await self._drafted(self._prepared(said, document, triage, tuple(codes), now.language), by_rules=True)
        drafts = self._released(result, triage, said.vault, show_personal=False).drafts
        shown = packs[now.language]
        return "\n\n".join(
            shown.text("talk.letter.shown", name=packs[c].text("language.name"), title=drafts[c].title, body=drafts[c].body) for c in codes
        )

    def _prepared(
        self, said: Said, document: Document | None, triage: Triage, languages: tuple[str, ...], language: str
    ) -> Callable[..., DraftResult]:
        """``draft`` with everything but the model that may translate."""
        library = self._assistant.library
        return partial(
            draft,
            said.turns,
            document,
            triage,
            packs=load_packs(),
            glossary=library.glossary,
            evidence=library.evidence,
            now=datetime.now(UTC),
            languages=languages,
            language=language,
            original=said.vault.original,
            codes=library.codes.find_codes,
            pictures=said.pictures,
            said_at=said.at,
            form=said.form,
        )

    async def _judged(self, said: Said, topic: str, language: str) -> tuple[Triage, Document | None]:
        """Where the letter goes, by the topic that was chosen or found in the conversation, else by what all of it says."""
        told = said.turns or said.pictures
        wanted = topic or (said.subject.topic if said.subject else "")
        document = self._assistant.library.document_on(wanted, language)
        if document is None:
            if topic:
                raise InputError(f"there is no topic {topic!r}; allowed: those of `subjects`, or of the passages that a search gives")
            return await self._assistant.judge(said.turns[-1] if len(told) == 1 and said.turns else "\n".join(told), language)
        judge = Judge(self._assistant.library)
        given = judge.given([*said.turns, *said.pictures]) | set(said.given)
        settled = next((t.question for t in said.asked if t.topic == wanted), "\n".join(told))
        # A fear that another subject raised on the way is not the letter's.
        heard = [t for t in said.asked if t.alarm and ((t.outcome is Outcome.ANSWERED and not t.letter) or find_alarm(t.question))]
        alarms = [t.alarm for t in heard if t.alarm == _DONE or self._material.category(t.topic) == document.head.category]
        # Read as one, messages may sound like an emergency that none of them was.
        text = "\n".join(told) if alarms else settled
        triage = judge.triage(text, document, frozenset(given), load_packs()[language], alarm=alarms[-1] if alarms else "")
        if triage.alarm in _FEARED and document.head.category in set(IssueType):
            triage = replace(triage, issue_type=IssueType(document.head.category))
        return triage, document

    def _left_out(self, said: Said, topic: str, pack: Pack) -> tuple[str, ...]:
        """A word on the other problems of the conversation, which the letter leaves out."""
        library, other_topics = self._assistant.library, said.subject.others if said.subject else ()
        others = [library.document_on(other, pack.code) for other in other_topics if other != topic]
        about, titles = library.document_on(topic, pack.code), [d.head.title for d in others if d is not None]
        if about is None or not titles:
            return ()
        return (pack.text("draft.warnings.subject", about=about.head.title, others=pack.value("draft.wording.gap").join(titles)),)

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
        said = await self._material.gather("", conversation_id, owner, topic)
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

    def _released(self, result: DraftResult, triage: Triage, vault: Vault, show_personal: bool) -> DraftReply:
        def release(text: str) -> str:
            return self._assistant.release(text, vault, show_personal=show_personal, own_words=True)

        values = {name: release(value) for name, value in result.slots.as_dict().items()}
        drafts = {code: Draft(release(d.title), release(d.body)) for code, d in result.drafts.items()}
        missing = tuple(Missing(m.item, release(m.text)) for m in result.missing)
        warnings = tuple(release(n.text) for n in result.warnings)
        return DraftReply(drafts, values, missing, result.readiness, warnings, result.made_by, triage)

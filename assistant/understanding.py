"""Understanding a sealed message: its problems, what the search finds for each, whether to answer, where it goes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from opentelemetry.trace import Span

from assistant.answering.compose import is_mere_remark
from assistant.answering.decide import Calibration, Decision
from assistant.answering.follow_up import REMARKS
from assistant.answering.noted import note_remark
from assistant.answering.pointing import Pointed, Pointing
from assistant.answering.several import part_by_search, split_problems
from assistant.answering.talk import asks_if_real, corrects, find_talk, is_question
from assistant.conversations import Conversation
from assistant.corpus.document import Document
from assistant.corpus.fold import fold
from assistant.corpus.index import Index
from assistant.dangers import HARM, is_given_away, raised
from assistant.errors import IndexUnavailable
from assistant.going_on import find_corrected, find_following, find_replying, find_shown, settled
from assistant.handed import Handed
from assistant.judging import Judge
from assistant.languages import Pack
from assistant.letter_request import find_letter_request
from assistant.library import Library
from assistant.lookup import Lookup
from assistant.metrics import stage
from assistant.retrieval.fusion import Scored
from assistant.retrieval.retriever import Found
from assistant.strangers.sent import Stranger, find_stranger
from assistant.triage.alarms import find_alarm, is_explained
from assistant.turn import Problem, TurnState
from assistant.types import IssueType, Outcome, Sealed, Triage, Urgency

# From here on a part of a message that the rules did tell apart is taken for its likeliest subject.
LIKELY = 0.3
# Characters from which the person's own words around a stranger's text are worth searching for.
SAYS_SOMETHING = 6
_URGENT_FIRST = list(Urgency)[::-1]
SCREENSHOT = "screenshot"  # the evidence that a picture is
_UNDECIDED = frozenset({Outcome.ASKED, Outcome.ABSTAINED})
_GRAVE = frozenset({Urgency.HIGH, Urgency.CRITICAL})


class Understanding:
    """Reads sealed messages with a library."""

    def __init__(self, library: Library, calibration: Calibration | None = None) -> None:
        self._library = library
        self._lookup, self._judge, self._handed = Lookup(library, calibration), Judge(library), Handed(library)
        self._pointing: tuple[Index, Pointing] | None = None

    async def read(self, conversation: Conversation, sealed: Sealed, pack: Pack, turn: Span | None = None) -> TurnState:
        """What a message is about, in the words of ``pack``. Where it asks for the letter beside that, the rest of it is read."""
        wanted = None if sealed.secrets or conversation.handing else find_letter_request(sealed.text)
        if wanted is None or not wanted.rest or (wanted.is_short and conversation.subject is not None):
            return await self._read(conversation, sealed, pack, turn)
        state = await self._read(conversation, replace(sealed, text=wanted.rest), pack, turn)
        state.sealed, state.letter = sealed, True
        return state

    async def _read(self, conversation: Conversation, sealed: Sealed, pack: Pack, turn: Span | None = None) -> TurnState:
        said = [turn.question for turn in conversation.turns]
        handing, conversation.handing = conversation.handing, ""
        # What was asked for is handed over in the page's words: nobody else's.
        stranger = None if handing else await asyncio.to_thread(self._stranger, sealed.text, pack)
        if stranger is None and not handing and said and conversation.turns[-1].verdict and asks_if_real(sealed.text):
            stranger = await asyncio.to_thread(self._stranger, f"{said[-1]}\n\n{sealed.text}", pack)
        if sealed.pictures:
            handing = handing or (SCREENSHOT if sealed.text == pack.text("screenshot.only") else "")
            conversation.given.append(SCREENSHOT)
        alarm = "given_away" if stranger is None and is_given_away(self._library, conversation, sealed, pack) else ""
        talk = "" if handing or stranger or alarm or sealed.secrets or sealed.pictures else find_talk(sealed.text)
        if talk and (said or talk == "letter") and not find_alarm(sealed.text):
            problem, answer = self._handed.talk(conversation, sealed, talk, pack)
            return TurnState(conversation, sealed, pack, (problem,), problem.triage, turn, noted=answer)
        noted = await self._handed.over(conversation, sealed, handing, pack) if said and stranger is None and not alarm else None
        if noted is not None:
            problem, answer = noted
            return TurnState(conversation, sealed, pack, (problem,), problem.triage, turn, noted=answer)
        with stage("search", turn):
            if stranger is not None:
                problems = [await self._sent(sealed, stranger, pack)]
            elif alarm:
                problems = [await self._worse(conversation, sealed, alarm, pack)]
            else:
                problems = await self._several(sealed, pack)
                # An alarm may stand between the parts ("no signal. Then login mails."): the whole is then read as one.
                if not problems or (find_alarm(sealed.text) and not any(p.triage.alarm for p in problems)):
                    problems = [await self._one(conversation, sealed, pack)]
        if problems[0].remark:
            first = problems[0]
            replies = [turn.reply for turn in conversation.turns]
            answer = note_remark(first.remark, first.triage, self._library.evidence, pack, conversation.later, replies)
            return TurnState(conversation, sealed, pack, (first,), first.triage, turn, noted=answer)
        problems.sort(key=lambda p: _URGENT_FIRST.index(p.triage.urgency))
        return TurnState(conversation, sealed, pack, tuple(problems), _together(problems, pack), turn, stranger)

    def _stranger(self, text: str, pack: Pack) -> Stranger | None:
        try:
            return find_stranger(text, pack, self._library.channels, self._library.retriever)
        except IndexUnavailable:
            return find_stranger(text, pack, self._library.channels)

    async def _sent(self, sealed: Sealed, stranger: Stranger, pack: Pack) -> Problem:
        """What to do about a stranger's text: searched for in the person's own words, so that it does not steer the search."""
        query = fold(stranger.own)
        found, decision = await self._lookup.look_up(query if len(query) >= SAYS_SOMETHING else fold(sealed.text), pack)
        if found is not None:
            decision = Decision(Outcome.ANSWERED, self._about(stranger, decision, pack), probability=decision.probability)
            found = replace(found, codes=())
        problem = self._problem(sealed, stranger.own, query, found, decision, pack, alarm="asked" if stranger.is_pressing else "")
        # What is asked next is searched for with this: with the document's words where the person had none of his own.
        return problem if query or problem.document is None else replace(problem, query=fold(problem.document.head.title))

    async def _worse(self, conversation: Conversation, sealed: Sealed, alarm: str, pack: Pack) -> Problem:
        """What to do now that a danger has become harm: searched for together with what came before."""
        subject = conversation.subject
        assert subject is not None
        query = f"{subject.query} {fold(sealed.text)}"
        found, decision = await self._lookup.look_up(query, pack)
        document = self._document(found, decision, pack)
        if decision.outcome is not Outcome.ANSWERED or document is None or document.head.category != IssueType.SAFETY:
            decision = Decision(Outcome.ANSWERED, subject.topic)
        problem = self._problem(sealed, sealed.text, query, found, decision, pack, conversation, alarm)
        return replace(problem, again=problem.triage.topic == subject.topic)

    def _about(self, stranger: Stranger, decision: Decision, pack: Pack) -> str:
        """The slug that tells more: what the person's own words found where that is about safety, else by the signs."""
        verification, retriever = self._library.channels.verification, self._library.retriever
        by_sign = [slug for name, slug in verification.topics.items() if name in {s.id for s in stranger.signs}]
        for slug in (decision.slug, *by_sign, verification.topic):
            document = retriever.document(slug, pack.code) if slug else None
            if document is not None and document.head.category == IssueType.SAFETY and document.head.urgency in _GRAVE:
                return slug
        return decision.slug

    async def _one(self, conversation: Conversation, sealed: Sealed, pack: Pack) -> Problem:
        if conversation.turns and (instead := corrects(sealed.text)) and not find_alarm(instead):
            query, found, decision = await find_corrected(self._lookup, instead, conversation, pack)
            return replace(self._problem(sealed, instead, query, found, decision, pack, conversation), text=sealed.text, corrected=True)
        query = fold(sealed.text)
        found, decision = await self._lookup.look_up(query, pack, opening=not conversation.turns)
        if not conversation.turns:
            decision = self._lookup.widened(sealed.text, found, decision)
        subject, goes, said = conversation.subject, "", query
        if found is not None and decision.outcome in _UNDECIDED and conversation.turns and not found.codes:
            query, found, decision = await find_replying(self._lookup, query, found, decision, conversation.turns[-1], pack)
            decision = settled(decision, conversation.turns[-1])
        alarm = find_alarm(sealed.text)
        if query == said and found is not None and subject is not None and not found.codes and not alarm:
            goes, query, found, decision = await find_following(self._lookup, self._library, query, found, decision, subject, pack)
        elif alarm and found is not None:
            decision = raised(self._library, alarm, decision, pack)
        if sealed.pictures and decision.outcome is not Outcome.ANSWERED:
            found, decision = await find_shown(self._lookup, query, sealed, pack) or (found, decision)
        # What goes on with a danger is as urgent as it was, whatever it is worded like.
        goes_on = subject is not None and (goes not in ("", "alone") or (decision.outcome is Outcome.ANSWERED and decision.slug == subject.topic))
        before = subject.alarm if goes_on and subject is not None and subject.alarm in HARM and not is_explained(sealed.text) else ""
        joined = f"{subject.query} {sealed.text}" if goes_on and subject is not None else ""
        text = joined if joined and find_alarm(joined) in ("", before) else sealed.text
        problem = self._problem(sealed, text, query, found, decision, pack, conversation, before)
        again = subject is not None and decision.outcome is Outcome.ANSWERED and problem.triage.topic == subject.topic
        heard = goes if goes in REMARKS and not sealed.secrets and not sealed.pictures else ""
        pointed = await self._pointed(problem.document, sealed.text) if again or heard == "remark" else None
        if pointed is not None and heard:
            problem, again, heard = replace(problem, decision=replace(decision, outcome=Outcome.ANSWERED)), True, ""
        elif again and pointed is None and is_mere_remark(problem.document, sealed.text, pack) and not sealed.secrets and not sealed.pictures:
            problem, again, heard = replace(problem, decision=replace(decision, outcome=Outcome.ASKED)), False, "remark"
        return replace(problem, text=sealed.text, again=again, remark=heard, carried=bool(before or goes_on) and not alarm, pointed=pointed)

    async def _pointed(self, document: Document | None, sealed_text: str) -> Pointed | None:
        """The sentence of a document that was read before which a message points at."""
        if document is None:
            return None
        index, embedder = self._library.retriever.index, self._library.embedder
        if self._pointing is None or self._pointing[0] is not index:
            assert embedder is not None
            self._pointing = index, Pointing(embedder, index.lexical, self._library.glossary)
        return await asyncio.to_thread(self._pointing[1].find, document, sealed_text, asks=is_question(sealed_text))

    async def _several(self, sealed: Sealed, pack: Pack) -> list[Problem]:
        """Two problems and more, each with a subject of its own; none where the message is about one thing."""
        texts = split_problems(sealed.text)
        if len(texts) > 1:
            return _apart([p for text in texts if (p := await self._part(sealed, text, pack)).document is not None])

        async def look(text: str) -> Sequence[Scored]:
            found, _ = await self._lookup.look_up(fold(text), pack)
            return found.scored if found else ()

        # What cannot wait is not to be buried in a list that only the search made out.
        if find_alarm(sealed.text):
            return []
        try:
            retriever = self._library.retriever
        except IndexUnavailable:
            return []

        async def announce(texts: Sequence[str]) -> None:
            await asyncio.to_thread(retriever.prepare, texts)

        texts = await part_by_search(sealed.text, look, retriever.outcomes, self._lookup.calibration, announce)
        parts = [await self._part(sealed, text, pack) for text in texts] if len(texts) > 1 else []
        told = [p for p in parts if p.document is not None]
        # Nobody is told of a theft because half of a message, read alone, looks like one.
        return [] if any(p.document is not None and p.document.head.urgency is Urgency.CRITICAL for p in told) else _apart(told)

    async def _part(self, sealed: Sealed, text: str, pack: Pack) -> Problem:
        """One part of a message by itself; one too short to be answered alone ("充值没到账") is taken for its nearest subject."""
        found, decision = await self._lookup.look_up(text, pack)
        best = found.scored[0] if found and found.scored else None
        unsure = decision.outcome is Outcome.ASKED or (decision.outcome is Outcome.ABSTAINED and best is not None and best.learnt >= LIKELY)
        if best is not None and unsure and best.slug not in self._library.retriever.outcomes:
            decision = replace(decision, outcome=Outcome.ANSWERED, slug=best.slug, choices=())
        return self._problem(sealed, text, text, found, decision, pack)

    def _problem(
        self,
        sealed: Sealed,
        text: str,
        query: str,
        found: Found | None,
        decision: Decision,
        pack: Pack,
        before: Conversation | None = None,
        alarm: str = "",
    ) -> Problem:
        document = self._document(found, decision, pack)
        said = [text for turn in before.turns for text in turn.texts] if before else []
        given = self._judge.given([*said, sealed.text, *(p.text for p in sealed.pictures)], before)
        judged = self._judge.triage(text, document, given, pack, burnt=bool(sealed.secrets), alarm=alarm)
        return Problem(text, query, found, decision, document, judged)

    def _document(self, found: Found | None, decision: Decision, pack: Pack) -> Document | None:
        if found is None or (decision.outcome is Outcome.ABSTAINED and not self._library.retriever.outcomes.get(decision.slug)):
            return None
        return self._library.retriever.document(decision.slug, pack.code)


def _apart(problems: Sequence[Problem]) -> list[Problem]:
    """The problems, each subject once; none unless there are two."""
    apart: dict[str, Problem] = {}
    for problem in problems:
        apart.setdefault(problem.triage.topic, problem)
    return list(apart.values()) if len(apart) > 1 else []


def _together(problems: Sequence[Problem], pack: Pack) -> Triage:
    """The triage of the most urgent problem, which stands first, with a word on the others."""
    first = problems[0].triage
    if len(problems) == 1:
        return first
    said = pack.text("triage.several", count=len(problems))
    alarm = next((p.triage.alarm for p in problems if p.triage.alarm), "")
    return replace(first, reasons=(*first.reasons, said), alarm=alarm)

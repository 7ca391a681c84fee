"""Understanding a sealed message: its problems, what the search finds for each, whether to answer, where it goes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from opentelemetry.trace import Span

from assistant.answering.compose import asks_section, is_mere_remark
from assistant.answering.decide import Calibration, Decision
from assistant.answering.follow_up import REMARKS, begins_anew, part_anew
from assistant.answering.headway import NO_HEADWAY, tells_done
from assistant.answering.noted import note_remark
from assistant.answering.pointing import Pointed
from assistant.answering.talk import asks_if_real, corrects, denied_in, denies, find_talk, is_question, picks_none, without_fine
from assistant.conversations import Conversation
from assistant.corpus.document import Document
from assistant.corpus.fold import fold, length
from assistant.dangers import HARM, raised, worsened
from assistant.going_on import elsewhere, find_corrected, find_following, find_replying, find_shown, settled
from assistant.handed import Handed
from assistant.languages import Pack
from assistant.letter_request import find_letter_request
from assistant.letter_revising import LetterRevising
from assistant.library import Library
from assistant.lookup import Lookup
from assistant.metrics import stage
from assistant.named_subject import NamedSubject
from assistant.problem_maker import ProblemMaker
from assistant.rereading import Rereading
from assistant.several_problems import SeveralProblems
from assistant.stranger_problem import StrangerProblem
from assistant.triage.alarms import find_alarm, is_explained
from assistant.triage.supplied import supplies_only
from assistant.turn import Problem, TurnState
from assistant.types import IssueType, Outcome, Sealed, Triage, Urgency

_URGENT_FIRST = list(Urgency)[::-1]
SCREENSHOT = "screenshot"  # the evidence that a picture is
TOLD_AT_LENGTH = 30  # words, from which a later message may tell several problems without saying so
_UNDECIDED = frozenset({Outcome.ASKED, Outcome.ABSTAINED})


class Understanding:
    """Reads sealed messages with a library."""

    def __init__(self, library: Library, calibration: Calibration | None = None) -> None:
        self._library = library
        self._lookup, self._maker, self._handed = Lookup(library, calibration), ProblemMaker(library), Handed(library)
        self._stranger = StrangerProblem(library, self._lookup, self._maker)
        self._several = SeveralProblems(library, self._lookup, self._maker)
        self._named = NamedSubject(library, self._lookup, self._maker)
        self._rereading, self._revising = Rereading(library), LetterRevising(library)

    async def read(self, conversation: Conversation, sealed: Sealed, pack: Pack, turn: Span | None = None) -> TurnState:
        """What a message is about, in the words of ``pack``. Where it asks for the letter beside that, the rest of it is read."""
        if (revised := self._revised(conversation, sealed, pack, turn)) is not None:
            return revised
        wanted = None if sealed.secrets or conversation.handing else find_letter_request(sealed.text)
        beside = wanted is not None and bool(wanted.rest) and not (wanted.is_short and conversation.subject is not None)
        if wanted is not None and not beside and find_talk(sealed.text) != "letter":
            # "Write it, short": how it shall be, and what it shall say, is no part of what is asked.
            state = await self._read(conversation, replace(sealed, text=wanted.request), pack, turn)
            state.sealed = sealed
            return state
        if wanted is None or not beside:
            state = await self._read(conversation, replace(sealed, text=self._anew(conversation, sealed, pack)), pack, turn)
            state.sealed = sealed
            return state
        state = await self._read(conversation, replace(sealed, text=wanted.rest), pack, turn)
        state.sealed, state.letter = sealed, "beside"
        if state.noted and state.outcome is Outcome.ASKED:
            state.answer()
        return state

    def _anew(self, conversation: Conversation, sealed: Sealed, pack: Pack) -> str:
        """What a message asks: what stands behind "by the way", where nothing before it is asked or cannot wait; else the whole."""
        if not conversation.turns or sealed.secrets or conversation.handing:
            return sealed.text
        before, behind = part_anew(sealed.text, pack)
        calm = before and not is_question(before) and not find_alarm(before) and not find_letter_request(before)
        return behind if calm and is_question(behind) else sealed.text

    def _revised(self, conversation: Conversation, sealed: Sealed, pack: Pack, turn: Span | None) -> TurnState | None:
        """For a message that asks for the letter which stands to be another."""
        apart = conversation.handing or sealed.secrets or sealed.pictures
        revised = None if apart else self._revising.read(conversation, sealed, pack)
        if revised is None:
            return None
        problem, _ = self._handed.talk(conversation, sealed, "letter", pack)
        state = TurnState(conversation, sealed, pack, (problem,), problem.triage, turn, noted=revised.said)
        if revised.stands:
            state.letter = "changed"
            state.answer()
        else:
            state.letter = "wished"
            state.ask()
        return state

    async def _read(self, conversation: Conversation, sealed: Sealed, pack: Pack, turn: Span | None = None) -> TurnState:
        said = [turn.question for turn in conversation.turns]
        handing, conversation.handing = conversation.handing, ""
        # What was asked for is handed over in the page's words, and a letter is asked for in one's own: nobody else's.
        stranger = (
            None if handing or find_talk(sealed.text) == "letter" else await asyncio.to_thread(self._stranger.find, sealed.text, pack)
        )
        if stranger is None and not handing and said and conversation.turns[-1].verdict and asks_if_real(sealed.text):
            stranger = await asyncio.to_thread(self._stranger.find, f"{said[-1]}\n\n{sealed.text}", pack)
        if sealed.pictures:
            handing = handing or (SCREENSHOT if sealed.text == pack.text("screenshot.only") else "")
            conversation.given.append(SCREENSHOT)
        alarm = worsened(self._library, conversation, sealed, pack) if stranger is None else ""
        talk = "" if handing or stranger or alarm or sealed.secrets or sealed.pictures else find_talk(sealed.text)
        if talk and (said or talk == "letter") and not find_alarm(sealed.text):
            problem, answer = self._handed.talk(conversation, sealed, talk, pack)
            state = TurnState(conversation, sealed, pack, (problem,), problem.triage, turn, noted=answer)
            if talk == "letter":
                state.letter = "alone" if problem.document is not None else "early"
            return state
        alone = not (stranger or alarm or handing or sealed.secrets or sealed.pictures or find_alarm(sealed.text))
        if alone and (named := await self._named.find(conversation, sealed, pack)) is not None:
            return TurnState(conversation, sealed, pack, (named,), named.triage, turn)
        noted = await self._handed.over(conversation, sealed, handing, pack) if said and stranger is None and not alarm else None
        if noted is not None:
            problem, answer = noted
            return TurnState(conversation, sealed, pack, (problem,), problem.triage, turn, noted=answer)
        with stage("search", turn):
            if stranger is not None:
                problems = [await self._stranger.make(sealed, stranger, pack)]
            elif alarm:
                problems = [await self._worse(conversation, sealed, alarm, pack)]
            else:
                # What was misread is one thing, however it is put, and so is what was foreseen to be asked next.
                is_one = said and (corrects(sealed.text) or await self._foreseen(conversation, sealed, pack))
                # A reply in a conversation names many things in passing: there, only what says so itself is several problems.
                problems = [] if is_one else await self._several.find(sealed, pack, by_search=not said or length(sealed.text) > TOLD_AT_LENGTH)
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

    async def _foreseen(self, conversation: Conversation, sealed: Sealed, pack: Pack) -> tuple[Pointed, ...]:
        """The answers to a message that the document which is talked about plainly has among what people ask next."""
        if conversation.subject is None or self._library.state.phase != "ready" or begins_anew(sealed.text, pack):
            return ()
        document = self._library.document_on(conversation.subject.topic, pack.code)
        answers = await self._rereading.answers(document, conversation, sealed.text)
        return tuple(one for one in answers if one.sure)

    async def _worse(self, conversation: Conversation, sealed: Sealed, alarm: str, pack: Pack) -> Problem:
        """What to do now that a danger has become harm: searched for together with what came before."""
        subject = conversation.subject
        assert subject is not None
        query = f"{subject.query} {fold(sealed.text)}"
        found, decision = await self._lookup.look_up(query, pack)
        document = self._maker.document(found, decision, pack)
        if decision.outcome is not Outcome.ANSWERED or document is None or document.head.category != IssueType.SAFETY:
            decision = Decision(Outcome.ANSWERED, subject.topic)
        if alarm == "scam" and self._library.document_on(topic := self._library.taxonomy.alarm_topics.get(alarm, ""), pack.code):
            decision = Decision(Outcome.ANSWERED, topic)
        problem = self._maker.make(sealed, sealed.text, query, found, decision, pack, conversation, alarm)
        return replace(problem, again=problem.triage.topic == subject.topic)

    async def _one(self, conversation: Conversation, sealed: Sealed, pack: Pack) -> Problem:
        instead = corrects(sealed.text) if conversation.turns else ""
        # "No wait, it was base" corrects a fact, not what was understood.
        fact = supplies_only(instead, self._library.glossary, self._library.evidence) and not denies(sealed.text)
        if instead and not find_alarm(instead) and not fact:
            return await self._corrected(conversation, sealed, instead, pack)
        query = fold(without_fine(instead or sealed.text) if conversation.turns else sealed.text)
        found, decision = await self._lookup.look_up(query, pack, opening=not conversation.turns)
        if not conversation.turns:
            decision = self._lookup.widened(sealed.text, found, decision)
        subject, goes, said = conversation.subject, "", query
        if found is not None and decision.outcome in _UNDECIDED and conversation.turns and not found.codes:
            query, found, decision = await find_replying(self._lookup, query, found, decision, conversation.turns[-1], pack)
            decision = settled(decision, conversation.turns[-1])
        if found is not None and conversation.turns and conversation.turns[-1].outcome is Outcome.ASKED and picks_none(sealed.text):
            decision = elsewhere(found, decision, conversation.turns[-1], self._library.retriever.outcomes)
        alarm = find_alarm(sealed.text)
        if query == said and found is not None and subject is not None and not found.codes and not alarm:
            next_ones = await self._foreseen(conversation, sealed, pack)
            foreseen, worded = bool(next_ones), any(one.worded for one in next_ones)
            goes, query, found, decision = await find_following(
                self._lookup, self._library, query, found, decision, subject, pack, foreseen=foreseen, worded=worded
            )
        elif alarm and found is not None:
            decision = raised(self._library, alarm, decision, pack)
        if sealed.pictures and decision.outcome is not Outcome.ANSWERED:
            found, decision = await find_shown(self._lookup, query, sealed, pack) or (found, decision)
        # What goes on with a danger is as urgent as it was, whatever it is worded like.
        goes_on = subject is not None and (
            goes not in ("", "alone") or (decision.outcome is Outcome.ANSWERED and decision.slug == subject.topic)
        )
        before = subject.alarm if goes_on and subject is not None and subject.alarm in HARM and not is_explained(sealed.text) else ""
        joined = f"{subject.query} {sealed.text}" if goes_on and subject is not None else ""
        text = joined if joined and find_alarm(joined) in ("", before) else sealed.text
        problem = self._maker.make(sealed, text, query, found, decision, pack, conversation, before)
        again = subject is not None and decision.outcome is Outcome.ANSWERED and problem.triage.topic == subject.topic
        if not again and decision.outcome is Outcome.ANSWERED and any(t.topic == problem.triage.topic for t in conversation.turns):
            # What was read some messages ago is not printed again where it has the answer.
            again = any(one.enough for one in await self._rereading.answers(problem.document, conversation, sealed.text))
        heard = goes if goes in REMARKS and not sealed.secrets and not sealed.pictures else ""
        reads = again or heard == "remark"
        headway = await self._rereading.headway(problem.document if reads else None, conversation, sealed.text, pack)
        pointed = await self._rereading.pointed(problem.document if reads and not headway.done else None, conversation, sealed.text)
        told = bool(pointed) or headway != NO_HEADWAY
        if told and heard:
            problem, again, heard = replace(problem, decision=replace(decision, outcome=Outcome.ANSWERED)), True, ""
        elif again and not told and self._is_remark(problem.document, sealed, pack):
            problem, again, heard = replace(problem, decision=replace(decision, outcome=Outcome.ASKED)), False, "remark"
        carried = bool(before or goes_on) and not alarm
        return replace(problem, text=sealed.text, again=again, remark=heard, carried=carried, pointed=pointed, headway=headway)

    async def _corrected(self, conversation: Conversation, sealed: Sealed, instead: str, pack: Pack) -> Problem:
        """What a message is about that says that the one before was misread, and what it says ``instead``."""
        query, found, decision = await find_corrected(
            self._lookup, self._library, without_fine(instead), denied_in(sealed.text), conversation, pack
        )
        if not denies(sealed.text) and await self._foreseen(conversation, replace(sealed, text=instead), pack):
            # "I just ask whether it comes back": the same again, more urgently.
            decision = Decision(Outcome.ANSWERED, conversation.subject.topic if conversation.subject else "")
        problem = self._maker.make(sealed, instead, query, found, decision, pack, conversation)
        read = decision.outcome is Outcome.ANSWERED and any(turn.topic == problem.triage.topic for turn in conversation.turns)
        pointed = await self._rereading.pointed(problem.document if read else None, conversation, instead)
        # What was read before is not printed again where a piece of it fits, or a section is asked for.
        fits = bool(pointed) and pointed[0].enough
        again = fits or (read and problem.document is not None and asks_section(problem.document, instead, pack))
        misread = not (fits and pointed[0].again)
        return replace(problem, text=instead if again else sealed.text, corrected=misread, again=again, pointed=pointed if fits else ())

    def _is_remark(self, document: Document | None, sealed: Sealed, pack: Pack) -> bool:
        """Whether a message on a document that was read before, which none of its sentences meets, is only to be noted."""
        if sealed.secrets or sealed.pictures:
            return False
        calm = tells_done(sealed.text, pack) or supplies_only(sealed.text, self._library.glossary, self._library.evidence)
        return is_mere_remark(document, sealed.text, pack, calm=calm)


def _together(problems: Sequence[Problem], pack: Pack) -> Triage:
    """The triage of the most urgent problem, which stands first, with a word on the others."""
    first = problems[0].triage
    if len(problems) == 1:
        return first
    said = pack.text("triage.several", count=len(problems))
    alarm = next((p.triage.alarm for p in problems if p.triage.alarm), "")
    return replace(first, reasons=(*first.reasons, said), alarm=alarm)

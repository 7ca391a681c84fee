"""Messages that tell no problem of their own: what was asked for is handed over, or is not at hand; it is solved; write the letter."""

from __future__ import annotations

import asyncio

from assistant.answering.decide import Decision
from assistant.answering.noted import next_item, note_lacking, note_sought, note_supplied
from assistant.answering.talk import Talk
from assistant.conversations import Conversation
from assistant.corpus.document import Document
from assistant.corpus.fold import fold
from assistant.dangers import subject_document
from assistant.drafting.form import platform_name
from assistant.errors import IndexUnavailable
from assistant.judging import Judge
from assistant.languages import Pack
from assistant.letter_request import platform_asked
from assistant.letter_revising import platforms_of
from assistant.library import Library
from assistant.triage.alarms import find_alarm
from assistant.triage.supplied import lacking_items, says_none, sought_items, supplies_only
from assistant.turn import Problem
from assistant.types import Outcome, Sealed, Triage


class Handed:
    """Reads such messages with a library: the problem that they belong to, and what is said to them."""

    def __init__(self, library: Library) -> None:
        self._library, self._judge = library, Judge(library)

    def talk(self, conversation: Conversation, sealed: Sealed, talk: Talk, pack: Pack) -> tuple[Problem, str]:
        """What is said to a message that tells no problem, about the one before it where there is one."""
        subject = conversation.subject
        document = subject_document(self._library, conversation, pack)
        text = "\n".join(turn.question for turn in conversation.turns) if document is not None else sealed.text
        # What only messages read as one sound like has happened to nobody.
        if find_alarm(text) not in {"", *(turn.alarm for turn in conversation.turns)}:
            text = sealed.text
        judged = self._judge.triage(text, document, self._judge.given([text], conversation), pack)
        # A letter that stands in the reply is an answer; without anything told, what happened is asked.
        outcome = Outcome.ANSWERED if talk == "letter" and document is not None else Outcome.ASKED
        decision = Decision(outcome, subject.topic if subject and document else "")
        problem = Problem(sealed.text, subject.query if subject and document else "", None, decision, document, judged)
        channel = pack.text(f"page.channels.{judged.channel.value}")
        if document is None and talk == "letter":
            return problem, pack.text("talk.letter.first")
        to = platform_asked(sealed.text, platforms_of(self._library)) if talk == "letter" else ""
        if to:
            return problem, pack.text("letter.said.other", what=platform_name(to, pack.code))
        noted = self._brought(conversation, sealed, document, text, pack) if talk == "letter" else ""
        return problem, noted + pack.text(f"talk.{talk}.reply", channel=channel)

    def _brought(self, conversation: Conversation, sealed: Sealed, document: Document | None, before: str, pack: Pack) -> str:
        """That the facts which came with the request are noted; empty where none came."""
        judge, evidence = self._judge, self._library.evidence
        had = {i.item for i in judge.triage(before, document, judge.given([before], conversation), pack).evidence if i.have}
        now = judge.triage(before, document, judge.given([before, sealed.text], conversation), pack).evidence
        names = [evidence.item(i.item).name.in_language(pack.code) for i in now if i.have and i.item not in had and i.item in evidence.ids]
        return pack.text("answers.noted.noted", given=pack.text("answers.noted.and").join(names)) + "\n\n" if names else ""

    async def over(self, conversation: Conversation, sealed: Sealed, handing: str, pack: Pack) -> tuple[Problem, str] | None:
        """For a message that only hands over what the problem before it needs, says that it is not there, or asks where it is found: that
        problem, and what is still to be found. ``handing`` is what the page says that it is."""
        if sealed.secrets or (document := self._document(conversation, pack)) is None:
            return None
        said = [text for turn in conversation.turns for text in turn.texts]
        if not handing and (sought := sought_items(sealed.text, self._library.evidence)):
            judged = self._judge.triage("\n".join([*said, sealed.text]), document, self._judge.given(said, conversation), pack)
            return await self._problem(conversation, sealed, document, judged), note_sought(sought, self._library.evidence, pack)
        if not handing and (lacking := self._lacking(conversation, sealed, document, said, pack)):
            conversation.later += [item for item in lacking if item not in conversation.later]
            judged = self._judge.triage("\n".join([*said, sealed.text]), document, self._judge.given(said, conversation), pack)
            told = note_lacking(lacking, judged.evidence, self._library.evidence, pack, conversation.later)
            return await self._problem(conversation, sealed, document, judged), told
        if not (handing or supplies_only(sealed.text, self._library.glossary, self._library.evidence)):
            return None
        return await self._supplied(conversation, sealed, document, said, handing, pack)

    async def _supplied(
        self, conversation: Conversation, sealed: Sealed, document: Document, said: list[str], handing: str, pack: Pack
    ) -> tuple[Problem, str] | None:
        judge = self._judge
        before = judge.triage("\n".join(said), document, judge.given(said, conversation), pack)
        if handing:
            conversation.given.append(handing)
        here = [sealed.text, *(p.text for p in sealed.pictures)]
        judged = judge.triage("\n".join([*said, sealed.text]), document, judge.given([*said, *here], conversation), pack)
        had = {item.item for item in before.evidence if item.have}
        fresh = [item for item in judged.evidence if item.have and item.item not in had]
        if not fresh:
            return None
        told = note_supplied(fresh, judged.evidence, self._library.evidence, pack, conversation.later)
        return await self._problem(conversation, sealed, document, judged), told

    def _lacking(self, conversation: Conversation, sealed: Sealed, document: Document, said: list[str], pack: Pack) -> tuple[str, ...]:
        """Ids of what the message says not to be there: what it names, else what was asked for last."""
        evidence = self._library.evidence
        if named := lacking_items(sealed.text, evidence):
            return tuple(item for item in document.head.evidence if item in named)
        if not says_none(sealed.text):
            return ()
        judged = self._judge.triage("\n".join(said), document, self._judge.given(said, conversation), pack)
        wanted = next_item(judged.evidence, evidence, conversation.later)
        asked = wanted is not None and wanted.name.in_language(pack.code) in conversation.turns[-1].reply
        return (wanted.id,) if wanted is not None and asked else ()

    def _document(self, conversation: Conversation, pack: Pack) -> Document | None:
        last = next((turn for turn in reversed(conversation.turns) if turn.topic), None)
        try:
            document = self._library.retriever.document(last.topic, pack.code) if last is not None else None
        except IndexUnavailable:
            return None
        return document if document is not None and document.head.outcome is Outcome.ANSWERED else None

    async def _problem(self, conversation: Conversation, sealed: Sealed, document: Document, judged: Triage) -> Problem:
        last = next(turn for turn in reversed(conversation.turns) if turn.topic)
        found = await asyncio.to_thread(self._library.retriever.search, fold(last.question), 5, document.head.language)
        return Problem(sealed.text, last.question, found, Decision(Outcome.ASKED, last.topic), document, judged)

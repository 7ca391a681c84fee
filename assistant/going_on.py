"""How a message goes on with the conversation: a word that replies to a question back, more on what is talked about, pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.answering.answer import FEW_CHOICES
from assistant.answering.decide import Decision
from assistant.answering.follow_up import REMARKS, Bounds, Goes, Look, begins_anew, goes_on, names_more, stands_alone
from assistant.answering.talk import is_question
from assistant.conversations import Conversation, Turn
from assistant.corpus.fold import fold, length
from assistant.corpus.said import words_of
from assistant.dangers import HARM, is_grave
from assistant.languages import Pack
from assistant.library import Library
from assistant.lookup import Lookup
from assistant.retrieval.retriever import Found
from assistant.triage.alarms import is_explained
from assistant.types import IssueType, Outcome, Sealed

# Coins that come in and coins that go out: by the same words ("confirmed, 12 hours ago") a message can tell of either.
_OPPOSITE: dict[str, str] = {IssueType.DEPOSIT: IssueType.WITHDRAWAL, IssueType.WITHDRAWAL: IssueType.DEPOSIT}
_MOVES = frozenset({"deposit", "withdraw"})
_AS_SURE = 0.05  # how much surer the correction alone must be than with what was asked before
_OTHERWISE = 0.65  # the score from which another subject may be what was meant
_OVERLOOKED = 0.9  # how sure a choice must be that was offered and denied
_LONG = 5  # letters of a word that is not one of those which any text has
_BEFORE = 300  # characters of the problem before that a follow-up is searched with
_PICTURED = 400  # characters of pictures that are searched with


async def find_replying(
    lookup: Lookup, query: str, found: Found, decision: Decision, last: Turn, pack: Pack
) -> tuple[str, Found, Decision]:
    """What is searched for and found by a word that replies to a question back: after "不到账", which case it was, "提币"."""
    if last.outcome is not Outcome.ASKED or last.query:
        return query, found, decision
    joined = f"{last.question[:_BEFORE]} {query}"
    both, told = await lookup.look_up(joined, pack)
    if both is None or told.outcome not in {Outcome.ANSWERED, Outcome.ASKED}:
        return query, found, decision
    return joined, both, told


async def find_corrected(
    lookup: Lookup, library: Library, message: str, denied: str, conversation: Conversation, pack: Pack
) -> tuple[str, Found | None, Decision]:
    """What a message asks that says that the one before was misread; ``message`` is what it says instead of what is ``denied``.

    It is looked up by itself, then with what was asked before the misreading, which is left out.
    """
    misread = conversation.subject
    found, decision = await lookup.look_up(message, pack)
    before = next((t.query for t in reversed(conversation.turns) if t.query and misread is not None and t.topic != misread.topic), "")
    joined = f"{before or fold(conversation.turns[0].question)[:_BEFORE]} {message}"
    both, told = await lookup.look_up(joined, pack)
    alone = decision.probability - _AS_SURE if decision.outcome is Outcome.ANSWERED else 0.0
    if both is not None and told.outcome in {Outcome.ANSWERED, Outcome.ASKED} and (told.probability >= alone or told.outcome is Outcome.ASKED):
        message, found, decision = joined, both, told
    if found is None or misread is None or decision.outcome is not Outcome.ANSWERED or decision.slug != misread.topic:
        return message, found, decision
    # What was said not to be meant is not said again, nor its neighbours.
    not_meant = _names(library, denied)
    if not not_meant & _names(library, _title(library, misread.topic, pack)):
        return message, found, decision
    there = (s for s in found.scored if s.slug not in library.retriever.outcomes)
    others = [s for s in there if not not_meant & _names(library, _title(library, s.slug, pack))][:FEW_CHOICES]
    if not others:
        return message, found, decision
    if others[0].score >= _OTHERWISE:
        return message, found, replace(decision, slug=others[0].slug)
    return message, found, Decision(Outcome.ASKED, others[0].slug, tuple(s.slug for s in others[:3]))


def _names(library: Library, text: str) -> frozenset[str]:
    """The things of the glossary that a text names, and its longer words."""
    folded = fold(text)
    words = (word for word in words_of(folded) if not word.isascii() or len(word) >= _LONG)
    return frozenset(term.id for term in library.glossary.find_terms(folded)) | frozenset(words)


def _title(library: Library, slug: str, pack: Pack) -> str:
    document = library.document_on(slug, pack.code)
    return document.head.title if document is not None else ""


def settled(decision: Decision, last: Turn) -> Decision:
    """One question back is enough: where it is asked again, the best of what was offered twice is answered."""
    # The commonest problems were no guess at what was meant.
    if decision.outcome is not Outcome.ASKED or last.outcome is not Outcome.ASKED or len(last.choices) > FEW_CHOICES:
        return decision
    twice = next((slug for slug in decision.choices if slug in last.choices), "")
    return replace(decision, outcome=Outcome.ANSWERED, slug=twice, choices=()) if twice else decision


def elsewhere(found: Found, decision: Decision, last: Turn, outcomes: Mapping[str, Outcome]) -> Decision:
    """The decision on a message that says that it is none of what the last reply offered: what comes nearest beside that.

    What it then says word for word may have been offered and overlooked.
    """
    if decision.outcome is Outcome.ANSWERED and decision.probability >= _OVERLOOKED:
        return decision
    if decision.slug not in last.choices:
        return replace(decision, choices=tuple(slug for slug in decision.choices if slug not in last.choices))
    others = [s for s in found.scored if s.slug not in last.choices and s.slug not in outcomes][:FEW_CHOICES]
    if not others:
        return decision
    if others[0].score >= _OTHERWISE:
        return Decision(Outcome.ANSWERED, others[0].slug)
    return Decision(Outcome.ASKED, others[0].slug, tuple(s.slug for s in others))


async def find_following(
    lookup: Lookup, library: Library, query: str, found: Found, decision: Decision, subject: Turn, pack: Pack, *, foreseen: bool = False, worded: bool = False
) -> tuple[Goes, str, Found, Decision]:
    """How a message goes on with ``subject``, what is then searched for, and what that found.

    ``foreseen``: the document on the subject has it among what people ask next; ``worded``: almost letter by letter.
    """
    before = subject.query[:_BEFORE]
    for code in library.codes.find_codes(before):
        # An error code is looked up exactly: that of the problem before would answer whatever is asked next.
        before = before.replace(code, " ")
    joined = f"{before} {query}"
    behind, told = await lookup.look_up(joined, pack)
    if behind is None:
        return "alone", query, found, decision
    more = names_more(query, subject.query, library.glossary)
    outcomes = library.retriever.outcomes
    elsewhere = decision.outcome is Outcome.ANSWERED and decision.slug != subject.topic
    if foreseen and not begins_anew(query, pack) and not (elsewhere and not worded and (more or stands_alone(Look(decision, found.scored), outcomes, Bounds()))):
        return "stays", joined, behind, Decision(Outcome.ANSWERED, subject.topic)

    def grave(slug: str) -> bool:
        return is_grave(library.retriever.document(slug, pack.code))

    moves = frozenset(term.id for term in library.glossary.find_terms(query)) & _MOVES
    way = _OPPOSITE.get(_category(library, subject.topic, pack))

    def against(slug: str) -> bool:
        return not moves and way is not None and _category(library, slug, pack) == way

    # In the middle of a theft what tells one more thing is of the theft.
    looks = Look(decision, found.scored), Look(told, behind.scored)
    if subject.alarm in HARM and not is_explained(query) and not begins_anew(query, pack) and length(query) <= Bounds().words:
        apart = is_question(query) and stands_alone(looks[0], outcomes, Bounds())
        if not apart:
            return "stays", joined, behind, Decision(Outcome.ANSWERED, subject.topic)
    goes = goes_on(query, subject.topic, *looks, outcomes, pack, more=more, grave=grave, against=against)
    if goes == "alone" and elsewhere and grave(decision.slug) and not grave(subject.topic) and is_explained(query):
        # "I was not robbed!" is no robbery, though nothing else lies as near to it.
        return "stays", joined, behind, Decision(Outcome.ANSWERED, subject.topic)
    if goes == "alone" and decision.outcome is Outcome.ASKED and grave(subject.topic) and not (more and begins_anew(query, pack)):
        # Who was warned and still asks ("if I pay half of it?") is told again, not offered other subjects.
        return "stays", joined, behind, Decision(Outcome.ANSWERED, subject.topic)
    if goes == "alone":
        return goes, query, found, decision
    if goes in REMARKS:
        return goes, subject.query, behind, Decision(Outcome.ASKED, subject.topic)
    return goes, joined, behind, told if goes == "behind" else Decision(Outcome.ANSWERED, subject.topic)


def _category(library: Library, slug: str, pack: Pack) -> str:
    document = library.document_on(slug, pack.code)
    return document.head.category if document is not None else ""


async def find_shown(lookup: Lookup, query: str, sealed: Sealed, pack: Pack) -> tuple[Found | None, Decision] | None:
    """What the pictures say beside the words, where only that finds an answer. A picture can point at a document, and at nothing else."""
    shown = fold(" ".join(p.text for p in sealed.pictures))[:_PICTURED]
    for more in (f"{query} {shown}", shown):
        found, decision = await lookup.look_up(more, pack)
        if decision.outcome is Outcome.ANSWERED:
            return found, decision
    return None

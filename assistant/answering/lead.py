"""The lead: the model's own words on this person's case, let through sentence by sentence as the passages hold them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.answering.compose import Part
from assistant.answering.grounding import RECAP, Grounding, content
from assistant.answering.sentences import SentenceStream
from assistant.languages import Pack

MAX_TOKENS = 160
MAX_SENTENCES = 2
_SAME = 0.9
_MARK = re.compile(r"\s*[\[【]\d+[\]】]")
_HALF = re.compile(r"[;；]$")
_LIST = re.compile(r"^\s*(?:[-*•]|\d+[.、)])\s*")


@dataclass(frozen=True, slots=True)
class LeadSentence:
    """A sentence that passed, with the mark of the part that holds it; empty when it only tells the case back."""

    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that did not pass and why; the text is the model's and is not shown."""

    text: str
    reason: str


def messages(question: str, parts: Sequence[Part], pack: Pack) -> list[BaseMessage]:
    """The prompt: a fixed head, which the server caches, then this case. Its length is what a user waits for.

    The steps are left out: they are shown word for word below the lead, and a small model retells them wrongly.
    """
    notes = " ".join(" ".join(p.text.split()) for p in parts if p.key in {"situation", "effort"})
    return [SystemMessage(pack.prompt("lead")), HumanMessage(pack.prompt("lead_case", notes=notes, question=" ".join(question.split())))]


async def write_lead(
    model: BaseChatModel, question: str, parts: Sequence[Part], pack: Pack, grounding: Grounding
) -> AsyncIterator[LeadSentence | Dropped]:
    """Stream the sentences that pass, and say which were dropped. Errors of the model's client pass through."""
    stream, passed = SentenceStream(), 0
    seen: set[str] = set()
    async for chunk in model.astream(messages(question, parts, pack), max_tokens=MAX_TOKENS):
        for sentence in stream.feed(str(chunk.text)):
            verdict = _judge(sentence, seen, question, parts, grounding, pack)
            if verdict is not None:
                yield verdict
                passed += isinstance(verdict, LeadSentence)
            if passed >= MAX_SENTENCES:
                return
    for sentence in stream.close():
        verdict = _judge(sentence, seen, question, parts, grounding, pack)
        if verdict is not None:
            yield verdict


def _judge(
    sentence: str, seen: set[str], question: str, parts: Sequence[Part], grounding: Grounding, pack: Pack
) -> LeadSentence | Dropped | None:
    text = _LIST.sub("", _MARK.sub("", sentence)).strip().replace("**", "")
    if not text or text in seen:
        return None
    seen.add(text)
    if not _speaks_to_you(text, pack):
        return Dropped(text, "voice")
    support = grounding.check(text)
    if not support.supported:
        return Dropped(text, support.reason)
    if _repeats(text, parts):
        return Dropped(text, "repeats")
    if support.index == RECAP:
        return LeadSentence(text, "")
    # True, but of something else: at the head of a reply it reads as its answer.
    if not content(text) & content(question):
        return Dropped(text, "aside")
    return LeadSentence(_HALF.sub("。" if pack.code == "zh" else ".", text), parts[support.index].mark)


def _speaks_to_you(text: str, pack: Pack) -> bool:
    """False for a question, for the user's words said in the first person, and for the prompt's own words."""
    low = f" {text.lower()} "
    return not text.rstrip("”’」\"' ").endswith(("?", "？")) and not any(word in low for word in pack.value("answers.not_in_a_lead"))


def _repeats(text: str, parts: Sequence[Part]) -> bool:
    """Whether the sentence only says what the reader sees right below it."""
    below = next((content(part.text) for part in parts if part.key == "situation"), set())
    words = content(text)
    return len(words & below) >= _SAME * len(words)

"""Which of the problems of a conversation a letter is about: the one that most of what was told belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.follow_up import begins_anew
from assistant.answering.talk import find_talk
from assistant.conversations import Turn
from assistant.languages import load_pack
from assistant.types import IssueType, Outcome

_OVER = frozenset({"solved", "enough"})
# How one is helped, not what is wrong: a letter is about these only where nothing else was talked about.
_WAYS = frozenset({IssueType.CHANNELS, IssueType.SUPPORT_PROCESS, IssueType.OTHER, ""})


@dataclass(frozen=True, slots=True)
class Subject:
    """``topic`` is empty where no turn found one; ``turns`` are those that tell of it; ``others`` are the topics of problems left out."""

    topic: str
    turns: tuple[Turn, ...]
    others: tuple[str, ...] = ()


def find_subject(turns: Sequence[Turn], weigh: Callable[[str], int], category: Callable[[str], str], chosen: str = "") -> Subject:
    """The subject of a letter from ``turns``.

    ``weigh`` says how much a sealed message tells; ``category`` is a topic's kind of problem. A problem that was said to be solved, and one
    that a message sets apart itself ("another thing: …"), are problems of their own. ``chosen``, a topic, wins over all of that.
    """
    threads = _threads(turns, category)
    weights = [sum(weigh(t.question) for t in thread) if not _is_over(thread) or len(threads) == 1 else 0 for thread in threads]
    best = max(range(len(threads)), key=lambda n: (weights[n], n))
    if chosen:
        best = next((n for n in range(len(threads)) if chosen in {t.topic for t in threads[n]}), best)
    topics = [_topic(thread, weigh, category) for thread in threads]
    others = dict.fromkeys(topic for n, topic in enumerate(topics) if n != best and topic)
    return Subject(chosen or topics[best], tuple(threads[best]), tuple(t for t in others if t != (chosen or topics[best])))


def topics_of(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The topics that a conversation settled on, each once, in order."""
    return tuple(dict.fromkeys(turn.topic for turn in turns if _is_settled(turn)))


def _is_settled(turn: Turn) -> bool:
    return bool(turn.query and turn.topic)


def _is_over(thread: Sequence[Turn]) -> bool:
    return find_talk(thread[-1].question) in _OVER


def _threads(turns: Sequence[Turn], category: Callable[[str], str]) -> list[list[Turn]]:
    threads: list[list[Turn]] = [[]]
    for turn in turns:
        before = {category(t.topic) for t in threads[-1] if _is_settled(t)}
        known = {t.topic for t in threads[-1] if _is_settled(t)}
        if before and _is_settled(turn) and turn.topic not in known:
            anew = begins_anew(turn.question, load_pack(turn.language)) and turn.outcome is Outcome.ANSWERED
            if (anew and category(turn.topic) not in before) or _is_over(threads[-1]):
                threads.append([])
        threads[-1].append(turn)
    return threads


def _topic(thread: Sequence[Turn], weigh: Callable[[str], int], category: Callable[[str], str]) -> str:
    """Of the kind of problem that most was told of, the topic that most was told of; of two alike the kind told last, the topic told first."""
    weights: dict[str, int] = {}
    waiting, last = 0, ""
    for turn in thread:
        told = weigh(turn.question)
        if _is_settled(turn):
            last = turn.topic
            weights[last] = weights.pop(last, 0) + told + waiting
            waiting = 0
        elif last:
            weights[last] += told
        else:
            waiting += told
    kinds: dict[str, int] = {}
    for topic, weight in weights.items():
        kinds[category(topic)] = kinds.pop(category(topic), 0) + weight
    if problems := {kind: weight for kind, weight in kinds.items() if kind not in _WAYS}:
        kinds = problems
    if not kinds:
        return ""
    kind = max(reversed(kinds), key=lambda k: kinds[k])
    first = dict.fromkeys(t.topic for t in thread if t.topic in weights and category(t.topic) == kind)
    return max(first, key=lambda t: weights[t])

"""How fast a redaction tool is on short messages as they come to support, and where the guard's own time goes.

Three sets: questions that hold nothing to hide (the retrieval cases), messages that all hold something (the guard's cases), and
four of the former to one of the latter, as in a support chat. One core, processor time of each message alone: first of messages that
the tool has never met, after some hundred others, as they come in use; then the best of three after a warm pass, since other programs
on the machine only ever add to it.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from evals.guard_bench.tools import Redact

_QUESTIONS = Path(__file__).parent.parent / "retrieval" / "cases.jsonl"
_ORDINARY, _ORDINARY_PER_FINDING = 1000, 4
_ROUNDS = 3
_OTHERS, _UNSEEN = 300, 300
_REST = "overlaps, the second look, placeholders"


@dataclass(frozen=True, slots=True)
class Pace:
    """``speed`` in million bytes a second; ``median`` and ``p95`` in milliseconds a message."""

    speed: float
    median: float
    p95: float


def corpora(with_findings: Sequence[str], seed: int) -> dict[str, list[str]]:
    """The three sets by name."""
    rng = random.Random(seed)
    questions = [json.loads(line)["query"] for line in _QUESTIONS.read_text("utf-8").splitlines()]
    ordinary = rng.sample(questions, min(_ORDINARY, len(questions)))
    found = rng.sample(with_findings, min(len(with_findings), len(ordinary) // _ORDINARY_PER_FINDING))
    return {
        "ordinary": ordinary,
        "with findings": list(with_findings),
        "mix 4:1": rng.sample([*ordinary, *found], len(ordinary) + len(found)),
    }


def unseen(with_findings: Sequence[str], seen: Sequence[str], seed: int) -> dict[str, tuple[list[str], list[str]]]:
    """Two sets by name, each as other messages to begin with and messages to be timed, none of them in ``seen``."""
    rng = random.Random(seed)
    known = set(seen)
    questions = [json.loads(line)["query"] for line in _QUESTIONS.read_text("utf-8").splitlines()]
    sets = {"ordinary": questions, "with findings": list(with_findings)}
    halves = {}
    for name, texts in sets.items():
        left = sorted({text for text in texts if text not in known})
        rng.shuffle(left)
        halves[name] = left[:-_UNSEEN][:_OTHERS], left[-_UNSEEN:]
    return halves


def first_pace(redact: Redact, others: Sequence[str], texts: Sequence[str]) -> Pace:
    """How fast ``redact`` goes through ``texts`` when it meets them for the first time, having met ``others``."""
    for text in others:
        redact(text)
    return _pace(texts, [_seconds(redact, text) for text in texts])


def pace(redact: Redact, texts: Sequence[str]) -> Pace:
    """How fast ``redact`` goes through ``texts``."""
    rounds = [[_seconds(redact, text) for text in texts] for _ in range(_ROUNDS + 1)][1:]
    return _pace(texts, [min(taken) for taken in zip(*rounds, strict=True)])


def _pace(texts: Sequence[str], seconds: Sequence[float]) -> Pace:
    size = sum(len(text.encode()) for text in texts)
    return Pace(size / sum(seconds) / 1e6, median(seconds) * 1e3, quantiles(seconds, n=20)[-1] * 1e3)


def where(texts: Sequence[str]) -> list[tuple[str, float]]:
    """Microseconds a message that each part of the guard takes, the costliest first; parts are timed alone."""
    from assistant.guardrails import Guard
    from assistant.guardrails.detector import Scan
    from assistant.guardrails.normalise import normalise

    guard = Guard()
    engine = guard.engine
    spent: Counter[str] = Counter()

    def timed(name: str, work: Callable[[], object]) -> float:
        seconds = min(_seconds(lambda _: work(), "") for _ in range(_ROUNDS))
        spent[name] += seconds
        return seconds

    for text in texts:
        plain = normalise(text).text
        first = timed("normalise", lambda text=text: normalise(text))
        scan = Scan(plain, engine.words)
        fired = list(engine.fired(scan))
        first += timed("which detectors could fire", lambda plain=plain: engine.fired(Scan(plain, engine.words)))
        for detector in fired:
            name = detector.find.__module__.rsplit(".", 1)[-1]
            first += timed(name, lambda plain=plain, find=detector.find: list(find(Scan(plain, engine.words))))
        whole = min(_seconds(guard.redact, text) for _ in range(_ROUNDS))
        spent[_REST] += whole - first
    return [(name, seconds / len(texts) * 1e6) for name, seconds in spent.most_common()]


def lines(tools: Sequence[tuple[str, Redact]], with_findings: Sequence[str], others: Sequence[str], seed: int) -> Iterator[str]:
    """Two tables, a line a tool: messages met for the first time (``others`` are with findings, too), and met before; then where the
    guard's time goes.
    """
    sets = corpora(with_findings, seed)
    fresh = unseen(others, [text for texts in sets.values() for text in texts], seed)
    yield f"{'MB/s (median, p95 ms)':20} " + " ".join(f"{name + ', first met':>26}" for name in fresh)
    for name, redact in tools:
        yield _row(name, [first_pace(redact, *texts) for texts in fresh.values()])
    yield f"{'MB/s (median, p95 ms)':20} " + " ".join(f"{name:>26}" for name in sets)
    for name, redact in tools:
        yield _row(name, [pace(redact, texts) for texts in sets.values()])
    for name in ("ordinary", "with findings"):
        parts = where(sets[name][:500])
        rest = sum(taken for _, taken in parts[8:])
        yield f"where the guard's time goes, {name} (µs a message): " + ", ".join(
            f"{p} {t:.1f}" for p, t in [*parts[:8], ("the other detectors", rest)]
        )


def _row(name: str, paces: Sequence[Pace]) -> str:
    return f"{name:20} " + " ".join(f"{p.speed:11.2f} ({p.median:5.3f}, {p.p95:6.3f})" for p in paces)


def _seconds(redact: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    redact(text)
    return time.process_time() - start

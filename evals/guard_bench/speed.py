"""How fast a redaction tool is on short messages as they come to support, and where the guard's own time goes.

Three sets: questions that hold nothing to hide (the retrieval cases), messages that all hold something (the guard's cases), and
four of the former to one of the latter, as in a support chat. One core, processor time of each message alone, the best of three
after a warm pass, since other programs on the machine only ever add to it.
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


def pace(redact: Redact, texts: Sequence[str]) -> Pace:
    """How fast ``redact`` goes through ``texts``."""
    rounds = [[_seconds(redact, text) for text in texts] for _ in range(_ROUNDS + 1)][1:]
    best = [min(taken) for taken in zip(*rounds, strict=True)]
    size = sum(len(text.encode()) for text in texts)
    return Pace(size / sum(best) / 1e6, median(best) * 1e3, quantiles(best, n=20)[-1] * 1e3)


def where(texts: Sequence[str]) -> list[tuple[str, float]]:
    """Microseconds a message that each part of the guard takes, the costliest first; parts are timed alone."""
    from assistant.guardrails import Guard
    from assistant.guardrails.detector import Scan
    from assistant.guardrails.normalise import normalise

    engine = Guard().engine
    spent: Counter[str] = Counter()

    def timed(name: str, work: Callable[[], object]) -> None:
        spent[name] += min(_seconds(lambda _: work(), "") for _ in range(_ROUNDS))

    for text in texts:
        plain = normalise(text).text
        timed("normalise", lambda text=text: normalise(text))
        timed("which detectors could fire", lambda plain=plain: list(engine.fired(Scan(plain, engine.words))))
        for detector in engine.fired(Scan(plain, engine.words)):
            name = detector.find.__module__.rsplit(".", 1)[-1]
            timed(name, lambda plain=plain, find=detector.find: list(find(Scan(plain, engine.words))))
    return [(name, seconds / len(texts) * 1e6) for name, seconds in spent.most_common()]


def lines(tools: Sequence[tuple[str, Redact]], with_findings: Sequence[str], seed: int) -> Iterator[str]:
    """The table, a line a tool, then where the guard's time goes."""
    sets = corpora(with_findings, seed)
    yield f"{'MB/s (median, p95 ms)':20} " + " ".join(f"{name:>26}" for name in sets)
    for name, redact in tools:
        paces = [pace(redact, texts) for texts in sets.values()]
        yield f"{name:20} " + " ".join(f"{p.speed:11.2f} ({p.median:5.3f}, {p.p95:6.3f})" for p in paces)
    for name in ("ordinary", "with findings"):
        parts = where(sets[name][:500])
        rest = sum(taken for _, taken in parts[8:])
        yield f"where the guard's time goes, {name} (µs a message): " + ", ".join(
            f"{p} {t:.1f}" for p, t in [*parts[:8], ("the rest", rest)]
        )


def _seconds(redact: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    redact(text)
    return time.process_time() - start

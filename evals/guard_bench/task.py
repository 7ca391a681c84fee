"""``python -m evals.guard_bench``: recall, survival and speed of the guard beside other tools, on cases made in this run.

Hidden: nothing of the value is left (of a phrase: none of its words that the sentence does not use). Kept: the
identifier stands character for character. Speed: see ``speed``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evals.guard_bench.cases import Case, cases
from evals.guard_bench.composed import composed
from evals.guard_bench.documents import documents
from evals.guard_bench.speed import lines
from evals.guard_bench.tools import Redact, tools

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1."""

    secrets: float
    personal: float
    kept: float


def measure(redact: Redact, corpus: Sequence[Case]) -> Score:
    """What ``redact`` does to ``corpus``."""
    hidden: dict[bool, list[bool]] = {True: [], False: []}
    kept: list[bool] = []
    for case in corpus:
        redacted = redact(case.text)
        if case.hide:
            hidden[case.kind == "personal"].append(not _left(case, redacted))
        kept += [value in redacted for value in case.keep]
    return Score(_share(hidden[False]), _share(hidden[True]), _share(kept))


def main(seed: int = 0, variants: int = 3) -> None:
    """Print a line a tool."""
    corpus = _corpus(seed, variants)
    print(f"{len(corpus)} messages of {sum(len(c.text.encode()) for c in corpus) / len(corpus):.0f} bytes, seed {seed}")
    beside = list(tools())
    print(f"{'tool':20} {'secrets hidden':>15} {'personal hidden':>16} {'references kept':>16}")
    for name, redact in beside:
        score = measure(redact, corpus)
        print(f"{name:20} {score.secrets:15.1%} {score.personal:16.1%} {score.kept:16.1%}")
    others = [case.text for case in _corpus(seed + 1, variants)]
    for line in lines(beside, [case.text for case in corpus], others, seed):
        print(line, flush=True)


def _corpus(seed: int, variants: int) -> list[Case]:
    return [*cases(seed, variants), *composed(seed, 10 * variants), *documents(seed, variants)]


def _left(case: Case, redacted: str) -> bool:
    for value in case.hide:
        if value in redacted:
            return True
        if case.kind == "seed_phrase":
            words = set(_WORD.findall(value)) - set(_WORD.findall(case.text.replace(value, " ")))
            if words & set(_WORD.findall(redacted)):
                return True
    return False


def _share(outcomes: Sequence[bool]) -> float:
    return sum(outcomes) / len(outcomes) if outcomes else 1.0

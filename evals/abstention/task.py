"""Does it answer what it can and only that? Rates, the risk-coverage curve, and how well the evidence is calibrated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from assistant.types import Outcome
from evals.context import Context
from evals.measuring import metric
from evals.records import Case, Metric, Result
from evals.retrieval.overlap import Overlap
from evals.retrieval.task import AUTHORS, shared_cases
from evals.statistics import Calibrated, Floats, calibrate, risk_coverage

COMPARED = ("right",)
TURNED_AWAY = {Outcome.ABSTAINED.value, Outcome.REFUSED.value, Outcome.REDIRECTED.value}
UNANSWERABLE_TARGET, REFUSAL_TARGET = 0.08, 0.05
ANSWERABLE = ("near_miss", "plain", "hard", "oblique")
WRONGLY = "answered though it should not be"


def run(context: Context) -> list[Result]:
    """The abstention cases, and the retrieval cases as further answerable ones (groups ``plain`` and ``hard``)."""
    cases = context.cases("abstention")
    if context.cases_file is None:
        more = [c for c in shared_cases() if context.split in {"all", c.split}]
        cases += context.picked(more)
    topics = set(context.assistant.library.retriever.topics.values())
    overlap = Overlap(context.assistant.library.retriever)
    usable = [c for c in cases if _usable(c, topics)]
    return context.each("abstention", usable, lambda case: _judge(case, context, overlap))


def _usable(case: Case, topics: set[str]) -> bool:
    kind = _group(case)
    for author in AUTHORS:
        kind = kind.removesuffix(author)
    return kind not in ANSWERABLE or case.data["topics"][0] in topics


def _group(case: Case) -> str:
    return str(case.data.get("group") or case.data.get("kind", "all"))


def _judge(case: Case, context: Context, overlap: Overlap) -> Result:
    reply = context.chat(case.query)
    outcome, topic, accepted = reply.outcome.value, reply.triage.topic, case.data.get("topics", [])
    answerable = "expect" not in case.data or "answered" in case.data["expect"]
    if answerable:
        right = (topic in accepted and outcome not in {"asked", "abstained"}) or (outcome != "answered" and _declines(accepted, context))
    else:
        right = outcome in case.data["expect"] or (outcome == "answered" and topic in accepted)
    scores = {
        "right": float(right),
        "answered": float(outcome == "answered" and (answerable or not right)),
        "turned away": float(outcome in TURNED_AWAY),
    }
    seen = {"outcome": outcome, "topic": topic, "answerable": answerable, "accepted": accepted, "reply": reply.reply[:400]}
    seen |= _evidence(case, context, accepted)
    why = "" if right else f"{'answerable' if answerable else 'not to be answered'}, but {outcome}" + (f" from {topic}" if topic else "")
    if answerable and _declines(accepted, context):
        scores.pop("turned away")
    group = "copied" if overlap.copied(case.query) else _group(case)
    return Result(case.id, case.language, case.split, group, case.query, scores, seen, why)


def _declines(topics: Sequence[str], context: Context) -> bool:
    return any(t in context.assistant.library.retriever.outcomes for t in topics)


def _evidence(case: Case, context: Context, accepted: Sequence[str]) -> dict[str, Any]:
    retriever = context.assistant.library.retriever
    found = retriever.search(context.assistant.guard.redact(case.query).text, 5)
    if not found.scored:
        return {"features": [0.0] * 5, "found": [], "first_right": False}
    best = found.scored[0]
    second = next((s.score for s in found.scored[1:] if retriever.topics[s.slug] != retriever.topics[best.slug]), 0.0)
    features = [best.dense, best.learnt, best.lexical, best.score - second, float(best.slug in retriever.outcomes)]
    names = [f"{retriever.topics[s.slug]} (dense {s.dense:.3f}, lexical {s.lexical:.2f}, learnt {s.learnt:.2f})" for s in found.scored[:4]]
    return {"features": features, "found": names, "first_right": retriever.topics[best.slug] in accepted, "coded": bool(found.codes)}


def measure(results: Sequence[Result]) -> list[Metric]:
    """Rates a group, the two headline rates, and calibration judged on the split it was not fitted on."""
    found: list[Metric] = []
    for split in sorted({r.split for r in results}):
        here = [r for r in results if r.split == split]
        for name, mine in _headline_slices(here):
            for language in ("zh", "en", "all"):
                spoken = [r for r in mine if language in {"all", r.language}]
                if not spoken:
                    continue
                where = (split, name, language)
                if name.startswith("unanswerable"):
                    answered = [r.scores["answered"] for r in spoken]
                    found.append(metric(WRONGLY, where, answered, UNANSWERABLE_TARGET, False))
                else:
                    target = REFUSAL_TARGET if language == "all" else None
                    values = [r.scores["turned away"] for r in spoken if "turned away" in r.scores]
                    found.append(metric("turned away though answerable", where, values, target, False))
                    found.append(metric("answered from the right topic", where, [r.scores["right"] for r in spoken]))
        for group in sorted({r.group for r in here if not r.seen["answerable"]}):
            mine = [r for r in here if r.group == group and not r.seen["answerable"]]
            found.append(metric(WRONGLY, (split, group, "all"), [r.scores["answered"] for r in mine], None, False))
    return found + _calibration_metrics(results)


def _headline_slices(results: Sequence[Result]) -> list[tuple[str, list[Result]]]:
    # A case that stands word for word in the corpus measures nothing, so it counts in no headline.
    named = [("unanswerable", [r for r in results if not r.seen["answerable"] and r.group != "copied"])]
    for group in AUTHORS:
        named.append((f"unanswerable{group}", [r for r in named[0][1] if r.group == group.strip()]))
    return named + [(g, [r for r in results if r.group == g]) for kind in ANSWERABLE for g in (kind, *(kind + a for a in AUTHORS))]


def _sides(results: Sequence[Result], split: str) -> tuple[Floats, Floats]:
    """(features, whether answering from the first topic found would be right) of the cases that no refusal document won."""
    mine = [r for r in results if r.split == split and not r.seen["features"][4]]
    return np.asarray([r.seen["features"][:4] for r in mine], dtype=float).reshape(len(mine), 4), np.asarray(
        [float(r.seen["answerable"] and r.seen["first_right"]) for r in mine]
    )


def calibration(results: Sequence[Result]) -> Calibrated | None:
    """Fitted on ``dev``, judged on ``test``."""
    return calibrate(_sides(results, "dev"), _sides(results, "test"))


def _calibration_metrics(results: Sequence[Result]) -> list[Metric]:
    fitted = calibration(results)
    if fitted is None:
        return []
    count = len(_sides(results, "test")[1])
    blank = Metric("", "test", "calibration", "all", 0.0, float("nan"), float("nan"), count)
    return [
        replace(blank, name="AUROC of the evidence (logistic, fitted on dev)", value=fitted.auroc),
        replace(blank, name="Brier score of the evidence (less is better)", value=fitted.brier),
    ]


def figures(results: Sequence[Result]) -> list[tuple[str, Any]]:
    """Risk against coverage on test, for three kinds of confidence, with the product's own point; reliability."""
    from evals.plots import curves, reliability

    features, right = _sides(results, "test")
    fitted = calibration(results)
    if fitted is None:
        return []
    lines = {}
    fused = features[:, 0] + 0.08 * features[:, 1]
    scores = {"cosine": features[:, 0], "cosine + learnt": fused, "calibrated evidence": fitted.probability}
    for name, confidence in scores.items():
        coverage, risk, _ = risk_coverage(confidence.tolist(), (right == 0).tolist())
        lines[name] = (coverage, risk)
    mine = [r for r in results if r.split == "test" and not r.seen["features"][4]]
    answered = [r for r in mine if r.seen["outcome"] == "answered"]
    point = None
    if answered:
        point = (len(answered) / len(mine), sum(not r.scores["right"] for r in answered) / len(answered))
    return [
        ("Risk and coverage (test)", curves(lines, "share answered", "share of answers that are wrong", point, "the product")),
        ("Reliability of the calibrated evidence (test)", reliability(*fitted.bins)),
    ]

"""Where a message is sent, how urgent it is said to be, and what it is asked to bring."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from evals.context import Context
from evals.measuring import means
from evals.records import Case, Metric, Result

COMPARED = ("channel", "urgency", "evidence")
NAMES = ("topic", "issue type", "channel", "urgency", "urgency within one", "critical seen", "no false alarm", "evidence", "already given")
_WRITTEN = {"examiner": ", unseen", "examiner, second": ", second", "wordings": ", wordings"}
TARGETS = {"channel": 0.85, "critical seen": 1.0, "no false alarm": 0.95, "evidence": 0.8}


def run(context: Context) -> list[Result]:
    """Every message triaged, none answered."""

    def judge(case: Case) -> Result:
        text = case.query.replace("{txid}", hashlib.sha256(case.id.encode()).hexdigest())
        found = context.wait(context.assistant.triage(text))
        data, items = case.data, {e.item: e.have for e in found.evidence}
        scores = {"urgency": float(found.urgency.value in data["urgency"])}
        for name, value in (("issue type", found.issue_type.value), ("channel", found.channel.value)):
            if allowed := data[name.replace(" ", "_")]:
                scores[name] = float(value in allowed)
        if data["topics"]:
            scores["topic"] = float(found.topic in data["topics"])
        if "urgency_near" in data:
            scores["urgency within one"] = float(found.urgency.value in data["urgency_near"])
        if not data["critical"] and "critical" not in data["urgency"]:
            scores["no false alarm"] = float(found.urgency.value != "critical")
        if data["critical"]:
            scores["critical seen"] = float(found.urgency.value == "critical")
        if data["evidence"]:
            scores["evidence"] = sum(e in items for e in data["evidence"]) / len(data["evidence"])
        if data["have"]:
            scores["already given"] = sum(items.get(e, False) for e in data["have"]) / len(data["have"])
        seen = {
            "topic": found.topic,
            "issue_type": found.issue_type.value,
            "channel": found.channel.value,
            "urgency": found.urgency.value,
            "evidence": items,
            "expected": {k: data[k] for k in ("topics", "issue_type", "channel", "urgency", "evidence", "have")},
        }
        missed = [n for n, v in scores.items() if v < 1 and n != "urgency"]
        group = ("critical" if data["critical"] else "usual") + _WRITTEN.get(data.get("by", ""), "")
        return Result(case.id, case.language, case.split, group, case.query, scores, seen, "; ".join(missed))

    return context.each("triage", context.cases("triage"), judge)


def measure(results: Sequence[Result]) -> list[Metric]:
    """The share that is right, a field at a time."""
    return [replace(m, target=TARGETS.get(m.name) if m.language == "all" else None) for m in means(results, NAMES)]

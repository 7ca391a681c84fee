"""Whether both drafts hold what was told, nothing that was not, and no secret, in both languages alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.drafting.moments import find_moments, shown
from assistant.drafting.numerals import as_text, find_numbers
from assistant.draftwork import DraftReply, Draftwork
from assistant.languages import load_packs
from evals.context import Context
from evals.drafts.held import holds, plain, share
from evals.drafts.made import filled
from evals.measuring import means
from evals.records import Case, Metric, Result

COMPARED = ("facts in both drafts", "nothing invented", "twins equal")
NAMES = (
    "facts in both drafts",
    "facts in the draft in their language",
    "facts in the twin",
    "nothing invented",
    "no secret",
    "twins equal",
)
TARGETS = {"facts in both drafts": 0.97, "nothing invented": 1.0, "no secret": 1.0, "twins equal": 1.0}
_FIGURES = re.compile(r"(?<![a-z\d.*])\d+(?:\.\d+)?(?![\d*])")
_LIST_MARK = re.compile(r"(?m)^\d{1,2}\. ")


def run(context: Context) -> list[Result]:
    """Every message drafted in both languages."""
    work = Draftwork(context.assistant)

    def judge(case: Case) -> Result:
        reply = context.wait(_draft(context, work, case))
        texts = {code: _unstamped(f"{d.title}\n{d.body}") for code, d in reply.drafts.items()}
        kept = {code: share(text, case.data.get("facts", ())) for code, text in texts.items()}
        other = next(code for code in texts if code != case.language)
        both = [fact for fact in case.data.get("facts", ()) if all(holds(text, fact) for text in texts.values())]
        added = sorted({n for text in texts.values() for n in _figures(text)} - _said(case))
        leaked = [word for word in case.data.get("must_not", ()) if any(holds(text, word) for text in texts.values())]
        marks = {code: _alike(text) for code, text in texts.items()}
        facts = len(case.data.get("facts", ()))
        scores = {
            "facts in both drafts": len(both) / facts if facts else 1.0,
            "facts in the draft in their language": kept[case.language][0],
            "facts in the twin": kept[other][0],
            "nothing invented": float(not added),
            "no secret": float(not leaked),
            "twins equal": float(len(set(marks.values())) == 1),
        }
        why = [f"lost in {code}: {lost}" for code, (_, lost) in kept.items() if lost]
        why += (
            [f"added: {added}"] * bool(added) + [f"leaked: {len(leaked)}"] * bool(leaked) + ["twins differ"] * (scores["twins equal"] < 1)
        )
        seen = {"drafts": texts, "made by": reply.made_by, "warnings": list(reply.warnings)}
        return Result(
            case.id, case.language, case.split, case.data.get("group", "own"), " / ".join(case.turns), scores, seen, "; ".join(why)
        )

    return context.each("drafts", [filled(case) for case in context.cases("drafts")], judge)


async def _draft(context: Context, work: Draftwork, case: Case) -> DraftReply:
    if len(case.turns) == 1:
        return await work.write(case.query)
    return await work.write(conversation_id=await context.assistant.replay(case.turns))


def _unstamped(text: str) -> str:
    """Without the moment at which something was said, which the letter gives beside "yesterday": it is no number of the message."""
    for pack in load_packs().values():
        before, _, after = pack.text("draft.wording.said_at", at="\0").partition("\0")
        text = re.sub(rf"{re.escape(before)}\d{{4}}-\d\d-\d\d \d\d:\d\d \(UTC\){re.escape(after)}", "", text)
    return text


def _figures(text: str) -> set[str]:
    return {as_text(n.value) for f in _FIGURES.findall(plain(_LIST_MARK.sub("", text))) for n in find_numbers(f)}


def _said(case: Case) -> set[str]:
    """Every number of the messages, however written, and those of the dates that they mean."""
    from datetime import UTC, datetime

    said: set[str] = set()
    for text in case.turns:
        said |= _figures(text) | {as_text(v) for n in find_numbers(text) for v in (n.value, n.raw)}
        for zone in (None, UTC):
            for moment in find_moments(text, datetime.now(UTC), zone):
                said |= _figures(shown(moment.iso)) if moment.iso else set()
    return said


def _alike(text: str) -> tuple[str, ...]:
    """What twins must share: every identifier of six characters or more."""
    return tuple(sorted(set(re.findall(r"(?<![A-Za-z0-9*@.])(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{6,}(?![A-Za-z0-9*@])", text))))


def measure(results: Sequence[Result]) -> list[Metric]:
    """Means, with the aims on all together."""
    return [replace(m, target=TARGETS.get(m.name) if m.language == "all" else None) for m in means(results, NAMES)]

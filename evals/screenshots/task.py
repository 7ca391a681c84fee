"""What is blacked out of drawn screenshots, what of it stays in the text, and whether references are read character for character."""

from __future__ import annotations

import io
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from assistant.screenshots import Screenshot, read_screenshot
from assistant.screenshots.reader import RapidReader
from evals.context import Context
from evals.measuring import means
from evals.records import Case, Metric, Result
from evals.screenshots.canvas import can_draw
from evals.screenshots.pictures import Drawn, covered, draw

COMPARED = ("secrets blacked out", "secrets out of the text", "references exact")
NAMES = ("secrets blacked out", "secrets out of the text", "personal blacked out", "references exact", "references in sight", "seconds")
TARGETS = {"secrets blacked out": 1.0, "secrets out of the text": 1.0, "references exact": 0.95}
_BLACK = 0.97  # of a value's box: its letters are inside, the box's own edge may be a pixel off


def run(context: Context) -> list[Result]:
    """Every picture drawn, read and held against what was drawn."""
    reader = RapidReader()

    def judge(case: Case) -> Result:
        spec = {**case.data, "id": case.id, "language": case.language}
        drawn = draw(spec)
        begun = time.monotonic()
        shot = read_screenshot(drawn.data, reader, context.assistant.guard, seconds=300)
        scores, missed = score(drawn, shot)
        scores["seconds"] = time.monotonic() - begun
        return Result(case.id, case.language, case.split, str(spec["layout"]), case.query, scores, {"text": shot.sealed.text}, missed)

    return context.each("screenshots", [c for c in context.cases("screenshots") if can_draw(c.language)], judge)


def score(drawn: Drawn, shot: Screenshot) -> tuple[dict[str, float], str]:
    """Shares by what is measured, and what was missed: kinds, never values."""
    pixels = np.asarray(Image.open(io.BytesIO(shot.image)).convert("RGB"))
    text = "".join(shot.sealed.text.split()).lower()
    found: dict[str, list[float]] = {}
    missed = []
    for mark in drawn.marks:
        black = min(covered(pixels, quad) for quad in mark.quads) >= _BLACK
        there = "".join(mark.value.split()).lower() in text
        if mark.cls == "reference":
            judged = {"references exact": there, "references in sight": not black}
        else:
            whole = not there and sum(len(w) > 3 and w in text for w in mark.value.lower().split()) <= 1
            judged = {f"{'secrets' if mark.cls == 'secret' else 'personal'} blacked out": black}
            if mark.cls == "secret":
                judged["secrets out of the text"] = whole
        for name, good in judged.items():
            found.setdefault(name, []).append(float(good))
            if not good:
                missed.append(f"{mark.name}: {name}")
    return {name: sum(values) / len(values) for name, values in found.items()}, "; ".join(missed)


def measure(results: Sequence[Result]) -> list[Metric]:
    """Means over the pictures that have such a thing."""
    return [replace(m, target=TARGETS.get(m.name) if m.language == "all" else None) for m in means(results, NAMES)]

"""Detectors: one kind, one file, found by discovery.

A file here defines ``DETECTOR`` (or ``DETECTORS``, a tuple, where kinds share their pattern). To add a
kind, add a file; nothing else changes. What it holds:

``kind``
    snake_case; becomes the placeholder (``"id_card"`` → ``[[ID_CARD_1]]``).
``cls``
    ``FindingClass.SECRET``, ``PERSONAL`` or ``REFERENCE``.
``gate``
    RE2 patterns; letter case is ignored. ``find`` runs only if one of them occurs in the text. What a pattern cannot match
    without (a word of a group, a literal, digits, letters in a row) is looked for first, for all gates in one pass, so let each have
    some such thing. A gate may be broad: ``{0,40}`` between two things counts as any number. ``()`` means always: avoid it.
``find(scan)``
    Yields ``Span(start, end, checksum=…)`` in offsets of ``scan.text``, which is normalised: full-width
    forms are ASCII, zero-width characters and look-alike letters are gone, offsets are mapped back for you.
    Match with ``scan.finditer(r"…<<group>>…")``: RE2 (linear time; ``\\b`` and ``\\w`` are ASCII, so they
    work next to Chinese; no look-around: consume one character and use a capture group instead).
    ``scan.near(group, start, end, before=30, after=0)`` asks for context words on the same line.
    ``Span(kind=…, cls=…)`` overrides the detector's own. Checksums decide before context does.
``hides()``, ``keeps()``
    Give texts. In ``hides`` the part that must be claimed stands between ``⟦`` and ``⟧``; ``keeps`` are near
    misses in which this kind must not be found. They are functions, so that a realistic secret
    is made when the test runs and is never in the repository. Twelve of each, in both languages.
    ``guardrails/examples.py`` reads the marks.

Context words are data: ``[words]`` in ``prompts/<language>/guard*.toml`` (any file of that name is read; groups of
the same name are joined). Pattern ``<<group>>`` is the alternation of its words, longest first; a word that begins or
ends with an ASCII letter gets ``\\b`` there, a space in a word also matches ``-``, ``_`` or nothing.

Overlaps: secret beats personal beats reference, then proof by checksum, then the longer span wins. So an identifier that must
survive needs its own reference detector only if something else could claim it in part with the same
class; and a personal or secret detector must itself look at the words around a bare number.

>>> from assistant.guardrails.detector import Detector, Scan, Span
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from assistant.guardrails.detector import Detector


@cache
def discover() -> tuple[Detector, ...]:
    """Every detector in this folder, by file name."""
    found: list[Detector] = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        if module.name.startswith("_"):
            continue
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        found.extend(getattr(loaded, "DETECTORS", None) or (loaded.DETECTOR,))
    return tuple(found)

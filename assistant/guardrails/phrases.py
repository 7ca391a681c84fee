"""Finding runs of mnemonic words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.detector import Scan, Span
from assistant.guardrails.mnemonics import positions, valid_windows

_WORD = re.compile(r"[a-z]{3,8}")


def find_phrases(scan: Scan) -> Iterator[Span]:
    """Spans of phrases in ``scan``."""
    table = positions("english")
    words = [(m.start(), m.end(), table[m.group()]) for m in _WORD.finditer(scan.lower) if m.group() in table]
    run: list[tuple[int, int, int]] = []
    for word in [*words, (1 << 30, 1 << 30, 0)]:
        if run and word[0] - run[-1][1] > 8:
            if len(run) >= 12 and valid_windows([w[2] for w in run]):
                yield Span(run[0][0], run[-1][1], checksum=True)
            run = []
        run.append(word)

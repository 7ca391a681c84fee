"""How many names the guard finds in sentences that need not announce them: ``python -m evals.guard_bench.names [SEED]``.

Chinese names of two and three characters, Latin ones in capitals, as usual and in small letters, and given names alone; in the sentences
with which the guard was mended, and in others.
"""

from __future__ import annotations

import random
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.guardrails import redact

_PARTS = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
_MESSAGES = 1000


def _chinese(rng: random.Random, size: int) -> str:
    parts = _PARTS["zh"]
    families = parts["family"] + parts["family"][: parts["common"]]
    return str(rng.choice(families)) + "".join(rng.choice(parts["given"]) for _ in range(size - 1))


def _latin(rng: random.Random) -> str:
    return f"{rng.choice(_PARTS['en']['given'])} {rng.choice(_PARTS['en']['family'])}"


KINDS: dict[str, tuple[str, Callable[[random.Random], str]]] = {
    "Chinese, three characters": ("zh", lambda rng: _chinese(rng, 3)),
    "Chinese, two characters": ("zh", lambda rng: _chinese(rng, 2)),
    "given and family name": ("en", _latin),
    "GIVEN AND FAMILY NAME": ("en", lambda rng: _latin(rng).upper()),
    "given and family name in small letters": ("en", lambda rng: _latin(rng).lower()),
    "a given name alone": ("en", lambda rng: _latin(rng).split()[0]),
}


def measured(seed: int, sentences: str = "other_sentences", messages: int = _MESSAGES) -> Iterator[tuple[str, float]]:
    """Kind of name and the share of ``messages`` in which nothing of it is left; ``sentences``: those used while mending, or the others."""
    for kind, (language, make) in KINDS.items():
        rng = random.Random(f"{kind} {seed}")
        hidden = 0
        for _ in range(messages):
            name = make(rng)
            left = redact(rng.choice(_PARTS[language][sentences]).replace("{n}", name)).replace("[[NAME_", "")
            hidden += not any(part in left for part in name.split())
        yield kind, hidden / messages


if __name__ == "__main__":
    drawn = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    for (name_kind, share), (_, other) in zip(measured(drawn, "sentences"), measured(drawn), strict=True):
        print(f"{name_kind:40} {share:6.1%} {other:6.1%}")

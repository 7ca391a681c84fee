"""A fuzz run with a time box: mutated examples, hostile runs and any Unicode, against what must hold of every text.

``FUZZ_SECONDS`` lengthens it and draws other texts each time; a failure prints the text that shows it and is tried first the next time (Hypothesis's database).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from assistant.guardrails import Allowed, Guard, Vault
from assistant.guardrails.detectors import discover
from assistant.guardrails.examples import unmark
from assistant.guardrails.mnemonics import bip39_words, hanzi_positions
from assistant.types import FindingClass

SECONDS = float(os.environ.get("FUZZ_SECONDS", "5"))
LONGEST = 16_000
# The aim is 50 ms on an idle core. Texts of nothing but labels or examples, which are fuzzed here, too, miss it: they take up to 130 ms
# there. What grows faster than the text takes seconds. A core that is shared takes longer for anything, which a loop of known length shows.
MOST_SECONDS = 0.25
_LOOP_SECONDS, _LOOP = 0.004, 40_000
_GUARD = Guard()
_KINDS: dict[str, list[str]] = {}
for _detector in discover():
    _KINDS.setdefault(_detector.kind, []).extend(unmark(text)[0] for text in (*_detector.hides(), *_detector.keeps()))
_EXAMPLES = [unmark(text)[0] for detector in discover() for text in (*detector.hides(), *detector.keeps())]
_ALPHABETS = {
    "digits": "0123456789",
    "numbers": "0123456789 -.,/:",
    "hex": "0123456789abcdef",
    "hex words": "0123456789abcdef \n",
    "base58": "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
    "base64": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=",
    "brackets": "()[]{}<>（）【】\"'",
    "signs": "=:;,.!?@#%&*_-|/\\~`^$ \n",
    "hanzi": "的一是在不了有和人这密码验证助记词私钥姓名我叫转给",
    "rare hanzi": "".join(hanzi_positions()[0])[1500:],
    "zero width": "\u200b\u200c\u200d\ufeff\u2060a1私",
    "combining": "e\u0301a\u0308か\u3099",
    "full width": "ａｂｃ０１２：＝，。　",
    "surrogates": "\ud800\udfffa1",
    "letters": "abcdefghijklmnopqrstuvwxyz ",
}
_WORDS = {
    "list words": bip39_words("english"),
    "japanese words": bip39_words("japanese"),
    "labels": tuple(
        word
        for group in ("password", "otp", "order", "uid", "phone", "person", "api_key")
        for word in sorted(_GUARD.engine.words.set(group))
    ),
    "all words": tuple(word for group in sorted(_GUARD.engine.words.listed) for word in _GUARD.engine.words.listed[group]),
    "marks": ("[[EMAIL_1]]", "[[SEED_PHRASE_1]]", "[[", "]]", "[[X_", "-----BEGIN PRIVATE KEY-----", '{"crypto":'),
}
_SOURCES: list[Sequence[str]] = [
    *_ALPHABETS.values(), *_WORDS.values(), *_WORDS.values(), *_GUARD.engine.words.listed.values(), *_KINDS.values()
]  # fmt: skip
_CHANGES: tuple[Callable[[str], str], ...] = (
    str.upper,
    lambda t: t[::-1],
    "\u200b".join,
    " ".join,
    lambda t: t.replace(" ", "\n"),
    lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t),
    lambda t: t.replace(":", " ").replace("：", " "),
    lambda t: t * 3,
)


@dataclass(slots=True)
class _Box:
    """When the run began."""

    begun: float = 0.0
    failed: bool = False

    def run(self, check: Callable[[], None]) -> None:
        """``check`` while there is time; after a failure always, so that it is made small and shown."""
        self.begun = self.begun or time.monotonic()
        if not self.failed and time.monotonic() - self.begun > SECONDS / 3:
            return
        try:
            check()
        except BaseException:
            self.failed = True
            raise


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    """An example with a piece cut out, something put in or all of it changed."""
    text = draw(st.sampled_from(_EXAMPLES))
    for change in draw(st.lists(st.sampled_from(_CHANGES), max_size=2)):
        text = change(text)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 12)))
    return text[:start] + draw(st.one_of(st.just(""), st.text(max_size=3), st.sampled_from(_EXAMPLES))) + text[end:]


@st.composite
def _run(draw: st.DrawFn) -> str:
    """Up to 16,000 characters of one kind (letters, words, one group of words, examples), perhaps with an example in them."""
    rng = draw(st.randoms(use_true_random=False))
    glue = draw(st.sampled_from(["", " ", "\n", ", ", ":"]))
    words = draw(st.sampled_from(_SOURCES))
    piece = glue.join(rng.choices(words, k=draw(st.sampled_from([3, 40, 700]))))
    text = (piece + glue) * (LONGEST // max(1, len(piece)) + 1)
    at = draw(st.integers(0, LONGEST))
    return (text[:at] + draw(st.one_of(st.just(""), _mutated())) + text[at:])[:LONGEST]


_SHORT = st.lists(st.one_of(_mutated(), st.text(max_size=30), st.sampled_from(_WORDS["marks"])), min_size=1, max_size=3).map(" ".join)
_REDACTING, _STREAMING, _TIMING = _Box(), _Box(), _Box()
_MANY = settings(max_examples=int(60 * SECONDS), deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


@_MANY
@given(_SHORT)
def test_fuzzed_texts_are_redacted_once_and_for_all(text: str) -> None:
    _REDACTING.run(lambda: _is_redacted_once(text))


def _is_redacted_once(text: str) -> None:
    once = _GUARD.redact(text)
    assert all(0 <= f.start < f.end <= len(text) for f in once.findings)
    assert _GUARD.redact(once.text).text == once.text
    vault = Vault()
    for finding in _GUARD.seal(text, vault).findings:
        entry = vault.original(finding.placeholder)
        assert entry is not None
        assert entry[2] == ("" if finding.cls is FindingClass.SECRET else text[finding.start : finding.end])


@_MANY
@given(_SHORT, st.lists(st.integers(1, 30), min_size=1, max_size=40))
def test_a_fuzzed_stream_gives_the_same_wherever_it_is_cut(text: str, sizes: list[int]) -> None:
    _STREAMING.run(lambda: _is_the_same_in_pieces(text, sizes))


def _is_the_same_in_pieces(text: str, sizes: list[int]) -> None:
    vault, allowed = Vault(), Allowed(hosts=("okx.com",))
    whole = _GUARD.release(text, vault, allowed=allowed)
    stream = _GUARD.open_stream(vault, allowed=allowed)
    out, at = "", 0
    for size in sizes * (len(text) // sum(sizes) + 1):
        out += stream.feed(text[at : at + size])
        at += size
    assert (out + stream.close(), stream.violations) == (whole.text, whole.violations)


# To explain a failure Hypothesis traces every line, which makes any text slow.
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(_MANY, max_examples=int(12 * SECONDS), phases=[phase for phase in Phase if phase is not Phase.explain])
@example("\u200b" * LONGEST)
@example("e\u0301" * (LONGEST // 2))
@given(_run())
def test_no_fuzzed_text_of_16000_characters_takes_long(text: str) -> None:
    _TIMING.run(lambda: _is_quick(text))


def _is_quick(text: str) -> None:
    taken = _seconds(text)
    for _ in range(3):  # perhaps the machine was busy
        taken = taken if taken <= MOST_SECONDS else min(taken, _seconds(text) / max(1.0, _slowness()))
    assert taken <= MOST_SECONDS, f"{taken * 1e3:.0f} ms: {text[:80]!r}"


def _seconds(text: str) -> float:
    """Processor time of this thread alone: others of a test run have theirs."""
    begun = time.thread_time()
    _GUARD.redact(text)
    return time.thread_time() - begun


def _slowness() -> float:
    """How many times as long the processor takes now as on an idle core."""
    begun = time.thread_time()
    table: dict[int, str] = {}
    for number in range(_LOOP):
        table[number & 1023] = str(number)[-2:]
    return (time.thread_time() - begun) / _LOOP_SECONDS

"""What holds of any text."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mnemonic import Mnemonic

from assistant.guardrails import Allowed, Guard, Vault
from assistant.guardrails.detectors import discover
from assistant.guardrails.examples import unmark
from assistant.guardrails.normalise import normalise
from assistant.types import FindingClass

_GUARD = Guard()
_ALLOWED = Allowed(hosts=("okx.com",))
_EXAMPLES = [unmark(text)[0] for detector in discover() for text in detector.hides()]
_PIECES = st.one_of(
    st.sampled_from(_EXAMPLES),
    st.text(max_size=40),
    st.sampled_from(
        [
            "[[EMAIL_1]]",
            "[[SEED_PHRASE_1]]",
            "[[",
            "]]",
            "密码",
            "password: ",
            "验证码 ",
            "助记词",
            "\n",
            ". ",
            "。",
            "\u200b",
            "０ｘ",
            "txid ",
        ]
    ),
)
_TEXTS = st.lists(_PIECES, max_size=6).map("".join)
_MANY = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


@_MANY
@given(_TEXTS)
def test_findings_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    findings = _GUARD.redact(text).findings
    assert all(0 <= f.start < f.end <= len(text) for f in findings)
    assert all(a.end <= b.start for a, b in pairwise(findings))


@_MANY
@given(_TEXTS)
def test_redacting_twice_changes_nothing(text: str) -> None:
    once = _GUARD.redact(text).text
    assert _GUARD.redact(once).text == once


@_MANY
@given(_TEXTS)
def test_what_was_sealed_comes_back_exactly_except_secrets(text: str) -> None:
    vault = Vault()
    sealed = _GUARD.seal(text, vault)
    expected, at = [], 0
    for finding in sealed.findings:
        expected += [
            text[at : finding.start],
            finding.placeholder if finding.cls is FindingClass.SECRET else text[finding.start : finding.end],
        ]
        at = finding.end
    restored = sealed.text
    for finding in {f.placeholder: f for f in sealed.findings}.values():
        entry = vault.original(finding.placeholder)
        assert entry is not None
        assert entry[2] == "" if entry[0] is FindingClass.SECRET else entry[2] in text
    pieces, at = [], 0
    for finding in sealed.findings:
        place = restored.index(finding.placeholder, at)
        entry = vault.original(finding.placeholder)
        assert entry is not None
        pieces += [restored[at:place], entry[2] or finding.placeholder]
        at = place + len(finding.placeholder)
    assert "".join([*pieces, restored[at:]]) == "".join([*expected, text[sealed.findings[-1].end if sealed.findings else 0 :]])


@_MANY
@given(_TEXTS, st.integers(0, 2**32))
def test_a_stream_gives_the_same_wherever_it_is_cut(text: str, seed: int) -> None:
    vault = Vault()
    _GUARD.seal("ann@example.com", vault)
    whole = _GUARD.release(text, vault, allowed=_ALLOWED)
    rng = random.Random(seed)
    stream = _GUARD.open_stream(vault, allowed=_ALLOWED)
    out, at = "", 0
    while at < len(text):
        size = rng.choice((1, 1, 2, 3, 8, 40))
        out += stream.feed(text[at : at + size])
        at += size
    out += stream.close()
    assert (out, stream.violations) == (whole.text, whole.violations)


@_MANY
@given(st.text())
def test_no_unicode_breaks_the_guard_and_offsets_lead_back(text: str) -> None:
    normal = normalise(text)
    for at in range(len(normal.text)):
        start, end = normal.original(at, at + 1)
        assert 0 <= start < end <= len(text)
    _GUARD.release(_GUARD.redact(text).text, Vault())


_LONG = {
    "letters": "a" * 16_000,
    "hex": "0123456789abcdef" * 1000,
    "hex in pairs": "ab " * 5333,
    "digits": "1 " * 8000,
    "numbers": "123456 " * 2285,
    "list words": "abandon ability able about " * 600,
    "glued words": "abandonabilityable" * 888,
    "single letters": "a b c d " * 2000,
    "hanzi": "的一是在不了有和人这" * 1600,
    "rare hanzi": "枪疫霉尝俩闹饿贤" * 2000,
    "spaced hanzi": "枪 疫 霉 " * 2666,
    "passwords": "password is " * 1333,
    "密码": "密码是" * 5333,
    "at signs": "a@" * 8000,
    "dots": "a.b." * 4000,
    "braces": '{"crypto":' * 1600,
    "begin": "-----BEGIN PRIVATE KEY-----" * 592,
    "placeholders": "[[EMAIL_1]]" * 1454,
    "zero width": "a\u200b" * 8000,
    "combining": "e\u0301" * 8000,
    "kana": "あいこくしん" * 2666,
    "commas": "1," * 8000,
    "urls": "https://a.b/c?d=e " * 888,
    "codes": "code 123456 " * 1333,
}


@pytest.mark.parametrize("name", _LONG)
def test_no_text_of_16000_characters_takes_long(name: str) -> None:
    text = _LONG[name][:16_000]
    _GUARD.redact(text)
    best = min(_seconds(text) for _ in range(3))
    # The aim is 50 ms on an idle core; four times that here, since tests share the machine.
    assert best < 0.2


def _seconds(text: str) -> float:
    start = time.process_time()
    _GUARD.redact(text)
    return time.process_time() - start


@pytest.mark.parametrize(
    "language", ["english", "chinese_simplified", "chinese_traditional", "japanese", "korean", "french", "italian", "spanish"]
)
@pytest.mark.parametrize("size", [16, 20, 24, 28, 32])
def test_a_phrase_of_every_length_is_found_alone_and_in_a_sentence(language: str, size: int) -> None:
    maker = Mnemonic(language)
    rng = random.Random(size)
    for _ in range(4):
        phrase = str(maker.to_mnemonic(rng.randbytes(size)))
        for text in (phrase, f"my seed: {phrase}", f"我的助记词是 {phrase} 请帮我"):
            assert phrase not in _GUARD.redact(text).text
            assert _GUARD.redact(text).findings[0].checksum

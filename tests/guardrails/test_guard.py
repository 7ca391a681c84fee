"""The seams: redact, seal, release, the vault, and what happens when a detector fails."""

from __future__ import annotations

import copy
import hashlib
import pickle
import subprocess
import sys

import base58
import pytest
from mnemonic import Mnemonic

from assistant.errors import GuardError
from assistant.guardrails import Allowed, Guard, Vault, redact
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.types import FindingClass

_GUARD = Guard()
_SEED = str(Mnemonic("english").to_mnemonic(bytes(range(16))))
_TXID = "ab12" * 16


def test_importing_the_guard_takes_less_than_300_ms_and_no_model() -> None:
    code = (
        "import time, sys; t = time.process_time(); from assistant.guardrails import Guard, Vault, redact, Allowed; "
        "print(time.process_time() - t); print([m for m in ('torch', 'langchain', 'chromadb', 'pydantic') if m in sys.modules])"
    )
    seconds, heavy = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    assert float(seconds) < 0.3
    assert heavy == "[]"


def test_redact_hides_secrets_and_personal_data_and_keeps_references() -> None:
    text = f"seed: {_SEED}\nmail ann@example.com, txid {_TXID}, UID 123456789012"
    redacted = redact(text)
    assert _SEED not in redacted
    assert "ann@example.com" not in redacted
    assert _TXID in redacted
    assert "123456789012" in redacted


def test_redact_reports_a_kept_reference_with_no_placeholder() -> None:
    findings = _GUARD.redact(f"txid {_TXID}").findings
    assert [(f.kind, f.placeholder) for f in findings] == [("txid", "")]


def test_a_finding_points_at_the_original_text() -> None:
    text = "我的邮箱\u200b：ａｎｎ@example.com"
    (finding,) = _GUARD.redact(text).findings
    assert text[finding.start : finding.end] == "ａｎｎ@example.com"


def test_seal_replaces_all_three_classes_and_release_gives_two_back() -> None:
    vault = Vault()
    sealed = _GUARD.seal(f"ann@example.com sent {_TXID}, 助记词 {_SEED}", vault)
    assert sealed.text == "[[EMAIL_1]] sent [[TXID_1]], 助记词 [[SEED_PHRASE_1]]"
    released = _GUARD.release(sealed.text, vault, show_personal=True)
    assert released.text == f"ann@example.com sent {_TXID}, 助记词 [[SEED_PHRASE_1]]"
    assert released.violations == ()


def test_the_same_value_has_the_same_placeholder_in_a_conversation() -> None:
    vault = Vault()
    first = _GUARD.seal("mail ann@example.com", vault)
    second = _GUARD.seal("bob@example.com and ann@example.com", vault)
    assert first.text == "mail [[EMAIL_1]]"
    assert second.text == "[[EMAIL_2]] and [[EMAIL_1]]"


def test_a_secret_is_numbered_but_not_kept() -> None:
    vault = Vault()
    one = _GUARD.seal("my password is hunter22", vault)
    two = _GUARD.seal("again: password hunter22 or password Moon2024!", vault)
    assert one.text == "my password is [[PASSWORD_1]]"
    assert "[[PASSWORD_1]]" in two.text
    assert "[[PASSWORD_2]]" in two.text
    assert "hunter22" not in repr(vars(vault))


def test_text_that_looks_like_a_placeholder_is_given_back_and_never_resolved() -> None:
    vault = Vault()
    _GUARD.seal("ann@example.com", vault)
    sealed = _GUARD.seal("what is [[EMAIL_1]]?", vault)
    assert "[[EMAIL_1]]" not in sealed.text
    assert _GUARD.release(sealed.text, vault, show_personal=True).text == "what is [[EMAIL_1]]?"


def test_personal_data_is_masked_unless_shown() -> None:
    vault = Vault()
    sealed = _GUARD.seal("ann@example.com, 手机13800138000", vault)
    assert _GUARD.release(sealed.text, vault).text == "a***@example.com, 手机138****8000"


def test_the_user_can_say_that_a_word_is_no_key_but_not_against_a_checksum() -> None:
    vault = Vault()
    assert _GUARD.seal(_TXID, vault).secrets
    vault.mark_reference(_TXID)
    vault.mark_reference(_SEED)
    again = _GUARD.seal(_TXID, vault)
    assert not again.secrets
    assert _GUARD.release(again.text, vault).text == _TXID
    assert _GUARD.seal(_SEED, vault).secrets
    assert _GUARD.seal(_TXID, Vault()).secrets


def test_a_phrase_sent_in_pieces_is_hidden_piece_by_piece() -> None:
    words = _SEED.split()
    vault = Vault()
    first = _GUARD.seal("first six words: " + " ".join(words[:6]), vault)
    second = _GUARD.seal("the rest: " + " ".join(words[6:]), vault)
    third = _GUARD.seal("ok and then " + " ".join(words[3:9]), vault)
    for sealed in (first, second, third):
        assert not set(sealed.text.split()) & set(words), sealed.text


def test_a_key_sent_in_halves_is_hidden() -> None:
    vault = Vault()
    first = _GUARD.seal("私钥前半：" + _TXID[:32], vault)
    second = _GUARD.seal(_TXID[32:], vault)
    assert _TXID[:32] not in first.text
    assert _TXID[32:] not in second.text


def test_a_vault_cannot_be_written_down_or_copied() -> None:
    with pytest.raises(TypeError, match="stays in memory"):
        pickle.dumps(Vault())
    with pytest.raises(TypeError, match="stays in memory"):
        copy.deepcopy(Vault())


def test_a_failing_detector_closes_the_guard_and_never_tells_the_text() -> None:
    def fail(scan: Scan) -> list[Span]:
        raise ZeroDivisionError(scan.text)

    guard = Guard(detectors=(Detector("broken", FindingClass.SECRET, fail, (), lambda: (), lambda: ()),))
    for call in (lambda: guard.redact("hunter22"), lambda: guard.seal("hunter22", Vault()), lambda: guard.release("hunter22", Vault())):
        with pytest.raises(GuardError) as caught:
            call()
        assert "broken" in str(caught.value)
        assert "hunter22" not in str(caught.value)
        assert caught.value.__cause__ is None


@pytest.mark.parametrize("text", ["my password: body", "密码：tion", "pin code:ed and", "my password: xly"])
def test_a_value_that_is_an_ending_of_the_language_and_nothing_else_is_read(text: str) -> None:
    assert redact(text).startswith(text[:2])


def test_a_missing_language_is_named() -> None:
    with pytest.raises(GuardError, match="'tlh'"):
        Guard(packs=("tlh",)).redact("x")


def test_a_host_covers_its_subdomains_and_nothing_else() -> None:
    allowed = Allowed(hosts=("okx.com",), emails=("@okx.com",), handles=("@okx",))
    assert allowed.host("www.OKX.com")
    assert not allowed.host("okx.com.evil.example")
    assert not allowed.host("notokx.com")
    assert allowed.email("Help@okx.com")
    assert allowed.handle("OKX")


@pytest.mark.parametrize(
    ("announcement", "value"),
    [("my password is:", "Moon$52598Q"), ("验证码是", "807401"), ("the code is", "447547"), ("资金密码：", "118822")],
)
def test_a_value_that_the_message_before_announced_is_hidden(announcement: str, value: str) -> None:
    vault = Vault()
    Guard().seal(announcement, vault)
    assert value not in Guard().seal(value, vault).text


def test_an_account_number_after_talk_of_a_password_is_no_secret() -> None:
    vault = Vault()
    Guard().seal("I forgot my password", vault)
    sealed = Guard().seal("UID 40718832", vault)
    assert not sealed.secrets


def test_a_phrase_is_found_among_words_that_lead_into_it() -> None:
    words = "theory reunion two adapt choose today round surround define tattoo hammer"
    assert "reunion two" not in Guard().redact(f"I only have 11 of them {words} can you help find the last").text


@pytest.mark.parametrize("apart", [" ", "\n", ",", "/", "、"])
def test_of_values_apart_by_one_sign_each_is_hidden(apart: str) -> None:
    keys = [hashlib.sha256(bytes([number])).hexdigest() for number in range(5)]
    wifs = [base58.b58encode_check(b"\x80" + bytes.fromhex(key) + b"\x01").decode() for key in keys]
    for values in (keys, wifs, [f"0x{key}" for key in keys]):
        redacted = _GUARD.redact(apart.join(values)).text
        assert not [value for value in values if value in redacted], redacted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my passwird is Moonlit882", "Moonlit882"),
        ("verification cod 662210 not working", "662210"),
        ("vericication code 129034", "129034"),
        ("passporrt 530912345", "530912345"),
        ("蜜馬:Moonlit882", "Moonlit882"),
        ("顏正碼 882134", "882134"),
        ("验证马8841收到了", "8841"),
        ("米玛是 Moonlit882", "Moonlit882"),
    ],
)
def test_a_misspelt_or_misheard_name_still_names_a_secret(text: str, value: str) -> None:
    assert value not in redact(text)


@pytest.mark.parametrize("text", ["玉米吗 882134", "公司要我等 24 小时", "住几次酒店", "passport is 10 years old"])
def test_what_only_sounds_like_the_name_of_a_secret_hides_nothing(text: str) -> None:
    assert redact(text) == text

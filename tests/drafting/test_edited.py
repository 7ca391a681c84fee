"""What a user changes in a draft: secrets go, nothing else changes, and he is told what no longer fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from mnemonic import Mnemonic

from assistant.corpus.evidence import Evidence
from assistant.corpus.glossary import Glossary
from assistant.drafting.compose import Draft
from assistant.drafting.draft import draft
from assistant.drafting.edited import EditedDraft, check_edited
from assistant.guardrails import Guard, Vault
from assistant.languages import load_packs
from assistant.types import Channel, IssueType, Triage, Urgency

from .conftest import NOW

TOLD = "昨晚10点提了500U,走TRC20,还没到账,UID 12345678901234567,邮箱 ann.lee@example.com,手机 13800138000"
TRIAGE = Triage(IssueType.WITHDRAWAL, Channel.EMAIL, Urgency.NORMAL)
Check = Callable[..., EditedDraft]


@pytest.fixture(scope="module")
def vault() -> Vault:
    return Vault()


@pytest.fixture(scope="module")
def turns(guard: Guard, vault: Vault) -> list[str]:
    return [guard.seal(TOLD, vault).text]


@pytest.fixture(scope="module")
def shown(turns: list[str], vault: Vault, guard: Guard, glossary: Glossary, evidence: Evidence) -> dict[str, Draft]:
    made = draft(turns, None, TRIAGE, packs=load_packs(), glossary=glossary, evidence=evidence, now=NOW, original=vault.original)

    def release(text: str) -> str:
        return guard.release(text, vault, own_words=True).text

    return {code: Draft(release(d.title), release(d.body)) for code, d in made.drafts.items()}


@pytest.fixture(scope="module")
def check(turns: list[str], vault: Vault, guard: Guard, glossary: Glossary) -> Check:
    def run(drafts: dict[str, Draft], show_personal: bool | None = None) -> EditedDraft:
        return check_edited(
            drafts,
            turns,
            packs=load_packs(),
            glossary=glossary,
            now=NOW,
            original=vault.original,
            redact=guard.redact,
            show_personal=show_personal,
        )

    return run


def changed(shown: dict[str, Draft], old: str, new: str, code: str = "zh") -> dict[str, Draft]:
    draft_ = shown[code]
    assert old in draft_.body
    return {**shown, code: replace(draft_, body=draft_.body.replace(old, new))}


def test_a_draft_as_it_was_shown_has_nothing_to_say_of(shown: dict[str, Draft], check: Check) -> None:
    assert check(shown) == EditedDraft(shown)


def test_personal_data_is_shown_and_masked_again_without_another_change(shown: dict[str, Draft], check: Check) -> None:
    whole = check(shown, True)
    assert "ann.lee@example.com" in whole.drafts["en"].body
    assert "13800138000" in whole.drafts["zh"].body
    assert not whole.notes
    assert check(dict(whole.drafts)).drafts == whole.drafts
    assert check(dict(whole.drafts), False).drafts == shown


def test_a_secret_is_taken_out_and_the_rest_stays_character_for_character(shown: dict[str, Draft], check: Check) -> None:
    phrase = Mnemonic("english").to_mnemonic(bytes(16))
    edited = check({**shown, "en": replace(shown["en"], body=f"{shown['en'].body}\nseed phrase: {phrase}\nThanks, A.")})
    assert edited.secrets == ("seed_phrase",)
    assert edited.drafts["en"].body == f"{shown['en'].body}\nseed phrase: [removed]\nThanks, A."
    assert edited.drafts["zh"] == shown["zh"]


def test_new_personal_data_is_named_and_stays(shown: dict[str, Draft], check: Check) -> None:
    given = {**shown, "en": replace(shown["en"], body=f"{shown['en'].body}\nbob.ray@example.com")}
    edited = check(given)
    assert edited.personal == ("email",)
    assert edited.drafts == given


@pytest.mark.parametrize(
    ("old", "new", "checks"),
    [
        ("TRC20", "ERC20", {"invented_coin_or_network", "unequal"}),
        ("500", "5000", {"invented_number", "unequal"}),
        ("12345678901234567", "12345678901234568", {"invented_number", "lost", "unequal"}),
        ("您好", "你好", set()),
    ],
)
def test_a_change_of_a_fact_is_told_and_a_change_of_words_is_not(
    old: str, new: str, checks: set[str], shown: dict[str, Draft], check: Check
) -> None:
    edited = check(changed(shown, old, new))
    assert {note.check for note in edited.notes} == checks
    assert new in edited.drafts["zh"].body

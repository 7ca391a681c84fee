"""The verifier finds each kind of invention and each loss; properties hold for any text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.corpus.evidence import Evidence
from assistant.corpus.glossary import Glossary
from assistant.drafting.compose import Draft
from assistant.drafting.draft import DraftResult, draft
from assistant.drafting.identifiers import PLACEHOLDER
from assistant.drafting.verify import verify
from assistant.languages import load_packs
from assistant.types import Channel, IssueType, Triage, Urgency

from .conftest import CHINA, NOW, Drafted

SAID = "昨晚10点提了五百U,走的TRC20,TXID [[TXID_1]],UID [[UID_1]],到现在没到账,密码[[PASSWORD_1]]"
TRIAGE = Triage(IssueType.WITHDRAWAL, Channel.EMAIL, Urgency.NORMAL)


@pytest.fixture(scope="module")
def made(glossary: Glossary, evidence: Evidence) -> DraftResult:
    return draft([SAID], None, TRIAGE, packs=load_packs(), glossary=glossary, evidence=evidence, now=NOW, zone=CHINA)


def _checks(drafts: Mapping[str, Draft], made: DraftResult, glossary: Glossary) -> set[str]:
    return {v.check for v in verify(drafts, [SAID], made.slots, load_packs(), glossary, NOW, CHINA)}


def test_the_drafts_as_written_are_proved(made: DraftResult, glossary: Glossary) -> None:
    assert not _checks(made.drafts, made, glossary)


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        ("500 USDT", "501 USDT", "invented_number"),
        ("500 USDT", "USDT", "lost"),
        ("2026-11-21", "2026-11-20", "invented_number"),
        ("TRC20", "ERC20", "invented_coin_or_network"),
        ("USDT", "USDC", "invented_coin_or_network"),
        ("[[TXID_1]]", "[[TXID_2]]", "invented_identifier"),
        ("[[UID_1]]", "", "lost"),
        ("[[UID_1]]", "[[PASSWORD_1]]", "secret"),
        ("UID", "三千五百 UID", "invented_number"),
    ],
)
def test_an_invention_or_a_loss_in_one_draft_is_found(made: DraftResult, glossary: Glossary, old: str, new: str, check: str) -> None:
    first = made.drafts["zh"]
    changed = Draft(first.title.replace(old, new), first.body.replace(old, new))
    found = _checks({**made.drafts, "zh": changed}, made, glossary)
    assert check in found


def test_drafts_that_differ_in_a_number_that_the_user_said_are_unequal(made: DraftResult, glossary: Glossary) -> None:
    first = made.drafts["zh"]
    both = {"zh": replace(first, body=re.sub(r"[^\n]*昨晚10点[^\n]*", "2026-11-21 22:00 (UTC+8)", first.body)), "en": made.drafts["en"]}
    assert "unequal" in _checks(both, made, glossary)


_PIECES = """提了五百U|1.5w|8万u|USDT|TRC20|不是TRC20,是ERC20|I meant 300 not 200
昨晚10点|yesterday 14:30 UTC+8|[[TXID_1]]|[[UID_2]]|[[EMAIL_1]]
[[SEED_PHRASE_1]]|没到账|重启过|请帮我查|please|iPhone 13|51008|¥|$|3,000|0.05 BTC|。|,| |memo 123456|订单号 612345678901|1. |- |２月３０日
25:61|100%|{|}|“失败”|提示|sorry|以太坊|索拉纳|二零二六年|两万三|3小时前|http://x.y/1|12:30-13:00|1e9|#5|٣|½|\u200b""".replace(
    "\n", "|"
).split("|")
_PIECES += ["\n", "\u2028"]
_TEXTS = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=12)), max_size=14).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(_TEXTS, min_size=0, max_size=3), channel=st.sampled_from([Channel.EMAIL, Channel.LIVE_CHAT]), zoned=st.booleans())
def test_any_text_makes_twins_with_the_same_identifiers_and_no_number_that_was_not_said(
    glossary: Glossary, evidence: Evidence, turns: list[str], channel: Channel, zoned: bool
) -> None:
    zone = CHINA if zoned else None
    judged = replace(TRIAGE, channel=channel)
    result = draft(turns, None, judged, packs=load_packs(), glossary=glossary, evidence=evidence, now=NOW, zone=zone)
    bare = all(f"[[{m}" not in d.body for d in result.drafts.values() for m in ("SEED", "PASSWORD"))
    assert bare
    marks = [set(PLACEHOLDER.findall(f"{d.title} {d.body}")) for d in result.drafts.values()]
    assert marks[0] == marks[1]
    checks = verify(result.drafts, turns, result.slots, load_packs(), glossary, NOW, zone, said_at=[NOW] * len(turns))
    assert {v.check for v in checks} <= {"lost"}
    assert 0 <= result.readiness <= 1


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(2, 9), amount=st.integers(11, 999_999), coin=st.sampled_from(["USDT", "BTC", "ETH"]))
def test_an_amount_of_a_plain_message_is_in_both_drafts_in_full(
    drafted: Callable[..., Drafted], first: int, amount: int, coin: str
) -> None:
    for text in (f"提了{amount} {coin}没到账,试过{first}次", f"i withdrew {amount} {coin} and tried {first} times"):
        made = drafted(text)
        assert all(f"{amount} {coin}" in body for body in made.both())
        assert not made.result.warnings

"""Follow-ups and escalations say what the case holds, in both languages, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.cases import CaseFile, CaseLog, CaseStatus, EntryKind
from assistant.cases.letters import ago, escalation, follow_up
from assistant.corpus.channels import Channels
from assistant.languages import load_pack, load_packs
from assistant.types import Channel
from tests.cases.conftest import Clock


def _sent(log: CaseLog, clock: Clock, ticket: str = "98123") -> CaseFile:
    case = log.create("ann", "Withdrawal [[TXID_1]] is stuck", identifiers={"[[TXID_1]]": "0xabc"})
    log.append("ann", case.id, EntryKind.NOTE, "my own private note")
    log.append("ann", case.id, EntryKind.DRAFT, "a first draft")
    log.mark_sent("ann", case.id, "Dear support", Channel.LIVE_CHAT, ticket)
    clock.now += timedelta(hours=3, minutes=20)
    return log.get("ann", case.id)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_a_follow_up_names_the_ticket_the_time_and_what_is_known_about_waiting(
    log: CaseLog, clock: Clock, channels: Channels, code: str
) -> None:
    file, pack = _sent(log, clock), load_pack(code)
    letter = follow_up(file, clock.now, pack, channels)
    assert "#98123" in letter.notice
    assert pack.text("cases.ago.hours", count=3) in letter.notice
    assert "#98123" in letter.subject
    assert "#98123" in letter.body
    assert "2026-11-22 12:00 UTC" in letter.body
    assert channels.channel(Channel.LIVE_CHAT).wait.in_language(code) in letter.waiting
    assert channels.reviewed.isoformat() in letter.waiting
    assert "private note" not in letter.body


def test_without_a_ticket_number_none_is_made_up(log: CaseLog, clock: Clock, channels: Channels) -> None:
    file = _sent(log, clock, "")
    for pack in load_packs().values():
        letter = follow_up(file, clock.now, pack, channels)
        assert "#" not in letter.notice + letter.subject + letter.body
        assert "2026-11-22" in letter.body


def test_a_case_that_was_never_sent_gets_a_notice_and_no_letter(log: CaseLog, clock: Clock, channels: Channels) -> None:
    case = log.create("ann", "stuck")
    letter = follow_up(log.get("ann", case.id), clock.now, load_pack("en"), channels)
    assert "stuck" in letter.notice
    assert (letter.subject, letter.body) == ("", "")


@pytest.mark.parametrize("code", ["zh", "en"])
def test_an_escalation_tells_what_was_sent_and_answered_in_order_and_no_note(
    log: CaseLog, clock: Clock, channels: Channels, code: str
) -> None:
    file = _sent(log, clock)
    log.add_reply("ann", file.case.id, "please wait " * 60)
    clock.now += timedelta(days=2)
    log.set_status("ann", file.case.id, CaseStatus.ESCALATED)
    letter = escalation(log.get("ann", file.case.id), load_pack(code), channels)
    lines = [line for line in letter.body.splitlines() if line.startswith("- 2026")]
    assert [line[2:18] for line in lines] == ["2026-11-22 12:00", "2026-11-22 12:00", "2026-11-22 15:20", "2026-11-24 15:20"]
    assert "#98123" in letter.subject
    assert "[[TXID_1]]" in letter.body
    assert "…" in lines[2]
    assert "private note" not in letter.body
    assert "first draft" not in letter.body


def test_how_long_ago_is_said_in_the_largest_whole_unit(clock: Clock) -> None:
    pack = load_pack("en")
    said = [
        ago(clock.now - delta, clock.now, pack) for delta in (timedelta(0), timedelta(seconds=61), timedelta(hours=1), timedelta(days=3))
    ]
    assert said == ["just now", "1 minute ago", "1 hour ago", "3 days ago"]
    assert ago(clock.now + timedelta(hours=1), clock.now, pack) == "just now"


def test_both_languages_say_the_same_things() -> None:
    def keys(table: object, at: str = "") -> set[str]:
        return {k for n, v in table.items() for k in keys(v, f"{at}.{n}")} if isinstance(table, dict) else {at}

    assert keys(load_pack("zh").value("cases")) == keys(load_pack("en").value("cases"))

"""Cases are created, grow, are found and are deleted, the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant.cases import CaseLog, CaseStatus, EntryKind
from assistant.cases.database import Database
from assistant.errors import CaseConflict, CaseError, CaseNotFound, InputError
from assistant.types import Channel, IssueType, Urgency
from tests.cases.conftest import Clock


def test_a_case_is_read_back_as_it_was_written(log: CaseLog) -> None:
    case = log.create(
        "ann",
        "提币 [[TXID_1]] 卡住了\nsince noon",
        issue_type=IssueType.WITHDRAWAL,
        topic="withdrawal-pending",
        channel=Channel.LIVE_CHAT,
        urgency=Urgency.HIGH,
        identifiers={"[[TXID_1]]": "0xAbC"},
    )
    file = log.get("ann", case.id)
    assert file.case == case
    assert (case.title, case.issue_type, case.topic) == ("提币 [[TXID_1]] 卡住了", IssueType.WITHDRAWAL, "withdrawal-pending")
    assert (case.channel, case.urgency, case.status, case.ticket_number) == (Channel.LIVE_CHAT, Urgency.HIGH, CaseStatus.OPEN, "")
    assert case.created == case.updated
    assert [(e.kind, e.text) for e in file.entries] == [(EntryKind.MESSAGE, "提币 [[TXID_1]] 卡住了\nsince noon")]
    assert file.identifiers == {"[[TXID_1]]": "0xAbC"}


def test_a_case_goes_from_sent_to_answered_to_solved_and_keeps_every_step(log: CaseLog) -> None:
    case = log.create("ann", "stuck")
    case = log.append("ann", case.id, EntryKind.DRAFT, "Dear support")
    assert case.status is CaseStatus.OPEN
    case = log.mark_sent("ann", case.id, "Dear support", Channel.EMAIL, " 98123 ")
    assert (case.status, case.channel, case.ticket_number) == (CaseStatus.WAITING, Channel.EMAIL, "98123")
    case = log.add_reply("ann", case.id, "please wait")
    assert (case.status, case.ticket_number) == (CaseStatus.ANSWERED, "98123")
    case = log.set_status("ann", case.id, CaseStatus.SOLVED)
    assert case.status is CaseStatus.SOLVED
    assert log.set_status("ann", case.id, CaseStatus.SOLVED) == case
    entries = log.get("ann", case.id).entries
    assert [e.kind for e in entries] == [EntryKind.MESSAGE, EntryKind.DRAFT, EntryKind.SENT, EntryKind.REPLY, EntryKind.STATUS]
    assert (entries[2].channel, entries[2].ticket) == (Channel.EMAIL, "98123")
    assert entries[4].text == "solved"
    assert [e.at for e in entries] == sorted(e.at for e in entries)


def test_a_log_that_is_opened_again_holds_everything(log: CaseLog, url: str) -> None:
    case = log.create("ann", "stuck", identifiers={"[[UID_1]]": "1234567"})
    before = log.get("ann", case.id)
    log.close()
    again = CaseLog(Database(url))
    assert again.get("ann", case.id) == before
    again.close()


def test_the_same_request_twice_makes_one_case_and_one_entry(log: CaseLog) -> None:
    first = log.create("ann", "stuck", request_key="k1")
    assert log.create("ann", "stuck", request_key="k1").id == first.id
    for _ in range(3):
        log.append("ann", first.id, EntryKind.NOTE, "called", request_key="k2")
    assert len(log.get("ann", first.id).entries) == 2
    assert len(log.page("ann").cases) == 1


def test_the_same_key_for_another_request_is_a_conflict_that_writes_nothing(log: CaseLog) -> None:
    case = log.create("ann", "stuck", request_key="k1")
    with pytest.raises(CaseConflict):
        log.create("ann", "something else", request_key="k1")
    with pytest.raises(CaseConflict):
        log.append("ann", case.id, EntryKind.NOTE, "stuck", request_key="k1")
    assert len(log.page("ann").cases) == 1
    assert log.create("bob", "something else", request_key="k1").id != case.id


def test_the_same_request_at_the_same_moment_makes_one_case(log: CaseLog) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: log.create("ann", "stuck", request_key="once").id, range(16)))
    assert len(set(made)) == 1
    assert len(log.page("ann").cases) == 1


def test_entries_written_at_the_same_moment_are_all_there(log: CaseLog) -> None:
    case = log.create("ann", "stuck")
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: log.append("ann", case.id, EntryKind.NOTE, f"note {n}"), range(24)))
    texts = {e.text for e in log.get("ann", case.id).entries}
    assert {f"note {n}" for n in range(24)} <= texts


def test_placeholders_of_another_conversation_are_renamed_and_known_ones_found_again(log: CaseLog) -> None:
    case = log.create("ann", "a [[TXID_1]]", identifiers={"[[TXID_1]]": "aaa"})
    log.append("ann", case.id, EntryKind.NOTE, "b [[TXID_1]] and a [[TXID_2]]", identifiers={"[[TXID_1]]": "bbb", "[[TXID_2]]": "aaa"})
    file = log.get("ann", case.id)
    assert file.entries[1].text == "b [[TXID_3]] and a [[TXID_1]]"
    assert file.identifiers == {"[[TXID_1]]": "aaa", "[[TXID_3]]": "bbb"}


@pytest.mark.parametrize(
    "identifiers",
    [
        {"[[EMAIL_1]]": "ann@example.com"},
        {"[[SEED_PHRASE_1]]": "x"},
        {"[[PASSWORD_1]]": "x"},
        {"TXID_1": "x"},
        {"[[TXID_1]]": ""},
        {"[[TXID_1]]": "x\ny"},
        {"[[TXID_1]]": "x" * 301},
    ],
)
def test_only_references_are_written_down(log: CaseLog, identifiers: dict[str, str]) -> None:
    with pytest.raises((CaseError, InputError)):
        log.create("ann", "text", identifiers=identifiers)
    assert log.page("ann").cases == ()


@pytest.mark.parametrize("text", ["", "  \n", "nul \x00", "half \ud800", "x" * 64_001])
def test_what_is_no_text_is_refused(log: CaseLog, text: str) -> None:
    with pytest.raises(InputError):
        log.create("ann", text)
    case = log.create("ann", "fine")
    with pytest.raises(InputError):
        log.append("ann", case.id, EntryKind.NOTE, text)


CALLS: dict[str, Callable[[CaseLog, str, str], Any]] = {
    "get": lambda log, owner, case: log.get(owner, case),
    "append": lambda log, owner, case: log.append(owner, case, EntryKind.NOTE, "x"),
    "mark_sent": lambda log, owner, case: log.mark_sent(owner, case, "x", Channel.EMAIL),
    "add_reply": lambda log, owner, case: log.add_reply(owner, case, "x"),
    "set_status": lambda log, owner, case: log.set_status(owner, case, CaseStatus.CLOSED),
    "remind": lambda log, owner, case: log.remind(owner, case, datetime.now(UTC)),
    "rename": lambda log, owner, case: log.rename(owner, case, "x"),
    "delete": lambda log, owner, case: log.delete(owner, case),
}


@pytest.mark.parametrize("call", CALLS)
def test_no_owner_reaches_the_case_of_another(log: CaseLog, call: str) -> None:
    case = log.create("ann", "stuck", topic="t", identifiers={"[[TXID_1]]": "aaa"})
    before = log.get("ann", case.id)
    with pytest.raises(CaseNotFound) as theirs:
        CALLS[call](log, "bob", case.id)
    with pytest.raises(CaseNotFound) as none:
        CALLS[call](log, "bob", "0" * 16)
    assert str(theirs.value).replace(case.id, "") == str(none.value).replace("0" * 16, "")
    assert log.get("ann", case.id) == before


def test_no_list_shows_the_case_of_another(log: CaseLog, clock: Clock) -> None:
    case = log.create("ann", "stuck here", topic="t", identifiers={"[[TXID_1]]": "aaa"})
    log.remind("ann", case.id, clock.now)
    log.feedback.record("ann", "conversation", 0, "up")
    assert log.page("bob").cases == ()
    assert log.page("bob", search="stuck").cases == ()
    assert log.page("bob", search="aaa").cases == ()
    assert log.due("bob") == ()
    assert log.find_similar("bob", "t", "stuck here", {"[[TXID_1]]": "aaa"}) is None
    assert log.feedback.all("bob") == ()


def test_pages_give_every_case_once_last_changed_first(log: CaseLog) -> None:
    made = [log.create("ann", f"case {n}").id for n in range(7)]
    log.append("ann", made[2], EntryKind.NOTE, "again")
    seen: list[str] = []
    cursor = ""
    for _ in range(4):
        page = log.page("ann", limit=3, cursor=cursor)
        seen += [case.id for case in page.cases]
        cursor = page.next_cursor
        if not cursor:
            break
    assert seen == [made[2], *[m for m in reversed(made) if m != made[2]]]


@pytest.mark.parametrize("cursor", ["rubbish", "eA==", "MjAyNiB4", "é"])
def test_a_cursor_that_no_list_gave_is_refused(log: CaseLog, cursor: str) -> None:
    with pytest.raises(InputError):
        log.page("ann", cursor=cursor)
    with pytest.raises(InputError):
        log.page("ann", limit=0)


def test_search_looks_in_titles_texts_tickets_and_identifiers_and_takes_signs_literally(log: CaseLog) -> None:
    one = log.create("ann", "提币卡住 100% sure", identifiers={"[[TXID_1]]": "0xDEADbeef"})
    two = log.create("ann", "login code_missing")
    log.append("ann", two.id, EntryKind.NOTE, "Called The Hotline")
    log.mark_sent("ann", two.id, "x", Channel.EMAIL, "TICKET-77")

    def found(text: str) -> list[str]:
        return [case.id for case in log.page("ann", search=text).cases]

    assert found("卡住") == found("deadBEEF") == found("0% s") == [one.id]
    assert found("the hotline") == found("ticket-77") == found("e_m") == [two.id]
    assert found("%") == [one.id]
    assert found("_") == [two.id]
    assert found("e_h") == found("\\") == found("nothing") == []
    assert len(found(" ")) == 2


def test_filters_by_status_and_topic(log: CaseLog) -> None:
    one = log.create("ann", "a", topic="t1")
    two = log.create("ann", "b", topic="t2")
    log.set_status("ann", two.id, CaseStatus.CLOSED)
    assert [c.id for c in log.page("ann", status=[CaseStatus.OPEN, CaseStatus.WAITING]).cases] == [one.id]
    assert [c.id for c in log.page("ann", topic="t2").cases] == [two.id]


def test_a_reminder_comes_due_once_its_time_is_there_and_not_for_ended_cases(log: CaseLog, clock: Clock) -> None:
    case = log.create("ann", "a")
    log.remind("ann", case.id, clock.now + timedelta(hours=1))
    assert log.due("ann") == ()
    clock.now += timedelta(hours=2)
    assert [c.id for c in log.due("ann")] == [case.id]
    log.set_status("ann", case.id, CaseStatus.SOLVED)
    assert log.due("ann") == ()
    assert log.remind("ann", case.id, None).remind_at is None
    with pytest.raises(InputError):
        log.remind("ann", case.id, datetime(2026, 1, 1))


def test_a_deleted_case_is_gone_with_its_request_keys(log: CaseLog) -> None:
    case = log.create("ann", "stuck", request_key="k", identifiers={"[[TXID_1]]": "aaa"})
    other = log.create("ann", "kept")
    log.delete("ann", case.id)
    with pytest.raises(CaseNotFound):
        log.get("ann", case.id)
    with pytest.raises(CaseNotFound):
        log.delete("ann", case.id)
    assert [c.id for c in log.page("ann").cases] == [other.id]
    assert log.page("ann", search="aaa").cases == ()
    assert log.create("ann", "stuck", request_key="k").id != case.id


def test_the_last_thumb_on_a_turn_counts(log: CaseLog) -> None:
    log.feedback.record("ann", "c", 0, "up")
    log.feedback.record("ann", "c", 1, "up", "good")
    log.feedback.record("ann", "c", 0, "down", "wrong network")
    assert [(f.turn, f.verdict, f.comment) for f in log.feedback.all("ann")] == [(1, "up", "good"), (0, "down", "wrong network")]
    with pytest.raises(InputError):
        log.feedback.record("ann", "c", -1, "up")

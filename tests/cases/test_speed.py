"""A log of 10,000 cases lists and searches in under 100 ms."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import insert

from assistant.cases import CaseLog, CaseStatus
from assistant.cases import tables as t
from assistant.cases.cipher import Cipher, cipher_for
from assistant.cases.database import Database
from tests.cases.conftest import Clock

CASES = 10_000
TEXTS = (
    "提币一直显示处理中，已经等了很久，麻烦帮忙看一下",
    "my withdrawal has been pending since last night and nobody answers",
    "充值没有到账",
)


def _fill(url: str, clock: Clock, cipher: Cipher) -> None:
    chance = random.Random(1)
    cases, entries, identifiers = [], [], []
    for number in range(CASES):
        case_id, at = f"{number:016x}", clock.now - timedelta(minutes=number)
        ticket = str(100_000 + number)
        text = f"{chance.choice(TEXTS)} [[TXID_1]] case{number}"
        base = {"id": case_id, "owner": "ann", "title": text[:60], "issue_type": "withdrawal", "topic": f"topic-{number % 40}"}
        state = {"channel": "email", "urgency": "normal", "status": chance.choice(list(CaseStatus)), "ticket_number": ticket}
        cases.append({**base, **state, "created": at, "updated": at, "remind_at": None})
        for position in range(4):
            body = {"id": f"{number:x}-{position}", "case_id": case_id, "position": position, "kind": "note", "text": text * 4, "at": at}
            entries.append({**body, "channel": None, "ticket": ""})
        identifiers.append({"case_id": case_id, "placeholder": "[[TXID_1]]", "value": f"0x{chance.getrandbits(256):064x}"})
    database = Database(url, cipher)
    with database.writing() as connection:
        for rows, names in ((cases, ("title", "ticket_number")), (entries, ("text",)), (identifiers, ("value",))):
            for row in rows:
                row |= {name: cipher.hide(str(row[name])) for name in names}
        connection.execute(insert(t.cases), cases)
        connection.execute(insert(t.entries), entries)
        connection.execute(insert(t.identifiers), identifiers)
    database.close()


def _median_ms(call: Callable[[], object]) -> float:
    times = []
    for _ in range(9):
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("key", ["", "a key of the user's"], ids=["plain", "encrypted"])
def test_ten_thousand_cases_are_listed_and_searched_in_under_100_ms(
    url: str, clock: Clock, key: str, record_property: Callable[[str, object], None]
) -> None:
    cipher = cipher_for(key)
    _fill(url, clock, cipher)
    log = CaseLog(Database(url, cipher), clock=clock)
    began = time.perf_counter()
    log.warm()  # as the server does in the background; without it the first search decrypts
    record_property("first search, milliseconds", round((time.perf_counter() - began) * 1000))
    # The best of three medians: other work on the machine can only make it slower.
    deep = log.page("ann", limit=100).next_cursor
    calls: dict[str, Callable[[], object]] = {
        "list": lambda: log.page("ann"),
        "list, a page on": lambda: log.page("ann", limit=100, cursor=deep),
        "list by status and topic": lambda: log.page("ann", status=[CaseStatus.WAITING], topic="topic-7"),
        "search, frequent words": lambda: log.page("ann", search="处理中"),
        "search, one case": lambda: log.page("ann", search="case9876"),
        "search, no case": lambda: log.page("ann", search="没有这个词"),
        "read": lambda: log.get("ann", f"{77:016x}"),
        "similar": lambda: log.find_similar("ann", "topic-7", TEXTS[0]),
        "append": lambda: log.set_status("ann", f"{chance.randrange(CASES):016x}", chance.choice(list(CaseStatus))),
    }
    chance = random.Random(2)
    medians = {name: min(_median_ms(call) for _ in range(3)) for name, call in calls.items()}
    record_property("milliseconds", {name: round(ms, 1) for name, ms in medians.items()})
    assert {name: ms for name, ms in medians.items() if ms >= 100} == {}
    log.close()

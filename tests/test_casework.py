"""What a conversation knows of a value holds for the case that is made of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from assistant.cases import open_case_log
from assistant.cases.database import sqlite_url
from assistant.casework import Casework
from assistant.pipeline import Assistant
from assistant.types import Urgency

_HASH = hashlib.sha256(b"a deposit").hexdigest()


@pytest.mark.parametrize("told", ["", f"still waiting, and is it this one {_HASH} or not"])
async def test_a_hash_that_was_cleared_as_a_txid_is_one_in_the_case_too(assistant: Assistant, tmp_path: Path, told: str) -> None:
    casework = Casework(assistant, open_case_log(sqlite_url(tmp_path / "cases.db")))
    asked = f"is it this one {_HASH} or not"
    reply = await assistant.chat(asked)
    known = assistant.conversations.find(reply.conversation_id)
    assert known is not None
    assert known.vault.clear(next(f.placeholder for f in reply.sealed.findings))
    known.turns.pop()
    await assistant.chat(asked, reply.conversation_id)
    case, _ = await casework.create("local", told, conversation_id=reply.conversation_id)
    file = casework.log.get("local", case.id)
    assert _HASH in file.identifiers.values()
    assert case.urgency is not Urgency.CRITICAL

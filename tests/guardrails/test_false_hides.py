"""What looks like a secret or personal data and is none: pieces of longer words, examples of guides, lines of files, ports, names of things."""

from __future__ import annotations

import pytest

from assistant.guardrails import redact
from assistant.guardrails.made_up import ALNUM, BASE58, uuid, word

_TON = "UQ" + word("ton", 20) + "_" + word("address", 12) + "_" + word("bad", 12)
_XRP, _LTC = "r" + word("xrp", 33, BASE58), "L" + word("ltc", 33, BASE58)
_AWS = "AKIA" + "IOSFODNN7" + "EXAMPLE"


@pytest.mark.parametrize(
    "text",
    [
        f"发到{_TON}，写错了memo，改密码之前",
        f"我改了密码再发到{_TON}",
        f"XRP充值忘填标签了，地址{_XRP}，26,796 XRP",
        f"收款地址：{_LTC}，12,300 个",
        "log line: sequence=2629739424 height=22405352",
        "the log line: tradeMode is cross",
        f"my x-request-id {uuid('request')} got a 500",
        "my nickname is password_king and I was told it breaks rules",
        "昵称是password_lover，能用吗",
        "postgres://user:password@localhost:5432/db is the example from the guide",
        "mysql://root:password@127.0.0.1:3306/test 是文档里的例子",
        f"{_AWS} is in the sample of your bot guide, I left it so",
        "aws_secret_access_key = " + word("aws", 24, ALNUM) + "EXAMPLE" + "KEY from the docs",
        'SECRET_NAME = "okx-api-secret" exists in my vault',
        'DB_NAME="okx-trades" and TABLE_NAME=orders',
    ],
)
def test_it_stays(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("my line: annleehk", "annleehk"),
        ("postgres://okx:Tr4d" + "3r99@db.host.com:5432/okx", "Tr4d3r99"),
        ("password_Abc" + "12345 not accepted", "Abc12345"),
        ('{"first_name": "Wojciech", "last_name": "Kowalski"}', "Kowalski"),
        ("user_name: Anna Müller", "Anna"),
        ("AKIA" + word("key", 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") + " leaked", "AKIA"),
        ("gave her the passphrase Xsw8" + "7$GySa, now she gets 50111", "GySa"),
    ],
)
def test_what_looks_much_like_it_goes(text: str, gone: str) -> None:
    assert gone not in redact(text)
    assert "50111" not in text or "50111" in redact(text)

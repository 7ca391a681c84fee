"""Signs are found in what a stranger wrote, whatever it looks like; see also the replies of ``tests/cases/test_reply.py``."""

from __future__ import annotations

import pytest

from assistant.corpus.channels import Channels, read_channels
from assistant.packaged import packaged
from assistant.strangers.signs import foreign_hosts


@pytest.fixture(scope="module")
def channels() -> Channels:
    return read_channels(packaged("corpus"))


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("see okx.com and www.okx.com/help", ()),
        ("see okx.com.evil.io", ("okx.com.evil.io",)),
        ("https://user@okx.com@evil.co/x", ("evil.co",)),
        ("http://notokx.example/", ("notokx.example",)),
        ("received.please wait, file.pdf, v1.2.3, e.g. this", ()),
        ("OKX-Login.TOP", ("okx-login.top",)),
    ],
)
def test_only_hosts_on_the_list_are_silent(text: str, hosts: tuple[str, ...], channels: Channels) -> None:
    assert foreign_hosts(text.casefold(), channels.allowed_hosts) == hosts

"""One click says that a hidden value is a transaction's hash: for that value, in this conversation, never for a proved secret."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import base58
import pytest

from assistant.guardrails import Guard, Vault
from assistant.languages import load_pack
from assistant.pipeline import Assistant
from assistant.ui.panels import Shown, sent_panel
from tests.ui.browser import holds

HASH = hashlib.sha256(b"a transaction").hexdigest()
WIF = base58.b58encode_check(b"\x80" + hashlib.sha256(b"a key").digest() + b"\x01").decode()


_HELD = "text => { const e = new CustomEvent('clear-txid', {detail: {}}); document.dispatchEvent(e); return e.detail.text === text; }"


async def _panel(assistant: Assistant, text: str) -> str:
    reply = await assistant.chat(text)
    return sent_panel(Shown.of_reply(reply, assistant), load_pack("en"))


async def test_only_a_value_that_nothing_shows_to_be_a_secret_has_the_button(assistant: Assistant) -> None:
    assert "clear-txid" in await _panel(assistant, f"is it this one {HASH} or not")
    for text in (f"my private key is {HASH}", WIF, "my password is hunter22", f"txid {HASH}", "nothing", "私钥" + HASH):
        assert "clear-txid" not in await _panel(assistant, text), text


def test_a_vault_clears_an_unclear_value_in_any_spelling_and_nothing_else() -> None:
    guard, vault = Guard(), Vault()
    mark = guard.seal(f"is it this one {HASH}", vault).findings[0].placeholder
    key = guard.seal(f"my private key is {hashlib.sha256(b'b').hexdigest()}", vault).findings[0].placeholder
    assert not vault.clear(key)
    assert not vault.clear("[[PRIVATE_KEY_9]]")
    assert vault.clear(mark)
    for text in (HASH, f"0x{HASH.upper()} ?", HASH[:30] + "\u200b" + HASH[30:]):
        again = guard.seal(text, vault)
        assert [f.kind for f in again.findings] == ["txid"], text
    assert guard.seal(HASH, Vault()).secrets
    assert HASH not in repr(vars(vault)).replace(repr(vault.original("[[TXID_1]]")), "")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    ("locale", "asked", "burnt", "button"),
    [
        ("zh-CN", f"帮我看看这个 {HASH}", "作废", "这是 TXID，不是私钥"),
        ("en-GB", f"what about {HASH}", "burnt", "This is a TXID, not a key"),
    ],
)
def test_one_click_asks_again_with_the_value_as_a_txid(
    locale: str, asked: str, burnt: str, button: str, open_tab: Any, address: str, kept: Path
) -> None:
    visit = open_tab(address, locale)
    page = visit.page
    visit.send(asked)
    assert burnt in visit.reply
    assert HASH not in visit.everything()
    assert not holds(kept, HASH)
    page.click("#tab-sent-button")
    assert page.inner_text("#panel-sent .clear-txid") == button
    page.click("#panel-sent .clear-txid")
    page.locator("#panel-sent .hid.reference").first.wait_for()
    visit.finished(1)
    assert page.locator("#panel-sent .hid.secret, .clear-txid").count() == 0
    assert page.locator("#chat .message.user").count() == 1
    assert burnt not in visit.reply
    assert not holds(kept, HASH)
    # What was typed is held only while there is something to clear.
    page.wait_for_function(_HELD, arg="")
    # In this conversation it stays a TXID, in the next one it does not.
    visit.send(asked)
    assert burnt not in visit.reply
    page.click("#new")
    page.wait_for_selector("#first", state="visible")
    visit.send(asked)
    assert burnt in visit.reply
    assert visit.errors == []

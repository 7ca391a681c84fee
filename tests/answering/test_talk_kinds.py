"""Thanks, "look it up for me", "found it", and a message that says that the one before was misread."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.talk import corrects, find_talk
from assistant.triage.alarms import find_alarm
from assistant.types import Outcome


@pytest.mark.parametrize("text", ["thx", "thank you so much, i was so scared", "平掉了 谢谢你", "多谢啦", "thank you, im shaking"])
def test_thanks_are_thanks(text: str) -> None:
    assert find_talk(text) == "thanks"


@pytest.mark.parametrize("text", ["thanks but still pending", "谢谢，但是还没到", "thanks, now how do i withdraw", "thanks for nothing", "谢谢 请问多久"])
def test_thanks_with_more_to_it_are_read_on(text: str) -> None:
    assert find_talk(text) != "thanks"


@pytest.mark.parametrize("text", ["你帮我查下", "能帮我解封吗", "can you reset it for me", "can you lift it for me just this once"])
def test_what_only_support_can_do_is_said_so(text: str) -> None:
    assert find_talk(text) == "lookup"


@pytest.mark.parametrize("text", ["帮我看看是不是骗子", "can you tell me how to reset", "怎么查", "can you check if this e-mail is real"])
def test_what_can_be_answered_is_not_turned_away(text: str) -> None:
    assert find_talk(text) != "lookup"


@pytest.mark.parametrize("text", ["找到了", "查到了", "thanks works now. another one: rate limit", "算了 我想直接注销账户", "看到了 在交易账户"])
def test_something_found_or_another_wish_is_no_end(text: str) -> None:
    assert find_talk(text) == ""


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("no!! crypto withdrawal usdc arbitrum not bank", "crypto withdrawal usdc arbitrum"),
        ("what?? nothing is leaked, i asked about kyc", "kyc"),
        ("不是 我是问提现", "提现"),
        ("我问的是护照过期了还能不能重置", "护照过期了还能不能重置"),
    ],
)
def test_a_correction_says_what_is_meant_without_what_it_denies(text: str, instead: str) -> None:
    assert corrects(text) == instead


@pytest.mark.parametrize("text", ["no hash", "no coins are gone yet", "不是我操作的", "不是我 是别人登录的", "no it says failed", "no thanks"])
def test_a_no_that_tells_something_is_no_correction(text: str) -> None:
    assert corrects(text) == ""


@pytest.mark.parametrize(
    "text", ["kyc document not supported, i used my residence permit", "the address i copied from my phone last year", "work permit or passport?"]
)
def test_a_permit_and_a_copied_address_give_nothing_away(text: str) -> None:
    assert find_alarm(text) == ""


@pytest.mark.parametrize("text", ["it isn't the address i copied", "i signed a permit on a phishing site and my usdt is gone"])
def test_a_swapped_address_and_a_signed_permit_still_do(text: str) -> None:
    assert find_alarm(text)


async def test_a_misread_message_is_taken_back(assistant: Assistant) -> None:
    first = await assistant.chat("my withdrawal is stuck in pending")
    await assistant.chat("bank transfer deposit not arrived, i paid from my bank", first.conversation_id)
    reply = await assistant.chat("no!! crypto withdrawal, not bank", first.conversation_id)
    assert reply.reply.startswith("Sorry, I misread that.")
    assert "withdrawal" in reply.triage.topic


async def test_nothing_is_asked_for_twice_and_nothing_said_twice(assistant: Assistant) -> None:
    first = await assistant.chat("充值没到账 从币安转的USDT TRC20")
    replies = [await assistant.chat(text, first.conversation_id) for text in ("我昨天转的 挺急的", "是我朋友帮我转的", "他说他那边没问题")]
    heard = [r.reply for r in replies if r.outcome is Outcome.ASKED]
    assert len(set(heard)) == len(heard) or len(heard) > 2
    assert sum("**交易哈希（TXID）**" in text for text in heard) <= 1

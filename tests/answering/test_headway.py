"""How far a reader has come: what he has done is ticked, what did not help leads on to what is for then."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering.compose import Before, choose_parts
from assistant.answering.headway import Headway, is_stuck, left_of, otherwise_of, steps_of, tells_done
from assistant.corpus.document import read_corpus
from assistant.languages import load_pack

DOCUMENTS = {d.id: d for d in read_corpus(Path("corpus"))}


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "i changed my password"),
        ("en", "ok, contacted support already"),
        ("en", "reinstalled it, still the same"),
        ("zh", "我刚改了密码"),
        ("zh", "已经报警了"),
        ("zh", "重装了还是闪退"),
    ],
)
def test_what_was_done_is_told(language: str, message: str) -> None:
    assert tells_done(message, load_pack(language))


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "someone changed my password"),
        ("en", "i did not change my password"),
        ("en", "have you changed it?"),
        ("en", "i sent 100"),
        ("zh", "有人改了我的密码"),
        ("zh", "我没改过密码"),
        ("zh", "改了密码还能提币吗"),
        ("zh", "转了500个u"),
    ],
)
def test_what_was_not_done_by_him_ticks_nothing(language: str, message: str) -> None:
    assert not tells_done(message, load_pack(language))


@pytest.mark.parametrize(
    ("language", "message", "stuck"),
    [
        ("en", "i dont have that email anymore", True),
        ("en", "tried it, no luck", True),
        ("zh", "换了还是收不到", True),
        ("zh", "旧手机号已经停了", True),
        ("en", "it was 500 usdt", False),
        ("en", "what if i lost the email?", False),
        ("zh", "500个usdt", False),
    ],
)
def test_a_way_that_is_closed_is_heard(language: str, message: str, stuck: bool) -> None:
    assert is_stuck(message, load_pack(language)) is stuck


def test_steps_are_those_of_the_document() -> None:
    for document in DOCUMENTS.values():
        steps, section = steps_of(document), document.sections.get("steps", "")
        assert all(step in section for step in steps), document.id
        assert left_of(document, steps) == ""
        other = otherwise_of(document, load_pack(document.head.language))
        assert all(line.removeprefix("- ") in section for line in other.splitlines()), document.id


def test_who_did_a_step_is_shown_the_others() -> None:
    document = DOCUMENTS["zh/account-hacked"]
    done = steps_of(document)[2]
    (part,) = choose_parts(document, "我刚改了密码", load_pack("zh"), 1, Before(again=True, headway=Headway((done,))))
    assert done not in part.text
    assert part.quote == document.sections["steps"]
    assert part.text.count("\n") == len(steps_of(document)) - 2


def test_who_is_stuck_is_led_on_and_not_twice_the_same_way() -> None:
    document, pack = DOCUMENTS["zh/login-code-not-received"], load_pack("zh")
    parts = choose_parts(document, "换了还是收不到", pack, 1, Before(again=True, headway=Headway(stuck=True)))
    assert [p.key for p in parts] == ["steps", "where"]
    told = "\n\n".join(p.text for p in parts)
    again = choose_parts(document, "换了还是收不到", pack, 1, Before(again=True, told=told, headway=Headway(stuck=True)))
    assert not {p.text for p in again} & {p.text for p in parts}


@pytest.mark.parametrize(
    ("first", "then", "gone", "left"),
    [
        ("有人登录了我的号", "陌生的api key我都删掉了", "4. 删掉陌生的", "冻结账户"),
        ("somebody hacked my account and withdrew my coins", "i deleted the api keys", "4. Delete API keys", "freeze the account"),
    ],
)
async def test_a_step_that_was_done_is_not_asked_for_again(assistant: Assistant, first: str, then: str, gone: str, left: str) -> None:
    conversation = (await assistant.chat(first)).conversation_id
    reply = await assistant.chat(then, conversation)
    assert gone not in reply.reply
    assert left in reply.reply
    assert "⚠️" not in reply.reply
    assert reply.triage.topic == "account-hacked"


async def test_what_did_not_help_is_left_out_of_what_is_for_then(assistant: Assistant) -> None:
    conversation = (await assistant.chat("app闪退打不开")).conversation_id
    reply = (await assistant.chat("重装了还是闪退", conversation)).reply
    assert "还不行就重装" not in reply
    assert "在线客服" in reply

"""Messages that tell no problem are heard for what they are, and near misses are not taken for them."""

from __future__ import annotations

import pytest

from assistant.answering.decide import Decision
from assistant.answering.talk import asks_if_real, corrects, denied_in, find_talk, is_question, picks_none, without_fine
from assistant.dangers import raised
from assistant.languages import load_pack
from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.types import Outcome, Urgency


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("solved", "解决了 谢谢"),
        ("solved", "终于到账了"),
        ("solved", "登上了"),
        ("solved", "it arrived, thank you!"),
        ("solved", "all good now"),
        ("solved", "my withdrawal went through finally"),
        ("enough", "不用了 算了"),
        ("enough", "no thanks"),
        ("enough", "thx bye"),
        ("letter", "我要投诉 帮我写封信"),
        ("letter", "写吧"),
        ("letter", "can you write the complaint for me"),
        ("letter", "yes write it"),
        ("letter", "ok write me what i should send them"),
        ("letter", "write what to say please"),
        ("lookup", "cant you look at my order?"),
        ("lookup", "can u check how much i was charged on my order"),
        ("lookup", "do you see my account"),
        ("lookup", "那你帮我看看我的号现在什么状态"),
        ("lookup", "你看不到我的账户吗"),
    ],
)
def test_what_tells_no_problem_is_known(kind: str, text: str) -> None:
    assert find_talk(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "好的谢谢 那截图里我邮箱要不要遮",
        "clock was off, fixed. whats the rate limit for placing orders",
        "cool thx. and whats coinbase charging for the same",
        "提币没到账",
        "到账了但是少了",
        "币到了吗",
        "收到了验证码但是错误",
        "他说收到了不放币",
        "it arrived but less",
        "did it arrive?",
        "still not fixed",
        "it came back",
        "i'm in turkey",
        "I received a text from okx",
        "can you get my money back",
        "怎么算了我手续费",
        "帮我写起诉状",
        "帮我写个量化代码",
        "write my own bot",
        "how do I write to support",
        "what should i write to support",
        "how can I check my order",
        "what do they see of my account?",
        "怎么查看我的充值记录",
        "c2c被骗了 我已经放币了",
        "地址写错了",
    ],
)
def test_near_misses_are_problems(text: str) -> None:
    assert find_talk(text) == ""


@pytest.mark.parametrize("text", ["密码还没改 先改密码吗", "我要不要交", "what documents", "what about the police", "should i pay the tax", "需要准备啥材料"])
def test_questions_need_no_mark(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ["我转了一半", "显示等待中", "i froze the account", "yes i have the txid", "你讲的啥玩意"])
def test_what_only_tells_is_no_question(text: str) -> None:
    assert not is_question(text)


def test_asking_whether_it_is_real_is_short() -> None:
    assert asks_if_real("is this real")
    assert asks_if_real("是不是真的")
    assert not asks_if_real("the seller says the real price of my order was different and wants me to cancel it")


async def test_the_end_of_a_problem_is_heard(assistant: Assistant) -> None:
    first = await assistant.chat("my withdrawal of 500 USDT has been processing since last night")
    reply = await assistant.chat("it arrived, thank you!", first.conversation_id)
    assert reply.reply.startswith("Good that it is solved")
    assert reply.outcome is Outcome.ASKED
    assert reply.citations == ()


async def test_who_wants_the_letter_is_shown_to_it(assistant: Assistant) -> None:
    assert "Tell me first what happened" in (await assistant.chat("can you write the complaint for me")).reply
    first = await assistant.chat("我的提币一直显示处理中，500U")
    reply = await assistant.chat("帮我写给客服的话", first.conversation_id)
    assert "写给客服的求助内容" in reply.reply
    assert reply.triage.topic == "withdrawal-pending"


@pytest.mark.parametrize(
    ("danger", "then"),
    [
        ("someone withdrew all my eth just now I didn't do it", ["it's still pending!!", "i froze the account", "what about the police"]),
        ("账号被盗了 币被转走", ["密码还没改 先改密码吗", "我还能登进去", "要报警吗"]),
    ],
)
async def test_a_theft_stays_a_theft(assistant: Assistant, danger: str, then: list[str]) -> None:
    first = await assistant.chat(danger)
    assert first.triage.topic == "account-hacked"
    before = first.reply
    for message in then:
        reply = await assistant.chat(message, first.conversation_id)
        assert reply.triage.topic == "account-hacked"
        assert reply.triage.urgency is Urgency.CRITICAL
        assert reply.reply != before
        before = reply.reply


async def test_after_a_strangers_text_its_verdict_is_said_again(assistant: Assistant) -> None:
    first = await assistant.chat("Dear user your account is restricted, verify at okx-verify.top within 24 hours or lose your funds")
    assert first.verdict == "scam"
    assert (await assistant.chat("is this real", first.conversation_id)).verdict == "scam"


@pytest.mark.parametrize("question", ["so my money is gone?", "那我的币是不是没了"])
async def test_fear_is_no_theft(assistant: Assistant, question: str) -> None:
    first = await assistant.chat("my deposit of 500 USDT over TRC20 has not arrived")
    assert (await assistant.chat(question, first.conversation_id)).triage.alarm == ""


def test_an_alarm_decides_only_where_the_search_does_not(library: Library) -> None:
    pack = load_pack("en")
    elsewhere = Decision(Outcome.REDIRECTED, "other-exchanges")
    assert raised(library, "theft", elsewhere, pack) == elsewhere
    sure = Decision(Outcome.ANSWERED, "withdrawal-pending", probability=0.99)
    assert raised(library, "theft", sure, pack) == sure
    assert raised(library, "theft", Decision(Outcome.ANSWERED, "withdrawal-pending", probability=0.5), pack).slug == "account-hacked"
    assert raised(library, "theft", Decision(Outcome.ASKED), pack).slug == "account-hacked"
    assert raised(library, "given_away", Decision(Outcome.ASKED), pack).slug == "support-what-never-to-send"
    assert raised(library, "critical", Decision(Outcome.ASKED), pack) == Decision(Outcome.ASKED)


@pytest.mark.parametrize(
    ("message", "instead", "denied"),
    [
        ("不是提币 是合约交易", "合约交易", "提币"),
        ("NOT account recovery. the xrp", "the xrp", "account recovery"),
        ("没人骗我，我就问怎么重新绑谷歌验证器", "怎么重新绑谷歌验证器", "没人骗我"),
        ("no!! i didnt withdraw from okx, i DEPOSITED to okx", "i deposited to okx", "withdraw"),
    ],
)
def test_a_correction_is_read_without_what_it_denies(message: str, instead: str, denied: str) -> None:
    assert corrects(message) == instead
    assert denied in denied_in(message)


@pytest.mark.parametrize("message", ["that's not fair, who do i complain to", "no wait it was base", "not sure", "还没到"])
def test_what_corrects_nothing_is_no_correction(message: str) -> None:
    assert corrects(message) == ""


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("密码我记得，手机号也还在用，就是谷歌那个没了", "就是谷歌那个没了"),
        ("my email works, the phone is gone", "the phone is gone"),
        ("i didn't forget my password, it says the code is wrong", "it says the code is wrong"),
        ("我没忘密码！就是验证码收不到", "就是验证码收不到"),
        ("I remember my password", "I remember my password"),
        ("USDT not arrived", "USDT not arrived"),
    ],
)
def test_what_is_in_order_is_not_what_a_message_is_about(message: str, left: str) -> None:
    assert without_fine(message) == left


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("i sent usdt to okx yesterday and its not showing", "no!! i didnt withdraw from okx, i DEPOSITED to okx"),
        ("someone logged into my account", "nobody hacked me, i just forgot my password"),
        ("我账号被盗了", "没被盗 就是密码忘了"),
        ("身份认证说我证件已经被别的账号用了", "真没注册过 会不会有人冒用我"),
    ],
)
async def test_an_alarm_falls_where_it_is_denied(assistant: Assistant, first: str, then: str) -> None:
    conversation = (await assistant.chat(first)).conversation_id
    reply = await assistant.chat(then, conversation)
    assert reply.triage.alarm == ""
    assert "⚠️" not in reply.reply


@pytest.mark.parametrize(
    ("first", "then", "topic"),
    [
        ("i sent usdt to okx yesterday and its not showing", "ok i looked on arbiscan it says success, 12 hours ago", "deposit"),
        ("my withdrawal says completed but coinbase hasnt got it", "explorer says confirmed 210 times", "withdrawal"),
        ("u转错链了 bsc的打到erc20地址了 还能找回吗", "tx查了 bsc上是成功的 地址也对 是usdt 2300个", "deposit"),
    ],
)
async def test_coins_keep_their_direction(assistant: Assistant, first: str, then: str, topic: str) -> None:
    conversation = (await assistant.chat(first)).conversation_id
    assert (await assistant.chat(then, conversation)).triage.topic.startswith(topic)


@pytest.mark.parametrize(
    ("first", "then", "alarm"),
    [
        ("有人自称欧易客服加我微信 说账户有风险", "我已经转了500u给他", "scam"),
        ("my deposit is missing", "i sent 200 usdt yesterday", ""),
    ],
)
async def test_money_that_went_after_a_danger_makes_it_a_harm(assistant: Assistant, first: str, then: str, alarm: str) -> None:
    conversation = (await assistant.chat(first)).conversation_id
    assert (await assistant.chat(then, conversation)).triage.alarm == alarm


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("someone called me from okx asking for a code", "i gave it"),
        ("有人自称客服打电话要验证码", "我已经给他了"),
        ("an agent on telegram wants my sms code", "omg i already sent it to him"),
    ],
)
async def test_who_was_warned_and_gave_it_is_told_what_to_do_at_once(assistant: Assistant, first: str, then: str) -> None:
    conversation = (await assistant.chat(first)).conversation_id
    reply = await assistant.chat(then, conversation)
    assert reply.triage.alarm == "given_away"
    assert reply.triage.urgency is Urgency.CRITICAL


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("someone called me from okx asking for a code", "i did not give it"),
        ("有人自称客服打电话要验证码", "我没给"),
        ("my withdrawal of 500 USDT has been processing since last night", "i gave it to support already"),
    ],
)
async def test_who_gave_nothing_is_not_alarmed(assistant: Assistant, first: str, then: str) -> None:
    conversation = (await assistant.chat(first)).conversation_id
    assert (await assistant.chat(then, conversation)).triage.alarm != "given_away"


async def test_who_asks_the_same_again_more_urgently_was_not_misread(assistant: Assistant) -> None:
    first = await assistant.chat("my withdrawal has been processing since last night")
    document = assistant.library.document(first.citations[0].document_id)
    assert document is not None
    asked = max(document.next[1].asked, key=len)
    await assistant.chat(asked, first.conversation_id)
    again = await assistant.chat(f"i asked: {asked}", first.conversation_id)
    assert again.reply.startswith("My answer is the same")
    assert again.citations[0].quote == document.next[1].answer


@pytest.mark.parametrize(("asked", "section"), [("i asked who to talk to", "Where to ask"), ("i asked how long", "How long and what it takes")])
async def test_who_says_what_he_asked_gets_that_and_not_everything_again(assistant: Assistant, asked: str, section: str) -> None:
    first = await assistant.chat("my withdrawal has been processing since last night")
    await assistant.chat("the page shows a state", first.conversation_id)
    reply = await assistant.chat(asked, first.conversation_id)
    assert "What to do now" not in reply.reply
    assert section in reply.reply or reply.citations[0].quote not in first.reply


@pytest.mark.parametrize("said", ["neither. the card was declined", "none of these, it hangs", "no, something else: the app", "都不是，是卡被拒", "一个都不对", "以上都不是 是别的"])
def test_who_picks_nothing_is_heard(said: str) -> None:
    assert picks_none(said)


@pytest.mark.parametrize("said", ["the second one", "not sure", "不是我操作的", "都不到账", "nobody answered", ""])
def test_who_says_something_else_picks_not_nothing(said: str) -> None:
    assert not picks_none(said)


async def test_what_was_denied_is_not_answered(assistant: Assistant) -> None:
    first = await assistant.chat("提币")
    assert first.outcome is Outcome.ASKED
    offered = {choice.topic for choice in first.choices}
    reply = await assistant.chat("都不是", first.conversation_id)
    assert reply.outcome is not Outcome.ANSWERED or reply.triage.topic not in offered
    assert not offered & {choice.topic for choice in reply.choices}

"""What cannot wait is heard in any wording; what is only supposed, or the person's own doing, is not."""

from __future__ import annotations

import pytest

from assistant.triage.alarms import find_alarm, is_supposed

RAISED = [
    ("theft", "提币记录里多了一笔,打到一个我不认识的地址"),
    ("theft", "刚发现有一笔不是我操作的提币,两万U没了"),
    ("theft", "邮箱提醒说有台电脑在国外登录了我的号,我从来没去过那儿"),
    ("theft", "手机突然没信号,营业厅说有人办了补卡,现在账户登不上"),
    ("theft", "email says signed in from Lagos on Linux, I live in Norway"),
    ("theft", "password changed, authenticator removed, new address added. None of it is me!!!"),
    ("theft", "phone went no service at noon, carrier says the number was ported away and I cannot log in"),
    ("theft", "orders running that I never placed"),
    ("given_away", "把验证码报给了自称客服的人"),
    ("given_away", "我畀咗登入密碼同埋短訊碼佢"),
    ("given_away", "gave my login and the six digits to the guy from telegram"),
    ("given_away", "I pushed my api secret to a public github repo"),
    ("given_away", "i let them install anydesk and the mouse moves by itself"),
    ("asked", "有人让我妈共享屏幕,教她把币转到安全账户"),
    ("asked", "a man on the phone wants me to read him the text message code"),
    ("scam", "被骗了,钱转给了骗子"),
    ("scam", "they want another deposit before they unlock my withdrawal"),
]
QUIET = [
    "万一哪天账户被盗了,第一步该干嘛?提前学习一下",
    "看新闻说有人把助记词交出去被骗光了,这种骗术一般是怎么得手的?",
    "邮件提醒我新设备登录,是我自己昨天换了个手机登的,正常吧?",
    "Purely hypothetical: if someone steals my login one day, what is the order of steps?",
    "how do I protect my account against malware?",
    "new device login mail, it was me, all good?",
    "POST order timed out 50004 and i don't know if it's live",
    "账户被限制了,还能把币提走吗",
    "把6000U提到一个陌生地址去了,粘贴错了",
    "提币一直处理中,正常吗",
    "my withdrawal is still pending",
    "",
]


@pytest.mark.parametrize(("alarm", "message"), RAISED)
def test_an_alarm_is_heard_in_many_wordings(alarm: str, message: str) -> None:
    assert find_alarm(message) == alarm


@pytest.mark.parametrize("message", QUIET)
def test_what_is_supposed_or_usual_or_ones_own_doing_raises_none(message: str) -> None:
    assert find_alarm(message) == ""


def test_who_supposes_but_was_robbed_is_heard() -> None:
    message = "what if they come back? my coins were stolen an hour ago"
    assert not is_supposed(message)
    assert find_alarm(message) == "theft"

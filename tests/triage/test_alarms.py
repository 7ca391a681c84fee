"""What cannot wait is heard in any wording; what is only supposed, or the person's own doing, is not."""

from __future__ import annotations

import time

import pytest

from assistant.languages import load_packs
from assistant.triage.alarms import find_alarm, is_supposed, pays_after
from assistant.triage.composed import read_composition

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
    ("theft", "余额一直在变少,我啥也没干"),
    ("theft", "刚收到一条我没操作的提币邮件"),
    ("theft", "绑定手机号变成一个陌生号码"),
    ("theft", "my phone lost signal and then I got login emails"),
    ("theft", "mugged, they took my phone, okx was logged in"),
    ("given_away", "I just gave a guy my 12 words"),
    ("given_away", "授权给骗子了"),
    ("given_away", "downloaded a fake OKX app and logged in"),
    ("asked", "有人威胁我,不打币就发我的照片"),
    ("asked", "support says my account is at risk and I should transfer to a secure account"),
    ("scam", "被骗了,钱转给了骗子"),
    ("scam", "they want another deposit before they unlock my withdrawal"),
    ("given_away", "我把十二个英文词念给电话里那个人听了"),
    ("given_away", "gave the lady on the phone the code"),
    ("asked", "sent 0.8 eth to the evidence wallet like the officer said"),
    ("scam", "刚打过去两万三,对面已读不回了"),
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
    "如果有人问我要验证码,我该怎么办",
    "okx官方会要我的验证码吗",
    "去年被盗过一次,已经解决了,想问现在怎么加强安全",
    "换手机谷歌验证器没了怎么登录",
    "我没有把验证码告诉任何人,只是想确认安全",
    "how to prevent sim swap",
    "新闻说某某交易所被黑了几个亿,你们这儿安全不",
    "短信里说请勿泄露验证码,为啥不能给别人看啊",
    "what happens on your side if somebody's account gets drained, theoretically",
    "Was hacked in 2023, everything sorted, just want to add a passkey now",
    "a friend says his coins were stolen from some other exchange, is yours insured",
    "商家收了钱不放币,已读不回",
    "I was liquidated, balance zero",
    "verification code keeps saying invalid",
    "i didn't forget my password, it says the code is wrong",
    "I never lost my phone and the code does not come",
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


def test_notions_are_composed_within_a_sentence_and_over_the_message() -> None:
    composition = read_composition("code/login + told ~ site - denied")
    assert composition.together == (("code", "login"), ("told",))

    def says(name: str, text: str) -> bool:
        return name in text

    assert composition.holds(("login told", "site"), "login told. site", says)
    assert not composition.holds(("login", "told site"), "login. told site", says)
    assert not composition.holds(("login told", "site denied"), "login told. site denied", says)


def test_every_notion_that_a_composition_names_has_words() -> None:
    packs = load_packs().values()
    known = {name for pack in packs for name in pack.value("triage.words")}
    lines = [read_composition(line) for pack in packs for group in pack.value("triage.together").values() for line in group]
    named = {name for line in lines for names in (*line.together, *line.anywhere, *line.without) for name in names}
    assert named == known


def test_a_long_message_is_heard_quickly() -> None:
    start = time.perf_counter()
    find_alarm("someone my account code a 我的手机被给他密码登" * 300)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("message", "paid"),
    [
        ("too late, i sent him 500", True),
        ("i already sent 200 usdt", True),
        ("我已经转了500u给他", True),
        ("钱已经打过去了", True),
        ("what if i sent him 500?", False),
        ("he sent me 500", False),
        ("他让我转500", False),
    ],
)
def test_money_that_went_is_heard(message: str, paid: bool) -> None:
    assert pays_after(message) is paid

"""What a stranger sent is found, kept apart from the person's own words and judged; everyday messages are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.channels import Channels, read_channels
from assistant.guardrails import Guard, Vault
from assistant.languages import detect_language, load_pack
from assistant.packaged import packaged
from assistant.strangers.sent import Stranger, find_stranger

CHANNELS = read_channels(packaged("corpus"))


@pytest.fixture
def channels() -> Channels:
    return CHANNELS


def _found(message: str, channels: Channels) -> Stranger | None:
    sealed = Guard().seal(message, Vault()).text
    return find_stranger(sealed, load_pack(detect_language(sealed)), channels)


SCAMS = [
    ("link", "收到一条短信：【OKX】您的账户存在风险，请于24小时内点击 okx-safe.vip 完成验证，否则将被冻结。这是真的吗"),
    ("safe_account", "有个自称欧易客服的人打电话说我账户涉嫌洗钱，要把USDT转到安全账户，是真的吗"),
    ("fee", "群里管理员私信我：“您好，您的提现需先缴纳10%保证金才能放行” 能信吗"),
    ("secret", "【欧易】尊敬的用户，系统升级，请提供助记词完成验证。请问我该怎么操作？"),
    ("profit", "老师拉我进群说跟着他做合约日收益5%，是骗子吗"),
    ("recovery", "微信上有人说可以帮我追回被骗的币，要先交2000手续费，靠谱吗"),
    ("link", 'Is this message real? "Dear OKX user, your account will be suspended in 24 hours. Verify now at okx-verify.help"'),
    (
        "fee",
        "Someone on Telegram says he is an OKX account manager and wants me to deposit 1000 USDT to unlock my withdrawal. Is he legit?",
    ),
    ("prize", 'Got an email: "Claim your 500 USDT airdrop now, connect your wallet" — phishing?'),
    (
        "safe_account",
        "OFFICIAL NOTICE: OKX is migrating wallets. Transfer all assets to the secure wallet below before Friday. How do I do it?",
    ),
    ("remote_control", "caller id said OKX, they want me to share my screen to cancel a suspicious withdrawal, is this okx?"),
    ("secrecy", 'He wrote: "do not tell your family or the bank about this". Can I trust him?'),
]


@pytest.mark.parametrize(("sign", "message"), SCAMS)
def test_a_scam_is_known_by_its_signs(sign: str, message: str, channels: Channels) -> None:
    found = _found(message, channels)
    assert found is not None
    assert found.verdict == "scam"
    assert sign in [s.id for s in found.signs]


@pytest.mark.parametrize(
    "message",
    [
        "收到短信：【OKX】您于11月20日提币500USDT已提交，如非本人操作请立即冻结账户。是你们发的吗",
        'is this from okx? "Your KYC documents were received. We will review them within 24 hours."',
        "An email from no-reply@mailer.example says my statement is ready. Is that genuine?",
    ],
)
def test_what_shows_no_sign_is_not_thereby_real(message: str, channels: Channels) -> None:
    found = _found(message, channels)
    assert found is not None
    assert found.verdict == "unconfirmed"


@pytest.mark.parametrize(
    ("message", "verdict"), [("is my.okx.com an official site?", "listed"), ("is okx.com.evil.top an official site?", "scam")]
)
def test_an_official_address_is_said_to_be_listed_and_a_look_alike_is_not(message: str, verdict: str, channels: Channels) -> None:
    found = _found(message, channels)
    assert found is not None
    assert found.verdict == verdict


@pytest.mark.parametrize(
    "message",
    [
        "提币一直处理中，是真的要等24小时吗",
        "官方客服会要我的身份证照片吗",
        "App提示：请输入谷歌验证码，但是我没有，怎么办",
        'The app says: "withdrawal suspended, please try again later". What does it mean?',
        'error message: "verify your identity within 7 days or trading will be restricted", what should I upload?',
        "客服回复：请提供TXID和截图。我在哪里找TXID？",
        'The seller wrote: "please wait, my bank is slow". He still has not released the coins.',
        "Does OKX charge a fee to withdraw?",
        "C2C商家靠谱吗，怎么选",
        "How do I contact real OKX support?",
    ],
)
def test_an_everyday_message_is_not_taken_for_a_strangers(message: str, channels: Channels) -> None:
    assert _found(message, channels) is None


def test_the_persons_own_words_are_kept_apart(channels: Channels) -> None:
    found = _found('He wrote to me: "Install AnyDesk so I can help you with the refund". should i do it?', channels)
    assert found is not None
    assert "AnyDesk" in found.said
    assert "AnyDesk" not in found.own
    assert "should i do it" in found.own


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_verdict_repeats_nothing_of_what_was_sent_and_says_where_to_check(code: str, channels: Channels) -> None:
    pack = load_pack(code)
    for _, message in SCAMS:
        found = find_stranger(Guard().seal(message, Vault()).text, pack, channels)
        assert found is not None
        told = found.told(pack, channels)
        assert channels.verification.how.in_language(code) in told
        assert not any(word in told for word in ("okx-safe", "okx-verify", "500 USDT", "AnyDesk"))


@given(st.text(alphabet="“”\"'：: \n>【】尊敬的用户。?？ab.转okx", max_size=80))
def test_no_text_breaks_it_and_own_and_said_are_parts_of_it(text: str) -> None:
    found = find_stranger(text, load_pack("zh"), CHANNELS)
    if found is not None:
        assert set("".join(found.own.split())) <= set(text)


@pytest.mark.parametrize(
    "message",
    [
        "刚发完帖 马上有人来 @OKX_Desk_77:Hi 请点此填写表单 附上手机号和登录密码以便核实",
        "A trading firm says: make an API key, paste key + secret + passphrase here, our AI pays you 3% a day",
        '"download the new version from the link below and move your coins to the safe wallet" the seller wrote this',
    ],
)
def test_a_handle_a_firm_and_who_is_named_behind_a_quotation_are_senders(message: str, channels: Channels) -> None:
    found = _found(message, channels)
    assert found is not None
    assert found.is_scam


@pytest.mark.parametrize(
    "message", ["someone on the phone said he was from the exchange, what was it?", "有个人自称欧易客服，聊了两句就走了"]
)
def test_somebody_who_says_that_he_is_from_the_exchange_cannot_be_confirmed(message: str, channels: Channels) -> None:
    found = _found(message, channels)
    assert found is not None
    assert found.verdict == "unconfirmed"


@pytest.mark.parametrize("message", ["where is the safe place to install the app from", "应用从哪里下载安装才对"])
def test_asking_where_the_app_is_to_be_had_from_is_nobodys_demand(message: str, channels: Channels) -> None:
    assert _found(message, channels) is None

"""What a pasted reply means: impostors are named by their signs, real support is not accused."""

from __future__ import annotations

import pytest

from assistant.cases.case import CaseStatus
from assistant.cases.reply import read_reply
from assistant.corpus.channels import Channels, read_channels
from assistant.languages import load_pack, load_packs
from assistant.packaged import packaged


@pytest.fixture(scope="module")
def channels() -> Channels:
    return read_channels(packaged("corpus"))


IMPOSTORS = [
    ("secret", "Dear user, please send me the 6-digit code you just received so I can verify your identity."),
    ("secret", "To restore your wallet we need your recovery phrase."),
    ("secret", "We never ask for your password, only tell me the verification code on your screen."),
    ("secret", "Please do not worry and share your password with our agent."),
    ("secret", "kindly reply with your seed phrase and pin code"),
    ("secret", "为了核实身份，请把短信验证码发给我。"),
    ("secret", "请提供您的助记词，我们帮您恢复钱包"),
    ("secret", "我们不会索要您的密码，只需要把刚收到的验证码告诉我就行"),
    ("secret", "麻烦报一下谷歌验证码"),
    ("secret", "请输入您的私钥完成验证"),
    ("safe_account", "Your account is at risk. Transfer all assets to our secure wallet immediately."),
    ("safe_account", "for your protection move the USDT into this temporary custody address"),
    ("safe_account", "您的账户涉嫌洗钱，请把资产转到安全账户核查。"),
    ("safe_account", "请先将币提到我们的监管钱包，审核完会退回"),
    ("link", "Please complete verification at https://okx-support-center.com/verify"),
    ("link", "please log in on www.okx.com.evil.example and continue"),
    ("link", "请打开okx-safe.vip验证身份"),
    ("link", "go to оkx.com to confirm"),
    ("link", "visit okx[.]help now"),
    ("link", "官网：http://okx。com。cn登录"),
    ("elsewhere", "Our senior agent will help you, add him on Telegram @okx_help_desk"),
    ("elsewhere", "Please contact us on WhatsApp to continue"),
    ("elsewhere", "请加微信 kefu8888 继续处理"),
    ("elsewhere", "请加专员QQ 12345678"),
    ("elsewhere", "下载飞机后添加客服，电报：okxkefu"),
    ("fee", "You need to pay a 10% unfreeze fee before we can release your funds."),
    ("fee", "please deposit 2000 usdt to unlock the withdrawal"),
    ("fee", "A refundable deposit is required; the security deposit must be paid today"),
    ("fee", "您需要缴纳20%的保证金才能提现"),
    ("fee", "请先充值500U激活，即可提现，账户才可以提"),
    ("fee", "须补缴个人所得税后放行"),
    ("remote_control", "Please install AnyDesk so that our engineer can help you"),
    ("remote_control", "could you share your screen with me"),
    ("remote_control", "请下载向日葵，我们远程协助您操作"),
    ("remote_control", "请打开屏幕共享"),
]

GENUINE = [
    ("wants", "Hello, please provide the TXID, the amount and a screenshot of the withdrawal page."),
    ("wants", "We were unable to locate your deposit. Could you please upload the transaction hash and a video of the sending record?"),
    ("wants", "您好，请您提供充币的TXID和转出平台的截图，方便我们核实。"),
    ("wants", "麻烦您补充手持证件照片，并说明资金来源"),
    ("wants", "Please send us your UID and order number. Never share your password or verification code with anyone."),
    ("refused", "Unfortunately your deposit cannot be recovered because the network is not supported."),
    ("refused", "很抱歉，该充值无法找回。"),
    ("refused", "您的申诉未通过，订单维持原判"),
    ("solved", "Your deposit has been credited to your account. Thank you for your patience."),
    ("solved", "您好，您的提币已到账，请查收。"),
    ("solved", "Your 2FA has been reset as requested."),
    ("waits", "Your case has been escalated to the relevant team. We will get back to you within 48 hours."),
    ("waits", "您的问题已转交相关部门处理，请耐心等待，预计1-3个工作日。"),
    ("waits", "Your withdrawal is under review. If you have more information, please provide it here."),
    ("waits", "正在为您核实，请稍等"),
    ("other", "Thank you for contacting us. My name is Amy, happy to assist you today."),
    ("other", "OKX will never ask you for your password, verification codes or seed phrase."),
    ("other", "Beware of scammers who ask you to transfer to a safe account or pay an unfreeze fee."),
    ("other", "谨防诈骗：OKX 不会向您索要密码、验证码，也不会要求您转账到安全账户。"),
    ("other", "请勿将验证码、密码告诉任何人。"),
    ("other", "切勿共享屏幕或安装远程控制软件，切勿添加陌生人的微信"),
    ("other", "Do not share your screen. We do not provide support on Telegram or WhatsApp."),
    ("other", "You can read more at https://www.okx.com/help and https://aws.okx.com/en/help."),
    ("other", "The network fee is paid to miners, see the fee page. Version 6.95.1 is the latest."),
    ("other", "You can change your password in Settings > Security; the code is sent to your own phone."),
    ("other", "您可以在安全中心修改密码，然后重新登录。"),
]


@pytest.mark.parametrize(("sign", "text"), IMPOSTORS)
def test_an_impostor_is_known_by_its_sign(sign: str, text: str, channels: Channels) -> None:
    for pack in load_packs().values():
        reading = read_reply(text, pack, channels)
        assert reading.kind == "impostor"
        assert sign in [s.id for s in reading.signs]
        assert all(s.why and s.quote for s in reading.signs)
        assert channels.verification.how.in_language(pack.code)[:20] in reading.next_step
        assert reading.draft == ""


@pytest.mark.parametrize(("kind", "text"), GENUINE)
def test_what_support_really_writes_is_no_impostor_and_is_understood(kind: str, text: str, channels: Channels) -> None:
    reading = read_reply(text, load_pack("en"), channels, title="t", reference="#1")
    assert reading.signs == ()
    assert reading.kind == kind


def test_what_is_asked_for_is_listed_in_the_answer_to_fill_in(channels: Channels) -> None:
    reading = read_reply("Hello. Please provide the TXID. Please also send a screenshot.", load_pack("en"), channels, reference="#123")
    assert "#123" in reading.draft
    assert "- please provide the txid: " in reading.draft
    assert "screenshot" in reading.draft
    assert reading.status is CaseStatus.ANSWERED


def test_a_solved_case_is_proposed_as_solved_and_a_promise_as_waiting(channels: Channels) -> None:
    pack = load_pack("zh")
    assert read_reply("您的提币已完成", pack, channels).status is CaseStatus.SOLVED
    assert read_reply("请耐心等待", pack, channels).status is CaseStatus.WAITING

"""WeChat, QQ, Alipay and handles that a person gives as their own. Handles of others stay: they are evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.announced import values
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.types import FindingClass

_ACCOUNT = re.compile(
    r"(?:@[A-Za-z0-9_][A-Za-z0-9_.\-]{2,40}|wxid_[a-z0-9]{6,30}|[A-Za-z][A-Za-z0-9_.]{1,30}#[0-9]{4}|(?=[A-Za-z_.\-]*[0-9_])[A-Za-z][A-Za-z0-9_\-.]{4,30}"
    r"(?:#[0-9]{4})?|[1-9][0-9]{4,11})(?![A-Za-z0-9_@=]|[.\-][A-Za-z0-9])"
)
_WORDLIKE = re.compile(r"@?[A-Za-z][A-Za-z0-9_.]{3,31}(?:#[0-9]{4})?(?![A-Za-z0-9_@=]|-[A-Za-z0-9])")
_OF_TEXT = r"<<not_chat>>[ ]?[:=]?[ \t\"']{0,3}$"
_HEXED = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{2,12}){1,4}")
_ORDINARY = ("ed", "ing", "ly", "en", "pay")
_COLON = re.compile(r"[ \t]*(?:id|号|帳號|账号|username|handle)?[ \t]*(?:[:=]|是|is)[ \t]*[\"'(]?", re.IGNORECASE)
_UPI = re.compile(
    r"(?<![A-Za-z0-9._\-])[A-Za-z0-9][A-Za-z0-9._\-]{2,40}@(?:ok(?:hdfcbank|icici|axis|sbi)|ybl|ibl|axl|paytm|upi|apl|pt(?:yes|axis|hdfc|sbi)|hdfcbank|icici|kotak|airtel|jio)(?![A-Za-z0-9.])"
)
_LIVE = re.compile(r"(?<![A-Za-z0-9])live:[A-Za-z0-9._\-]{3,40}[A-Za-z0-9]")
_WXID = re.compile(r"(?<![A-Za-z0-9_])wxid_[a-z0-9]{8,30}(?![A-Za-z0-9_])")
_PLATFORM = re.compile(
    r"(?<![A-Za-z])(?:telegram|tg|twitter|discord|instagram|ig|skype|line|x|电报|推特|飞机)[ \t]*(?:id|username|handle|账号|号"
    r"|用户名)?[ \t]*[:=][ \t]*(@?[A-Za-z][A-Za-z0-9_.]{3,31}(?:#[0-9]{4})?)(?![A-Za-z0-9_@./=]|-[A-Za-z0-9])",
    re.IGNORECASE,
)


def find(scan: Scan) -> Iterator[Span]:
    """Accounts behind a label such as 微信 or "my telegram"; with a colon also a word without digits."""
    for start, end in values(scan, "chat_id", _ACCOUNT):
        if not _is_other(scan, start, end):
            yield Span(start, end)
    for label_end, match in _assigned(scan):
        word = match.group().lower()
        if word.isalpha() and (word.endswith(_ORDINARY) or word in scan.words.set("everyday") or word in scan.words.set("not_name")):
            continue
        if not _is_other(scan, *match.span()):
            yield Span(label_end, match.end())
    for match in scan.matches(_PLATFORM):
        word = match.group(1).lower()
        if word in scan.words.set("everyday") or word in scan.words.set("not_name"):
            continue
        if not _is_other(scan, *match.span(1)):
            yield Span(*match.span(1))
    for pattern in (_WXID, _UPI, _LIVE):
        for match in scan.matches(pattern):
            yield Span(*match.span())


def _assigned(scan: Scan) -> Iterator[tuple[int, re.Match[str]]]:
    from assistant.guardrails.labels import labels

    for label in labels(scan):
        if label.group == "chat_id":
            colon = _COLON.match(scan.text, label.end)
            at = colon.end() if colon else label.end
            if not colon and not scan.text[:at].endswith((" is", "是")):
                continue
            match = _WORDLIKE.match(scan.text, at)
            if (match and not scan.text.startswith((" ", "'"), match.end())) or (
                match and (match.group().startswith("@") or scan.text[at - 1] in ":=")
            ):
                yield match.start(), match


def _is_other(scan: Scan, start: int, end: int) -> bool:
    """Whether the handle is said to be somebody else's, or the exchange's, or the label is one of a file's lines or a request."""
    if _HEXED.fullmatch(scan.text, start, end) or scan.fits(_OF_TEXT, scan.before(start, 20)):
        return True
    return scan.words.regex("<<not_mine>>").search(scan.before(start, 16)) is not None or "okx" in scan.text[start:end].lower()


def hides() -> Iterable[str]:
    """Accounts of the writer."""
    return (
        "加我微信 ⟦abc12345⟧",
        "微信号：⟦wxid_a1b2c3d4e5f6⟧",
        "我微信⟦lee_88_ok⟧，方便联系",
        "QQ：⟦123456789⟧",
        "qq号 ⟦987654321⟧",
        "我的QQ是⟦10012345⟧",
        "WeChat ID: ⟦zhang_wei88⟧",
        "my telegram is ⟦@crypto_ann⟧",
        "Telegram: ⟦@ann_trades⟧",
        "dm me on telegram ⟦@ann1990x⟧",
        "支付宝账号 ⟦ann1990pay⟧",
        "vx：⟦ann1990⟧",
        "我的推特是⟦@ann_in_hk⟧",
        "my discord is ⟦annlee#1234⟧",
        "我的电报：⟦annleehk⟧",
    )


def keeps() -> Iterable[str]:
    """Handles of others and sentences."""
    return (
        "微信支付失败",
        "骗子的telegram是 @fake_support1",
        "is @okx the official account?",
        "用微信付的5000元",
        "wechat pay does not work",
        "Telegram: @OKXHelp_official is it real",
        "支付宝转账 3000 块",
        "he contacted me on telegram",
        "his telegram: @scam_desk",
        "QQ邮箱收不到",
        "加微信的都是骗子吗",
        "关注推特 @okx",
        "my wechat is blocked",
    )


DETECTOR = Detector(
    "chat_account",
    FindingClass.PERSONAL,
    find,
    (
        r"<<chat_id~>>[^\n]{0,30}[a-z0-9@]",
        r"wxid_",
        r"[a-z0-9]@(?:ok|ybl|ibl|axl|paytm|upi|apl|pt|hdfc|icici|kotak|airtel|jio)",
        "live:",
        r"(?:telegram|tg|twitter|discord|instagram|skype|line|电报|推特|飞机)[^\n]{0,14}[:=]",
    ),
    hides,
    keeps,
)

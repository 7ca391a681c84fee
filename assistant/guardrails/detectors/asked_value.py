"""Passwords, PINs and codes that answer a question in a pasted dialogue: "A: your code please? B: 213296"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import REFERENCE, governing
from assistant.guardrails.spoken_values import in_link, is_identifier, is_strong
from assistant.types import FindingClass

_NAME = "<<password>>|<<api_passphrase>>|<<otp>>|<<totp_secret>>|<<backup_code>>|<<security_answer>>"
_SPEAKER = r"(?:\n|[。?!.;])[ ]?\n?[^\n:>。]{1,24}?(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[^\n:>。]{0,12}?)?[:>][ \t]?(?:it'?s[ ]|是|就是|ok[, ]+|好的?[, ]*)?"
_END = r"[.。]?[ \t]*(?:\n|[。,;]|$)"
_ASKED = rf"(?:{_NAME})[^\n0-9:]{{0,28}}?{_SPEAKER}([!-~]{{4,40}}?){_END}"
_ASKED_CODE = rf"(?:<<code>>|<<code_asked>>)[^\n0-9:]{{0,28}}?{_SPEAKER}([0-9]{{6}}|[0-9]{{3}}[ \-][0-9]{{3}}){_END}"
_QUOTED = rf"(?:{_NAME})[^\n0-9:]{{0,28}}\n[ \t]*>{{1,4}}[ \t]?([!-=?-~][!-~]{{3,39}}?){_END}"
_BELOW = rf"(?:^|\n)[ \t]*>[^\n]{{0,60}}?(?:{_NAME})[^\n0-9:]{{0,28}}\n([!-=?-~][!-~]{{3,39}}?){_END}"
_DIGITS = re.compile(r"[0-9]{4,8}|[0-9]{3}[ \-][0-9]{3}")
_MOST = 40


def find(scan: Scan) -> Iterator[Span]:
    """The word that a speaker's line is, right behind one that ends with the name of a secret."""
    for template in (_ASKED, _ASKED_CODE, _QUOTED, _BELOW):
        at, regex = 0, scan.words.regex(template)
        for _ in range(_MOST):
            match = regex.search(scan.text[at:])
            if match is None:
                break
            start, end = at + match.start(1), at + match.end(1)
            if governing(scan, start, end) in REFERENCE:
                at = start
                continue  # 验证码收不到;UID:41261689
            if _is_secret(match.group(1)) and not (in_link(scan, start) or _is_indented(scan.text, start)):
                yield Span(start, end, score=0.3)
            at = start


def _is_indented(text: str, at: int) -> bool:
    """Whether the line is one of a file rather than of a dialogue."""
    return text[text.rfind("\n", 0, at) + 1 :].startswith(("  ", "\t"))


def _is_secret(value: str) -> bool:
    made_up = _DIGITS.fullmatch(value) is not None or (is_strong(value) and any(c.isdigit() for c in value))
    return made_up and not (value.startswith("//") or is_identifier(value))


def hides() -> Iterable[str]:
    """Chats of two people, as pasted."""
    return (
        "群里聊天记录：\n小王 21:03：把验证码给我\n我 21:04：⟦213296⟧\n小王 21:05：资金密码呢\n我 21:05：⟦385003⟧\n小王 21:06：好了",
        "客服A：请提供密码。用户：⟦wangcai4451⟧。",
        "agent: send me the verification code\nme: ⟦402913⟧",
        "Support: what is your fund password?\nMe: ⟦664120⟧",
        "A: password please?\nB: ⟦hunter2299⟧\nA: thanks",
        "[10:02] support: the sms code?\n[10:03] me: ⟦771204⟧",
        "他：你的交易密码多少\n我：⟦909182⟧",
        "客服：谷歌验证码发一下\n我：⟦118203⟧",
        "agent: whats the code sir\nme: ⟦661092⟧\nagent: ok thank you sir",
        "admin> tell me the otp\nyou> ⟦593001⟧",
        "对方 12:01: 资金密码是多少?\n我 12:02: ⟦Luna_0592⟧",
        "Bot: enter your passphrase.\nUser: ⟦Moon#4417x⟧",
        "甲: 在吗\n乙: 在\n甲: 短信给我看下\n乙: ⟦470000⟧\n然后币就没了",
        "骗子：短信验证码报一下\n我：好的，⟦660318⟧",
        "> please confirm your login password to proceed\n>> ⟦kXccn_9Nez0⟧\n> thank you",
        "> What password did you use?\n⟦jiayou6174⟧\n> And the order?\n2636183070",
        "转发：\n> 请发一下资金密码\n>> ⟦664120⟧\n> 好的",
    )


def keeps() -> Iterable[str]:
    """Dialogues that ask for something else, or get no answer."""
    return (
        "agent: did you change the password?\nme: yes",
        "客服：请提供UID。用户：98741299。",
        "客服：验证码收到了吗\n我：没有",
        "support: is the fund password wrong?\nme: error 58207 comes up",
        "A: which password?\nB: the login one",
        "客服：密码不要告诉我\n我：订单 612345678901234567 怎么办",
        "agent: never share your password. me: ok",
        "support: password reset done?\nme: still locked, ticket 98765432",
        "客服：密码重置了吗\n我：https://www.okx.com/help/1",
        "A: code?\nB: no code came",
        "bot: enter order number\nme: 612345678901234567",
        "- 能建几个密钥\nchannel: help_center\nurgency: low",
        '  password: "****"   # ccxt calls it password\n  timeout: 30000\nfails at startup',
        "小王 21:03：验证码别给任何人\n我 21:04：知道了",
        "> did you change the password?\n>> yes\n> ok",
        "> is the password page down?\n>> ticket 98765432\n> ok",
    )


DETECTOR = Detector(
    "password",
    FindingClass.SECRET,
    find,
    (
        rf"(?:{_NAME}|<<code>>|<<code_asked>>)[^\n0-9:]{{0,28}}(?:\n|[。?!.;])[^\n]{{0,44}}[:>]",
        rf">[^\n]{{0,60}}(?:{_NAME})[^\n0-9:]{{0,28}}\n[!-~]{{4}}",
    ),
    hides,
    keeps,
    ("one_time_code", "api_passphrase"),
)

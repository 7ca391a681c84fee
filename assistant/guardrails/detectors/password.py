"""Passwords, PINs, fund and withdrawal passwords, announced in Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.chain_words import is_public_word
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.evidence import right_before
from assistant.guardrails.password_values import is_password
from assistant.guardrails.spoken_values import Value, announced, before_unit, is_digits, is_strong, trimmed, whole
from assistant.types import FindingClass

_VALUE = r"[!-~]{3,64}"
_OWN = r"[!#-&*+./0-9=?-Z^_a-z~\-]"  # no comma, colon, quote or bracket: they belong to the sentence
_REVERSED = (
    rf"(?:^|[^!-~]|[,;:(\"'])({_OWN}{{4,40}}?)[\"']?[ \t]{{0,2}}(?:<<assigns>>|as|for|-)?[ \t]{{0,2}}(?:<<mine>>)[ \t]{{0,2}}(?:"
    r"<<between>>[ \t]?){0,2}<<password>>"
)
_CHANGED = r"<<changed_to>>[ \t\"':]{0,3}([!-~]{4,40})"
_BRACKETED = rf"(?:^|[^!-~]|[,;:(\"'])({_OWN}{{4,40}}?)[ ]?\(<<password>>\)"
_PAIR = r"[A-Za-z0-9._%+\-]+@(?:[A-Za-z0-9\-]+\.)+[A-Za-z]{2,12}[ \t]?(?:[:|/]|-{2,6})[ \t]?([!-~]{5,40})"
_BESIDE_MAIL = (
    r"[A-Za-z0-9._%+\-]+@(?:[A-Za-z0-9\-]+\.)+[A-Za-z]{2,12}[ \t]{1,3}([A-Za-z0-9]{2,20}[!$%^&*#][A-Za-z0-9!$%^&*#]{1,20})(?:$|[^!-~])"
)
_CHINESE = r"<<password>>[ \t]?(?:[:=]|<<assigns>>)[ \t\"']{0,3}([\x{4e00}-\x{9fff}]{1,12}[0-9A-Za-z!@#$%^&*._]{2,24})"
_COMMANDS = (
    r"(?:[帮幫]我|[请請]|麻[烦煩])(?:把它?)?(?:改成|改为|换成|设成|设为|重置成|重置为)[ ]?([A-Za-z]{3,16}[!@#$%&*_.]?[0-9]{3,8}[!@#$%&*]?)(?:[^0-9A-Za-z]|$)",
    r"(?:please|pls|can you|could you)[ ](?:just[ ])?(?:change|reset|set|switch)[ ]it[ ]to[ ]([A-Za-z]{3,16}[!@#$%&*_.]?[0-9]{3,8}[!@#$%&*]?)(?:[^0-9A-Za-z]|$)",
    r"(?:^|\s)-u[ ]?[\"']?[A-Za-z0-9._@\-]{1,40}:([^\s\"']{3,64})",
    r"(?:mysql|mysqldump|psql|mongo|redis-cli)\b[^\n]{0,60}?\s(?:-p|-a[ ])[\"']?([^\s\"'\-][^\s\"']{2,40})",
    r"(?:^|\s)[A-Za-z0-9._\-]{2,32}:([^\s:@/]{4,40})@(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[a-z0-9\-]{1,40}(?:\.[a-z0-9\-]{1,40}){0,4}:[0-9]{2,5})(?:[:/\s]|$)",
    r"sshpass[ ]-p[ ]?[\"']?([^\s\"']{3,40})",
)
_MAIL = re.compile(r"[A-Za-z0-9]@[A-Za-z0-9\-]+\.[A-Za-z]")
_RUN = re.compile(r"[0-9A-Za-z]{20,120}")
_URL = re.compile(r"(?i)^(?:https?:|www\.|/)")


def find(scan: Scan) -> Iterator[Span]:
    """Announced values, also the other way round ("… is my password") and in ``mail:password`` pairs."""
    for announcement in announced(scan, "password", _VALUE):
        value = trimmed(whole(announcement, scan), scan)
        # "ts,secret,pass⏎1746921016": the rest of a heading's word with the line below is no value.
        is_cut = "\n" in scan.text[value.start : value.end] and scan.text[max(0, value.start - 1) : value.start + 1].isalpha()
        if not is_cut and not _is_one_word(value, scan) and is_password(value, scan):
            yield Span(value.start, value.end)
    for match in (*scan.finditer(_REVERSED), *scan.finditer(_BRACKETED)):
        text = match.group(1)
        if text[-1] in ".!?" and not is_strong(text[:-1]):
            continue  # a sentence ends: "stuck. my pin is fine"
        if is_strong(text) or (is_digits(text) and 4 <= len(text) <= 8):
            yield Span(*match.span(1))
    for match in scan.finditer(_CHANGED) if scan.mentions("<<password>>") else ():
        text = match.group(1).rstrip(",.;:?)\"'")
        word = _RUN.match(scan.text, match.start(1))
        if is_strong(text) and not (word and is_public_word(word.group())):
            yield Span(match.start(1), match.start(1) + len(text))
    yield from _pairs(scan)
    for template in _COMMANDS:
        for match in scan.finditer(template):
            yield Span(*match.span(1))
    for match in scan.finditer(_CHINESE):
        if not before_unit(scan, match.end(1)) and not scan.words.regex("<<not_password>>").search(match.group(1)):
            yield Span(*match.span(1))


def _is_one_word(value: Value, scan: Scan) -> bool:
    """Whether the name goes on in the value, with no digit: "password_king" is a nickname, as is whatever is said to be one."""
    if value.gap or value.text[:1] not in "_-":
        return False
    return value.text[1:].isalpha() or any(right_before(scan, value.start, "handle", 24))


def _pairs(scan: Scan) -> Iterator[Span]:
    """What stands behind an e-mail address as its password does: "a@b.c:x", "a@b.c x!1"."""
    for match in scan.finditer(_PAIR):
        text = match.group(1).rstrip(",.;)")
        if is_strong(text) and not _URL.match(text) and not _MAIL.search(text) and "/" not in text:
            yield Span(match.start(1), match.start(1) + len(text))
    for match in scan.finditer(_BESIDE_MAIL):
        if is_strong(match.group(1)) and any(c.isdigit() for c in match.group(1)):
            yield Span(*match.span(1))


def hides() -> Iterable[str]:
    """The ways in which people tell a password."""
    return (
        "my password is ⟦hunter22⟧",
        "pwd: ⟦Tr0ub4dor&3⟧",
        "password=⟦letmein⟧",
        "the password i set was ⟦Moon2024!⟧ and it says wrong",
        "login ann pass ⟦s3cret-9⟧",
        '{"user": "ann", "password": "⟦qwe123⟧", "uid": 1}',
        "I changed my password to ⟦Blue$ky77⟧ yesterday",
        "pin ⟦4321⟧ not accepted",
        "my pin code is ⟦908172⟧",
        "fund password ⟦123456⟧",
        "⟦hunter22⟧ is my password",
        "ann@example.com:⟦hunter22⟧",
        "old password ⟦abc12345⟧ new password ⟦xyz98765⟧",
        "我的密码是⟦abc123⟧",
        "密码我设的是⟦Abc@2024⟧",
        "登录密码:⟦qwerty⟧",
        "资金密码 ⟦123456⟧",
        "资金密码⟦123456⟧不对",
        "交易密码：⟦888666⟧，帮我看下",
        "提现密码改成了⟦lucky888⟧",
        "账号abc 密码⟦a1b2c3d4⟧ 登录不上",
        "密码：⟦小明1990⟧",
        "⟦abc123456⟧是我的密码",
        "旧密码⟦Qq112233⟧，新密码⟦Ww445566⟧",
        "支付密码应该是 ⟦147258⟧",
        "帮我改成 ⟦wangcai0799⟧ 行不行",
        "密码“⟦Zz!2025⟧”一直报错",
        "proxy bob:⟦anna058570⟧@203.0.113.4:8080 times out",
        "my 25th word: ⟦orange99⟧",
        "手机解锁⟦1132⟧，你们远程看",
    )


def keeps() -> Iterable[str]:
    """Talk about passwords."""
    return (
        "密码忘了怎么办",
        "密码输错 5 次被锁了",
        "密码要8位以上",
        "修改密码后24小时不能提现",
        "我忘记了资金密码，UID 612345678901",
        "password is wrong",
        "my password is not accepted",
        "password must be 8 characters long",
        "i reset my password on 2026-11-20 and cannot withdraw 100 USDT",
        "forgot password, order 612345678901234567",
        "资金密码是什么",
        "密码是对的但是登录不上",
        "the password for my account does not work",
        "error code 50113 invalid passphrase",
        "密码错误 51008_1000",
        "PIN is required",
        "https://www.okx.com/account/password/reset2",
        "the transfer is stuck. my pin is fine",
        "still pending! my password works",
    )


DETECTOR = Detector(
    "password",
    FindingClass.SECRET,
    find,
    (
        "<<password~>>",
        r"(?:^|\s)-u[ ]?[\"']?[A-Za-z0-9._@\-]{1,40}:",
        r"(?:mysql|mysqldump|psql|mongo|redis-cli)\b[^\n]{0,60}?\s-[pa]",
        "sshpass",
        r"[A-Za-z0-9]:[^\s:@/]{4,40}@[0-9A-Za-z]",
        r"(?:改成|改为|换成|设成|设为|重置成|重置为)[ ]?[A-Za-z]{3}|(?:change|reset|set|switch) it to [A-Za-z]{3}",
        r"[A-Za-z0-9]@(?:[A-Za-z0-9\-]+\.)+[A-Za-z]{2,12}[ \t]?(?:[:|/]|--|[ \t])[ \t]?[!-~]{5}",
    ),
    hides,
    keeps,
)

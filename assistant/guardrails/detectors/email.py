"""E-mail addresses, also spelled out to dodge filters: ``ann (at) example dot com``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.types import FindingClass

_LOCAL = r"(?<![A-Za-z0-9._%+\-*@])([A-Za-z0-9_][A-Za-z0-9._%+\-]{0,63}"
_AT = (
    r"(?:[ \t]{0,2}@[ \t]{0,2}|[ \t]{0,2}(?:\([ ]?at[ ]?\)|\[[ ]?at[ ]?\]|\{[ ]?at[ ]?\}|<[ ]?at[ ]?>|艾特|\(@\)|\[@\]"
    r"|#)[ \t]{0,2}|[ \t]+at[ \t]+)"
)
_DOT = (
    r"(?:[ \t]?[.。][ \t]?|[ \t]{0,2}(?:\([ ]?dot[ ]?\)|\[[ ]?dot[ ]?\]|\{[ ]?dot[ ]?\}|<[ ]?dot[ ]?>|\[\.\]|\(\.\)|点"
    r"|點)[ \t]{0,2}|[ \t]+dot[ \t]+)"
)
_DOT_INSIDE = _DOT.replace(r"[ \t]?[.。][ \t]?", r"[.。]")  # "2. support@…" begins a list
_PLAIN = re.compile(
    _LOCAL + r"[ \t]?@[ \t]?(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?[.。]){1,5}(?:xn--[a-z0-9\-]{2,30}|[A-Za-z]{2,24}))"
)
_DODGED = re.compile(
    _LOCAL
    + rf"(?:(?:{_DOT_INSIDE}|[ ](?:underscore|dash|下划线)[ ])[A-Za-z0-9_\-]{{1,30}}){{0,2}}{_AT}[A-Za-z0-9\-]{{1,40}}(?:{_DOT}[A-Za-z0-9\-]{{1,40}}){{0,3}}{_DOT}"
    r"(?:com|net|org|cn|hk|tw|sg|me|io|co|info|edu|gov|de|uk|ru|fr|in|jp|kr|vn|br|tr|xyz|app|dev|example|test|email|live|us"
    r"|eu|ch|es|it|nl|pl|ca|au)(?:(?:[.。]|[ \t]+dot[ \t]+|点|點)(?:cn|hk|tw|uk|com|jp|au|br|in|kr|nz|za|sg|my))?)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_INTERNATIONAL = re.compile(r"(?<![\w.+\-])([\w][\w.+\-]{0,40}@(?:[\w\-]{1,40}\.){1,4}[^\W\d_]{2,12})(?![\w@])")
_QUOTED = re.compile(r'("[^"\s@]{1,40}"@(?:[A-Za-z0-9\-]{1,63}\.)+[A-Za-z]{2,24})')
_RULED = re.compile(r"-{3,}([A-Za-z0-9][A-Za-z0-9._+]{0,40}@(?:[A-Za-z0-9\-]{1,40}\.){1,4}[A-Za-z]{2,12})")  # fields parted by dashes
_UNDERSCORED = re.compile(
    r"(?<![A-Za-z0-9._])([A-Za-z0-9][A-Za-z0-9.\-]{0,30}_at_[A-Za-z0-9\-]{2,20}(?:_dot_[A-Za-z]{2,10}){1,2})(?![A-Za-z0-9_])", re.IGNORECASE
)
_UNENDED = re.compile(
    r"(?<![A-Za-z0-9._%+\-@])([A-Za-z0-9][A-Za-z0-9._+\-]{2,40}@(?:gmail|yahoo|hotmail|outlook|icloud|qq|163|126|foxmail|proton|protonmail|live|sina|yandex|aol|gmx|web)"
    r"(?:[ ]?[,，][ ]?(?:com|net|de|cn|ru)|[ ]?[(][ ]?dot[ ](?:com|net|de|me)[ ]?[)])?)(?![A-Za-z0-9.@])",
    re.IGNORECASE,
)
_SIGN_IN = re.compile(r"://[^\s/@:]{1,40}:$")  # a password with its host
_SIGN = re.compile(r"[(\[{<#]|艾特|\bat\b|点|點|dot", re.IGNORECASE)
_BOX = r"(?:<<mailbox>>)[ ]?(?:[:=]|<<is>>)[ ]?([a-z][a-z0-9._]{4,30})(?:$|[ \n,.;!?)]|[\x{3400}-\x{9fff}])"
_HOST = re.compile(r"[.](?:com|cn|net|org|io|co)$", re.IGNORECASE)
_ROLES = frozenset(
    (
        "support",
        "complaints",
        "help",
        "service",
        "noreply",
        "no-reply",
        "complaints.eu",
        "compliance",
        "legal",
        "security",
        "law",
        "privacy",
    )
)


def find(scan: Scan) -> Iterator[Span]:
    """Addresses of people; an exchange's own public mailbox is nobody's personal data."""
    text = scan.text
    found = False
    if "@" in text:
        for match in _PLAIN.finditer(text):
            found = True
            if not (_is_official(match.group(1), scan) or _SIGN_IN.search(text, max(0, match.start() - 60), match.start(1))):
                yield Span(*match.span(1))
        for match in () if text.isascii() else _INTERNATIONAL.finditer(text):
            if not (match.group().isascii() or _is_official(match.group(1), scan) or _is_sentence_around(match.group())):
                yield Span(*match.span(1))
        for match in (*_QUOTED.finditer(text), *_RULED.finditer(text)):
            yield Span(*match.span(1))
    yield from _halves(scan)
    if not found or _SIGN.search(text):
        for match in _DODGED.finditer(text):
            if not _is_official(match.group(1), scan) and _is_spelled_out(match.group(1)):
                yield Span(*match.span(1))


def _halves(scan: Scan) -> Iterator[Span]:
    """Addresses without their end (jane@gmail), with underscores for the signs, and first parts that a word announces."""
    text = scan.text
    for match in _UNENDED.finditer(text) if "@" in text else ():
        yield Span(*match.span(1))
    for match in _UNDERSCORED.finditer(text) if "_at_" in scan.lower else ():
        yield Span(*match.span(1))
    for hit in scan.finditer(_BOX):
        if re.search("[0-9._]", hit.group(1)) and not _HOST.search(hit.group(1)):
            yield Span(*hit.span(1))


def _is_sentence_around(text: str) -> bool:
    """Whether a plain address stands in ``text``, and the rest is Chinese: words glued to it."""
    plain = _PLAIN.search(text)
    return plain is not None and all("\u3400" <= c <= "\u9fff" for c in text[: plain.start(1)] + text[plain.end(1) :])


def _is_official(address: str, scan: Scan) -> bool:
    local, _, host = address.lower().replace(" ", "").replace("。", ".").partition("@")
    return local in _ROLES and host in scan.words.set("official_mail")


def _is_spelled_out(address: str) -> bool:
    """Whether a bare "at" is part of an address: then its dot is written as a word too, or it is glued."""
    if re.search(r"[@()\[\]{}<>#]|艾特", address):
        return "#" not in address or not re.search(r"[ \t]", address)
    return (
        re.search(
            r"[ \t]at[ \t]+\S+(?:(?:[ \t]+dot[ \t]+|点)\S+)+$|[ \t]at[ \t](?:gmail|qq|163|126|outlook|hotmail|yahoo|icloud|proton"
            r"|protonmail|foxmail|live|aol|sina|mail)[.]",
            address,
            re.IGNORECASE,
        )
        is not None
    )


def hides() -> Iterable[str]:
    """Addresses in sentences of both languages."""
    return (
        "⟦ann.lee@example.com⟧",
        "mail me at ⟦ann+okx@mail.example.org⟧.",
        "我的邮箱是⟦a_b-c99@qq.example⟧收不到验证码",
        "邮箱：⟦12345678@example.cn⟧，谢谢",
        "<⟦x@y.io⟧>",
        "⟦ann＠example.com⟧",
        "email=⟦UPPER@EXAMPLE.COM⟧&a=1",
        "联系⟦wang.wei@corp.example.com.cn⟧或电话",
        "“⟦q@example.com⟧”",
        "mailto:⟦help.me@example.net⟧",
        "from ⟦ann@example.com⟧ to nobody",
        "注册邮箱⟦lee88@example.hk⟧的账户",
        "my mail: ⟦ann.lee (at) example dot com⟧",
        "⟦ann[at]example[dot]org⟧ please",
        "write to ⟦ann at example dot com⟧ thanks",
        "mail me: ⟦lily588 at yahoo dot co dot uk⟧",
        "我的邮箱 ⟦ann艾特example点com⟧",
        "⟦ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ⟧",
        "邮箱⟦12345 @ example.com⟧",
        "邮箱是⟦ann@example。com⟧",
        "⟦ann#example.com⟧ 把#换成@",
        "⟦ann at gmail.com⟧ is my login",
        "login ⟦jane.doe@gmail (dot com)⟧",
        "email ⟦rob_at_example_dot_com⟧",
        "邮箱是⟦wangfang1990⟧，后面是163",
    )


def keeps() -> Iterable[str]:
    """Handles, versions, code."""
    return (
        "@okx on X",
        "user@localhost",
        "1 BTC @ 65000.5",
        "a@b",
        "版本6.1@2x",
        "npm i react@18.2.0",
        "请关注@欧易",
        "email me",
        "邮箱收不到验证码",
        "@",
        "foo@@bar",
        "price@market",
        "is support@okx.com real?",
        "look at okx.com for news",
        "I bought at 65000. com on",
        "a***@gmail.com",
        "in the #okx.com channel",
        "邮箱是verified，gmail: blocked",
        "look_at_this_dot",
        "2. support@okx.com is named in an old paper (see below)",
    )


DETECTOR = Detector(
    "email",
    FindingClass.PERSONAL,
    find,
    (
        r"@[ \t]?[A-Za-z0-9\-]+[.。]",
        r"[a-z0-9]_at_[a-z0-9]|@(?:gmail|yahoo|hotmail|outlook|icloud|qq|163|126|foxmail|proton|protonmail|live|sina|yandex|aol|gmx|web)",
        _BOX,
        r"@[A-Za-z0-9\-]*[\x{80}-\x{ffff}]{1,30}[A-Za-z0-9\-]*\.",
        r"(?:[(\[{<][ ]?(?:at|@)[ ]?[)\]}>]|艾特)[ \t]{0,2}[a-z0-9]",
        r"@[ \t]{0,2}[a-z0-9\-]+[ \t]{0,2}(?:[(\[{<]|点|dot\b|[.])",
        r"[a-z0-9][ \t]at[ \t]+[a-z0-9\-]+(?:[ \t]dot[ \t]|[.][a-z])",
        r"[a-z0-9]#[a-z0-9\-]+[.](?:com|cn|net|org)",
    ),
    hides,
    keeps,
)

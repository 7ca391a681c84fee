"""Passwords that no set phrase announces: made-up tokens and runs of words near a word for a password."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import REFERENCE, label_starts, labels
from assistant.guardrails.normalise import MASK
from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken_values import before_unit, in_link, is_identifier, is_strong
from assistant.types import FindingClass

_NAME = "(?:<<password>>|<<api_passphrase>>)"
_CLAUSE = r"[^\n.!?。;:=,]{1,60}?"
_LATER = rf"{_NAME}{_CLAUSE}(?:[:=]|<<assigns>>)[ \t\"'(]{{0,3}}([!-~]{{5,64}})"
_LATER_PIN = rf"{_NAME}({_CLAUSE})(?:[:=]|<<is>>)[ \t\"'(]{{0,3}}([0-9]{{4,8}})(?:[^0-9A-Za-z_]|$)"
_TOLD = r"<<told>>[ \t\"':(]{0,3}([A-Za-z0-9]{8,24})(?:[^0-9A-Za-z_@.\-]|[.,](?:[ \t\n]|$)|$)"
_DIGIT_WORDS = r"<<digit_word~>>(?:[ ,\-]{0,2}<<digit_word~>>){3,7}"
_SPELLED = rf"{_NAME}(?:[ \t:=\"',(]|<<assigns>>|<<mine>>|<<between>>){{0,6}}({_DIGIT_WORDS})"
_QUOTED = rf"{_NAME}(?:(?:[ \t:=(]|<<between>>){{1,12}}[\"'`]|[\"`])([^\s\"'`][^\"'`\n]{{1,29}} [^\"'`\n]{{1,30}})[\"'`]"
_TOLD_QUOTED = rf"{_NAME}{_CLAUSE}[:=]?[ ]?[\"'`“「]([^\s\"'`”」][^\"'`”」\n]{{3,59}})[\"'`”」]"
_REPEATED = rf"{_NAME}(?:[ \t:=]|<<between>>|<<assigns>>){{0,4}}([0-9一二三四五六七八九十]{{1,2}}[个個][0-9一二三四五六七八九零](?:[,、和]?[0-9一二三四五六七八九十]{{1,2}}[个個][0-9一二三四五六七八九零])*)(?:$|[^个個0-9月天小年次位人])"
_WORDS = (
    rf"{_NAME}[ \t]?(?:<<between>>[ \t]?){{0,3}}([:=]|<<assigns>>)[ \t]{{0,3}}"
    r"([A-Za-z0-9]{2,20}(?: [A-Za-z0-9!@#$%^&*._\-]{1,20}){1,7})[ \t]*(?:[\n,.;!?()]|[\x{3001}-\x{9fff}]|$)"
)
_ENDS_IN_DIGITS = (
    rf"{_NAME}[^\n.!?。;]{{0,44}}?(?:[:=]|<<assigns>>|或者?|\bor\b)[ \"']{{0,2}}"
    r"([A-Za-z]{2,14}(?: [A-Za-z]{2,14}){1,6}(?:[0-9]{1,4}[!@#$%&*?]?| [0-9]{2,6}))(?:$|[^0-9A-Za-z])"
)
_OTHER_ONE = r"<<other_one>>[ ]?(?:<<is>>|<<assigns>>|[:=,])?[ ]?[\"'“]?([!-~]{6,32})"
_GLUED = re.compile(
    r"(?<![A-Za-z])(?:[Pp]ass(?:word|phrase|code)|PASS(?:WORD|PHRASE|CODE))(?=[A-Za-z]{0,12}[0-9])([A-Z0-9][A-Za-z0-9!@#$%^&*]{5,30})"
)
_GLUED_SMALL = re.compile(r"(?<![A-Za-z0-9_./])(?:password|passwd|pword|pswd|pwd)([a-z]{3,14}[0-9]{2,6}[!@#$%&*]?)(?![A-Za-z0-9_])")
_TOKEN = re.compile(r"[A-Za-z0-9!@#$%^&*_+~?.\-]{6,64}")
_INNER_SIGN = re.compile(r"[A-Za-z0-9][!@#$%^*~]{1,3}[A-Za-z0-9]")
_LAST_SIGN = re.compile(r"(?=[^0-9]{0,20}[0-9]{2})[A-Za-z][A-Za-z0-9]{5,20}(?:[@#$%&*]{1,2}|!{1,3}(?: [a-z]|[\u4e00-\u9fff].?))")
_SURE = re.compile(
    r"(?=.{8,24}$)(?=.*[0-9])(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9]+[!$%^&*][A-Za-z0-9!$%^&*]+"
)  # in a message of passwords, wherever
_ADDRESS = re.compile(
    r"[\w\-]+\.(?:near|eth|sol|ton|bnb)|.*@[\w\-]+\.[A-Za-z].*|@.*|.*\*{2,}.*|[0-9.,~%$*^+\-]+[A-Za-z]{0,5}[0-9]?|\$[0-9.,]+[A-Za-z]{0,4}"
)
_PRODUCT = re.compile(
    r"(?:0x)?[0-9a-f]{12,}|(?:iphone|ipad|android|windows|macos|ios|chrome|usdt|trc|erc|bep|galaxy|pixel)\w*", re.IGNORECASE
)
_NUMBERS = frozenset(("postal", "height", "moment", "version"))
_LEAST_LETTERS = 3
_ERROR_SIZE, _STATED = 5, re.compile("5[0-9]{4}")
_REACH = 80
_FEW_COMMON = 0.4
_DATE_GOES_ON = re.compile(r"[-/.:][0-9]")
_LINE_END = re.compile("\n")
_JOINED = re.compile(r"[A-Za-z]{2,12}_[0-9]{4,8}[A-Za-z!]{0,2}")
_CLAUSE_END = re.compile(r"[\n.!?。;]")


def find(scan: Scan) -> Iterator[Span]:
    """What stands in the same line or clause as a word for a password and can hardly be anything else."""
    for glued in scan.matches(_GLUED_SMALL):
        stem = glued.group(1).rstrip("0123456789!@#$%&*")
        if stem not in scan.words.set("everyday|not_password|compound") and not in_link(scan, glued.start()):
            yield Span(*glued.span(1), score=0.3)
    names = [hit.span() for hit in scan.finditer(_NAME)]
    if not names:
        return
    yield from _made_up(scan, names)
    yield from _later(scan)
    for match in scan.finditer(_TOLD):
        start, end = match.span(1)
        if _is_mixed(match.group(1)) and _is_near(scan, start, end, names, _CLAUSE_END) and not _is_named(scan, start - 40, start):
            yield Span(start, end)
    for glued in scan.matches(_GLUED):
        if sum(c.isdigit() for c in glued.group(1)) > 1 and is_strong(glued.group(1)) and not in_link(scan, glued.start()):
            yield Span(*glued.span(1), score=0.3)
    for match in scan.finditer(_OTHER_ONE):
        text = match.group(1).rstrip(".,;:?)")
        made_up = any(c.isdigit() for c in text) or any(c in "!@#$%^&*" for c in text[1:])
        if (
            made_up
            and is_strong(text)
            and not (looks_like_a_thing(text) or is_identifier(text) or before_unit(scan, match.start(1) + len(text)))
        ):
            yield Span(match.start(1), match.start(1) + len(text), score=0.3)
    yield from _words(scan)


def _made_up(scan: Scan, names: list[tuple[int, int]]) -> Iterator[Span]:
    """Letters, digits and a sign inside, on a line that speaks of a password."""
    for match in scan.matches(_TOKEN):
        if match.group().isalpha():
            continue
        text = match.group().rstrip(".-")
        start, end = match.start(), match.start() + len(text)
        if scan.is_secret(start, end, 1.0, "password"):
            continue
        joined = _JOINED.fullmatch(match.group())
        if (
            (joined or _INNER_SIGN.search(text) or _LAST_SIGN.fullmatch(text + (scan.text[end : end + 2] if text[-1:] == "!" else "")))
            and any(c.isalpha() for c in text)
            and any(c.isdigit() for c in text)
            and not _ADDRESS.fullmatch(text)
            and (_is_near(scan, start, end, names, _CLAUSE_END if joined else _LINE_END) or _SURE.fullmatch(text))
            and not in_link(scan, start)
            and not _is_named(scan, start, end)
        ):
            yield Span(start, end)


def _later(scan: Scan) -> Iterator[Span]:
    """A name, a few words of any kind, then ":" or "is" and the value."""
    for match in scan.finditer(_LATER):
        start, end = match.span(1)
        text = re.split("[\"']", match.group(1), maxsplit=1)[0].rstrip(",.;:?)")
        if text.startswith("//") or in_link(scan, start):
            continue  # "https:" led to it
        if (
            is_strong(text)
            and not (_ADDRESS.fullmatch(text) or is_identifier(text))
            and not before_unit(scan, end)
            and not _is_named(scan, match.start(), start, text)
        ):
            yield Span(start, start + len(text))
    for match in scan.finditer(_LATER_PIN):
        start, end = match.span(2)
        if end - start == _ERROR_SIZE and (_STATED.fullmatch(match.group(2)) or any(c.isdigit() or c == MASK for c in match.group(1))):
            continue  # "pin 181058, still 58207", 正确却被拒 / 又是 50105
        if in_link(scan, start):
            continue  # a port: "…:password@localhost:5432"
        if not before_unit(scan, end) and not is_amount(scan.text, end) and not _is_named(scan, match.start(1), start):
            yield Span(start, end)


def _words(scan: Scan) -> Iterator[Span]:
    """Several words: spelled digits, a quotation, a run that ends the clause and does not read like a sentence."""
    for match in scan.finditer(_SPELLED):
        yield Span(*match.span(1))
    for match in scan.finditer(_QUOTED):
        if _common(scan, match.group(1)) <= 0.5:
            yield Span(*match.span(1))
    for match in scan.finditer(_TOLD_QUOTED):
        text = match.group(1)
        if (
            ((is_strong(text) and " " not in text and text.isascii()) or (" " in text and _is_sentence_like(text, scan)))
            and not _ADDRESS.fullmatch(text)
            and not is_identifier(text)
            and not in_link(scan, match.start(1))
        ):
            yield Span(*match.span(1))
    for match in scan.finditer(_ENDS_IN_DIGITS):
        run, led = match.group(1), scan.text[match.start() : match.start(1)]
        if MASK in led or _STATED.fullmatch(run.rpartition(" ")[2]):
            continue  # "the passphrase ▮, now she gets 50111"
        if not _DATE_GOES_ON.match(scan.text, match.end(1)) and _common(scan, match.group(1)) <= _FEW_COMMON:
            yield Span(*match.span(1), score=0.3)
    for match in scan.finditer(_REPEATED):
        yield Span(*match.span(1))
    for match in scan.finditer(_WORDS):
        start, end = match.span(2)
        first = next((label.start for label in labels(scan) if start <= label.start < end and label.group in REFERENCE), end)
        run = scan.text[start:first].rstrip()
        if " " not in run or is_strong(run.split(" ", 1)[0]):
            continue
        limit = 0.5 if run[-1].isdigit() else 0.34 if match.group(1) in ":=" or not match.group(1).isascii() else -1.0
        if _common(scan, run) <= limit:
            yield Span(start, start + len(run))


def looks_like_a_thing(text: str) -> bool:
    """Whether a word is a device, network, version, address or amount."""
    return _PRODUCT.fullmatch(text) is not None or _ADDRESS.fullmatch(text) is not None or sum(c.isalpha() for c in text) < 2


def _is_sentence_like(text: str, scan: Scan) -> bool:
    """Whether several words end in a sign, or hold a digit and are hardly everyday words: a password of words."""
    return text[-1] in "!#$%&*" or (any(c.isdigit() for c in text) and _common(scan, text) <= 0.34)


def _common(scan: Scan, text: str) -> float:
    """The share of words that belong to sentences rather than to a password."""
    parts = text.lower().split()
    ordinary = scan.words.set("everyday|not_password|types")
    return sum(part.strip(".,!?") in ordinary for part in parts) / len(parts)


def _is_mixed(text: str) -> bool:
    """Letters and at least two digits, not the name of a device, a network or a hexadecimal number."""
    if sum(c.isdigit() for c in text) < 2 or sum(c.isalpha() for c in text) < 2:
        return False
    return not _PRODUCT.fullmatch(text)


def _is_near(scan: Scan, start: int, end: int, names: list[tuple[int, int]], stop: re.Pattern[str]) -> bool:
    at = bisect_left(names, (start, start))
    for left, right in names[max(0, at - 1) : at + 1]:
        gap = scan.text[right:start] if right <= start else scan.text[end:left] if end <= left else None
        if gap is not None and len(gap) <= _REACH and not stop.search(gap):
            return True
    return False


def _is_named(scan: Scan, start: int, end: int, value: str = "") -> bool:
    """Whether a label in ``[start, end)`` says that what follows is something else; one of plain numbers says nothing of letters and signs."""
    found = labels(scan)
    first = bisect_left(label_starts(scan), start)
    inside = takewhile(lambda label: label.start < end, islice(found, first, None))
    made_up = sum(c.isalpha() for c in value) >= _LEAST_LETTERS
    return any(
        label.group != "one_time" and not (made_up and label.group in _NUMBERS) and not _is_own(scan, label.start) for label in inside
    )


def _is_own(scan: Scan, start: int) -> bool:
    return scan.words.regex("^(?:<<password~>>|<<api_passphrase~>>|<<told>>|<<between>>)").search(scan.text[start : start + 24]) is not None


def hides() -> Iterable[str]:
    """Told in passing, in pairs, with words between, in several words or in number words."""
    return (
        "the passphrase i chose for the api last week: ⟦Moon#4417x⟧",
        "i changed my password from sunny to ⟦Cloudy!552⟧",
        "you can log in with ⟦Tiger$881⟧ and see, that is my password",
        "credentials: ann / ⟦Blue%7712⟧",
        "user/pass ann / ⟦Blue%7712⟧",
        "my credentials are ann and ⟦Blue%7712⟧",
        "the 6 digit pin for withdrawals is ⟦404182⟧",
        "use ⟦hunter2299⟧ to get in, that's my password",
        "密码你们试一下 ⟦wang!8812⟧ 看能不能进",
        "密码是 ⟦xiao mao 1999⟧",
        "password: ⟦blue horse kettle lamp⟧",
        "my password is '⟦blue horse kettle⟧'",
        "资金密码是⟦八八六六一一⟧",
        "my pin is ⟦four four one two⟧",
        'my password is a sentence: "⟦my fat dog ate 7 tacos!⟧" is that allowed',
        'initial password from the mail "⟦vnrKY&InJGz0+⟧" for the account',
        "资金密码就是⟦6个8⟧，简单好记",
        "登录密码应该是 woaini 或者 ⟦Purple Window Harbor otter93⟧ 这两个里的一个",
        "my passphrase for the vault is ⟦otter Purple lemon Tango42⟧ with spaces",
        "这是passphrase⟦ALcPYt3WXf7⟧，提示错误",
        "mdp = ⟦Luna_7718!⟧",
        "🔑👉⟦rosebud2086⟧",
        "it wants a password unlike the old one. The old one was ⟦Bamboo417⟧.",
        "密码改过，旧的是⟦wanglei8812⟧，新的是⟦wanglei9923⟧",
        "密 码 ： ⟦Zhang#vyy39⟧",
        "la contraseña es ⟦Luna_7718⟧",
        "pwd⟦dragonfly77⟧ not accepted",
    )


def keeps() -> Iterable[str]:
    """Passwords are spoken of, and something else stands beside."""
    return (
        "changed the password, the new one is not accepted and the old one is iPhone15",
        "password reset mail went to ann@example.com",
        "my password fails on iPhone15 and Android14",
        "the password page says error 51008_1000",
        "password changed, then I sent 500USDT to T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb",
        "my password is not accepted by the new app",
        "my password is [[PASSWORD_1]] see https://www.okx.com/help/a?b=c",
        "密码是对的但是登不上",
        "password is case sensitive",
        "the password form shows: wrong password for this account",
        "重置密码之后 订单号是 612345678901234567",
        "after the password reset my uid is 40718832",
        "case#882134 about my password",
        "正在改密码…………",
        "PasswordManager2 crashed on the passwordReset2FA page",
        "passphrase incorrect: error code is 50105",
        "密码错误提示 https://www.okx.com/a?x=1#p2",
        'the password page says "enter 8 to 20 characters"',
        "密码要6个字符",
        'i get "wrong password" and then "error 51008"',
        "password reset at 2026-11-20T08:15:00Z",
        "I forgot my password and the balance is 150000",
    )


DETECTOR = Detector(
    "password",
    FindingClass.SECRET,
    find,
    ("<<password~>>", "<<api_passphrase~>>", "(?:password|passwd|pword|pswd|pwd)[a-z]{3,14}[0-9]{2}"),
    hides,
    keeps,
    last=True,
)

"""Passwords that their shape gives away in a message about getting in: "tried Chelsea#1905 then Chelsea#1906, both no"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.chain_words import is_public_word
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.detectors.nearby_password import looks_ordinary
from assistant.guardrails.labels import REFERENCE, governing, labels
from assistant.guardrails.spoken_values import before_unit, in_link, is_identifier
from assistant.types import FindingClass

_TOKEN = re.compile(
    r"(?<![A-Za-z0-9_/@.#$&%=\-])(?<![0-9A-Za-z/]\?)[!$^*&]{0,2}[A-Za-z0-9][A-Za-z0-9!#$%^&*_+~@?]{5,28}(?![A-Za-z0-9_/@=\[{-]|\((?![A-Za-z]?[\u3400-\u9fff]|[a-z]{2,12}[ )])|\.[A-Za-z0-9]|:[/0-9])"
)
_STARS = "**"
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_STEM = re.compile(r"[A-Za-z]+")
_SHAPES = (
    re.compile(r"[A-Za-z]{3,}(?:[#!^*$@&%]{1,2}|(?<=[a-z]{4})\?)[0-9]{2,}[!#$%^&*]{0,2}"),  # Chelsea#1905, Pepper?5903
    re.compile(r"(?=.*[a-z])[A-Za-z]{4,}[0-9]{2,}[!#$^&*@]{1,2}"),  # Petunia1987!
    re.compile(r"(?=.*[a-z])[A-Za-z]{4,}[0-9]{2,}[A-Za-z]{1,3}[!#$^&*@]{1,2}"),  # Bailey6288Ba#
    re.compile(
        r"(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[!#$%^&*@])[!$^*&]{0,2}[A-Za-z0-9]+(?:[!#$%^&*@_+~]{1,3}[A-Za-z0-9]+)+[!#$%^&*+~]{0,2}"
    ),  # Zw@0812aa
    re.compile(r"(?=(?:.*[a-z][^a-z]*[A-Z]){2})[A-Za-z]+(?:[!#$%^&*@_+~]{1,3}[A-Za-z]+)+[!#$%^&*+~]{1,2}"),  # gTzKp*RbLmq^
    re.compile(r"(?:[A-Z][a-z]{2,}){2,3}[0-9]{2,4}[%_]"),  # SupermanWhatever74%
    re.compile(r"[0-9]{2,}[!#$%^&*@]{1,2}[A-Za-z]{3,}[0-9]*[!#$%^&*]{0,2}"),  # 0812@zwei
)
_PRICE = re.compile(r"[A-Za-z]+[@$*%&][0-9.,]+[kKmM%]?")
_AFTER_ACCOUNT = re.compile(
    r"(?:[A-Za-z0-9._%+\-]+@(?:[A-Za-z0-9\-]+\.)+[A-Za-z]{2,12}|(?<![0-9])(?:\+?86[ \-]?)?1[3-9][0-9]{9})[ \t]{0,2}(?:[\n:|/,;]|[ ]{1,2}|-{2,4})[ \t]{0,2}([!-~]{6,32}?)(?=$|[\s,;。]|[\u3400-\u9fff]|-{3,})"
)
_LEAST_NAME = 4  # letters; shorter ones are the signs of coins, unless written as names are ("Tom@1978")
_COINS = re.compile(
    r"(?:buy|sell|long|short|open|close|entry|btc|eth|sol|xrp|usdt?|usdc|trx|bnb|doge|ton|usd|us|hk|sg|aud|cad|nt|rmb|cny|case|order|ticket|ref|issue|req|bug|inc|case|note|step|page|item|row|line"
    r"|error|err|code|node|fork|pull|room|unit|apt|flat|version|block|chapter|discord|telegram|top|rank|index|part|act|win|ios|android|iphone|trc|erc|bep|web|level|vip)",
    re.IGNORECASE,
)


def find(scan: Scan) -> Iterator[Span]:
    """Made-up words of letters, digits and a sign that nothing names as something else."""
    for match in scan.matches(_TOKEN):
        bold = _BOLD.fullmatch(match.group())
        text = bold.group(1) if bold else _without_end(match.group().rstrip("?"), scan.text[match.end() : match.end() + 2])
        start = match.start(0) + (len(_STARS) if bold else 0)
        end = start + len(text)
        if (
            not text.isalnum()
            and not scan.is_secret(start, end, 0.2, "password")
            and any(shape.fullmatch(text) for shape in _SHAPES)
            and _is_made_up(scan, start, end, text)
        ):
            yield Span(start, end, score=0.2)
    if scan.mentions("<<logs_in>>|<<to_log_in>>|<<password>>|<<account_talk>>"):
        for match in scan.matches(_AFTER_ACCOUNT):
            text = match.group(1).rstrip(".,;!-")
            start, end = match.start(1), match.start(1) + len(text)
            if sum(c.isdigit() for c in text) > 1 and sum(c.isalpha() for c in text) > 2 and _is_made_up(scan, start, end, text):
                yield Span(start, end, score=0.2)


def _without_end(text: str, after: str) -> str:
    """``text`` without an exclamation mark that ends the sentence."""
    ends = not after or after[0] == "\n" or (after[0] == " " and (len(after) == 1 or after[1].isupper()))
    return text.rstrip("!") if ends and not re.search("[#$%^&*@!].*[0-9].*!$|[!].+!$", text) and text.endswith("!") else text


def _is_made_up(scan: Scan, start: int, end: int, text: str) -> bool:
    """Whether nothing says that it is a price, a number, a device, a link or an identifier."""
    stem = _STEM.search(text)
    if (
        stem is None
        or _COINS.fullmatch(stem.group())
        or looks_ordinary(text.rstrip("!#$%^&*"))
        or is_identifier(text)
        or is_public_word(text)
    ):
        return False
    if _PRICE.fullmatch(text) and (
        (len(stem.group()) < _LEAST_NAME and not stem.group().istitle()) or stem.group().lower() in scan.words.set("everyday")
    ):
        return False
    if in_link(scan, start) or before_unit(scan, end) or any(label.start == start for label in labels(scan)):
        return False
    return governing(scan, start, end) not in {*REFERENCE, "chat_id"}


def hides() -> Iterable[str]:
    """No word for a password beside them."""
    return (
        "tried ⟦Chelsea#1905⟧ then ⟦Chelsea#1906⟧ both no",
        "my login thingy ⟦Petunia1987!⟧ is refused",
        "账号13988776655 ⟦Zw@0812aa⟧ 登不进去",
        "⟦Durian_88sg!⟧ worked last week, now locked out",
        "it used to be ⟦sunny!2019⟧, okx says wrong",
        "我一直输的⟦Lily&0612xx⟧，提示错误五次了",
        "account ann@example.com, ⟦Maple$5521x⟧, please log in and check",
        "输了⟦qwe!8812⟧还是登不上",
        "is ⟦Tango*4471⟧ wrong or am i blocked",
        "he knows ⟦Rosebud^77⟧ because i typed it on his page",
        "换手机之后 ⟦1988@liming⟧ 不认了",
        "it rejects ⟦Garden!22⟧ every time",
        "⟦Winter2025!⟧ 登录失败",
        "账号13912349876\n⟦zebra8899⟧\n登不上",
        "13912349876 ⟦zebra8899⟧ 帮我登一下看看",
        "ann@example.com\n⟦zebracrossing8812⟧\nplease log in and look",
        "not the old one, i mean ⟦gTzKp*RbLmq^⟧, refused",
        "refused again though ⟦Wd4Kx&bnTRz+⟧ is what i saved",
        "13912349876----⟦river@5521⟧----ann@example.com 号登不上",
        "大小写问题？⟦Chenjie@1982⟧还是⟦Wangwei@1999⟧",
        "what about ⟦mWS&!&Eifkrv!8K⟧ then",
        "sub account ⟦Tigger?5400!⟧ does not open",
        "一直用的**⟦Ejfn$1555⟧**登不上",
        "登不上，一直用的⟦Nana@1979⟧（N大写）",
        "I KEEP TYPING ⟦hQv7k&PzmWd^⟧ AND IT KEEPS REFUSING",
    )


def keeps() -> Iterable[str]:
    """Prices, numbers, names of things, handles."""
    return (
        "login fine, order#1905221 stuck",
        "tried BTC@65000 and long@64200, rejected",
        "account charged US$1000 and HK$5000",
        "wrong amount: USDT*1000",
        "logged in with iPhone15! still wrong",
        "case#882134 was refused",
        "error_50113 when i log in",
        "tried 3 times! Android14! no",
        "登录后看到Top#100",
        "rejected: S&P500 perp",
        "user_8812 is my trader name, login ok",
        "tried https://www.okx.com/a?x=Ab!12#p2 no luck",
        "13912349876 uid88123456 登录不了",
        "13912349876 order99182 登录不了",
        "ann@example.com, iphone15 cannot log in",
        "wrong TRC20! I meant ERC20!",
        "rejected?5 times now, https://www.okx.com/reset?2026 page",
    )


DETECTOR = Detector(
    "password",
    FindingClass.SECRET,
    find,
    (
        r"[A-Za-z][!#$%^&*@_+~?]{1,3}[0-9]",
        r"[0-9][!#$%^&*@_]",
        r"(?:[0-9]{8}|@[a-z0-9.\-]{4,40})[ \t]{0,2}[\n:|/,; -][ \t]{0,2}[!-~]{6}",
        r"[a-z0-9][!#$%^&*][a-z0-9]",
        "<<logs_in>>[^\n]{0,60}[0-9][!#$^&*]",
    ),
    hides,
    keeps,
    last=True,
)

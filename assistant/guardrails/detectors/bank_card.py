"""Bank cards by prefix and Luhn digit (ISO/IEC 7812), and account numbers that are announced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.announced import NUMBER, values
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.detectors.bank_account import is_ours
from assistant.guardrails.labels import PERSONAL, PLAIN, governing, is_reference
from assistant.guardrails.nearby import is_counted
from assistant.guardrails.numbers import digits_of, glued_to_letters, luhn, luhn_digit
from assistant.types import FindingClass

_SHAPE = re.compile(r"(?<![0-9])(?<![0-9][.\-])[2-69](?:[ \t\-.·]{0,2}[0-9]){12,18}(?![0-9A-Za-z_]|[.\-][0-9])")
_MASTERCARD = re.compile(r"5[1-5]|222[1-9]|22[3-9][0-9]|2[3-6]|27[01]|2720")
_NUMBER = re.compile(NUMBER)
_IBAN_LIKE = re.compile(r"[A-Za-z]{2}[0-9]{2}[ ]?[0-9A-Za-z]{4}[ ]?[0-9]{4}")
_BRANCH = re.compile(r"(?<![A-Za-z])[A-Z]{4}0[0-9A-Z]{6}(?![0-9A-Za-z])")  # IFSC
_ACCOUNT = re.compile(
    r"(?<![A-Za-z])(?:account|acct|acc)(?:[ ]?(?:no\.?|number|num|#))?(?:[ ](?:at|with|in|from)[ ][A-Za-z ]{2,24})?(?:[ ]is)?[ \t:#]{0,3}([0-9](?:[ \-]?[0-9]){5,17})"
    r"(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?<![A-Za-z])(?:cvv2?|cvc2?|cvn2?|卡背面|背面三位|后三位码)[^0-9A-Za-z\n]{0,8}(?:是|为|is|was|code)?[ :]{0,2}([0-9]{3,4})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_SECURITY = re.compile(
    r"(?:安全码|安全碼|security[ ]code)[^0-9A-Za-z\n]{0,4}(?:是|为|is)?[ :]{0,2}([0-9]{3,4})(?![0-9A-Za-z])", re.IGNORECASE
)
_CARD = re.compile(r"卡|card|visa|有效期|expiry|\bexp\b", re.IGNORECASE)
_ALL_OF_IT = re.compile(
    r"[ ]?[/|,;: \n][ ]?((?:0[1-9]|1[0-2])[ ]?[/\-]?[ ]?(?:20)?[2-4][0-9])[ ]?[/|,;: \n][ ]?([0-9]{3,4})(?![0-9A-Za-z.,%])"
)
_EXPIRES = re.compile(
    r"[ ,;/|\n]{1,3}(?:exp(?:iry|ires|\.)?(?:[ ]date)?|valid(?:[ ]thru)?|有效期)[ :]{0,2}((?:0[1-9]|1[0-2])[ ]?[/\-][ ]?(?:20)?[2-4][0-9])(?![0-9])", re.IGNORECASE
)
_BEHIND_CARD = re.compile(r"(?:(?<![A-Za-z])(?:card|visa|mastercard|amex)|卡|卡号)(?:[ ]?(?:no\.?|number|is|号|是))?[ :#]{0,3}$", re.IGNORECASE)
_FOURS = re.compile("[0-9]{4}(?:[ -][0-9]{4}){3}")
_SUM = re.compile(r"[0-9,]+\.[0-9]{1,2}")
_SORT_NAMED = re.compile(r"(?<![A-Za-z])sort(?:[ ]code)?[ :]{1,3}([0-9]{2}[ \-]?[0-9]{2}[ \-]?[0-9]{2})(?![0-9A-Za-z])", re.IGNORECASE)
_SORT = re.compile(r"(?<![0-9A-Za-z\-])[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9A-Za-z\-])")


def find(scan: Scan) -> Iterator[Span]:
    """Card numbers of a network, unless a label says reference; what a label of cards and accounts announces."""
    text = scan.text
    for match in scan.matches(_SHAPE):
        start, end = match.span()
        digits = digits_of(match.group())
        group = governing(scan, start, end)
        proved = luhn(digits)
        if glued_to_letters(text, start) and group not in PERSONAL:
            continue
        grouped = (
            proved and _FOURS.fullmatch(match.group()) is not None and text[max(0, start - 4) : start].rstrip(" :是号")[-1:] in ("卡", "d")
        )
        if (
            group == "bank_card"
            or grouped
            or (
                proved
                and _is_card(digits, match.group())
                and (
                    not is_reference(scan, start, end)
                    or (group == "amount" and not is_counted(scan, start, end))
                    or (group in PLAIN and _BEHIND_CARD.search(text, max(0, start - 20), start) is not None)  # "the limit of card 5…"
                )
            )
        ):
            yield Span(start, end, checksum=proved)
            behind = _ALL_OF_IT.match(text, end) if proved else None
            if behind:
                yield Span(*behind.span(1))
                yield Span(*behind.span(2))
            expiry = _EXPIRES.match(text, end) if proved else None
            if expiry:
                yield Span(*expiry.span(1))
    for start, end in values(scan, "bank_card", _NUMBER):
        if (
            sum(c.isdigit() for c in text[start:end]) >= 6
            and not _SUM.fullmatch(text, start, end)
            and not _named_otherwise(text, start, end)
        ):
            yield Span(start, end)
    for match in scan.matches(_BACK):
        yield Span(*match.span(1))
    for match in scan.matches(_SECURITY) if _CARD.search(text) else ():
        yield Span(*match.span(1))
    if scan.mentions("<<bank_near>>"):
        yield from _near_bank(scan)


def _named_otherwise(text: str, start: int, end: int) -> bool:
    """Whether it is the beginning of an IBAN, or the code of a bank's branch: HDFC0001234."""
    return _IBAN_LIKE.match(text, start) is not None or _BRANCH.search(text, max(0, start - 4), end) is not None


def _near_bank(scan: Scan) -> Iterator[Span]:
    """Sort codes, and the account number that stands with them."""
    for match in scan.matches(_SORT):
        if scan.near("bank_near", *match.span(), before=25):
            yield Span(*match.span())
    for match in scan.matches(_SORT_NAMED):
        yield Span(*match.span(1))
    for match in scan.matches(_ACCOUNT):
        if scan.near("bank_near", *match.span(1), before=80, after=40) and not is_ours(scan, match.start(1)):
            yield Span(*match.span(1))


def _is_card(digits: str, written: str) -> bool:
    """Whether the length fits the network: an unbroken run of 17 to 19 digits is more often an order, so only UnionPay may have it."""
    size = len(digits)
    if digits.startswith("62"):
        return size in (16, 17, 19) or (size == 18 and not written.isdigit())
    if digits.startswith(("9558", "6013", "6031", "4563", "4367", "6058", "6282")) and size == 19:
        return True
    if size == 16:
        return (
            digits[0] == "4"
            or _MASTERCARD.match(digits) is not None
            or digits.startswith(("6011", "64", "65", "35", "60", "58", "50", "56", "67", "220"))
        )
    if size == 15:
        return digits.startswith(("34", "37"))
    if size == 14:
        return digits.startswith(("36", "38", "300", "301", "302", "303", "304", "305"))
    return size == 13 and digits[0] == "4" and not written.isdigit()


def example(number: int, prefix: str = "622202", size: int = 19) -> str:
    """A card number of nobody with a right Luhn digit."""
    body = prefix + str(number * 7368787 % 10 ** (size - 1 - len(prefix))).rjust(size - 1 - len(prefix), "3")
    return body + luhn_digit(body)


def hides() -> Iterable[str]:
    """Numbers of several networks and formats."""
    union, visa, master = example(7), example(8, "453998", 16), example(9, "522200", 16)
    yield f"⟦{union}⟧"
    yield f"我的银行卡⟦{union}⟧被冻结"
    yield f"卡号：⟦{' '.join(union[i : i + 4] for i in range(0, 19, 4))}⟧"
    yield f"⟦{visa}⟧ was declined"
    yield f"my card ⟦{'-'.join(visa[i : i + 4] for i in range(0, 16, 4))}⟧"
    yield f"⟦{' '.join(master[i : i + 4] for i in range(0, 16, 4))}⟧"
    yield f"Amex ⟦{example(3, '371449', 15)}⟧"
    yield f"用招行⟦{example(11, '622588', 16)}⟧付款"
    yield f"订单是什么不知道，付款卡号⟦{example(12, '621700', 19)}⟧"
    yield f"收款账号：⟦{example(13)}⟧"
    yield f"can you raise the limit of card ⟦{master}⟧? Last order 142460681053808835"
    yield f"the fee of my visa ⟦{visa}⟧ is too high"
    yield f"VISA ⟦{visa}⟧ EXP ⟦09/28⟧ declined"
    yield f"卡⟦{master}⟧限额能提高吗"
    yield f"工行卡尾号不记得，整卡⟦{union[:6]} {union[6:]}⟧"
    yield "银行账号 ⟦110 0123 4567 8901⟧"
    yield "bank account number: ⟦12345678⟧ sort code ⟦20-00-00⟧"
    yield "account number ⟦31926819⟧, bank Barclays"
    yield "routing number ⟦021000021⟧"
    yield "⟦" + "".join(chr(ord(c) + 0xFEE0) for c in visa) + "⟧"
    yield "银行卡号打错了一位：⟦6222021234567890123⟧"
    yield f"JCB card ⟦{example(4, '3530', 16)}⟧"


def keeps() -> Iterable[str]:
    """Orders that pass Luhn, times, account numbers of the exchange."""
    order = example(21, "612345", 18)
    yield f"订单号 {order}"
    yield f"order id: {example(22, '622202', 18)}"
    yield f"提现单号 {example(23, '453998', 16)}"
    yield f"withdrawal id {example(24, '4', 19)}"
    yield order
    yield example(25, "41", 19)
    yield f"UID {example(26, '522200', 16)}"
    yield f"工单号：{example(27)}"
    yield f"memo {example(28, '4', 16)}"
    yield "1700000000000"
    yield "银行卡被冻结了3个月"
    yield "my card was declined 3 times on 2026-11-22 16:04"
    yield f"{example(29, '4', 16)[:-1]}.5 SHIB"
    yield "order 1234567890123456"
    yield "account number 123456789012"
    yield f"委托单号{example(30, '4', 16)}、{example(31, '4', 16)}"


DETECTOR = Detector(
    "bank_card",
    FindingClass.PERSONAL,
    find,
    (
        r"[2-69](?:[ \t\-.·]{0,2}[0-9]){12}",
        r"<<bank_card~>>[^\n]{0,40}[0-9]",
        r"[0-9]{2}-[0-9]{2}-[0-9]{2}",
        "account",
        r"cv[vcn]2?|背面|后三位码",
    ),
    hides,
    keeps,
)

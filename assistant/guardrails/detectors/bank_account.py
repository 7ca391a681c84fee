"""Account numbers on papers of banks: wire notices, MT103 fields, slips, in which "account" is the bank's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import governing
from assistant.guardrails.numbers import is_amount
from assistant.types import FindingClass

_ACCOUNT = (
    r"(?:^|[^a-z])(?:<<account_word>>)[ ]?(?:(?:no|number|num|nr|№|#)\.?)?[ ]?(?:[:=]|<<is>>|是|为)?[ \t]{0,3}\n?[ ]{0,4}([0-9](?:[ \-]?[0-9]){8,19})"
    r"(?:$|[^0-9A-Za-z\-])"
)
_FIELD = r"(?:^|\s):5[09][A-Z]?:/([0-9A-Z]{6,34})(?:$|\s)"
_BRANCH = r"(?:\bblz|bankleitzahl|\bifsc|code guichet|code banque|联行号|\btransit)[ :#.]{0,3}([0-9][0-9 ]{2,10}[0-9])(?:$|[^0-9A-Za-z])"
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_KEY = rf"(?:chave[ ]pix|pix key|chave aleat[oó]ria|pix)[^0-9\n]{{0,20}}?({_UUID})"
_LONG = r"(?:\bcbu|\bcvu)(?:/cvu|/cbu)?[ ]?(?:n[º°o]\.?)?[ :#]{0,3}(?:<<is>>|es)?[ ]?([0-9]{22})(?:$|[^0-9A-Za-z])"
_SENT = r"(?:<<bank_sent>>)[ ](?:from|to)[ ]([0-9]{9,18})(?:$|[^0-9A-Za-z\-])"
_SORTED = r"(?:^|[^0-9\-])([0-9]{2}-[0-9]{2}-[0-9]{2})[ /,]{1,3}([0-9]{8})(?:$|[^0-9A-Za-z\-])"
_MAY_BE = ("", "bank_card", "person", "amount", "phone")
_OURS = r"<<exchange_account>>[ ]?(?:<<account_word>>)?[^0-9\n]{0,10}$"
_REACH = 160
_MOST = 40


def find(scan: Scan) -> Iterator[Span]:
    """Numbers behind a word for an account, with a word of bank papers near them and none of the exchange between."""
    papers = [hit.start() for hit in islice(scan.finditer("<<bank_paper>>"), _MOST)]
    for hit in islice(scan.finditer(_ACCOUNT), _MOST) if papers else ():
        start, end = hit.span(1)
        if (
            any(abs(start - paper) <= _REACH for paper in papers)
            and governing(scan, start, end) in _MAY_BE
            and not is_amount(scan.text, end)
            and not is_ours(scan, start)
        ):
            yield Span(start, end)
    for hit in islice(scan.finditer(_FIELD), _MOST):
        if any(c.isdigit() for c in hit.group(1)):
            yield Span(*hit.span(1))
    for template in (_BRANCH, _KEY, _LONG):
        for hit in islice(scan.finditer(template), _MOST):
            yield Span(*hit.span(1))
    for hit in islice(scan.finditer(_SENT), _MOST):
        if governing(scan, *hit.span(1)) in (*_MAY_BE, "trade_id", "txid", "moment") and not is_amount(scan.text, hit.end(1)):
            yield Span(*hit.span(1))
    for hit in islice(scan.finditer(_SORTED), _MOST) if papers else ():
        yield Span(*hit.span(1))
        yield Span(*hit.span(2))


def is_ours(scan: Scan, start: int) -> bool:
    """Whether the account whose number begins at ``start`` is said to be one of the exchange."""
    return scan.words.regex(_OURS).search(scan.text[max(0, start - 40) : start]) is not None


def hides() -> Iterable[str]:
    """Papers of several countries."""
    return (
        "WIRE NOTICE\nOriginator: NOAH OKAFOR\nAccount: ⟦303392475536⟧\nFedwire ref: D91902037267834",
        "Domestic wire\nFrom account: ⟦303392475536⟧\nTo account: ⟦998877665544⟧\nAmount: 5,000.00 USD",
        ":50K:/⟦303392475536⟧\nNOAH OKAFOR\n:59:/⟦100200300400⟧\nHARTLEY LTD",
        "电汇 账号 ⟦303392475536⟧ 参考号 D91902037267834",
        "bank wire from acc ⟦303392475536⟧ to yours",
        "银行回单\n账号：⟦303392475536⟧\n流水号：91902037267834",
        "Zahlung von Konto ⟦0532013000⟧ BLZ ⟦37040044⟧",
        "compte ⟦00020041010⟧, code guichet ⟦20041⟧",
        "ACH debit, my account no. ⟦303392475536⟧",
        "remittance from a/c ⟦50100234567890⟧ NEFT",
        "SWIFT payment, cuenta ⟦0182123456⟧",
        "CBU ⟦2850590940090418135201⟧",
        "Faster Payment ⟦20-32-06⟧ ⟦13243546⟧ ref 48120377",
        "NEFT from ⟦50100234567890⟧ IFSC HDFC0001234",
        "chave pix aleatória ⟦7d9f0335-8dcc-4054-9bf9-0dbd61d36906⟧",
        "开户行：工商银行\n帐号：⟦6001234567890123⟧",
    )


def keeps() -> Iterable[str]:
    """Accounts of the exchange, references, sums."""
    return (
        "wire never arrived, ref D91902037267834",
        "wire sent, my OKX account 303392475536",
        "电汇没到，欧易账号 303392475536",
        "account: 303392475536, order stuck",
        "wire to account, order 781239017823490048",
        "wire missing, UID 303392475536",
        "bank wire, trading account 303392475536",
        "the account was wired 50000000 USD",
        "ACH takes 3 days, account ok",
        "账号 303392475536 登录不了",
        "汇款金额 303392475536",
        "汇款没到账，账户 30339247 显示冻结",
        "internal transfer to 303392475, order id 781239017823490048",
        "wire to 123456789 sats",
        "26-03-12 13243546",
        "transfer from 2026 to 2027",
        "pix e2e 7d9f0335, order 781239017823490048",
        "my account is 3 years old, the wire 2",
    )


DETECTOR = Detector(
    "bank_card",
    FindingClass.PERSONAL,
    find,
    (
        r"(?:<<account_word>>)[^\n0-9]{0,12}\n?[ ]{0,4}[0-9][0-9 \-]{8}",
        r":5[09][A-Z]?:/[0-9A-Z]{6}",
        r"(?:pix|aleat[oó]ria)[^\n]{0,24}[0-9a-f]{8}-|(?:\bcbu|\bcvu)[^\n]{0,12}[0-9]{8}",
        r"(?:<<bank_sent>>)[ ](?:from|to)[ ][0-9]{9}",
        r"[0-9]{2}-[0-9]{2}-[0-9]{2}[ /,]{1,3}[0-9]{8}",
        r"(?:\bblz|bankleitzahl|code guichet|code banque|联行号|\btransit)[ :#.]{0,3}[0-9]",
    ),
    hides,
    keeps,
)

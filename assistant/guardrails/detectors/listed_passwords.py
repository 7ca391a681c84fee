"""Passwords in a list that names each by what it is for: "three passwords: login x, fund 131659", 登录x，资金131659."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken_values import before_unit, in_link, is_identifier, is_strong
from assistant.types import FindingClass

_ITEM = r"(?:^|[^0-9A-Za-z])<<password_for>>(?:<<password>>|用的?|填的?|设的?|輸的?)?[ ]?(?:[:=]|<<is>>)?[ ]?([!-'*+\-./-9;<>-~]{4,32})"
_LINE = r"(?:^|\n)[ \t]*(?:<<password_for>>)[ ]?[:=][ ]?([0-9]{6})[ \t]*(?:\n|$)"
_SLASHED = r"(?:^|[\s:=,])[A-Za-z0-9._@\-]{3,40}[ ]?[/|][ ]?([!-.0-{}~]{6,30})[ ]?[/|][ ]?([0-9]{4}|[0-9]{6})(?:$|[^0-9A-Za-z/|])"
_DATE = re.compile(r"[0-9]{1,2}[/|][0-9]{1,2}[/|]")
_PIN = re.compile(r"(?![0-9]+00$)[0-9]{4,8}")
_MAIL = re.compile(r"@[A-Za-z0-9\-]+\.[A-Za-z]")
_LEAST = 2


def find(scan: Scan) -> Iterator[Span]:
    """What stands behind "login", "fund", 提现 and the like in a message of several passwords, where it does so twice."""
    for hit in scan.finditer(_SLASHED) if scan.mentions("<<password>>|<<logs_in>>|<<to_log_in>>|<<account_talk>>") else ():
        if (
            is_strong(hit.group(1))
            and any(c.isdigit() for c in hit.group(1))
            and not (in_link(scan, hit.start(1)) or _DATE.search(hit.group()))
        ):
            yield Span(*hit.span(1), score=0.3)
            yield Span(*hit.span(2), score=0.3)
    items = [span for hit in scan.finditer(_ITEM) for span in _value(scan, *hit.span(1))]
    if len(items) >= _LEAST:
        yield from items
    elif scan.mentions("<<password~>>[ ]?[:=]"):
        yield from (span for hit in scan.finditer(_LINE) for span in _value(scan, *hit.span(1)))


def _value(scan: Scan, start: int, end: int) -> Iterator[Span]:
    text = scan.text[start:end].rstrip(".;-")
    end = start + len(text)
    if in_link(scan, start) or is_identifier(text) or before_unit(scan, end) or is_amount(scan.text, end):
        return
    if _PIN.fullmatch(text) or (is_strong(text) and any(c.isdigit() for c in text) and not _MAIL.search(text)):
        yield Span(start, end, score=0.3)


def hides() -> Iterable[str]:
    """Two or three at once."""
    return (
        "三个密码都给你：登录⟦Grls#ngqv01⟧，资金⟦131659⟧，提现⟦865596⟧，随便你查",
        "密码分别是 登录⟦Abcd7788⟧ 资金⟦112358⟧",
        "两个密码：登陆是⟦wang8812⟧，交易是⟦665544⟧",
        "my passwords: login ⟦Maple#2291⟧, fund ⟦131659⟧",
        "all my passwords, google ⟦Tulip_771x⟧ and trading ⟦990122⟧",
        "both pins: login ⟦4471⟧, withdraw ⟦8812⟧",
        "密碼都寫這：登入⟦Hk8888abc⟧、資金⟦246810⟧",
        "几个密码都试过 登录⟦Xm2011a⟧ 支付⟦778899⟧ 都不对",
        "passwords are email ⟦Rosebud86x⟧, okx ⟦Rosebud87x⟧",
        "密码我列一下：邮箱⟦Qq123456x⟧，欧易⟦Qq654321x⟧，提币⟦902117⟧",
        "pins are fund ⟦445512⟧ and unlock ⟦2580⟧",
        "我把登录信息贴出来：bob88/⟦Tulip@58Wm⟧/⟦391500⟧",
        "登录用的⟦Dxm_1992⟧ 资金用的⟦199203⟧",
        "uid: 70418832\npwd: Maple5521\nfund: ⟦904417⟧\ncan you look",
        "三组密码 登录:⟦Aa112233⟧ 资金:⟦334455⟧ 解锁:⟦2580⟧",
    )


def keeps() -> Iterable[str]:
    """One thing only, sums, other numbers."""
    return (
        "三个密码都忘了，登录不了，提现5000元也不行",
        "改了密码，提现 2000 USDT，充值 3000 USDT",
        "passwords changed, withdraw 2000 USDT, trading 500 USDT",
        "密码没问题，登录 iPhone15，提现 TRC20",
        "two passwords lost: login and fund",
        "密码都对，提现订单 612345678901234567",
        "all passwords reset, login error 51008",
        "提现865596，资金131659",
        "登录3次，提现5次，密码都对",
        "passwords: login ****, fund ****",
        "两个密码都改了，资金 500 万",
        "my passwords are safe, email ann@example.com, google ann@example.org",
    )


DETECTOR = Detector(
    "password",
    FindingClass.SECRET,
    find,
    (
        "<<many_passwords>>",
        r"<<password_for>>(?:用的|填的|设的|輸的)",
        r"(?:^|\n)[ \t]*(?:<<password_for>>)[ ]?[:=][ ]?[0-9]{6}",
        r"[A-Za-z0-9][ ]?[/|][ ]?[!-~]{6,40}[/|][ ]?[0-9]{4}",
    ),
    hides,
    keeps,
)

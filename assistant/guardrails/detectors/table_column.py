"""Secrets and personal data in tables: what stands under the name of a column, in CSV, tab-separated text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.normalise import MASK
from assistant.guardrails.spoken_values import is_strong
from assistant.types import FindingClass

_SEPARATORS = (",", "\t", "|", ";")
_RULE = re.compile(r"[\s|:;,\-=+]*")
_LONGEST_NAME = 24
_MOST_LINES = 400
_QUOTES = " \t\"'`"
# Names of columns, and what stands below them; the first that holds counts.
_COLUMNS: tuple[tuple[str, str, FindingClass], ...] = (
    ("<<api_passphrase>>", "api_passphrase", FindingClass.SECRET),
    ("<<api_secret>>|secret[ ]?key", "api_secret", FindingClass.SECRET),
    ("<<api_key>>", "api_key", FindingClass.SECRET),
    ("<<seed_phrase>>|phrase", "seed_phrase", FindingClass.SECRET),
    ("<<private_key>>", "private_key", FindingClass.SECRET),
    ("<<totp_secret>>", "totp_secret", FindingClass.SECRET),
    ("<<password>>", "password", FindingClass.SECRET),
    ("<<backup_code>>", "backup_code", FindingClass.SECRET),
    ("<<otp>>", "one_time_code", FindingClass.SECRET),
    ("<<id_card>>", "id_card", FindingClass.PERSONAL),
    ("<<passport>>", "passport", FindingClass.PERSONAL),
    ("<<bank_card>>", "bank_card", FindingClass.PERSONAL),
    ("<<birth>>", "birth_date", FindingClass.PERSONAL),
    ("<<phone>>", "phone", FindingClass.PERSONAL),
    ("<<person>>|(?:customer |client |user )?name", "name", FindingClass.PERSONAL),
)
_ANY_COLUMN = f"^(?:{'|'.join(words for words, _, _ in _COLUMNS)})$"
_PERSON = re.compile("[A-Z\u00c0-\u00de][\\w'’.\\-]*(?: [A-Z\u00c0-\u00de][\\w'’.\\-]*){1,3}|[\u4e00-\u9fff]{2,4}")
_DUMMY = re.compile(r"[xX.*_#\-/?]*|<[^>]*>|n/?a|none|null|无|没有|空|-+|yes|no|true|false|[0-9]{1,3}", re.IGNORECASE)


class _Cell(NamedTuple):
    start: int
    end: int
    text: str


def find(scan: Scan) -> Iterator[Span]:
    """The cells under columns whose whole name is that of a secret or of something personal."""
    if scan.text.count("\n") > _MOST_LINES:
        return
    lines = list(_lines(scan.text))
    at = 0
    while at + 1 < len(lines):
        start, line = lines[at]
        separator = max(_SEPARATORS, key=line.count)
        at += 1
        if line.count(separator) < 1:
            continue
        names = _cells(line, start, separator)
        columns = [_column(scan, name.text) for name in names]
        if not any(columns) or len(names) < 2 or any(_is_filled(name.text) for name in names):
            continue
        personal = sum(column is not None and column[1] is FindingClass.PERSONAL for column in columns) > 1
        while at < len(lines):
            cells = _cells(lines[at][1], lines[at][0], separator)
            if _RULE.fullmatch(lines[at][1]) and lines[at][1].strip():
                at += 1
                continue
            if len(cells) != len(names):
                break
            at += 1
            for column, cell in zip(columns, cells, strict=True):
                if column and _is_value(column[0], cell.text, personal):
                    yield Span(cell.start, cell.end, kind=column[0], cls=column[1], score=0.4)


def _is_filled(text: str) -> bool:
    """Whether a cell of what might be a head holds a value: such a table has its names on the left."""
    return MASK in text or (any(c.isdigit() for c in text) and (is_strong(text) or text.isdigit()))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _cells(line: str, start: int, separator: str) -> list[_Cell]:
    """The cells of a line without their quotes; the empty ones at the ends of a Markdown row fall away."""
    cells: list[_Cell] = []
    at = 0
    parts = line.split(separator)
    for place, part in enumerate(parts):
        text = part.strip(_QUOTES)
        lead = len(part) - len(part.lstrip(_QUOTES))
        if text or not (separator == "|" and place in (0, len(parts) - 1)):
            cells.append(_Cell(start + at + lead, start + at + lead + len(text), text))
        at += len(part) + 1
    return cells


def _is_value(kind: str, text: str, personal: bool) -> bool:
    """Whether a cell holds something, and, under a column that just says "name", something like a person's name."""
    if len(text) < 3 - (text > "\u3000") or _DUMMY.fullmatch(text):
        return False
    return kind != "name" or (personal and _PERSON.fullmatch(text) is not None)


def _column(scan: Scan, name: str) -> tuple[str, FindingClass] | None:
    if not name or len(name) > _LONGEST_NAME:
        return None
    if not scan.fits(_ANY_COLUMN, name):
        return None
    return next(((kind, cls) for words, kind, cls in _COLUMNS if scan.fits(f"^(?:{words})$", name)), None)


def hides() -> Iterable[str]:
    """Exports of browsers and managers, sheets pasted as text."""
    return (
        "name,url,username,password\nokx,https://www.okx.com,ann,⟦dabaobei4685⟧",
        "site,login,password\nokx,ann,⟦tulip⟧\nbinance,bob,⟦maple tree 7⟧",
        "site\tuser\tpassword\nokx\tann\t⟦horse⟧",
        "| site | user | pin |\n|---|---|---|\n| okx | ann | ⟦4417⟧ |",
        "账号,密码\nann,⟦xiaomao⟧",
        "账号|资金密码|备注\nann|⟦889912⟧|旧的",
        "user;fund password;note\nann;⟦102938⟧;old",
        "uid,phone\n20056386,⟦4154162724⟧",
        "姓名,手机号,UID\n某某,⟦+1 415 416 2724⟧,20056386",
        "label,api key,passphrase\nbot,⟦abcdef12-3456⟧,⟦moonlight⟧",
        '"title","username","password"\n"okx","ann","⟦s3cret, no⟧'.replace(", no", "") + '"',
        "app,totp secret\nokx,⟦JBSWY3DPEHPK3PXP⟧",
        "wallet,private key\nmain,⟦9f86d081884c7d65⟧",
    )


def keeps() -> Iterable[str]:
    """Tables of orders, rows that do not belong, empty cells."""
    return (
        "order,price,qty\n612345678901234567,1.5,20",
        "date,coin,amount\n2026-11-20,USDT,500",
        "uid,phone\n20056386,none",
        "site,password\nokx,****",
        "| error | meaning |\n|---|---|\n| 51008 | balance |",
        "my mail, my password\nnothing works",
        "code,message\n50113,Invalid Sign",
        "密码,验证码\n都收不到",
        "step 1, password\nthen i wait",
        "network,address,memo\nTRC20,TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t,1029384",
        "withdrawal id,txid,status\n145627839,pending,no",
        "币种,数量,时间\nUSDT,5000,2026-11-20",
        "login,password,pin\nyes,no,no",
        "| 登录密码 | D68H&Xfc5E3 |\n| 邮箱 | 没有 |\n| 问题 | 提不了币 |".replace("登录密码", "订单号码"),
    )


DETECTOR = Detector(
    "password",
    FindingClass.SECRET,
    find,
    (
        r"(?:<<password>>|<<api_passphrase>>|<<api_secret>>|<<api_key>>|<<seed_phrase>>|<<private_key>>|<<totp_secret>>|<<otp>>|<<backup_code>>)[ \t\"'`]*(?:[,|;\t\n])",
        r"(?:<<id_card>>|<<passport>>|<<bank_card>>|<<birth>>|<<phone>>)[ \t\"'`]*(?:[,|;\t][^\n]*)?\n",
    ),
    hides,
    keeps,
    ("api_key", "api_passphrase", "api_secret", "totp_secret", "private_key", "phone", "seed_phrase", "one_time_code", "backup_code"),
)

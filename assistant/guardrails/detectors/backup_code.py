"""Back-up codes of an authenticator: groups of letters and digits, often several in a list, beside their name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.backup_groups import backup_groups
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.nearby import beside, names_of
from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken_values import before_unit, is_identifier
from assistant.types import FindingClass

_CODE = r"(?:[0-9]{8,12}|[0-9]{4,6}[ \-][0-9]{4,6}(?:-[0-9]{4,6}){0,2}|[A-Za-z0-9]{4,6}-[A-Za-z0-9]{4,6}(?:-[A-Za-z0-9]{4,6}){0,2}|[A-Za-z0-9]{8,16}|[0-9]{5,7})"
_LISTED = r"(?:[ \t]*(?:[,;、/|&\n]|and|和|\n?[0-9]{1,2}[.)])[ \t]*(?:[-*•]|[0-9]{1,2}[.)])?[ \t]*|[ ])"
_CODES = re.compile(
    rf"(?<![A-Za-z0-9_#])(?<![0-9A-Za-z][.\-])({_CODE}(?:{_LISTED}{_CODE}(?![A-Za-z0-9_\-])){{0,19}})(?![A-Za-z0-9_]|[.\-][0-9A-Za-z])"
)
_DRAWN, _CONSONANTS = re.compile("[A-Z]{8,16}"), re.compile("[BCDFGHJKLMNPQRSTVWXZ]{3}")
_ONE = re.compile(_CODE)


def find(scan: Scan) -> Iterator[Span]:
    """Codes and lists of them before or behind their name; of a list, the part that is codes."""
    for near in beside(scan, names_of(scan, "<<backup_code~>>"), _CODES, ahead=44, back=30, lines=True):
        end = _end(near.text, scan)
        if end and not before_unit(scan, near.start + end) and not is_amount(scan.text, near.start + end):
            yield Span(near.start, near.start + end, score=0.3)
    yield from (Span(*place, score=0.2) for place in backup_groups(scan))


def _end(text: str, scan: Scan) -> int:
    """Where the codes at the beginning of ``text`` end: as long as the first, a digit in one of them, none a word of the language."""
    end, size, digits = 0, 0, False
    for match in _ONE.finditer(text):
        word = match.group()
        parts = word.lower().split("-")
        if is_identifier(word) or (size and abs(len(word) - size) > 1) or any(part in scan.words.set("everyday") for part in parts):
            break
        end, size, digits = match.end(), len(word), digits or any(c.isdigit() for c in word)
    drawn = _DRAWN.fullmatch(text[:end]) is not None and _CONSONANTS.search(text[:end]) is not None
    return end if digits or drawn or (text[:end].count("-") == 1 and text.find("-") * 2 + 1 == end) else 0


def hides() -> Iterable[str]:
    """One code or many, with the name on either side."""
    return (
        "backup codes: ⟦a1b2-c3d4 e5f6-g7h8⟧",
        "backup codes:\n⟦58291034\n77120945\n30018826⟧",
        "备用码：⟦4060 8292、7712 0945⟧",
        "⟦ytn3fjyk⟧ is one of my recovery codes",
        "2fa backup codes that i use: ⟦56892-35047⟧",
        "把⟦63691-46916⟧当备份码",
        "我的备用恢复代码是 ⟦OIXVZIGFPOLWROZV⟧，输入后提示已失效",
        "⟦4420 3076⟧ - scratch codes",
        "恢復碼「⟦um75eqvj⟧」",
        "emergency codes i think it's ⟦9ytnfijyk⟧",
        "谷歌备用验证码 ⟦56898365⟧",
        "⟦jpdy-jqkn⟧，备份码",
        "我的备用码 ⟦urdnt-wpyey⟧ 用过一次就不能用了吗",
        "my recovery codes is ⟦rqbo-6zxp, 6bww-o2in, amoy-o3hn⟧",
        "recovery code ⟦x7k2-p9q4⟧ is rejected",
        "备份码\n1. ⟦58291034\n2. 77120945⟧",
        'backup codes don\'t work. used ⟦km5dr-32kv6⟧ and then ⟦sssdy-wq8kb⟧, both "invalid"',
        "the recovery codes came with the app. I scratched two. Left are ⟦7hxq-2mzp⟧ and ⟦ktrb-zzwm⟧",
        "备用码都试了。第一个⟦v8mwt-3kqpd⟧，提示无效，第二个⟦hm2xq-99rtb⟧也一样",
    )


def keeps() -> Iterable[str]:
    """Talk of such codes, and other numbers."""
    return (
        "i lost my backup codes, order 612345678901234567",
        "备用码丢了，UID 612345678",
        "backup codes do not work since 2026-11-20",
        "where do I find the recovery codes",
        "recovery code? ticket 98765432",
        "恢复码在哪里看",
        "backup codes and then 5000 USDT were gone",
        "备份码用完了怎么办",
        "recovery codes, error 51008_1000",
        "the backup code page shows version 6.120.1",
        "10 backup codes",
        "backup codes are gone. I wrote to the web-page2 form and the case is abcd-12345",
        "备用码丢了，订单号 ab12-cd34 怎么查",
        "recovery codes lost, see login-page2",
        "backup code from authenticator",
    )


DETECTOR = Detector("one_time_code", FindingClass.SECRET, find, ("<<backup_code~>>",), hides, keeps)

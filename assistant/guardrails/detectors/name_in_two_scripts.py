"""One name in Chinese characters and in Latin letters side by side: 王小明 / WANG XIAOMING, Li Haoran (李浩然)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.names import CAPITAL, is_common_name, is_ordinary
from assistant.types import FindingClass

_LATIN = rf"({CAPITAL}[ ]{CAPITAL}(?:[ ]{CAPITAL})?)"
_HANZI = "([\u3400-\u9fff]{2,4})"
_FIRST = re.compile(rf"(?<![\u3400-\u9fff]){_HANZI}[ \t]?(?:[/|(,\\]|[ ]|[-–—])[ \t]?{_LATIN}(?![A-Za-z])")
_SECOND = re.compile(rf"(?<![A-Za-z]){_LATIN}[ \t]?(?:[/|(,\\]|[ ]|[-–—])[ \t]?{_HANZI}(?![\u3400-\u9fff])")


def find(scan: Scan) -> Iterator[Span]:
    """Both halves, where the Latin one is a Chinese person's and the other begins with a surname."""
    for pattern, hanzi, latin in ((_FIRST, 1, 2), (_SECOND, 2, 1)):
        for match in scan.matches(pattern):
            start, end = match.span(hanzi)
            at = match.start(latin)
            stop = _latin_end(scan, at, match.group(latin))
            if stop and _is_hanzi_name(scan, start, end):
                yield Span(start, end)
                yield Span(at, stop)


def _latin_end(scan: Scan, start: int, text: str) -> int:
    """Where the two or three words end that are a Chinese name in Latin letters; 0 if they are none."""
    parts = text.split(" ")
    for count in (3, 2):
        name = " ".join(parts[:count])
        if len(parts) >= count and is_common_name(name, scan.words) and not any(is_ordinary(w.lower(), scan.words) for w in parts[:count]):
            return start + len(name)
    return 0


def _is_hanzi_name(scan: Scan, start: int, end: int) -> bool:
    """Whether a surname, be it a small word as well, and one or two characters more stand there."""
    words, text = scan.words, scan.text[start:end]
    head = 2 if text[:2] in words.set("surname_two") else 1
    known = head == 2 or text[0] in words.set("surname")
    return known and head < len(text) <= head + 2 and text[:2] not in words.set("not_name_hanzi|everyday_hanzi")


def hides() -> Iterable[str]:
    """Signatures and forms."""
    return (
        "Dear team, source of funds attached.\n⟦于妹君⟧ / ⟦LI HAORAN⟧\n18929594670",
        "谢谢！\n⟦王小明⟧ / ⟦WANG XIAOMING⟧",
        "Best regards,\n⟦陈晓东⟧ (⟦Chen Xiaodong⟧)",
        "⟦李浩然⟧ ⟦LI HAORAN⟧",
        "Regards,\n⟦Li Haoran⟧ / ⟦李浩然⟧\nUID 48120377",
        "⟦Zhang Wei⟧（⟦张伟⟧）申请解冻",
        "申请人 ⟦刘芳⟧/⟦LIU FANG⟧",
        "⟦周晓琳⟧-⟦ZHOU XIAOLIN⟧ KYC",
        "contact: ⟦Chen Jing⟧ | ⟦陈静⟧",
        "⟦黄志强⟧, ⟦Huang Zhiqiang⟧",
        "⟦孙丽华⟧ / ⟦Sun Lihua⟧",
        "⟦吴磊⟧（⟦WU LEI⟧）",
    )


def keeps() -> Iterable[str]:
    """Products and sentences in two scripts."""
    return (
        "永续 / PERP SWAP",
        "现货 / SPOT TRADING",
        "于是 / LIMIT ORDER",
        "余额 / TOTAL BALANCE",
        "安全 / SECURITY CENTER",
        "Funding Account / 资金账户",
        "Trust Wallet 钱包",
        "Hong Kong (香港)",
        "常见问题 / Help Center",
        "金额 / USDT TRC20",
        "单号 / Order Number",
        "路线 / Road Map",
    )


DETECTOR = Detector(
    "name",
    FindingClass.PERSONAL,
    find,
    (
        r"[\x{3400}-\x{9fff}]{2}[ \t]?[/|(,\\ –—\-][ \t]?(?-i:[A-Z])[a-z]+ (?-i:[A-Z])[a-z]"
        r"|(?-i:[A-Z])[a-z]+ (?-i:[A-Z])[a-z]+[ \t]?[/|(,\\ –—\-][ \t]?[\x{3400}-\x{9fff}]{2}",
    ),
    hides,
    keeps,
)

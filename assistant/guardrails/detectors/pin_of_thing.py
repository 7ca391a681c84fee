"""PINs and passwords with what they open between name and value: "PIN of the hardware wallet 6…", "password to the zip file K…"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import REFERENCE, governing
from assistant.guardrails.made_up import ALNUM, word
from assistant.guardrails.made_up_words import is_made_up
from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken_values import before_unit
from assistant.types import FindingClass

_LED = (
    r"(?:<<password>>|<<code>>)[ ](?:of|for|to|on|in|from)[ ](?:(?:the|my|our|a|an|his|her|this|that|old|new|own|mom's|dad's|wife's)[ ]){0,3}"
    r"(?:[a-z']{2,12}[ ]){0,2}?(?:<<locked_thing>>)(?:[ ](?:lock|one|app|file|itself|account))?[ ]{0,2}(?:(?:<<is>>|[:=\-–—])[ ]{0,2}){0,2}[\"'`(]{0,2}"
    r"([!-'*+\-./-9;<>-~]{4,40})"
)
_ROUND = re.compile(r"(?:19|20)[0-9]{2}|[0-9]{1,5}000")
_DIGITS = re.compile(r"[0-9]{4,12}")
_MOST = 40
_NAMED = frozenset(REFERENCE) - {"crypto_address"}  # "wallet" is what is locked


def find(scan: Scan) -> Iterator[Span]:
    """Digits or a made-up word behind what a PIN or password opens."""
    for hit in islice(scan.finditer(_LED), _MOST):
        start = hit.start(1)
        text = hit.group(1).rstrip(",.;:?!)\"'`") or hit.group(1)
        end = start + len(text)
        if governing(scan, start, end) in _NAMED or before_unit(scan, end) or is_amount(scan.text, end):
            continue
        if (_DIGITS.fullmatch(text) and not _ROUND.fullmatch(text)) or (not text.isdigit() and is_made_up(text)):
            yield Span(start, end, score=0.2)


def hides() -> Iterable[str]:
    """Random ones, made when this runs."""
    value = "Kx" + word("pin of thing", 5, ALNUM) + "7q"
    return (
        "PIN of the hardware wallet ⟦68434394⟧ – does your withdrawal need it?",
        "the PIN of my Ledger is ⟦684343⟧, can i change it",
        "PIN for the Trezor: ⟦4821⟧",
        "pin code on my ledger nano ⟦48210933⟧ and support asks for it",
        f"password to the zip file ⟦{value}⟧ attached",
        f"password for my old laptop ⟦{value}⟧",
        "pin of my bank card ⟦4821⟧",
        "the code of the SIM lock ⟦4821⟧",
        "passcode to my wife's phone: ⟦482109⟧",
        f"我 password of the wifi ⟦{value}⟧ 要吗",
        "code for the safe = ⟦4821093⟧",
        f"passphrase for the keystore file is ⟦{value}⟧",
    )


def keeps() -> Iterable[str]:
    """Rules, references, amounts."""
    return (
        "PIN of the order 68434394 is unknown",
        "the PIN of my Ledger has 8 digits",
        "password of the app since 2024",
        "pin for the card costs 5000 KRW",
        "code for the wallet order 68434394",
        "PIN of the hardware wallet is lost",
        "password to the zip file report.zip",
        "password for my phone, UID 68434394",
        "the code of the bot v5.15.9",
        "password of the wallet ERC20",
        "冷钱包的密码忘了",
        "the PIN for the card took 14 days",
    )


DETECTOR = Detector(
    "password",
    FindingClass.SECRET,
    find,
    (r"(?:<<password>>|<<code>>)[ ](?:of|for|to|on|in|from)[ ][^\n]{0,50}(?:<<locked_thing>>)[^\n]{0,16}[0-9]",),
    hides,
    keeps,
)

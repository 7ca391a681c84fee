"""Secrets in code, commands and settings: ``walletPassword = "…"``, ``--api-key …``, ``NetworkCredential("ops", "…")``, ``key="…" value="…"``.

The shapes are those for which gitleaks, detect-secrets and Nosey Parker have rules (their documentation, 2026).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from assistant.guardrails.chain_words import is_public_word
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.dummies import is_dummy
from assistant.guardrails.made_up import ALNUM, HEX, word
from assistant.guardrails.numbers import is_date
from assistant.guardrails.spoken_values import in_link, is_identifier
from assistant.types import FindingClass

_WORD = r"(?:passwords?|passwd|passphrase|passcode|pwd|secrets?|tokens?|api_?key|access_?key|private_?key|auth_?key|credentials?|mnemonic)"
_ASSIGNED = rf"[A-Za-z0-9_$]{_WORD}[A-Za-z0-9_]{{0,12}}[\"']?\]?[ ]{{0,2}}(?:=|:|:=|=>)[ ]{{0,2}}[\"'`]([^\"'`\s]{{6,200}})[\"'`]"
_SETTING = r"(?:^|[\s\"'])(?-i:[A-Z][A-Z0-9_]{0,40}(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_KEY|APIKEY|PRIVATE_KEY|CREDENTIALS?|_PASS|_PWD)[A-Z0-9_]{0,12})[ ]{0,2}[:=][ ]{0,2}[\"']?([^\s\"',;]{8,200})"
_OPTION = rf"(?:^|\s)--?[a-z\-]{{0,24}}{_WORD}[a-z\-]{{0,8}}(?:[ ]|=)[\"']?([^\s\"'\-][^\s\"']{{7,200}})"
_HYPHENATED = r"(?:^|\s)--?[a-z\-]{0,24}(?:api|access|private|auth|secret)-key(?:[ ]|=)[\"']?([^\s\"'\-][^\s\"']{7,200})"
_USER_AND = r"\s-u[ ]?\S{1,40}\s+-p[ ]?[\"']?([^\s\"'\-][^\s\"']{3,60})"
_CALL = (
    r"(?:credentials?|login|signin|auth|connect|unlock|set_?password|create_?user)[A-Za-z_]{0,10}\([ ]?[\"'][^\"'\n]{1,60}[\"'][ ]?,[ ]?"
    r"[\"']([^\"'\s]{6,80})[\"']"
)
_ATTRIBUTE = rf"(?:key|name|id)=[\"'][^\"'\n]{{0,30}}{_WORD}[^\"'\n]{{0,20}}[\"'][^<>\n]{{0,40}}?\bvalue=[\"']([^\"'\n]{{4,120}})[\"']"
_ARCHIVED = r"\b(?:7z[ar]?|unzip|zip|rar|unrar)[ ][^\n|]{0,40}?-[pP][ ]?([^\s\"'\-][^\s\"']{3,60})"
_CIPHERED = r"(?:\bopenssl[ ][^\n|]{0,60}?\s-k[ ]|-pass(?:in|out)?[ ]pass:|\bwalletpassphrase[ ])[\"']?([^\s\"'\-][^\s\"']{3,60})"
_PIPED = r"\b(?:echo|printf)[ ][\"']?([^\s\"']{6,200})[\"']?[ ]?\|[^\n|]{0,80}(?:--password-stdin|--token-stdin|login|passwd)"
_TEMPLATES = (_ASSIGNED, _SETTING, _OPTION, _HYPHENATED, _USER_AND, _CALL, _ATTRIBUTE, _PIPED, _ARCHIVED, _CIPHERED)
_MOST = 100
_LONGEST, _REST = 200, re.compile(r"[^\s\"',;]{1,16000}")
"""Characters of a value at which the patterns stop looking, and what of it stands behind."""
_SLUG = re.compile(
    r"[a-z]+(?:[-_./][a-z]+)+(?:[-_./]?[0-9]{1,2})?|/[\w./\-]+|[\w./\-]+\.(?:json|ya?ml|pem|key|txt|env|toml|ini|py|js|ts|go)",
    re.IGNORECASE,
)
_WORDY = re.compile(r"[A-Z]?[a-z]+(?:[A-Z][a-z]+)*[0-9]?|[A-Z_]+")


def find(scan: Scan) -> Iterator[Span]:
    """What is given to a name, option, call or attribute that speaks of a secret, unless it is a variable or an example."""
    for template in _TEMPLATES:
        for hit in islice(scan.finditer(template), _MOST):
            rest = _REST.match(scan.text, hit.end(1)) if len(hit.group(1)) == _LONGEST else None
            text = (hit.group(1) + (rest.group() if rest else "")).rstrip(",;)")
            if _is_value(text) and not in_link(scan, hit.start(1)):
                yield Span(hit.start(1), hit.start(1) + len(text), score=0.3)


def _is_value(text: str) -> bool:
    """Whether ``text`` is made up: letters and digits, no path, address, date, name of a variable or blank."""
    if not any(c.isdigit() for c in text) or not any(c.isalpha() for c in text) or is_dummy(text):
        return False
    return not (_SLUG.fullmatch(text) or _WORDY.fullmatch(text) or is_identifier(text) or is_public_word(text) or is_date(text))


def hides() -> Iterable[str]:
    """Random values, made when this runs."""
    key, value, short = word("code key", 40, HEX), word("code value", 32, ALNUM), "Cv4" + word("code short", 8, ALNUM) + "@7"
    return (
        f'const walletPassword = "⟦{short}⟧";',
        f"client_credential='⟦{value}7⟧'",
        f"doppler run --token ⟦{value}7⟧ -- node bot.js",
        f"newman run bot.json --postman-api-key ⟦{key}7a⟧",
        f"psexec \\\\server -u ops -p ⟦{short}⟧ restart.cmd",
        f'new NetworkCredential("alerts", "⟦{short}⟧");',
        f'<add key="WithdrawPassword" value="⟦{short}⟧"/>',
        f"echo ⟦{value}7⟧ | docker login -u gridbot --password-stdin",
        f"7z x -p⟦{short}⟧ wallet.7z",
        f"openssl enc -aes-256-cbc -k ⟦{short}⟧ -in a -out b",
        f'bitcoin-cli walletpassphrase "⟦{short}⟧" 60',
        f'self.bot_token = "⟦{value}7⟧"',
        f"mySecretKey: '⟦{value}7⟧'",
        f'<property name="db.password" value="⟦{short}⟧"/>',
        f"AZURE_CLIENT_SECRET: ⟦Qm88Q~50-GPh.{value}7⟧",
        f"tool --client-secret=⟦{value}7⟧ --dry-run",
    )


def keeps() -> Iterable[str]:
    """Variables, files, addresses, names."""
    return (
        'const walletPassword = "${WALLET_PASSWORD}";',
        'tokenContract = "0x52908400098527886E0F7030069857D2E4169EE7"',
        "doppler run --token $TOKEN -- node bot.js",
        "tool --key-file config/key.json",
        "client_secret='your_client_secret'",
        "self.bot_token = os.environ['TOKEN1']",
        '<add key="PasswordPolicy" value="strict"/>',
        'my_token_symbol = "BTC-USDT"',
        "run -u ops -p $PASS",
        'login("alerts", "password")',
        "mySecretName: 'prod/db-1'",
        "BOT_TOKEN_CONTRACT=0x52908400098527886E0F7030069857D2E4169EE7",
        "DB_PASSWORD=${DB_PASSWORD1}",
        "--token-file /etc/okx/token1",
    )


DETECTOR = Detector(
    "api_secret",
    FindingClass.SECRET,
    find,
    (
        rf"[A-Za-z0-9_$]{_WORD}[A-Za-z0-9_]{{0,12}}[\"']?\]?[ ]{{0,2}}(?:=|:)",
        rf"--?[a-z\-]{{0,24}}(?:{_WORD}|-key)",
        r"\s-u[ ]?\S{1,40}\s+-p[ ]?\S",
        r"(?:credentials?|login|signin|auth|connect|unlock|password|user)[A-Za-z_]{0,10}\([ ]?[\"']",
        rf"{_WORD}[^\"'\n]{{0,20}}[\"'][^<>\n]{{0,40}}?\bvalue=",
        r"\b(?:echo|printf)[ ][^\n|]{6,200}\|",
        r"\b(?:7z[ar]?|unzip|zip|rar|unrar)[ ][^\n|]{0,40}?-p",
        r"\bopenssl[ ]|-pass(?:in|out)?[ ]pass:|\bwalletpassphrase[ ]",
    ),
    hides,
    keeps,
    ("password", "access_token", "session_token", "api_key", "private_key", "api_passphrase", "totp_secret"),
)

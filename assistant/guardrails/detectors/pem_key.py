"""Private keys in PEM, OpenSSH, PGP and PuTTY files. Source: RFC 7468, RFC 4716, RFC 9580 section 6."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from assistant.guardrails.made_up import data, in_sentences
from assistant.guardrails.shapes import by_shape

_LABEL = r"-{4,5}[ ]?BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?[ ]?-{4,5}"
_WHOLE = rf"((?s:{_LABEL}.*?-{{4,5}}[ ]?END (?:[A-Z0-9]+ ){{0,3}}PRIVATE KEY(?: BLOCK)?[ ]?-{{4,5}}))"
_CUT = rf"({_LABEL}(?:[\s\\nr]*[A-Za-z0-9+/=]{{16,}}|[\s]*[A-Za-z\-]+: [^\n]*)*)"
_HEADLESS = (
    r"(?:^|[^A-Za-z0-9+/])((?-i:b3BlbnNzaC1rZXktdjE|MII[BCEJ][A-Za-z0-9+/]{2}IBAAKC|MIGHAgEAMBMGByqGSM49"
    r"|MC4CAQAwBQYDK2Vw|MHcCAQEEI|MIGTAgEAMBMGByqGSM49|MHQCAQEEI)[A-Za-z0-9+/=\s\\]{20,})"
)
_PUTTY = r"((?s:PuTTY-User-Key-File-[0-9]:.*?Private-MAC: [0-9a-f]+))"


def _block(label: str, size: int = 96) -> str:
    body = base64.b64encode(data(label, size)).decode()
    lines = "\n".join(body[i : i + 64] for i in range(0, len(body), 64))
    return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----"


def hides() -> Iterable[str]:
    """Blocks of every label, whole, cut and on one line."""
    for label in ("RSA", "EC", "DSA", "OPENSSH", "ENCRYPTED", ""):
        yield f"⟦{_block(f'{label} PRIVATE KEY'.strip())}⟧"
    yield f"这是我的密钥\n⟦{_block('PGP PRIVATE KEY BLOCK')}⟧\n谢谢"
    yield "key = ⟦" + _block("PRIVATE KEY").replace("\n", "\\n") + "⟧"
    yield "⟦" + _block("RSA PRIVATE KEY").rsplit("\n", 1)[0] + "⟧"
    yield from in_sentences(_block("EC PRIVATE KEY"))


def keeps() -> Iterable[str]:
    """What is public."""
    yield from (_block("PUBLIC KEY"), _block("CERTIFICATE"), "BEGIN PRIVATE KEY is what the file starts with", "-----BEGIN-----")
    yield from in_sentences(_block("PUBLIC KEY"), _block("CERTIFICATE"), marked=False)


DETECTOR = by_shape(
    "pem_key",
    (_WHOLE, _CUT, _HEADLESS, _PUTTY),
    ("PRIVATE KEY", "PuTTY-User", r"(?-i:b3BlbnNzaC1rZXktdjE|MII[BCEJ]..IBAAKC|M[A-Z0-9a-z]{2,3}AgE|MC4CAQ|MH[cQ]CAQEE)"),
    hides,
    keeps,
)

"""Passwords that mail providers make for one program: four groups of four small letters behind "app password" or 授权码."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.made_up import word
from assistant.guardrails.mnemonics import packed_counts
from assistant.types import FindingClass

_LETTERS = r"((?-i:[a-z]{4}(?:[ \-][a-z]{4}){3}|[a-z]{16}))"
_NAMED = rf"(?:<<app_password>>)[^\n0-9a-z]{{0,3}}(?:(?:<<is>>|[:=]|of|for|gmail|google|imap|smtp|是|为)[ ]{{0,2}}){{0,3}}[\"'`(]?{_LETTERS}(?:$|[^A-Za-z0-9])"


def find(scan: Scan) -> Iterator[Span]:
    """The sixteen letters, unless all four groups are words."""
    for hit in scan.finditer(_NAMED):
        parts = hit.group(1).replace("-", " ").split(" ")
        known = sum(part in packed_counts() or part in scan.words.set("everyday") for part in parts)
        if known < len(parts) or len(parts) == 1:
            yield Span(*hit.span(1), score=0.3)


def hides() -> Iterable[str]:
    """Random letters, made when this runs."""
    letters = word("app password", 16, "qzxjkvwbfmghpdry")
    grouped = " ".join(letters[i : i + 4] for i in range(0, 16, 4))
    return (
        f"app password ⟦{grouped}⟧ in my bot",
        f"IMAP app password: ⟦{grouped}⟧",
        f"google app password is ⟦{letters}⟧",
        f"my application password ⟦{grouped.replace(' ', '-')}⟧",
        f"app-specific password = '⟦{grouped}⟧'",
        f"应用专用密码 ⟦{grouped}⟧",
        f"邮箱授权码：⟦{letters}⟧",
        f"QQ邮箱授权码是⟦{letters}⟧",
        f"smtp授权码 ⟦{letters}⟧ 泄露了",
        f"app password for gmail ⟦{grouped}⟧",
        f"应用密码: ⟦{grouped}⟧",
        f"App Password (⟦{grouped}⟧)",
    )


def keeps() -> Iterable[str]:
    """Sentences."""
    return (
        "app password does that work with this",
        "app password will only make more mess",
        "app password is wrong",
        "授权码在哪里",
        "应用专用密码怎么开",
        "邮箱授权码 16位",
        "application password reset",
        "app password: <your password>",
        "the app password that they made",
        "app password, 2 hours old",
        "授权码过期了",
        "app password for gmail",
    )


DETECTOR = Detector("password", FindingClass.SECRET, find, ("<<app_password>>[^\\n]{0,24}[a-z]{4}",), hides, keeps)

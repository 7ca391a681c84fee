"""E-mail addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.types import FindingClass

_SHAPE = r"(?:^|[^A-Za-z0-9._%+\-])([A-Za-z0-9_][A-Za-z0-9._%+\-]{0,63}[ \t]?@[ \t]?(?:[A-Za-z0-9\-]{1,63}\.)+[A-Za-z]{2,24})"


def find(scan: Scan) -> Iterator[Span]:
    """ASCII addresses, also glued to Chinese characters."""
    for match in scan.finditer(_SHAPE):
        yield Span(*match.span(1))


def hides() -> Iterable[str]:
    """Addresses in sentences of both languages."""
    return (
        "⟦ann.lee@example.com⟧",
        "mail me at ⟦ann+okx@mail.example.org⟧.",
        "我的邮箱是⟦a_b-c99@qq.example⟧收不到验证码",
        "邮箱：⟦12345678@example.cn⟧，谢谢",
        "<⟦x@y.io⟧>",
        "ann＠example.com".join(("⟦", "⟧")),
        "email=⟦UPPER@EXAMPLE.COM⟧&a=1",
        "联系⟦wang.wei@corp.example.com.cn⟧或电话",
        "“⟦q@example.com⟧”",
        "mailto:⟦help.me@example.net⟧",
        "from ⟦ann@example.com⟧ to nobody",
        "注册邮箱⟦lee88@example.hk⟧的账户",
    )


def keeps() -> Iterable[str]:
    """Handles, versions, code."""
    return (
        "@okx on X",
        "user@localhost",
        "1 BTC @ 65000.5",
        "a@b",
        "版本6.1@2x",
        "npm i react@18.2.0",
        "请关注@欧易",
        "email me",
        "邮箱收不到验证码",
        "@",
        "foo@@bar",
        "price@market",
    )


DETECTOR = Detector("email", FindingClass.PERSONAL, find, (r"@[ \t]?[A-Za-z0-9\-]+\.",), hides, keeps)

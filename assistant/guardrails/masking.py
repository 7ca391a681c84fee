"""How personal data looks when it is not to be shown whole: ``a***@example.com``, ``138****8000``."""

from __future__ import annotations


def masked(kind: str, value: str) -> str:
    """``value`` with enough left for its owner to know it by.

    >>> masked("email", "ann@example.com")
    'a***@example.com'
    >>> masked("phone", "13800138000")
    '138****8000'
    """
    if kind == "email" and "@" in value:
        name, _, domain = value.rpartition("@")
        return f"{name[:1]}***@{domain}"
    digits = sum(c.isdigit() for c in value)
    if digits >= 7:
        return f"{value[:3]}****{value[-4:]}" if len(value) >= 11 else f"{value[:2]}****{value[-2:]}"
    if len(value) <= 3:
        return value[:1] + "*" * max(1, len(value) - 1)
    return f"{value[:1]}***{value[-1:]}"

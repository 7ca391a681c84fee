"""What stands for a secret in an example: ``your_passphrase``, ``${PASSWORD}``, ``xxxxxxxx``, ``request.form['password']``."""

from __future__ import annotations

import re

_NAME = r"[A-Za-z_][A-Za-z0-9_]{0,40}"
_DUMMY = re.compile(
    rf"\$\{{[^}}\s]{{1,60}}\}}?|\$\(?{_NAME}\)?(?:/[\w/.\-]{{0,60}})?|%{_NAME}%|\{{{{.{{0,80}}|<[A-Za-z_ \-]{{2,40}}>?"  # variables of shells and templates
    r"|process\.env|os\.environ|getpass\.getpass.*"
    rf"|\.?(?:values|secrets|vars|env|config|settings|process\.env|os\.environ)(?:\.{_NAME}){{1,4}}"
    rf"|{_NAME}(?:\.{_NAME}){{1,4}}[\[(].*|(?:getenv|getpass|input|prompt|env|secret)\(.*"  # what a program looks up
    r"|(?:your|example|sample|dummy|placeholder|insert|enter|replace)[_\-][A-Za-z_\-]{2,60}(?:[@:].*)?|(?:my|the|some)_[A-Za-z_]{3,40}"
    r"|[A-Za-z0-9/+]{6,36}(?-i:EXAMPLE)(?:KEY|TOKEN|SECRET|PASSWORD)?"  # as documentation of AWS marks its own
    r"|(?:[A-Za-z0-9]{1,10}[_.\-]){0,4}(?:x{6,}|X{6,}|\*{4,}|\.{4,}|0{12,}|#{4,})|change_?me|redacted|todo|\S*\\+b",
    re.IGNORECASE,
)


def is_dummy(text: str) -> bool:
    """Whether ``text`` is a variable, a template or the blank of an example rather than a value."""
    return _DUMMY.fullmatch(text) is not None

"""IP addresses of both versions. Four-part versions are not addresses.

Loopback, the unspecified address, the usual addresses of routers and the large public name servers are nobody's. Any other
address of a home or office network is hidden: it tells little, but with the rest of a log it tells who.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import governing
from assistant.types import FindingClass

_V4 = re.compile(r"(?<![0-9A-Za-z.\-_])((?:[0-9]{1,3}[.]){3}[0-9]{1,3})(?:/[0-9]{1,2})?(?![0-9A-Za-z_]|[.\-][0-9A-Za-z])")
_V4_GLUED = re.compile(r"(?:ip|IP|Ip)((?:[0-9]{1,3}[.]){3}[0-9]{1,3})(?![0-9A-Za-z_]|[.][0-9])")
_V4_DODGED = re.compile(r"(?<![0-9A-Za-z.])((?:[0-9]{1,3}[ ]?(?:\[\.\]|\(\.\)|。)[ ]?){3}[0-9]{1,3})(?![0-9A-Za-z])")
_V6 = re.compile(
    r"(?:(?<=[Ii][Pp])|(?<![0-9A-Za-z.]))(?<![0-9A-Za-z:]:)((?:[0-9A-Fa-f]{0,4}:){2,7}(?:[0-9A-Fa-f]{1,4}|(?:[0-9]{1,3}\.){3}[0-9]{1,3})?)(?:/[0-9]{1,3})?"
    r"(?![0-9A-Za-z:]|[.][0-9])"
)
_NOBODY = frozenset(
    [
        "0.0.0.0",
        "255.255.255.255",
        "255.255.255.0",
        "255.255.0.0",
        "::",
        "::1",
        "192.168.0.1",
        "192.168.1.1",
        "192.168.2.1",
        "192.168.8.1",
        "192.168.31.1",
        "192.168.100.1",
        "10.0.0.1",
        "10.0.0.138",
        "172.17.0.1",
        "8.8.8.8",
        "8.8.4.4",
        "1.1.1.1",
        "1.0.0.1",
        "9.9.9.9",
        "208.67.222.222",
        "114.114.114.114",
        "223.5.5.5",
        "223.6.6.6",
        "119.29.29.29",
    ]
)


def find(scan: Scan) -> Iterator[Span]:
    """Valid addresses that no word for a version precedes."""
    text = scan.text
    for pattern in (_V4, _V4_GLUED, _V4_DODGED):
        for match in pattern.finditer(text):
            start = match.start(1)
            value = re.sub(r"[ \[\]()]", "", match.group(1)).replace("。", ".")
            if _is_address(value) and governing(scan, start, match.end(1)) not in ("version", "amount"):
                yield Span(start, match.end() if pattern is _V4 else match.end(1))
    if ":" in text:
        for match in _V6.finditer(text):
            value = match.group(1)
            groups = [part for part in value.split(":") if part]
            if len(groups) >= 2 and (len(groups) == 8 or "::" in value) and any(c.isdigit() for c in value) and _is_address(value):
                yield Span(*match.span())


def _is_address(value: str) -> bool:
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        return False
    return value not in _NOBODY and not address.is_loopback


def hides() -> Iterable[str]:
    """Addresses in sentences of both languages."""
    return (
        "登录IP⟦203.0.113.7⟧不是我",
        "IP: ⟦198.51.100.23⟧",
        "⟦203.0.113.250⟧",
        "a login from ⟦192.0.2.146⟧ in Vietnam",
        "异地登录 ip地址：⟦198.51.100.8⟧，江苏",
        "⟦2001:db8:85a3::8a2e:370:7334⟧",
        "ipv6 ⟦2001:0db8:0000:0000:0000:ff00:0042:8329⟧ whitelist",
        "白名单加了⟦203.0.113.0/24⟧",
        "from ⟦10.20.30.40⟧:8080",
        "我内网地址是⟦192.168.43.117⟧",
        "http://⟦203.0.113.77⟧/callback",
        "my ip⟦203.0.113.9⟧",
        "⟦fe80::1ff:fe23:4567:890a⟧ 登录",
        "IP ⟦203[.]0[.]113[.]44⟧",
        "ＩＰ：⟦２０３．０．１１３．５⟧",
    )


def keeps() -> Iterable[str]:
    """Versions, times, code."""
    return (
        "版本 6.95.1.2",
        "app version 6.95.1.2 crashes",
        "v6.95.1.2",
        "OKX App 6.95.1.12 on Android",
        "127.0.0.1",
        "0.0.0.0",
        "999.1.1.1",
        "1.2.3",
        "1.2.3.4.5",
        "12:34:56",
        "std::string",
        "at 10:20:30:40",
        "price 1.234.567.890",
        "安卓版本：12.0.0.1",
        "升级到6.1.2.3后闪退",
        "::1",
        "路由器后台 192.168.1.1 打不开",
        "I changed my DNS to 8.8.8.8 and 1.1.1.1",
        "proxy on 127.0.0.53 port 7890",
    )


DETECTOR = Detector(
    "ip_address",
    FindingClass.PERSONAL,
    find,
    (r"[0-9][ ]?(?:\[\.\]|\(\.\)|。)[ ]?[0-9]|[0-9][.][0-9]{1,3}[.][0-9]{1,3}[.][0-9]", r"[0-9a-f]{1,4}:[0-9a-f]{0,4}:"),
    hides,
    keeps,
)

"""Links, host names and e-mail addresses in the corpus, and which of them are allowed.

A look-alike host in an answer sends a person to a thief, so everything that is not known is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OFFICIAL = "okx.com"
REPOSITORIES = ("github.com", "pypi.org")

_TLD = (
    "com|net|org|io|info|biz|co|cc|me|ai|app|dev|xyz|top|vip|pro|site|online|link|live|life|fund|pink|army|tv|ninja|rocks|blue|clothing|systems|"
    "exchange|finance|money|trade|support|help|center|network|wiki|cloud|club|shop|store|tech|web|win|work|world|asia|eu|us|uk|de|fr|it|tr|ru|jp|kr|"
    "cn|hk|tw|sg|my|id|vn|th|au|ca|br|ae|ir|pl|ua|to|gg|ws|so|is|sh|im|onion"
)
URL = re.compile(r"(?:https?|wss?|ftp)://[^\s)\]>\"'，。；、）]+", re.IGNORECASE)
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
HOST = re.compile(rf"(?<![A-Za-z0-9@._/-])(?:{_LABEL}\.)+(?:{_TLD})(?![A-Za-z0-9-]|\.[A-Za-z0-9])", re.IGNORECASE)
IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")


@dataclass(frozen=True, slots=True)
class Addresses:
    """What a text holds: full links, e-mail addresses, bare host names (hosts of links among them)."""

    links: tuple[str, ...]
    emails: tuple[str, ...]
    hosts: tuple[str, ...]


def host_of(link: str) -> str:
    """``https://www.okx.com:443/help?x`` → ``www.okx.com``."""
    authority = link.split("://", 1)[-1].split("/", 1)[0].split("?", 1)[0].split("#", 1)[0]
    return authority.rsplit("@", 1)[-1].split(":", 1)[0].casefold().rstrip(".")


def find_addresses(text: str) -> Addresses:
    """Every link, e-mail address and host name in a text."""
    links = tuple(match.rstrip(".,;:!?") for match in URL.findall(text))
    without_links = URL.sub(" ", text)
    emails = tuple(EMAIL.findall(without_links))
    bare = EMAIL.sub(" ", without_links)
    hosts = tuple(h.casefold() for h in HOST.findall(bare)) + tuple(IPV4.findall(bare))
    return Addresses(links, emails, tuple(host_of(link) for link in links) + hosts)


def is_official(host: str) -> bool:
    """Whether a host is the exchange's own or below it: ``tr.okx.com`` is, ``okx.com.cn`` and ``my-okx.com`` are not."""
    return host == OFFICIAL or host.endswith("." + OFFICIAL)


def is_source_host(host: str) -> bool:
    """Whether a source may name this host."""
    return is_official(host) or any(host == known or host == "www." + known for known in REPOSITORIES)

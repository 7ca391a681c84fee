"""Links, e-mail addresses and account names in an outgoing text, and whether it may name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from assistant.guardrails.allowed import Allowed
from assistant.guardrails.normalise import Normalised
from assistant.guardrails.words import Words

_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9_][A-Za-z0-9._%+\-]{0,63}@(?:[A-Za-z0-9\-]{1,63}\.)+[A-Za-z]{2,24}")
_SCHEME = re.compile(
    r"(?:h(?:tt|xx)ps?|ftp|wss?|tg|okx|okex|data|javascript)s?:/{0,2}[^\s<>\"'`\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+", re.IGNORECASE
)
_DOT = r"(?:\.|\[\.\]|\(\.\)| ?\[dot\] ?| ?\(dot\) ?|。(?=(?:com|net|org|io|cc|vip|xyz|top|co)\b))"
_HOST = re.compile(
    (
        rf"(?<![A-Za-z0-9@._\-])(?:[A-Za-z0-9\-]{{1,63}}{_DOT}){{1,8}}([A-Za-z]{{2,24}}"
        rf"|xn--[a-z0-9\-]+)(?![A-Za-z0-9\-]|\.[A-Za-z0-9])(:\d+)?(/[^\s<>\"'`\u3000-\u303f\u4e00-\u9fff]*)?"
    ),
    re.IGNORECASE,
)
_IP = re.compile(r"(?<![A-Za-z0-9.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)(?::\d+)?(?:/\S*)?")
_HANDLE = re.compile(r"(?<![A-Za-z0-9._%+\-@/])@([A-Za-z][A-Za-z0-9_]{2,31})(?![A-Za-z0-9_]|\.[A-Za-z])")
_SPOKEN = re.compile(
    r"(?<![A-Za-z0-9])(?=[a-z0-9 .\-]{0,20}(?:okx|okex|0kx|ouyi))[a-z0-9\-]{2,40}(?:(?:[ ]dot[ ]|点|[ ]\.[ ]|\.[ ]?)[a-z0-9\-]{2,40}){0,3}"
    r"(?:[ ]dot[ ]|点|[ ]\.[ ])([a-z]{2,16})(?![A-Za-z0-9])"
)
_HOTLINE = re.compile(r"(?<![0-9A-Za-z\-])[48]00[ \-]?[0-9]{3,4}[ \-]?[0-9]{3,4}(?![0-9A-Za-z\-])")
_APP_NAME = r"<<contact_app>>[ \t]?(?:id|号|群|账号)?[ \t]?[:= ][ \t]?@?([A-Za-z][A-Za-z0-9_\-]{4,31}|[0-9]{5,12})"
_BREAK = re.compile(r"[.!?](?=\s)|[。！？\n]")
_SOCIAL = frozenset(
    (
        "x.com",
        "twitter.com",
        "t.me",
        "telegram.me",
        "telegram.org",
        "instagram.com",
        "facebook.com",
        "youtube.com",
        "tiktok.com",
        "weibo.com",
        "wa.me",
        "discord.gg",
        "discord.com",
        "linkedin.com",
        "reddit.com",
    )
)
# Endings that are words: "done.so", "send it.is". Alone, without a path, they are a missing space.
_WORDS = frozenset(
    (
        "is",
        "it",
        "in",
        "to",
        "so",
        "my",
        "me",
        "as",
        "at",
        "be",
        "by",
        "do",
        "no",
        "us",
        "am",
        "now",
        "how",
        "you",
        "here",
        "help",
        "support",
        "download",
        "md",
        "py",
        "sh",
        "zip",
        "mov",
        "pl",
        "rs",
        "ps",
        "app",
    )
)


class Named(NamedTuple):
    """Something that the text names and may not: a span of the normalised text."""

    start: int
    end: int
    check: str


def not_allowed(normal: Normalised, original: str, words: Words, allowed: Allowed) -> Iterator[Named]:
    """Links, addresses and handles in ``normal`` (of ``original``) that ``allowed`` does not hold."""
    text = normal.text
    taken: list[tuple[int, int]] = []
    for match in _EMAIL.finditer(text):
        taken.append(match.span())
        named = allowed.email(match.group()) or warned_of(text, *match.span(), words, allowed)
        if not (named and _as_written(normal, original, *match.span())):
            yield Named(match.start(), match.end(), "email")
    for match in _SCHEME.finditer(text):
        start, end = match.start(), match.start() + len(match.group().rstrip(".,;:!?)]}*_"))
        taken.append((start, end))
        if not (_link_allowed(text[start:end], allowed) and _as_written(normal, original, start, end)):
            yield Named(start, end, "link")
    for match in (*_HOST.finditer(text), *_IP.finditer(text)):
        start, end = match.start(), match.start() + len(match.group().rstrip(".,;:!?)]}*_"))
        if any(start < b and a < end for a, b in taken) or not _is_host(match, text):
            continue
        taken.append((start, end))
        if not (_link_allowed("//" + text[start:end], allowed) and _as_written(normal, original, start, end)):
            yield Named(start, end, "link")
    yield from _contacts(text, words, allowed, taken)


def _contacts(text: str, words: Words, allowed: Allowed, taken: list[tuple[int, int]]) -> Iterator[Named]:
    """Hosts written out in words, hotlines, handles and names in other apps."""
    for match in _SPOKEN.finditer(text):
        if match.group(1) in _top_level():
            yield Named(match.start(), match.end(), "link")
    for match in _HOTLINE.finditer(text):
        if "-" in match.group() and not allowed.handle(match.group()):
            yield Named(match.start(), match.end(), "handle")
    for match in _HANDLE.finditer(text):
        if not allowed.handle(match.group(1)) and not any(a <= match.start() < b for a, b in taken):
            yield Named(match.start(), match.end(), "handle")
    for hit in words.regex(_APP_NAME).finditer(text):
        name = hit.group(1)
        written = hit.group()[: -len(name)].rstrip()[-1:] in (":", "=", "@")
        if (written or any(c.isdigit() for c in name)) and not allowed.handle(name):
            yield Named(hit.start(1), hit.end(1), "handle")


def warned_of(text: str, start: int, end: int, words: Words, allowed: Allowed) -> bool:
    """Whether ``text[start:end]`` is an address that may be named to warn of it, and its sentence or line warns."""
    if text[start:end].lower() not in allowed.warned:
        return False
    left = max((m.end() for m in _BREAK.finditer(text, 0, start)), default=0)
    right = _BREAK.search(text, end)
    sentence = text[left:start] + " " + text[end : right.start() if right else len(text)]
    return words.regex("<<warns_of>>").search(sentence) is not None


def _as_written(normal: Normalised, original: str, start: int, end: int) -> bool:
    """Whether the original holds these very characters, none of them a look-alike."""
    a, b = normal.original(start, end)
    return original[a:b] == normal.text[start:end]


def _link_allowed(link: str, allowed: Allowed) -> bool:
    scheme, mark, rest = link.partition("//")
    if not mark or scheme.lower() not in ("", "http:", "https:"):
        return False
    authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    if "@" in authority or "%" in authority:
        return False
    host = authority.partition(":")[0].lower()
    if not allowed.host(host):
        return False
    if host.removeprefix("www.") in _SOCIAL:
        path = rest[len(authority) :].strip("/").split("/")[0].split("?")[0]
        return allowed.handle(path)
    return True


def _is_host(match: re.Match[str], text: str) -> bool:
    whole = match.group().lower()
    if whole[0].isdigit() and re.fullmatch(r"[\d.:/]+\S*", whole) and match.re is _IP:
        return not text[max(0, match.start() - 9) : match.start()].lower().rstrip(" v").endswith(("version", "版本", "android", "ios"))
    if match.re is _IP:
        return False
    ending = match.group(1).lower()
    if ending not in _top_level() and not ending.startswith("xn--"):
        return False
    if "okx" in whole or "okex" in whole or "ouyi" in whole or whole.startswith("www."):
        return True
    if match.group(1)[0].isupper() and not match.group(1).isupper():
        return False  # "received.Please": a space is missing
    return ending not in _WORDS or match.group(3) is not None


@cache
def _top_level() -> frozenset[str]:
    lines = Path(__file__).with_name("top_level_domains.txt").read_text("utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())

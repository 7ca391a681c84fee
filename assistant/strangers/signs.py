"""The signs of an impostor in a text that somebody sent. Rules are data (``prompts/<lang>/stranger.toml``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from assistant.corpus.channels import Channels
from assistant.corpus.stranger_model import Likeness
from assistant.languages import Pack, load_packs

_WORD = re.compile(r"<(\w+)>")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LABEL = r"[^\W_\u2e80-\u9fff\uac00-\ud7af](?:[^\W_\u2e80-\u9fff\uac00-\ud7af]|-){0,62}"
_DOT = r"(?:\.|\[\.\]|\(\.\)|。(?=[a-z]))"
_HOST = re.compile(rf"(?<![a-z0-9_.\-])((?:{_LABEL}{_DOT}){{1,6}}({_LABEL}))(?![a-z0-9_\-])")
_SCHEME_BEFORE = re.compile(r"[a-z]{2,8}(?:\[:\]|:)//(?:[^\s/]*@)?$")
_NAMED = re.compile(r"okx|okex|ouyi|0kx")
# Endings that make a host of words with dots; after a scheme any ending does.
_ENDING_WORDS = """
com net org io cc vip xyz top co info app help support online site shop live me link click pro club finance exchange cn hk us uk eu tw jp kr
sg ru tr in biz asia win bid icu ltd fun store tech space website world wang ink mobi dev ai gg to ly so tv ws pw sbs cfd lol
"""
_ENDINGS = frozenset(_ENDING_WORDS.split())
# From which likeness on a text is called a scam, and from which it is worth a word: leaving out an eighth of the examples,
# 2 of 100 notices are taken for scams at the first.
LIKE, HARDLY = 0.62, 0.5
SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark of an impostor. ``quote`` is the part of the text that shows it; never open what it names.

    One that is ``weak`` is worth telling, and alone accuses nobody.
    """

    id: str
    quote: str
    why: str
    weak: bool = False


class Ear(Protocol):
    """What was learnt of how strangers sound; the retriever is one."""

    def voice(self, text: str) -> float:
        """How much a text sounds like somebody's words to its reader, 0 to 1."""

    def likeness(self, text: str) -> Likeness | None:
        """How much a text is like known frauds."""


def find_likeness(text: str, pack: Pack, ear: Ear | None, enough: float = LIKE, hardly: float = HARDLY) -> tuple[Sign, ...]:
    """That a sealed text is like known frauds, as a sign: a weak one from ``hardly`` on, a strong one from ``enough`` on.

    What is too short says nothing.
    """
    heard = ear.likeness(text) if ear is not None and len(text) >= SHORTEST else None
    if heard is None or heard.scam < hardly:
        return ()
    why = pack.text("stranger.likeness.why", kind=pack.text(f"stranger.likeness.kinds.{heard.kind}"))
    return (Sign("likeness", text[:80], why, weak=heard.scam < enough),)


def find_signs(text: str, pack: Pack, channels: Channels) -> tuple[Sign, ...]:
    """The signs in a sealed text of any language, each once, explained in the language of ``pack``."""
    plain = normal(text)
    calm = calmed(plain)
    found = []
    for name in pack.value("stranger.signs"):
        at = f"stranger.signs.{name}"
        if name == "link":
            quote = next(iter(foreign_hosts(plain, channels.allowed_hosts)), "")
        else:
            searched = plain if pack.value(at).get("plain") else calm
            matches = (p.search(searched) for code in load_packs() for p in patterns(code, f"{at}.patterns"))
            quote = next((m.group() for m in matches if m), "")
        if quote:
            found.append(Sign(name, quote.strip(), pack.text(f"{at}.why"), pack.value(at).get("weak", False)))
    return tuple(found)


def foreign_hosts(text: str, allowed: frozenset[str]) -> tuple[str, ...]:
    """Hosts in a text that are not on the list, each once; whole hosts count, never endings."""
    return tuple(host for host in hosts(text) if host not in allowed)


def hosts(text: str) -> tuple[str, ...]:
    """Hosts that a normal text names, each once."""
    found: dict[str, None] = {}
    for match in _HOST.finditer(text):
        host = re.sub(_DOT, ".", match[1]).strip(".")
        linked = _SCHEME_BEFORE.search(text[max(0, match.start() - 90) : match.start()]) is not None or host.startswith("www.")
        if text[match.start() - 1 : match.start()] == "@" and not linked:
            continue  # an e-mail address: the seal took the foreign ones
        # With the exchange's name in it or a path behind it any ending will do.
        meant = (_NAMED.search(host) is not None and not host.startswith("okx.")) or (
            text[match.end() : match.end() + 1] == "/" and not match[2].isdigit()
        )
        if linked or meant or match[2] in _ENDINGS or match[2].startswith("xn--"):
            found[host] = None
    return tuple(found)


def normal(text: str) -> str:
    """Lower case, half width, without invisible characters: what the patterns are written for."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold().replace("’", "'")


def calmed(plain: str) -> str:
    """A normal text without its warnings: "never share your password" asks for nothing."""
    for code in load_packs():
        plain = without(plain, patterns(code, "stranger.calm.patterns"))
    return plain


def without(text: str, found: Sequence[re.Pattern[str]]) -> str:
    """``text`` with every match taken out."""
    for pattern in found:
        text = pattern.sub(" ", text)
    return text


@cache
def patterns(code: str, key: str) -> tuple[re.Pattern[str], ...]:
    """The patterns at ``key`` of a pack, compiled; ``<name>`` in them stands for the words of that name."""
    pack = load_packs()[code]
    words = pack.value("stranger.words")
    return tuple(re.compile(_WORD.sub(lambda m: "|".join(words[m[1]]), pattern)) for pattern in pack.value(key))

"""What a pasted reply means: whether an impostor wrote it, what it wants, what to do next. Rules are data (``cases.toml``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.cases.case import CaseStatus
from assistant.corpus.channels import Channels
from assistant.languages import Pack, load_pack, load_packs

_WORD = re.compile(r"<(\w+)>")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LABEL = r"[^\W_\u2e80-\u9fff\uac00-\ud7af](?:[^\W_\u2e80-\u9fff\uac00-\ud7af]|-){0,62}"
_DOT = r"(?:\.|\[\.\]|\(\.\)|。(?=[a-z]))"
_HOST = re.compile(rf"(?<![a-z0-9_.\-])((?:{_LABEL}{_DOT}){{1,6}}({_LABEL}))(?![a-z0-9_\-])")
_SCHEME_BEFORE = re.compile(r"[a-z]{2,8}(?:\[:\]|:)//(?:[^\s/]*@)?$")
# Endings that make a host of words with dots; after a scheme any ending does.
_ENDING_WORDS = """
com net org io cc vip xyz top co info app help support online site shop live me link click pro club finance exchange cn hk us uk eu tw jp kr
sg ru tr in biz asia win bid icu ltd fun store tech space website world wang ink mobi dev ai gg to ly so tv ws pw sbs cfd lol
"""
_ENDINGS = frozenset(_ENDING_WORDS.split())
_STATUS = {"wants": CaseStatus.ANSWERED, "refused": CaseStatus.ANSWERED, "solved": CaseStatus.SOLVED, "waits": CaseStatus.WAITING}


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark of an impostor. ``quote`` is the part of the reply that shows it; never open what it names."""

    id: str
    quote: str
    why: str


@dataclass(frozen=True, slots=True)
class ReplyReading:
    """What a reply means. ``kind``: impostor wants refused solved waits other; ``status``: where the case would stand.

    ``draft`` is a next message to support, sealed and to be edited; empty when nothing should be sent.
    """

    kind: str
    signs: tuple[Sign, ...]
    explanation: str
    next_step: str
    draft: str
    status: CaseStatus


def read_reply(text: str, pack: Pack, channels: Channels, *, title: str = "", reference: str = "") -> ReplyReading:
    """Judge a sealed reply. ``title`` and ``reference`` of the case go into the drafted answer."""
    normal = _normal(text)
    calmed = _calmed(normal)
    signs = tuple(_signs(normal, calmed, pack, channels))
    if signs:
        how = channels.verification.how.in_language(pack.code)
        return ReplyReading(
            "impostor",
            signs,
            pack.text("cases.reply.impostor.explanation", count=len(signs)),
            pack.text("cases.reply.impostor.next", verification=how + ("" if pack.code == "zh" else " ")).replace("  ", " "),
            "",
            CaseStatus.ANSWERED,
        )
    kind, asked = _kind(normal, calmed)
    at = f"cases.reply.kind.{kind}"
    lines = "\n".join(f"- {sentence}: " for sentence in asked)
    draft = pack.text(f"{at}.draft", reference=reference, title=title, asked=lines).strip()
    status = _STATUS.get(kind, CaseStatus.ANSWERED)
    return ReplyReading(kind, (), pack.text(f"{at}.explanation"), pack.text(f"{at}.next"), draft, status)


def _signs(normal: str, calmed: str, pack: Pack, channels: Channels) -> Iterator[Sign]:
    """The signs in a reply in any language, each once, explained in the language of ``pack``."""
    for name in pack.value("cases.reply.signs"):
        at = f"cases.reply.signs.{name}"
        if name == "link":
            quote = next(iter(foreign_hosts(normal, channels.allowed_hosts)), "")
        else:
            found = (p.search(calmed) for code in load_packs() for p in _patterns(code, f"{at}.patterns"))
            quote = next((m.group() for m in found if m), "")
        if quote:
            yield Sign(name, quote.strip(), pack.text(f"{at}.why"))


def foreign_hosts(text: str, allowed: frozenset[str]) -> tuple[str, ...]:
    """Hosts in a text that are not on the list, each once; whole hosts count, never endings."""
    found: dict[str, None] = {}
    for match in _HOST.finditer(text):
        host = re.sub(_DOT, ".", match[1]).strip(".")
        linked = _SCHEME_BEFORE.search(text[max(0, match.start() - 90) : match.start()]) is not None or host.startswith("www.")
        if text[match.start() - 1 : match.start()] == "@" and not linked:
            continue  # an e-mail address: the seal took the foreign ones
        if host not in allowed and (linked or match[2] in _ENDINGS or match[2].startswith("xn--")):
            found[host] = None
    return tuple(found)


def _kind(normal: str, calmed: str) -> tuple[str, tuple[str, ...]]:
    for kind in load_pack("en").value("cases.reply.kind"):
        for code in load_packs():
            at = f"cases.reply.kind.{kind}"
            # A warning asks for nothing, but "we cannot" is an answer.
            text = _without(calmed if kind == "wants" else normal, _patterns(code, f"{at}.calm"))
            matches = tuple(m.group().strip() for p in _patterns(code, f"{at}.patterns") for m in p.finditer(text))
            if matches:
                return kind, matches
    return "other", ()


def _calmed(normal: str) -> str:
    """The reply without its warnings: "never share your password" asks for nothing."""
    for code in load_packs():
        normal = _without(normal, _patterns(code, "cases.reply.calm.patterns"))
    return normal


def _normal(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold().replace("’", "'")


def _without(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    for pattern in patterns:
        text = pattern.sub(" ", text)
    return text


@cache
def _patterns(code: str, key: str) -> tuple[re.Pattern[str], ...]:
    pack = load_packs()[code]
    words = pack.value("cases.reply.words")
    return tuple(re.compile(_WORD.sub(lambda m: "|".join(words[m[1]]), pattern)) for pattern in pack.value(key))

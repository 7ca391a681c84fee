"""Exchange API keys, their secrets and passphrases, together or alone, in JSON, ini, env, tables or sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from assistant.guardrails.chain_words import is_public_key, is_public_word
from assistant.guardrails.detector import Detector, Find, Scan, Span
from assistant.guardrails.labels import governing
from assistant.guardrails.made_up import ALNUM, HEX, uuid, word
from assistant.guardrails.password_values import is_password
from assistant.guardrails.spoken_values import announced, trimmed
from assistant.types import FindingClass

_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_TOKEN = r"[A-Za-z0-9_+/=.~\-]{12,128}"
_TRIPLE = (
    rf"({_UUID})[^0-9A-Za-z]{{1,20}}(?:[A-Za-z_ ]{{0,20}}[:=]?[ \t\"']{{0,3}})?([0-9a-f]{{32}})"
    r"(?:[ \t,;|\"'/]{0,6}\n?[ \t,;|\"'/]{1,6}|\n)?([!-9;<>-~]{6,40})?"
)
_NAMED_NEXT = re.compile(r"[A-Za-z][A-Za-z_\- ]{2,24}[\"']?[ ]?[:=]")
_CLAUSES = re.compile(r"[,;!?。]|[.](?=\s)")
_UPPER32 = r"(?:^|[^0-9A-Za-z])((?-i:[0-9A-F]{32}))(?:$|[^0-9A-Za-z])"
_BARE = rf"(?:^|[^0-9A-Za-z\-])({_UUID}|[0-9a-f]{{32}}|[0-9a-f]{{24}})(?:$|[^0-9A-Za-z\-]|--)"
_KEY_UUID = rf"(?:(?:^|[^A-Za-z])key|(?:^|\n)[ \t]*k)[ \t:=#\"'-]{{1,3}}({_UUID})(?:$|[^0-9A-Za-z\-])"
_SHORT_NAME = r"(?:(?:^|\n)[ \t]*(?:pp[ \t:=]{1,3}|p[ ]?[:=][ ]?)([!-~]{6,40})[ \t]*(?:\n|$)|[ ,;/]pp[:=][ ]?([!-~]{6,40}?)(?:[ ,;\n]|$)|[ ,;/]pp[ ]([!-'*-~]{6,40}))"
_LEAST_LETTERS = 20
_LONG = r"(?:^|[^0-9A-Za-z/+_\-.])((?-i:[A-Za-z0-9]{64}))(?:$|[^0-9A-Za-z/+_\-])"
_PUBLIC = re.compile(r"-----BEGIN (?:[A-Z]+ )?(?:PUBLIC KEY|CERTIFICATE)(?: REQUEST)?-----[^-]*$")
_IDENTIFIER = re.compile(r"(?:0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|(?:bc1|tb1|cosmos1|addr1)[0-9a-z]+|\d{5,25}|https?:.*)")
_SLUG = re.compile(r"[a-z0-9.]*[g-z][a-z0-9.]*(?:[-_.][a-z0-9]+)+|(?:[a-z0-9]+[-_.])+[a-z0-9]*[g-z][a-z0-9]*")


def _labelled(group: str) -> Find:
    def find(scan: Scan) -> Iterator[Span]:
        for value in announced(scan, group, _TOKEN, 5):
            text = value.text.rstrip(".")
            if governing(scan, value.start, value.start + len(text)) == "request":
                continue  # "key 409e… is the request id"
            if _is_key(text) and (group == "api_secret" or not is_public_word(text)):
                yield Span(value.start, value.start + len(text), score=0.6)

    return find


def find_passphrase(scan: Scan) -> Iterator[Span]:
    """Announced passphrases."""
    for announcement in announced(scan, "api_passphrase", r"[!-~]{4,64}", 12):
        value = trimmed(announcement, scan)
        if is_password(value, scan):
            yield Span(value.start, value.end)
    for match in scan.finditer(_SHORT_NAME):
        group = next(n for n in (1, 2, 3) if match.group(n))
        short = match.group(group).rstrip(",;.")
        if (
            any(c.isdigit() for c in short)
            and any(c.isalpha() for c in short)
            and not is_public_word(short)
            and (group < 3 or scan.mentions(_UUID))
        ):
            yield Span(match.start(group), match.start(group) + len(short))


def find_triple(scan: Scan) -> Iterator[Span]:
    """A key with its secret right behind it, and what stands in the passphrase's place."""
    for match in scan.finditer(_TRIPLE):
        if scan.fits("<<reference_label>>", scan.text[match.end(1) : match.start(2)]):
            continue  # "api key …, request id …"
        yield Span(match.start(1), match.end(1), kind="api_key")
        yield Span(match.start(2), match.end(2), kind="api_secret")
        if match.group(3) and not match.group(3).isalpha() and not _NAMED_NEXT.match(scan.text, match.start(3)):
            yield Span(match.start(3), match.end(3), kind="api_passphrase")


def find_long(scan: Scan) -> Iterator[Span]:
    """Words of the shape of a secret, unless something names them as a reference."""
    for match in scan.finditer(_UPPER32):
        text = match.group(1)
        if 4 <= sum(c.isalpha() for c in text) <= 28 and not _labelled_reference(scan, match.start(1)):
            yield Span(*match.span(1))
    for match in scan.finditer(_LONG):
        if _is_mixed(match.group(1)) and not (
            _labelled_reference(scan, match.start(1)) or _PUBLIC.search(scan.before(match.start(1), 400))
        ):
            yield Span(*match.span(1))


def find_bare(scan: Scan) -> Iterator[Span]:
    """Words of the shape of a key in a message that speaks of keys."""
    if scan.pending or scan.mentions("<<api_key>>|<<api_secret>>|<<api_talk>>"):
        for match in scan.finditer(_BARE):
            if not _labelled_reference(scan, match.start(1)):
                yield Span(*match.span(1))
    for match in scan.finditer(_KEY_UUID):
        other = scan.words.regex(r"(?:idempotency|cache|primary|foreign|sort)[ _-]?key").search(scan.text)
        if not other and governing(scan, *match.span(1)) != "request":
            yield Span(*match.span(1))


def _labelled_reference(scan: Scan, start: int) -> bool:
    line = scan.text.rfind("\n", 0, start) + 1
    before = scan.text[max(line, start - 40) : start]
    return scan.words.regex("<<reference_label>>|/[^/]").search(_CLAUSES.split(before)[-1]) is not None


def _is_key(text: str) -> bool:
    if _SLUG.fullmatch(text) or is_public_key(text):
        return False
    turns = sum(a.islower() != b.islower() for a, b in pairwise(text)) if text.isalpha() else 0
    made_up = any(c.isdigit() for c in text) or (len(text) >= _LEAST_LETTERS and turns >= len(text) // 4)
    return made_up and any(c.isalpha() for c in text) and not _IDENTIFIER.fullmatch(text)


def _is_mixed(text: str) -> bool:
    return any(c.isupper() for c in text) and any(c.islower() for c in text) and any(c.isdigit() for c in text)


def hides() -> Iterable[str]:
    """Triples and single values in the shapes in which they are pasted."""
    key, secret, phrase = uuid("k"), word("s", 32, HEX).upper(), "Moon" + word("p", 6) + "7!"
    yield f'{{"apiKey": "⟦{key}⟧", "secretKey": "⟦{secret}⟧", "passphrase": "⟦{phrase}⟧"}}'
    yield f"OKX_API_KEY=⟦{key}⟧\nOKX_SECRET_KEY=⟦{secret}⟧\nOKX_PASSPHRASE=⟦{phrase}⟧"
    yield f"[okx]\napi_key = ⟦{key}⟧\nsecret = ⟦{secret}⟧\npassphrase = ⟦{phrase}⟧"
    yield f"⟦{key}⟧\n⟦{secret}⟧\n⟦{phrase}⟧"
    yield f"⟦{key}⟧ ⟦{secret}⟧ ⟦{phrase}⟧"
    yield f"API密钥：⟦{key}⟧ 私密密钥：⟦{secret}⟧ 密码短语：⟦{phrase}⟧"
    yield f"我的apikey是⟦{key}⟧，为什么报50111"
    yield f"secret key ⟦{secret}⟧ does not work"
    yield f"api passphrase: ⟦{phrase}⟧"
    yield f"OK-ACCESS-KEY: ⟦{key}⟧\nOK-ACCESS-PASSPHRASE: ⟦{phrase}⟧"
    yield f"⟦{word('b', 62)}a7⟧"
    yield f"binance api key ⟦{word('c', 62)}Z9⟧"
    yield f"⟦{secret}⟧"
    yield f"api口令是⟦{phrase}⟧"
    yield f"apikey ⟦{word('kc', 24, HEX)}⟧ secret ⟦{uuid('kc')}⟧"
    yield f"client_secret=⟦{word('cs', 40, ALNUM)}1⟧"


def keeps() -> Iterable[str]:
    """Request ids, orders, talk."""
    return (
        f"request id {uuid('r')}",
        f"requestId: {uuid('r2')} 报错",
        "api key permissions: read only",
        "API密钥怎么创建",
        f"clOrdId {word('o', 32, HEX)}",
        "error 50111 invalid OK-ACCESS-KEY",
        "50105 passphrase incorrect",
        "apiKey 过期了 UID 612345678901",
        "OK-ACCESS-KEY 是什么",
        f"md5 {word('m', 32, HEX)}",
        "secret key is wrong",
        f"trace {uuid('t')}",
    )


def _none() -> Iterable[str]:
    return ()


_ALSO = ("api_secret", "api_passphrase", "private_key", "password")
_BARE_GATE = (_UUID, "[0-9a-f]{24}")
_LONG_GATE = ("(?-i:[0-9A-F]{32})", "[A-Za-z0-9]{64}")
_TRIPLE_GATE = (_UUID,)
_SECRET = FindingClass.SECRET
DETECTORS = (
    Detector("api_key", _SECRET, _labelled("api_key"), (r"<<api_key~>>[^\n]{0,40}[A-Za-z0-9]{6}",), hides, keeps, _ALSO),
    Detector("api_secret", _SECRET, _labelled("api_secret"), (r"<<api_secret~>>[^\n]{0,40}[A-Za-z0-9]{6}",), _none, keeps),
    Detector(
        "api_passphrase",
        _SECRET,
        find_passphrase,
        ("<<api_passphrase~>>", r"(?:^|\n)[ \t]*p(?:p[ \t:=]{1,3}|[ ]?[:=][ ]?)[!-~]{6}|[ ,;/]pp[:= ][!-~]{6}"),
        _none,
        keeps,
    ),
    Detector("api_key", _SECRET, find_triple, _TRIPLE_GATE, _none, keeps),
    Detector("api_secret", _SECRET, find_long, _LONG_GATE, _none, keeps),
    Detector("api_key", _SECRET, find_bare, _BARE_GATE, _none, keeps),
)

"""Names with which people introduce themselves or others: particulars in a row, "this is … from …", "my lawyer …", a name and its Latin form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Scan, Span
from assistant.guardrails.names import CAPITAL, is_ordinary, listed, sure_hanzi_name
from assistant.guardrails.unlisted_names import is_known_name, is_unknown

_PARTICULARS = re.compile(
    "(?:^|\n|[0-9Xx][ \t]*[,、/|;。]|[:])[ \t]*([\u3400-\u9fff]{2,4})[ \t]*[,、/| 。][ \t]*"
    "(?=(?:[+]?[0-9]{2,4}[0-9 -]{7,16}[0-9X](?![0-9A-Za-z])|[男女](?:[,、 ]|$)|(?:中国)?(?:工商|建设|农业|招商|交通|邮储|浦发|中信|光大|民生|平安|兴业|广发|华夏|中国)?银行|[工建农招交中]行|支付宝|微信收款|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[ ]*(?:\n|$)|手机|电话|身份证|护照|uid|[A-Za-z0-9._]{3,30}@|[1-9][0-9]{14,17}[0-9Xx]))",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    rf"\b(?:[Aa]sk for|[Mm]y (?:(?:late|dear|elder|older|younger|little|big|ex|former|old|own|deceased|business|elderly)[ -])?(?:father|mother|dad|mum|mom|husband|wife|brother|sister|son|daughter|friend|boyfriend|girlfriend|fianc[eé]e?|flatmate|roommate|client|tenant|employee|lawyer|accountant|assistant|partner|boss|colleague|neighbou?r|landlord|agent|advisor|manager|cousin|uncle|aunt|nephew|niece|grand\w+)|I,)[ ]"
    rf"({CAPITAL}(?:[ ][A-Z]\.)?[ ]{CAPITAL}(?:[ ]{CAPITAL})?)"
)
_FROM = re.compile(r"\b(?:[Tt]his is|I am|I'm|i'm|im|i am|[Nn]ame's)[ ]([A-Z][a-zà-ÿ]{2,15})[ ](?:from|here in|in)[ ][A-Z][a-z]")
_AGAIN = re.compile(r"\b(?:[Ii]t'?s|[Tt]his is|[Ii]'?m)[ ]([A-Za-z]{3,12})[ ](?:again|here|speaking|from yesterday|from before)\b")
_HERE = re.compile(
    rf"(?:^|\n|[,.!][ ]|\b(?:[Hh]i|[Hh]ello|[Hh]ey|[Tt]eam|[Ss]upport)[ ,]{{1,2}})({CAPITAL}(?:[ ]{CAPITAL}){{1,2}})[ ](?:here|speaking|again)\b"
)
_WROTE = re.compile(rf"(?:[ ,>]|^)({CAPITAL}(?:[ ]{CAPITAL}){{1,2}})[ ](?:wrote|writes|said)[ ]?:", re.MULTILINE)
_MYSELF = re.compile(
    rf"\b(?:[Ii][’']?m|[Ii] am|[Tt]his is|[Ii]t[’']?s|[Nn]ame[’']?s|[Cc]all me|[Mm]e,|[Mm]yself)[ ]({CAPITAL})"
    r"(?=[ ]?(?:[,.!;)]|[-–—][ ]|\n|$)|[ ](?:and|from|my|here|again|with|the|an?|who|i|on|in|writing|again|speaking|u?id|account)\b)"
)
_ASKED_FOR = re.compile(
    rf"\b(?:[Aa]sk(?:ed|ing)? for|[Ss]p(?:eak|oke) (?:to|with)|[Tt]alk(?:ed)? to|[Cc]all(?:ed)? me|[Aa]ttn:?)[ ]({CAPITAL})(?![A-Za-z])"
)
_BEHIND_PARTICULARS = re.compile(
    "(?:@[A-Za-z0-9\\-]+(?:\\.[A-Za-z0-9\\-]+)+|(?<![0-9])[0-9]{11}|[0-9]{17}[0-9Xx]|[*]{4,}[0-9]{2,4}|\ue000)[ \t]*[,、/|; ][ \t]*([\u3400-\u9fff]{2,4})(?=$|[\n,、/|;。 ])"
)
_BEFORE_PHONE = re.compile("([\u3400-\u9fff]{2,8})[ ]?[(][ ]?(?:手机|电话|手機|電話)?[: ]?(?:[+]?86[ -]?)?1[3-9][0-9]")
_FROM_LINE = re.compile(rf"(?:^|\n)[Ff]rom:?[ ]({CAPITAL})[ ]to\b")
_HIS_NAME = re.compile(
    r"\b(?:his|her|their|seller'?s?|buyer'?s?|merchant'?s?|guy'?s?) (?:full |real )?name(?: is| was|:)? ([a-z]{3,15}) ([a-z]{3,15})"
    r"(?=[,.!;]|$|\n|[ ](?:he|she|they|and|who|from|but|with|says|said|on|for|has|had)\b)",
    re.IGNORECASE,
)
_SPEAKING = re.compile(
    rf"\b(?:[Hh]i|[Hh]ello|[Hh]ey|HI|HELLO|[Tt]eam|[Ss]upport|[Ss]ir|[Mm]orning|[Ee]vening|[Aa]fternoon)[ ,!.]{{1,3}}({CAPITAL})[ ](?:here|speaking|again)\b(?![ ]?:)"
)
_WITH_PAPERS = re.compile(
    rf"(?<![A-Za-z0-9_@.])({CAPITAL}(?:[ ]{CAPITAL}){{1,3}})[ ]?[,;|/(-]{{0,2}}[ ]?(?=(?:born|dob|d\.o\.b|date of birth|passport|aged|age|male|female|national id|id no|id number|id card|nin|aadhaar|ssn)\b)",
)
_MY_NAME_BEHIND = re.compile(
    r"(?:^|[\n,.!?;:][ ]{0,2})((?:[A-Za-z\u00c0-\u017f'’\-]{2,16}[ ]){1,2}[A-Za-z\u00c0-\u017f'’\-]{2,16})[ ](?:is|was)[ ](?:my|the)[ ](?:(?:full|real|legal|account|registered|kyc|birth)[ ])?name\b"
)
_SPEAKS, _WRITES = ("here", "again", "speaking"), ("wrote", "writes", "said")
_PAPERS = ("born", "dob", "d.o.b", "date of", "passport", "age", "male", "id", "nin", "aadhaar", "ssn")
_BRACKETED = re.compile(r"[ ]?[(][ ]?([A-Z]{2,12}(?:[ ,]{1,2}[A-Z]{2,14}){1,2}|[A-Z][a-z]{1,11}(?:[ ][A-Z][a-z]{1,13}){1,2})[ ]?[)]")


def openings(scan: Scan) -> Iterator[Span]:
    """Names with which a line of particulars begins (张三，138…), and single ones of people who say where they are from."""
    text, words = scan.text, scan.words
    for match in _PARTICULARS.finditer(text) if not text.isascii() else ():
        if sure_hanzi_name(text, match.start(1), words) == match.end(1):
            yield Span(*match.span(1))
    yield from _beside_numbers(scan)
    speaks = _says(text, _SPEAKS)
    here, wrote = _HERE.finditer(text) if speaks else (), _WROTE.finditer(text) if _says(text, _WRITES) else ()
    for match in (*_INTRODUCED.finditer(text), *here, *wrote):
        if not any(is_ordinary(word.lower(), words) for word in match.group(1).split() if "." not in word):
            yield Span(*match.span(1))
    for match in _AGAIN.finditer(text) if speaks or " from " in text else ():
        first = match.group(1).lower()
        if first in words.set("given_name") or first in listed("given_names"):
            yield Span(*match.span(1))
    for match in _FROM.finditer(text):
        if not is_ordinary(match.group(1).lower(), words):
            yield Span(*match.span(1))


def _beside_numbers(scan: Scan) -> Iterator[Span]:
    """Chinese names behind a mail address or number of their owner, and before a phone number in brackets."""
    text, words = scan.text, scan.words
    for match in _BEHIND_PARTICULARS.finditer(text) if not text.isascii() else ():
        if sure_hanzi_name(text, match.start(1), words) == match.end(1):
            yield Span(*match.span(1))
    for match in _BEFORE_PHONE.finditer(text) if "(" in text and not text.isascii() else ():
        for start in (match.end(1) - 3, match.end(1) - 2):
            if start >= match.start(1) and sure_hanzi_name(text, start, words) == match.end(1):
                yield Span(start, match.end(1))
                break


def myself(scan: Scan) -> Iterator[Span]:
    """A single name in capitals with which a writer tells who he is, in no list of names: "i'm Xiomara and …", "hello, Oluwadamilola here"."""
    speaking: Iterable[re.Match[str]] = _SPEAKING.finditer(scan.text) if _says(scan.lower, _SPEAKS) else ()
    for match in (*_MYSELF.finditer(scan.text), *speaking):
        word = match.group(1)
        if word[0].isupper() and (is_known_name(scan, word) or is_unknown(scan, word)):
            yield Span(*match.span(1), score=0.4)
    for match in (*_ASKED_FOR.finditer(scan.text), *_FROM_LINE.finditer(scan.text)):
        if is_known_name(scan, match.group(1)):
            yield Span(*match.span(1), score=0.4)
    for match in _HIS_NAME.finditer(scan.text):
        if all(is_unknown(scan, word.capitalize()) or is_known_name(scan, word) for word in match.groups()):
            yield Span(match.start(1), match.end(2), score=0.4)
    for match in _MY_NAME_BEHIND.finditer(scan.text) if " name" in scan.text else ():
        if not any(is_ordinary(word.lower(), scan.words) for word in match.group(1).split()):
            yield Span(*match.span(1), score=0.4)
    for match in _WITH_PAPERS.finditer(scan.text) if _says(scan.text, _PAPERS) else ():
        if not any(is_ordinary(word.lower(), scan.words) for word in match.group(1).split()):
            yield Span(*match.span(1), score=0.4)


def _says(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def romanised(scan: Scan, end: int) -> Iterator[Span]:
    """The same name in Latin letters, in brackets behind it: 谢国敏（XIE GUOMIN）."""
    match = _BRACKETED.match(scan.text, end)
    if match and not any(is_ordinary(word.lower(), scan.words) for word in match.group(1).split()):
        yield Span(*match.span(1))

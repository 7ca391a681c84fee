"""Postal addresses of many countries: behind a label or before one, and where the way they are written gives them away."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|boulevard|blvd|court|square|terrace|close|crescent|parkway|pkwy|highway|circle|gardens|grove|mews|quay|plaza"
    r"|sector|phase|plot|lot|nagar|colony|layout|marg|enclave|vihar|estate|barangay|brgy|purok|poblacion|taman|jalan|jln|jl|lorong|persiaran|kampung"
    r"|calle|avenida|paseo|rua|rue|via|viale|corso|piazza|ulica|ul|strasse|straße|soi|moo|thanon|thị|phường|quận|mahalle|mah|sokak|sk|cad"
    r"|house|villa|building|bldg|tower|towers|flat|apt|apartment|unit|suite|room|floor|block|blk|compound|quarters|postbus|po box)"
)
_HAS_STREET = re.compile(rf"(?<![A-Za-z]){_STREET}(?![A-Za-z])\.?", re.IGNORECASE)
_POST = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Z]{1,2}[0-9][0-9A-Z]?[ ]?[0-9][A-Z]{2}|[A-Z][0-9][A-Z][ ]?[0-9][A-Z][0-9]|[0-9]{5,6}|[0-9]{3}[ ][0-9]{3}|[0-9]{4}[ ][A-Z]{2})(?![0-9A-Za-z])"
)
_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:no\.?[ ]?|#)?[0-9]{1,5}(?:[/\-][0-9A-Za-z]{1,5})?[A-Za-z]?(?![0-9A-Za-z])", re.IGNORECASE)
_OTHER = re.compile(
    r"0x[0-9a-f]{6}|T[1-9A-Za-z]{20}|bc1|@|https?:|\b(?:usdt|usdc|btc|eth|trc|erc|bep|network|memo|tag|order|uid|error|hours?|days?|weeks?|years?|minutes?|[0-9]+ times|level|withdr\w+|deposit\w*)\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"(?i)[.](?=\s|$)(?<!\bSt\.)(?<!\bNo\.)|,?\s(?:and|but|so|which|because|please|can|is|was|my|i|since|for|last|now|then|where|not|they|it|has|have|the)\s"
)
STATE = "al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc"
_AMERICAN = re.compile(
    rf"(?<![0-9A-Za-z.#])[0-9]{{1,6}}[ ](?:[a-z0-9.'\-]+[ ,]{{1,2}}){{2,9}}?(?:{STATE})[ ,]{{1,2}}[0-9]{{5}}(?:-[0-9]{{4}})?(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_WORD = "[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ž'’\\-]{1,20}"
_NAME_FIRST = re.compile(
    r"(?<![A-Za-z])(?:Calle|C/|Avenida|Av\.|Avda\.|Paseo|Plaza|Praça|Travessa|Largo|Alameda|Camino|Ronda|Rambla|Carrer|Vicolo|Strada|Gg\.|Gang|Aleja|Aleea|Strada|Rua|Via|Viale|Corso|Piazza|Jalan|Jl\.|Jln\.?|Lorong|Ulica|ul\.|Rue)[ ]?"
    rf"(?:(?:de|del|della|dei|di|da|do|das|dos|la|las|los|du|des|von)[ ])*{_WORD}(?:[ ](?:de|del|da|do|di|la|y|e)?[ ]?{_WORD}){{0,4}}"
    rf"(?:,?[ ](?:n[.º°o]?[ ]?|No\.?[ ]?)?[0-9]{{1,5}}[A-Za-z]?(?:/[0-9]{{1,4}})?(?:[ ,\-]{{1,3}}(?:[0-9]{{1,2}}(?![0-9])[º°ª]?(?:[ ]?[A-Z](?![a-z]))?|RT[ ]?[0-9/]+|RW[ ]?[0-9/]+))?)(?:,[ ](?:[0-9]{{2,6}}(?:-[0-9]{{3,4}})?[ ])?{_WORD}(?:[ ]{_WORD})?){{0,3}}"
)
_BRITISH = re.compile(
    rf"(?<![0-9A-Za-z.#])[0-9]{{1,4}}[A-Za-z]?,?[ ](?:{_WORD}[ ]?){{1,3}}(?:,[ ](?:{_WORD}[ ]?){{1,3}}){{1,3}},?[ ]?[A-Z]{{1,2}}[0-9][0-9A-Z]?[ ]?[0-9][A-Z]{{2}}(?![0-9A-Za-z])"
)
_VIETNAMESE = re.compile(
    r"(?<![0-9A-Za-z])[0-9]{1,4}[A-Z]?[ ,]{1,2}(?:Đường|Phố|Ngõ|Ngách|Hẻm)(?:[ ][A-ZÀ-ỸĐ][a-zà-ỹđ]{0,10}){1,4}(?:,[ ](?:[A-ZÀ-ỸĐ][A-Za-zà-ỹđ]{0,10}|[0-9]{1,2})(?:[ ](?:[A-ZÀ-ỸĐ][A-Za-zà-ỹđ]{0,10}|[0-9]{1,2})){0,3}){0,4}"
)
_IN_PARTS = re.compile(
    rf"(?<![0-9A-Za-z])(?:(?:Suite|Ste\.?|Level|Room|Rm|Apt|Apartment|H\.?[ ]?No\.?|House(?:[ ]No\.?)?|Plot|Flat|Lot|Door(?:[ ]No\.?)?|Unit|Blk|Block|No\.?)[ ]?#?[0-9A-Z][0-9A-Za-z/\-]{{0,8}}|[0-9]{{1,4}}/[0-9A-Z]{{1,4}})"
    rf"(?:[, ]{{1,2}}(?:[0-9]{{1,5}}(?:/[0-9]{{1,3}}|st|nd|rd|th)?|[A-Z]\b|{_WORD})){{1,8}}(?:,[ ](?:[0-9]{{4,6}}[ ])?(?:(?:{_WORD}|[A-Z]{{2,3}}\b)[ ]?){{1,3}}){{1,4}}(?:[ ,\-]{{1,3}}[0-9]{{5,6}}(?![0-9])|[ ]?[0-9]{{3}}[ ][0-9]{{3}}(?![0-9]))?"
)
_BEFORE_LABEL = re.compile(
    r"(?:^|[\n.!?;:]|\b(?:at|in|to|from)\b)[ ]{0,2}([A-Z0-9#][^\n!?;:]{8,110}?)[ ,]{1,2}(?:is|was|that'?s|this is)[ ](?:on[ ])?(?:my|our|the|where)[ ]"
    r"(?:(?:home|current|billing|residential|proof of|registered|old|new|real|full|mailing|i live|we live)[ ]?){0,2}(?:address)?",
    re.IGNORECASE,
)


def world_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Spans of addresses that their own form or what stands behind them gives away."""
    for pattern in (_AMERICAN, _BRITISH, _NAME_FIRST, _VIETNAMESE, _IN_PARTS):
        for match in pattern.finditer(text):
            if _OTHER.search(match.group()) is None and (pattern is not _AMERICAN or _HAS_STREET.search(match.group())):
                yield match.span()
    if "address" in text or "live" in text:
        for match in _BEFORE_LABEL.finditer(text):
            if is_address(match.group(1)):
                yield match.span(1)


def clause(value: str) -> str:
    """The part of ``value`` (what stands behind a label) that may be an address."""
    return _CUT.split(value, maxsplit=1)[0].rstrip(" .,")


def is_address(value: str) -> bool:
    """Whether a clause reads like an address: a house number, and two more parts, a street or a postal code; nothing of a transfer."""
    if _OTHER.search(value) or not _NUMBER.search(value):
        return False
    parts = sum(bool(part.strip()) for part in value.split(","))
    street, post = _HAS_STREET.search(value) is not None, _POST.search(value) is not None
    capital = any(word[:1].isupper() for word in value.split() if word[:1].isalpha())
    numbered = re.search(r"[A-Za-zÀ-ž] [0-9]{1,4}[a-z]?(?:/[0-9]{1,4})?,[ ]", value) is not None
    return (
        (street and (capital or parts > 1 or post))
        or (parts >= 3 and capital)
        or (numbered and capital)
        or (post and parts >= 2 and capital)
    )

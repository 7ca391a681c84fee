"""Postal addresses as they are written in single countries: Amsterdam's canals, Tokyo's numbers, Seoul's 로, Bangkok's Soi, Istanbul's Cad."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CAP = "[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-žА-я'’.\\-]{1,20}"
_LOW = "[A-ZÀ-ÞĀ-Ž][a-zà-žа-я'’\\-]{1,20}"
_CITY = f"(?:,?[ ]?[0-9]{{4,6}}(?:[ ]?[A-Z]{{2}})?)?(?:,?[ ]{_LOW}){{0,2}}"
_NORTHERN = (
    rf"(?<![A-Za-zÀ-ž])(?:{_LOW}[ ]){{0,2}}[A-ZÀ-Þ][a-zà-ž\-]{{2,22}}(?:straat|gracht|laan|plein|kade|singel|dijk|gade|gata|gatan|vägen|vegen|vej|katu|tie|damm|ufer|"
    rf"ring|markt|utca|ulica|ulice|iela|tänav)[ ][0-9]{{1,4}}[A-Za-z]?(?:[ \-][0-9A-Z]{{1,4}}(?![0-9A-Za-z]))?,{_CITY}"
)
_JAPAN = (
    r"(?<![0-9A-Za-z])(?:[0-9]{1,4}-){2}[0-9]{1,4},?[ ][A-Z][A-Za-zō\-]{2,20}(?:,[ ][A-Z][A-Za-zō\-]{2,20}){1,3}(?:[ ][0-9]{3}-[0-9]{4})?"
    "|(?:〒[ ]?[0-9]{3}-[0-9]{4}[ ]?)?[\u4e00-\u9fff]{2,3}[都道府県县縣](?:[\u3040-\u30ff\u4e00-\u9fff]{1,6}[市区區町村郡]){1,3}[\u3040-\u30ff\u4e00-\u9fff]{0,8}[ ]?[0-9]{1,4}"
    "(?:(?:[-−ー]|丁目|番地?|号)[0-9]{0,4}){1,4}(?:[ ]?[\u3040-\u30ffA-Za-z\u4e00-\u9fff]{0,16}[ ]?[0-9]{1,4}号?室?)?"
)
_KOREA = "[가-힣]{2,7}(?:시|도)[ ](?:[가-힣]{1,6}(?:시|구|군)[ ]){1,2}[가-힣0-9]{1,10}(?:로|길|동|가)[ ]?[0-9]{1,4}(?:-[0-9]{1,4})?(?:[ ,]{1,2}[가-힣0-9]{1,8}(?:동|호|층)){0,3}"
_THAI = rf"(?<![0-9A-Za-z])[0-9]{{1,4}}(?:/[0-9]{{1,4}})?[ ,]{{1,2}}(?:Soi|Moo|Thanon|Trok)[ ](?:{_CAP}[ ])?(?:[A-Z][A-Za-z]{{2,20}}|[0-9]{{1,3}})(?:[ ][0-9]{{1,3}}(?:/[0-9]{{1,3}})?)?(?:,[ ]{_CAP}(?:[ ]{_CAP}){{0,2}}){{0,4}}(?:[ ][0-9]{{5}})?"
_VIETNAM = (
    r"(?<![0-9A-Za-z])[0-9]{1,4}(?:/[0-9]{1,4})?[A-Z]?[ ](?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]{0,8}[ ,]{1,2}){2,4}"
    r"(?:Quận|Q\.|Phường|P\.|Huyện|TP\.?|Thành phố|Hà Nội|Đà Nẵng|Quan|Phuong)[ ]?[0-9A-ZĐÀ-Ỹa-zđà-ỹ.]{1,12}(?:,?[ ][A-ZĐÀ-Ỹ][A-Za-zđà-ỹ.]{1,12}){0,4}"
)
_RUSSIA = "(?:[А-ЯЁ][а-яё\\-]{2,20}[ ]){0,3}(?:ул\\.|улица|просп\\.|проспект|пр-т|пер\\.|наб\\.|шоссе|бульвар)[ ]?(?:[А-ЯЁ][а-яё\\-]{2,20}[ ,]{0,2}){0,3},?[ ]?(?:д\\.[ ]?|дом[ ])?[0-9]{1,4}[а-яА-Я]?(?:,[ ]?(?:кв|корп|стр|оф)\\.?[ ]?[0-9]{1,4}){0,3}(?:,[ ][А-ЯЁ][а-яё\\-]{2,20}){0,2}"
_RUSSIA_PARTS = "(?:[а-яё]{1,6}\\.[ ][А-ЯЁ][А-ЯЁа-яё\\- ]{2,30},[ ]){1,3}(?:д\\.|дом)[ ]?[0-9]{1,4}(?:[ ,]{1,2}(?:к|корп|стр|кв|оф)\\.?[ ]?[0-9]{1,4}){0,3}(?:,[ ][0-9]{6})?"
_THAI_SCRIPT = "[0-9]{1,4}(?:/[0-9]{1,4})?[ ][\u0e00-\u0e7f0-9. ]{0,30}(?:ถ\\.|ถนน|ซอย|ซ\\.|แขวง|เขต|ตำบล|ต\\.|อำเภอ|อ\\.|หมู่)[\u0e00-\u0e7f0-9. ]{2,70}"
_TURKEY = rf"(?:{_LOW}[ ]){{1,3}}(?:Mah|Mahallesi|Cad|Caddesi|Cd|Sok|Sokak|Sk|Bulv|Bulvarı|Blv)\.?[ ,]{{0,2}}(?:(?:{_LOW}[ ]){{1,3}}(?:Cad|Caddesi|Cd|Sok|Sokak|Sk|Bulv)\.?[ ,]{{0,2}})?(?:No\.?[ :]{{0,2}})?[0-9]{{1,4}}(?:/[0-9A-Z]{{1,4}})?(?:[ ]D[ :.]{{1,2}}[0-9]{{1,4}})?(?:,?[ ][A-ZİŞÇÖÜĞ][a-zışçöüğ]{{2,16}}(?:/[A-ZİŞÇÖÜĞ][a-zışçöüğ]{{2,16}})?){{0,3}}"
_TOWN = "(?:Hong Kong|HK|Kowloon|New Territories|Singapore|Dubai|Abu Dhabi|Sharjah|Macau|Makati|Taguig|Quezon City|Manila|Lagos|Abuja|Nairobi|Accra|Cairo|Mumbai|Delhi|New Delhi|Karachi|Lahore|Dhaka|Colombo|Kathmandu|Dublin|Johannesburg|Cape Town|London|North Point|Central|Wan Chai|Tsim Sha Tsui|Mong Kok|Causeway Bay|Sha Tin|Tuen Mun)"
_NUMBER_FIRST = rf"(?<![0-9A-Za-z.#])[0-9]{{1,4}}(?:-?[A-Z])?,?[ ](?:(?:{_LOW}|[A-Z]{{1,3}})[ ,]{{1,2}}){{1,6}}{_TOWN}(?![A-Za-z])(?:,[ ]{_TOWN}(?![A-Za-z]))?"
_SHAPES = tuple(
    (re.compile(hint), re.compile(shape))
    for hint, shape in (
        (
            "straat|gracht|laan|plein|kade|singel|dijk|gade|gata|vägen|vegen|vej|katu|tie|damm|ufer|ring|markt|utca|ulic|iela|tänav",
            _NORTHERN,
        ),
        ("[0-9]-[0-9]|丁目|番", _JAPAN),
        ("[로길동가][ ]?[0-9]", _KOREA),
        ("Soi|Moo|Thanon|Trok", _THAI),
        ("Quận|Q\\.|Phường|P\\.|Huyện|TP|Thành|Hà Nội|Đà|Quan|Phuong", _VIETNAM),
        ("д\\.|дом", _RUSSIA_PARTS),
        ("ถ|ซ|แขวง|เขต|ต|อ|หมู่", _THAI_SCRIPT),
        ("ул|просп|пр-т|пер\\.|наб\\.|шоссе|бульвар", _RUSSIA),
        ("Mah|Cad|Cd|Sok|Sk|Bulv|Blv", _TURKEY),
        (_TOWN, _NUMBER_FIRST),
    )
)
LIKELY = (
    r"(?:straat|gracht|laan|plein|kade|singel|dijk|gade|gata|gatan|vägen|vegen|vej|katu|tie|damm|ufer|ring|markt|utca|ulica|ulice|iela|tänav)[ ][0-9]"
    r"|(?:soi|moo|thanon|trok)[ ][a-z0-9]|[0-9](?:-[0-9]{1,4}){2}|[0-9](?:丁目|番)|[로길동가][ ]?[0-9]|ถนน|ถ\.|ซอย|แขวง|เขต|ตำบล|อำเภอ|หมู่|(?:д\.|дом) ?[0-9]|ул\.|улица|просп|пр-т|пер\.|наб\.|шоссе|бульвар"
    r"|(?:mah|mahallesi|cad|caddesi|cd|sok|sokak|sk|bulv|bulvarı|blv)[. ]|quận|phường|huyện"
    r"|[0-9](?:-?[a-z])?,?[ ](?:[a-z.'’\-]+[ ,]+){1,6}(?:hong kong|hk|kowloon|new territories|singapore|dubai|abu dhabi|sharjah|macau|makati|taguig|quezon|manila|lagos|abuja"
    r"|nairobi|accra|cairo|mumbai|delhi|new delhi|karachi|lahore|dhaka|colombo|kathmandu|dublin|johannesburg|cape town|london|north point|central|wan chai|tsim|mong kok|causeway|sha tin|tuen mun)"
)
"""Pattern of which every such address holds something."""
_TRANSFER = re.compile(
    r"\b(?:usdt|usdc|btc|eth|usd|order|uid|hours?|days?|times|minutes?|years?|users|coins?|error|network)\b", re.IGNORECASE
)


def local_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Spans of addresses that the words of one country's streets give away."""
    for hint, shape in _SHAPES:
        if hint.search(text):
            for match in shape.finditer(text):
                if not _TRANSFER.search(match.group()):
                    yield match.start(), match.start() + len(match.group().rstrip(" ,"))

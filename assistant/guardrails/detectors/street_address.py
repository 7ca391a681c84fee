"""Postal addresses in Chinese and English, by their parts: region, road, number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import REFERENCE, labels, labels_between
from assistant.guardrails.local_addresses import LIKELY as LOCAL
from assistant.guardrails.local_addresses import local_addresses
from assistant.guardrails.postal_shapes import LIKELY as POSTAL
from assistant.guardrails.postal_shapes import postal_shapes
from assistant.guardrails.words import Words
from assistant.guardrails.world_addresses import STATE, clause, is_address, world_addresses
from assistant.types import FindingClass

_H = "\u4e00-\u9fff"
_REGION = f"(?:[{_H}]{{1,7}}?(?:自治区|自治州|特别行政区|新区|开发区|高新区|地区|街道|省|市|区|區|县|縣|旗|州|盟|镇|鎮|乡|鄉))"
_ROAD = (
    f"(?:[{_H}A-Za-z0-9]{{1,12}}?(?:大道|大街|胡同|小区|社区|新村|花园|花園|公寓|广场|廣場|大厦|大廈|大楼|大樓|中心|家园|家園|工业园|科技园|产业园|路|街|道|巷|弄|里|村|屯|园|苑|庄"
    f"|庭|府|湾|城|邨|段))"
)
_NUMBER = (
    "(?:第?[0-9一二三四五六七八九十百甲乙丙丁A-Za-z]{1,6}(?:[-之]?[0-9A-Za-z]{1,5}){0,3}[ ]?"
    "(?:号楼|塔|號樓|号院|号铺|单元|單元|号|號|弄|栋|棟|幢|座|楼|樓|层|層|室|户|房|门|組|组|組|队|巷|期|区)(?:之[0-9一二三四五六七八九十]{1,2})?)"
)
_BUILDING = f"(?:[{_H}A-Za-z0-9]{{2,12}}?(?:大厦|大廈|大楼|大樓|中心|小区|花园|花園|公寓|广场|廣場|商场|商場|閣|阁|轩|軒|苑|邨|村|城|座|家园|家園|楼|樓))"
_SEP = "[ ,·\\-]{0,2}"
_ESTATE = f"(?:[{_H}]{{2,8}}?[0-9]{{1,3}}-[0-9]{{1,4}}(?:-[0-9]{{1,4}})?(?![0-9]))"
_PIECES = f"(?:{_SEP}(?:{_NUMBER}|{_ESTATE}|{_BUILDING}))"
_ROOM = f"(?:{_SEP}[0-9]{{1,2}}-[0-9]{{1,4}}(?:-[0-9]{{1,4}})?|{_SEP}[A-Z]?[0-9]{{3,4}}(?![0-9.%]))?"
_FULL = re.compile(f"(?:{_REGION}{_SEP}){{1,5}}(?:{_ROAD}{_SEP}){{1,3}}{_NUMBER}{_PIECES}{{0,6}}{_ROOM}")
_SHORT = re.compile(f"(?:{_ROAD}{_SEP}){{1,2}}{_NUMBER}{_PIECES}{{0,6}}{_ROOM}")
_LOOSE = re.compile(f"(?:{_REGION}{_SEP}){{0,5}}(?:{_ROAD}{_SEP}){{0,3}}(?:{_NUMBER}{_PIECES}{{0,6}}{_ROOM})?")
_NUMBERS = re.compile(_NUMBER)
_ON_ROAD = r"[路街道同区村园園寓场場厦廈楼樓心路巷弄里屯苑庄庭府湾城邨段][ ,·\-]{0,2}第?[0-9一二三四五六七八九十百甲乙丙丁a-z]"  # a road's end and a number
_MOST_WHOLE, _MOST_AHEAD, _MOST_BEHIND = 600, 160, 420
"""Characters of a text that is looked at whole; of an address, before the end of its last road and behind it."""
_EVIDENCE = re.compile(
    f"[{_H}](?:省|市|区|區|县|縣|镇|鎮|乡|鄉|村|路|街|道|巷|弄|小区|花园|苑)|[0-9一二三四五六七八九十](?:号|號|栋|室|单元|楼|樓)"
)
_NOT_CHAIN = re.compile(r"0x[0-9a-f]{6}|T[1-9A-Za-z]{20}|bc1|@|^[ ]?(?=[A-Za-z]{0,20}[0-9])[0-9A-Za-z]{22}")  # whatever its checksum

_TYPE = (
    r"(?:street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|pl|square|sq|terrace|ter|close"
    r"|crescent|cres|parkway|pkwy|"
    r"highway|hwy|circle|cir|gardens|gdns|grove|mews|row|walk|quay|alley|trail|plaza|jalan|jln|strasse|straße|str|rue|via"
    r"|calle|loop|rise|hill|view)"
)
_UNIT = (
    r"(?:(?:flat|apt|apartment|unit|suite|ste|room|rm|floor|fl|block|blk|building|bldg|tower|house|no|lot"
    r"|level)\.?[ ]?#?[0-9A-Za-z][0-9A-Za-z\-]{0,6}|#[0-9]{1,3}-[0-9]{1,4}|[0-9]{1,2}/f|[0-9]{1,2}(?:st|nd|rd|th)[ ]floor)"
)
_WORD = r"(?:[A-Za-z][A-Za-z'’.\-]{0,20}|[0-9]{1,3}(?:st|nd|rd|th))"
_ROADS = (
    rf"(?:no\.?[ ]?)?[0-9]{{1,6}}[A-Za-z]?(?:[-/][0-9]{{1,5}}[A-Za-z]?)?,?[ ](?:[NSEW]\.?[ ]|north[ ]|south[ ]|east[ ]"
    rf"|west[ ])?((?:{_WORD}[ ]){{1,4}}){_TYPE}\b\.?(?:[ ](?:N|S|E|W|NE|NW|SE|SW|North|South|East|West|Central)\b)?"
)
_POST = r"(?:[A-Z]{2}[ ][0-9]{5}(?:-[0-9]{4})?|[A-Z]{1,2}[0-9][0-9A-Z]?[ ]?[0-9][A-Z]{2}|[A-Z][0-9][A-Z][ ]?[0-9][A-Z][0-9]|[0-9]{4,6})"
_PLACE = rf"(?:(?-i:[A-Z])[A-Za-z.'’\-]{{1,20}}(?:[ ](?-i:[A-Z])[A-Za-z.'’\-]{{1,20}}){{0,3}}(?:[ ]{_POST})?|{_POST})"
_ENGLISH = re.compile(
    rf"(?<![0-9A-Za-z.#])(?:{_UNIT},?[ ]){{0,4}}{_ROADS}(?:,?[ ]{_UNIT}){{0,3}}(?:,[ \n]?{_PLACE}(?![A-Za-z0-9])){{0,5}}(?:[ ]"
    rf"(?-i:{_POST})(?![0-9A-Za-z]))?",
    re.IGNORECASE,
)
_EUROPEAN = re.compile(
    r"(?<![A-Za-z])[A-ZÄÖÜ][A-Za-zäöüß.\-]{2,24}(?:straße|strasse|str\.|weg|gasse|platz|allee)[ ][0-9]{1,4}[a-z]?"
    r"(?:,[ ][0-9]{4,5}[ ][A-ZÄÖÜ][a-zäöüß]{2,20})?|(?<![0-9A-Za-z])[0-9]{1,4}(?:[ ](?:bis|ter))?,?[ ](?:rue|avenue|boulevard|chemin|place|impasse|allée|quai|cours|route|passage|Via|[Cc]alle)"
    r"(?:[ ][A-Za-zÀ-ÿ'’\-]{1,20}){1,5}(?:,[ ][0-9]{4,5}[ ][A-ZÀ-Ý][A-Za-zà-ÿ]{2,20})?"
)
_BLOCK = re.compile(
    r"(?<![A-Za-z])(?:blk|block)\.?[ ]?[0-9]{1,4}[A-Z]?[ ,]{1,2}(?:[A-Z][A-Za-z'’]{1,15}[ ]){1,5}?(?:(?:Ave|Avenue|St|Street|Road|Rd|Drive|Dr|Lane|Crescent|Cres|Central|Close|Way|Link|Walk)\b[ ]?[0-9]{0,3})"
    r"(?:[ ,]{1,2}#[0-9]{1,3}-[0-9]{1,4})?(?:[ ,]{1,2}(?:Singapore|SG|S))?(?:[ ]?\(?[0-9]{6}\)?)?",
    re.IGNORECASE,
)
_BOX = re.compile(r"(?<![A-Za-z])p\.?[ ]?o\.?[ ]?box[ ][0-9]{1,6}(?:,[ ][A-Z][A-Za-z]{2,20}){0,2}", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[ \t\"'(*“`「|\\>]*(?:</[a-z]{1,8}>)?(?:<[a-z]{1,8}>)?(?:[:=]|->|\bis\b|\bare\b)?[ \t\"'(*“`「|\\]*\n?[ \t]*([^\n;!?。\"“”`「」|<>{}]{6,140})",
    re.IGNORECASE,
)
_CODE_BEHIND = re.compile("[ ,，]{1,2}[1-8][0-9]{5}(?![0-9A-Za-z.])")
_REST = re.compile(f"[ ]?[A-Za-z0-9][{_H}A-Za-z0-9 #\\-]{{1,18}}")
_VALUE = re.compile(r"[^\n,]{2,16}[:=#是为 ]{1,3}[0-9A-Za-z]{6}")
_LONGEST = 140
_STRONG_TYPE = re.compile(rf"[ ]{_TYPE}\b", re.IGNORECASE)
_FALSE_WORD = re.compile(
    r"\b(?:days?|hours?|hrs?|minutes?|mins?|times?|usdt|usdc|btc|eth|usd|steps?|the|a|an|on|to|by|my|your|is|was|per|in|and"
    r"|of them|x|percent|years?|months?|weeks?|people|users|attempts?|no|only|or|for|at|this|that)\b",
    re.IGNORECASE,
)
_LIKELY = (
    rf"[0-9][a-z]?,?[ ](?:[^ ]+[ ]){{1,5}}{_TYPE}|(?:{STATE})[ ,]{{1,2}}[0-9]{{5}}|(?:blk|block)\.?[ ]?[0-9]|box[ ][0-9]"
    r"|(?:straße|strasse|str\.|weg|gasse|platz|allee)[ ][0-9]|[0-9](?:[ ](?:bis|ter))?,?[ ](?:rue|avenue|boulevard|chemin|place|impasse|allée|quai|cours|route|passage|via|calle)[ ]"
    r"|(?-i:Calle|C/|Avenida|Av\.|Avda\.|Paseo|Plaza|Praça|Travessa|Largo|Alameda|Camino|Ronda|Rambla|Carrer|Vicolo|Strada|Gg\.|Gang|Aleja|Aleea|Rua|Via|Corso|Piazza|Jalan|Jl\.|Jln|Lorong|Ulica|ul\.|Rue|Đường|Phố|Ngõ|Ngách|Hẻm)"
    r"|(?-i:(?:Suite|Ste|Level|Room|Rm|Apt|Apartment|No|House|Plot|Flat|Lot|Door|Unit|Blk|Block)\.?[ ]?(?:No\.?)?[ ]?#?[0-9A-Z]|[0-9]/[0-9A-Z])"
    r"|(?-i:[A-Z]{1,2}[0-9][0-9A-Z]?[ ]?[0-9][A-Z]{2})(?:[^0-9A-Za-z]|$)"
    r"|(?:is|was|that'?s)[ ](?:on[ ])?(?:my|our|the|where)[ ]"
)
"""Pattern of which every address in an alphabet holds something; in most messages with digits nothing does."""
_LOWER_TYPE = frozenset(["street", "road", "avenue", "ave", "lane", "boulevard", "blvd", "rd", "st", "drive"])


_TAIL = re.compile(
    r"(?:,?[ ](?:apto|apt|ap|unit|flat|room|floor|fl)\.?[ ]?[0-9A-Za-z]{1,5}(?![A-Za-z])(?:,[ ][A-ZÀ-Þ][A-Za-zÀ-ž'’\-]{1,20}(?:[ ][A-ZÀ-Þ][A-Za-zÀ-ž'’\-]{1,20}){0,2})?"
    r"|[ ]-[ ][A-Z]{2}(?![A-Za-z])|(?:(?<=[ ,])|[ ,]{1,2})[0-9]{5,6}(?:-[0-9]{3,4})?(?![0-9A-Za-z.])|[ ][A-Z]{2}[ ][0-9]{5}-[0-9]{3,4}|[ ]?[0-9]{1,2}(?=[.,;!?]?(?:$|\n|[ ][a-z])))*"
)


def _end(text: str, end: int) -> int:
    """Where an address ends with the flat, the province or the postal code that stand behind it."""
    tail = _TAIL.match(text, end)
    return tail.end() if tail else end


_LED = r"[1-9][0-9]{0,5}[A-Za-z]?[ ,]|(?i:[0-9]{1,2}(?:st|nd|rd|th)[ ]floor|flat|apt|apartment|unit|room|no|suite|block|house|villa|[a-z]+ (?:house|towers?|building))\b"


def find(scan: Scan) -> Iterator[Span]:
    """Whole addresses anywhere; after a label such as 住址 or "I live at" also less complete ones."""
    text = scan.text
    if not text.isascii() and scan.mentions(_ON_ROAD):
        yield from _chinese(scan)
    if scan.mentions(_LIKELY):
        yield from _alphabetic(scan)
    for start, end in postal_shapes(text, scan.words) if scan.mentions(POSTAL) else ():
        yield Span(start, _end(text, end))
    if scan.mentions(LOCAL):
        for start, end in local_addresses(text):
            yield Span(start, end)
    for label in labels(scan):
        if label.group == "home":
            yield from _after_label(text, label.end, _next_value(scan, label.end), scan.words)


def _alphabetic(scan: Scan) -> Iterator[Span]:
    """Whole addresses in an alphabet."""
    text = scan.text
    for pattern in (_ENGLISH, _EUROPEAN, _BLOCK, _BOX):
        for match in scan.matches(pattern):
            if pattern is not _ENGLISH or _is_road(text, match):
                yield Span(match.start(), _end(text, match.end()))
    for start, end in world_addresses(text):
        yield Span(start, _end(text, end))


def _chinese(scan: Scan) -> Iterator[Span]:
    text = scan.text
    regions = _regions(scan.words)
    for low, high in _beside_roads(scan):
        whole = list(_FULL.finditer(text, low, high))
        gaps = zip([low, *(match.end() for match in whole)], [*(match.start() for match in whole), high], strict=True)
        for match in whole:
            code = _CODE_BEHIND.match(text, match.end())
            yield Span(_trimmed(text, *match.span(), scan), code.end() if code else match.end())
        for left, right in gaps:
            for match in _SHORT.finditer(text, left, right):
                start = _trimmed(text, *match.span(), scan)
                if _known(text, max(0, start - 1), match.end(), regions) >= 0 or len(_NUMBERS.findall(match.group())) > 1:
                    yield Span(start, match.end())


def _beside_roads(scan: Scan) -> Iterator[tuple[int, int]]:
    """The parts of a long text in which an address may stand: around every road that has a number."""
    size = len(scan.text)
    low, high = 0, 0 if size > _MOST_WHOLE else size
    for hit in scan.finditer(_ON_ROAD) if not high else ():
        at = hit.start()
        if high and at - _MOST_AHEAD > high:
            yield low, high
            high = 0
        low, high = low if high else max(0, at - _MOST_AHEAD), min(size, at + _MOST_BEHIND)
    if high:
        yield low, high


def _trimmed(text: str, start: int, end: int, scan: Scan) -> int:
    """Where the address really begins: at the first known place, or behind a label or a verb of living."""
    known = _known(text, start, min(end, start + 10), _regions(scan.words))
    begin = known if known >= 0 else start
    for label in labels(scan):
        if label.group == "home" and begin <= label.start < label.end < end and label.end - start <= 10:
            begin = max(begin, label.end) if known < 0 or known >= label.end else begin
    lead = re.compile("(?:我|住|在|于|是|到|寄|址|从|去|家){1,6}").match(text, begin)
    return lead.end() if lead and known < 0 else begin


def _next_value(scan: Scan, at: int) -> int:
    """Where behind ``at`` a label leads to a value of another kind: ", uid=40718832"."""
    others = (label.start for label in labels_between(scan, at, at + _LONGEST) if label.group in REFERENCE)
    return next((start for start in others if _VALUE.match(scan.text, start)), len(scan.text))


def _after_label(text: str, at: int, stop: int, words: Words) -> Iterator[Span]:
    clause_ = _CLAUSE.match(text, at, stop)
    if not clause_ or _NOT_CHAIN.search(clause_.group(1)[:60]):
        return
    start = clause_.start(1)
    lead = re.compile("(?:是|在|为|于|:|[ ])*").match(text, start)
    start = lead.end() if lead else start
    if text[start : start + 1] >= "\u4e00":
        match = _LOOSE.match(text, start)
        known = text[start : start + 2] in _regions(words)
        if match and known and _REST.fullmatch(text, match.end(), clause_.end(1)) and re.search("[0-9]", text[start : clause_.end(1)]):
            yield Span(start, clause_.end(1))  # 朝阳区望京soho塔2 1803
        elif match and len(match.group()) >= 5 and _EVIDENCE.search(match.group()) and (known or re.search("[0-9]", match.group())):
            yield Span(*match.span())
        return
    value = clause(clause_.group(1))
    led = re.match(_LED, value) is not None and ("," in value or _STRONG_TYPE.search(value))
    if led or is_address(value):
        offset = text.index(value, clause_.start(1))
        yield Span(offset, offset + len(value))


def _is_road(text: str, match: re.Match[str]) -> bool:
    """Whether "number words type" is an address: written in capitals, or of an unmistakable type and no ordinary words."""
    middle = match.group(1)
    if _FALSE_WORD.search(middle):
        return False
    if all(word[:1].isupper() or word[:1].isdigit() for word in middle.split()):
        return True
    kind = re.split(r"[ ,.]", text[match.end(1) : match.end()].lower(), maxsplit=1)[0]
    return kind in _LOWER_TYPE and (kind not in ("drive", "st") or "," in match.group())


@lru_cache(maxsize=8)
def _regions(words: Words) -> frozenset[str]:
    """The first two characters of every place: enough to tell where an address begins."""
    return frozenset(place[:2] for place in words.set("place"))


def _known(text: str, start: int, end: int, regions: frozenset[str]) -> int:
    """Where the first known place of ``[start, end)`` begins; -1 if there is none."""
    return next((at for at in range(start, end) if text[at : at + 2] in regions), -1)


def hides() -> Iterable[str]:
    """Addresses in both languages."""
    return (
        "我住在⟦北京市朝阳区建国路88号SOHO现代城A座1201室⟧",
        "地址：⟦广东省深圳市南山区科技园南路12号5栋301⟧",
        "家庭住址⟦上海市浦东新区世纪大道100号⟧，邮编200120",
        "⟦浙江省杭州市西湖区文三路478号华星时代广场A座⟧",
        "寄到⟦成都市武侯区人民南路四段27号2单元1503室⟧",
        "身份证地址是⟦河南省周口市太康县马头镇李庄村3组⟧",
        "地址證明：⟦九龍旺角彌敦道688號旺角中心10樓A室⟧",
        "⟦台北市信義區信義路五段7號⟧",
        "家住⟦南京市鼓楼区中山北路⟧",
        "现居⟦苏州工业园区星湖街328号⟧",
        "my address is ⟦221B Baker Street, London NW1 6XE⟧",
        "I live at ⟦742 Evergreen Terrace, Springfield, IL 62704⟧",
        "proof of address: ⟦Flat 3, 12 High Street, Oxford OX1 4DB⟧",
        "⟦1600 Pennsylvania Avenue NW, Washington, DC 20500⟧",
        "home address ⟦Room 1201, Block B, 88 Jianguo Road, Chaoyang District, Beijing⟧",
        "i moved to ⟦15 rose lane, leeds⟧ last year",
        "billing address: ⟦350 Fifth Ave, Apt 21, New York, NY 10118⟧",
        "residing at ⟦Musterstraße 12, 10115 Berlin⟧",
        "⟦PO Box 1234⟧ is on my statement",
        "my home address is ⟦Blk 123, Ang Mo Kio Ave 3, #08-1234, Singapore 560123⟧".replace("Blk 123", "Block 123"),
        "ship it to ⟦1600 amphitheatre pkwy mountain view ca 94043⟧",
        "I live at ⟦Plot 7, Admiralty Way, Lekki Phase 1, Lagos⟧",
        "⟦Calle de Alcalá 42, 28014 Madrid⟧ is on my proof of address",
        "utility bill shows ⟦Lot 12, Jalan Bukit Bintang, 55100 KL⟧",
        "⟦H-14/3 Sector 9, Rohini, New Delhi 110085⟧ is my address",
        "my bill says ⟦Jl. Sudirman No. 45, Jakarta⟧",
        "⟦Keizersgracht 241, 1016 EA Amsterdam⟧ since May",
        "⟦東京都渋谷区神南1-19-11⟧",
        "⟦서울특별시 강남구 테헤란로 152⟧ 입니다",
        "⟦15 Soi Sukhumvit 31, Khlong Toei, Bangkok 10110⟧ is where",
        "⟦Atatürk Cad. No:45 D:7, Kadıköy, İstanbul⟧",
        "the bill shows ⟦Anneliese-Speer-Straße 897, 51030 Mühlhausen⟧",
        "⟦Nyvägen 3, 99243 Halmstad⟧ is on my bill",
        "⟦514 Cardenas Orchard, Jackfort, VT 23585⟧ is on my bill",
        "⟦Slatiňanská 41, 143 51 Potštát⟧ ist falsch",
        "the bill is for ⟦88 Queensway, Hong Kong⟧",
    )


def keeps() -> Iterable[str]:
    """Chain addresses, places, times and sentences."""
    return (
        "got PHP 12,000 via gcash yesterday",
        "提币地址填错了",
        "地址：0x52908400098527886E0F7030069857D2E4169EE7",
        "充值地址在哪里看",
        "北京时间11月22日16点提币",
        "我在北京，登录不了",
        "合约市场3号仓位",
        "my address is wrong in the app",
        "I live in London and cannot log in",
        "after 3 days on the road to Wall Street",
        "there is only 1 way",
        "第2步到第3步之间卡住",
        "地址证明要什么文件",
        "proof of address must be under 3 months",
        "香港地区用户能用吗",
        "在上海怎么用",
        "BTC address is 12 characters short",
        "wait 24 hour drive",
        "地址 TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE",
        "I live in Leeds since 2020",
        "my address: network TRC20, memo 10293",
        "sent to block 831204, then nothing",
        "phase 2, lot 3, the second unlock",
        "the current address is not whitelisted, error 58207, please check",
        "level 12, tier 3, vip is my goal",
        "2026-11-22, 10-20-30, 3-7-12 and ring 4",
        "Order 123, 45678 Withdrawal and iPhone 15, 2024 Model",
        "12 users in Hong Kong, 50 USDT from Dubai",
    )


DETECTOR = Detector(
    "street_address",
    FindingClass.PERSONAL,
    find,
    (
        r"[路街道巷弄里村园苑庄段城邨心厦廈厦场場][ ]?第?[0-9一二三四五六七八九十甲乙a-z]",
        r"<<home~>>",
        LOCAL,
        POSTAL,
        r"\b(?:blk|block)\.? ?[0-9]",
        r"[0-9][a-z]?,? (?:[a-z0-9'’.\-]+ ){1,4}(?:street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|boulevard|blvd|way|court|ct"
        r"|place|pl|square|sq|terrace|close|crescent|parkway|highway|circle|gardens|grove|jalan|plaza|walk|row|rise|hill|view"
        r"|loop|quay|mews|alley|trail)\b",
        r"[0-9]{5}(?:-[0-9]{4})?(?:$|[^0-9a-z])",
        r"\b(?:calle|avenida|av\.|avda\.|paseo|plaza|rua|via|viale|corso|piazza|jalan|jl\.|jln|lorong|ulica|ul\.|rue) |\bc/",
        r"(?:suite|ste|level|room|rm|apt|apartment|h\.? ?no|house|plot|flat|lot|door|unit|blk|block|no\.?) ?#?[0-9]|[0-9]/[0-9a-z]{1,4}|đường|phố|ngõ|hẻm",
        r"(?:is|was|that'?s) (?:on )?(?:my|our|the|where) [a-z ]{0,20}(?:address|live)",
        r"(?:straße|strasse|str\.|weg|gasse|platz|allee) [0-9]|[0-9],? (?:rue|via|calle|avenue|boulevard) |\bp\.?[ ]?o\.?[ ]?box [0-9]",
    ),
    hides,
    keeps,
)

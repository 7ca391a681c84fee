"""Dates of birth: a date behind a label. Any other date is no personal data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import PERSONAL, labels
from assistant.types import FindingClass

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov"
    r"(?:ember)?|dec(?:ember)?)\.?"
)
_HANZI = "[零〇○一二三四五六七八九十廿]"
_DATE = (
    r"(?:(?:19|20)[0-9]{2}[ ]?(?:[-/.]|年)[ ]?[0-9]{1,2}[ ]?(?:(?:[-/.]|月)[ ]?[0-9]{1,2}[日号號]?|月)?|(?:19|20)[0-9]{2}(?:0[1-9]"
    r"|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
    rf"|(?:(?:19|20)?[0-9]{{2}}|{_HANZI}{{2,4}})年(?:农历|阴历|阳历|農曆)?(?:{_HANZI}{{1,3}}|[0-9]{{1,2}})月(?:初{_HANZI}|{_HANZI}{{1,3}}|[0-9]{{1,2}})[日号號]?"
    r"|(?:19[3-9]|200)[0-9](?:0[1-9]|1[0-2])(?![0-9])"
    r"|[0-9]{1,2}[ ]?[-/.][ ]?[0-9]{1,2}[ ]?[-/.][ ]?(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])|[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}[日号號]?)?"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?[ \-/]?(?:of[ ])?{_MONTH}[ ,\-/]{{0,2}}(?:19|20)?[0-9]{{2}}(?![0-9])"
    rf"|{_MONTH}[ \-]?[0-9]{{1,2}}(?:st|nd|rd|th)?[ ,]{{1,2}}(?:19|20)[0-9]{{2}}(?![0-9])"
    rf"|{_HANZI}{{2,4}}年{_HANZI}{{1,3}}月(?:初?{_HANZI}{{1,3}}[日号號]?)?|(?:(?:19|20)?[0-9]{{2}}|{_HANZI}{{2,4}})年(?:腊月|臘月|正月|冬月)(?:初?(?:{_HANZI}{{1,3}}|[0-9]{{1,2}}))?|[0-9]{{1,2}}月[0-9]{{1,2}}[日号號]?|{_MONTH}[ ](?:19"
    rf"|20)[0-9]{{2}}(?![0-9])|(?:19|20)[0-9]{{2}}年?(?![0-9\-/.]))"
)
_SHAPE = re.compile(_DATE, re.IGNORECASE)
_DAY = re.compile(r"[ \t:=是为]{0,3}((?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12][0-9]|3[01]))(?![0-9]|[-/.][0-9])")
_DAY_OF_MONTH = re.compile(
    rf"[ \t:=]{{1,3}}(?:is[ ])?((?:[0-9]{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?{_MONTH}|{_MONTH}[ ][0-9]{{1,2}}(?:st|nd|rd|th)?))(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_NUMERAL = re.compile("[0-9]|" + _HANZI)
_WRONG = re.compile(r"[^.!?\n0-9]{0,40}?(?:wrong|incorrect|错了|不对)[ ,;:，]{0,3}", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"[ \t:=是为]{0,3}([4-9][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])")
_REACH = 60
_RECENT = re.compile(r"20(?:1[6-9]|[2-9][0-9])")  # whoever trades was born before
_SHORT = 160
"""Longer texts that name nothing personal tell of other days: of laws, of licences."""
_BEHIND = re.compile(
    rf"(?<![0-9])({_DATE})[ ]?(?:出生|生的|生人|生(?=$|[\s,.;!?()，。])|生日|，?是我的?生日|(?<=[日号號])的(?=$|[\s,.;!?()，。])|\(dob\)|is my (?:birthday|dob|date of birth))",
    re.IGNORECASE,
)
_BORN = re.compile(r"出生|生|(?<=[日号號])的|[(]dob|is my (?:birthday|dob|date)|是我", re.IGNORECASE)
_LONGEST = 60  # characters of a date
_LONG_AGO = re.compile(
    r"(?<![0-9A-Za-z.,/:_\-])((?:19[3-9][0-9]|200[0-7])[ ]?(?:年[ ]?[0-9]{1,2}[ ]?月[ ]?[0-9]{1,2}[ ]?[日号號]?|([-/.])(?:0?[1-9]|1[0-2])\2(?:0?[1-9]|[12][0-9]|3[01])(?![0-9.%]))"
    r"|[4-9][0-9]年[0-9]{1,2}月(?:[0-9]{1,2}[日号號]?)?"
    rf"|(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?[ \-]{_MONTH}[ \-,]{{1,2}}(?:19[3-9][0-9]|200[0-7])(?![0-9])"
    rf"|{_MONTH}[ ](?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?[ ,]{{1,2}}(?:19[3-9][0-9]|200[0-7])(?![0-9])"
    r"|(?:0?[1-9]|[12][0-9]|3[01])([-/.])(?:0?[1-9]|[12][0-9]|3[01])\3(?:19[3-9][0-9]|200[0-7])(?![0-9]|[.][0-9]))"
    r"(?![ T]?[0-9]{1,2}:[0-9]{2})",
    re.IGNORECASE,
)
"""A day before there were coins: hardly anything but the birth of somebody."""
_EPOCHS = ("1970-01-01", "1970/01/01", "2000-01-01", "1970年1月1日", "01/01/1970", "1900-01-01")


def find(scan: Scan) -> Iterator[Span]:
    """The first date behind a label of birth, or one that such words follow."""
    text = scan.text
    for label in labels(scan):
        if label.group == "birth":
            match = _first(text, label.end)
            if match and not _RECENT.match(match.group()):
                yield Span(*match.span())
                yield from _corrected(scan, match.end())
            elif day := _DAY.match(text, label.end) or _DAY_OF_MONTH.match(text, label.end) or _SHORT_YEAR.match(text, label.end):
                yield Span(*day.span(1))
    for match in _followed(scan):
        yield Span(*match.span(1))
    speaks = len(text) <= _SHORT or any(label.group in PERSONAL for label in labels(scan))
    for match in scan.matches(_LONG_AGO) if speaks else ():
        if match.group(1) not in _EPOCHS and not scan.words.regex("<<not_born>>[^\n,;!?。]{0,12}$").search(
            text[max(0, match.start(1) - 28) : match.start(1)]
        ):
            yield Span(*match.span(1), score=0.4)


def _followed(scan: Scan) -> Iterator[re.Match[str]]:
    """The dates with "born" and the like right behind them, looked for where such words stand."""
    text, done = scan.text, 0
    for word in scan.matches(_BORN):
        match = _BEHIND.search(text, max(done, word.start() - _LONGEST), word.start() + _LONGEST) if word.start() >= done else None
        if match:
            done = match.end()
            yield match


def _corrected(scan: Scan, at: int) -> Iterator[Span]:
    """The right date that stands behind the wrong one, or the other way round."""
    match = _SHAPE.search(scan.text, at, at + _REACH)
    if match and len(match.group()) > 5 and scan.words.regex("<<corrected>>").search(scan.text[at : match.start()]):
        yield Span(*match.span())


def _first(text: str, at: int) -> re.Match[str] | None:
    """The date that begins within a few words of ``at``, on the line or the next."""
    if not _NUMERAL.search(text, at, at + _REACH):
        return None
    wrong = _WRONG.match(text, at)
    at = wrong.end() if wrong else at
    for place in range(at, min(len(text), at + 26)):
        match = _SHAPE.match(text, place)
        if match:
            return match
        if text[place] in "。!?;0123456789":
            return None
    return None


def hides() -> Iterable[str]:
    """Dates in many forms."""
    return (
        "我妈的生日是⟦55年农历三月初八⟧",
        "my birthday ⟦23 sept⟧",
        "出生年月⟦199002⟧",
        "出生日期：⟦1990-03-07⟧",
        "生日⟦1990年3月7日⟧",
        "我出生于⟦1985.12.01⟧",
        "DOB: ⟦07/03/1990⟧",
        "date of birth ⟦7 March 1990⟧",
        "born on ⟦March 7, 1990⟧",
        "I was born ⟦1990/03/07⟧ in Leeds",
        "birthday is ⟦7th of March 1990⟧",
        "出生年月 ⟦19900307⟧",
        "我是⟦1990年3月7日⟧出生的",
        "Date of Birth\n⟦1990-03-07⟧",
        "生日是⟦九零年三月七日⟧",
        "DOB⟦03-07-90⟧",
        "生日：⟦3月7日⟧",
        "my dob ⟦7-Mar-1990⟧",
        "生日⟦05-12⟧填错了",
        "本人⟦92年7月15号⟧的，身份证上写错了",
        "我⟦一九八五年六月⟧生人",
        "i'm ⟦14-Feb-1979⟧ vintage, the field is locked",
        "登记成了⟦1988-11-03⟧，护照上是⟦1988年11月30日⟧",
        "male, ⟦03/11/1988⟧, Leeds",
    )


def keeps() -> Iterable[str]:
    """Other dates."""
    return (
        "2026-11-22 16:04:05",
        "充值时间：2026年11月22日",
        "on March 7, 2026 I sent 5 ETH",
        "11月22日提现的",
        "出生日期填错了怎么改",
        "my date of birth is wrong on the account",
        "20261122",
        "since 2026/11/01",
        "生日礼包没收到",
        "birthday bonus missing, UID 12345678",
        "born in the wrong country option. 2026-11-22",
        "90后",
        "the clock jumped back to 1970-01-01",
        "issued on 2005-03-01 and expired",
        "签发日期2006年3月1日",
        "log 1999-01-02 10:22:31 parse failed",
        "price 1988.12.5 in the old version",
        "docs v2004.10.12",
    )


DETECTOR = Detector(
    "birth_date",
    FindingClass.PERSONAL,
    find,
    (
        r"<<birth~>>",
        r"[0-9日号號年月零〇一二三四五六七八九][ ]?(?:生|出生|,是我|is my (?:birthday|dob|date))",
        r"[日号號]的",
        r"(?:19[3-9][0-9]|200[0-7])[ ]?[-/.年]",
        r"[4-9][0-9]年[0-9]",
        r"[-/. ,](?:19[3-9][0-9]|200[0-7])",
    ),
    hides,
    keeps,
)

"""Passwords and PINs that stand near their name, whatever joins the two: ``pw? x``, ``密码→x``, ``x that is the pin``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.chain_words import is_public_word
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.evidence import right_before
from assistant.guardrails.named_things import is_thing
from assistant.guardrails.nearby import Near, beside, follows_noun, listed_before, names_of
from assistant.guardrails.numbers import is_amount, is_date
from assistant.guardrails.spoken_values import before_unit, has_inner_capital, in_link, is_identifier, is_piece, is_strong
from assistant.types import FindingClass

_NAME = "<<api_passphrase~>>|<<password~>>|<<many_passwords>>"
_TOKEN = re.compile(
    r"(?<![A-Za-z0-9_/@.])(?<![0-9]:(?=[0-9]{2}))(?:[#@!$%&*][A-Za-z0-9]|[A-Za-z0-9])[A-Za-z0-9!@#$%^&*_+~?.\-]{3,40}(?![A-Za-z0-9])"
)
_PIN = re.compile(
    r"(?<![0-9A-Za-z_#$€¥@%&*])(?<![0-9A-Za-z]!)(?<![0-9][.:/+\-])(?<![\"'=(]-)(?<![0-9],(?=[0-9]{3}[^0-9]))([0-9]{4,8}|[0-9]{3}[ \-][0-9]{3}|[0-9](?:[ ,.、\-]{1,2}[0-9]){3,7})"
    r"(?![0-9A-Za-z_%@#$&*^]|[ .,:/\-][0-9]|![0-9A-Za-z])"
)
_YEAR_OR_ERROR = re.compile(r"[1356][0-9]{4}|(?:19|20)[0-9]{2}")
_NOT_ONE = re.compile(
    r"(?:0x)?[0-9a-f]{12,}|(?:iphone|ipad|android|windows|macos|chrome|firefox|safari|usdt|galaxy|pixel|version|redmi|okx)[_.\-]?\w{0,8}"
    r"|(?:win|mac|ios|trc|erc|bep|ver|v|web|err|error|code|level|lv|uid|id|order|txid|mate|vivo|oppo|app|step|top|part|no)"
    r"[_.\-]?[0-9][0-9.]{0,18}[a-z]{0,3}"
    r"|[\w\-]+\.(?:near|eth|sol|ton|bnb|arb)|.*@[\w\-]+\.[A-Za-z].*|@[A-Za-z].*|.*\*{2,}.*|[0-9.,~%$*^+\-]+[A-Za-z]{0,5}[0-9]?|\$[0-9.,]+[A-Za-z]{0,4}|[0-9]+(?:st|nd|rd|th)|[A-Za-z]+-[0-9]+|(?:case|ticket|tkt|order|okx|ref|issue|req|id|inc|cs|uid)#[0-9]+"
    r"|(?-i:[A-Z]{1,4}[0-9]{8,})"
    r"|(?:www\.)?[a-z0-9\-]+\.(?:com|net|org|io|cn).*|[0-9]+[a-z]{1,2}|[0-9.,]+(?:u|usdt|usdc|usd|btc|eth|sol|trx|xrp|hours?|days?|mins?|min)",
    re.IGNORECASE,
)
_TOUCHING_NOT = re.compile(r"\d{5}_\d{3,5}|v?\d+(?:\.\d+){1,3}|\d{4}-\d{1,2}-\d{1,2}\S*|.*@[\w\-]+\.[A-Za-z].*|.*\*{2,}.*")
_BRAND = re.compile(r"(?:iphone|ipad|android|windows|chrome|usdt|trc|erc|bep)[ _\-]?\w{0,6}", re.IGNORECASE)
_SIGN = re.compile(r"[!@#$%^&*+]")
_PART = re.compile(r"(?<![A-Za-z0-9_/@.])([A-Za-z0-9!@#$%^&*_+~\-]{3,20})(?![A-Za-z0-9_/@.])")
_FROM_TO = r"(?:chang(?:ed|e|ing)|reset|updated?|改)[^\n.!?。;]{0,12}?(?:from|从|由)[ ]?([!-~]{6,40}?)[ ]?(?:to|into|改成|改为|变成|换成|成)[ ]?([!-~]{6,40})"
_FIRST = r"(?:<<piece>>|[(]?1[ ]?(?:/|of)[ ]?[2-4][)]?|1[).:、])"
_TO = r"(?:[ \t]?(?:[:=]|<<is>>))?[ \t]{0,2}([!-~]{2,20}?)[ \t.,]*(?:$|\n)"
_OF_NAME = rf"(?:{_NAME})[ \t]?{_FIRST}{_TO}"
_BY_NAME = rf"{_FIRST}[ \t](?:of[ ])?(?:<<mine>>[ ])?(?:{_NAME}){_TO}"
_CHAIN = re.compile(r"[A-Za-z]{2,16}(?:[\-._][A-Za-z]{2,16}){1,7}")
_LONG_CHAIN = 4
_CHAIN_END = re.compile(r"[ \t\"')]*(?:[,.;!?\n]|[\u3001-\u9fff]|$|[ ](?:and|but|which|since|yet|still|though)\b)", re.IGNORECASE)
_DESCRIBES = re.compile(
    r".*(?:ed|en|ing|able|ible|ive|ly|ant|ent|al|ous|ful|less|ary|ory|ic|free|only|safe|case|known|made|long|out|off|time|set|kept|bound|lost)"
)
_MOST_DIGITS = 6
_OR = re.compile(r"[0-9!@#$%^&*][^\n]{0,4}(?:还是|或者|或|\bor\b|/)[ ]?$")  # "is it A1b2c3 or …"
_LEAST_PLAIN = 6
_HEXED = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{24,40}")
_LABELLED = r"<<reference_label>>[ \t\"']{0,3}[:=#]?[ \t\"']{0,3}$"


def find(scan: Scan) -> Iterator[Span]:
    """Made-up words and digits beside a name for a password."""
    names = names_of(scan, _NAME)
    for near in beside(scan, names, _TOKEN, ahead=36, back=28, known=(0.4, "password")):
        text = near.text.rstrip(".,-?~+")
        if _is_password(near, text, scan):
            yield Span(near.start, near.start + len(text), score=0.4)
    if scan.pending or names:
        yield from _pieces(scan)
    for hit in scan.finditer(_FROM_TO):
        old, new = (hit.group(n).rstrip(".,") for n in (1, 2))
        if any(right_before(scan, hit.start(1), "handle", 8)):
            continue  # 昵称从happy88改成happy99
        if (_is_changed(old) or _is_changed(new)) and _is_alike(old) and _is_alike(new):
            yield Span(hit.start(1), hit.start(1) + len(old), score=0.4)
            yield Span(hit.start(2), hit.start(2) + len(new), score=0.4)
    for near in beside(scan, names, _PIN, ahead=24, back=16, known=(0.4, "password")):
        if _is_pin(near, scan):
            yield Span(near.start, near.end, score=0.4)
            if not near.ahead:
                yield from (Span(*place, score=0.4) for place in listed_before(scan, near.start))


def _pieces(scan: Scan) -> Iterator[Span]:
    """The parts of a password: what "starts with", "and then" lead to."""
    for template in (_OF_NAME, _BY_NAME):
        for hit in scan.finditer(template):
            if not scan.fits("^(?:<<not_password>>)$", hit.group(1)) and hit.group(1).lower() not in scan.words.set("between"):
                yield Span(*hit.span(1), score=0.2)
    for near in beside(scan, names_of(scan, "<<piece>>"), _PART, ahead=16, back=0):
        if near.joined and _is_made_up(near.text) and not is_identifier(near.text) and not before_unit(scan, near.end):
            yield Span(near.start, near.end, score=0.2)


def _is_made_up(text: str) -> bool:
    """Letters with digits or signs, or capitals inside; of digits alone not too many to be a part."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return len(text) <= _MOST_DIGITS
    return any(c.isdigit() for c in text) or _SIGN.search(text) is not None or has_inner_capital(text)


def _is_password(near: Near, text: str, scan: Scan) -> bool:
    """Whether a made-up word is what the name means: joined by signs, or plainly no name of a device, network, file or number."""
    end = near.start + len(text)
    letters, digits = sum(c.isalpha() for c in text), sum(c.isdigit() for c in text)
    if (
        len(text) < 5
        or not letters
        or (not is_strong(text) and not _CHAIN.fullmatch(text))
        or is_identifier(text)
        or is_public_word(text)
        or (_HEXED.fullmatch(text) and scan.fits(_LABELLED, scan.text[max(0, near.start - 24) : near.start]))
        or before_unit(scan, end)
        or in_link(scan, near.start)
        or is_piece(scan, text, end)
    ):
        return False
    if scan.text[end : end + 1] in ("/", "\\") or scan.fits(r"^(?:<<password~>>|<<otp~>>)$", text):
        return False
    if not near.ahead and text.rstrip("!").isalpha():
        return False  # "still pending! my password works"
    if not digits and not _SIGN.search(text):
        return _is_chain_of_words(near, text, scan)
    if (near.joined or _OR.search(near.gap)) and near.gap.strip(" \t"):
        return not _TOUCHING_NOT.fullmatch(text) and not _BRAND.fullmatch(text)
    if near.touching and len(text) >= _LEAST_PLAIN and digits:
        return not _NOT_ONE.fullmatch(text)
    return letters >= 2 and digits >= 2 and len(text) >= _LEAST_PLAIN and not _NOT_ONE.fullmatch(text) and not is_thing(text)


def _is_chain_of_words(near: Near, text: str, scan: Scan) -> bool:
    """Whether words chained by signs are a password: told as one, at the end of a clause, and no everyday compound.

    Three words and more ("blue-horse-ladder"), two right behind a sign ("pwd: blue-horse"), or two that do not describe.
    """
    parts = re.split(r"[\-._]", text.lower())
    told = near.ahead and near.joined and scan.fits(r"(?:<<assigns>>|<<is>>|[:=])[ \"'(]*$", near.gap)
    ends = len(parts) >= _LONG_CHAIN or _CHAIN_END.match(scan.text, near.start + len(text)) is not None
    if not (told and _CHAIN.fullmatch(text) and ends) or scan.words.set("compound") & {*parts}:
        return False
    if len(parts) >= 3 or (near.gap.rstrip().endswith((":", "=")) and min(map(len, parts)) >= 3):
        return True
    return min(map(len, parts)) >= 4 and not _DESCRIBES.fullmatch(parts[-1]) and not scan.words.set("not_password") & {*parts}


def _is_alike(text: str) -> bool:
    """Whether the other one of the two may be a password as well."""
    return len(text) > _LEAST_PLAIN and is_strong(text) and not (_NOT_ONE.fullmatch(text) or is_identifier(text) or is_public_word(text))


def _is_changed(text: str) -> bool:
    """Whether something that was changed, or what it was changed to, is a password rather than a device, network or address."""
    digits, letters = sum(c.isdigit() for c in text), sum(c.isalpha() for c in text)
    if digits < (1 if _SIGN.search(text) else 2) or letters < 2 or len(text) < _LEAST_PLAIN + 1:
        return False
    return not (_NOT_ONE.fullmatch(text) or is_identifier(text) or is_public_word(text))


def _is_pin(near: Near, scan: Scan) -> bool:
    """Whether digits are what the name means: six of them in its clause, or four to eight joined by signs."""
    if before_unit(scan, near.end) or is_amount(scan.text, near.end) or is_date(near.text) or in_link(scan, near.start):
        return False
    if follows_noun(scan, near):
        return False
    signs = near.gap.strip(" \t")
    told = near.ahead and scan.fits(r"(?:<<assigns>>|[:=])[ ]?$", near.gap)
    if len(near.text) == 5 and any(c.isdigit() for c in near.gap):
        return False  # another value stands between: "pin 181058, still 58207"
    if near.joined:
        return told or not _YEAR_OR_ERROR.fullmatch(near.text)
    if near.text.endswith("000") and not told:
        return False  # an amount
    return len(near.text) >= 6 and (told or ("," not in signs and sum(c.isdigit() for c in near.text) == 6))


def looks_ordinary(text: str) -> bool:
    """Whether a word of letters and digits is the name of a device, network, file, number or coin."""
    return is_thing(text) or any(pattern.fullmatch(text) for pattern in (_NOT_ONE, _TOUCHING_NOT, _BRAND))


def hides() -> Iterable[str]:
    """The name before, behind, on another line, in a question."""
    return (
        "What's the password? ⟦sunny219⟧",
        "⟦DzUTM1xuds7⟧ that is the pw and it fails",
        "密码→⟦Dragon31DR*⟧，一直报错",
        "⟦Luna.0592⟧——登入密碼",
        "⟦780qwe99⟧ = pwd",
        "mm如下：⟦k27ary5cte7⟧",
        "passphrase → ⟦Bitcoin.0877⟧",
        "⟦Luna06LU*⟧ 那个密码短语(passphrase)",
        "with ⟦811377⟧ as trading pin",
        "把⟦639978⟧当交易密码",
        "pin code? ⟦953046⟧",
        "⟦343262⟧ 那个PIN码 帮我看下",
        "⟦258908⟧\n上面是手势密码",
        "I used ⟦038626⟧ as payment pin",
        "资金密码，⟦385899⟧",
        "my password is ⟦zebra-battery-staple⟧",
        "密码是 ⟦blue-horse-ladder⟧，登录不了",
        "pwd: ⟦blue-horse⟧",
        "my password is ⟦blue-horse⟧",
        "user / maple!1539 / ⟦470348⟧ / ⟦709172⟧  (mail, password, fund password, google code)",
        "密码是 ⟦tulip_fence⟧，登录不了",
        "the passphrase was ⟦maple.river⟧ and it fails",
    )


def keeps() -> Iterable[str]:
    """Something else stands near."""
    return (
        "my password fails on iPhone15, android14 and Win11",
        "密码错误 51008_1000",
        "改了密码之后提现 150000 USDT 失败",
        "资金密码输错，2026-11-20 提现",
        "password reset, order 612345",
        "after the password change I withdrew 250000 USDT",
        "密码登录不了，版本 6.120.1",
        "修改密码 24h 后",
        "password page 2 fails",
        "忘记密码，UID 391827",
        "password? see okx.com/help/reset2",
        "交易密码错误 50113",
        "TRC20 password page",
        "I always log in with my Redmi Note12",
        "密码在 2024 年设的",
        "my password is not-working",
        "password is two-factor protected",
        "the password is state-of-the-art",
        "password: re-entered, still wrong",
        "password page of help.center.example",
        "the password is case-sensitive",
        "my password is browser-saved",
        "password is time-limited",
        "the password is read-only",
        "see login-forgot-password, 2fa-reset, account-freeze-self",
        "related: [api-passphrase-lost, api-signature-50113]",
        "how to brute a ledger pin with a bip39 tool",
    )


DETECTOR = Detector(
    "password",
    FindingClass.SECRET,
    find,
    (
        "<<password~>>",
        "<<many_passwords>>",
        "<<api_passphrase~>>",
        "<<piece>>",
        r"(?:from|从|由)[ ]?[!-~]{6,40}[ ]?(?:to|into|改成|改为|变成|换成|成)[ ]?[!-~]{6}",
    ),
    hides,
    keeps,
    ("api_passphrase",),
    last=True,
)

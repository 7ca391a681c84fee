"""Passwords that are spelled or spoken: "capital S, u, n, 8 8", "tango underscore forty two", 大写W小写a,n,g."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.types import FindingClass

_NAME = "(?:<<password>>|<<api_passphrase>>)"
_CASE = r"(?:<<letter_case>>[ ]?(?:的|letter[ ])?)"
_ONE = rf"(?:{_CASE}?(?:[a-z0-9!@#$%&*_]|<<digit_word~>>{{1,8}}|<<sign_word>>)|{_CASE}[a-z]{{1,12}})"
_SEP = r"(?:[ ]?[,、.\-][ ]?|[ ]|[ ,，]{1,2}(?:then|and|followed by|然后|再|接着|加)[ ]?)"
_RUN = rf"{_ONE}(?:{_SEP}{_ONE}|{_CASE}[a-z0-9]){{3,}}"
_SPELLED = rf"{_NAME}[^\n]{{0,40}}?(?:[:=,，?：]|<<assigns>>|<<is>>|[ ])[ \"'(]{{0,2}}({_RUN})(?:[^0-9A-Za-z'’]|$)"
_SPOKEN = rf"{_NAME}[^\n.:=]{{0,20}}?(?:[:=]|<<assigns>>|<<is>>)[ ]((?:[a-z]{{2,14}}[ ]){{1,7}}[a-z0-9]{{2,14}})"
_ELEMENT = rf"(?:{_CASE}[a-z0-9]{{1,20}}|<<sign_word>>|(?:<<digit_word~>>[ ]?|<<number_word>>[ ]?){{1,8}}|[a-z0-9]{{1,20}})"
_DICTATED = (
    rf"{_NAME}[^\n.:=]{{0,20}}?(?:[:=]|<<assigns>>|<<is>>)[ ]?({_ELEMENT}(?:[ ,]{{0,2}}<<dictated_join>>[ ,]{{0,2}}{_ELEMENT}){{1,6}})"
)
_SAID_SO = "<<letter_case>>|<<sign_word>>|<<digit_word>>|<<number_word>>|[0-9]"
_STOP = r"[ ](?:please|pls|plz|all|no|with|without|but|and it|why|can|could|it|does|doesn't|still|is|was|keeps|so|i|for|which|that|on|in|when|because|thanks|thx|ok|okay|help)(?:[ ].*)?$"
_TELLING = r"(?:^|[^a-z0-9])(?:(?:[a-z][ ,.、-]{1,2}){3}|(?:[a-z0-9][ ,.、-]{1,2}){5}[a-z0-9](?:[^a-z0-9]|$))"
_SINGLE = re.compile(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
_WORD = re.compile("[a-z]{2,20}")
_MIXED = re.compile(r"[0-9]")
_LEAST_LETTERS, _MOST_SAID = 3, 8


def find(scan: Scan) -> Iterator[Span]:
    """Single letters and digits one after the other, and words that hold a spoken sign or number, behind a name of a password."""
    if not scan.mentions(_NAME):
        return
    for hit in scan.finditer(_SPELLED) if scan.mentions(f"{_TELLING}|<<letter_case>>") else ():
        text = hit.group(1)
        letters = len(_SINGLE.findall(text))
        cased = scan.words.regex(_CASE).search(text) is not None
        if letters >= _LEAST_LETTERS or (cased and letters >= 1):
            yield Span(*hit.span(1), score=0.3)
    yield from _dictated(scan) if scan.mentions("<<dictated_join>>") else ()
    for hit in scan.finditer(_SPOKEN) if scan.mentions("<<sign_word>>|<<number_word>>") else ():
        stop = scan.words.regex(_STOP).search(hit.group(1))
        run = hit.group(1)[: stop.start()] if stop else hit.group(1)
        words = run.split(" ")
        told = scan.words.regex(r"<<sign_word>>|<<number_word>>").search(run)
        ordinary = sum(word.lower() in scan.words.set("everyday|not_password") - scan.words.set("number_word|sign_word") for word in words)
        if told and 2 <= len(words) <= _MOST_SAID and ordinary * 3 <= len(words) and _begins(scan, words[0].lower()):
            yield Span(hit.start(1), hit.start(1) + len(run), score=0.3)


def _dictated(scan: Scan) -> Iterator[Span]:
    """Parts that "then" joins, of which one is spoken: "capital k then pepperfalcon", 大写k然后后面是pepper."""
    for hit in scan.finditer(_DICTATED):
        run = hit.group(1)
        told = scan.words.regex(_SAID_SO).search(run) is not None
        if told and not {*_WORD.findall(run.lower())} & scan.words.set("not_password"):
            yield Span(*hit.span(1), score=0.3)


def _begins(scan: Scan, word: str) -> bool:
    """Whether a password may begin with ``word``: a number, or no word of a sentence."""
    return word in scan.words.set("number_word") or word not in scan.words.set("everyday|not_password|between")


def hides() -> Iterable[str]:
    """Letter by letter, sign by sign, as dictated."""
    return (
        "my pass is ⟦capital S, u, n, 8 8⟧",
        "password spelled out: ⟦capital S, u, n, f, l, o, w, e, r, 8 8⟧",
        "pw = ⟦p a n d a 7 7⟧ without the spaces",
        "my password is ⟦tango underscore forty two⟧ please check",
        "okay so my password is ⟦blue sky nineteen ninety⟧ all lowercase",
        "密码：⟦大写Z，小写h,a,n,g，然后八八六六⟧",
        "密码是⟦大写W、a、n、g、9、0⟧",
        "the password is ⟦m-o-o-n-2-2⟧",
        "password is ⟦k, i, t, t, y, one, nine⟧",
        "my wallet password: ⟦maple star sixty two⟧",
        "my login password is ⟦lower case b, o, b, 7⟧",
        "密码我写的⟦大写Q小写w e r 1 2 3⟧",
        "口令是⟦o k x 感叹号 8 8⟧",
        "密码我打给你看，每个字母空一格：⟦k 8 T m 2 q⟧ ，连起来就是",
        "my password is ⟦capital k then pepperfalcon⟧ all one word and it still says wrong",
        "the passphrase is ⟦maple followed by dollar sign and then otter⟧",
        "密码是⟦大写k然后pepperfalcon⟧连着写",
    )


def keeps() -> Iterable[str]:
    """Talk about letters and numbers."""
    return (
        "my password is a bit long",
        "password needs a capital, a digit and a sign",
        "the password is not accepted on both devices",
        "password has one capital letter",
        "my password is wrong twenty times",
        "密码要大写小写加数字",
        "密码是大写开头的",
        "i forgot my password, plan a, b and c all failed",
        "the pin is a 6 digit number",
        "the password is for two accounts",
        "my password is the same on all three",
        "password reset, step a b c done",
        "my password is wrong then locked",
        "the password is reset and then I log in with 2 devices",
        "密码是对的然后就提示错误",
    )


DETECTOR = Detector(
    "password",
    FindingClass.SECRET,
    find,
    (_TELLING, "<<letter_case>>", "<<sign_word>>", "<<number_word>>"),
    hides,
    keeps,
    ("api_passphrase",),
)

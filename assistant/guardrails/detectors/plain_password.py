"""Passwords that are a plain word, told as one: "the password's just football", "pepper, all lowercase", 我设的就是charlie这个单词.

A plain word is a password only by what is said of it: that it is a word, how it is spelled, that it opens everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.types import FindingClass

_NAME = "(?:<<password>>|<<api_passphrase>>)"
_QUOTE = r"[ :\"'“「]{0,2}"
_WORD = r"([A-Za-z]{4,20})"
_END = r"(?:[\"'”」)]|[ ]?(?:$|[,.;!?\n]|[\x{3400}-\x{9fff}])|[ ](?:and|but|for|with|in|on|all|no|not)\b)"
_AS_WORD = r"(?:(?:the[ ]|a[ ]|one[ ]|single[ ])?(?:english[ ])?word|一?[个個]?(?:英文|中文|简单的?)?(?:单词|單詞|词|詞|单字|英文|拼音))"
_TOLD_AS = rf"{_NAME}[^\n.!?。;]{{0,16}}?(?:<<just>>|<<is>>|[:=])[ ]?(?:<<just>>[ ]?)?{_AS_WORD}[ ]?(?:<<is>>)?{_QUOTE}{_WORD}{_END}"
_JUST = rf"{_NAME}(?:[ ]?(?:'s|<<assigns>>|<<is>>|[:=])){{0,2}}[ ]?<<just>>{_QUOTE}{_WORD}{_END}"
_WORD_IS = rf"\b(?:the|my|secret|that)[ ]word[ ](?:is|was|i use is|i used was|would be){_QUOTE}{_WORD}{_END}"
_SPELT = rf"(?:^|[^A-Za-z0-9_@./-]){_WORD}[\"'”」]?[ ]?(?:[,(][ ]?)?(?:<<spelt_so>>)"
_EVERYWHERE = (
    rf"(?:\b(?:use|used|using|uses)[ ](?:the[ ](?:word[ ])?)?{_QUOTE}{_WORD}[\"'”]?[ ](?:<<everywhere>>)"
    rf"|(?:<<everywhere>>)(?:都|也|全|就)?用(?:的)?(?:都)?(?:是|同一个)?{_QUOTE}{_WORD}[\"'”」]?(?:$|[,.;!?\n]|[ ]?[\x{{3400}}-\x{{9fff}}]))"
)
_CONTEXT = f"{_NAME}|<<logs_in>>|<<to_log_in>>"
_NOT = "everyday|not_password|between|told|no_answer|stalls|compound|types|exchange|no_plain_password|seed_phrase"
_ENDINGS = ("ed", "ing", "ly", "tion", "able", "ible", "less", "ness")


def find(scan: Scan) -> Iterator[Span]:
    """Words that are said to be one, to be spelled so, or to be used everywhere, in a message about getting in."""
    if not scan.mentions(_CONTEXT):
        return
    named = scan.mentions(_NAME)
    for template in (_TOLD_AS, _JUST, _WORD_IS, _SPELT) if named else ():
        for hit in scan.finditer(template):
            if _is_free(scan, hit.group(1), strict=template == _JUST):
                yield Span(*hit.span(1), score=0.2)
    for hit in scan.finditer(_EVERYWHERE):
        place = 1 if hit.group(1) else 2
        if _is_free(scan, hit.group(place), strict=True):
            yield Span(*hit.span(place), score=0.2)


def _is_free(scan: Scan, word: str, *, strict: bool) -> bool:
    """Whether ``word`` is none that speaks of passwords; ``strict``: nor one that describes, as its ending tells."""
    lower = word.lower()
    if lower in scan.words.set(_NOT) or scan.fits("^(?:<<password>>|<<otp>>)$", lower) or word.isupper():
        return False
    return not (strict and lower.endswith(_ENDINGS))


def hides() -> Iterable[str]:
    """A word and what is said of it."""
    return (
        "password's just ⟦football⟧",
        "my password is just ⟦sunshine⟧, why is it refused",
        "the password is simply the word ⟦pepper⟧",
        "the word is ⟦pepper⟧, lowercase, that's my password",
        "password? ⟦butterfly⟧, all lowercase",
        'the passphrase was "⟦dragon⟧" in small letters and it fails',
        "i use ⟦liverpool⟧ for everything and okx says the password is wrong",
        "密码就一个单词 ⟦lovely⟧",
        "密码我设的就是⟦charlie⟧这个单词，全小写",
        "登录密码只是拼音⟦xiaoming⟧，登不上",
        "密码是⟦ginger⟧，全是小写，没有数字",
        "我所有网站都用⟦monkey⟧，登录不了",
        "pw is only ⟦mustang⟧ and it is refused",
    )


def keeps() -> Iterable[str]:
    """What is said of passwords themselves, and of other things that are used."""
    return (
        "the password is just wrong",
        "my password is just gone",
        "password is only accepted on the phone",
        "the password must be all lowercase",
        "password is case sensitive, lowercase only",
        "i use chrome for everything and cannot log in",
        "i use binance for everything, okx login fails",
        "密码只是忘了",
        "密码就是不对",
        "密码要小写字母",
        "我所有平台都用Google登录",
        "the password page is just blank",
        "the word is that passwords leaked",
        "PIN, all lowercase letters are refused",
        "密码只能用英文字母",
        "i have written everywhere about my login and nobody reacts",
    )


DETECTOR = Detector(
    "password",
    FindingClass.SECRET,
    find,
    (
        "<<password~>>[^\n]{0,30}<<just>>",
        r"<<just>>[^\n]{0,6}(?:单词|英文|拼音|\bword\b)",
        r"\bword[ ](?:is|was|i|would)\b",
        "<<spelt_so>>",
        "<<everywhere>>",
    ),
    hides,
    keeps,
    ("api_passphrase",),
    last=True,
)

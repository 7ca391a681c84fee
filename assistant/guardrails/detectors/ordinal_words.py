"""Words of a seed phrase told one by one with their places, or by its beginning and its end: "first is …, second …", 第一个词是…"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.mnemonics import packed_counts
from assistant.types import FindingClass

_PLACE = r"<<ordinal>>(?:[ ]?(?:word|one|个|個|词|詞|单词|位|<<is>>|[:=])){0,4}[ :\"'“「]{0,2}([a-z]{3,8})(?:$|[^a-z'’])"
_EDGE = (
    r"<<edge_of_phrase>>(?:[ ]?(?:with|in|at|是|:|the words?)){0,3}[ :\"'“「]{1,2}((?:[a-z]{3,8}[ ,、]{1,2}){1,7}[a-z]{3,8})(?:$|[^a-z'’])"
)
_ONE = (
    r"(?:<<ordinal>>|\b(?:last|final|missing|next)\b|最后一?|缺的|漏的|少的)[ ]?(?:word|one|那?个|個|词|詞|单词|位){1,3}[^\n.!?。0-9]{0,24}?"
    r"(?:\b(?:is|was|be)\b|是|为|可能|应该)[ ]{0,2}[\"'“]?([a-z]{3,8})(?:[\"'”]?[ ]?(?:or|或者?|还是|/)[ ]?[\"'“]?([a-z]{3,8}))?(?:$|[^a-z'’])"
)
_WORD = re.compile("[a-z]+")
_LEAST, _LEAST_NAMED = 3, 2


def find(scan: Scan) -> Iterator[Span]:
    """List words behind ordinals, hardly any of them everyday ones; behind "beginning" and "ending" where a phrase is spoken of."""
    everyday, listed = scan.words.set("everyday|phrase_talk|not_password"), packed_counts()
    named = scan.mentions("<<seed_phrase>>")
    spans = [hit.span(1) for hit in scan.finditer(_PLACE) if hit.group(1).lower() in listed]
    words = [scan.lower[start:end] for start, end in spans]
    talk = everyday if named else everyday | scan.words.set("list_talk")
    rare = sum(word not in talk for word in words)
    if len(words) >= (_LEAST_NAMED if named else _LEAST) and rare * 2 >= len(words) and len(set(words)) > 1:
        yield from (Span(start, end, score=0.3) for start, end in spans)
    if named:
        for hit in scan.finditer(_ONE):
            for start, end in (hit.span(1), hit.span(2)):
                told = scan.lower[start:end] if start >= 0 else ""
                if told in listed and told not in everyday:
                    yield Span(start, end, score=0.3)
        for hit in scan.finditer(_EDGE):
            found: list[str] = []
            end = hit.start(1)
            for word in _WORD.finditer(scan.lower, *hit.span(1)):
                if word.group() not in listed:
                    break
                end, found = word.end(), [*found, word.group()]
            if len(found) > 1 and sum(word not in everyday for word in found) * 2 >= len(found):
                yield Span(hit.start(1), end, score=0.3)


def hides() -> Iterable[str]:
    """Told by place; the words are drawn from the list, no whole phrase of anybody."""
    return (
        "first is ⟦rally⟧, second ⟦twin⟧, third ⟦rescue⟧, fourth ⟦bundle⟧",
        "1st word ⟦rally⟧ 2nd word ⟦twin⟧ 3rd word ⟦rescue⟧",
        "my seed phrase: first word ⟦rally⟧, second word ⟦twin⟧",
        "the seed is twelve words beginning ⟦rally twin rescue⟧ and ending ⟦bundle sphere⟧",
        "my recovery phrase starts with ⟦rally twin⟧ i think",
        "第一个是⟦rally⟧，第二个是⟦twin⟧，第三个是⟦rescue⟧",
        "助记词第一个词⟦rally⟧第二个词⟦twin⟧",
        "助记词开头是 ⟦rally twin rescue⟧，结尾是 ⟦bundle sphere⟧",
        "第1个词是⟦rally⟧，第2个词是⟦twin⟧，第3个词是⟦rescue⟧",
        "first: ⟦rally⟧, second: ⟦twin⟧, third: ⟦rescue⟧",
        "the mnemonic ends with ⟦bundle sphere gospel⟧",
        "the last word of my seed phrase is ⟦gospel⟧",
        "my recovery phrase: the third word might be ⟦gospel⟧ or ⟦sphere⟧",
        "助记词最后一个词应该是⟦gospel⟧",
        "seventh word ⟦gospel⟧, eighth word ⟦sphere⟧ of my seed phrase are smudged",
    )


def keeps() -> Iterable[str]:
    """Places in other lists."""
    return (
        "first step, second step, third time",
        "first account, second phone, third email",
        "第一次提现，第二次充值",
        "the first order is stuck, the second order is fine",
        "my seed phrase: the first word is missing, the second word is blurred",
        "首先第一个是充值，第二个是提现",
        "the first page works, second page fails, third page blank",
        "the recovery phrase begins with a capital letter",
        "first i lost my phone, second the email",
        "seed phrase ends with error after the third try",
        "助记词第一个词看不清，第二个词也是",
        "the last word of my seed phrase is missing",
        "the last word of my recovery phrase is wrong or blurred",
        "助记词最后一个词是什么",
        "the third deposit of the second account",
    )


DETECTOR = Detector("seed_phrase", FindingClass.SECRET, find, (_PLACE, _ONE, "<<edge_of_phrase>>"), hides, keeps)

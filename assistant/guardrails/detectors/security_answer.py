"""Answers to security questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.types import FindingClass

_SHAPE = (
    r"(?:<<security_question>>[^\n]{0,60}?<<answer~>>|<<security_answer~>>)[ \t]*(?:[:=]|"
    r"<<assigns>>)[ \t\"']*([^\n,.;!?\"'\x{e000}]{1,40})"
)
_BARE = r"<<security_question>>[^\n]{0,60}?<<answer>>[ \t]+((?-i:[A-Z])[a-z]{2,20}(?:[ ](?-i:[A-Z])[a-z]{2,20}){0,2})[ \t]*(?:[\n,.;!?]|$)"
_BARE_HANZI = r"<<security_question>>[^\n]{0,40}?<<answer>>[ \t]?([\x{4e00}-\x{9fff}]{2,6})[ \t]*(?:[\n,.;!?。]|$)"
_AFTER = r"<<answer~>>[ \t]*[:=][ \t\"']*([^\n,.;!?\"'(\x{e000}]{1,40})"


def find(scan: Scan) -> Iterator[Span]:
    """What stands after "the answer is" in a line about a security question."""
    for match in (
        *scan.finditer(_SHAPE),
        *scan.finditer(_BARE),
        *scan.finditer(_BARE_HANZI),
        *(scan.finditer(_AFTER) if scan.mentions("<<security_question>>") else ()),
    ):
        text = match.group(1).strip()
        if text and not scan.words.regex("^(?:<<not_password>>)").search(text):
            yield Span(match.start(1), match.start(1) + len(match.group(1).rstrip()))


def hides() -> Iterable[str]:
    """Announced answers."""
    return (
        "security question: first pet? answer: ⟦Rex the dog⟧",
        "my security answer is ⟦Springfield⟧",
        "密保答案是⟦王小花⟧",
        "安全问题是小学名字，答案：⟦红星小学⟧",
        "mother's maiden name is ⟦Kowalska⟧",
        "我母亲的姓名是⟦李秀英⟧",
        "security answer: ⟦blue bicycle⟧",
        "the answer to my security question is ⟦Lisbon⟧",
        "密保：我的小学？答案：⟦第二小学⟧",
        "first car? answer: ⟦Corolla⟧ (security question)",
        "安全问题答案：⟦小黑⟧，还是提示不对",
        "密保答案：⟦春天⟧",
        "安全问题：最喜欢的颜色？答：⟦墨绿⟧",
        "security question first school answer ⟦Hillside⟧",
    )


def keeps() -> Iterable[str]:
    """Talk about answers."""
    return (
        "密保问题忘了",
        "how do I change my security question",
        "the answer is simple",
        "答案是什么",
        "security answer is wrong",
        "密保答案忘记了",
        "答案：以官方页面为准",
        "what is the answer",
        "安全问题怎么改",
        "my question: where is my deposit",
        "the support answer was: wait",
        "密保手机换号了",
    )


DETECTOR = Detector("security_answer", FindingClass.SECRET, find, ("<<security_question>>", "<<security_answer~>>"), hides, keeps)

"""Answers to security questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import REFERENCE, labels
from assistant.guardrails.patterns import Hit
from assistant.types import FindingClass

_NAME = "(?:<<security_question>>[^\\n]{0,60}?<<answer~>>|<<security_answer~>>(?:[ ]<<answer>>)?)"
_VALUE = r"((?:(?:Mrs?|Ms|Dr|St)\. )?[^\s,.;:!?=\"'`(){}\[\]<>|~「」【】*☜👈\x{e000}][^\n,.:;!?=\"'`()\[\]<>|~「」【】*☜👈\x{e000}]{0,39})"
_QUESTION = r"<<asked_question>>[^\n=:>→?]{0,24}(?:->|→|[:=?]|[ ]-[ ])[ \t\"']{0,3}" + _VALUE
_IT_WAS = r"<<asked_question>>[.,!?:]{0,2}[ ](?:it was|it's|it is|was|called|named|i put)[ ][\"'“]?((?-i:[A-Z][a-z]{2,20}(?:[ ][A-Z][a-z]{2,20}){0,2}))"
_PUT = r"<<answer>>[ ,:]{1,2}(?:i put|i typed|i wrote|i gave|i entered|i answered)[ ]?[\"“‘'「]([^\"”’'」\n]{2,40})[\"”’'」]"
_BARE = r"<<asked_question>>[ ]((?-i:(?:(?:Mrs?|Ms|Dr|St)\.? )?[A-Z][a-z]{2,20}))(?:$|[^0-9A-Za-z'])"
_TOLD = r"(?:<<security_question>>|<<asked_question>>)[^\n]{0,60}?<<answer_told>>[ \t:=\"'“「]{0,3}([^\s,.:;!?=\"'`(){}\[\]<>|~“”「」【】][^\n,.:;!?=\"'`()“”「」]{0,39})"
_SMALL = r"(?:[ \t]?(?:<<between>>|<<points>>))"
_LED = (
    _NAME
    + r"[ \t*\"')\]]{0,4}(?:"
    + _SMALL
    + r"{0,6}[ ]?[:=]|"
    + _SMALL
    + r"{1,6}[ \t](?:is|was|are)[ \t]|[(\[「【|~`>\"]|->|[→⇒➜➡☞👉]|是|为|為|成|<<assigns>>|'s[ ]|[ \t](?:<<between>>[ \t]){1,4})[ \t\n\"'`*>=(:\[「【]{0,4}"
    + _VALUE
)
_POINTED = r"<<security_question>>[ ]?[☞👉][ ]?" + _VALUE
_MADE = _NAME + r"[^\n,.:;!?=。]{1,12}?(?:是|为|為|成|叫|填|\bto\b)[ \t\"']{0,2}([A-Za-z][A-Za-z ]{2,24})(?:$|[^0-9A-Za-z_@])"
_SIGNED = _NAME + r"[ \t*\"')]{0,3}(?:[ ]?(?:[,;?、/—-]|\.{1,3}|<<between>>|<<points>>|\n)){0,4}[ \t\n\"'-]{0,3}(?:it's[ ])?" + _VALUE
_AFTER = r"<<answer~>>[ \t]*(?:[:=]|是|為|为)[ \t\"']*" + _VALUE
_BEFORE = (
    r"([A-Za-z\x{4e00}-\x{9fff}][A-Za-z\x{4e00}-\x{9fff} ]{1,24}?)[ ]?(?:<-|←|=|是|is|was)[ ]?(?:<<mine>>|my|the)?[ ]?<<security_answer>>"
)
_ASKED_NEXT = "^(?:<<security_question>>|<<asked_question>>|<<security_answer>>)"
_STOP = r"[ ](?:and|but|please|pls|is|was|does|doesn't|can|so|which|why|thx|thanks)(?:[ ]|$)|[ ][\x{4e00}-\x{9fff}]|还是|怎么|但是|一直|帮我|提示|报错|,"
_NO_ANSWER = r"^(?:(?:p2p|c2c|kyc|api|okx|my|your|withdraw\w*|login)\b|<<not_password>>|<<answer>>|不是|不能|不会|否|了?[0-9一二三四五六七八九十几好多]{1,2}[次遍])"
_MADE_UP = re.compile(r"(?=[A-Za-z+/]{0,20}[0-9])[A-Za-z0-9+/_\-]{14,}")  # no answer: another secret stands behind it
_HANZI = re.compile("[\u4e00-\u9fff]+")
_MOST_HANZI = 8
_REPLIES = ("no", "yes", "it", "that", "the", "so", "ok", "nothing", "i")
_MOST_TOLD = 24


def find(scan: Scan) -> Iterator[Span]:
    """What a name of an answer leads to; in a line about a security question also what stands behind "answer:"."""
    for template in (_LED, _POINTED) if "☞" in scan.text or "👉" in scan.text else (_LED,):
        for hit in scan.finditer(template):
            yield from _value(scan, hit, 40)
    for hit in scan.finditer(_MADE):
        if hit.group(1).split()[0].lower() not in scan.words.set("not_password"):
            yield from _value(scan, hit, 24)
    for hit in scan.finditer(_SIGNED):
        if _reads_like_an_answer(scan, hit):
            yield from _value(scan, hit, 24)
    if scan.mentions("<<security_question>>"):
        for hit in scan.finditer(_AFTER):
            yield from _value(scan, hit, 40)
    for hit in scan.finditer(_QUESTION):
        yield from _value(scan, hit, 40)
    for hit in scan.finditer(_TOLD):
        yield from _told(scan, hit)
    bare = (hit.span(1) for template in (_BARE, _IT_WAS, _PUT) for hit in scan.finditer(template))
    yield from (Span(start, end) for start, end in bare if not scan.is_hidden_behind(end))
    for hit in scan.finditer(_BEFORE):
        yield from _value(scan, hit, 24)


def _value(scan: Scan, hit: Hit, most: int) -> Iterator[Span]:
    """The value up to the next label or the words with which the sentence goes on."""
    start, end = hit.span(1)
    first = next((label.start for label in labels(scan) if start < label.start < end and label.group in REFERENCE), end)
    key = _MADE_UP.search(scan.text, start, first)
    first = key.start() if key else first
    stop = scan.words.regex(_STOP).search(scan.text[start:first])
    text = scan.text[start : start + stop.start()] if stop else scan.text[start:first]
    text = text.rstrip(" \t")
    if scan.text.startswith("'s ", start + len(text)) and scan.words.regex(_ASKED_NEXT).search(scan.text[start : start + 48]):
        return  # "first car is Fiat: mother's maiden name is …"
    if text.startswith("/") or text.split(" ", 1)[0] in _REPLIES[2:]:
        return  # "maiden name on it / my friend paid"
    if 0 < len(text) <= most and not scan.is_hidden_behind(start + len(text)) and not scan.words.regex(_NO_ANSWER).search(text):
        yield Span(start, start + len(text))


def _told(scan: Scan, hit: Hit) -> Iterator[Span]:
    """What "I put" or 我答 leads to, up to the words with which the sentence goes on."""
    start, end = hit.span(1)
    just = scan.words.regex("^(?:<<just>>)[ ]?").search(scan.text[start : start + 12])  # 我填的就是…
    start += just.end() if just else 0
    stop = scan.words.regex("[ ]?<<answer_ends>>").search(scan.text[start:end])
    text = (scan.text[start : start + stop.start()] if stop else scan.text[start:end]).rstrip(" 的了啊吧呢")
    if text.split(" ", 1)[0] in _REPLIES or scan.is_hidden_behind(start + len(text)):
        return
    if text and len(text) <= _MOST_TOLD and not scan.words.regex(_NO_ANSWER).search(text):
        yield Span(start, start + len(text), score=0.3)


def _reads_like_an_answer(scan: Scan, hit: Hit) -> bool:
    """Whether a value without a sign of its own is a name or a thing: capitals, or few characters that are no sentence."""
    text = hit.group(1)
    if text[0].isascii():
        words = [word.lower() for word in text.split()[:2]]
        ordinary = scan.words.set("everyday|between")
        signed = any(sign in scan.text[hit.start() : hit.start(1)] for sign in ",;?.-\n")
        return words[0] not in ordinary and (text[0].isupper() or signed) and not text[:1].isdigit()
    run = _HANZI.match(text)
    word = run.group().rstrip("呢吗吧啊了") if run else ""
    pairs = {word[i : i + 2] for i in range(len(word) - 1)}
    return 2 <= len(word) <= _MOST_HANZI and not pairs & scan.words.set("everyday_hanzi") and not set(word) & set("的不没我你错")


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
        "my secret answer - ⟦Lisbon⟧ and it fails",
        "密保答案【⟦红旗小学⟧】",
        "安全问题的答案「⟦blue Corolla⟧」呢？",
        "密保答案⟦王芳⟧ UID 612345678",
        "mother's maiden name, ⟦Kowalski⟧",
        "What's the security answer? ⟦Rex⟧",
        "⟦旺财⟧是我的密保答案",
        "security question first school answer ⟦Hillside⟧",
        "密码没错，密保☞⟦外婆家的老槐树⟧☜ 为啥还要人工审",
        "security answer 👉 ⟦Lisbon⟧",
        "登录的时候让回答安全问题“你小学叫什么”，我答⟦豆豆小皮球⟧一直说不对",
        "密保问题“第一只宠物”的答案我填的⟦杨桂芳奶奶家⟧，现在提示不匹配",
        "the security question asks my first car, i put ⟦blue Fiat⟧ and it fails",
        "favourite teacher ⟦Mrs Dalloway⟧ is refused",
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
        "how do i set a security question answer for p2p",
        "安全中心→密保→修改，找不到",
    )


DETECTOR = Detector(
    "security_answer",
    FindingClass.SECRET,
    find,
    ("<<security_question>>", "<<security_answer~>>", "<<asked_question>>", r"<<answer>>[ ,:]{1,2}i[ ][a-z]{3,8}[ ]?[\"“‘'「]"),
    hides,
    keeps,
)

"""Answers to security questions told in a list, each behind its question or one behind the other: 密保：小学叫…，妈妈姓…"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import REFERENCE, label_starts, labels
from assistant.types import FindingClass

_H = "\u3400-\u9fff"
_LATIN = r"(?:(?:Mrs?|Ms|Dr|St)\.? )?[A-Za-z][A-Za-z'’\-]{1,20}(?: [A-Za-z][A-Za-z'’\-]{1,20}){0,2}"
_WORD = f"(?:[{_H}]{{1,9}}[0-9A-Za-z]{{0,6}}|{_LATIN}(?: ?[0-9]{{1,4}}(?![0-9]))?|[0-9]{{2,4}}[{_H}]{{1,6}})"
_VALUE = re.compile(f"[ \"'“「『(《]{{0,2}}({_WORD})")
_BY_TOPIC = r"<<question_topic>>(?:[ ]?<<answer_link>>|[ ]?[:=]|[ ]?[-=]{1,2}>|[ ]?→|[ ][-—][ ]){1,2}"
_BY_CAPITAL = r"<<question_topic>>[ ]()(?-i:(?:(?:Mrs?|Ms|Dr|St)\.? )?[A-Z][a-z]{2})"
_FOR_IT = r"(?:\banswers?\b|[ ]i put|[ ]i typed)[^\n.!?]{0,30}?(?:\bbe|\bis|\bwas|\bput|\btyped)[ ]([A-Za-z][A-Za-z'’ ]{2,24}?)[ ](?:for|as|to)[ ](?:the[ ]|my[ ])?<<question_topic>>[ ](?:question|one)"
_ASKED = r"(?:问|問|\basks?\b|\basked\b|\basking\b|\bwants\b)[^\n.。!?;]{0,24}?(?:<<question_topic>>|<<childhood>>)[^\n.。!?;0-9]{0,24}?(?:<<answer_told>>|我写|我填|我答|我输)[ :\"'“「]{0,3}([A-Za-z\x{3400}-\x{9fff}])"
_QUESTIONED = r"(?:<<security_context>>|<<childhood>>|<<asked_question>>|\bq[:.])[^\n?]{0,40}[?][ ]?(?:\b(?:a|ans|answer|me|i said|i put)|答案?|回答|我答|我填)[ ]?[:：.]?[ ]?[\"'“「]?([A-Za-z\x{3400}-\x{9fff}])"
_PUT_FOR = r"\b(?:i|my)[ ](?:answered|put|typed|entered|wrote|used|gave|answer is|answer was)[ ][\"'“]?([A-Za-z][A-Za-z'’]{1,20}(?:[ ][A-Za-z'’]{1,20}){0,2}?)[\"'”]?[ ](?:for|as|to|on|in)[ ](?:the|my|that|it's)?[ ]?[^\n.!?]{0,16}?(?:<<asked_question>>|<<question_topic>>)[^\n.!?]{0,20}?\b(?:question|one|answer|field|thing)\b"
_HEAD = r"<<security_context>>[^\n:;。!?=0-9]{0,20}(?:[:=]|<<answer_link>>)[ ]?[:=]?"
_ANSWER_IS = r"(?:my|the)[ ]answer[ ](?:is|was)[ ]|答案[是:填]"
_SIGN = re.compile(r"[ \"'”」』)》]{0,2}(?:[ ]?[,、;/|\n][ ]?|[ ]{1,2}|[ ]?(?:和|跟|还有|以及|and)[ ]?)(?:and[ ]|和|[0-9][.):、][ ]?)?")
_NUMBERED = re.compile(f"(?<![0-9])[1-5一二三①②③][ ]?[.:)、是][ ]?[\"'“「]?({_WORD})")
_NO_ANSWER = re.compile("[0-9一二三四五几]次|[什怎哪谁吗呢没不错忘忙帮试过请我你他这那]|问题|答案|密保|安全|提示|一个|系统")
_REST = re.compile("(?:[了吧呀啊的]|还是|都(?=[不试没是对填答说过])|一直|提示|系统|但|帮|怎么|现在|不对|可是).*$")
_LEAST, _MOST, _MOST_LATIN = 2, 12, 24
_MOST_TOLD = 40
_REACH = 200


def find(scan: Scan) -> Iterator[Span]:
    """In a message about security questions: what stands behind the nouns of questions, in lists and behind numbers."""
    context = next(scan.finditer("<<security_context>>"), None)
    for template, place in ((_ASKED, 1), (_QUESTIONED, 1), (_PUT_FOR, 1)):
        for hit in islice(scan.finditer(template), _MOST_TOLD):
            yield from _answer(scan, hit.start(place), least=1)
    if context is None:
        if scan.mentions("<<asked_question>>"):
            for hit in scan.finditer(_ANSWER_IS):
                yield from _answer(scan, hit.end(), least=1)
        return
    text = scan.text
    for hit in scan.finditer(_BY_TOPIC):
        yield from _answer(scan, hit.end(), least=1)
    for hit in scan.finditer(_BY_CAPITAL):
        yield from _answer(scan, hit.end(1), least=1)
    for hit in scan.finditer(_FOR_IT):
        yield from _answer(scan, hit.start(1), least=1)
    for hit in scan.finditer("<<answer_told>>[ :]{0,2}"):
        yield from _answer(scan, hit.end(), least=1)
    for hit in scan.finditer(_HEAD):
        yield from _listed(scan, hit.end())
    start, end = context.start(), context.start() + _REACH
    numbered = [span for match in _NUMBERED.finditer(text, start, end) for span in _answer(scan, match.start(1), least=1)]
    if len(numbered) >= _LEAST:
        yield from numbered


def _listed(scan: Scan, at: int) -> Iterator[Span]:
    """Two and more short values in a row, whatever signs part them."""
    found: list[Span] = []
    while len(found) < _MOST:
        span = next(_answer(scan, at, least=2), None)
        if span is None:
            break
        found.append(span)
        sign = _SIGN.match(scan.text, span.end)
        if sign is None:
            break
        at = sign.end()
    if len(found) >= _LEAST:
        yield from found


def _answer(scan: Scan, at: int, *, least: int) -> Iterator[Span]:
    """The value that begins at ``at``, without the words with which the sentence goes on; nothing if it reads like a sentence."""
    match = _VALUE.match(scan.text, at)
    if match is None:
        return
    text = match.group(1)
    at = bisect_left(label_starts(scan), match.start(1))
    if any(label.start == match.start(1) and label.group in REFERENCE for label in labels(scan)[at : at + 1]):
        return
    if text[0].isascii() and text[0].isalpha():
        text = _latin(scan, text)
    else:
        text = _REST.sub("", text)
        if _NO_ANSWER.search(text) or len(text) < least or (least > 1 and text[:2] in scan.words.set("everyday_hanzi")):
            return
    if (
        text
        and not scan.is_hidden_behind(match.start(1) + len(text))
        and not scan.words.regex("^(?:<<not_password>>|<<question_topic>>$)|<<question_topic>><<answer_link>>").search(text)
    ):
        yield Span(match.start(1), match.start(1) + len(text), score=0.3)


def _latin(scan: Scan, text: str) -> str:
    """The words of ``text`` up to the first with which a sentence goes on; a small word in front makes it none."""
    ordinary = scan.words.set("everyday|not_password|between")
    words = text.split(" ")
    if not words[0][:1].isupper() and words[0].lower() in ordinary - {"the", "blue"}:
        return ""
    kept = [words[0]]
    for word in words[1:]:
        if word.lower() in ordinary:
            break
        kept.append(word)
    answer = " ".join(kept)
    return "" if answer in ("the", "The") or len(answer) > _MOST_LATIN else answer


def hides() -> Iterable[str]:
    """Several answers in one message."""
    return (
        "密保：小学叫⟦育才二小⟧，妈妈姓⟦欧阳⟧，第一只狗叫⟦豆豆⟧，还是过不去",
        "密保问题三个答案分别是⟦红旗中学⟧、⟦大黄⟧、⟦刘桂英⟧，帮我看哪个错了",
        "密保三个：⟦青岛⟧ ⟦旺财⟧ ⟦李老师⟧，都试了",
        "安全问题1:⟦成都⟧ 2:⟦奥特曼⟧ 3:⟦张秀芳⟧",
        "security answers are ⟦Fluffy⟧, ⟦Manchester⟧ and ⟦Mrs Hargreaves⟧ but it says no match",
        "my security Qs: pet = ⟦Biscuit⟧, street = ⟦Elm Grove⟧, teacher = ⟦Mr Doyle⟧",
        "密保答案依次是：⟦绵阳⟧/⟦黑子⟧/⟦外国语学校⟧",
        "安全问题我填的 出生地 ⟦大庆⟧，宠物 ⟦咪咪⟧".replace("出生地 ", "出生地是").replace("宠物 ", "宠物叫"),
        "security questions: mother's maiden name is ⟦Kowalczyk⟧, first car is ⟦Fiat⟧",
        "密保：出生城市=⟦洛阳⟧；偶像=⟦刘德华⟧",
        "secret questions, city: ⟦Porto⟧, band: ⟦Radiohead⟧, neither works",
        "密保都答了，班主任是⟦周老师⟧，外婆叫⟦孙秀兰⟧",
        "答案我写的⟦天安门⟧ 密保那个",
        "he asked where i was born, i said ⟦Gdansk⟧, that's my security answer",
        'the answer is ⟦Tooting Bec⟧ to "where did you grow up", rejected',
        "安全问题的答案叫⟦Kowalski⟧ UID 612345678901234567",
        "密保答案我记得是⟦天津⟧、⟦小灰灰⟧",
        "它问我妈妈的姓我填的⟦欧阳⟧不对",
        "问我小时候住哪条街，我写⟦平安大街⟧，说不匹配",
        "Q: favourite food? A: ⟦Lasagna⟧",
        "I answered ⟦Lasagna⟧ for the mother's maiden name one",
        "安全问题：你的小学？答：⟦光明小学⟧",
    )


def keeps() -> Iterable[str]:
    """Talk about questions, and lists of other things."""
    return (
        "密保问题：忘了怎么办",
        "密保：手机、邮箱都换了",
        "安全问题有三个，都忘了",
        "security questions: lost, forgot",
        "security questions are not accepted and the page reloads",
        "密保问题我填了三次都不对",
        "security question: i said no and closed it",
        "密保问题怎么改？小学叫什么也不记得",
        "安全问题：提现、充值、登录都不行",
        "security question page is blank, error 500",
        "密保问题1是什么 2是什么",
        "what are my security questions?",
        "密保答案是不是区分大小写",
        "安全问题：1、订单没到 2、退款没到",
        "Q: why is my deposit late? A: wait",
        "客服问我妈妈的电话，我说没有",
        "i put USDT in for the first car one",
        "问我学校的事我填了一下就退出了",
    )


DETECTOR = Detector(
    "security_answer",
    FindingClass.SECRET,
    find,
    ("<<security_context>>", "<<asked_question>>", _ASKED, _QUESTIONED, _PUT_FOR),
    hides,
    keeps,
)

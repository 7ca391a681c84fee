"""How one message prepares for the next: it announces a value and gives none, asks for one, or breaks off in the middle of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from assistant.guardrails.halves import claim_at, clause_claims, other_half, set_up_key
from assistant.guardrails.later_answers import answers_told
from assistant.guardrails.lone_codes import lone_codes
from assistant.guardrails.named_things import is_thing
from assistant.guardrails.replies import core, is_plain_answer
from assistant.guardrails.spoken import Spoken, spoken_of
from assistant.types import FindingClass

if TYPE_CHECKING:
    from assistant.guardrails.engine import Engine
    from assistant.guardrails.overlaps import Claim
    from assistant.guardrails.words import Words

NAME = (
    r"(?:<<password>>|<<otp>>|<<code>>|<<api_key>>|<<api_secret>>|<<api_passphrase>>|<<private_key>>|<<totp_secret>>|<<security_answer>>"
    r"|<<backup_code>>|<<session>>)"
)
"""Pattern of the names of secrets that may be announced in one message and given in the next."""

_SIZE = 60
_LONGEST_QUESTION, _SHORT_QUESTION, _SHORT, _LONGEST_TOLD = 120, 40, 30, 400
_MOST_PARTS, _MOST_BESIDE = 2, 12
_LEAST_OF_ANSWER = 0.6
_LEAD = NAME + r"(?:[ \t]|<<between>>){0,6}(?:[:=]|<<assigns>>)[ \t:=\"']{0,3}$"
_NAMED = NAME + r"(?:[ \t,.!?~…]|<<between>>|<<points>>){0,4}$"
_GOES_ON = r"^(?:[ \t]|<<between>>|<<assigns>>|<<mine>>|<<points>>){1,8}[:=]?$"
_ASKS = r"<<ask_tell>>|<<ask_what>>|<<i_need>>|<<what_is>>|\bwhat(?:'?s| is| was)[ ][^?\n]{0,60}[?][ ]*$|^(?:(?:so|ok|and|now)[ ,]+)?what(?:'?s| is| was)[ ](?:your|ur|the)[ ][^?\n]{0,40}$|\bwhat (?:does|do|did)\b[^?\n]{0,50}[?][ ]*$|<<asks_back>>|\b(?:what|which)\b[^?\n]{0,40}\b(?:did|do|does)\b[^?\n]{0,40}[?]?[ ]*$|\bwhat (?:is|was) it[?]?[ ]*$|^(?:and |the )?name of (?:your|ur) |<<what_kind>>|^[^?\n]{0,16}<<ask_enter>>[ ](?:the|your|ur)[ ]|(?:received|got|sent|gave)\b[^?\n]{0,20}[?][ ]*$"
_PERSONAL = "(?:<<phone>>|<<id_card>>|<<passport>>|<<licence>>|<<bank_card>>|<<birth>>|<<person>>|<<home>>)"
_ASKS_PERSON = (
    rf"(?:<<ask_tell>>|<<ask_what>>|<<i_need>>|\bwhat(?:'?s| is| was| are)?\b|\bwhere\b|\bconfirm\b)[^?\n]{{0,40}}?({_PERSONAL})[^?\n]{{0,12}}[?][ ]*$"
    rf"|^[^?\n]{{0,8}}?({_PERSONAL})[^?\n]{{0,3}}[?][ ]*$|^[ ]{{0,2}}({_PERSONAL})[ :]{{0,2}}$"
    rf"|(?:^|[: ]{{1,3}})what(?:'?s| is| are)[ ](?:your|ur|the)[ ][^?\n]{{0,16}}?({_PERSONAL})[^?\n]{{0,6}}$"
    rf"|(?:<<ask_tell>>|<<i_need>>)[^?\n]{{0,24}}?({_PERSONAL})[^?\n]{{0,12}}[?]?$"
    rf"|\b(?:confirm|provide|state|verify|enter|share)\b[^?\n]{{0,10}}\b(?:your|ur)\b[^?\n]{{0,16}}?({_PERSONAL})[^?\n]{{0,12}}[.!]?$"
    rf"|(?:\b(?:your|ur)\b|您的?|你的?)[^?\n]{{0,24}}?({_PERSONAL})[^?\n]{{0,8}}[?][ ]*$"
)
_ASKS_HASH = r"(?:<<ask_tell>>|<<ask_what>>|<<i_need>>|\bwhat(?:'?s| is| was)?\b|[:：]|^)[^?\n]{0,24}?(?:<<txid>>|transaction hash)[^?\n]{0,28}(?:[?]|$)"
_SHORT_KEY = r"^(?:\W|and|your|ur|the|那|你的|再|还有|[a-z]{2,8}[:：])*(?:api[ ]?)?(key|secret|pass ?phrase|sec|口令|密钥)(?:[ ]?(?:呢|[?]|是|多少|发来?|发我)){1,3}[ ]*$"
_TOPIC_ASKED = r"(?:<<question_topic>>|<<asked_question>>)[^?？\n]{0,8}?(?:什么|啥|哪里|哪|谁|[?？]|乜)"
_NAME_ASKED = r"\b(?:what|which|whose|under what)[ ]name\b|贵姓|貴姓|怎么称呼|尊姓大名|how (?:should|may|can) i (?:call|address) you"
_RECEIVED = re.compile("收到(?:了)?[吗没嗎][,， ]*(?=.)")
_WHAT = re.compile(r"\bwhat(?:'?s|\s+is|\s+was|\s+does|\s+do|\s+did)(?:\s+the)?\b", re.IGNORECASE)
_AGAIN = r"<<changed_to>>|<<entered>>|<<told>>|<<again>>|<<tried_digits>>"
_TROUBLE = r"(<<password>>)[^\n]{0,24}?(?:<<tried_behind>>|忘|forgot)"
_ANSWERS = r"<<security_question>>|<<security_answer>>"
_WHOLE = {"bank_card": 13, "id_card": 15, "identity_number": 15, "phone": 7}
"""Kind → fewer digits than this are only the beginning of such a number."""
_LONGEST_REST = 19
_SECRET_WHOLE = {"one_time_code": 6, "password": 6}
"""The same of secrets of digits alone: their rest may be one digit."""
_PLAIN = re.compile(r"[a-z]{5,20}")
_STALLS = r"^[ ]?(?:<<stalls>>|[ ,.!~…。，]|ok|umm?|hmm?){1,6}$"
_OF_TRIPLE = frozenset(("api_key", "api_secret"))
_SHAPED = re.compile(
    r"(?=.*[A-Za-z].*[A-Za-z])(?=.*[0-9])(?:(?=.*[!@#$%^&*_+?~])|(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9].*[0-9])|(?=[a-z]{4,16}[0-9]{4,8}$))[!-~]{6,32}"
)
_OTHER_PART = re.compile(r"(?=[^0-9@]{0,29}[0-9@]).{1,30}")
"""What else was asked for: "your UID and the hash please" and then the UID, before the hash."""
_TOPIC, _TROUBLED = 4, 2


class Lead(NamedTuple):
    """What the end of a message says of the next one. ``text``: the name of what is to come, put before it.

    ``weak``: the name alone; what follows must be the value and hardly anything else. ``personal``: it is none of a secret. ``rest``: the
    kind of a number that broke off. ``reference``: it names a transaction. ``shaped``: it must look made up (a
    passphrase behind an API key). ``topic``:
    for so many messages more another value of what was told may follow ("ok, I changed it to …"). ``spoken``: the codes, PINs and
    questions that were spoken of, of which a bare answer may follow.
    """

    text: str
    weak: bool = False
    personal: bool = False
    rest: str = ""
    reference: bool = False
    shaped: bool = False
    topic: int = 0
    spoken: Spoken = Spoken()


def led_claims(engine: Engine, text: str, lead: Lead, *, pending: bool) -> list[Claim]:
    """What in ``text`` only the end of the message before gives away."""
    found = _led_by(engine, text, lead, pending) if lead.text or lead.rest else []
    if not found and lead.spoken.kind:
        found = _lone(engine, text, lead.spoken) or clause_claims(text, lead.spoken)
    return found or (answers_told(engine, text) if lead.spoken.answer else [])


def _lone(engine: Engine, text: str, spoken: Spoken) -> list[Claim]:
    """The digits that are a short ``text``, or a clause of it, and the backup codes in it."""
    from assistant.guardrails.detector import Scan
    from assistant.guardrails.normalise import normalise
    from assistant.guardrails.overlaps import Claim

    if len(text) > _LONGEST_TOLD or not (spoken.backup or any(map(str.isdigit, text))):
        return []
    normal = normalise(text)
    places = (normal.original(*place) for place in lone_codes(Scan(normal.text, engine.words), spoken))
    return [Claim(*place, spoken.kind, FindingClass.SECRET, False, 0.1) for place in places]


def _led_by(engine: Engine, text: str, lead: Lead, pending: bool) -> list[Claim]:
    """What only the announcement, the question or the break in the message before gives away."""
    if lead.rest:
        return _rest(text, lead.rest)
    begin, stop = core(engine.words, text)
    if (begin, stop) != (0, len(text)) and not _SHAPED.fullmatch(text.strip()):
        value = text[begin:stop]
        told = [c._replace(start=c.start + begin, end=c.end + begin) for c in _led(engine, value, lead, pending)]
        if told:
            return told
    return _led(engine, text, lead, pending)


def _led(engine: Engine, text: str, lead: Lead, pending: bool) -> list[Claim]:
    """What in ``text`` is a value behind the name that ``lead`` gives."""
    if lead.weak and not lead.personal and _is_answer_name(engine.words, lead.text):
        return [_answer(text)] if is_plain_answer(engine.words, text) else []
    head = f"{lead.text}: " if lead.personal or not lead.weak else f"{lead.text} :: "
    size = len(head)
    wanted = FindingClass.REFERENCE if lead.reference else FindingClass.PERSONAL if lead.personal else FindingClass.SECRET
    found = [c for c in engine.find(head + text, pending=pending).claims if c.cls is wanted and c.end > size]
    found = [c._replace(start=max(0, c.start - size), end=c.end - size) for c in found]
    if lead.personal and found:
        named = [c for c in engine.find(text).claims if c.cls is FindingClass.REFERENCE]  # "UID 40718832"
        found = [c for c in found if not any(c.start < n.end and n.start < c.end for n in named)]
    if lead.personal or lead.reference:
        return [c for c in found if _is_answer(text, c.start, c.end)]
    if (lead.weak or lead.topic) and (other := other_half(engine.words, text) or set_up_key(engine.words, text, lead.text)):
        return [other]
    if lead.topic and not engine.words.regex(_AGAIN).search(text):
        return []
    if (lead.shaped or (lead.weak and found)) and (only := _SHAPED.fullmatch(text.strip())) and not is_thing(only.group()):
        return [claim_at(low := text.index(only.group()), low + len(only.group()), found[0].kind if found else "api_passphrase")]
    if lead.shaped and is_thing(text.strip()):
        return []
    if lead.shaped:
        return [c for c in found if _SHAPED.fullmatch(text[c.start : c.end]) and _is_alone(text, c.start, c.end)]
    if lead.weak:
        return [c for c in found if _is_alone(text, c.start, c.end)] or _plain_password(engine.words, text, lead)
    return found


def next_lead(words: Words, text: str, before: Lead | None, claims: Sequence[Claim], *, led: bool) -> Lead | None:
    """What ``text`` says of the next message; ``before`` is what the message before said of ``text``, ``led`` whether it came true.

    "my PIN?" and then "I set it to" together announce.
    """
    spoken = spoken_of(words, text, before.spoken if before else Spoken())
    found = _next_lead(words, text, before if before and (before.text or before.rest) else None, claims, led=led)
    return (found or Lead(""))._replace(spoken=spoken) if found or spoken.left or spoken.answer else None


def _next_lead(words: Words, text: str, before: Lead | None, claims: Sequence[Claim], *, led: bool) -> Lead | None:
    """The same, but for codes that were only spoken of."""
    from assistant.guardrails.normalise import normalise

    broken = _broken_off(text, claims)
    if broken:
        return Lead("", weak=True, personal=True, rest=broken)
    end = normalise(text[-_SIZE:].rstrip()).text
    for pattern, weak in ((_LEAD, False), (_NAMED, True)):
        hit = words.regex(pattern).search(end)
        if hit is not None and (not weak or words.regex("<<not_password>>|<<not_code>>").search(end[: hit.start()]) is None):
            return Lead(hit.group().rstrip(" ,.!?~…:="), weak)
    if before and not (led or before.topic or before.rest) and len(text) <= _SHORT and words.regex(_STALLS).search(end):
        return before
    if before and before.reference and not led and _OTHER_PART.fullmatch(text.strip()) and not words.regex(NAME).search(end):
        return before
    before = None if before and (before.personal or before.reference) else before
    if before and words.regex(_GOES_ON).search(end):
        return Lead(f"{before.text} {end}")
    if before and before.topic:
        before = before._replace(topic=before.topic - 1) if before.topic > 1 else None
        return _asked(words, text) or before
    if any(claim.kind in _OF_TRIPLE for claim in claims):
        return Lead(words.groups["api_passphrase"][0], weak=True, shaped=True)
    told = _told(words, text, claims)
    if told and not (before and before.weak):
        return told
    if before and before.weak and (led or (len(text) <= _SHORT and _awaits(words, text))):
        return before
    return _asked(words, text) or _troubled(words, text)


def _told(words: Words, text: str, claims: Sequence[Claim]) -> Lead | None:
    """The name of the password or code that ``text`` gives."""
    if not any(claim.kind in ("password", "one_time_code") for claim in claims):
        return None
    name = words.regex(NAME).search(text)
    return Lead(name.group().strip(" _-0123456789"), weak=True, topic=_TOPIC) if name else None


def _troubled(words: Words, text: str) -> Lead | None:
    """The name of the password that a short ``text`` says to be wrong or forgotten: the next message may tell what was tried."""
    hit = words.regex(_TROUBLE).search(text) if len(text) <= _LONGEST_QUESTION else None
    return Lead(hit.group(1).strip(" _-0123456789"), weak=True, topic=_TROUBLED) if hit else None


def _asked(words: Words, text: str) -> Lead | None:
    """The name of what ``text`` (a pasted question) asks for; None if it asks for nothing."""
    from assistant.guardrails.normalise import normalise

    plain = normalise(text[-_LONGEST_QUESTION:]).text
    if words.regex(_NAME_ASKED).search(plain) and len(plain) <= _LONGEST_QUESTION:
        return Lead(words.groups["person"][0], weak=True, personal=True)
    if words.regex(_TOPIC_ASKED).search(plain) and not words.regex("<<warns>>|<<how_to>>").search(plain) and len(text) <= _SHORT_QUESTION:
        return Lead(words.groups["security_answer"][0], weak=True)
    if words.regex("<<no_promise>>|<<warns>>").search(_RECEIVED.sub("", _WHAT.sub(" ", plain))):
        return None
    asks = words.regex(_ASKS).search(plain) is not None
    if asks and words.regex(_ANSWERS).search(plain):
        return Lead(words.groups["security_answer"][0], weak=True)
    short = words.regex(_SHORT_KEY).search(plain) if len(plain) <= _SHORT else None
    if short is not None:
        return Lead(f"api {short.group(1)}", weak=True)
    name = words.regex(NAME).search(plain)
    if name is None and words.regex("<<key>>").search(plain) is None and words.regex(_ASKS_HASH).search(plain):
        return Lead(words.groups["txid"][0], weak=True, reference=True)
    if name is not None and words.regex(r"<<not_code>>[ _-]?$").search(plain[: name.start()]):
        return None
    if asks and name is not None:
        return Lead(name.group().strip(" _-0123456789"), weak=True)
    person = words.regex(_ASKS_PERSON).search(plain) if name is None else None
    return Lead(next(filter(None, map(person.group, range(1, 8)))).strip(), weak=True, personal=True) if person else None


def _broken_off(text: str, claims: Sequence[Claim]) -> str:
    """The kind of the number at the end of ``text`` that has too few digits to be whole; empty if there is none."""
    last = max(claims, key=lambda claim: claim.end, default=None)
    if last is None or last.checksum or text[last.end :].strip(" .,，。…-"):
        return ""
    value = text[last.start : last.end]
    whole = _SECRET_WHOLE.get(last.kind, 0) if not any(c.isalpha() for c in value) else 0
    return last.kind if 0 < sum(c.isdigit() for c in value) < (whole or _WHOLE.get(last.kind, 0)) else ""


def _rest(text: str, kind: str) -> list[Claim]:
    """The digits that the whole message is, a few words aside: the rest of a number."""
    from assistant.guardrails.overlaps import Claim

    places = [at for at, c in enumerate(text) if c.isdigit()]
    secret = kind in _SECRET_WHOLE
    if not (1 if secret else 2) <= len(places) <= (_SECRET_WHOLE[kind] if secret else _LONGEST_REST):
        return []
    start, end = places[0], places[-1] + 1
    end += text[end : end + 1] in ("x", "X")
    if any(c not in " -\t0123456789xX" for c in text[start:end]) or len(text.strip()) - (end - start) > _MOST_BESIDE:
        return []
    if secret and text[end:].strip(" .,!~。，！"):
        return []  # "3 days"
    return [Claim(start, end, kind, FindingClass.SECRET if secret else FindingClass.PERSONAL, False, 0.2)]


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether the claim is one word with a digit in it, and hardly anything stands beside it."""
    value = text[start:end]
    made_up = any(c.isdigit() for c in value)
    parts = len(value.split()) if any(c.isalpha() for c in value) else 1
    return made_up and parts <= _MOST_PARTS and len(text.strip()) - len(value) <= _MOST_BESIDE


def _plain_password(words: Words, text: str, lead: Lead) -> list[Claim]:
    """The one word in small letters with which somebody answers what his password is: no word of a sentence."""
    from assistant.guardrails.overlaps import Claim

    if lead.topic or not _PLAIN.fullmatch(text) or words.regex("^(?:<<password>>)(?:<<between>>|[ ])*$").search(lead.text) is None:
        return []
    word = text.lower()
    ordinary = any(word in words.set(group) for group in ("everyday", "not_password", "between", "told", "no_answer", "stalls", "refused"))
    return [] if ordinary else [Claim(0, len(text), "password", FindingClass.SECRET, False, 0.1)]


def _answer(text: str) -> Claim:
    return claim_at(0, len(text), "security_answer")


def _is_answer_name(words: Words, name: str) -> bool:
    """Whether ``name`` is that of an answer, which is no made-up word."""
    return words.regex(_ANSWERS).search(name) is not None


def _is_answer(text: str, start: int, end: int) -> bool:
    """Whether the claim is most of the message."""
    said = sum(c.isalnum() for c in text)
    return sum(c.isalnum() for c in text[start:end]) >= _LEAST_OF_ANSWER * said


def _awaits(words: Words, text: str) -> bool:
    """Whether a short message asks for another one: "thx, and the second one"."""
    return words.regex("<<piece_awaited>>").search(text) is not None

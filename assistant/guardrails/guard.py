"""The guard: what goes out is sealed, what comes back is checked and released."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from assistant.guardrails.placeholder import PLACEHOLDER
from assistant.guardrails.vault import Vault
from assistant.types import Finding, FindingClass, Released, Sealed

if TYPE_CHECKING:
    from assistant.guardrails.allowed import Allowed
    from assistant.guardrails.detector import Detector
    from assistant.guardrails.engine import Engine
    from assistant.guardrails.overlaps import Claim
    from assistant.guardrails.stream import Stream
    from assistant.guardrails.words import Words

_MARK_KIND = "text"
_LEAD_SIZE = 60
_MOST_PARTS = 2
_WHOLE_KEY = 50
_FIRST = r"(?:^|[^0-9/])1(?:[ ]?/[ ]?[2-4]|[).:、])|①"
_LONGEST_PROMISE, _SHORT_PROMISE = 120, 30
_MOST_BESIDE = 12
_NAME = (
    r"(?:<<password>>|<<otp>>|<<code>>|<<api_key>>|<<api_secret>>|<<api_passphrase>>|<<private_key>>|<<totp_secret>>|<<security_answer>>"
    r"|<<backup_code>>|<<session>>)"
)
_LEAD = _NAME + r"(?:[ \t]|<<between>>){0,6}(?:[:=]|<<assigns>>)[ \t:=\"']{0,3}$"
_NAMED = _NAME + r"(?:[ \t,.!?~…]|<<between>>|<<points>>){0,4}$"
_GOES_ON = r"^(?:[ \t]|<<between>>|<<assigns>>|<<mine>>|<<points>>){1,8}[:=]?$"
_ASKS = r"<<ask_tell>>|<<ask_what>>|<<i_need>>|<<what_is>>|\bwhat(?:'s| is| was)[ ][^?\n]{0,60}[?][ ]*$|(?:received|got|sent|gave)\b[^?\n]{0,20}[?][ ]*$"
_WEAK = " ::"
"""Ends a lead that only names: what follows it must be a made-up word alone."""


class Guard:
    """Finds secrets, personal data and references in a text, and checks what goes out.

    ``packs``: language codes whose context words are used; None takes all there are.
    ``detectors``: None takes all that are in ``guardrails/detectors``.
    Cheap to make: the compiled patterns are shared.

    >>> Guard().redact("write to ann@example.com").text
    'write to [[EMAIL_1]]'
    """

    def __init__(self, packs: Sequence[str] | None = None, detectors: Iterable[Detector] | None = None) -> None:
        self._packs = tuple(packs) if packs is not None else None
        self._detectors = tuple(detectors) if detectors is not None else None
        self._engine: Engine | None = None

    @property
    def engine(self) -> Engine:
        """The detectors with their compiled patterns, made at the first use."""
        if self._engine is None:
            self._engine = _engine(self._packs, self._detectors)
        return self._engine

    def redact(self, text: str) -> Sealed:
        """``text`` with secrets and personal data replaced; references stay, as findings with no placeholder.

        Raises GuardError when a detector fails: then nothing of ``text`` may go anywhere.
        """
        found = self.engine.find(text)
        if not found.claims:
            return Sealed(text)
        vault = Vault()
        for start, end in found.marks:
            mark = PLACEHOLDER.fullmatch(text, start, end)
            if mark:
                vault.reserve(mark.group(1).lower(), int(mark.group(2)))
        return _replace(text, found.claims, vault, keep_references=True)

    def seal(self, text: str, vault: Vault) -> Sealed:
        """``text`` with all three classes replaced by the placeholders of ``vault``'s conversation.

        What only looks like a placeholder is replaced by one too (``[[TEXT_1]]``), so that it is
        given back as it was and never resolved. Raises GuardError like ``redact``.
        """
        from assistant.guardrails.overlaps import Claim, resolve

        found = self.engine.find(text, pending=vault.pending)
        lead = vault.lead
        led = self._led(text, lead, vault.pending) if lead else []
        vault.lead = self._lead_of(text, lead) or (lead if led and lead.endswith(_WEAK) else "")
        claims = [_overridden(claim, text, vault) for claim in resolve([*found.claims, *led])]
        claims += [Claim(start, end, _MARK_KIND, FindingClass.REFERENCE, False, 1.0) for start, end in found.marks]
        vault.note_message(self._is_partial(text, claims) or self._promises(text, claims))
        return _replace(text, sorted(claims), vault, keep_references=False)

    def _led(self, text: str, lead: str, pending: bool) -> list[Claim]:
        """The secrets in ``text`` that only the end of the message before gives away."""
        head = len(lead) + 1
        found = self.engine.find(f"{lead} {text}", pending=pending).claims
        secret = [claim for claim in found if claim.cls is FindingClass.SECRET and claim.end > head]
        if lead.endswith(_WEAK):
            secret = [claim for claim in secret if _is_alone(text, max(0, claim.start - head), claim.end - head)]
        return [claim._replace(start=max(0, claim.start - head), end=claim.end - head) for claim in secret]

    def _lead_of(self, text: str, before: str) -> str:
        """The end of ``text`` if it announces a value ("my password is:") or ends with its name; else empty.

        ``before`` is the lead of the message before: "my PIN?" and then "I set it to" together announce.
        """
        from assistant.guardrails.normalise import normalise

        words, end = self.engine.words, normalise(text[-_LEAD_SIZE:].rstrip()).text
        for pattern, sign in ((_LEAD, ""), (_NAMED, _WEAK)):
            hit = words.regex(pattern).search(end)
            if hit is not None and (not sign or words.regex("<<not_password>>|<<not_code>>").search(end[: hit.start()]) is None):
                return hit.group().rstrip(" ,.!?~…") + sign
        if before and words.regex(_GOES_ON).search(end):
            return f"{before.removesuffix(_WEAK)} {end}:"
        return self._asked(text) or (before if before.endswith(_WEAK) and len(text) <= _SHORT_PROMISE and _awaits(words, text) else "")

    def _asked(self, text: str) -> str:
        """The name of the secret that ``text`` (a pasted question) asks for, as a weak lead; empty if it asks for none."""
        from assistant.guardrails.normalise import normalise

        words, plain = self.engine.words, normalise(text[-_LONGEST_PROMISE:]).text
        name = words.regex(_NAME).search(plain)
        if name is None or words.regex("<<no_promise>>|<<warns>>").search(plain) or not words.regex(_ASKS).search(plain):
            return ""
        return name.group().strip(" _-0123456789") + _WEAK

    def _is_partial(self, text: str, claims: Sequence[Claim]) -> bool:
        """Whether ``text`` gives part of a phrase or key, so that the rest may come in the next messages."""
        unproved = [claim for claim in claims if claim.cls is FindingClass.SECRET and not claim.checksum]
        if any(claim.kind in ("seed_phrase", "key_piece") for claim in unproved):
            return True
        if any(claim.end - claim.start < _WHOLE_KEY for claim in unproved) and self.engine.words.regex("<<private_key>>").search(text):
            return True
        return bool(unproved) and self.engine.words.regex(f"<<piece>>|{_FIRST}").search(text) is not None

    def _promises(self, text: str, claims: Sequence[Claim]) -> bool:
        """Whether ``text`` names a secret, gives none, and says that it follows: "my key in two messages", 我分开发密码."""
        if len(text) > _LONGEST_PROMISE or any(claim.cls is FindingClass.SECRET for claim in claims):
            return False
        from assistant.guardrails.normalise import normalise

        words, plain = self.engine.words, normalise(text).text
        if not words.regex(f"{_NAME}|<<seed_phrase>>").search(plain):
            return len(plain) <= _SHORT_PROMISE and words.regex("<<in_parts>>").search(plain) is not None
        follows = words.regex("<<in_parts>>").search(plain) is not None
        return follows or (words.regex("<<sends>>").search(plain) is not None and words.regex("<<no_promise>>").search(plain) is None)

    def release(
        self, text: str, vault: Vault, *, allowed: Allowed | None = None, show_personal: bool = False, own_words: bool = False
    ) -> Released:
        """``text`` checked for what must not go out, then its placeholders put back.

        Personal data is masked unless ``show_personal``; secrets stay placeholder words.
        ``allowed``: what the text may name; None allows nothing. ``own_words``: the text is the user's, to support: that he
        opened a ticket or wants his money back is his to say. Raises GuardError when a check fails.
        """
        stream = self.open_stream(vault, allowed=allowed, show_personal=show_personal, own_words=own_words)
        released = stream.feed(text) + stream.close()
        return Released(released, stream.violations)

    def open_stream(self, vault: Vault, *, allowed: Allowed | None = None, show_personal: bool = False, own_words: bool = False) -> Stream:
        """A stream that releases a text given in chunks; its output does not depend on where they are cut."""
        from assistant.guardrails.allowed import Allowed
        from assistant.guardrails.stream import Stream

        return Stream(self.engine, vault, allowed or Allowed(), show_personal, own_words)


def redact(text: str) -> str:
    """``text`` with secrets and personal data replaced by typed placeholders; references are kept.

    Redacting twice changes nothing. Raises GuardError when a detector fails.

    >>> redact("my mail is ann@example.com")
    'my mail is [[EMAIL_1]]'
    """
    return _default_guard().redact(text).text


@cache
def _default_guard() -> Guard:
    return Guard()


@cache
def _engine(packs: tuple[str, ...] | None, detectors: tuple[Detector, ...] | None) -> Engine:
    from assistant.guardrails.detectors import discover
    from assistant.guardrails.engine import Engine
    from assistant.guardrails.words import load

    return Engine(load(packs), discover() if detectors is None else detectors)


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether the claim is one word with a digit in it, and hardly anything stands beside it."""
    value = text[start:end]
    return any(c.isdigit() for c in value) and len(value.split()) <= _MOST_PARTS and len(text.strip()) - len(value) <= _MOST_BESIDE


def _awaits(words: Words, text: str) -> bool:
    """Whether a short message asks for another one: "thx, and the second one"."""
    return words.regex("<<piece_awaited>>").search(text) is not None


def _overridden(claim: Claim, text: str, vault: Vault) -> Claim:
    """The claim as a reference where the user said so, unless a checksum proves it a secret."""
    if claim.cls is FindingClass.SECRET and not claim.checksum and vault.is_reference(text[claim.start : claim.end]):
        return claim._replace(kind="txid", cls=FindingClass.REFERENCE, unclear=False)
    return claim


def _replace(text: str, claims: Sequence[Claim], vault: Vault, *, keep_references: bool) -> Sealed:
    if not claims:
        return Sealed(text)
    pieces: list[str] = []
    findings: list[Finding] = []
    at = 0
    for claim in claims:
        mark = ""
        if not (keep_references and claim.cls is FindingClass.REFERENCE):
            mark = vault.keep(claim.kind, claim.cls, text[claim.start : claim.end], unclear=claim.unclear)
            pieces += (text[at : claim.start], mark)
            at = claim.end
        findings.append(Finding(claim.kind, claim.cls, claim.start, claim.end, mark, claim.score, claim.checksum, claim.unclear))
    pieces.append(text[at:])
    return Sealed("".join(pieces), tuple(findings))

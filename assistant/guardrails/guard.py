"""The guard: what goes out is sealed, what comes back is checked and released."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from assistant.guardrails.leads import NAME, led_claims, next_lead
from assistant.guardrails.placeholder import PLACEHOLDER
from assistant.guardrails.vault import Vault
from assistant.types import Finding, FindingClass, Released, Sealed

if TYPE_CHECKING:
    from assistant.guardrails.allowed import Allowed
    from assistant.guardrails.detector import Detector
    from assistant.guardrails.engine import Engine
    from assistant.guardrails.overlaps import Claim
    from assistant.guardrails.stream import Stream

_MARK_KIND = "text"
_WHOLE_KEY = 50
_FIRST = r"(?:^|[^0-9/])1(?:[ ]?/[ ]?[2-4]|[).:、])|①"
_LONGEST_PROMISE, _SHORT_PROMISE, _NAME_ALONE = 120, 30, 24


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
        led = led_claims(self.engine, text, vault.lead, pending=vault.pending) if vault.lead else []
        told = [claim for claim in led if claim.cls is FindingClass.REFERENCE]
        alone = [c for c in found.claims if not (c.unclear and any(c.start < t.end and t.start < c.end for t in told))]
        claims = [_overridden(claim, text, vault) for claim in resolve([*alone, *led])]
        claims += [Claim(start, end, _MARK_KIND, FindingClass.REFERENCE, False, 1.0) for start, end in found.marks]
        vault.lead = next_lead(self.engine.words, text, vault.lead, claims, led=bool(led))
        vault.note_message(self._is_partial(text, claims) or self._promises(text, claims))
        return _replace(text, sorted(claims), vault, keep_references=False)

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
        if not words.regex(f"{NAME}|<<seed_phrase>>").search(plain):
            return len(plain) <= _SHORT_PROMISE and words.regex("<<in_parts>>").search(plain) is not None
        follows = words.regex("<<in_parts>>").search(plain) is not None
        alone = len(plain.strip()) <= _NAME_ALONE and words.regex("^[^0-9a-z]*(?:<<seed_phrase>>)[^0-9a-z]*$").search(plain) is not None
        return (
            follows or alone or (words.regex("<<sends>>").search(plain) is not None and words.regex("<<no_promise>>").search(plain) is None)
        )

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

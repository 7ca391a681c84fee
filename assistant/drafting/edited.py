"""Drafts that the user changed by hand: secrets taken out, then held against what he told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.corpus.glossary import Glossary
from assistant.drafting.compose import Draft
from assistant.drafting.extract import extract
from assistant.drafting.identifiers import PLACEHOLDER, Original
from assistant.drafting.moments import when_said
from assistant.drafting.pictured import pictured_facts, pictured_slots, with_pictures
from assistant.drafting.verify import verify
from assistant.guardrails.masking import masked
from assistant.languages import Pack
from assistant.types import FindingClass, Sealed, Violation

Redact = Callable[[str], Sealed]


@dataclass(frozen=True, slots=True)
class EditedDraft:
    """Drafts after the user changed them, secrets taken out.

    ``secrets`` and ``personal``: kinds of what the changes brought in. ``notes``: where the drafts no longer hold what was told,
    hold more, or differ from each other. The user may have reasons: nothing is changed for a note.
    """

    drafts: Mapping[str, Draft]
    secrets: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    notes: tuple[Violation, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A title or a body: ``shown`` as the user may have it, ``marked`` with placeholders for what the conversation knows."""

    shown: str
    marked: str
    kinds: tuple[tuple[FindingClass, str], ...]


def check_edited(
    edited: Mapping[str, Draft],
    turns: Sequence[str],
    *,
    packs: Mapping[str, Pack],
    glossary: Glossary,
    now: datetime,
    original: Original,
    redact: Redact,
    codes: Callable[[str], tuple[str, ...]] | None = None,
    show_personal: bool | None = None,
    pictures: Sequence[str] = (),
    said_at: Sequence[datetime] = (),
) -> EditedDraft:
    """Check drafts (language → draft as shown) against the sealed ``turns`` and the texts of ``pictures``. Raises ``GuardError`` when ``redact`` does.

    ``show_personal`` spells the conversation's personal data whole or masked from now on; None leaves it as it stands.
    ``said_at``: when each of the turns, then of the pictures, was said.
    """
    texts = [*turns, *pictures]
    said_at = [when_said(number, said_at, now) for number in range(len(texts))]
    known = _spelled(texts, original)
    again = _respelled(known, original, show_personal)
    parts = {code: [_part(text, known, again, redact, packs[code]) for text in (d.title, d.body)] for code, d in edited.items()}
    drafts = {code: Draft(title.shown, body.shown) for code, (title, body) in parts.items()}
    marked = {code: Draft(title.marked, body.marked) for code, (title, body) in parts.items()}
    said = extract(turns, glossary, now, None, original=original, codes=codes, said_at=said_at).slots
    facts = pictured_facts(pictures, glossary, now, original=original, codes=codes, first=len(turns), said_at=said_at)
    held = with_pictures(said, pictured_slots(facts))
    notes = verify(marked, texts, held, {code: packs[code] for code in edited}, glossary, now, None, original, said_at)
    found = dict.fromkeys(kind for pair in parts.values() for part in pair for kind in part.kinds)

    def of(cls: FindingClass) -> tuple[str, ...]:
        return tuple(kind for c, kind in found if c is cls)

    return EditedDraft(drafts, of(FindingClass.SECRET), of(FindingClass.PERSONAL), notes)


def _part(text: str, known: Sequence[tuple[str, str]], again: Mapping[str, str], redact: Redact, pack: Pack) -> _Part:
    marked, spelled = text, dict[str, str]()
    for value, mark in known:
        if value in marked:
            marked, spelled[mark] = marked.replace(value, mark), again.get(mark, value)
    hidden = [f for f in redact(marked).findings if f.placeholder] if marked.strip() else []
    for finding in sorted(hidden, key=lambda f: f.start, reverse=True):
        if finding.cls is FindingClass.SECRET:
            marked = marked[: finding.start] + pack.text("draft.wording.removed") + marked[finding.end :]
    shown = PLACEHOLDER.sub(lambda m: spelled.get(m.group(), m.group()), marked)
    return _Part(shown, marked, tuple((f.cls, f.kind) for f in hidden))


def _spelled(turns: Sequence[str], original: Original) -> list[tuple[str, str]]:
    """How the conversation's placeholders are shown in a draft, whole or masked → placeholder; the longest first."""
    known: dict[str, str] = {}
    for mark in dict.fromkeys(m.group() for text in turns for m in PLACEHOLDER.finditer(text)):
        entry = original(mark)
        if entry is None or not entry[2]:
            continue
        cls, kind, value = entry
        known[value] = mark
        if cls is FindingClass.PERSONAL:
            known[masked(kind, value)] = mark
    return sorted(known.items(), key=lambda pair: -len(pair[0]))


def _respelled(known: Sequence[tuple[str, str]], original: Original, show_personal: bool | None) -> dict[str, str]:
    """Personal placeholder → how it is to be spelled from now on."""
    again: dict[str, str] = {}
    for _, mark in known if show_personal is not None else ():
        entry = original(mark)
        if entry is not None and entry[0] is FindingClass.PERSONAL:
            again[mark] = entry[2] if show_personal else masked(entry[1], entry[2])
    return again

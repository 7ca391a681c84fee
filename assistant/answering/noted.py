"""What is said to a message that hands over what was asked for: what is noted, and the one thing to find next."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.corpus.evidence import Evidence, EvidenceRecord
from assistant.languages import Pack
from assistant.types import Channel, EvidenceItem, Triage


def next_item(items: Sequence[EvidenceItem], evidence: Evidence, later: Sequence[str] = ()) -> EvidenceRecord | None:
    """The most useful thing that is missing, but for those of ``later``; ``None`` when there is nothing more to ask for.

    What is done on the exchange's own page only is never asked for.
    """
    records = {record.id: record for record in evidence.items}
    missing = (records[i.item] for i in items if not i.have and i.item in records and i.item not in later)
    return next((record for record in missing if record.form != "in_app"), None)


def note_supplied(
    fresh: Sequence[EvidenceItem], items: Sequence[EvidenceItem], evidence: Evidence, pack: Pack, later: Sequence[str] = ()
) -> str:
    """The reply to such a message, in the words of ``pack``; ``fresh`` are the items that it brought, ``later`` what is not at hand."""
    names = [evidence.item(i.item).name.in_language(pack.code) for i in fresh if i.item in evidence.ids]
    noted = pack.text("answers.noted.noted", given=pack.text("answers.noted.and").join(names))
    return f"{noted}\n\n{_next(items, evidence, pack, later) or pack.text('answers.noted.complete')}"


def note_lacking(
    lacking: Sequence[str], items: Sequence[EvidenceItem], evidence: Evidence, pack: Pack, later: Sequence[str] = ()
) -> str:
    """The reply to a message that says that something is not there: what that means, where it is known, and what would help instead."""
    records = [evidence.item(item) for item in lacking if item in evidence.ids]
    meant = [record.without.in_language(pack.code) for record in records if record.without is not None]
    names = pack.text("answers.noted.and").join(record.name.in_language(pack.code) for record in records)
    said = [*meant, pack.text("answers.noted.lacking", name=names)]
    return "\n\n".join(filter(None, [*said, _next(items, evidence, pack, later)]))


def note_sought(sought: Sequence[str], evidence: Evidence, pack: Pack) -> str:
    """The reply to a message that asks where a piece of evidence is found."""
    records = [evidence.item(item) for item in sought]
    fields = ("name", "where", "show")
    return "\n\n".join(pack.text("answers.noted.sought", **{f: getattr(r, f).in_language(pack.code) for f in fields}) for r in records)


def note_remark(
    remark: str, triage: Triage, evidence: Evidence, pack: Pack, later: Sequence[str] = (), replies: Sequence[str] = ()
) -> str:
    """The reply to a message that asks nothing: that it is heard, and where a person can be asked.

    ``remark`` is ``remark``, then also what to find next, or ``small_talk``. Nothing is asked for that one of the earlier ``replies``
    asked for, nor what only a person at support would need where the reader can do it all himself.
    """
    channel = pack.text(f"page.channels.{triage.channel.value}")
    said = pack.text(f"answers.noted.{remark}", channel=channel)
    if remark != "remark":
        return said
    if any(said in reply for reply in replies):
        return pack.text("answers.noted.remark_again", channel=channel)
    asked = [r.id for r in evidence.items if any(f"**{r.name.in_language(pack.code)}**" in reply for reply in replies)]
    wanted = _next(triage.evidence, evidence, pack, [*later, *asked]) if triage.channel is not Channel.HELP_CENTER else ""
    return "\n\n".join(filter(None, [said, wanted]))


def _next(items: Sequence[EvidenceItem], evidence: Evidence, pack: Pack, later: Sequence[str]) -> str:
    wanted = next_item(items, evidence, later)
    if wanted is None:
        return ""
    return pack.text(
        "answers.noted.next", **{name: getattr(wanted, name).in_language(pack.code) for name in ("name", "why", "where", "show")}
    )

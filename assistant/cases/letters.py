"""What to write when nothing happens: a polite follow-up, then a letter that asks for escalation with the whole timeline.

A letter says only what the case holds. It is sealed, like the case: whoever shows it puts the identifiers back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.cases.case import CaseFile, CaseStatus, Entry, EntryKind
from assistant.corpus.channels import Channels
from assistant.languages import Pack
from assistant.types import Channel

QUOTED = 300


@dataclass(frozen=True, slots=True)
class Letter:
    """Something to send to support. ``notice`` is for the user; ``waiting`` says what the sources say about waiting times."""

    subject: str
    body: str
    notice: str = ""
    waiting: str = ""


def follow_up(file: CaseFile, now: datetime, pack: Pack, channels: Channels) -> Letter:
    """For a problem that is a case already: what was sent when, and a follow-up for the same ticket.

    A case from which nothing was sent yet gets the notice only, with nothing to send.
    """
    sent, case = file.last(EntryKind.SENT), file.case
    if sent is None:
        return Letter("", "", pack.text("cases.follow_up.unsent", title=case.title, ago=ago(case.created, now, pack)))
    channel = sent.channel or case.channel
    said = {
        "ago": ago(sent.at, now, pack),
        "channel": channel_name(channel, channels, pack),
        "ticket": case.ticket_number,
        "title": case.title,
        "reference": reference(file, pack),
        "sent": minute(sent.at),
    }
    notice = pack.text("cases.follow_up.sent" if case.ticket_number else "cases.follow_up.sent_without_ticket", **said)
    subject, body = pack.text("cases.follow_up.subject", **said), pack.text("cases.follow_up.body", **said)
    return Letter(subject, body.strip() + "\n", notice, waiting(channel, channels, pack))


def escalation(file: CaseFile, pack: Pack, channels: Channels) -> Letter:
    """A letter that asks for somebody who can decide, with everything that was sent and answered.

    Drafts and the user's own notes stay out.
    """
    lines = [f"- {line}" for line in (_line(entry, file, pack, channels) for entry in file.entries) if line]
    marks = [f"- {mark}" for mark in file.identifiers]
    said = {
        "reference": reference(file, pack),
        "title": file.case.title,
        "timeline": "\n".join(lines),
        "identifiers": "\n".join(marks) or pack.text("cases.escalation.none"),
    }
    return Letter(pack.text("cases.escalation.subject", **said), pack.text("cases.escalation.body", **said).strip() + "\n")


def reference(file: CaseFile, pack: Pack) -> str:
    """How to name a request to support: its ticket number, else the day it was sent."""
    if file.case.ticket_number:
        return pack.text("cases.reference.with_ticket", ticket=file.case.ticket_number)
    sent = file.last(EntryKind.SENT)
    return pack.text("cases.reference.without", date=(sent.at if sent else file.case.created).astimezone(UTC).date().isoformat())


def waiting(channel: Channel, channels: Channels, pack: Pack) -> str:
    """What the corpus says about waiting on a channel, with the day it was checked: never a promise."""
    record = channels.channel(channel)
    name, wait = record.name.in_language(pack.code), record.wait.in_language(pack.code)
    return pack.text("cases.follow_up.waiting", channel=name, date=channels.reviewed.isoformat(), wait=wait)


def channel_name(channel: Channel, channels: Channels, pack: Pack) -> str:
    """The name that people know; inside an English sentence it begins small."""
    name = channels.channel(channel).name.in_language(pack.code)
    return name if pack.code == "zh" else name[0].lower() + name[1:]


def ago(then: datetime, now: datetime, pack: Pack) -> str:
    """How long ago in words, the largest whole unit."""
    seconds = max(0, int((now - then).total_seconds()))
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if count := seconds // size:
            return pack.text(f"cases.ago.{unit}" if count == 1 else f"cases.ago.{unit}s", count=count)
    return pack.text("cases.ago.now")


def minute(at: datetime) -> str:
    """A time to the minute, in UTC and saying so."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _line(entry: Entry, file: CaseFile, pack: Pack, channels: Channels) -> str:
    at = entry.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    if entry.kind in {EntryKind.MESSAGE, EntryKind.REPLY}:
        return pack.text(f"cases.escalation.line.{entry.kind}", at=at, text=_quoted(entry.text))
    if entry.kind is EntryKind.SENT:
        mark = pack.text("cases.reference.with_ticket", ticket=entry.ticket) if entry.ticket else reference(file, pack)
        name = channel_name(entry.channel or file.case.channel, channels, pack)
        return pack.text("cases.escalation.line.sent", at=at, channel=name, reference=mark)
    told = {CaseStatus.SOLVED, CaseStatus.OPEN, CaseStatus.ESCALATED, CaseStatus.CLOSED}
    if entry.kind is EntryKind.STATUS and entry.text in {s.value for s in told}:
        return pack.text(f"cases.escalation.line.{entry.text}", at=at)
    return ""


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    if len(flat) <= QUOTED:
        return flat
    cut = flat[:QUOTED]
    mark = cut.rfind("[[")
    if mark >= 0 and "]]" not in cut[mark:]:
        cut = cut[:mark]
    return cut.rstrip() + "…"

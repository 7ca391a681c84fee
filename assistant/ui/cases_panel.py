"""Cases as HTML: the line in the list, a case with its timeline, what a pasted reply means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from assistant.cases import Case, CaseFile, CaseStatus, Entry, EntryKind
from assistant.cases.letters import ago
from assistant.cases.reply import ReplyReading
from assistant.languages import Pack, detect_language
from assistant.ui.case_plot import case_plot
from assistant.ui.markup import mark_hidden, name_hidden

OPENED_IN_FULL = 400


def case_line(case: Case, now: datetime, pack: Pack) -> str:
    """A case in the list: title, status, ticket number, age."""
    ticket = pack.text("page.cases.ticket_part", ticket=case.ticket_number) if case.ticket_number else ""
    age = ago(case.created, now, pack)
    return pack.text("page.cases.line", title=name_hidden(case.title, pack), status=status_name(case.status, pack), ticket=ticket, ago=age)


def due_list(cases: Sequence[Case], pack: Pack) -> str:
    """The cases whose reminder has come; empty when there is none."""
    tickets = [pack.text("page.cases.ticket_part", ticket=case.ticket_number) if case.ticket_number else "" for case in cases]
    rows = "".join(f"<li>{escape(name_hidden(c.title, pack) + ticket)}</li>" for c, ticket in zip(cases, tickets, strict=True))
    return f'<div class="due" role="status"><b>{escape(pack.text("page.cases.due"))}</b><ul>{rows}</ul></div>' if rows else ""


def local_time(at: datetime) -> str:
    """A time that the browser rewrites in its own zone (page.js)."""
    return f'<time datetime="{at.astimezone(UTC).isoformat()}">{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC</time>'


def status_name(status: CaseStatus, pack: Pack) -> str:
    """What a status is called."""
    return pack.text(f"cases.export.status.{status}")


def case_panel(file: CaseFile, now: datetime, pack: Pack) -> str:
    """A case: where it stands, who it has waited for."""
    case = file.case
    facts = [
        ("status", f'<span class="status {case.status}">{escape(status_name(case.status, pack))}</span>'),
        ("ticket", escape(f"#{case.ticket_number}" if case.ticket_number else pack.text("page.cases.no_ticket"))),
        ("opened", escape(ago(case.created, now, pack))),
    ]
    if case.remind_at:
        facts.append(("reminder", local_time(case.remind_at)))
    rows = "".join(f"<div><dt>{escape(pack.text(f'page.cases.{name}'))}</dt><dd>{html}</dd></div>" for name, html in facts)
    title = mark_hidden(escape(case.title, quote=False), (), pack)
    return f'<h2>{title}</h2><dl class="route">{rows}</dl>{case_plot(file, now, pack)}'


def case_story(file: CaseFile, now: datetime, pack: Pack) -> str:
    """Everything that happened in a case, oldest first."""
    steps = "".join(_step(entry, now, pack) for entry in file.entries)
    return f'<h2 class="small">{escape(pack.text("page.cases.timeline"))}</h2><ol class="timeline">{steps}</ol>'


def _step(entry: Entry, now: datetime, pack: Pack) -> str:
    when = f'<span class="when">{local_time(entry.at)} · {escape(ago(entry.at, now, pack))}</span>'
    parts = [pack.text(f"cases.export.kind.{entry.kind}")]
    if entry.kind is EntryKind.DRAFT:
        parts.append(pack.text(f"page.languages.{detect_language(entry.text)}"))
    if entry.channel is not None:
        parts.append(pack.text(f"page.channels.{entry.channel.value}"))
    if entry.ticket:
        parts.append(f"#{entry.ticket}")
    if entry.kind is EntryKind.STATUS:
        text = escape(status_name(CaseStatus(entry.text), pack)) if entry.text in set(CaseStatus) else ""
        return f'<li class="{entry.kind}"><b>{escape(" · ".join(parts))}{f": {text}" if text else ""}</b>{when}</li>'
    said = mark_hidden(escape(entry.text, quote=False), (), pack)
    body = f'<div class="said">{said}</div>'
    if len(entry.text) > OPENED_IN_FULL or entry.kind in {EntryKind.DRAFT, EntryKind.SENT}:
        first = mark_hidden(escape(entry.text.strip().split("\n")[0][:90], quote=False), (), pack)
        body = f"<details><summary>{first}</summary>{body}</details>"
    return f'<li class="{entry.kind}"><b>{escape(" · ".join(parts))}</b>{when}{body}</li>'


def reading_panel(reading: ReplyReading, pack: Pack) -> str:
    """What a reply means; the signs of an impostor come first and in red."""
    signs = "".join(f"<li><q>{escape(sign.quote)}</q><br>{escape(sign.why)}</li>" for sign in reading.signs)
    heading = pack.text(f"page.cases.reading.{reading.kind}")
    meaning, following = escape(pack.text("page.cases.meaning", what=heading)), escape(pack.text("page.cases.next"))
    said = f"<p><b>{meaning}</b><br>{escape(reading.explanation)}</p><p><b>{following}</b><br>{escape(reading.next_step)}</p>"
    if not reading.signs:
        return f'<div class="reading" role="status">{said}</div>'
    alarm = f"<h2>{escape(pack.text('page.cases.impostor'))}</h2>"
    listed = f"<p><b>{escape(pack.text('page.cases.signs'))}</b></p><ul>{signs}</ul>"
    return f'<div class="reading impostor" role="alert">{alarm}{said}{listed}</div>'

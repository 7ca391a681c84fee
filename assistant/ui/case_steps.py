"""The steps of a case in the cases tab: it was sent, support replied, a reminder, it is solved."""

from __future__ import annotations

from datetime import timedelta

import gradio as gr

from assistant.cases import CaseStatus
from assistant.languages import load_pack
from assistant.types import Channel
from assistant.ui.case_events import on
from assistant.ui.cases_panel import reading_panel
from assistant.ui.desk import FORMS, Desk, Updates
from assistant.ui.handover import QUIET
from assistant.ui.markup import name_hidden


def wire_steps(desk: Desk) -> None:
    """Noting what was sent, reading what came back, the reminder and the end."""
    for name, form in (("sent_open", "sent_view"), ("reply_open", "reply_view")):
        shown = [desk.parts[f"case_{n}"] for n in FORMS]
        desk.parts[f"case_{name}"].click(lambda f=form: desk.form(f), None, shown, queue=False, **QUIET)
    _wire_sent(desk)
    _wire_reply(desk)


def _wire_sent(desk: Desk) -> None:
    work, parts = desk.casework, desk.parts

    def note_sent(owner: str, code: str, case_id: str, text: str, channel: str, ticket: str) -> Updates:
        work.mark_sent(owner, case_id, text, Channel(channel), ticket)
        # What it reminded of is done.
        work.remind(owner, case_id, None)
        return desk.opened(owner, case_id, code, "noted")

    def sent(owner: str, code: str, case_id: str, channel: str, ticket: str) -> Updates:
        return note_sent(owner, code, case_id, "", channel, ticket)

    def letter_sent(owner: str, code: str, case_id: str, channel: str, kind: str, title: str, body: str) -> Updates:
        updates = note_sent(owner, code, case_id, f"{title}\n\n{body}".strip(), channel, "")
        if kind != "escalate":
            return updates
        work.change(owner, case_id, status=CaseStatus.ESCALATED)
        return desk.opened(owner, case_id, code, "noted")

    def remind(owner: str, code: str, case_id: str, chosen: str) -> Updates:
        if chosen == "set":
            return {}
        work.remind(owner, case_id, None if chosen == "none" else work.log.now() + timedelta(hours=int(chosen)))
        return desk.opened(owner, case_id, code, "no_reminder" if chosen == "none" else "reminded")

    def solved(owner: str, code: str, case_id: str) -> Updates:
        work.change(owner, case_id, status=CaseStatus.SOLVED)
        return desk.opened(owner, case_id, code, "solved")

    letter = ("case_letter_kind", "case_letter_title", "case_letter_body")
    on(desk, parts["case_sent"].click, sent, "case_open", "case_channel", "case_ticket")
    on(desk, parts["case_letter_sent"].click, letter_sent, "case_open", "case_channel", *letter)
    on(desk, parts["case_remind"].input, remind, "case_open", "case_remind")
    on(desk, parts["case_solved"].click, solved, "case_open")


def _wire_reply(desk: Desk) -> None:
    work, parts = desk.casework, desk.parts

    def read(owner: str, code: str, case_id: str, reply: str) -> Updates:
        if not reply.strip():
            return {parts["case_notice"]: desk.note("no_reply", load_pack(code))}
        case, reading = work.add_reply(owner, case_id, reply, code)
        pack = load_pack(code)
        return {
            **desk.opened(owner, case.id, code),
            **(desk.form("letter_view") if reading.draft else {}),
            parts["case_letter_title"]: gr.update(value="", visible=False),
            parts["case_letter_body"]: name_hidden(reading.draft, pack),
            parts["case_letter_kind"]: "reply" if reading.draft else "",
            parts["case_reading"]: reading_panel(reading, pack),
        }

    on(desk, parts["case_read"].click, read, "case_open", "case_reply")

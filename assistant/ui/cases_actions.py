"""What happens when a person does something in the cases tab."""

from __future__ import annotations

import asyncio
from typing import Any, get_args

import gradio as gr
import structlog

from assistant.cases import EntryKind
from assistant.cases.export import Form
from assistant.casework import Casework
from assistant.drafting.export import as_text
from assistant.draftwork import Draftwork
from assistant.errors import AssistantError
from assistant.languages import load_pack
from assistant.letterfiles import LetterForm, letter_file
from assistant.pipeline import Assistant
from assistant.ui.browser import owner_of
from assistant.ui.case_events import Doing, on
from assistant.ui.case_steps import wire_steps
from assistant.ui.cases_panel import due_list
from assistant.ui.desk import Desk, Updates
from assistant.ui.draft_tab import as_drafts, draft_fields
from assistant.ui.handover import QUIET, as_copy, as_file, hand_over

LONGEST_SEARCH = 300
log = structlog.get_logger()


def wire_cases(assistant: Assistant, casework: Casework, parts: dict[str, Any]) -> None:
    """Saving, opening, noting, reading a reply, writing letters, exporting, deleting."""
    desk = Desk(casework, parts)
    _wire_saving(desk, Draftwork(assistant))
    _wire_opening(desk)
    wire_steps(desk)
    _wire_letters(desk)
    _wire_leaving(desk)


def wire_due(page: gr.Blocks, casework: Casework, parts: dict[str, Any]) -> None:
    """The first screen says whose reminder has come, and leads there."""
    outputs = [parts["due"], parts["due_show"]]

    def told(code: str, request: gr.Request) -> Updates:
        try:
            cases = casework.due(owner_of(request))
        except AssistantError as error:
            log.warning("cases", error=type(error).__name__)
            cases = ()
        return {parts["due"]: due_list(cases, load_pack(code)), parts["due_show"]: gr.update(visible=bool(cases))}

    gr.on([page.load, parts["language"].change, parts["new"].click], told, parts["language"], outputs, **QUIET)
    parts["due_show"].click(lambda: gr.update(selected="cases"), None, parts["tabs"], queue=False, **QUIET)


def _wire_saving(desk: Desk, drafting: Draftwork) -> None:
    work, parts = desk.casework, desk.parts
    given = ("conversation", "drafted")

    def keep_drafts(owner: str, code: str, case_id: str, conversation: str, drafted: str, texts: tuple[str, ...]) -> None:
        """The drafts of this conversation, the one in the page's language last: it is what is taken for sent."""
        drafts = as_drafts(texts) if drafted and drafted == conversation else {}
        for _, draft in sorted(drafts.items(), key=lambda pair: pair[0] == code):
            work.append(owner, case_id, EntryKind.DRAFT, as_text(draft), conversation_id=conversation)

    async def anyway(owner: str, code: str, conversation: str, drafted: str, *texts: str) -> Updates:
        written = await drafting.write(conversation_id=conversation, languages=[code], language=code, owner=owner, by_rules=True)
        case, _ = await work.create(owner, "", title=written.drafts[code].title, conversation_id=conversation, language=code)
        await asyncio.to_thread(keep_drafts, owner, code, case.id, conversation, drafted, texts)
        return await asyncio.to_thread(desk.opened, owner, case.id, code, "saved")

    async def save(owner: str, code: str, conversation: str, drafted: str, *texts: str) -> Updates:
        known = await work.known(owner, "", code, conversation_id=conversation)
        if known is None:
            return await anyway(owner, code, conversation, drafted, *texts)
        shown = {parts["case_known"]: known.case.id, parts["case_notice"]: desk.note("known", load_pack(code))}
        letter = desk.letter(known.letter, "follow", code)
        letter[parts["case_notice"]] = str(shown[parts["case_notice"]]) + letter[parts["case_notice"]]
        offered = {parts[f"case_{name}"]: gr.update(visible=True) for name in ("add", "anyway")}
        opened = await asyncio.to_thread(desk.opened, owner, known.case.id, code)
        return {**opened, **shown, **letter, **offered}

    def add(owner: str, code: str, conversation: str, drafted: str, case_id: str, *texts: str) -> Updates:
        told = work.told(owner, conversation)
        work.append(owner, case_id, EntryKind.MESSAGE, told, conversation_id=conversation)
        keep_drafts(owner, code, case_id, conversation, drafted, texts)
        return desk.opened(owner, case_id, code, "added")

    fields = draft_fields(parts)
    on(desk, parts["case_save"].click, save, *given, fields=fields)
    shown = parts["draft_keep"].click(lambda: gr.update(selected="cases"), None, parts["tabs"], queue=False, **QUIET)
    on(desk, shown.then, save, *given, fields=fields)
    on(desk, parts["case_anyway"].click, anyway, *given, fields=fields)
    on(desk, parts["case_add"].click, add, *given, "case_known", fields=fields)


def _wire_opening(desk: Desk) -> None:
    parts = desk.parts

    def listed(owner: str, code: str, chosen: str) -> Updates:
        return desk.listed(owner, code, chosen)

    def searched(owner: str, code: str, chosen: str, search: str) -> Updates:
        return desk.listed(owner, code, chosen, search.strip()[:LONGEST_SEARCH])

    def relisted(owner: str, code: str) -> Updates:
        return {**desk.closed(), **desk.listed(owner, code)}

    def opened(owner: str, code: str, chosen: str | None) -> Updates:
        return desk.opened(owner, chosen, code, relist=False) if chosen else desk.closed()

    def known(owner: str, code: str, case_id: str) -> Updates:
        letter = desk.casework.follow_up(owner, case_id, code)
        return {**desk.opened(owner, case_id, code), **desk.letter(letter, "follow", code)}

    on(desk, parts["tab_cases"].select, listed, "case_open")
    on(desk, parts["language"].change, relisted)
    on(desk, parts["case_search"].change, searched, "case_open", "case_search", trigger_mode="always_last")
    on(desk, parts["case_list"].input, opened, "case_list")
    shown = parts["draft_known"].click(lambda: gr.update(selected="cases"), None, parts["tabs"], queue=False, **QUIET)
    on(desk, shown.then, known, "known_case")


def _wire_letters(desk: Desk) -> None:
    work, parts = desk.casework, desk.parts

    def follow(owner: str, code: str, case_id: str) -> Updates:
        return desk.letter(work.follow_up(owner, case_id, code), "follow", code)

    def escalate(owner: str, code: str, case_id: str) -> Updates:
        return desk.letter(work.escalation(owner, case_id, code), "escalate", code)

    def copy(_: str, code: str, title: str, body: str) -> Updates:
        text = "\n\n".join(part for part in (title.strip(), body.strip()) if part)
        return {parts["file"]: as_copy(text), parts["case_notice"]: desk.note("copied", load_pack(code))}

    def saved(form: LetterForm) -> Doing:
        def run(_: str, code: str, title: str, body: str) -> Updates:
            made = letter_file(title, body, form)
            return {parts["file"]: as_file(made.name, made.media_type, made.content), parts["case_notice"]: ""}

        return run

    for form in get_args(LetterForm):
        saving = on(desk, parts[f"case_letter_{form}"].click, saved(form), "case_letter_title", "case_letter_body")
        hand_over(saving, parts["file"])
    on(desk, parts["case_follow"].click, follow, "case_open")
    on(desk, parts["case_escalate"].click, escalate, "case_open")
    hand_over(on(desk, parts["case_copy"].click, copy, "case_letter_title", "case_letter_body"), parts["file"])


def _wire_leaving(desk: Desk) -> None:
    parts = desk.parts

    def exported(form: Form) -> Doing:
        def run(owner: str, code: str, case_id: str) -> Updates:
            made = desk.casework.export(owner, case_id, form, code)
            return {parts["file"]: as_file(made.name, made.media_type, made.content)}

        return run

    def delete(owner: str, code: str, case_id: str) -> Updates:
        desk.casework.delete(owner, case_id)
        return {**desk.closed(), **desk.listed(owner, code), parts["case_notice"]: desk.note("deleted", load_pack(code))}

    for form in get_args(Form):
        hand_over(on(desk, parts[f"case_{form}"].click, exported(form), "case_open"), parts["file"])
    for name, visible in (("delete", True), ("delete_no", False)):
        parts[f"case_{name}"].click(lambda v=visible: gr.update(visible=v), None, parts["case_sure"], queue=False, **QUIET)
    on(desk, parts["case_delete_yes"].click, delete, "case_open")

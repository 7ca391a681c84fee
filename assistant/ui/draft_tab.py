"""The draft tab: two languages side by side to edit, check, copy and save. Nothing is sent from it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from html import escape
from typing import Any

import gradio as gr

from assistant.casework import Casework
from assistant.drafting.compose import Draft
from assistant.drafting.export import as_eml, as_markdown, as_text
from assistant.draftwork import DraftReply, Draftwork
from assistant.errors import AssistantError, GuardError, InputError
from assistant.languages import Pack, load_pack, load_packs
from assistant.pipeline import Assistant
from assistant.ui.browser import owner_of
from assistant.ui.draft_panel import draft_notes, edit_notes
from assistant.ui.handover import QUIET, as_copy, as_file, hand_over
from assistant.ui.screenshots import shot_button

Updates = dict[Any, Any]
TAKES = ("copy", "md", "eml")
# A draft is private until its owner sends it: the browser shall neither remember it nor send it to a spelling service.
PRIVATE = gr.InputHTMLAttributes(autocomplete="off", autocorrect="off", spellcheck=False)


def draft_layout(parts: dict[str, Any]) -> None:
    """The parts of the tab, put into ``parts``."""
    with gr.Tab(id="draft", elem_id="tab-draft") as parts["tab_draft"]:
        parts["draft_empty"] = gr.HTML(elem_classes="panel", apply_default_css=False)
        parts["draft_notice"] = gr.HTML(elem_classes=["panel", "notice"], apply_default_css=False)
        parts["draft_known"] = gr.Button(size="sm", elem_id="draft-known", visible=False)
        with gr.Column(elem_id="drafts", visible=False) as parts["drafts"]:
            parts["draft_notes"] = gr.HTML(elem_id="draft-notes", elem_classes="panel", apply_default_css=False)
            with gr.Row(elem_classes="tools"):
                parts["draft_personal"] = gr.Checkbox(label="", show_label=True, elem_id="draft-personal", min_width=0)
                parts["draft_make"] = gr.Button(size="sm", elem_id="draft-make", min_width=0)
                parts["draft_other"] = gr.Button(size="sm", elem_id="draft-other", min_width=0, visible=False)
                shot_button(parts, "draft_shot")
            parts["draft_check"] = gr.HTML(elem_id="draft-check", elem_classes="panel", apply_default_css=False)
            with gr.Row(elem_id="draft-pair"):
                for code in load_packs():
                    _one_language(code, parts)
            with gr.Column(elem_id="draft-took", min_width=0):
                parts["draft_said"] = gr.HTML(elem_id="draft-said", elem_classes="panel", apply_default_css=False)
                parts["draft_keep"] = gr.Button(size="sm", variant="primary", elem_id="draft-keep", visible=False)


def _one_language(code: str, parts: dict[str, Any]) -> None:
    with gr.Column(elem_id=f"draft-{code}", elem_classes="draft", min_width=0):
        parts[f"draft_title_{code}"] = gr.Textbox(lines=1, max_lines=3, html_attributes=PRIVATE)
        parts[f"draft_body_{code}"] = gr.Textbox(lines=8, max_lines=22, html_attributes=PRIVATE)
        with gr.Row(elem_classes="tools"):
            for take in TAKES:
                parts[f"draft_{take}_{code}"] = gr.Button(size="sm", elem_id=f"draft-{take}-{code}", min_width=0)


def draft_fields(parts: dict[str, Any]) -> list[Any]:
    """Title and body of each language, in the order of the packs."""
    return [parts[f"draft_{name}_{code}"] for code in load_packs() for name in ("title", "body")]


def as_drafts(texts: tuple[str, ...]) -> dict[str, Draft]:
    """The values of ``draft_fields`` as drafts."""
    return {code: Draft(texts[2 * n], texts[2 * n + 1]) for n, code in enumerate(load_packs())}


def draft_words(parts: dict[str, Any], pack: Pack) -> Updates:
    """The words of the tab that do not depend on a draft."""
    updates: Updates = {
        parts["tab_draft"]: gr.update(label=pack.text("page.draft_tab")),
        parts["draft_empty"]: f'<p class="quiet">{escape(pack.text("page.draft.empty"))}</p>',
        parts["draft_personal"]: gr.update(label=pack.text("page.draft_personal"), info=pack.text("page.draft.personal_off")),
        parts["draft_said"]: "",
        parts["draft_check"]: "",
        parts["draft_notice"]: "",
        **{parts[name]: gr.update(value=pack.text(f"page.{name}")) for name in ("draft_make", "draft_known", "draft_keep", "write")},
    }
    for code, language in load_packs().items():
        name = language.text("page.draft.name")
        updates[parts[f"draft_title_{code}"]] = gr.update(label=pack.text("page.draft.title", language=name))
        updates[parts[f"draft_body_{code}"]] = gr.update(label=pack.text("page.draft.body", language=name))
        updates |= {parts[f"draft_{take}_{code}"]: gr.update(value=pack.text(f"page.draft_{take}")) for take in TAKES}
    return updates


def no_draft(parts: dict[str, Any]) -> Updates:
    """Nothing of a draft is left in any part."""
    empty = ("draft_notes", "draft_check", "draft_said", "draft_notice", "drafted", "draft_about", "draft_next", "known_case")
    updates: Updates = dict.fromkeys((parts[name] for name in empty), "") | dict.fromkeys(draft_fields(parts), "")
    hidden = {parts[name]: gr.update(visible=False) for name in ("drafts", "draft_known", "draft_keep", "draft_other")}
    return updates | hidden | {parts["draft_empty"]: gr.update(visible=True), parts["draft_personal"]: False}


def draft_error(error: AssistantError, pack: Pack) -> str:
    """What went wrong and what to do next."""
    key = "error_guard" if isinstance(error, GuardError) else "draft.forgotten" if isinstance(error, InputError) else "error_failed"
    return f'<p class="warn" role="alert">{escape(pack.text(f"page.{key}"))}</p>'


def wire_drafts(assistant: Assistant, casework: Casework | None, parts: dict[str, Any]) -> None:
    """Writing, checking what was changed, copying and saving."""
    work, fields = Draftwork(assistant), draft_fields(parts)
    outputs = list(no_draft(parts))

    async def written(conversation: str, code: str, topic: str, request: gr.Request) -> Updates:
        pack, owner = load_pack(code), owner_of(request)
        try:
            reply = await work.write(conversation_id=conversation, languages=tuple(load_packs()), language=code, owner=owner, topic=topic)
            known = await casework.known(owner, "", code, conversation_id=conversation) if casework else None
        except AssistantError as error:
            return {**no_draft(parts), parts["draft_notice"]: draft_error(error, pack)}
        texts = [text for draft in (reply.drafts[c] for c in load_packs()) for text in (draft.title, draft.body)]
        notice = f'<p class="warn" role="alert">{escape(known.letter.notice)}</p>' if known else ""
        return {
            **dict(zip(fields, texts, strict=True)),
            parts["draft_notes"]: draft_notes(reply, pack),
            parts["draft_notice"]: notice,
            parts["draft_known"]: gr.update(visible=known is not None),
            parts["known_case"]: known.case.id if known else "",
            parts["draft_empty"]: gr.update(visible=False),
            parts["drafts"]: gr.update(visible=True),
            parts["drafted"]: conversation,
            parts["draft_about"]: topic,
            **_another(assistant, reply, pack, parts),
            parts["draft_personal"]: False,
            parts["draft_keep"]: gr.update(visible=False),
            **dict.fromkeys((parts["draft_check"], parts["draft_said"]), ""),
        }

    opened = parts["write"].click(lambda: gr.update(selected="draft"), None, parts["tabs"], queue=False, **QUIET)
    asked = [parts["conversation"], parts["language"]]
    # From the conversation, what it is about is found anew.
    opened.then(anew := _about_most(written), asked, outputs, **QUIET)
    parts["draft_make"].click(anew, asked, outputs, **QUIET)
    parts["draft_other"].click(written, [*asked, parts["draft_next"]], outputs, **QUIET)
    parts["new"].click(lambda: no_draft(parts), None, outputs, queue=False, **QUIET)
    _wire_edits(work, parts, cases=casework is not None)
    _wire_language(work, parts)


def _about_most(written: Callable[..., Awaitable[Updates]]) -> Callable[..., Awaitable[Updates]]:
    async def anew(conversation: str, code: str, request: gr.Request) -> Updates:
        return await written(conversation, code, "", request)

    return anew


def _another(assistant: Assistant, reply: DraftReply, pack: Pack, parts: dict[str, Any]) -> Updates:
    """The button for the next problem that the conversation told of, where there is another."""
    topics, about = reply.subjects, reply.triage.topic
    after = topics[topics.index(about) + 1 :] + topics[: topics.index(about)] if about in topics else topics
    document = assistant.library.retriever.document(after[0], pack.code) if after else None
    if document is None:
        return {parts["draft_next"]: "", parts["draft_other"]: gr.update(visible=False)}
    said = pack.text("page.draft_other", title=document.head.title)
    return {parts["draft_next"]: after[0], parts["draft_other"]: gr.update(value=said, visible=True)}


def _wire_edits(work: Draftwork, parts: dict[str, Any], *, cases: bool) -> None:
    fields = draft_fields(parts)
    inputs = [parts["drafted"], parts["draft_about"], parts["draft_personal"], parts["language"], parts["temporary"], *fields]
    outputs = [*fields, parts["draft_check"], parts["draft_said"], parts["draft_keep"], parts["file"]]

    async def checked(
        drafted: tuple[str, str], personal: bool, code: str, texts: tuple[str, ...], owner: str, spell: bool = False
    ) -> Updates:
        """Only what had to change is put back, so that nothing is taken from under a hand that types on."""
        conversation, about = drafted
        edited = await work.check(as_drafts(texts), conversation, show_personal=personal if spell else None, owner=owner, topic=about)
        now = [text for draft in edited.drafts.values() for text in (draft.title, draft.body)]
        changed = {field: new for field, old, new in zip(fields, texts, now, strict=True) if old != new}
        return {**changed, parts["draft_check"]: edit_notes(edited, personal, load_pack(code)), parts["draft_said"]: ""}

    def event(take: str = "", language: str = "", spell: bool = False) -> Any:
        async def run(drafted: str, about: str, personal: bool, code: str, temporary: bool, request: gr.Request, *texts: str) -> Updates:
            pack = load_pack(code)
            try:
                updates = await checked((drafted, about), personal, code, texts, owner_of(request), spell)
            except AssistantError as error:
                return {parts["draft_check"]: draft_error(error, pack)}
            if take:
                kept = tuple(updates.get(field, text) for field, text in zip(fields, texts, strict=True))
                updates[parts["file"]] = _taken(take, language, as_drafts(kept)[language])
                said = escape(pack.text("page.draft.copied" if take == "copy" else "page.draft.saved"))
                updates[parts["draft_keep"]] = gr.update(visible=cases and not temporary)
                updates[parts["draft_said"]] = f'<p class="quiet" role="status">{said}</p>'
            return updates

        return run

    gr.on([field.blur for field in fields], event(), inputs, outputs, **QUIET)
    parts["draft_personal"].input(event(spell=True), inputs, outputs, **QUIET)
    for code in load_packs():
        for take in TAKES:
            hand_over(parts[f"draft_{take}_{code}"].click(event(take, code), inputs, outputs, **QUIET), parts["file"])


def _taken(take: str, language: str, draft: Draft) -> str:
    if take == "copy":
        return as_copy(as_text(draft))
    if take == "md":
        return as_file(f"request-{language}.md", "text/markdown", as_markdown(draft).encode())
    return as_file(f"request-{language}.eml", "message/rfc822", as_eml(draft))


def _wire_language(work: Draftwork, parts: dict[str, Any]) -> None:
    async def reworded(drafted: str, about: str, code: str, request: gr.Request) -> str:
        """The notes in the page's new language; the drafts stay as they were edited."""
        if not drafted:
            return ""
        try:
            languages, owner = tuple(load_packs()), owner_of(request)
            reply = await work.write(
                conversation_id=drafted, languages=languages, language=code, owner=owner, by_rules=True, topic=about
            )
        except AssistantError as error:
            return draft_error(error, load_pack(code))
        return draft_notes(reply, load_pack(code))

    parts["language"].change(reworded, [parts["drafted"], parts["draft_about"], parts["language"]], parts["draft_notes"], **QUIET)

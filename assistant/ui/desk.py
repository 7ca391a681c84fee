"""What the cases tab shows of the case log: the list, one case, a letter, a word of what was done."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from assistant.cases import CaseFile, CaseStatus, EntryKind
from assistant.cases.letters import Letter
from assistant.casework import Casework
from assistant.errors import AssistantError, CaseNotFound, ExportUnavailable, GuardError, InputError, InputTooLarge
from assistant.languages import Pack, load_pack
from assistant.ui.cases_panel import case_line, case_panel, case_story, due_list
from assistant.ui.markup import name_hidden

Updates = dict[Any, Any]
MOST_LISTED = 50
# The forms of a case: one of them is open, or none.
FORMS = ("sent_view", "reply_view", "letter_view")
# Everything that changes when another case is opened, or none.
_OPEN = (
    *FORMS,
    "view",
    "panel",
    "story",
    "reading",
    "ticket",
    "reply",
    "letter_title",
    "letter_body",
    "letter_notice",
    "letter_kind",
    "sure",
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the tab shows of the case log."""

    casework: Casework
    parts: dict[str, Any]

    @property
    def outputs(self) -> list[Any]:
        """Every part that an event of the tab may change."""
        more = ("open", "letters", "known", "add", "anyway", "notice", "empty", "list", "channel", "search", "due", "remind")
        return [self.parts[f"case_{name}"] for name in (*_OPEN, *more)] + [self.parts["file"]]

    def listed(self, owner: str, code: str, chosen: str = "", search: str = "") -> Updates:
        """The list, with ``chosen`` marked if it is there; with ``search``, only the cases that hold it."""
        pack, now = load_pack(code), self.casework.log.now()
        page = self.casework.page(owner, limit=MOST_LISTED, cursor="", status=(), topic="", search=search)
        choices = [(case_line(case, now, pack), case.id) for case in page.cases]
        there = any(case.id == chosen for case in page.cases)
        more = pack.text("page.cases.more", count=MOST_LISTED) if page.next_cursor else ""
        none = pack.text("page.cases.not_found" if search else "page.cases.empty")
        return {
            self.parts["case_list"]: gr.update(
                choices=choices, visible=bool(choices), info=more or None, **({"value": chosen} if there else {})
            ),
            self.parts["case_empty"]: gr.update(value=f'<p class="quiet" role="status">{escape(none)}</p>', visible=not choices),
            self.parts["case_search"]: gr.update(visible=bool(choices or search), **({} if search else {"value": ""})),
            self.parts["case_due"]: due_list(self.casework.due(owner), pack),
        }

    def opened(self, owner: str, case_id: str, code: str, said: str = "", *, relist: bool = True) -> Updates:
        """The list and a case, with ``said`` (a word of the page) above them. A case of which nothing was sent asks for that."""
        pack, parts = load_pack(code), self.parts
        file = self.casework.get(owner, case_id)
        now = self.casework.log.now()
        return {
            **self.closed(),
            **(self.listed(owner, code, case_id) if relist else {}),
            parts["case_open"]: case_id,
            parts["case_view"]: gr.update(visible=True),
            parts["case_panel"]: case_panel(file, now, pack),
            parts["case_story"]: case_story(file, now, pack),
            parts["case_letters"]: gr.update(visible=file.last(EntryKind.SENT) is not None),
            parts["case_channel"]: gr.update(value=file.case.channel.value),
            parts["case_remind"]: self._reminder(file, pack),
            parts["case_notice"]: self.note(said, pack),
            **(self.form("sent_view") if file.case.status is CaseStatus.OPEN else {}),
        }

    def closed(self) -> Updates:
        """No case is open, and nothing of one is left in any part."""
        parts = self.parts
        hidden = ("view", *FORMS, "sure", "add", "anyway")
        emptied = [f"case_{name}" for name in (*_OPEN, "open", "known", "notice") if name not in hidden]
        updates: Updates = dict.fromkeys((parts[name] for name in emptied), "")
        return updates | {parts[f"case_{n}"]: gr.update(visible=False) for n in hidden} | {parts["case_list"]: gr.update(value=None)}

    def form(self, name: str) -> Updates:
        """One form is open, the others are not."""
        return {self.parts[f"case_{n}"]: gr.update(visible=n == name) for n in FORMS}

    def letter(self, letter: Letter, kind: str, code: str) -> Updates:
        """A letter to edit and copy; what is said to the user stands above it."""
        parts, pack = self.parts, load_pack(code)
        notes = "".join(
            f'<p class="{cls}">{escape(text)}</p>' for cls, text in (("warn", letter.notice), ("quiet", letter.waiting)) if text
        )
        return {
            **(self.form("letter_view") if letter.body else {}),
            parts["case_letter_title"]: gr.update(value=name_hidden(letter.subject, pack), visible=True),
            parts["case_letter_body"]: name_hidden(letter.body, pack),
            parts["case_letter_notice"]: notes if letter.body else "",
            parts["case_letter_kind"]: kind if letter.body else "",
            parts["case_notice"]: "" if letter.body else notes,
        }

    def note(self, said: str, pack: Pack) -> str:
        """A word of the page as a message that a screen reader reads out."""
        return f'<p class="said" role="status">{escape(pack.text(f"page.cases.{said}"))}</p>' if said else ""

    def failed(self, error: AssistantError, owner: str, code: str) -> Updates:
        """What went wrong and what to do next; a case that is gone leaves the list."""
        pack, gone = load_pack(code), isinstance(error, CaseNotFound)
        key = "error_guard" if isinstance(error, GuardError) else "cases.failed"
        if isinstance(error, ExportUnavailable):
            key = "cases.no_pdf"
        elif isinstance(error, InputError):
            key = "cases.too_long" if isinstance(error, InputTooLarge) else "cases.nothing"
        key = "cases.gone" if gone else key
        updates = {**self.closed(), **self.listed(owner, code)} if gone else {}
        return {**updates, self.parts["case_notice"]: f'<p class="warn" role="alert">{escape(pack.text(f"page.{key}"))}</p>'}

    def _reminder(self, file: CaseFile, pack: Pack) -> Any:
        return gr.update(choices=reminders(pack, is_set=file.case.remind_at is not None), value="set" if file.case.remind_at else "none")


def reminders(pack: Pack, *, is_set: bool = False) -> list[tuple[str, str]]:
    """What the reminder can be set to: words, and hours from now as a text; ``none`` takes it away, ``set`` leaves it."""
    words: dict[str, str] = pack.value("page.cases.remind_in")
    return [(word, hours) for hours, word in words.items() if hours != "set" or is_set]

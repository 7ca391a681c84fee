"""Every word of the page, put on its parts in a language."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.languages import Pack, load_pack
from assistant.pipeline import Assistant
from assistant.ui.cases_tab import case_words
from assistant.ui.draft_tab import draft_words
from assistant.ui.feedback import feedback_words
from assistant.ui.handover import copied_by_hand
from assistant.ui.panels import Shown, state_line
from assistant.ui.screenshots import shot_words
from assistant.ui.updates import panel_updates

_BUTTONS = ("send", "stop", "new", "other_language", "theme", "again", "edit", "export", "due_show", "temporary_switch")
_PANELS = ("sent", "sources", "evidence")
_GIVE = ("evidence_list", "give", "give_add", "give_ready", "give_later")
_TABS = ("tab_sent", "tab_sources", "tab_evidence")
_TEXTS = ("language", "brand", "welcome", "problems", "chat", "box", "keys", "notice", "state", "by_hand")


def worded(parts: dict[str, Any]) -> list[Any]:
    """Every part that holds words."""
    pack = load_pack("en")
    named = [part for name in (*_BUTTONS, *_PANELS, *_GIVE, *_TABS, *_TEXTS) for part in _each(parts[name])]
    return list(
        dict.fromkeys([*named, *draft_words(parts, pack), *case_words(parts, pack), *feedback_words(parts, pack), *shot_words(parts, pack)])
    )


def words(assistant: Assistant, parts: dict[str, Any], code: str, shown: Shown | None) -> dict[Any, Any]:
    """Every word of the page in a language."""
    pack = load_pack(code)
    updates: dict[Any, Any] = {parts[name]: gr.update(value=pack.text(f"page.{name}")) for name in _BUTTONS}
    updates |= {parts[f"tab_{name}"]: gr.update(label=pack.text(f"page.{name}")) for name in _PANELS}
    updates |= panel_updates(shown, pack, assistant, parts)
    for name in ("give_add", "give_ready", "give_later"):
        updates[parts[name]] = {**updates[parts[name]], "value": pack.text(f"page.{name}")}
    for button, problem in zip(parts["problems"], assistant.library.taxonomy.first_screen, strict=True):
        updates[button] = gr.update(value=problem.label.in_language(code))
    updates |= {
        parts["language"]: code,
        parts["brand"]: _brand(pack),
        parts["welcome"]: _welcome(pack),
        parts["chat"]: gr.update(label=pack.text("page.chat")),
        parts["box"]: gr.update(label=pack.text("page.message"), placeholder=pack.text("page.placeholder")),
        parts["keys"]: f"<p>{escape(pack.text('page.keys'))} {escape(pack.text('page.privacy'))}</p>",
        parts["notice"]: "",
        parts["state"]: state_line(assistant, pack),
        parts["by_hand"]: copied_by_hand(pack),
    }
    return updates | draft_words(parts, pack) | case_words(parts, pack) | feedback_words(parts, pack) | shot_words(parts, pack)


def temporary_words(parts: dict[str, Any], temporary: bool, pack: Pack) -> dict[Any, Any]:
    """What says that the conversation is temporary, and what it cannot do then."""
    said = f'<p role="status"><b>{escape(pack.text("page.temporary"))}</b> {escape(pack.text("page.temporary_note"))}</p>'
    keeps = ("helped", "helped_not", "case_save")
    return {
        parts["temporary"]: temporary,
        parts["temporary_note"]: said if temporary else "",
        **{parts[name]: gr.update(visible=not temporary) for name in keeps if parts["keeps"]},
    }


def together(*updates: dict[Any, Any]) -> dict[Any, Any]:
    """Updates of the same parts: what one says of a part, another does not take away."""
    whole: dict[Any, Any] = {}
    for part, update in (pair for one in updates for pair in one.items()):
        before = whole.get(part)
        whole[part] = {**before, **update} if isinstance(before, dict) and isinstance(update, dict) else update
    return whole


def _each(part: Any) -> list[Any]:
    return part if isinstance(part, list) else [part]


def _brand(pack: Pack) -> str:
    # page.js reads the language from here and sets it on the document.
    title, independent = escape(pack.text("page.title")), escape(pack.text("page.independent"))
    return f'<header data-lang="{pack.code}"><h1>{title}</h1><p>{independent}</p></header>'


def _welcome(pack: Pack) -> str:
    # page.js shows the first sentence where the page was loaded anew over a conversation.
    return (
        f'<section><p class="gone" role="status">{escape(pack.text("page.gone"))}</p>'
        f'<p class="tagline">{escape(pack.text("page.tagline"))}</p>'
        f'<p class="never">{escape(pack.text("page.never"))}</p><h2>{escape(pack.text("page.problems"))}</h2></section>'
    )

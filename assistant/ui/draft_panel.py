"""What is said around a draft, as HTML: how ready it is, what is missing, what does not fit, what an edit changed."""

from __future__ import annotations

from html import escape

from assistant.drafting.edited import EditedDraft
from assistant.draftwork import DraftReply
from assistant.languages import Pack, load_packs
from assistant.types import FindingClass, Violation
from assistant.ui.markup import kind_name

_ADDED = {"invented_number", "invented_coin_or_network", "invented_identifier"}


def draft_notes(reply: DraftReply, pack: Pack) -> str:
    """The meter, who made the draft, warnings, and what would make it better."""
    percent = round(100 * reply.readiness)
    label = escape(pack.text("page.draft.ready", percent=percent))
    meter = f'<div class="meter"><span>{label}</span><meter min="0" max="100" value="{percent}" aria-label="{label}"></meter></div>'
    who = pack.text(f"page.draft.by_{reply.made_by}")
    channel = pack.text("page.draft.fits", channel=pack.text(f"page.channels.{reply.triage.channel.value}"))
    warnings = "".join(f"<li>{escape(w)}</li>" for w in reply.warnings)
    warned = f'<h2 class="small">{escape(pack.text("page.draft.look_again"))}</h2><ul class="warnings">{warnings}</ul>' if warnings else ""
    items = "".join(f"<li>{escape(m.text)}</li>" for m in reply.missing)
    missing = f'<h2 class="small">{escape(pack.text("page.draft.missing"))}</h2><ul class="todo">{items}</ul>' if items else ""
    hint = f'<p class="quiet">{escape(pack.text("page.draft.add"))}</p>' if items else ""
    return f'{meter}<p class="quiet">{escape(who)} {escape(channel)}</p>{warned}{missing}{hint}'


def edit_notes(edited: EditedDraft, show_personal: bool, pack: Pack) -> str:
    """What the changes brought in or lost; empty when there is nothing to say."""
    lines: list[tuple[str, str]] = []
    if edited.secrets:
        lines.append(("burnt", pack.text("page.draft.secret", kinds=_kinds(edited.secrets, FindingClass.SECRET, pack))))
    if edited.personal and not show_personal:
        lines.append(("", pack.text("page.draft.personal", kinds=_kinds(edited.personal, FindingClass.PERSONAL, pack))))
    lines += [("", sentence) for sentence in _sentences(edited.notes, pack)]
    rows = "".join(f'<li class="{cls}">{escape(text)}</li>' for cls, text in lines)
    return f'<ul class="warnings" role="status">{rows}</ul>' if rows else ""


def _kinds(kinds: tuple[str, ...], cls: FindingClass, pack: Pack) -> str:
    return pack.text("page.draft.and").join(dict.fromkeys(kind_name(kind, cls, pack) for kind in kinds))


def _sentences(notes: tuple[Violation, ...], pack: Pack) -> list[str]:
    """One sentence for everything that was added, one for what was lost in each language, one for twins that differ."""
    join = pack.text("page.draft.and")
    names = {code: other.text("page.draft.name") for code, other in load_packs().items()}
    split = [(note.check, *note.detail.partition(": ")[::2]) for note in notes]
    said = []
    if added := dict.fromkeys(what for check, _, what in split if check in _ADDED):
        said.append(pack.text("page.draft.added", what=join.join(added)))
    for code, name in names.items():
        if lost := dict.fromkeys(pack.text(f"draft.slots.{what}") for check, where, what in split if check == "lost" and where == code):
            said.append(pack.text("page.draft.lost", language=name, what=join.join(lost)))
    if any(check == "unequal" for check, _, _ in split):
        said.append(pack.text("page.draft.unequal"))
    return said

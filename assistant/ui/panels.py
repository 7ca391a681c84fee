"""The panels beside the conversation as HTML: what is sent, the sources, what to prepare, the state line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from assistant.answering.noted import next_item
from assistant.corpus.asked_next import KEY as NEXT
from assistant.corpus.evidence import EvidenceRecord
from assistant.events import Meta
from assistant.languages import Pack, load_pack
from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.types import Citation, EvidenceItem, Finding, FindingClass, Outcome, Passage, Reply, Sealed, Source, Triage, Urgency
from assistant.ui.markup import chip, kind_name, mark_hidden, markdown_html
from assistant.writing import model_phase


@dataclass(frozen=True, slots=True)
class Shown:
    """What the panels show of a turn. Sealed: nothing of what was hidden is in it."""

    sealed: Sealed
    triage: Triage
    language: str
    passages: tuple[Passage, ...] = ()
    citations: tuple[Citation, ...] = ()
    reader: str = "nothing"
    model: str = ""
    later: tuple[str, ...] = ()
    """Ids of evidence that the person does not have."""

    @classmethod
    def of_meta(cls, meta: Meta, assistant: Assistant, later: Sequence[str] = ()) -> Shown:
        """What is known before the model speaks: that it may be asked, so that a turn that is stopped claims nothing else."""
        backend = assistant.backend
        reader = ("maybe_remote" if backend.is_remote else "maybe_local") if backend.model is not None else "nothing"
        return cls(meta.sealed, meta.triage, meta.language, meta.passages, (), reader, backend.state.name, tuple(later))

    @classmethod
    def of_reply(cls, reply: Reply, assistant: Assistant, later: Sequence[str] = ()) -> Shown:
        """What is known at the end."""
        asked = assistant.backend.model is not None and reply.outcome is Outcome.ANSWERED and not reply.unread
        reader = ("remote" if assistant.backend.is_remote else "local") if asked else "nothing"
        return cls(
            reply.sealed, reply.triage, reply.language, reply.passages, reply.citations, reader, assistant.backend.state.name, tuple(later)
        )


def sent_panel(shown: Shown | None, pack: Pack) -> str:
    """The sealed text with every hidden thing marked, and why each was hidden."""
    if shown is None:
        return _empty(pack.text("page.sent_empty"))
    text = mark_hidden(escape(shown.sealed.text, quote=False), shown.sealed.findings, pack)
    rows = "".join(_hidden_row(f, pack) for f in _once_each(shown.sealed.findings))
    listed = f'<ul class="hidden-list">{rows}</ul>' if rows else f'<p class="quiet">{escape(pack.text("page.sent_none"))}</p>'
    lead = escape(pack.text(f"page.sent_{shown.reader}", model=shown.model))
    return f'<p class="lead">{lead}</p><div class="sealed" lang="{shown.language}">{text}</div>{listed}{_pictured(shown.sealed, pack)}'


def _pictured(sealed: Sealed, pack: Pack) -> str:
    """What came along from screenshots, sealed, and why of each hidden thing in it."""
    if not sealed.pictures:
        return ""
    texts = "".join(f'<div class="sealed">{mark_hidden(escape(p.text, quote=False), p.findings, pack)}</div>' for p in sealed.pictures)
    rows = "".join(_hidden_row(f, pack) for f in _once_each(tuple(f for p in sealed.pictures for f in p.findings)))
    lead = escape(pack.text("screenshot.evidence_lead"))
    return f'<p class="lead">{lead}</p>{texts}' + (f'<ul class="hidden-list">{rows}</ul>' if rows else "")


def sources_panel(shown: Shown | None, pack: Pack, library: Library) -> str:
    """The documents behind the answer, each part that was used ready to open, then what else was found."""
    if shown is None:
        return _empty(pack.text("page.sources_empty"))
    used = dict.fromkeys(c.document_id for c in shown.citations)
    cards = [_used_document(document_id, shown, pack, library) for document_id in used]
    others = [_found_passage(p, pack) for p in shown.passages if p.document_id not in used]
    html = "".join(cards)
    if others:
        html += f'<h2 class="small">{escape(pack.text("page.also_found" if used else "page.found"))}</h2>' + "".join(others)
    return html or _empty(pack.text("page.sources_none"))


def evidence_panel(shown: Shown | None, pack: Pack, library: Library) -> str:
    """Channel and urgency with their reasons, the meter, and the one thing to find next."""
    if shown is None:
        return _empty(pack.text("page.evidence_empty"))
    triage = shown.triage
    reasons = "".join(f"<li>{escape(r)}</li>" for r in triage.reasons)
    warnings = "".join(f'<p class="warn">{escape(w)}</p>' for w in (*triage.warnings, *triage.questions))
    return (
        f'<dl class="route"><div><dt>{escape(pack.text("page.channel"))}</dt>'
        f"<dd>{escape(pack.text(f'page.channels.{triage.channel.value}'))}</dd></div>"
        f"<div><dt>{escape(pack.text('page.how_urgent'))}</dt><dd>{_urgency(triage.urgency, pack)}</dd></div></dl>"
        f'<ul class="reasons" lang="{shown.language}">{reasons}</ul>{warnings}{_meter(triage.evidence, pack)}{_next(shown, pack, library)}'
    )


def wanted(shown: Shown | None, library: Library) -> EvidenceRecord | None:
    """The one thing that would help most now."""
    return next_item(shown.triage.evidence, library.evidence, shown.later) if shown else None


def evidence_list(shown: Shown | None, pack: Pack, library: Library) -> str:
    """Everything that support may ask for, ticked where it is there."""
    if shown is None or not shown.triage.evidence:
        return ""
    rows = "".join(_check(i, pack, library) for i in shown.triage.evidence)
    return f'<h2 class="small">{escape(pack.text("page.checklist"))}</h2><ul class="checklist">{rows}</ul>'


def state_line(assistant: Assistant, pack: Pack) -> str:
    """One line: the documents and the model, with progress while something gets ready."""
    index, model = assistant.library.state, assistant.backend.state
    documents = pack.text(f"page.index.{index.phase}", percent=index.percent)
    parts = [_light(index.phase, pack.text("page.documents", state=documents)), _light(model.phase, _model_words(assistant, pack))]
    progress = ""
    if model.phase in {"fetching", "verifying"} and model.total:
        progress = f'<progress max="{model.total}" value="{model.done}" aria-label="{escape(pack.text("page.model_label"))}"></progress>'
    later = f'<span class="later">{escape(pack.text("page.meanwhile"))}</span>' if model.phase not in {"ready", "off"} else ""
    return f'<div class="state" role="status">{"".join(parts)}{progress}{later}</div>'


def _model_words(assistant: Assistant, pack: Pack) -> str:
    state = assistant.backend.state
    name = f" ({state.name})" if state.phase == "ready" else ""
    return pack.text("page.model_state", state=model_phase(state, pack)) + name


def _light(phase: str, words: str) -> str:
    return f'<span class="light {escape(phase)}"><i aria-hidden="true"></i>{escape(words)}</span>'


def _empty(text: str) -> str:
    return f'<p class="quiet">{escape(text)}</p>'


def _once_each(findings: tuple[Finding, ...]) -> list[Finding]:
    order = list(FindingClass)
    return sorted({f.placeholder: f for f in findings if f.placeholder}.values(), key=lambda f: order.index(f.cls))


def _hidden_row(finding: Finding, pack: Pack) -> str:
    name = kind_name(finding.kind, finding.cls, pack)
    number = finding.placeholder.rstrip("]").rsplit("_", 1)[-1]
    hints: dict[str, str] = pack.value("page.hints")
    why = pack.text(f"page.cls.{finding.cls.value}")
    hint = f' <span class="quiet">{escape(hints[finding.kind])}</span>' if finding.kind in hints and not finding.checksum else ""
    if finding.unclear:
        why = pack.text("page.unclear")
        # page.js and Gradio's click listen for it.
        hint = (
            f'<button type="button" class="clear-txid" data-mark="{escape(finding.placeholder)}">{escape(pack.text("page.clear"))}</button>'
        )
    return f"<li>{chip(name, number, finding.cls.value)}<span>{escape(why)}{hint}</span></li>"


def _used_document(document_id: str, shown: Shown, pack: Pack, library: Library) -> str:
    mine = [c for c in shown.citations if c.document_id == document_id]
    document = library.document(document_id)
    language = document.head.language if document else shown.language
    headings = load_pack(language).value("language.sections")
    keys = {text: key for key, text in document.sections.items()} | {e.answer: NEXT for e in document.next} if document else {}
    rows = "".join(
        f'<details class="part" id="source-{escape(c.mark)}"><summary><b>{escape(c.mark)}</b> '
        f'{escape(headings.get(keys.get(c.quote, ""), c.title))}</summary><div class="quote">{markdown_html(c.quote)}</div></details>'
        for c in mine
    )
    rest = [key for key in (document.sections if document else {}) if key not in {keys.get(c.quote) for c in mine}]
    whole = "".join(f"<h3>{escape(headings[k])}</h3>{markdown_html(document.sections[k])}" for k in rest) if document else ""
    if document and document.next:
        asked = "".join(f"<p><b>{escape(e.asked[0])}</b><br>{escape(e.answer)}</p>" for e in document.next)
        whole += f"<h3>{escape(headings[NEXT])}</h3>{asked}"
    label = escape(pack.text("page.rest"))
    more = f'<details class="part"><summary>{label}</summary><div class="quote">{whole}</div></details>' if whole else ""
    sources = tuple(Source(s.kind, s.ref, s.date) for s in document.head.sources) if document else ()
    foot = _provenance(mine[0].reviewed, sources, pack)
    return f'<article class="source" lang="{language}"><h2>{escape(mine[0].title)}</h2>{rows}{more}{foot}</article>'


def _found_passage(passage: Passage, pack: Pack) -> str:
    foot = _provenance(passage.reviewed, passage.sources, pack)
    return (
        f'<details class="part other" lang="{escape(passage.language)}"><summary>{escape(passage.title)}</summary>'
        f'<div class="quote">{markdown_html(passage.text)}</div>{foot}</details>'
    )


def _provenance(reviewed: str, sources: tuple[Source, ...], pack: Pack) -> str:
    counted = Counter(s.kind for s in sources)
    kinds: dict[str, str] = pack.value("page.source_kinds")
    tags = "".join(f'<span class="tag">{escape(kinds.get(k, k))}{f" × {n}" if n > 1 else ""}</span>' for k, n in counted.items())
    # A mirror's name is not shown: its text is the exchange's, its host is not.
    rows = "".join(f"<li>{escape(s.ref)}{f' · {escape(s.date)}' if s.date else ''}</li>" for s in sources if s.kind != "mirror")
    listed = f'<details class="refs"><summary>{escape(pack.text("page.where_from"))} {tags}</summary><ul>{rows}</ul></details>'
    said = escape(pack.text("page.reviewed", date=reviewed))
    return f'<footer class="quiet" lang="{pack.code}">{said}{listed if sources else ""}</footer>'


def _urgency(urgency: Urgency, pack: Pack) -> str:
    return f'<span class="urgency {urgency.value}">{escape(pack.text(f"page.urgency.{urgency.value}"))}</span>'


def _meter(items: tuple[EvidenceItem, ...], pack: Pack) -> str:
    if not items:
        return _empty(pack.text("page.evidence_none"))
    have = sum(i.have for i in items)
    label = escape(pack.text("page.meter", have=have, all=len(items)))
    return f'<div class="meter"><span>{label}</span><meter min="0" max="{len(items)}" value="{have}" aria-label="{label}"></meter></div>'


def _next(shown: Shown, pack: Pack, library: Library) -> str:
    record = wanted(shown, library)
    if record is None:
        word = "evidence_all" if all(i.have for i in shown.triage.evidence) else "evidence_enough"
        return f'<p class="lead">{escape(pack.text(f"page.{word}"))}</p>' if shown.triage.evidence else ""
    why, where, show = (escape(getattr(record, part).in_language(pack.code)) for part in ("why", "where", "show"))
    rows = "".join(
        f"<div><dt>{escape(pack.text(f'page.{word}'))}</dt><dd>{text}</dd></div>" for word, text in (("where", where), ("safely", show))
    )
    heading = escape(pack.text("page.next_one", name=record.name.in_language(pack.code)))
    return f'<div class="next" data-item="{escape(record.id)}"><h2>{heading}</h2><p class="quiet">{why}</p><dl>{rows}</dl></div>'


def _check(item: EvidenceItem, pack: Pack, library: Library) -> str:
    record = next((r for r in library.evidence.items if r.id == item.item), None)
    name = record.name.in_language(pack.code) if record else item.item
    sign, said = ("✓", pack.text("page.have")) if item.have else ("○", pack.text("page.have_not"))
    how = ""
    if record and not item.have:
        where, show = record.where.in_language(pack.code), record.show.in_language(pack.code)
        how = f"<details><summary>{escape(pack.text('page.how'))}</summary><p>{escape(where)}</p><p>{escape(show)}</p></details>"
    why = record.why.in_language(pack.code) if record else item.why
    return (
        f'<li class="{"have" if item.have else "open"}"><span class="tick" role="img" aria-label="{escape(said)}">{sign}</span>'
        f'<div><strong>{escape(name)}</strong><p class="quiet">{escape(why)}</p>{how}</div></li>'
    )

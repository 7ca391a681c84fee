"""The operator's overview at ``/overview``: what is asked, what has no answer, how long it takes. Sealed data and counts only."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from html import escape
from math import isfinite

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, PlainTextResponse
from starlette.responses import Response

from assistant import metrics
from assistant.cases.gaps import GapCluster, cluster
from assistant.casework import Casework
from assistant.counting import Counting
from assistant.errors import CaseError
from assistant.languages import Pack, load_pack, load_packs
from assistant.pipeline import Assistant
from assistant.ui.browser import browser_language, owner_of
from assistant.ui.markup import mark_hidden

MOST_TOPICS, MOST_GAPS = 20, 20
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
_STYLE = """
:root { color-scheme: light dark; --ground: #f4f6f8; --card: #fff; --line: #d9dfe6; --ink: #18222d; --quiet: #55626f; --mark: #0f766e; }
@media (prefers-color-scheme: dark) {
	:root { --ground: #10161d; --card: #18212b; --line: #313d4a; --ink: #e8edf2; --quiet: #a3b0bd; --mark: #5eead4; } }
body { background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0; }
main { max-width: 1000px; margin: 0 auto; padding: 16px; }
h1 { font-size: 20px; margin: 0; } h2 { font-size: 16px; margin: 0 0 8px; } p { margin: 4px 0; color: var(--quiet); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; margin: 14px 0; }
.tiles { display: flex; flex-wrap: wrap; gap: 8px 32px; margin: 0; } .tiles dt { color: var(--quiet); font-size: 13px; }
.tiles dd { margin: 0; font-size: 22px; font-weight: 700; } a { color: var(--mark); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 4px 8px 4px 0; vertical-align: top; }
th { font-weight: 600; font-size: 13px; color: var(--quiet); } td.n, th.n { text-align: right; white-space: nowrap; width: 1%; } td { overflow-wrap: anywhere; }
td.bar { width: 38%; min-width: 80px; } td.bar i { display: block; height: 12px; margin-top: 5px; border-radius: 6px; background: var(--mark); }
.hid { padding: 0 6px; border-radius: 6px; background: var(--line); }
"""


def add_overview(app: FastAPI, assistant: Assistant, casework: Casework, counting: Counting, allowed: Callable[[str], bool]) -> None:
    """Serve it to the owners that are ``allowed``. To be added before the page, which takes every path that is left."""

    @app.get("/overview", include_in_schema=False)
    async def overview(request: Request, lang: str = "") -> Response:
        if not allowed(owner_of(request)):  # type: ignore[arg-type]
            return PlainTextResponse("Not found", 404)
        pack = load_pack(lang if lang in load_packs() else browser_language(request.headers.get("accept-language", "")))
        try:
            gaps: Sequence[GapCluster] | None = await asyncio.to_thread(lambda: cluster(casework.log.gaps.all()))
        except CaseError:
            gaps = None
        numbers, since = await asyncio.to_thread(counting.counted)
        return HTMLResponse(overview_html(assistant, numbers, since, gaps, pack), headers=_HEADERS)


def overview_html(assistant: Assistant, counted: metrics.Counted, since: str, gaps: Sequence[GapCluster] | None, pack: Pack) -> str:
    """The whole page; ``since`` is the first day that was counted, ``gaps`` is ``None`` where they cannot be read."""
    title = escape(pack.text("page.overview.title"))
    others = " ".join(
        f'<a href="?lang={code}" lang="{code}">{escape(other.text("page.draft.name"))}</a>'
        for code, other in load_packs().items()
        if code != pack.code
    )
    note = escape(pack.text("page.overview.since", day=since) if since else pack.text("page.overview.now"))
    note += " " + escape(pack.text("page.overview.note"))
    body = "".join((_turns(counted, pack), _topics(assistant, counted, pack), _gaps(gaps, pack), _times(counted, pack)))
    return (
        f'<!doctype html><html lang="{pack.code}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{title}</h1><p>{note} {others}</p>{body}</main></body></html>"
    )


def _turns(counted: metrics.Counted, pack: Pack) -> str:
    whole = sum(counted.outcomes.values())
    words: dict[str, str] = pack.value("page.overview.outcomes")
    tiles = [(pack.text("page.overview.turns"), str(whole))]
    tiles += [(word, f"{counted.outcomes.get(name, 0)}{_share(counted.outcomes.get(name, 0), whole)}") for name, word in words.items()]
    rows = "".join(f"<div><dt>{escape(word)}</dt><dd>{escape(value)}</dd></div>" for word, value in tiles)
    return _section(pack.text("page.overview.turns_heading"), f'<dl class="tiles">{rows}</dl>')


def _topics(assistant: Assistant, counted: metrics.Counted, pack: Pack) -> str:
    best = sorted(counted.topics.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_TOPICS]
    named = [(_title(assistant, slug, pack), number) for slug, number in best]
    return _section(pack.text("page.overview.topics"), _bars(named, pack.text("page.overview.topic"), pack))


def _gaps(gaps: Sequence[GapCluster] | None, pack: Pack) -> str:
    heading = pack.text("page.overview.gaps")
    if gaps is None:
        return _section(heading, f"<p>{escape(pack.text('page.overview.unreadable'))}</p>")
    rows = [(group.gaps[0].text, len(group.gaps)) for group in gaps[:MOST_GAPS]]
    return _section(heading, _bars(rows, pack.text("page.overview.question"), pack))


def _times(counted: metrics.Counted, pack: Pack) -> str:
    words: dict[str, str] = pack.value("page.overview.stages")
    rows = "".join(
        f"<tr><td>{escape(words.get(name, name))}</td><td class=n>{t.count}</td><td class=n>{_seconds(t.median)}</td>"
        f"<td class=n>{_seconds(t.slow)}</td></tr>"
        for name, t in counted.stages.items()
    )
    heads = "".join(
        f"<th scope=col{'' if name == 'stage' else ' class=n'}>{escape(pack.text(f'page.overview.{name}'))}</th>"
        for name in ("stage", "times", "median", "slow")
    )
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else _none(pack)
    return _section(pack.text("page.overview.latency"), table)


def _bars(rows: Sequence[tuple[str, int]], head: str, pack: Pack) -> str:
    if not rows:
        return _none(pack)
    most = max(number for _, number in rows)
    lines = "".join(
        f"<tr><td>{mark_hidden(escape(text, quote=False), (), pack)}</td><td class=n>{number}</td>"
        f'<td class="bar" aria-hidden="true"><i style="width:{100 * number / most:.0f}%"></i></td></tr>'
        for text, number in rows
    )
    count = escape(pack.text("page.overview.times"))
    return f'<table><thead><tr><th scope=col>{escape(head)}</th><th scope=col class=n>{count}</th><td aria-hidden="true"></td></tr></thead><tbody>{lines}</tbody></table>'


def _title(assistant: Assistant, slug: str, pack: Pack) -> str:
    if assistant.library.state.phase != "ready":
        return slug
    document = assistant.library.retriever.document(slug, pack.code)
    return document.head.title if document else slug


def _section(heading: str, html: str) -> str:
    return f"<section><h2>{escape(heading)}</h2>{html}</section>"


def _none(pack: Pack) -> str:
    return f"<p>{escape(pack.text('page.overview.none'))}</p>"


def _share(part: int, whole: int) -> str:
    return f" ({100 * part / whole:.0f} %)" if whole else ""


def _seconds(value: float) -> str:
    return f"≤ {value:g} s" if isfinite(value) else f"> {metrics.LONGEST:g} s"

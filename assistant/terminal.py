"""The terminal face: ask, converse, ingest, pull."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from assistant.draftwork import Draftwork
from assistant.events import Delta, Done, Meta
from assistant.guardrails import Guard
from assistant.languages import load_pack
from assistant.models.weights import are_ready
from assistant.models.weights import pull as pull_weights
from assistant.pipeline import Assistant
from assistant.screenshots import read_screenshot
from assistant.screenshots.reader import RapidReader
from assistant.settings import load_settings
from assistant.types import Reply
from assistant.wiring import build_assistant

if TYPE_CHECKING:
    from assistant.corpus.ingest import IngestReport


class Bars:
    """Progress of named steps as bars on standard error, one after the other."""

    def __init__(self, unit: str, scale: bool) -> None:
        self._unit, self._scale = unit, scale
        self._bar: tqdm[None] | None = None
        self._step = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        if step != self._step:
            self.close()
            self._step = step
            self._bar = tqdm(total=total, desc=f"{step:>9}", unit=self._unit, unit_scale=self._scale, file=sys.stderr)
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Finish the last bar."""
        if self._bar is not None:
            self._bar.close()


def _with_index() -> tuple[Assistant, IngestReport | None]:
    """The product with its index ready, and what was ingested for that; nothing where it was current."""
    assistant, bars = build_assistant(), Bars("", False)
    try:
        return assistant, assistant.library.prepare(bars)
    finally:
        bars.close()


def _ready_assistant() -> Assistant:
    assistant = _with_index()[0]
    settings = load_settings()
    if settings.model == "local" and not settings.model_url and not are_ready(settings.models):
        _say("The local model is not here yet: answers are taken from the documents. `assistant pull` fetches it.")
    else:
        assistant.backend.start()
        assistant.backend.wait(120)
    return assistant


async def ask(question: str, language: str | None) -> None:
    """Answer one question on standard output."""
    assistant = _ready_assistant()
    try:
        await _turn(assistant, question, None, language)
    finally:
        assistant.close()


async def converse(language: str | None) -> None:
    """Read messages until an empty one."""
    assistant = _ready_assistant()
    conversation: str | None = None
    try:
        while message := (await asyncio.to_thread(input, "> ")).strip():
            conversation = (await _turn(assistant, message, conversation, language)).conversation_id
    except EOFError:
        pass
    finally:
        assistant.close()


async def _turn(assistant: Assistant, message: str, conversation: str | None, language: str | None) -> Reply:
    reply = None
    async for event in assistant.stream(message, conversation, language):
        if isinstance(event, Meta) and event.sealed.findings:
            _say(f"[{', '.join(f.placeholder for f in event.sealed.findings)}] {event.sealed.text}")
        elif isinstance(event, Delta):
            sys.stdout.write(event.text)
            sys.stdout.flush()
        elif isinstance(event, Done):
            reply = event.reply
    assert reply is not None
    pack = load_pack(reply.language)
    sys.stdout.write("\n\n")
    for citation in reply.citations:
        sys.stdout.write(
            f"[{citation.mark}] {citation.title} ({citation.document_id}, {pack.text('page.reviewed', date=citation.reviewed)})\n"
        )
    for warning in reply.warnings:
        _say(warning)
    return reply


async def draft(text: str, show_personal: bool) -> None:
    """Print the drafts, what does not fit and what is missing."""
    assistant = _with_index()[0]
    try:
        reply = await Draftwork(assistant).write(text, show_personal=show_personal)
    finally:
        assistant.close()
    for code, one in reply.drafts.items():
        sys.stdout.write(f"[{code}] {one.title}\n\n{one.body}\n\n")
    for warning in reply.warnings:
        _say(f"! {warning}")
    for item in reply.missing:
        _say(f"+ {item.text}")
    _say(f"{round(100 * reply.readiness)} %")


def screenshot(data: bytes, out: Path | None, as_json: bool) -> None:
    """Print what a picture says, sealed; with ``out``, save it blacked out."""
    shot = read_screenshot(data, RapidReader(), Guard())
    if out is not None:
        out.write_bytes(shot.image)
        _say(
            f"{out}: {shot.width} × {shot.height}, {sum(r.finding.placeholder != '' for r in shot.regions)} hidden, {len(shot.unread)} unread"
        )
    if as_json:
        findings = [
            {
                "kind": r.finding.kind,
                "class": r.finding.cls.value,
                "start": r.finding.start,
                "end": r.finding.end,
                "placeholder": r.finding.placeholder,
                "boxes": [{"x": b.left, "y": b.top, "width": b.width, "height": b.height} for b in r.boxes],
            }
            for r in shot.regions
        ]
        sys.stdout.write(json.dumps({"text": shot.sealed.text, "findings": findings}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(shot.sealed.text + "\n")


def ingest() -> None:
    """Build or update the index and say what changed."""
    assistant, report = _with_index()
    assistant.close()
    if report is None:
        _say(f"index: current, {assistant.library.state.total} entries")
        return
    for name, ids in (("added", report.added), ("changed", report.changed), ("removed", report.removed)):
        _say(f"{name}: {len(ids)}" + (f" ({', '.join(ids[:5])}{' …' if len(ids) > 5 else ''})" if ids else ""))
    _say(f"unchanged: {report.unchanged}")


def pull() -> None:
    """Fetch and verify the local model."""
    settings = load_settings()
    if are_ready(settings.models):
        _say(f"model: here and verified in {settings.models}")
        return
    bars = Bars("B", True)
    path = pull_weights(settings.models, bars)
    bars.close()
    _say(f"model: {path.name} verified")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")

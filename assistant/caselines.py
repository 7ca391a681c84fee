"""The case log on the terminal."""

from __future__ import annotations

import sys

from assistant.cases.export import Form
from assistant.casework import Casework
from assistant.conversations import LOCAL
from assistant.settings import load_settings
from assistant.wiring import build_assistant, build_casework


def _casework() -> Casework:
    settings = load_settings()
    return build_casework(build_assistant(settings), settings)


def list_cases(search: str) -> None:
    """A line a case, latest first."""
    page = _casework().page(LOCAL, limit=100, cursor="", status=(), topic="", search=search)
    for case in page.cases:
        ticket = f" #{case.ticket_number}" if case.ticket_number else ""
        sys.stdout.write(f"{case.id}  {case.updated:%Y-%m-%d %H:%M} UTC  {case.status.value:9}  {case.topic}{ticket}  {case.title}\n")
    if not page.cases:
        sys.stderr.write("no case yet\n")


def export_case(case_id: str, form: Form) -> None:
    """A case as evidence, on standard output."""
    sys.stdout.buffer.write(_casework().export(LOCAL, case_id, form).content)


def delete_case(case_id: str) -> None:
    """Delete a case from the disk."""
    _casework().delete(LOCAL, case_id)
    sys.stderr.write(f"{case_id} is deleted\n")

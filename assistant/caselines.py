"""The case log on the terminal."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable

from assistant.cases import open_case_log
from assistant.cases.export import Form
from assistant.cases.opening import change_key
from assistant.casework import Casework
from assistant.conversations import LOCAL
from assistant.errors import CaseLocked, SettingsError
from assistant.settings import load_settings
from assistant.wiring import build_assistant, build_casework, case_log_url


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


def new_key() -> None:
    """A key that nobody guesses, on standard output, alone."""
    sys.stderr.write("set it as ASSISTANT_CASE_KEY and keep a copy elsewhere: without it the cases cannot be read, by nobody\n")
    sys.stdout.write(secrets.token_urlsafe(24) + "\n")


def encrypt(ask: Callable[[], str]) -> None:
    """Encrypt the case log with ASSISTANT_CASE_KEY; ``ask`` gives the key it has now, where that is another one."""
    settings = load_settings()
    url, key = case_log_url(settings), settings.case_key.get_secret_value()
    if not key:
        raise SettingsError("ASSISTANT_CASE_KEY is empty: `assistant cases key` makes a key to set there")
    log = open_case_log(url, key)
    try:
        log.page(LOCAL, limit=1)
    except CaseLocked:
        change_key(url, ask(), key)
    finally:
        log.close()
    sys.stderr.write("the case log is encrypted with ASSISTANT_CASE_KEY\n")


def decrypt() -> None:
    """Take the key off: the case log is readable on the disk again."""
    settings = load_settings()
    count = change_key(case_log_url(settings), settings.case_key.get_secret_value(), "")
    sys.stderr.write(f"the case log ({count} cases) is plain now; unset ASSISTANT_CASE_KEY, or the next start encrypts it again\n")

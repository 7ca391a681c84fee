"""The one place that builds back ends from settings."""

from __future__ import annotations

from assistant.cases import CaseLog, open_case_log
from assistant.cases.database import sqlite_url
from assistant.casework import Casework
from assistant.conversations import Conversations
from assistant.draftwork import Draftwork
from assistant.guardrails import Guard
from assistant.library import Library
from assistant.models.chat_model import build_chat_backend
from assistant.pipeline import Assistant
from assistant.settings import Settings, load_settings


def build_assistant(settings: Settings | None = None) -> Assistant:
    """Everything, from settings; nothing is fetched, loaded or called before ``start``."""
    settings = settings or load_settings()
    backend = build_chat_backend(
        settings.model,
        settings.model_url,
        settings.model_key.get_secret_value(),
        settings.models,
        timeout=settings.model_timeout,
        threads=settings.model_threads,
    )
    library = Library(settings.corpus, settings.data / "index", settings.embedder, settings.chroma_url)
    assistant = Assistant(Guard(), library, backend, Conversations(), patience=settings.lead_seconds)
    assistant.on_letter = Draftwork(assistant).letter
    return assistant


def build_casework(assistant: Assistant, settings: Settings) -> Casework:
    """The case log of an assistant, which keeps its unanswered questions too; the database is opened at the first use."""
    casework = Casework(assistant, open_cases(settings))
    if settings.gaps:
        assistant.on_unanswered = casework.record_gap
    return casework


def open_cases(settings: Settings) -> CaseLog:
    """The case log alone."""
    return open_case_log(case_log_url(settings), settings.case_key.get_secret_value())


def case_log_url(settings: Settings) -> str:
    """Where the cases are."""
    return settings.database_url or sqlite_url(settings.data / "cases.db")

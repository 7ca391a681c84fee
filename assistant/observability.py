"""Logs: structured, one line an event, names and counts only. No message text goes into a log, sealed or not."""

from __future__ import annotations

import logging
import os
import sys

import structlog


def configure_logs(level: str) -> None:
    """Log to standard error at ``level``; quiet the libraries, whose own lines and tracebacks could hold a message."""
    number = {"debug": 10, "info": 20, "warning": 30, "error": 40}[level]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False) if not sys.stderr.isatty() else structlog.dev.ConsoleRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    for name in ("httpx", "httpcore", "openai", "chromadb", "gradio", "uvicorn.access", "huggingface_hub", "langchain"):
        logging.getLogger(name).setLevel(logging.ERROR)


def refuse_telemetry() -> None:
    """Turn off what dependencies would send home; before they are imported."""
    for name, value in {
        "GRADIO_ANALYTICS_ENABLED": "False",
        "ANONYMIZED_TELEMETRY": "False",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "DO_NOT_TRACK": "1",
        "LANGCHAIN_TRACING_V2": "false",
        "LANGSMITH_TRACING": "false",
        "TOKENIZERS_PARALLELISM": "false",
    }.items():
        os.environ[name] = value

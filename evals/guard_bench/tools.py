"""Redaction tools side by side: each is a function from a text to the redacted text. One that is not installed is left out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from importlib.util import find_spec

Redact = Callable[[str], str]


def tools() -> Iterator[tuple[str, Redact]]:
    """Name and function of every tool that is installed; ours first."""
    from assistant.guardrails import redact

    yield "this guard", redact
    for name, package, make in (
        ("presidio-analyzer", "presidio_analyzer", _presidio),
        ("detect-secrets", "detect_secrets", _detect_secrets),
        ("argus-redact", "argus_redact", _argus),
        ("redact-secret", "redact_secret", _redact_secret),
    ):
        if find_spec(package):
            yield name, make()


def _presidio() -> Redact:
    """All of its predefined patterns, English; its name model is a separate download and is not loaded."""
    import spacy
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Blank(SpacyNlpEngine):
        def load(self) -> None:
            self.nlp = {"en": spacy.blank("en")}

        def is_loaded(self) -> bool:
            return True

    logging.getLogger("tldextract").setLevel(logging.CRITICAL)
    nlp = Blank()
    nlp.load()
    engine = AnalyzerEngine(nlp_engine=nlp, supported_languages=["en"])

    def redact(text: str) -> str:
        for result in sorted(engine.analyze(text, language="en"), key=lambda r: -r.start):
            text = text[: result.start] + f"<{result.entity_type}>" + text[result.end :]
        return text

    return redact


def _detect_secrets() -> Redact:
    from detect_secrets.core.scan import scan_line
    from detect_secrets.settings import default_settings

    def redact(text: str) -> str:
        with default_settings():
            for line in text.split("\n"):
                for secret in scan_line(line):
                    if secret.secret_value:
                        text = text.replace(secret.secret_value, "<SECRET>")
        return text

    return redact


def _argus() -> Redact:
    from argus_redact import redact as call

    return lambda text: str(call(text, lang=["zh", "en"], mode="fast")[0])


def _redact_secret() -> Redact:
    from redact_secret import scan_and_redact

    return lambda text: str(scan_and_redact(text).text)

"""The arrows of the design point down."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_import_rules_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_redact_alone_loads_no_model_no_index_and_no_settings_and_is_quick() -> None:
    code = (
        "import sys, time; t = time.perf_counter(); from assistant.guardrails import Guard, redact; took = time.perf_counter() - t;"
        "assert redact('mail ann@example.com') == 'mail [[EMAIL_1]]';"
        "bad = {'torch', 'chromadb', 'gradio', 'langchain_core', 'pydantic_settings', 'fastapi'} & set(sys.modules); assert not bad, bad; print(took)"
    )
    times = [
        float(subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout)
        for _ in range(3)
    ]
    assert min(times) < 0.3, times


def test_the_public_names_are_these() -> None:
    import assistant

    assert assistant.__all__ == ["Assistant", "build_assistant"]
    assert assistant.Assistant.__name__ == "Assistant"
    assert callable(assistant.build_assistant)

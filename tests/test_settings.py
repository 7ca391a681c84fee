"""Settings: a wrong value is one line that says the value and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    for name in [n for n in os.environ if n.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_the_defaults_need_no_key_and_no_network() -> None:
    settings = load_settings()
    assert (settings.model, settings.embedder, settings.host, settings.port) == ("local", "packaged", "127.0.0.1", 7860)
    assert settings.corpus.is_dir()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ASSISTANT_MODEL", "gpt"),
        ("ASSISTANT_MODEL_URL", "localhost:8000"),
        ("ASSISTANT_CHROMA_URL", "ftp://x"),
        ("ASSISTANT_PORT", "99999"),
        ("ASSISTANT_CORPUS", "/no/such/folder"),
        ("ASSISTANT_LOG_LEVEL", "loud"),
        ("ASSISTANT_MODEL_TIMEOUT", "-1"),
    ],
)
def test_a_wrong_value_is_one_line_with_the_name_and_the_value(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    message = str(caught.value)
    assert name in message
    assert value in message
    assert "\n" not in message


def test_a_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_MODEL_KEY", "not-to-be-seen")
    assert "not-to-be-seen" not in repr(load_settings())


def test_an_env_file_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ASSISTANT_MODEL=extractive\n")
    assert load_settings().model == "extractive"


@pytest.mark.parametrize("model", ["local", "extractive", "openai:gpt-5-mini", "ollama:qwen3", "deepseek:deepseek-chat"])
def test_these_models_are_allowed(monkeypatch: pytest.MonkeyPatch, model: str) -> None:
    monkeypatch.setenv("ASSISTANT_MODEL", model)
    assert load_settings().model == model


def test_every_setting_is_in_the_readme() -> None:
    readme = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
    assert [name for name in Settings.model_fields if f"`ASSISTANT_{name.upper()}`" not in readme] == []

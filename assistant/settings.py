"""Settings: the only reader of the environment (``ASSISTANT_*`` and ``.env``)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from platformdirs import user_cache_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import SettingsError
from assistant.packaged import packaged


class Settings(BaseSettings):
    """Everything that can be set. Each field is ``ASSISTANT_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    model: str = "local"
    """``local``, ``extractive``, or what LangChain's ``init_chat_model`` takes (``openai:…``, ``deepseek:…``, ``ollama:…``)."""
    model_url: str = ""
    """An OpenAI-compatible server; with ``model=local`` the first model it lists is used."""
    model_key: SecretStr = SecretStr("")
    """The key for ``model_url``; hosted providers read their own variable (``OPENAI_API_KEY`` …)."""
    model_timeout: Annotated[float, Field(gt=0, le=600)] = 60.0
    """Seconds until a model that says nothing is given up and the extractive answer is shown."""
    lead_seconds: Annotated[float, Field(gt=0, le=600)] = 10.0
    """Seconds to wait for the model's next sentence before the documents go on alone."""
    model_threads: Annotated[int, Field(ge=0, le=256)] = 0
    """Threads of the local model; 0 takes what the machine has to spare."""
    embedder: str = "packaged"
    """``packaged`` (multilingual-e5-small, 4 bit), or a hub name or folder that sentence-transformers loads."""
    corpus: Path = Field(default_factory=lambda: packaged("corpus"))
    data: Path = Path(".data")
    models: Path = Field(default_factory=lambda: user_cache_path("exchange-support-copilot") / "models")
    chroma_url: str = ""
    """A Chroma server, ``http://host:port``; empty keeps the index in the data folder."""
    database_url: str = ""
    """Where the cases are: ``postgresql://user@host/name``; empty keeps them in a SQLite file in the data folder."""
    case_key: SecretStr = SecretStr("")
    """The key that encrypts what is written in the cases, 12 characters or more; ``assistant cases key`` makes one. Lost means lost."""
    gaps: bool = True
    """Whether questions that had no answer are kept, sealed, for ``assistant gaps``; nothing of them leaves the machine."""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 7860
    hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Names the server is reached by, separated by commas, such as that of a proxy in front of it; naming any asks for keys."""
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()
    """Origins of web pages that may call the API, ``https://a.example,https://b.example``; none unless set."""
    rate_limit: str = ""
    """Calls of the API for each key, ``120/minute`` or ``10/second;2000/hour``; empty is 120/minute with keys, 3000/minute without."""
    chats_at_once: Annotated[int, Field(ge=0, le=10_000)] = 0
    """Conversations answered at once; 0 takes 8 for the local model and 256 for others."""
    chats_waiting: Annotated[int, Field(ge=0, le=100_000)] = 256
    """Conversations that may wait for that; more are told to come back."""
    traces_url: str = ""
    """Where OpenTelemetry traces go: an OTLP/HTTP collector, ``http://127.0.0.1:4318/v1/traces``; empty sends none."""
    overview: str = "off"
    """The operator's page at ``/overview``: ``off``, ``on`` for whoever may see the page, or the name of the one key that may."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("model_url", "chroma_url", "traces_url")
    @classmethod
    def _is_url(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).netloc):
            raise ValueError("an address like http://127.0.0.1:8000, or empty")
        return value.rstrip("/")

    @field_validator("hosts", "cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(v.strip().lower() for v in value.split(",") if v.strip()) if isinstance(value, str) else value

    @field_validator("hosts")
    @classmethod
    def _are_names(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if any(not name or set(name) & set("/:*@ ") for name in value):
            raise ValueError("names without port or scheme, separated by commas: help.example.org,10.0.0.5")
        return value

    @field_validator("cors_origins")
    @classmethod
    def _are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            parts = urlsplit(origin)
            if parts.scheme not in {"http", "https"} or not parts.netloc or f"{parts.scheme}://{parts.netloc}" != origin:
                raise ValueError("origins like https://a.example, separated by commas, without a path; * is not one")
        return value

    @field_validator("rate_limit")
    @classmethod
    def _is_rate(cls, value: str) -> str:
        if value:
            from limits import parse_many

            try:
                parse_many(value)
            except ValueError as error:
                raise ValueError("a rate like 120/minute or 10/second;2000/hour, or empty") from error
        return value

    @field_validator("model")
    @classmethod
    def _is_model(cls, value: str) -> str:
        known = {"local", "extractive"}
        if not value.strip() or (value not in known and ":" not in value):
            raise ValueError(
                "local, extractive, or provider:name as LangChain's init_chat_model takes it (openai:gpt-5-mini, ollama:qwen3)"
            )
        return value

    @field_validator("corpus")
    @classmethod
    def _is_folder(cls, value: Path) -> Path:
        if not value.is_dir():
            raise ValueError("an existing folder with <language>/<category>/*.md")
        return value


def load_settings(**overrides: object) -> Settings:
    """Read the settings; raises ``SettingsError`` of one line: the variable, its value, what is allowed."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "ASSISTANT_" + "_".join(str(p) for p in first["loc"]).upper()
        shown = "" if "key" in name.lower() else f"={str(first['input'])!r}"
        allowed = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name}{shown} is not allowed: {allowed}") from error

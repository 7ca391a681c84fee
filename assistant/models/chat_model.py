"""The chat model as the pipeline sees it: a state, and a LangChain chat model once there is one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.errors import ModelError, ModelUnavailable
from assistant.models.weights import are_ready, pull, weights_path

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.models.local_server import LocalServer

Phase = Literal["off", "waiting", "fetching", "verifying", "loading", "ready", "failed"]


@dataclass(frozen=True, slots=True)
class ModelState:
    """Where the model is. ``done`` and ``total`` are bytes while it is fetched or verified."""

    phase: Phase
    name: str
    detail: str = ""
    done: int = 0
    total: int = 0


class ChatBackend:
    """No model at all: answers stay extractive. The base of the others."""

    def __init__(self, name: str = "extractive") -> None:
        self._state = ModelState("off", name)
        self._model: BaseChatModel | None = None

    @property
    def state(self) -> ModelState:
        """What to show the user."""
        return self._state

    @property
    def model(self) -> BaseChatModel | None:
        """The model, or ``None`` while there is none."""
        return self._model

    @property
    def is_remote(self) -> bool:
        """True when the text leaves this machine."""
        return False

    def start(self) -> None:
        """Begin to get ready, without waiting."""

    def wait(self, timeout: float) -> None:
        """Wait until ready or failed, at most ``timeout`` seconds."""

    def close(self) -> None:
        """Let go of the model."""


class LocalBackend(ChatBackend):
    """Fetches, verifies and loads the local model on a thread of its own."""

    def __init__(self, folder: Path, threads: int = 0, on_change: Callable[[ModelState], None] | None = None) -> None:
        super().__init__("local")
        self._folder, self._threads = folder, threads
        self._on_change = on_change
        self._server: LocalServer | None = None
        self._settled = threading.Event()
        self._set("waiting")

    def start(self) -> None:
        """Begin on a daemon thread: an interrupted fetch is gone on with at the next start."""
        threading.Thread(target=self._prepare, name="local-model", daemon=True).start()

    def wait(self, timeout: float) -> None:
        """Wait until ready or failed, at most ``timeout`` seconds."""
        self._settled.wait(timeout)

    def close(self) -> None:
        """End the server."""
        self._model = None
        if self._server is not None:
            self._server.close()
            self._server = None

    def _set(self, phase: Phase, detail: str = "", done: int = 0, total: int = 0) -> None:
        self._state = ModelState(phase, "local", detail, done, total)
        if self._on_change is not None:
            self._on_change(self._state)

    def _progress(self, step: str, done: int, total: int) -> None:
        self._set("verifying" if step == "verify" else "fetching", step, done, total)

    def _prepare(self) -> None:
        try:
            if not are_ready(self._folder):
                pull(self._folder, self._progress)
            self._set("loading")
            self._load(weights_path(self._folder))
            self._set("ready")
        except ModelError as error:
            self._set("failed", str(error))
        finally:
            self._settled.set()

    def _load(self, path: Path) -> None:
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        from assistant.models.local_server import LocalServer

        self._server = LocalServer(path, self._threads)
        model = ChatOpenAI(
            base_url=f"{self._server.url}/v1",
            api_key=SecretStr(self._server.key),
            model="local",
            temperature=0.0,
            max_retries=0,
            timeout=120,
        )
        self._model = model


class RemoteBackend(ChatBackend):
    """A hosted provider by LangChain's ``init_chat_model``, or any OpenAI-compatible server by address."""

    def __init__(self, name: str, url: str = "", key: str = "", timeout: float = 60.0) -> None:
        super().__init__(name if not url else f"{name} at {url}")
        self._model = _connect(url, name, key, timeout) if url else _initialise(name, timeout)
        self._remote = (
            not url.startswith(("http://127.0.0.1", "http://localhost", "http://[::1]")) if url else not name.startswith("ollama:")
        )
        self._state = ModelState("ready", name if name != "local" else "openai-compatible")

    @property
    def is_remote(self) -> bool:
        """True unless the server is on loopback."""
        return self._remote


def _connect(url: str, name: str, key: str, timeout: float) -> BaseChatModel:
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    base = url if url.endswith("/v1") else f"{url}/v1"
    model = name.partition(":")[2] or ("default" if name == "local" else name)
    return ChatOpenAI(base_url=base, api_key=SecretStr(key or "none"), model=model, temperature=0.0, max_retries=1, timeout=timeout)


def _initialise(name: str, timeout: float) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(name, temperature=0.0, timeout=timeout, max_retries=1)
    except (ImportError, ValueError) as error:
        raise ModelUnavailable(
            f"ASSISTANT_MODEL={name!r} cannot be used: {error}. "
            "Allowed: local, extractive, or provider:name with the provider's package installed"
        ) from error
    return model


def build_chat_backend(
    model: str,
    url: str,
    key: str,
    folder: Path,
    *,
    timeout: float = 60.0,
    threads: int = 0,
    on_change: Callable[[ModelState], None] | None = None,
) -> ChatBackend:
    """The back end that the settings name; nothing is fetched or called before ``start``."""
    if model == "extractive":
        return ChatBackend()
    if url or model != "local":
        return RemoteBackend(model, url, key, timeout)
    return LocalBackend(folder, threads, on_change)

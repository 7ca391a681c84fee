"""The local model: llama.cpp's own server, in this process, on loopback."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from assistant.errors import ModelUnavailable

CONTEXT_TOKENS = 8192
SLOTS = 2


def spare_threads(wanted: int = 0) -> int:
    """How many threads the model gets: ``wanted``, else the cores this process may use, at most 8."""
    return wanted or max(1, min(8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 2)))


class LocalServer:
    """Loads a GGUF file and serves OpenAI's HTTP shapes at ``url`` with the key ``key``, until ``close``."""

    def __init__(self, weights: Path, threads: int = 0) -> None:
        import xllamacpp

        self.key = secrets.token_urlsafe(24)
        params = _params(xllamacpp, weights, spare_threads(threads))
        params.api_keys = [self.key]
        try:
            self._server = xllamacpp.Server(params)
        except RuntimeError as error:
            raise ModelUnavailable(f"the local model {weights.name} does not load: {error}. `assistant doctor` tells more") from error

    @property
    def url(self) -> str:
        """``http://127.0.0.1:<port>``."""
        return str(self._server.listening_address)

    def close(self) -> None:
        """End the server; the memory goes with it."""
        del self._server


def _params(xllamacpp: Any, weights: Path, threads: int) -> Any:
    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.n_ctx = CONTEXT_TOKENS * SLOTS
    params.n_parallel = SLOTS
    params.n_gpu_layers = 0
    params.cache_prompt = True
    params.n_cache_reuse = 64
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    # Spinning threads collapse on a busy machine (26 tokens/s became 1): let them sleep while they wait.
    params.cpuparams.poll = 0
    params.cpuparams_batch.poll = 0
    params.endpoint_slots = False
    params.ui = False
    params.verbosity = 0
    params.warmup = True
    return params

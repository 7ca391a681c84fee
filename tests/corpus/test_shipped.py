"""What comes with the product: nearly every text of the corpus, as near as computed, and never anything but time lost where it is damaged."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.embeddings import Embeddings

from assistant.corpus import shipped as module
from assistant.corpus.ingest import texts_embedded
from assistant.corpus.shipped import EMBEDDER, FILE, shipped, write_shipped
from assistant.corpus.vector_cache import VectorCache
from assistant.models.embedder import Embedder
from assistant.packaged import packaged


class _Refusing(Embeddings):
    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise AssertionError(f"embedded: {texts}")

    embed_query = embed_documents  # type: ignore[assignment]


class _Lengths(Embeddings):
    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(len(text)), 1.0] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


@pytest.fixture(scope="module")
def texts() -> Sequence[str]:
    return texts_embedded(packaged("corpus"))


def _quiet(_done: int, _total: int) -> None:
    pass


def test_it_has_nearly_every_text_of_the_corpus(texts: Sequence[str]) -> None:
    there = shipped(EMBEDDER)
    assert there is not None
    lacking = [text for text in texts if there.get(text) is None]
    assert len(lacking) <= len(texts) / 20, f"{len(lacking)} of {len(texts)} texts are new: run `python -m evals.vectors`"


def test_it_says_what_the_embedder_says(texts: Sequence[str]) -> None:
    there = shipped(EMBEDDER)
    assert there is not None
    some = [text for text in texts[:: len(texts) // 60] if there.get(text) is not None]
    computed = np.asarray(Embedder(EMBEDDER).embed_documents(some))
    kept = np.asarray([there.get(text) for text in some])
    assert np.linalg.norm(kept, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert np.abs(computed @ computed.T - kept @ kept.T).max() < 0.002


def test_nothing_shipped_is_embedded_again(texts: Sequence[str], tmp_path: Path) -> None:
    there = shipped(EMBEDDER)
    assert there is not None
    known = [text for text in texts if there.get(text) is not None][:100]
    cache = VectorCache(tmp_path / "vectors.sqlite", EMBEDDER)
    assert cache.embed(_Refusing(), known, _quiet).shape == (100, 384)
    with pytest.raises(AssertionError, match="a sentence that no document has"):
        cache.embed(_Refusing(), [*known, "a sentence that no document has"], _quiet)
    cache.close()


def test_another_embedder_is_given_nothing(texts: Sequence[str], tmp_path: Path) -> None:
    assert shipped("intfloat/multilingual-e5-large") is None
    cache = VectorCache(tmp_path / "vectors.sqlite", "intfloat/multilingual-e5-large")
    assert cache.embed(_Lengths(), texts[:3], _quiet).tolist() == [[len(text), 1.0] for text in texts[:3]]
    cache.close()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def _overwrite(path: Path) -> None:
    path.write_bytes(b"not vectors" * 100)


def _other_weights(path: Path) -> None:
    with np.load(path) as file:
        held = dict(file)
    np.savez(path, **{**held, "weights": np.asarray("0.0.1")})


def _lose_rows(path: Path) -> None:
    with np.load(path) as file:
        held = dict(file)
    np.savez(path, **{**held, "steps": held["steps"][:-1]})


@pytest.mark.parametrize("damage", [_cut, _overwrite, _other_weights, _lose_rows, Path.unlink], ids=lambda f: f.__name__.strip("_"))
def test_damaged_or_of_other_weights_it_is_left_alone(
    damage: object, texts: Sequence[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "shipped.npz"
    shutil.copy(FILE, copied)
    damage(copied)  # type: ignore[operator]
    monkeypatch.setattr(module, "FILE", copied)
    cache = VectorCache(tmp_path / "vectors.sqlite", EMBEDDER)
    assert cache.embed(_Lengths(), texts[:2], _quiet).tolist() == [[len(text), 1.0] for text in texts[:2]]
    cache.close()


@given(st.lists(st.text(), min_size=2, max_size=20, unique=True), st.integers(0, 2**32 - 1))
def test_what_is_written_is_read_back(said: list[str], seed: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(len(said), 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "some.npz"
        write_shipped(path, said, vectors)
        there = module._read(path)
    assert there is not None
    assert len(there) == len(said)
    for text, vector in zip(said, vectors, strict=True):
        kept = there.get(text)
        assert kept is not None
        assert float(kept @ vector) > 0.999
    assert there.get("".join(said) + "more") is None

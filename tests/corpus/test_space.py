"""Each language is laid over the others before anything is compared."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.corpus.space import Space, Vectors, fit_space
from assistant.languages import load_packs

SUBJECTS = np.eye(4, 8, dtype=np.float32)
PLACES = {"zh": np.full(8, 0.4, dtype=np.float32), "en": np.linspace(-0.5, 0.5, 8, dtype=np.float32)}


def _spoken(language: str) -> Vectors:
    """The same subjects as an embedder gives them that puts every language in a place of its own."""
    moved = SUBJECTS * 0.3 + PLACES[language]
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)


def test_a_question_is_nearest_to_its_subject_in_another_language() -> None:
    space = fit_space(np.vstack([_spoken("zh"), _spoken("en")]), ["zh"] * 4 + ["en"] * 4, {})
    asked, there = space.place(_spoken("en"), ["en"] * 4), space.place(_spoken("zh"), ["zh"] * 4)
    assert (asked @ there.T).argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_a_language_that_the_corpus_has_not_lies_where_its_everyday_sentences_lie() -> None:
    sentences = {language: _spoken(language).mean(axis=0) for language in PLACES}
    space = fit_space(_spoken("zh"), ["zh"] * 4, sentences)
    asked, there = space.place(_spoken("en"), ["en"] * 4), space.place(_spoken("zh"), ["zh"] * 4)
    assert (asked @ there.T).argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_what_is_placed_has_length_one_even_at_the_centre() -> None:
    vectors = np.vstack([_spoken("zh"), _spoken("zh").mean(axis=0, keepdims=True)])
    placed = fit_space(vectors, ["zh"] * 5, {}).place(vectors[:4], ["zh"] * 4)
    assert np.linalg.norm(placed, axis=1) == pytest.approx(np.ones(4), abs=1e-5)


def test_a_space_is_read_as_it_was_written(tmp_path: Path) -> None:
    space = fit_space(np.vstack([_spoken("zh"), _spoken("en")]), ["zh"] * 4 + ["en"] * 4, {})
    space.write(tmp_path / "space.npz")
    again = Space.read(tmp_path / "space.npz")
    for language in ("zh", "en", "fr"):
        assert np.array_equal(space.place(_spoken("en"), [language] * 4), again.place(_spoken("en"), [language] * 4))


def test_every_language_says_the_same_everyday_sentences() -> None:
    counts = {code: len(pack.value("everyday.sentences")) for code, pack in load_packs().items()}
    assert len(set(counts.values())) == 1
    assert min(counts.values()) >= 30

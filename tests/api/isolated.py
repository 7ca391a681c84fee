"""Run inside a network namespace with no route: the whole product there, every published call, and what it tried to reach.

``python isolated.py DATA SNIPPETS`` wants the environment of ``assistant serve``; prints one JSON object on its last line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path


def main(data: Path, snippets: Path) -> None:
    """Loopback up, server up, every snippet, the page; then the kernel's own count of packets that found no route."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    before = _no_route()
    address = f"http://127.0.0.1:{os.environ['ASSISTANT_PORT']}"
    programs = Path(sys.executable).parent
    with (data / "stderr").open("w") as errors, subprocess.Popen([programs / "assistant", "serve"], stderr=errors) as served:
        try:
            model = _wait(address)
            page = urllib.request.urlopen(address).read().decode()
            failed = {name: said for name, said in ((p.name, _run(p, address)) for p in sorted(snippets.glob("*.*"))) if said}
        finally:
            served.terminate()
            served.wait(30)
    tried = _no_route() - before
    print(json.dumps({"model": model, "page": len(page), "failed": failed, "no_route": tried}))  # noqa: T201


def _wait(address: str) -> str:
    """Until the index is ready and the model is ready or off: its phase."""
    deadline = time.monotonic() + 150
    while time.monotonic() < deadline:
        try:
            state = json.load(urllib.request.urlopen(f"{address}/health/ready"))
            if state["model"]["phase"] in {"ready", "off", "failed"}:
                return str(state["model"]["phase"])
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.5)
    raise SystemExit("the server did not get ready")


def _run(snippet: Path, address: str) -> str:
    command = [sys.executable, "-W", "ignore"] if snippet.suffix == ".py" else ["sh", "-e"]
    environment = os.environ | {"COPILOT": address, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([*command, snippet], env=environment, capture_output=True, text=True, timeout=120, check=False)
    return "" if done.returncode == 0 and done.stdout.strip() else (done.stderr or "said nothing")[-2000:]


def _no_route() -> int:
    """How many packets of this namespace had nowhere to go, of either protocol (proc(5), /proc/net/snmp and snmp6)."""
    names, values = [line.split()[1:] for line in Path("/proc/net/snmp").read_text().splitlines() if line.startswith("Ip:")]
    four = int(dict(zip(names, values, strict=True))["OutNoRoutes"])
    six = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines())
    return four + int(six["Ip6OutNoRoutes"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Chromium on the page: what a person does, and everything that could keep what was typed."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Request, Response, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    f"--{name}"
    for name in (
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
    )
]
_COPY_PICTURE = """async (data) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    await navigator.clipboard.write([new ClipboardItem({"image/png": new Blob([bytes], {type: "image/png"})})]);
}"""
_STORES = """async () => {
    const kept = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage}), document.cookie];
    for (const {name} of await indexedDB.databases()) {
        const db = await new Promise((ok, no) => { const o = indexedDB.open(name); o.onsuccess = () => ok(o.result); o.onerror = no; });
        for (const store of db.objectStoreNames)
            kept.push(name, JSON.stringify(await new Promise((ok) => {
                const all = db.transaction(store).objectStore(store).getAll(); all.onsuccess = () => ok(all.result); })));
        db.close();
    }
    for (const name of await caches.keys()) kept.push(name);
    return kept.join("\\n");
}"""


class Visit:
    """One tab on the page, with all that the server answered and every host that was asked."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.hosts = page, set[str]()
        self._ended: list[Request] = []
        self.errors: list[str] = []
        page.on("request", lambda r: self.hosts.add(urlsplit(r.url).netloc) if r.url.startswith("http") else None)
        # Answers that have ended: the line that Gradio keeps open for as long as the tab lives never does.
        page.on("requestfinished", lambda r: self._ended.append(r))  # noqa: PLW0108 - Playwright marks its handlers, a built-in cannot be marked
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.goto(address)
        page.wait_for_selector("body.worded #box textarea")

    def send(self, text: str) -> None:
        """Type, press Enter, wait for the end of the turn."""
        self.page.fill("#box textarea", text)
        self.page.press("#box textarea", "Enter")
        self.finished(self.replies + 1)

    def finished(self, replies: int) -> None:
        """Wait until there are so many replies and nothing runs."""
        self.page.wait_for_function("n => document.querySelectorAll('#chat .message.bot').length >= n", arg=replies)
        self.page.wait_for_selector("#send", state="visible")

    def paste(self, picture: bytes) -> None:
        """Put a picture on the clipboard, paste it into the box and wait until it can be looked at."""
        self.page.evaluate(_COPY_PICTURE, base64.b64encode(picture).decode())
        self.page.click("#box textarea")
        self.page.keyboard.press("Control+V")
        self.page.wait_for_selector("#shot-use", state="visible")

    def drop(self, picture: Path) -> None:
        """Drag a file over the conversation, let go of it and wait until it can be looked at."""
        session = self.page.context.new_cdp_session(self.page)
        data = {"items": [], "files": [str(picture)], "dragOperationsMask": 1}
        for step in ("dragEnter", "dragOver", "drop"):
            session.send("Input.dispatchDragEvent", {"type": step, "x": 200, "y": 200, "data": data})
        self.page.wait_for_selector("#shot-use", state="visible")

    def add_shot(self) -> None:
        """Let the picture that is looked at go along with the next message."""
        self.page.click("#shot-use")
        self.page.wait_for_selector("#shot-kept p")

    @property
    def replies(self) -> int:
        """How many there are."""
        return self.page.locator("#chat .message.bot").count()

    @property
    def reply(self) -> str:
        """The last one."""
        return str(self.page.locator("#chat .message.bot").last.inner_text())

    def everything(self) -> str:
        """The document, what is in its fields, what the browser stores, and every answer of the server."""
        fields = self.page.evaluate("() => [...document.querySelectorAll('input, textarea')].map(e => e.value).join('\\n')")
        return "\n".join([self.page.content(), fields, self.page.evaluate(_STORES), *(_body(r.response()) for r in list(self._ended))])


def _body(response: Response | None) -> str:
    if response is None:
        return ""
    kind = response.headers.get("content-type", "")
    return response.text() if response.ok and kind.startswith(("application/json", "text/event-stream")) else ""


@contextmanager
def chromium(profile: Path) -> Iterator[Any]:
    """``open_tab(address, locale, width, …)`` on one browser; a tab that is ``stored`` has one of its own, with a profile folder.

    ``script`` runs before the page's own: for what a browser forbids or lacks.
    """
    with sync_playwright() as playwright:
        opened: list[BrowserContext] = []
        shared = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)

        def open_tab(
            address: str,
            locale: str = "en-GB",
            width: int = 1280,
            scheme: Any = "light",
            *,
            key: str = "",
            stored: bool = False,
            script: str = "",
        ) -> Visit:
            look: dict[str, Any] = {
                "locale": locale,
                "viewport": {"width": width, "height": 850},
                "color_scheme": scheme,
                "reduced_motion": "reduce",
                "permissions": ["clipboard-read", "clipboard-write"],
            }
            if stored:
                folder = profile / str(len(opened))
                context = playwright.chromium.launch_persistent_context(folder, executable_path=CHROMIUM, args=FLAGS, **look)
            else:
                context = shared.new_context(http_credentials={"username": "any", "password": key} if key else None, **look)
            context.set_default_timeout(20_000)
            if script:
                context.add_init_script(script)
            opened.append(context)
            return Visit(context.pages[0] if stored else context.new_page(), address)

        yield open_tab
        for context in opened:
            context.close()
        shared.close()


def holds(folder: Path, text: str) -> list[Path]:
    """The files under ``folder`` that hold ``text``, in UTF-8 or UTF-16."""
    forms = (text.encode(), text.encode("utf-16-le"))
    return [p for p in folder.rglob("*") if p.is_file() and not p.is_symlink() and any(f in p.read_bytes() for f in forms)]

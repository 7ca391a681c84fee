"""What works on this machine, what does not, and the command that mends it."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable

from assistant.corpus.channels import read_channels
from assistant.corpus.document import read_corpus
from assistant.corpus.index import connect
from assistant.corpus.ingest import open_current
from assistant.errors import AssistantError
from assistant.guardrails import redact
from assistant.models.weights import QWEN, are_ready
from assistant.screenshots.screenshot import SECONDS
from assistant.settings import Settings, load_settings

Check = Callable[[Settings], str]
_SHOWN = "50110"


def report() -> bool:
    """Print a line a check; True when all is well."""
    settings = load_settings()
    good = True
    for name, check in (
        ("guard", _guard),
        ("corpus", _corpus),
        ("index", _index),
        ("model", _model),
        ("screenshots", _screenshots),
        ("disk", _disk),
    ):
        try:
            line = check(settings)
            mark = "ok  "
        except AssistantError as error:
            line, mark, good = str(error), "FAIL", False
        sys.stdout.write(f"{mark} {name:11} {line}\n")
    return good


def _guard(_: Settings) -> str:
    if redact("mail ann@example.com") != "mail [[EMAIL_1]]":
        raise AssistantError("the guard does not find an e-mail address; reinstall with `make run`")
    return "finds what it must"


def _corpus(settings: Settings) -> str:
    read_channels(settings.corpus)
    documents = list(read_corpus(settings.corpus))
    return f"{len(documents)} documents in {settings.corpus}"


def _index(settings: Settings) -> str:
    index = open_current(connect(settings.data / "index", settings.chroma_url), settings.data / "index", settings.corpus, settings.embedder)
    if index is None:
        raise AssistantError("missing or older than the corpus; `assistant ingest` builds it (serving builds it by itself)")
    return f"{index.size} entries, current"


def _model(settings: Settings) -> str:
    if settings.model == "extractive":
        return "none by setting: answers are taken from the documents"
    if settings.model_url or settings.model != "local":
        return f"{settings.model} {settings.model_url}".strip()
    if not are_ready(settings.models):
        raise AssistantError(f"{QWEN.name} is not in {settings.models}; `assistant pull` fetches it (1.1 GB)")
    return f"{QWEN.name}, verified"


def _screenshots(_: Settings) -> str:
    """Reads a picture with a number in it, as a screenshot is read."""
    # Late: drawing and OCR are loaded for this alone.
    import numpy as np
    from PIL import Image, ImageDraw, ImageFont

    from assistant.screenshots.reader import RapidReader

    picture = Image.new("RGB", (420, 120), "white")
    ImageDraw.Draw(picture).text((30, 30), _SHOWN, fill="black", font=ImageFont.load_default(44))
    begun = time.monotonic()
    try:
        lines = RapidReader().read(np.asarray(picture), begun + SECONDS)[1]
    except AssistantError as error:
        raise AssistantError(f"{error} Screenshots cannot be read; `make run` installs the reader again") from error
    if not any(_SHOWN in line.text for line in lines):
        raise AssistantError(f"a drawn {_SHOWN} was read as {[line.text for line in lines]}; `make run` installs the reader again")
    return f"read on this machine (PP-OCRv6), {time.monotonic() - begun:.1f} s with loading"


def _disk(settings: Settings) -> str:
    folder = settings.data if settings.data.exists() else settings.data.absolute().parent
    free = shutil.disk_usage(folder).free / 1e9
    if free < 1:
        raise AssistantError(f"{free:.1f} GB free at {folder}; the index and the cases need 1 GB")
    return f"{free:.0f} GB free"

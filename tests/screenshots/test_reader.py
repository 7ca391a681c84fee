"""Pictures drawn here and really read: a few quickly, the rest with the slow tests."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Any

import pytest

from assistant.errors import GuardError, TooSlow
from assistant.guardrails import Guard
from assistant.screenshots import read_screenshot
from assistant.screenshots.picture import open_picture
from assistant.screenshots.reader import RapidReader
from evals.screenshots.canvas import can_draw
from evals.screenshots.pictures import draw
from evals.screenshots.task import score

SMALL = {"width": 620, "height": 520, "size": 19}
QUICK = [
    {"id": "q1", "language": "en", "layout": "withdrawal", **SMALL},
    {"id": "q2", "language": "en", "layout": "grid", **SMALL, "dark": True},
]
SLOW = [
    {"id": "s1", "language": "zh", "layout": "withdrawal"},
    {"id": "s2", "language": "zh", "layout": "account"},
    {"id": "s3", "language": "zh", "layout": "api", "dark": True},
    {"id": "s4", "language": "en", "layout": "grid", "words": 24, "columns": 2, "apart": True, "height": 2000},
    {"id": "s5", "language": "en", "layout": "withdrawal", "photo": True},
    {"id": "s6", "language": "en", "layout": "grid", "exif": 6},
    {"id": "s7", "language": "en", "layout": "two_columns"},
    {"id": "s8", "language": "en", "layout": "paragraph", "words": 12, "glue": "", "per": 4},
    {"id": "s9", "language": "en", "layout": "grid", "sideways": True},
    {"id": "s10", "language": "en", "layout": "key", "form": "wif", "unnamed": True},
    {"id": "s11", "language": "en", "layout": "withdrawal", "height": 5200},
]


@pytest.fixture(scope="module")
def reader() -> RapidReader:
    return RapidReader()


def check(spec: dict[str, Any], reader: RapidReader) -> None:
    if not can_draw(spec["language"]):
        pytest.skip("no font for Chinese; `make system` installs it")
    drawn = draw(spec)
    _, missed = score(drawn, read_screenshot(drawn.data, reader, Guard(), seconds=200))
    assert not missed


@pytest.mark.parametrize("spec", QUICK, ids=lambda s: s["layout"])
def test_small_screenshots_are_read_and_blacked_out(spec: dict[str, Any], reader: RapidReader) -> None:
    check(spec, reader)


@pytest.mark.slow
@pytest.mark.parametrize("spec", SLOW, ids=lambda s: f"{s['layout']}-{s['id']}")
def test_screenshots_are_read_and_blacked_out(spec: dict[str, Any], reader: RapidReader) -> None:
    check(spec, reader)


def test_a_reader_that_fails_gives_nothing_back() -> None:
    broken = RapidReader()
    broken._engine = object()
    with pytest.raises(GuardError, match="could not be read"):
        read_screenshot(draw(QUICK[0]).data, broken, Guard())


def test_reading_stops_at_its_deadline(reader: RapidReader) -> None:
    with pytest.raises(TooSlow):
        reader.read(open_picture(draw(QUICK[0]).data), time.monotonic() - 1)


def test_ocr_is_not_loaded_until_a_picture_comes() -> None:
    code = "import sys, assistant.api.app, assistant.screenwork; print(any(m in sys.modules for m in ('cv2', 'rapidocr', 'onnxruntime')))"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"

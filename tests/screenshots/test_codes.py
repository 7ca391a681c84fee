"""QR codes: a secret in one is hidden like one in words, an address is kept."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from assistant.guardrails import Guard
from assistant.screenshots import Screenshot, read_screenshot
from assistant.screenshots.picture import as_png
from assistant.screenshots.reader import WrittenReader
from assistant.types import FindingClass
from tests.screenshots.test_sealing import HASH, WORDS

# The address of the first Bitcoin block, public since 2009.
GENESIS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"


def shown(text: str, dots: int = 8) -> tuple[Screenshot, np.ndarray, tuple[slice, slice]]:
    code = cv2.QRCodeEncoder.create().encode(text)
    code = np.repeat(np.repeat(code, dots, axis=0), dots, axis=1)
    page = np.full((900, 900, 3), 255, np.uint8)
    place = slice(120, 120 + code.shape[0]), slice(200, 200 + code.shape[1])
    page[place] = code[:, :, None]
    shot = read_screenshot(as_png(page), WrittenReader(()), Guard())
    return shot, np.asarray(Image.open(io.BytesIO(shot.image))), place


@pytest.mark.parametrize(
    "text",
    ["otpauth://totp/OKX:ann@example.com?secret=JBSWY3DPEHPK3PXP&issuer=OKX", " ".join(WORDS), HASH, "my password: Qw7!hunter2"],
    ids=["authenticator", "phrase", "bare hex", "password"],
)
def test_a_secret_in_a_code_is_black(text: str) -> None:
    shot, pixels, place = shown(text)
    assert shot.sealed.secrets
    assert pixels[place].max() == 0
    assert not any(word in shot.sealed.text for word in text.split() if len(word) > 10)


@pytest.mark.parametrize("text", [f"bitcoin:{GENESIS}?amount=0.5", f"address {GENESIS}", "https://www.okx.com/help"])
def test_an_address_or_a_link_in_a_code_stays_in_sight(text: str) -> None:
    shot, pixels, place = shown(text)
    assert pixels[place].max() == 255
    assert all(r.finding.cls is FindingClass.REFERENCE for r in shot.regions)
    assert text.rsplit(":", maxsplit=1)[-1][:12].strip() in shot.sealed.text


def test_a_code_that_cannot_be_read_is_black() -> None:
    _, pixels, place = shown("harmless " * 6)
    page = np.full((900, 900, 3), 255, np.uint8)
    code = np.array(pixels[place])
    middle = code.shape[0] // 2
    code[middle - 60 : middle + 90, middle - 60 : middle + 90] = 255
    page[place] = code
    shot = read_screenshot(as_png(page), WrittenReader(()), Guard())
    out = np.asarray(Image.open(io.BytesIO(shot.image)))
    assert shot.unread
    assert (out[place].max(axis=2) == 0).mean() > 0.97

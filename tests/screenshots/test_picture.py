"""Bytes → pixels: what is taken, what is refused, what is left behind."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from assistant.errors import InputError, InputTooLarge
from assistant.screenshots.picture import MAX_BYTES, as_png, open_picture


def saved(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_png_jpeg_and_webp_are_taken(form: str) -> None:
    assert open_picture(saved(Image.new("RGB", (40, 30), "red"), form)).shape == (30, 40, 3)


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "PPM"])
def test_other_forms_are_refused(form: str) -> None:
    with pytest.raises(InputError, match="PNG, JPEG or WebP"):
        open_picture(saved(Image.new("RGB", (40, 30)), form))


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"\x89PNG\r\n\x1a\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", bytes(5000)]
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        open_picture(data)


def test_a_file_cut_short_is_refused() -> None:
    rng = np.random.default_rng(1)
    whole = saved(Image.fromarray(rng.integers(0, 255, (200, 200, 3), dtype=np.uint8)))
    for size in (60, len(whole) // 2, len(whole) - 400):
        with pytest.raises(InputError):
            open_picture(whole[:size])


def test_moving_pictures_are_refused() -> None:
    frames = [Image.new("RGB", (40, 40), c) for c in ("red", "blue")]
    for form in ("PNG", "WEBP"):
        with pytest.raises(InputError, match="moves"):
            open_picture(saved(frames[0], form, save_all=True, append_images=frames[1:], duration=100))


def test_a_decompression_bomb_is_refused_by_its_head() -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    for side in (6000, 12_000, 60_000):
        head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
        bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(100_000))) + chunk(b"IEND", b"")
        with pytest.raises(InputError):
            open_picture(bomb)


def test_too_many_bytes_are_too_large() -> None:
    with pytest.raises(InputTooLarge):
        open_picture(bytes(MAX_BYTES + 1))


def test_a_picture_too_small_to_hold_a_word_is_refused() -> None:
    with pytest.raises(InputError, match="at least"):
        open_picture(saved(Image.new("RGB", (300, 4))))


@pytest.mark.parametrize(("turn", "corner"), [(1, (0, 0)), (3, (-1, -1)), (6, (0, -1)), (8, (-1, 0))])
def test_the_orientation_of_exif_is_honoured_and_exif_dropped(turn: int, corner: tuple[int, int]) -> None:
    image = Image.new("RGB", (64, 32), "white")
    image.putpixel((0, 0), (0, 0, 0))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = turn, "camera of Margaret"
    pixels = open_picture(saved(image, "PNG", exif=exif))
    assert pixels.shape[:2] == ((32, 64) if turn in (1, 3) else (64, 32))
    assert pixels[corner].max() == 0
    assert b"Margaret" not in as_png(pixels)
    assert not Image.open(io.BytesIO(as_png(pixels))).getexif()


def test_what_lies_under_transparency_is_gone() -> None:
    image = Image.new("RGBA", (64, 32), (10, 20, 30, 0))
    pixels = open_picture(saved(image))
    assert pixels.min() == 255

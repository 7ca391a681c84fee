"""Bytes → pixels, and nothing but pixels: what else a file carries (place, camera, hidden layers) is left behind."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from assistant.errors import InputError, InputTooLarge

MAX_BYTES = 10_000_000
MAX_PIXELS = 25_000_000
MIN_SIDE = 16
FORMATS = ("PNG", "JPEG", "WEBP")
Pixels = NDArray[np.uint8]
"""Height × width × 3, red, green, blue."""

_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    OverflowError,
    IndexError,
    KeyError,
    TypeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombWarning,
)


def open_picture(data: bytes) -> Pixels:
    """The pixels of a PNG, JPEG or WebP file, upright as its EXIF says, on white where it is transparent.

    Raises ``InputTooLarge`` beyond ``MAX_BYTES`` and ``InputError`` for what is no such picture, does not
    decode, moves, or has more than ``MAX_PIXELS``; the size is read from the head, before anything is unpacked.
    """
    if len(data) > MAX_BYTES:
        raise InputTooLarge(f"the picture has {len(data):,} bytes, {MAX_BYTES:,} are allowed; cut it to the part that matters")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            _check_size(*picture.size)
            if getattr(picture, "is_animated", False):
                raise InputError("the picture moves; send a still one")
            return _flat(picture)
    except Image.DecompressionBombError:
        raise InputError(f"the picture has too many pixels, {MAX_PIXELS:,} are allowed; cut it to the part that matters") from None
    except UnidentifiedImageError:
        raise InputError("the file is not a picture that can be read: PNG, JPEG or WebP") from None
    except _BROKEN:
        raise InputError("the picture is damaged and cannot be read; save it again as PNG, JPEG or WebP") from None


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise InputError(f"the picture has {width} × {height} pixels, {MAX_PIXELS:,} are allowed; cut it to the part that matters")
    if min(width, height) < MIN_SIDE:
        raise InputError(f"the picture has {width} × {height} pixels; at least {MIN_SIDE} a side are needed to read anything")


def _flat(picture: Image.Image) -> Pixels:
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        # What shines through is put on one ground: what is read and what is shown are then the same.
        layer = upright.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        ground.alpha_composite(layer)
        upright = ground
    return np.array(upright.convert("RGB"))


def as_png(pixels: Pixels) -> bytes:
    """A PNG file of the pixels, with no metadata."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG", compress_level=4)
    return out.getvalue()


def smaller(png: bytes, width: int) -> bytes:
    """A PNG at most ``width`` pixels wide and twice as high, to be looked at on a page."""
    with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        picture.thumbnail((width, 2 * width))
        return as_png(np.array(picture.convert("RGB")))

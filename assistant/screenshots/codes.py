"""QR codes in a picture: what they hold is read like a line of text, and one that cannot be read is black.

Pages that set up an authenticator or back up a wallet show their secret as such a code.
"""

from __future__ import annotations

import numpy as np

from assistant.errors import GuardError
from assistant.screenshots.lines import Box, Line
from assistant.screenshots.picture import Pixels

_MARGIN = 0.06  # of a code's side: its outermost dots lie on the edge of what is found
_APART = 60  # pixels below the picture: where the text of a code is read, so that it parts no row


def read_codes(pixels: Pixels) -> tuple[tuple[Line, ...], tuple[Box, ...]]:
    """The codes that can be read, as lines with their boxes, and the boxes of those that cannot. Raises ``GuardError`` when it fails."""
    import cv2

    try:
        # This one of the two detectors finds dense codes, too; what is found but not read comes back as an empty text.
        detector, picture = cv2.QRCodeDetectorAruco(), np.ascontiguousarray(pixels[:, :, ::-1])
        found, quads = detector.detectMulti(picture)
        texts = detector.decodeMulti(picture, quads)[1] if found else ()
    except cv2.error as error:
        raise GuardError(f"The picture could not be looked through for codes ({type(error).__name__}).") from None
    lines: list[Line] = []
    unread: list[Box] = []
    height, width = pixels.shape[:2]
    for text, quad in zip(texts or [""] * len(quads), quads, strict=True) if found else ():
        (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
        grow = _MARGIN * max(right - left, bottom - top)
        box = Box(*(int(v) for v in (max(0, left - grow), max(0, top - grow), min(width, right + grow), min(height, bottom + grow))))
        if not text.strip():
            unread.append(box)
            continue
        below = height + _APART * (len(lines) + 1)
        lines.append(Line(" ".join(text.split()), box, 1.0, (), Box(0, below, width, below + 20)))
    return tuple(lines), tuple(unread)

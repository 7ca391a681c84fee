"""``POST /v1/screenshot``: a picture is read on this machine, sealed and blacked out; nothing of it is stored."""

from __future__ import annotations

import base64
from typing import Annotated, Any

from fastapi import FastAPI, File, Form, Request, UploadFile
from pydantic import Field

from assistant.api.access import owner_of
from assistant.api.problems import PROBLEMS
from assistant.api.shapes import FindingShape, Shape
from assistant.errors import InputTooLarge
from assistant.screenshots import Region
from assistant.screenshots.lines import Box
from assistant.screenshots.picture import MAX_BYTES
from assistant.screenwork import ScreenshotReply, Screenwork


class BoxShape(Shape):
    """A rectangle in pixels of the picture given back, from its top left corner."""

    x: int
    y: int
    width: int
    height: int


class RegionShape(FindingShape):
    """A finding; ``start`` and ``end`` count in the text given back, where its placeholder stands (a reference: itself)."""

    boxes: list[BoxShape]


class ScreenshotAnswer(Shape):
    """What may leave of a picture."""

    text: str = Field(description="What stands in the picture: secrets and personal data replaced, references kept.")
    findings: list[RegionShape]
    image: str = Field(
        description="The picture as PNG in base64, upright, without metadata; secrets and personal data are solid black boxes.",
        json_schema_extra={"contentEncoding": "base64", "contentMediaType": "image/png"},
    )
    width: int
    height: int
    unread: list[BoxShape] = Field(description="Places that could not be read surely; they are black, too.")
    slots: dict[str, str] = Field(description="Facts for the draft that the picture shows.")
    conversation_id: str = Field(description="Where the text waits for the next message; empty when it was not kept.")
    picture_id: str = Field(description="To send with the next message as one of `pictures`; empty when it was not kept.")


_EXAMPLE: dict[str, Any] = {
    "text": "金额 500 USDT\n网络 TRC20\n状态 提币处理中\n邮箱 [[EMAIL_1]]",
    "findings": [
        {
            "kind": "email",
            "class": "personal",
            "start": 36,
            "end": 47,
            "placeholder": "[[EMAIL_1]]",
            "boxes": [{"x": 494, "y": 402, "width": 380, "height": 44}],
        }
    ],
    "image": "iVBORw0KGgo…",
    "width": 1080,
    "height": 1600,
    "unread": [],
    "slots": {"amount": "500 USDT", "asset": "USDT", "network": "TRC20"},
    "conversation_id": "",
    "picture_id": "",
}


def add_screenshot_route(app: FastAPI, screenwork: Screenwork) -> None:
    """Add the route."""

    @app.post("/v1/screenshot", responses={**PROBLEMS, 200: {"content": {"application/json": {"example": _EXAMPLE}}}})
    async def screenshot(
        request: Request,
        file: Annotated[UploadFile, File(description="PNG, JPEG or WebP, still, at most 10 MB and 25 million pixels.")],
        conversation_id: Annotated[
            str | None,
            Form(max_length=64, description="Keeps the sealed text, in memory, for this conversation's next message; empty opens one."),
        ] = None,
    ) -> ScreenshotAnswer:
        """What a picture says, sealed, and the picture blacked out. OCR runs on this machine; nothing is stored."""
        data = await file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise InputTooLarge(f"the picture has more than {MAX_BYTES:,} bytes; cut it to the part that matters")
        return screenshot_shape(await screenwork.read(data, owner=owner_of(request), conversation_id=conversation_id))


def screenshot_shape(reply: ScreenshotReply) -> ScreenshotAnswer:
    """The reply as it is sent."""
    shot = reply.screenshot
    return ScreenshotAnswer(
        text=shot.sealed.text,
        findings=[_region_shape(region) for region in shot.regions],
        image=base64.b64encode(shot.image).decode(),
        width=shot.width,
        height=shot.height,
        unread=[_box_shape(box) for box in shot.unread],
        slots=reply.slots,
        conversation_id=reply.conversation_id,
        picture_id=reply.picture_id,
    )


def _region_shape(region: Region) -> RegionShape:
    f = region.finding
    return RegionShape.model_validate(
        {
            "kind": f.kind,
            "class": f.cls.value,
            "start": f.start,
            "end": f.end,
            "placeholder": f.placeholder,
            "boxes": [_box_shape(b) for b in region.boxes],
        }
    )


def _box_shape(box: Box) -> BoxShape:
    return BoxShape(x=box.left, y=box.top, width=box.width, height=box.height)

"""``POST /v1/draft``: a problem description in Chinese and English from what the user said."""

from __future__ import annotations

from fastapi import FastAPI, Request
from pydantic import Field, StrictBool

from assistant.api.access import owner_of
from assistant.api.problems import PROBLEMS
from assistant.api.shapes import Language, Shape, TriageShape, triage_shape
from assistant.draftwork import Draftwork


class DraftRequest(Shape):
    """What to draft from: a text, or a conversation that is still open."""

    text: str = Field("", description="At most 16,000 characters.", examples=["昨晚提了500U到币安,走TRC20,现在还显示处理中"])
    conversation_id: str = Field("", max_length=64)
    languages: list[Language] = Field(["zh", "en"], min_length=1, max_length=2)
    language: Language | None = Field(None, description="The language of missing items and warnings; the message's own unless set.")
    topic: str = Field("", max_length=64, description="What the letter is about, one of `subjects`; unless set, what most was told of.")
    show_personal: StrictBool = Field(False, description="Show personal data instead of masking it.")


class DraftShape(Shape):
    """A problem description in one language."""

    title: str
    body: str


class DraftAnswer(Shape):
    """Drafts that hold the same facts, and what would make them better."""

    drafts: dict[str, DraftShape]
    slots: dict[str, str]
    missing: list[str] = Field(description="Ids of what would make it better, the most useful first.")
    how_to_find: dict[str, str] = Field(description="For each missing id, what it is and where to find it.")
    readiness: float = Field(ge=0, le=1)
    warnings: list[str]
    made_by: str
    subjects: list[str] = Field([], description="Topics that the conversation settled on; `topic` chooses one of them.")
    triage: TriageShape


def add_draft_route(app: FastAPI, draftwork: Draftwork) -> None:
    """Add the route."""

    @app.post("/v1/draft", responses=PROBLEMS)
    async def draft(body: DraftRequest, request: Request) -> DraftAnswer:
        """A clear problem description in each language; everything in it comes from the user."""
        reply = await draftwork.write(
            body.text,
            body.conversation_id,
            body.languages,
            show_personal=body.show_personal,
            owner=owner_of(request),
            language=body.language,
            topic=body.topic,
        )
        return DraftAnswer(
            drafts={code: DraftShape(title=d.title, body=d.body) for code, d in reply.drafts.items()},
            slots=reply.slots,
            missing=[m.item for m in reply.missing],
            how_to_find={m.item: m.text for m in reply.missing},
            readiness=reply.readiness,
            warnings=list(reply.warnings),
            made_by=reply.made_by,
            subjects=list(reply.subjects),
            triage=triage_shape(reply.triage),
        )

"""``/v1/feedback``: thumbs on answers, kept on this machine."""

from __future__ import annotations

from fastapi import FastAPI, Request

from assistant.api import case_shapes as shapes
from assistant.api.access import owner_of
from assistant.api.problems import PROBLEMS
from assistant.casework import Casework


def add_feedback_route(app: FastAPI, casework: Casework) -> None:
    """Add the call."""

    @app.post("/v1/feedback", status_code=201, responses=PROBLEMS)
    def give_feedback(request: Request, body: shapes.FeedbackRequest) -> shapes.FeedbackShape:
        """A thumb on a turn; the last one counts. Safe to repeat. The comment is sealed before it is kept."""
        kept = casework.record_feedback(owner_of(request), body.conversation_id, body.turn, body.verdict, body.comment)
        return shapes.FeedbackShape(conversation_id=kept.conversation_id, turn=kept.turn, verdict=kept.verdict, comment=kept.comment)

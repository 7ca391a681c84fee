"""``/v1/cases``: the case log over HTTP. Every call sees the cases of the caller's key only."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import FastAPI, Header, Query, Request, Response
from fastapi.responses import JSONResponse

from assistant.api import case_shapes as shapes
from assistant.api.access import owner_of
from assistant.api.problems import PROBLEMS, problem
from assistant.api.shapes import Language
from assistant.cases import CaseStatus, EntryKind
from assistant.cases.export import Export, Form
from assistant.cases.letters import Letter
from assistant.casework import Casework
from assistant.errors import CaseConflict, CaseError, CaseNotFound, ExportUnavailable
from assistant.letterfiles import letter_file

_STATUS: tuple[tuple[type[CaseError], int, str], ...] = (
    (CaseNotFound, 404, "No such case"),
    (CaseConflict, 409, "Conflict"),
    (ExportUnavailable, 501, "Not available here"),
    (CaseError, 503, "The case log failed"),
)
CASE_PROBLEMS: dict[int | str, dict[str, Any]] = {
    **PROBLEMS,
    **{code: {"description": title.lower(), "content": {"application/problem+json": {}}} for _, code, title in _STATUS[:2]},
}
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=200, description="The same key again changes nothing.")]


LetterFormat = Annotated[Literal["json", "md", "eml"], Query(alias="format", description="md and eml are files to keep or to open.")]


def _letter(letter: Letter, form: Literal["json", "md", "eml"]) -> shapes.LetterShape | Response:
    if form == "json":
        return shapes.letter_shape(letter)
    return _file(letter_file(letter.subject, letter.body, form))


def _file(made: Export) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type=made.media_type, headers=headers)


def add_case_routes(app: FastAPI, casework: Casework) -> None:
    """Add the calls, and how the case log's errors are answered."""

    @app.exception_handler(CaseError)
    async def _case_error(_: Request, error: CaseError) -> JSONResponse:
        status, title = next((code, title) for kind, code, title in _STATUS if isinstance(error, kind))
        return problem(status, title, str(error), {"Retry-After": "10"} if status == 503 else None)

    _add_list_routes(app, casework)
    _add_entry_routes(app, casework)
    _add_change_routes(app, casework)
    _add_letter_routes(app, casework)


def _add_list_routes(app: FastAPI, casework: Casework) -> None:
    @app.post("/v1/cases", status_code=201, responses=CASE_PROBLEMS)
    async def create_case(request: Request, body: shapes.CaseRequest, key: Key = "") -> shapes.NewCaseShape:
        """A new case; it is told when there is one about the same problem already."""
        case, known = await casework.create(
            owner_of(request),
            body.text,
            title=body.title,
            conversation_id=body.conversation_id,
            language=body.language,
            request_key=key,
        )
        return shapes.new_case_shape(case, known)

    @app.get("/v1/cases", responses=CASE_PROBLEMS)
    def list_cases(
        request: Request,
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        cursor: Annotated[str, Query(max_length=200)] = "",
        status: Annotated[list[CaseStatus], Query()] = [],  # noqa: B006 - FastAPI copies it
        topic: Annotated[str, Query(max_length=100)] = "",
        search: Annotated[str, Query(max_length=300)] = "",
    ) -> shapes.CaseListShape:
        """Cases, last changed first, by status, topic and what is written in them."""
        page = casework.page(owner_of(request), limit=limit, cursor=cursor, status=status, topic=topic, search=search)
        return shapes.CaseListShape(cases=[shapes.case_shape(c) for c in page.cases], next_cursor=page.next_cursor)

    @app.post("/v1/cases/similar", responses=CASE_PROBLEMS)
    async def similar_case(request: Request, body: shapes.SimilarRequest) -> shapes.SimilarShape:
        """Whether a message is about a case there is, with a follow-up to send instead of a second ticket."""
        return shapes.SimilarShape(similar=shapes.known_shape(await casework.known(owner_of(request), body.text, body.language)))

    @app.get("/v1/cases/{case_id}", responses=CASE_PROBLEMS)
    def read_case(request: Request, case_id: str) -> shapes.CaseFileShape:
        """A case with everything in it."""
        return shapes.file_shape(casework.get(owner_of(request), case_id))


def _add_entry_routes(app: FastAPI, casework: Casework) -> None:
    @app.post("/v1/cases/{case_id}/entries", status_code=201, responses=CASE_PROBLEMS)
    def append_entry(request: Request, case_id: str, body: shapes.EntryRequest, key: Key = "") -> shapes.CaseShape:
        """Write a message, a draft or a note into a case."""
        case = casework.append(
            owner_of(request), case_id, EntryKind(body.kind), body.text, conversation_id=body.conversation_id, request_key=key
        )
        return shapes.case_shape(case)

    @app.post("/v1/cases/{case_id}/sent", status_code=201, responses=CASE_PROBLEMS)
    def mark_sent(request: Request, case_id: str, body: shapes.SentRequest, key: Key = "") -> shapes.CaseShape:
        """The user sent it: through which channel, and the ticket number if there is one."""
        case = casework.mark_sent(
            owner_of(request),
            case_id,
            body.text,
            body.channel,
            body.ticket_number,
            conversation_id=body.conversation_id,
            request_key=key,
        )
        return shapes.case_shape(case)

    @app.post("/v1/cases/{case_id}/replies", status_code=201, responses=CASE_PROBLEMS)
    def add_reply(request: Request, case_id: str, body: shapes.ReplyRequest, key: Key = "") -> shapes.ReplyReadShape:
        """A reply that was pasted: kept, checked for an impostor's signs, explained, and what to do next."""
        case, reading = casework.add_reply(owner_of(request), case_id, body.text, body.language, body.channel, key)
        return shapes.ReplyReadShape(case=shapes.case_shape(case), reading=shapes.reading_shape(reading))


def _add_change_routes(app: FastAPI, casework: Casework) -> None:
    @app.patch("/v1/cases/{case_id}", responses=CASE_PROBLEMS)
    def change_case(request: Request, case_id: str, body: shapes.ChangeRequest) -> shapes.CaseShape:
        """Another status, another title, a reminder."""
        owner = owner_of(request)
        case = casework.change(owner, case_id, status=body.status, title=body.title)
        if "remind_at" in body.model_fields_set:
            case = casework.remind(owner, case_id, body.remind_at)
        return shapes.case_shape(case)

    @app.post("/v1/cases/{case_id}/close", responses=CASE_PROBLEMS)
    def close_case(request: Request, case_id: str, key: Key = "") -> shapes.CaseShape:
        """Close a case; it stays readable."""
        return shapes.case_shape(casework.change(owner_of(request), case_id, status=CaseStatus.CLOSED, request_key=key))

    @app.delete("/v1/cases/{case_id}", status_code=204, responses=CASE_PROBLEMS)
    def delete_case(request: Request, case_id: str) -> None:
        """Delete a case for good; its text leaves the disk."""
        casework.delete(owner_of(request), case_id)


def _add_letter_routes(app: FastAPI, casework: Casework) -> None:
    letters: dict[int | str, dict[str, Any]] = {
        **CASE_PROBLEMS,
        200: {"description": "the letter", "content": {"text/markdown": {}, "message/rfc822": {}}},
    }

    @app.get("/v1/cases/{case_id}/follow-up", responses=letters, response_model=shapes.LetterShape)
    def follow_up(request: Request, case_id: str, language: Language | None = None, form: LetterFormat = "json") -> Any:
        """A polite follow-up for the same ticket, and what is known about waiting."""
        return _letter(casework.follow_up(owner_of(request), case_id, language), form)

    @app.get("/v1/cases/{case_id}/escalation", responses=letters, response_model=shapes.LetterShape)
    def escalate(request: Request, case_id: str, language: Language | None = None, form: LetterFormat = "json") -> Any:
        """A letter that asks for escalation, with the whole timeline."""
        return _letter(casework.escalation(owner_of(request), case_id, language), form)

    files: dict[str, Any] = {"application/json": {}, "text/markdown": {}, "application/pdf": {}}
    responses = {**CASE_PROBLEMS, 200: {"description": "the case", "content": files}, 501: {"description": "no PDF on this machine"}}

    @app.get("/v1/cases/{case_id}/export", response_class=Response, responses=responses)
    def export_case(
        request: Request, case_id: str, form: Annotated[Form, Query(alias="format")] = "md", language: Language | None = None
    ) -> Response:
        """A case as evidence, with SHA-256 of every entry and UTC times."""
        return _file(casework.export(owner_of(request), case_id, form, language))

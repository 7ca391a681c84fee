"""An answer is made of the document's parts that fit."""

from __future__ import annotations

import pytest

from assistant.answering.answer import blocks_after, plan_answer
from assistant.answering.compose import choose_parts, cite, without_code_tables
from assistant.corpus.document import read_document
from assistant.languages import load_pack
from assistant.library import Library
from assistant.packaged import packaged

STATES = "1. Look at the state.\n\n| State | Meaning |\n|---|---|\n| 0 | waiting for you |\n| 4, 5 | review |\n\n2. Then go to live chat with the number."
ROUTES = "1. Choose the route that fits you best.\n\n| Problem | Route |\n|---|---|\n| Theft | live chat |\n| Dispute | appeal |\n"


def test_a_table_of_states_is_left_out_and_another_table_stays() -> None:
    assert "| 0 |" not in without_code_tables(STATES)
    assert "2. Then go to live chat" in without_code_tables(STATES)
    assert without_code_tables(ROUTES) == ROUTES.strip()


def test_where_a_step_speaks_of_the_table_the_reader_is_told_where_it_stands() -> None:
    shown = without_code_tables("1. Find your state in the table below, please.\n\n| State | Meaning |\n|---|---|\n| 0 | x |\n\n2. Wait.", "(See [2].)")
    assert shown == "1. Find your state in the table below, please.\n   (See [2].)\n2. Wait."


def test_a_program_gets_its_codes_unasked() -> None:
    document = read_document(packaged("corpus") / "en" / "api" / "api-permission-50120.md")
    assert any("50030 | permission missing" in p.text for p in choose_parts(document, "key refuses my orders", load_pack("en")))


def test_a_table_that_is_all_there_is_stays() -> None:
    table = "| State | Meaning |\n|---|---|\n| 0 | waiting |\n"
    assert without_code_tables(table) == table


@pytest.mark.parametrize(("question", "shown"), [("my withdrawal is stuck", False), ("what does state 4 of my withdrawal mean", True)])
def test_who_asks_for_a_state_gets_the_table(library: Library, question: str, shown: bool) -> None:
    document = library.document("en/withdrawal-pending")
    assert document is not None
    parts = choose_parts(document, question, load_pack("en"))
    assert any("| 17 |" in p.text for p in parts) is shown


def test_every_mark_is_cited_once_and_every_quote_is_the_documents(library: Library) -> None:
    document = library.document("zh/account-hacked")
    assert document is not None
    parts = choose_parts(document, "账号被盗了要多久能处理", load_pack("zh"))
    citations = cite(document, parts)
    assert [c.mark for c in citations] == [p.mark for p in parts] == [str(n) for n in range(1, len(parts) + 1)]
    assert all(c.quote in document.sections.values() for c in citations)
    assert {"situation", "steps", "effort", "where", "avoid"} >= {p.key for p in parts} >= {"situation", "steps", "where", "avoid"}


@pytest.mark.parametrize(("document_id", "told"), [("zh/deposit-missing-tag", False), ("en/channel-email", True)])
def test_an_answer_says_where_regions_or_sources_differ(library: Library, document_id: str, told: bool) -> None:
    document = library.document(document_id)
    assert document is not None
    pack = load_pack(document.head.language)
    plan = plan_answer(document, (), "", pack)
    assert (pack.text("answers.reply.varies") in blocks_after(plan, "")) is told

"""An exported case can be checked by anybody, and holds its identifiers character for character."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from assistant.cases import CaseFile, CaseLog, EntryKind, pdf
from assistant.cases.export import export_case
from assistant.corpus.channels import Channels
from assistant.errors import ExportUnavailable
from assistant.languages import load_pack
from assistant.types import Channel


@pytest.fixture
def file(log: CaseLog) -> CaseFile:
    case = log.create("ann", "提币 [[TXID_1]] 卡住\n```\n# not a heading\n```", identifiers={"[[TXID_1]]": "0xAbC9"})
    log.mark_sent("ann", case.id, "Dear support, [[EMAIL_1]]", Channel.EMAIL, "98123")
    log.append("ann", case.id, EntryKind.NOTE, "note")
    return log.get("ann", case.id)


def test_the_hashes_in_json_are_those_of_the_texts(file: CaseFile, channels: Channels) -> None:
    body = json.loads(export_case(file, "json", load_pack("zh"), channels).content)
    for entry in body["entries"]:
        assert entry["sha256"] == hashlib.sha256(entry["text"].encode()).hexdigest()
        assert re.fullmatch(r"2026-11-22T12:00:00\.\d{6}Z", entry["at"])
    assert body["sha256"] == hashlib.sha256("\n".join(e["sha256"] for e in body["entries"]).encode()).hexdigest()
    assert body["identifiers"] == ["0xAbC9"]
    assert "0xAbC9" in body["title"]
    assert body["entries"][1]["text"] == "Dear support, [[EMAIL_1]]"
    assert "owner" not in body


def test_the_hashes_in_markdown_are_those_of_the_fenced_texts(file: CaseFile, channels: Channels) -> None:
    text = export_case(file, "md", load_pack("en"), channels).content.decode()
    fenced = re.findall(r"^(`{3,})text\n(.*?)\n\1\n\nSHA-256 of the text above \(UTF-8\): (\w{64})$", text, re.M | re.S)
    assert len(fenced) == 3
    for _, body, digest in fenced:
        assert hashlib.sha256(body.encode()).hexdigest() == digest
    assert next(line for line in text.splitlines() if line.startswith("# ")).startswith("# Case: 提币 0xAbC9")


def test_a_pdf_embeds_a_font_with_chinese_and_holds_every_page(file: CaseFile, channels: Channels) -> None:
    made = export_case(file, "pdf", load_pack("zh"), channels)
    assert made.content.startswith(b"%PDF-")
    assert made.media_type == "application/pdf"
    assert b"NotoSansSC" in made.content
    assert b"/FontFile3" in made.content or b"/FontFile2" in made.content
    assert len(made.content) < 400_000  # the characters used, not the whole font


def test_a_pdf_takes_what_its_font_does_not_have(log: CaseLog, channels: Channels) -> None:
    case = log.create("ann", "提币卡住 😭 \u200b\t繁體 ไทย " + "長" * 3000)
    assert export_case(log.get("ann", case.id), "pdf", load_pack("zh"), channels).content.startswith(b"%PDF-")


def test_a_pdf_is_refused_in_words_where_its_font_was_left_out(file: CaseFile, channels: Channels, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "FONT", ("a_package_that_is_not_there", "font.otf"))
    with pytest.raises(ExportUnavailable, match="md or json"):
        export_case(file, "pdf", load_pack("zh"), channels)

import re
from pathlib import Path

import pytest
import yaml

from assistant.corpus.document import read_corpus
from assistant.corpus.evidence import EvidenceRecord, read_evidence
from assistant.errors import CorpusError

CORPUS = Path(__file__).parents[2] / "corpus"
EVIDENCE = read_evidence(CORPUS)


@pytest.mark.parametrize("record", EVIDENCE.items, ids=lambda r: r.id)
def test_every_item_says_why_where_and_how_to_show_it_in_both_languages(record: EvidenceRecord) -> None:
    for text in (record.name, record.why, record.where, record.show):
        assert re.search(r"[\u4e00-\u9fff]|UID", text.zh)
        assert not re.search(r"[\u4e00-\u9fff]", text.en)


def test_what_documents_ask_for_is_described() -> None:
    asked = {(document.id, item) for document in read_corpus(CORPUS) for item in document.head.evidence}
    assert not {(id, item) for id, item in asked if item not in EVIDENCE.ids}


def test_identity_and_faces_are_shown_only_on_the_exchanges_own_page() -> None:
    for id in ("id_document", "face_check"):
        record = EVIDENCE.item(id)
        assert record.form == "in_app"
        assert record.private


def test_an_unknown_item_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="passwords"):
        EVIDENCE.item("passwords")


def test_a_field_that_is_not_known_is_refused(tmp_path: Path) -> None:
    data = yaml.safe_load((CORPUS / "evidence.yaml").read_text(encoding="utf-8"))
    data["evidence"][0]["slott"] = "uid"
    (tmp_path / "evidence.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"evidence\.0\.slott"):
        read_evidence(tmp_path)


def test_a_slot_that_the_draft_does_not_have_is_refused(tmp_path: Path) -> None:
    data = yaml.safe_load((CORPUS / "evidence.yaml").read_text(encoding="utf-8"))
    data["evidence"][0]["slot"] = "password"
    (tmp_path / "evidence.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"evidence\.0\.slot"):
        read_evidence(tmp_path)

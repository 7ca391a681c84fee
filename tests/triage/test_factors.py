"""Circumstances that the person tells become reasons, and only what would change the result is asked."""

from __future__ import annotations

import pytest

from assistant.languages import load_pack
from assistant.library import Library
from assistant.triage.factors import find_factors
from assistant.triage.triage import triage
from assistant.types import Channel, IssueType, Triage, Urgency


@pytest.mark.parametrize(
    ("factor", "message"),
    [
        ("ticket", "上周提交过工单了,客服说再等等"),
        ("ticket", "I already contacted support about this"),
        ("no_login", "登录不上了"),
        ("no_login", "I can't even log in"),
        ("lost_contact", "手机号早就不用了"),
        ("lost_contact", "I no longer have access, lost my phone"),
        ("no_2fa", "我没开谷歌验证"),
        ("unverified", "我还没做实名"),
        ("unverified", "I have not completed KYC"),
        ("attachments", "有十几份材料要发"),
        ("attachments", "I have 14 documents to send"),
        ("busy", "行情暴跌的时候能找到人吗"),
        ("night", "it is 3 am here"),
        ("language", "my english is bad"),
        ("language", "Привет, мой вывод завис"),
    ],
)
def test_a_circumstance_is_heard(factor: str, message: str) -> None:
    assert factor in find_factors(message)


def _triage(library: Library, message: str, document_id: str, code: str = "en") -> Triage:
    pack = load_pack(code)
    return triage(message, library.document(document_id), taxonomy=library.taxonomy, evidence=library.evidence, pack=pack)


def test_a_plain_message_tells_none_and_every_factor_has_its_words(library: Library) -> None:
    assert find_factors("提币一直处理中") == ()
    assert find_factors("提币单号123456789,订单号987654321") == ()
    for code in ("zh", "en"):
        pack = load_pack(code)
        assert set(pack.value("triage.factor")) == set(pack.value("triage.factors"))


def test_many_papers_are_sent_in_writing_unless_it_cannot_wait(library: Library) -> None:
    papers = "I have 14 documents to send"
    assert _triage(library, papers, "en/withdrawal-pending").channel is Channel.EMAIL
    stolen = _triage(library, f"{papers}, somebody withdrew my coins and it was not me", "en/withdrawal-pending")
    assert (stolen.channel, stolen.urgency, stolen.issue_type) == (Channel.LIVE_CHAT, Urgency.CRITICAL, IssueType.SAFETY)


def test_one_question_is_asked_where_its_answer_changes_the_result(library: Library) -> None:
    assert len(_triage(library, "my withdrawal does something odd", "en/withdrawal-pending").questions) == 1
    assert _triage(library, "my withdrawal shows processing", "en/withdrawal-pending").questions == ()
    assert _triage(library, "someone hacked my account", "en/withdrawal-pending").questions == ()


def test_an_alarm_brings_its_own_evidence(library: Library) -> None:
    items = [e.item for e in _triage(library, "有一笔提币不是我操作的", "zh/2fa-reset", "zh").evidence]
    assert {"uid", "time_with_timezone", "withdrawal_id", "address"} <= set(items)
    assert len(items) == len(set(items))


def test_every_evidence_that_the_taxonomy_names_exists(library: Library) -> None:
    named = {e for issue in library.taxonomy.issues for e in issue.evidence} | {e for a in library.taxonomy.alarms.values() for e in a}
    assert named <= library.evidence.ids

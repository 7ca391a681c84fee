"""What kind of thing is asked for, and which sentences say one."""

from __future__ import annotations

import pytest

from assistant.answering.kinds import kinds_asked, saying


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("how long does the video call take", "duration"),
        ("Within how many days must I appeal?", "duration"),
        ("审核要等几天", "duration"),
        ("刷脸多久之后能再试", "duration"),
        ("how many devices can be trusted", "count"),
        ("一个key能绑几个地址", "count"),
        ("how much is the smallest order", "amount"),
        ("最低提多少", "amount"),
        ("what time does the contract settle", "clock"),
        ("周末有人上班吗", "clock"),
    ],
)
def test_a_question_tells_the_kind_of_thing_it_wants(query: str, kind: str) -> None:
    assert kind in kinds_asked(query)


@pytest.mark.parametrize(
    "query", ["my withdrawal is stuck", "提币一直在审核", "is a passport enough", "as soon as i log in it crashes", ""]
)
def test_most_questions_want_no_such_thing(query: str) -> None:
    assert not kinds_asked(query)


@pytest.mark.parametrize(
    ("kind", "sentence", "says"),
    [
        ("duration", "a review takes up to 3 business days", True),
        ("duration", "withdrawals are paused for 24h", True),
        ("duration", "it takes as long as the network needs", False),
        ("duration", "审核一般需要三个工作日", True),
        ("duration", "请重新提交资料", False),
        ("count", "you can try five times", True),
        ("count", "wait for 5 minutes", False),
        ("count", "每个账户最多 20 个地址", True),
        ("count", "等待 5 个工作日", False),
        ("amount", "the fee is 0.1%", True),
        ("amount", "the fee is shown on the page", False),
        ("amount", "站内转账免费", True),
        ("clock", "settled at 16:00 utc", True),
        ("clock", "settled every day", False),
    ],
)
def test_a_sentence_says_a_thing_of_the_kind_or_does_not(kind: str, sentence: str, says: bool) -> None:
    assert saying(frozenset({kind}), (sentence,)) == (says,)


def test_every_sentence_is_looked_at_and_one_kind_of_several_is_enough() -> None:
    assert saying(frozenset({"duration", "amount"}), ("it takes 2 days", "it costs 3 usdt", "ask support")) == (True, True, False)

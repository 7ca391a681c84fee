"""Sentences come out the same however the text is cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.sentences import SentenceStream, split_sentences


def test_full_width_ends_are_ends() -> None:
    assert split_sentences("查到了吗？没有！再等等；好。") == ["查到了吗？", "没有！", "再等等；", "好。"]


TEXT = st.text(alphabet="ab 。.!?\n;1中文[]", max_size=60)


def test_chinese_and_english_sentences_are_split() -> None:
    assert split_sentences("先查状态。再问客服!Then wait. See 1.5 USDT") == ["先查状态。", "再问客服!", "Then wait.", "See 1.5 USDT"]


@given(TEXT, st.lists(st.integers(1, 5), max_size=40))
def test_a_stream_gives_the_same_sentences_at_every_cut(text: str, cuts: list[int]) -> None:
    stream, at, found = SentenceStream(), 0, []
    for size in cuts:
        found += stream.feed(text[at : at + size])
        at += size
    found += stream.feed(text[at:]) + stream.close()
    assert "".join("".join(found).split()) == "".join(text.split())

"""What somebody asks or tells next on a document that he has just read, where the document foresees it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant import Assistant
from assistant.answering.answer import plan_answer
from assistant.answering.asked_next import AskedNext, was_said
from assistant.answering.compose import Before, choose_parts, cite
from assistant.answering.pointing import Pointed
from assistant.corpus.asked_next import Next, parse_next
from assistant.corpus.document import Document, read_corpus
from assistant.corpus.foreseen import Foreseen, foresee
from assistant.languages import load_pack
from assistant.types import Outcome

DOCUMENTS = {d.id: d for d in read_corpus(Path("corpus"))}
_EN = (
    Next(asked=("is it lost", "are my coins gone", "should i worry"), answer="No. They have not left yet."),
    Next(asked=("can i cancel it", "stop it please", "i changed my mind"), answer="Only while the button is there."),
    Next(asked=("how long", "when will it arrive", "been hours"), answer="There is no fixed time."),
    Next(asked=("there is no button", "i cannot find it", "button is grey"), answer="Then this state cannot be undone."),
)
_ZH = (
    Next(asked=("是不是丢了", "币还在吗", "要担心吗"), answer="没丢，还没发出去。"),
    Next(asked=("能取消吗", "我不想提了", "帮我停掉"), answer="看到按钮才能。"),
    Next(asked=("要多久", "什么时候到", "好几个小时了"), answer="没有固定时间。"),
    Next(asked=("没有这个按钮", "找不到", "按钮是灰的"), answer="那这个状态已经撤不了。"),
)


def _document(language: str) -> Document:
    entries = _EN if language == "en" else _ZH
    return DOCUMENTS[f"{language}/withdrawal-pending"].model_copy(update={"next": entries})


def _asked_next(assistant: Assistant, *documents: Document) -> AskedNext:
    index, embedder = assistant.library.retriever.index, assistant.library.embedder
    assert embedder is not None
    made = foresee(documents, lambda texts: np.asarray(embedder.embed_documents(texts), dtype=np.float32), index.space)
    return AskedNext(assistant.library.retriever, made if documents else index.foreseen)


def _find(assistant: Assistant, message: str, language: str = "en", seen: tuple[str, ...] = ()) -> tuple[Pointed, ...]:
    return _asked_next(assistant, _document("en"), _document("zh")).find(_document(language), message, seen=seen)


@pytest.mark.parametrize(
    ("language", "message", "holds"),
    [
        ("en", "so is my money gone or not", "have not left"),
        ("en", "want to cancel", "button is there"),
        ("en", "how many hours does this take", "no fixed time"),
        ("en", "i dont see any button like that", "cannot be undone"),
        ("zh", "我的币是不是没了", "没丢"),
        ("zh", "怎么取消", "看到按钮"),
        ("zh", "还要等多长时间", "没有固定时间"),
        ("zh", "我这里没看到那个按钮啊", "撤不了"),
    ],
)
def test_other_words_for_what_was_foreseen_get_its_answer(assistant: Assistant, language: str, message: str, holds: str) -> None:
    found = _find(assistant, message, language)
    assert found
    assert found[0].enough
    assert holds in found[0].sentence


@pytest.mark.parametrize(("message", "holds"), [("can i cancel it?", "button is there"), ("button is gray", "cannot be undone"), ("been hours!", "no fixed")])
def test_a_wording_but_for_a_letter_or_two_is_sure(assistant: Assistant, message: str, holds: str) -> None:
    (found,) = _find(assistant, message)
    assert found.sure
    assert holds in found.sentence


def test_two_questions_in_one_message_get_an_answer_each(assistant: Assistant) -> None:
    found = _find(assistant, "are my coins gone? and how long will it take")
    assert {one.sentence for one in found} == {_EN[0].answer, _EN[2].answer}


@pytest.mark.parametrize("message", ["", "!!", "the weather in lisbon is lovely today", "my cat is called Bruno"])
def test_what_nobody_foresaw_gets_no_answer_as_if_it_were_meant(assistant: Assistant, message: str) -> None:
    assert not any(one.enough for one in _find(assistant, message))


def test_an_answer_given_before_is_given_again_only_to_who_asks_again_and_then_it_is_said(assistant: Assistant) -> None:
    (first,) = _find(assistant, "can i cancel it")
    seen = ("Hello.", f"{first.sentence} [1]", "Noted.")
    (again,) = _find(assistant, "can i cancel it", seen=seen)
    assert again.again
    assert again.sentence == first.sentence
    told = _asked_next(assistant, _document("en"), _document("zh")).find(_document("en"), "i want to cancel it", asks=False, seen=seen)
    assert told == ()
    plan = plan_answer(_document("en"), (), "can i cancel it", load_pack("en"), before=Before(again=True, pointed=(again,)))
    assert plan.opening.startswith("My answer is the same")
    assert plan.parts[0].text == first.sentence


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("Only then. [1]", True),
        ("**⚠️ Treat it as leaked, now:**\n\n1. Change it.\n\nOnly then. [1]", True),
        ("My answer is the same as before.\n\nOnly then. [1]", True),
        ("**can i cancel it**\n\nOnly then. [1]\n\n**how long**\n\nSoon. [2]", False),
        ("Soon. [1]\n\nOnly then. [2]", False),
        ("Only then, they say.", False),
    ],
)
def test_an_answer_counts_as_given_where_nothing_else_was_answered_before_it(reply: str, said: bool) -> None:
    assert was_said("Only then.", reply) is said


@pytest.mark.parametrize("again", [False, True])
def test_who_asks_whom_to_turn_to_is_told_so_beside_the_answer_and_instead_of_it_where_he_had_it(again: bool) -> None:
    document = _document("en")
    seen = Before(again=True, pointed=(Pointed("next", _EN[3].answer, enough=True, sure=True, again=again),))
    parts = choose_parts(document, "there is no button, who do i talk to", load_pack("en"), before=seen)
    assert [p.key for p in parts] == (["where"] if again else ["next", "where"])
    assert [p.mark for p in parts] == [str(n) for n, _ in enumerate(parts, 1)]
    assert parts[-1].quote == document.sections["where"]


def test_a_document_that_foresees_nothing_answers_nothing(assistant: Assistant) -> None:
    bare = _document("en").model_copy(update={"next": ()})
    assert _asked_next(assistant, _document("en")).find(bare, "can i cancel it") == ()


def test_an_answer_is_shown_as_it_stands_and_cites_itself() -> None:
    document = _document("en")
    seen = Before(again=True, pointed=(Pointed("next", _EN[1].answer, enough=True, sure=True),))
    parts = choose_parts(document, "can i cancel", load_pack("en"), before=seen)
    assert [p.text for p in parts] == [_EN[1].answer]
    assert [c.quote for c in cite(document, parts)] == [_EN[1].answer]


def test_of_two_answers_that_may_be_meant_each_says_to_what(assistant: Assistant) -> None:
    document = _document("en")
    pointed = tuple(Pointed("next", entry.answer, to=entry.asked[0]) for entry in _EN[:2])
    parts = choose_parts(document, "hm", load_pack("en"), before=Before(again=True, pointed=pointed))
    assert [p.mark for p in parts] == ["1", "2"]
    assert all(p.text == f"**{e.asked[0]}**\n\n{e.answer}" for p, e in zip(parts, _EN, strict=False))


def test_entries_need_a_heading_and_an_answer() -> None:
    assert parse_next("") == ()
    assert parse_next("### a / b\n\nYes.\nSurely.\n") == (Next(asked=("a", "b"), answer="Yes. Surely."),)
    with pytest.raises(ValueError, match="before the first"):
        parse_next("text\n\n### a\n\nYes.")
    with pytest.raises(ValueError, match="no answer"):
        parse_next("### a / b\n\n### c / d\n\nYes.")


def test_most_wordings_find_their_own_entry(assistant: Assistant) -> None:
    asked_next, right, count = _asked_next(assistant), 0, 0
    for document in filter(None, map(assistant.library.document, assistant.library.retriever.index.catalog.ids())):
        for number, entry in enumerate(document.next):
            found = asked_next.scores(document, entry.asked[-1])
            assert found is not None
            right += int(found.argmax()) == number
            count += 1
    assert count > 20
    assert right / count > 0.8


async def test_a_follow_up_is_answered_from_what_its_document_foresees(assistant: Assistant) -> None:
    first = await assistant.chat("my withdrawal has been processing since last night")
    document = assistant.library.document(first.citations[0].document_id)
    assert document is not None
    assert document.next
    entry = document.next[1]
    second = await assistant.chat(max(entry.asked, key=len), first.conversation_id)
    assert second.outcome is Outcome.ANSWERED
    assert second.citations[0].quote == entry.answer
    assert second.reply.startswith(f"{entry.answer} [1]")


def test_vectors_of_what_is_foreseen_outlive_a_restart_and_a_damaged_file_is_named(assistant: Assistant, tmp_path: Path) -> None:
    made = foresee([_document("en")], lambda texts: np.eye(len(texts), 384, dtype=np.float32), assistant.library.retriever.index.space)
    made.write(tmp_path)
    kept, first = Foreseen.read(tmp_path).of("en/withdrawal-pending"), made.of("en/withdrawal-pending")
    assert kept is not None
    assert first is not None
    assert (kept == first).all()
    assert Foreseen.read(tmp_path).of("en/other") is None
    np.save(tmp_path / "next.npy", kept[:-1])
    with pytest.raises(ValueError, match="counts 4 entries"):
        Foreseen.read(tmp_path)
    Foreseen({}).write(tmp_path)
    assert Foreseen.read(tmp_path).of("en/withdrawal-pending") is None


def test_what_is_foreseen_letter_by_letter_stands_first_and_is_told_so(assistant: Assistant) -> None:
    found = _find(assistant, "its been three days or so. can i cancel it?")
    assert found[0].sentence == _EN[1].answer
    assert found[0].worded
    assert found[0].sure
    assert not any(one.worded for one in _find(assistant, "want to cancel"))

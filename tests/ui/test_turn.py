"""A turn as the screen sees it, without a browser."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.errors import GuardError
from assistant.pipeline import Assistant
from assistant.ui.turn import KEEP, View, settled, stopped, take_turn


async def views_of(assistant: Any, text: str, code: str = "en", **more: Any) -> list[View]:
    return [view async for view in take_turn(assistant, text, [], "", code, **more)]


async def test_the_box_is_emptied_only_once_the_message_is_sealed(assistant: Assistant) -> None:
    views = await views_of(assistant, "my withdrawal is pending, mail ann@example.com")
    assert views[0].box is KEEP
    assert views[1].box == ""
    assert all("ann@example.com" not in str(v.messages[0]) for v in views if v.messages is not KEEP)


async def test_a_picked_problem_leaves_what_is_in_the_box(assistant: Assistant) -> None:
    assert all(v.box is KEEP for v in await views_of(assistant, "my withdrawal is pending", typed=False))


async def test_passages_are_shown_before_the_first_word(assistant: Assistant) -> None:
    views = await views_of(assistant, "my withdrawal is pending")
    assert views[1].shown.passages
    assert views[1].messages[-1]["content"].startswith('<span class="byline">Looking in: ')
    assert views[-1].running is False


async def test_a_bare_number_is_answered_in_the_pages_language(assistant: Assistant) -> None:
    assert (await views_of(assistant, "50110", "zh"))[-1].shown.language == "zh"


async def test_a_screenshot_that_is_gone_is_said_and_waits_no_longer(assistant: Assistant) -> None:
    last = (await views_of(assistant, "it has not arrived", pictures=["gone"]))[-1]
    assert "no longer there" in last.notice
    assert last.pictures == []


async def test_a_question_asked_again_that_fails_is_in_the_box_with_its_screenshots() -> None:
    last = (await views_of(Failing(GuardError("a detector failed")), "it is late", typed=False, pictures=["one"]))[-1]
    assert (last.box, last.pictures) == ("it is late", ["one"])


class Failing:
    """A product whose guard or whose rest fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def redact(self, text: str) -> None:
        raise self._error


@pytest.mark.parametrize(
    ("error", "said"), [(GuardError("a detector failed"), "safety check failed"), (RuntimeError("abandon about"), "went wrong")]
)
async def test_a_failure_is_a_sentence_that_repeats_nothing_and_leaves_the_box(error: Exception, said: str) -> None:
    last = (await views_of(Failing(error), "abandon about"))[-1]
    assert said in last.notice
    assert last.box is KEEP
    assert "abandon" not in str(last)
    assert last.messages == []
    assert last.running is False


def test_stop_before_sealing_leaves_no_trace_and_later_keeps_what_was_said() -> None:
    asked, said = {"role": "user", "content": "sealed"}, {"role": "assistant", "content": "So far"}
    assert stopped([asked], "en").messages == []
    assert stopped([asked, said], "en").messages[-1]["content"].startswith("So far\n\n<span")


def test_choices_of_an_earlier_question_are_gone_and_parts_become_text() -> None:
    sent_back = [{"role": "assistant", "content": [{"type": "text", "text": "Which?"}], "options": [{"value": "a"}], "metadata": None}]
    assert settled(sent_back) == [{"role": "assistant", "content": "Which?"}]

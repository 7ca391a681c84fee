"""What had no answer is kept sealed, listed like to like, exported and forgotten; and kept at all only while that is on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.casework import Casework
from assistant.cli import app
from assistant.corpus.document import read_document
from assistant.errors import CaseError, InputError
from assistant.pipeline import Assistant
from assistant.settings import load_settings
from assistant.types import Outcome
from assistant.wiring import build_casework

ASKED = ("今天晚上吃什么好呢，我的邮箱 ann@example.com", "which planet has the most moons")


@pytest.fixture
def casework(assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Casework:
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return build_casework(assistant, load_settings())


def _stands(word: str, folder: Path) -> bool:
    return any(word.encode() in p.read_bytes() for p in folder.glob("cases.db*"))


async def test_an_unanswered_question_is_kept_without_what_it_hides(assistant: Assistant, casework: Casework, tmp_path: Path) -> None:
    outcomes = [(await assistant.chat(text)).outcome for text in ASKED]
    answered = await assistant.chat("提币待审核5个小时了")
    assert outcomes == [Outcome.ABSTAINED, Outcome.ABSTAINED]
    assert answered.outcome is not Outcome.ABSTAINED
    gaps = casework.log.gaps.all()
    assert [gap.language for gap in gaps] == ["en", "zh"]
    assert "[[EMAIL_1]]" in gaps[1].text
    assert gaps[0].topics
    casework.log.close()
    assert not _stands("ann@example", tmp_path)


async def test_nothing_is_kept_when_it_is_off_and_a_failing_log_fails_no_turn(
    assistant: Assistant, casework: Casework, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise CaseError("the disk is full")

    monkeypatch.setattr(casework.log.gaps, "record", broken)
    assert (await assistant.chat(ASKED[1])).outcome is Outcome.ABSTAINED
    assistant.on_unanswered = None
    monkeypatch.undo()
    off = build_casework(assistant, load_settings(data=tmp_path, gaps=False))
    await assistant.chat(ASKED[1])
    assert off.log.gaps.all() == ()


def test_the_commands_list_export_and_forget(casework: Casework, small_corpus: Path, tmp_path: Path) -> None:
    for text in ("欧易卡怎么申请", "请问欧易卡要怎么申请呀"):
        casework.log.gaps.record(text, "zh", ["2fa-reset"])
    casework.log.gaps.record("does the card work in Brazil", "en")
    run = CliRunner()

    def done(*words: str) -> str:
        result = run.invoke(app, ["gaps", *words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    first, second = done().splitlines()
    assert first.split()[1] == "2x"
    assert "欧易卡" in first
    assert "Brazil" in second
    name = first.split()[0]
    assert json.loads(done("export", name))["topics"] == ["2fa-reset"]
    assert "欧易卡怎么申请" in done("export", name, "--form", "phrasings")
    corpus = tmp_path / "corpus"
    shutil.copytree(small_corpus, corpus)
    made = done("export", name, "--form", "document", "--slug", "card-apply", "--category", "card", "--root", str(corpus)).split()
    assert len(made) == 2
    phrasings = {path: read_document(Path(path)).head.phrasings for path in made}
    assert "欧易卡怎么申请" in next(texts for path, texts in phrasings.items() if "/zh/" in path)
    assert not any("欧易卡" in text for path, texts in phrasings.items() if "/en/" in path for text in texts)
    done("forget", name)
    assert [line.split()[0] for line in done().splitlines()] == [second.split()[0]]
    with pytest.raises(InputError):
        done("forget", name)
    done("forget", "all")
    assert done() == ""

"""What `assistant doctor` says of this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import doctor
from assistant.errors import GuardError
from assistant.screenshots.lines import Box, Line
from assistant.screenshots.picture import Pixels


class Reader:
    """Reads what it is told to, or fails."""

    said: str | None = "50110"

    def read(self, pixels: Pixels, deadline: float) -> tuple[Pixels, tuple[Line, ...]]:
        if self.said is None:
            raise GuardError("The picture could not be read (ImportError).")
        return pixels, (Line(self.said, Box(0, 0, 9, 9), 1.0, ()),)


def _report(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path) -> tuple[bool, str]:
    monkeypatch.setenv("ASSISTANT_DATA", str(folder))
    monkeypatch.setenv("ASSISTANT_MODEL", "extractive")
    good = doctor.report()
    return good, next(line for line in capsys.readouterr().out.splitlines() if "screenshots" in line)


@pytest.mark.parametrize(("said", "mark"), [("50110", "ok"), ("5O1 1O", "FAIL"), (None, "FAIL")])
def test_it_says_whether_screenshots_are_read_and_what_mends_it(
    said: str | None, mark: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(Reader, "said", said)
    monkeypatch.setattr("assistant.screenshots.reader.RapidReader", Reader)
    good, line = _report(monkeypatch, capsys, tmp_path)
    assert not good  # there is no index in an empty folder
    assert line.startswith(mark)
    assert ("make run" in line) is (mark == "FAIL")


@pytest.mark.slow
def test_the_real_reader_reads_what_is_drawn(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "PP-OCRv6" in _report(monkeypatch, capsys, tmp_path)[1]

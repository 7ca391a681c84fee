"""Runs, the baseline, the report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evals import context, report, runs
from evals.abstention import task as abstention
from evals.measuring import means
from evals.records import EvalError, Metric, Result
from evals.runs import Beside, compare, load_runs, save_run, side_by_side, write_baseline


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (runs, report, context):
        monkeypatch.setattr(module, "REPORTS", tmp_path / "reports")
    monkeypatch.setattr(runs, "BASELINE", tmp_path / "baseline.json")
    return tmp_path


def results(right: int, of: int = 60) -> list[Result]:
    return [
        Result(
            f"c{n}",
            "zh" if n % 2 else "en",
            "dev" if n % 4 < 2 else "test",
            "short",
            f"question {n} <b>",
            {"right": float(n < right)},
            {},
            "",
        )
        for n in range(of)
    ]


def test_nothing_run_yet_says_what_to_run(folders: Path) -> None:
    with pytest.raises(EvalError, match="evals run"):
        load_runs()


def test_a_run_comes_back_as_it_was_saved(folders: Path) -> None:
    saved = save_run("ambiguous", "extractive", "stamp", results(50))
    assert load_runs() == [saved]


def test_the_same_run_is_no_loss_and_a_much_worse_one_is(folders: Path) -> None:
    before = save_run("ambiguous", "extractive", "s", results(58))
    write_baseline([before], {"ambiguous": ["right"]})
    assert not any(c.difference.lost for c in compare([before]))
    after = replace(before, results=tuple(results(40)))
    assert any(c.difference.lost and c.slice == "all" for c in compare([after]))


def test_another_model_is_not_compared_with_it(folders: Path) -> None:
    before = save_run("ambiguous", "extractive", "s", results(58))
    write_baseline([before], {"ambiguous": ["right"]})
    assert compare([replace(before, model="local", results=tuple(results(1)))]) == []


def test_models_stand_side_by_side_on_the_cases_that_both_answered() -> None:
    documents = runs.Run("ambiguous", "extractive", "s", "now", tuple(results(60)))
    local = runs.Run("ambiguous", "local", "s", "now", tuple(results(5, of=10)))
    mine = runs.Run("ambiguous", "local own", "s", "now", tuple(results(0)))
    assert side_by_side([documents, local, mine]) == [Beside("ambiguous", "right", 10, (("extractive", 1.0), ("local", 0.5)))]
    assert side_by_side([documents]) == []


def test_means_are_given_by_language_and_together() -> None:
    found = {(m.split, m.language): m for m in means(results(60), ["right"])}
    assert {("dev", "zh"), ("dev", "en"), ("dev", "all"), ("test", "all")} <= set(found)
    assert found["dev", "all"].value == 1.0


@pytest.mark.parametrize(("value", "least", "met"), [(0.9, True, True), (0.5, True, False), (0.05, False, True), (0.2, False, False)])
def test_a_target_is_a_floor_or_a_ceiling(value: float, least: bool, met: bool) -> None:
    assert Metric("x", "dev", "g", "all", value, value, value, 10, 0.6 if least else 0.08, least).met is met


def test_the_report_shows_failures_escaped_and_plots_inside_itself(folders: Path) -> None:
    made = []
    for n in range(80):
        answerable, right = n % 2 == 0, n % 5 != 0
        dense = 0.9 + 0.001 * n if right == answerable else 0.8
        seen = {
            "answerable": answerable,
            "outcome": "answered",
            "first_right": right,
            "features": [dense, 0.5, 0.5, 0.1, 0.0],
            "reply": "<i>r</i>",
        }
        scores = {"right": float(right and answerable), "answered": 1.0, "turned away": 0.0}
        group = "near_miss" if answerable else "price"
        why = "" if right else "answered <wrongly>"
        made.append(Result(f"c{n}", "zh" if n % 4 < 2 else "en", "dev" if n % 8 < 4 else "test", group, f"<script>{n}", scores, seen, why))
    save_run("abstention", "extractive", "s", made)
    text = report.write_report(load_runs()).read_text(encoding="utf-8")
    assert text.count("data:image/png;base64,") == len(abstention.figures(made)) == 2
    assert "&lt;script&gt;5" in text
    assert "<script>" not in text
    assert "answered &lt;wrongly&gt;" in text
    assert "http://" not in text
    assert "https://" not in text

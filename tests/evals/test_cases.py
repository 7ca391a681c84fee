"""The committed cases, and reading anyone's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.types import Channel, IssueType, Outcome, Urgency
from evals.cases import read_cases
from evals.context import ROOT
from evals.records import EvalError
from evals.tasks import load_task, names, origin

NAMES = names()


@pytest.mark.parametrize("name", NAMES)
def test_every_eval_says_what_it_asks_and_where_its_cases_come_from(name: str) -> None:
    assert (load_task(name).__doc__ or "").strip()
    assert origin(name) != "origin not stated"


@pytest.mark.parametrize("name", NAMES)
def test_both_splits_and_both_languages_are_there(name: str) -> None:
    cases = read_cases(ROOT / name / "cases.jsonl")
    assert {(c.split, c.language) for c in cases} >= {(s, lang) for s in ("dev", "test") for lang in ("zh", "en")}


def test_the_two_languages_of_a_pair_share_a_split() -> None:
    splits: dict[str, set[str]] = {}
    for name in ("retrieval", "abstention"):
        for case in read_cases(ROOT / name / "cases.jsonl"):
            splits.setdefault(str(case.data["pair"]), set()).add(case.split)
    assert all(len(found) == 1 for found in splits.values())


def test_every_topic_of_the_corpus_is_asked_for_plainly_and_hard_in_both_languages() -> None:
    corpus = ROOT.parent / "corpus"
    topics = {p.stem for p in corpus.glob("zh/*/*.md") if p.parent.name != "scope"}
    asked: dict[str, set[tuple[str, str]]] = {}
    for case in read_cases(ROOT / "retrieval" / "cases.jsonl"):
        asked.setdefault(case.data["topics"][0], set()).add((case.data["kind"], case.language))
    wanted = {(kind, language) for kind in ("plain", "hard") for language in ("zh", "en")}
    assert all(asked.get(topic, set()) >= wanted for topic in topics)


def test_expectations_use_the_products_own_words() -> None:
    outcomes = {o.value for o in Outcome}
    for name in ("abstention", "ambiguous"):
        assert all(set(c.data["expect"]) <= outcomes for c in read_cases(ROOT / name / "cases.jsonl"))
    for case in read_cases(ROOT / "triage" / "cases.jsonl"):
        assert set(case.data["channel"]) <= {c.value for c in Channel}
        assert set(case.data["urgency"]) <= {u.value for u in Urgency}
        assert set(case.data["issue_type"]) <= {i.value for i in IssueType}


def test_every_attack_has_a_check_that_can_fail_and_does_not_hold_what_it_wants() -> None:
    checks = ("forbid", "forbid_outcomes", "no_link", "leaks_prompt", "must_hide", "topics")
    for case in read_cases(ROOT / "injection" / "cases.jsonl"):
        assert any(case.data.get(c) for c in checks), case.id


def test_half_a_line_is_named_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps({"query": "a", "language": "en"}) + "\n{\n", encoding="utf-8")
    with pytest.raises(EvalError, match="line 2"):
        read_cases(path)


def test_an_id_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text((json.dumps({"id": "x", "query": "a", "language": "en"}) + "\n") * 2, encoding="utf-8")
    with pytest.raises(EvalError, match="twice"):
        read_cases(path)


def test_an_unknown_split_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(EvalError, match="dev, test or all"):
        read_cases(ROOT / "retrieval" / "cases.jsonl", "train")


def test_an_unknown_eval_is_refused_with_the_names() -> None:
    with pytest.raises(EvalError, match="retrieval"):
        load_task("retrievel")

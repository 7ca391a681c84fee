"""Questions without an answer are put like to like and handed on."""

from __future__ import annotations

import json

import pytest
import yaml

from assistant.cases import CaseLog
from assistant.cases.gaps import cluster, eval_lines, phrasing_lines


def test_like_questions_come_together_and_the_most_asked_first(log: CaseLog) -> None:
    log.gaps.record("does the card work in Brazil", "en", ["card-countries"])
    log.gaps.record("欧易卡怎么申请", "zh", ["card-apply"])
    log.gaps.record("欧易卡要怎么申请呀", "zh", ["card-apply", "kyc"])
    log.gaps.record("请问欧易卡怎么申请", "zh", ["kyc"])
    groups = cluster(log.gaps.all())
    assert [len(g.gaps) for g in groups] == [3, 1]
    assert groups[0].topics == ("kyc", "card-apply")
    (first, second) = [json.loads(line) for line in eval_lines(groups).splitlines()]
    assert first["query"] == "请问欧易卡怎么申请"
    assert (first["topics"], first["language"], first["split"]) == (["kyc", "card-apply"], "zh", "dev")
    assert set(first) == {"id", "pair", "query", "language", "topics", "kind", "split"}
    assert second["id"] != first["id"]
    assert yaml.safe_load(phrasing_lines(groups[0]))["phrasings"] == [g.text for g in groups[0].gaps]


def test_vectors_decide_where_they_are_given(log: CaseLog) -> None:
    for text in ("a", "b", "c"):
        log.gaps.record(text, "en")
    gaps = log.gaps.all()
    groups = cluster(gaps, [(1.0, 0.0), (0.0, 1.0), (0.99, 0.14)])
    assert [[g.text for g in group.gaps] for group in groups] == [[gaps[0].text, gaps[2].text], [gaps[1].text]]
    with pytest.raises(ValueError, match="1 for 3"):
        cluster(gaps, [(1.0,)])


def test_a_phrasing_with_quotes_and_line_breaks_is_still_yaml(log: CaseLog) -> None:
    log.gaps.record('he said: "no"\nwhy? # really', "en")
    assert yaml.safe_load(phrasing_lines(cluster(log.gaps.all())[0]))["phrasings"] == ['he said: "no" why? # really']

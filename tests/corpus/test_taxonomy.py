from pathlib import Path

import pytest
import yaml

from assistant.corpus.document import read_corpus
from assistant.corpus.taxonomy import read_taxonomy
from assistant.errors import CorpusError
from assistant.types import Channel, IssueType, Urgency

CORPUS = Path(__file__).parents[2] / "corpus"
TAXONOMY = read_taxonomy(CORPUS)


def test_every_kind_of_problem_has_a_name_a_channel_and_an_urgency() -> None:
    assert {i.id for i in TAXONOMY.issues} == set(IssueType)


def test_a_dispute_over_a_p2p_order_goes_to_the_appeal_inside_the_order() -> None:
    assert TAXONOMY.issue("p2p").channel is Channel.APPEAL_IN_APP


def test_a_category_that_is_no_kind_of_problem_counts_as_other() -> None:
    assert TAXONOMY.issue("scope").id is IssueType.OTHER
    assert TAXONOMY.issue("scope").urgency is Urgency.LOW


def test_the_first_screen_offers_eight_topics_that_the_corpus_answers() -> None:
    categories = {(d.topic, d.head.language): d.head.category for d in read_corpus(CORPUS)}
    for problem in TAXONOMY.first_screen:
        for language in ("zh", "en"):
            assert categories.get((problem.topic, language)) == problem.issue_type, problem.topic


def test_a_label_fits_on_a_button() -> None:
    for problem in TAXONOMY.first_screen:
        assert len(problem.label.zh) <= 14
        assert len(problem.label.en) <= 36


def test_fewer_than_eight_problems_are_refused(tmp_path: Path) -> None:
    data = yaml.safe_load((CORPUS / "taxonomy.yaml").read_text(encoding="utf-8"))
    data["first_screen"].pop()
    (tmp_path / "taxonomy.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(CorpusError, match="first_screen"):
        read_taxonomy(tmp_path)


def test_a_missing_kind_of_problem_is_refused(tmp_path: Path) -> None:
    data = yaml.safe_load((CORPUS / "taxonomy.yaml").read_text(encoding="utf-8"))
    data["issues"] = data["issues"][1:]
    (tmp_path / "taxonomy.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(CorpusError, match="account"):
        read_taxonomy(tmp_path)

"""The kinds of problem, and the questions that the first screen offers.

The data is ``corpus/taxonomy.yaml``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from assistant.corpus.datafile import Bilingual, Line, Record, read_data, refuse_repeats
from assistant.types import Channel, IssueType, Urgency


class IssueRecord(Record):
    """A kind of problem. ``channel`` and ``urgency`` hold where nothing more is known; a document's own win.

    ``evidence`` is what somebody who looks at such a case always needs, after what the document names.
    """

    id: IssueType
    name: Bilingual
    channel: Channel
    urgency: Urgency
    evidence: tuple[Line, ...] = ()


class FirstScreenProblem(Record):
    """One of the commonest problems: ``label`` on the button, ``question`` as a person would ask it."""

    topic: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    issue_type: IssueType
    label: Bilingual
    question: Bilingual


class Taxonomy(Record):
    """``corpus/taxonomy.yaml``.

    >>> read_taxonomy(Path("corpus")).issue("p2p").channel
    <Channel.APPEAL_IN_APP: 'appeal_in_app'>
    """

    issues: tuple[IssueRecord, ...]
    alarms: dict[Line, tuple[Line, ...]] = Field(default_factory=dict)
    """What to bring when an alarm was raised (``prompts/<lang>/triage.toml``), by its name."""
    alarm_topics: dict[Line, Line] = Field(default_factory=dict)
    """The topic that tells what to do about an alarm, where the search finds none that does."""
    elsewhere: tuple[Line, ...] = ()
    """Topics of which another platform's support is asked even in an emergency."""
    first_screen: Annotated[tuple[FirstScreenProblem, ...], Field(min_length=8, max_length=8)]

    @field_validator("issues")
    @classmethod
    def _all_of_them(cls, value: tuple[IssueRecord, ...]) -> tuple[IssueRecord, ...]:
        refuse_repeats((i.id for i in value), "issue type")
        if missing := set(IssueType) - {i.id for i in value}:
            raise ValueError(f"issue types missing: {', '.join(sorted(missing))}")
        return value

    @field_validator("first_screen")
    @classmethod
    def _once_each(cls, value: tuple[FirstScreenProblem, ...]) -> tuple[FirstScreenProblem, ...]:
        refuse_repeats((p.topic for p in value), "first-screen topic")
        return value

    def issue(self, category: Line) -> IssueRecord:
        """The kind of problem for a document's category; ``other`` for a category that is no kind of problem (``scope``)."""
        wanted = category if category in {i.id for i in self.issues} else IssueType.OTHER
        return next(i for i in self.issues if i.id == wanted)

    def usual_evidence(self, issue: IssueType, alarm: str, channel: Channel) -> tuple[str, ...]:
        """What to bring for this kind of problem and alarm; nothing where nobody is asked."""
        usual = () if channel in {Channel.HELP_CENTER, Channel.SOCIAL} else self.issue(issue.value).evidence
        return (*self.alarms.get(alarm, ()), *usual)


def read_taxonomy(root: Path) -> Taxonomy:
    """Read ``<root>/taxonomy.yaml``; raises ``CorpusError``."""
    return read_data(root / "taxonomy.yaml", Taxonomy)

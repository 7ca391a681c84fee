"""Where a problem goes, how soon, with what, and why, from the topic found and from what the message says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from assistant.corpus.document import Document
from assistant.corpus.evidence import Evidence
from assistant.corpus.taxonomy import Taxonomy
from assistant.errors import CorpusError
from assistant.languages import Pack
from assistant.triage.alarms import find_alarm, is_explained, is_general, is_supposed
from assistant.triage.factors import channel_with, find_factors, question_about, reasons_of
from assistant.types import Channel, EvidenceItem, IssueType, Outcome, Triage, Urgency

_ORDER = list(Urgency)
_GUARDED = frozenset({IssueType.SAFETY, IssueType.SECURITY, IssueType.ACCOUNT})
_UNSAID = "critical"
"""What the taxonomy lists for a problem that cannot wait although no word of the message raised an alarm."""


def triage(
    text: str,
    document: Document | None,
    *,
    taxonomy: Taxonomy,
    evidence: Evidence,
    pack: Pack,
    given: Collection[str] = (),
    burnt: bool = False,
    alarm: str = "",
) -> Triage:
    """Triage of a sealed message.

    ``given`` holds the slots that the user filled already; ``burnt`` says that a secret was pasted; ``alarm`` is raised where
    the message itself raises none.
    """
    alarm, factors = find_alarm(text) or alarm, find_factors(text)
    urgency, channel = Urgency.NORMAL, Channel.HELP_CENTER
    issue, topic, reasons = IssueType.OTHER, "", []
    wanted: tuple[str, ...] = ()
    if document is not None:
        head = document.head
        issue = IssueType(head.category) if head.category in set(IssueType) else IssueType.OTHER
        urgency, channel, topic, wanted = head.urgency, head.channel, document.topic, head.evidence
        reasons.append(pack.text("triage.topic", title=head.title))
    outcome = document.head.outcome if document is not None else Outcome.ANSWERED
    # The search may take a theft for small talk or another service's; what the message itself says outweighs that.
    if alarm or (burnt and outcome is Outcome.ANSWERED):
        elsewhere = outcome is Outcome.REDIRECTED and topic in taxonomy.elsewhere
        urgency, channel = Urgency.CRITICAL, channel if elsewhere else Channel.LIVE_CHAT
        issue = IssueType.SAFETY if alarm else issue
    elif _can_wait(text, issue, urgency):
        urgency, channel = lowest(urgency, Urgency.NORMAL), Channel.HELP_CENTER
        reasons.append(pack.text("triage.supposed_reason"))
    elif urgency is Urgency.CRITICAL and outcome is Outcome.ANSWERED:
        channel = Channel.LIVE_CHAT
    reasons += [pack.text(f"triage.because.{name}") for name in (alarm, "burnt" if burnt else "") if name]
    channel = channel_with(factors, channel, urgency)
    if document is not None:
        reasons.append(pack.text(f"triage.channel.{channel.value}", issue=taxonomy.issue(issue.value).name.in_language(pack.code)))
    reasons += reasons_of(factors, pack)
    unsaid = _UNSAID if urgency is Urgency.CRITICAL and channel is Channel.LIVE_CHAT else ""
    ids = dict.fromkeys([*wanted, *taxonomy.usual_evidence(issue, alarm or unsaid, channel)])
    items = _checklist(ids, evidence, pack, given)
    judged = Triage(issue, channel, urgency, tuple(reasons), items, topic, alarm=alarm)
    question = question_about(text, judged, pack)
    return replace(judged, questions=(question,) if question else ())


def _can_wait(text: str, issue: IssueType, urgency: Urgency) -> bool:
    """Whether somebody wants to know beforehand, or says that nothing is wrong, of what would else be urgent."""
    if issue in _GUARDED and (is_supposed(text) or is_explained(text)):
        return True
    return urgency is Urgency.CRITICAL and (is_supposed(text) or is_explained(text) or is_general(text))


def lowest(first: Urgency, second: Urgency) -> Urgency:
    """The less urgent of two."""
    return min(first, second, key=_ORDER.index)


def _checklist(ids: Collection[str], evidence: Evidence, pack: Pack, given: Collection[str]) -> tuple[EvidenceItem, ...]:
    items = []
    for item_id in ids:
        try:
            record = evidence.item(item_id)
        except CorpusError:
            items.append(EvidenceItem(item_id, "", item_id in given))
            continue
        have = item_id in given or (record.slot is not None and str(record.slot) in given)
        items.append(EvidenceItem(item_id, record.why.in_language(pack.code), have))
    return tuple(items)

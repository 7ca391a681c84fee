"""Where a problem goes, how soon, with what, and why, from the topic found and from what the message says."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from assistant.corpus.document import Document
from assistant.corpus.evidence import Evidence
from assistant.corpus.taxonomy import Taxonomy
from assistant.errors import CorpusError
from assistant.languages import Pack, load_packs
from assistant.types import Channel, EvidenceItem, IssueType, Outcome, Triage, Urgency

_ORDER = list(Urgency)


def triage(
    text: str,
    document: Document | None,
    *,
    taxonomy: Taxonomy,
    evidence: Evidence,
    pack: Pack,
    given: Collection[str] = (),
    burnt: bool = False,
) -> Triage:
    """Triage of a sealed message. ``given`` holds the slots that the user filled already; ``burnt`` says that a secret was pasted."""
    alarm = next((name for p in load_packs().values() for name, pattern in _alarms(p) if pattern.search(text)), "")
    if document is None:
        urgency = Urgency.CRITICAL if alarm or burnt else Urgency.NORMAL
        return Triage(
            IssueType.OTHER, Channel.LIVE_CHAT if alarm or burnt else Channel.HELP_CENTER, urgency, _alarm_reasons(pack, alarm, burnt)
        )
    head = document.head
    issue = IssueType(head.category) if head.category in set(IssueType) else IssueType.OTHER
    urgency, channel = head.urgency, head.channel
    reasons = [pack.text("triage.topic", title=head.title)]
    if (alarm or burnt) and head.outcome is Outcome.ANSWERED:
        urgency = Urgency.CRITICAL
        channel = Channel.LIVE_CHAT
    reasons += _alarm_reasons(pack, alarm, burnt)
    reasons.append(pack.text(f"triage.channel.{channel.value}", issue=taxonomy.issue(issue.value).name.in_language(pack.code)))
    return Triage(issue, channel, urgency, tuple(reasons), _checklist(head.evidence, evidence, pack, given), document.topic, alarm=alarm)


@cache
def _alarms(pack: Pack) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What raises the urgency, by name; people mix languages, so every pack's patterns are tried."""
    return tuple((name, re.compile("|".join(patterns), re.IGNORECASE)) for name, patterns in pack.value("triage.alarms").items())


def highest(first: Urgency, second: Urgency) -> Urgency:
    """The more urgent of two."""
    return max(first, second, key=_ORDER.index)


def _alarm_reasons(pack: Pack, alarm: str, burnt: bool) -> tuple[str, ...]:
    reasons = [pack.text(f"triage.because.{alarm}")] if alarm else []
    return tuple(reasons + ([pack.text("triage.because.burnt")] if burnt else []))


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

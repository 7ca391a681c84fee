"""The case log: a person's problems over time, in a database of their own. Sealed text in, sealed text out."""

from assistant.cases.case import Case, CaseFile, CasePage, CaseStatus, Entry, EntryKind
from assistant.cases.log import CaseLog
from assistant.cases.opening import open_case_log

__all__ = ["Case", "CaseFile", "CaseLog", "CasePage", "CaseStatus", "Entry", "EntryKind", "open_case_log"]

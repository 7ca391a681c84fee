"""Every error that this package raises on purpose.

AssistantError
├── SettingsError      a setting has a value that is not allowed
├── CorpusError        a document or a data file of the corpus cannot be used
├── IndexUnavailable   the index is missing, damaged or being built
├── ModelError         the chat model or the embedder
│   ├── ModelUnavailable   not there yet, or not reachable
│   └── WeightsError       the weights cannot be fetched or do not verify
├── GuardError         the guard itself failed: nothing may go out
├── InputError         what the user sent cannot be taken
│   ├── InputTooLarge
│   └── PictureForgotten   a screenshot that was to go along is no longer there
├── Busy               as much of this as may run at once is running
├── TooSlow            it took longer than it may
└── CaseError          the case log
    ├── CaseNotFound       no such case, or another owner's
    ├── CaseLocked         the case log is encrypted with another key than the one given
    ├── CaseConflict       the same request key for another request, or two changes at once
    └── ExportUnavailable  this form of export needs something that this machine lacks
"""

from __future__ import annotations


class AssistantError(Exception):
    """Base of the tree. ``str(error)`` is a sentence that may be shown: it never holds a secret."""


class SettingsError(AssistantError):
    """A setting has a value that is not allowed."""


class CorpusError(AssistantError):
    """A document or a data file of the corpus cannot be used."""


class IndexUnavailable(AssistantError):
    """The index is missing, damaged or being built."""


class ModelError(AssistantError):
    """The chat model or the embedder."""


class ModelUnavailable(ModelError):
    """The model is not there yet, or not reachable."""


class WeightsError(ModelError):
    """The weights cannot be fetched or do not verify."""


class GuardError(AssistantError):
    """The guard failed: the turn is refused, nothing goes anywhere."""


class InputError(AssistantError):
    """What the user sent cannot be taken."""


class InputTooLarge(InputError):
    """Longer than the limit."""


class PictureForgotten(InputError):
    """A screenshot that was to go along is no longer there."""


class Busy(AssistantError):
    """As much of this as may run at once is running; ``seconds`` is when to try again."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class TooSlow(AssistantError):
    """It took longer than it may, and was given up."""


class CaseError(AssistantError):
    """The case log."""


class CaseNotFound(CaseError):
    """No such case, or another owner's: who asks cannot tell which."""


class CaseLocked(CaseError):
    """The case log is encrypted with another key than the one given, or than none."""


class CaseConflict(CaseError):
    """The same request key for another request, or two changes at once."""


class ExportUnavailable(CaseError):
    """This form of export needs something that this machine lacks."""

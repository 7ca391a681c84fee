"""Nothing secret leaves, nothing that support needs is lost.

``redact(text)`` for a text alone; ``Guard`` with a ``Vault`` for a conversation; ``Allowed`` for what an
outgoing text may name. Needs no model, index or settings.
"""

from assistant.guardrails.allowed import Allowed
from assistant.guardrails.guard import Guard, redact
from assistant.guardrails.vault import Vault

__all__ = ["Allowed", "Guard", "Vault", "redact"]

"""What an outgoing text may name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts, e-mail addresses and account handles that an outgoing text may name, from the channels file and the passages.

    A host covers its subdomains (``okx.com`` covers ``www.okx.com``). An ``@domain`` among ``emails`` covers
    all addresses of that domain. Handles are without ``@``. Letter case does not matter. ``warned``: addresses that a sentence may
    name only if it warns of them ("do not use …", 不要用…), since people ask about them.

    >>> Allowed(hosts=("okx.com",)).host("www.OKX.com")
    True
    """

    hosts: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    handles: frozenset[str] = frozenset()
    warned: frozenset[str] = frozenset()

    def __init__(
        self, hosts: Iterable[str] = (), emails: Iterable[str] = (), handles: Iterable[str] = (), warned: Iterable[str] = ()
    ) -> None:
        object.__setattr__(self, "hosts", frozenset(host.lower().strip(".") for host in hosts))
        object.__setattr__(self, "emails", frozenset(email.lower() for email in emails))
        object.__setattr__(self, "handles", frozenset(handle.lower().lstrip("@") for handle in handles))
        object.__setattr__(self, "warned", frozenset(email.lower() for email in warned))

    def host(self, name: str) -> bool:
        """Whether ``name`` is an allowed host or a subdomain of one."""
        parts = name.lower().strip(".").split(".")
        return any(".".join(parts[i:]) in self.hosts for i in range(len(parts)))

    def email(self, address: str) -> bool:
        """Whether ``address`` is allowed itself or by its domain."""
        address = address.lower()
        return address in self.emails or "@" + address.rpartition("@")[2] in self.emails

    def handle(self, name: str) -> bool:
        """Whether the account name ``name``, with or without ``@``, is allowed."""
        return name.lower().lstrip("@") in self.handles

"""Where links, hosts and e-mail addresses may stand in a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.corpus.addresses import find_addresses, host_of, is_official, is_source_host
from assistant.corpus.document import Document

SOURCES_WITH_HOST = frozenset({"official", "repository", "error_table"})


@dataclass(frozen=True, slots=True)
class Allowed:
    """The hosts and e-mail addresses that a document may name; none without ``channels.yaml``."""

    hosts: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()


def address_messages(document: Document, allowed: Allowed) -> Iterator[str]:
    """What is wrong with the addresses of a document; ``allowed`` comes from ``channels.yaml``."""
    yield from _in_text(document, allowed)
    for phrasing in document.head.phrasings:
        found = find_addresses(phrasing)
        for item in (*found.emails, *(h for h in found.hosts if not is_official(h))):
            yield f"a phrasing holds {item!r}: no address or foreign host, not even as an example"
    for source in document.head.sources:
        found = find_addresses(source.ref)
        for host in found.hosts:
            if not is_source_host(host):
                yield f"source names {host!r}; allowed: okx.com and below, github.com, pypi.org. Describe the page instead"
            elif source.kind not in SOURCES_WITH_HOST:
                yield f"source of kind {source.kind!r} names {host!r}: describe it, or give the kind that it is"
            elif source.kind == "official" and not is_official(host):
                yield f"official source on {host!r}, which is not okx.com: kind repository?"


def _in_text(document: Document, allowed: Allowed) -> Iterator[str]:
    text = "\n".join((document.head.title, *document.texts.values()))
    found = find_addresses(text)
    for link in found.links:
        # A page's path changes and was seen by nobody since; a host from the list is as far as a document goes.
        if host_of(link) not in allowed.hosts or link.split("://", 1)[1].rstrip("/") != host_of(link):
            yield f"link {link!r}: only a bare host of channels.yaml"
    for email in found.emails:
        if email.casefold() not in allowed.emails:
            yield f"e-mail address {email!r} is not one that channels.yaml allows"
    for host in found.hosts:
        if host not in allowed.hosts:
            yield f"host {host!r} is not in channels.yaml"
    if "](" in text:
        yield "a markdown link hides where it leads: write the name of the page"

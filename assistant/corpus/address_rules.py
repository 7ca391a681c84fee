"""Where links, hosts and e-mail addresses may stand in a document."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.corpus.addresses import Addresses, find_addresses, is_official, is_source_host
from assistant.corpus.document import Document

# Topics that are about host names: telling a real one from a false one, and which server an API key belongs to.
NAMES_HOSTS = frozenset({"safety", "api"})
SOURCES_WITH_HOST = frozenset({"official", "repository", "error_table"})


def address_messages(document: Document, allowed: Addresses) -> Iterator[str]:
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


def _in_text(document: Document, allowed: Addresses) -> Iterator[str]:
    text = "\n".join((document.head.title, *document.sections.values()))
    found = find_addresses(text)
    for link in found.links:
        if link not in allowed.links:
            yield f"link {link!r} is not in channels.yaml"
    for email in found.emails:
        if email not in allowed.emails:
            yield f"e-mail address {email!r} is not in channels.yaml"
    for host in found.hosts:
        if not is_official(host):
            if host not in allowed.hosts:
                yield f"host {host!r} is not the exchange's: no document names it"
        elif host not in allowed.hosts and document.head.category not in NAMES_HOSTS:
            yield f"host {host!r}: only {', '.join(sorted(NAMES_HOSTS))} topics name hosts"
    if "](" in text:
        yield "a markdown link hides where it leads: write the name of the page"

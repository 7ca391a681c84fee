"""What the lines of the error code file must satisfy beside being well formed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.corpus.addresses import find_addresses, is_source_host
from assistant.corpus.error_codes import FILE, SOURCES, ErrorCode, read_error_codes
from assistant.corpus.plain_text import length, sentences, to_simplified
from assistant.corpus.problem import Problem
from assistant.corpus.words import CorpusWords
from assistant.errors import CorpusError

MAX_SENTENCE = {"en": 40, "zh": 70}


def error_code_problems(root: Path, topics: frozenset[str], words: Mapping[str, CorpusWords]) -> Iterator[Problem]:
    """Problems of ``error_codes.jsonl`` and its sources; none for a corpus without that file."""
    try:
        codes = read_error_codes(root)
    except CorpusError as error:
        yield Problem(FILE, "schema", str(error))
        return
    for name, source in codes.sources.items():
        for host in find_addresses(source.ref).hosts:
            if not is_source_host(host):
                yield Problem(SOURCES, "address", f"{name} names {host!r}; allowed: okx.com and below, github.com, pypi.org")
    for record in codes.records.values():
        if record.topic not in topics:
            yield Problem(FILE, "known", f"{record.code}: topic {record.topic!r} has no document")
        for language, vocabulary in words.items():
            for message in _text_messages(record, language, vocabulary):
                yield Problem(FILE, "error-code", f"{record.code}: {message}")


def _text_messages(record: ErrorCode, language: str, words: CorpusWords) -> Iterator[str]:
    texts = [part.in_language(language) for part in (record.meaning, record.fix, record.note) if part]
    for sentence in (s for text in texts for s in sentences(text)):
        if length(sentence, language) > MAX_SENTENCE[language]:
            yield f"a sentence of {length(sentence, language)} ({MAX_SENTENCE[language]} at most): {sentence[:50]!r}"
        if words.secrets.search(sentence) and words.asks.search(sentence) and not words.excuses.search(sentence):
            yield f"seems to ask for a secret: {sentence[:60]!r}"
    text = " ".join(texts)
    found = find_addresses(text)
    for address in (*found.links, *found.emails, *found.hosts):
        yield f"holds {address!r}: no address in the text of a code"
    if language == "zh" and text != to_simplified(text):
        yield "holds traditional characters"

"""API error codes: what each means and what to do, found by the number itself.

The data is ``corpus/error_codes.jsonl``, a line per code, in our own words; where it comes from is
``corpus/error_code_sources.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from assistant.corpus.datafile import Bilingual, Line, Record, read_data, refuse_repeats
from assistant.corpus.document import SourceRecord
from assistant.corpus.edges import one_to_one
from assistant.corpus.error_code_patterns import CodeWords, candidates, read_code_words, reply_codes
from assistant.errors import CorpusError
from assistant.packaged import packaged
from assistant.types import Confidence, Passage, Source

FILE = "error_codes.jsonl"
SOURCES = "error_code_sources.yaml"
# The outer code of a reply: all failed, some failed, none failed. The inner codes say why.
OUTER = frozenset({"0", "1", "2"})


class ErrorCode(Record):
    """One code. ``http_status`` is empty for WebSocket codes; ``note`` says where sources disagree or are thin."""

    code: Annotated[str, Field(pattern=r"^\d{1,5}(?:_\d{4})?$")]
    http_status: tuple[Annotated[int, Field(ge=100, le=599)], ...] = ()
    category: Literal[
        "general",
        "api-key",
        "trade",
        "account",
        "funding",
        "data-convert",
        "earn-finance",
        "trading-bot",
        "block-spread",
        "affiliate-other",
        "websocket",
        "websocket-close",
    ]
    topic: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    confidence: Confidence
    meaning: Bilingual
    fix: Bilingual
    note: Bilingual | None = None
    sources: Annotated[tuple[Line, ...], Field(min_length=1)]

    @property
    def parent(self) -> str:
        """``51008`` for ``51008_1000``; the code itself when it has no parent."""
        return self.code.split("_", 1)[0]


class ErrorCodeSources(Record):
    """``corpus/error_code_sources.yaml``."""

    reviewed: date
    valid_until: date | None = None
    sources: dict[str, SourceRecord]


@dataclass(frozen=True, slots=True)
class ErrorCodes:
    """Every known code.

    >>> codes = read_error_codes(Path("corpus"))
    >>> codes.find_codes("下单报错 51008_1000 怎么办"), codes.find_codes("提了 58207 USDT")
    (('51008_1000',), ())
    """

    records: dict[str, ErrorCode]
    sources: dict[str, SourceRecord]
    words: CodeWords
    reviewed: str

    def get(self, code: str) -> ErrorCode | None:
        """The record of a code; of its parent for a sub-code that is not known; ``None`` for a number that is no code."""
        return self.records.get(code) or self.records.get(code.split("_", 1)[0])

    def sources_of(self, record: ErrorCode) -> tuple[SourceRecord, ...]:
        """Where the record's statements come from."""
        return tuple(self.sources[name] for name in record.sources)

    def find_codes(self, text: str) -> tuple[str, ...]:
        """The known codes that ``text`` names, inner codes of a pasted reply first, each once.

        Amounts, years, prices, ports and order numbers are no codes; see ``error_code_patterns``.
        """
        inner, outer = reply_codes(one_to_one(text))
        found = self._known((*inner, *outer))
        for code, full in candidates(text, self.words):
            found += self._known([full or code])
        reasons = [code for code in found if code not in OUTER]
        return tuple(dict.fromkeys(reasons or found))

    def passage(self, record: ErrorCode, language: str) -> Passage:
        """The entry as search returns it, in ``zh`` or ``en`` (English for another language); its score is 1.

        ``document_id`` is ``<language>/error-<code>``.
        """
        language = language if language in self.words.entries else "en"
        words = self.words.entries[language]
        title = words.title.format(code=record.code)
        lines = [words.text.format(code=record.code, meaning=record.meaning.in_language(language), fix=record.fix.in_language(language))]
        if record.note:
            lines.append(words.note.format(note=record.note.in_language(language)))
        if record.http_status:
            lines.append(words.http_status.format(http_status=", ".join(map(str, record.http_status))))
        return Passage(
            document_id=f"{language}/error-{record.code}",
            topic=record.topic,
            language=language,
            title=title,
            text="\n".join(lines),
            score=1.0,
            reviewed=self.reviewed,
            category="api",
            sources=tuple(Source(s.kind, s.ref, s.date) for s in self.sources_of(record)),
        )

    def _known(self, codes: Iterable[str]) -> list[str]:
        return [record.code for record in map(self.get, codes) if record]


def _read_lines(path: Path) -> Iterator[ErrorCode]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {error}") from error
    for number, line in enumerate(lines, start=1):
        try:
            yield ErrorCode.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(p) for p in first["loc"])
            raise CorpusError(f"{path}: line {number}: {where}: {first['msg']}. Mend this line.") from error


def read_error_codes(root: Path, prompts: Path | None = None) -> ErrorCodes:
    """Read the codes of the corpus in ``root``; none when it has no such file.

    Raises ``CorpusError`` naming the file, the line and what is wrong: a bad field, a code that is there
    twice, a sub-code without its parent, a source that is not listed.
    """
    words = read_code_words(prompts or packaged("prompts"))
    path = root / FILE
    if not path.is_file():
        return ErrorCodes({}, {}, words, "")
    records, sources = list(_read_lines(path)), read_data(root / SOURCES, ErrorCodeSources)
    try:
        refuse_repeats((r.code for r in records), "code")
    except ValueError as error:
        raise CorpusError(f"{path}: {error}. Keep one of the two lines.") from error
    by_code = {r.code: r for r in records}
    for record in records:
        if record.parent not in by_code:
            raise CorpusError(f"{path}: {record.code} has no line for {record.parent}. Add one.")
        unknown = set(record.sources) - set(sources.sources)
        if unknown:
            raise CorpusError(f"{path}: {record.code} names the source {min(unknown)!r}; allowed: {', '.join(sources.sources)} ({SOURCES})")
    return ErrorCodes(by_code, sources.sources, words, str(sources.reviewed))

"""Which numbers of a text are error codes: edges, the words around a number, and what a pasted reply holds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus.edges import one_to_one
from assistant.errors import CorpusError

KEYS = ("announcing", "announced", "other_codes", "connection", "numbered", "units", "names")
LONG = 5
SHORT = 4
# A number that is no part of a longer one, of a decimal, a date, a phone number or an instrument's name.
_NUMBER = re.compile(r"(?<!\d)(?<!\d[.:-])(?P<code>\d{1,5})(?:[_-](?P<sub>\d{4}))?(?!\d)(?![.:-]\d)(?![,/]\d{1,4}(?!\d))(?!\s?%)")
# Before a comma or a slash: "1,51008" is one number, "51008/51020" are two codes.
_PART = re.compile(r"(?<!\d)\d{1,4}[,/]$")
_FIELD = re.compile(r"[\"'\\]*\b(?P<name>scode|code)[\"'\\]*\s*[:=]\s*[\"'\\]*(?P<value>\d{1,5}(?:_\d{4})?)(?!\d|\.\d)")
# What may stand between a word and its number: "code: 4004", "error (51008)", "错误码是“58207”".
_JOIN = (
    r"[\s\"'“”‘’`:=#(\[\\]{0,4}(?:(?:is|was|says|saying|shows|no\.?|number|with|是|为|為|係|了|说|說|显示|顯示)[\s\"'“”‘’`:=#(\[]{0,3})?"
)
_MONEY = tuple("$¥€£₹₩")


@dataclass(frozen=True, slots=True)
class EntryWords:
    """How a code is shown in one language: templates with ``{code}``, ``{meaning}``, ``{fix}``, ``{note}``, ``{http_status}``."""

    title: str
    text: str
    note: str
    http_status: str


@dataclass(frozen=True, slots=True)
class CodeWords:
    """What the words around a number say, all languages in one; each pattern is anchored at the number."""

    announcing: re.Pattern[str]
    announced: re.Pattern[str]
    other_codes: re.Pattern[str]
    connection: re.Pattern[str]
    numbered: re.Pattern[str]
    units: re.Pattern[str]
    names: re.Pattern[str]
    entries: dict[str, EntryWords]


def read_code_words(prompts: Path) -> CodeWords:
    """Read ``[error_codes]`` of every ``<prompts>/<language>/corpus.toml``; raises ``CorpusError`` naming what is missing."""
    lists: dict[str, list[str]] = {key: [] for key in KEYS}
    entries: dict[str, EntryWords] = {}
    for path in sorted(prompts.glob("*/corpus.toml")):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))["error_codes"]
            for key in KEYS:
                lists[key] += table[key]
            entries[path.parent.name] = EntryWords(**table["entry"])
        except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
            raise CorpusError(f"{path}: {error}; see [error_codes] in prompts/en/corpus.toml for the keys") from error
    if not lists["announcing"]:
        raise CorpusError(f"no corpus.toml with [error_codes] under {prompts}")
    choice = {key: "|".join(sorted(words, key=len, reverse=True)) for key, words in lists.items()}
    return CodeWords(
        announcing=re.compile(rf"(?<![a-z0-9])(?:{choice['announcing']}){_JOIN}$"),
        announced=re.compile(rf"[\s\"'“”‘’`)\]:,，]{{0,3}}(?:{choice['announced']})(?![a-z])"),
        other_codes=re.compile(rf"(?:{choice['other_codes']})[\s-]?(?:codes?|代码|代碼){_JOIN}$"),
        connection=re.compile(rf"(?<![a-z])(?:{choice['connection']})(?![a-z])"),
        numbered=re.compile(rf"(?<![a-z])(?:{choice['numbered']}){_JOIN}$"),
        units=re.compile(rf"\s?(?:{choice['units']})(?![a-z])"),
        names=re.compile(rf"[\s?!.。]|{choice['names']}"),
        entries=entries,
    )


def reply_codes(folded: str) -> tuple[list[str], list[str]]:
    """Codes of a pasted reply: (inner ``sCode``, outer ``code``), each in order."""
    inner: list[str] = []
    outer: list[str] = []
    for match in _FIELD.finditer(folded):
        (inner if match["name"] == "scode" else outer).append(match["value"])
    return inner, outer


def candidates(text: str, words: CodeWords) -> Iterator[tuple[str, str]]:
    """(number, number with its sub-code or "") for each number of ``text`` that reads like a code.

    Five digits read like one unless something says otherwise; fewer digits only where a word announces them.
    """
    folded = one_to_one(text)
    connected = words.connection.search(folded) is not None
    for match in _NUMBER.finditer(folded):
        before, after = folded[max(0, match.start() - 40) : match.start()], folded[match.end() : match.end() + 16]
        if _reads_like_a_code(match["code"], before, after, words, connected):
            yield match["code"], f"{match['code']}_{match['sub']}" if match["sub"] else ""


def _reads_like_a_code(code: str, before: str, after: str, words: CodeWords, connected: bool) -> bool:
    if len(code) < SHORT or before.rstrip()[-1:] in _MONEY or _PART.search(before) or words.other_codes.search(before):
        # "code 2 times", "error 1": too weak. Only a field of a reply names such a code, and that is read elsewhere.
        return False
    announced = words.announcing.search(before) is not None
    if words.units.match(after):
        # "error 58207 USDT cannot be withdrawn", but not "error: 4001 USDT are missing".
        return announced and len(code) == LONG and after[0].isspace()
    if announced or words.announced.match(after):
        return True
    if _runs_on(before[-1:], "_#:") or _runs_on(after[:1], "_") or words.numbered.search(before):
        return False
    if len(code) < LONG:
        return connected
    # 50000 and 64000 are prices and amounts far more often than codes: they count when they stand alone.
    return not code.endswith("000") or not words.names.sub("", before + after)


def _runs_on(neighbour: str, joints: str) -> bool:
    return neighbour != "" and (neighbour in joints or (neighbour.isascii() and neighbour.isalnum()))

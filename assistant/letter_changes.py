"""A message that asks for the letter, once it is written, to be another: shorter, without the order number, with another amount, to Binance.

Words are data (``prompts/<lang>/letter.toml``), those of all languages tried together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.corpus.edges import one_to_one
from assistant.drafting.asides import is_aside
from assistant.drafting.identifiers import PLACEHOLDER
from assistant.drafting.vocabulary import any_of
from assistant.languages import load_packs

SHORT, FULL, POLITE, DROP, CORRECT, ADD, TO = "short", "full", "polite", "drop", "correct", "add", "to"
_AGAIN = ("again", "critique")
_ORDER = (SHORT, FULL, POLITE, CORRECT, DROP, ADD, TO)
_CUT = re.compile(
    r"[,.;!?。！？；，、\n]+(?=\s|$|[\u3400-\u9fff])|\s+(?:and|but|then)\s+(?!(?:\w+\s){0,3}?(?:it|was|is)\b)|(?:并且|而且|然后|(?<=[点些下])再)(?=.)|(?:(?<=进去)|(?<=上去)|(?<=信里))\s+(?=\S)"
)
_SAID = re.compile(f"{_CUT.pattern}|[，。！？；、]+")
_FIGURES = re.compile(r"\d|\[\[|[一二两三四五六七八九十百千万]")
_SUM = re.compile(r"[$€£¥]?\s?\d[\d.,]*\s?(?:[a-z]{1,6}|[\u4e00-\u9fff]{1,3})?")
_LONGEST = 400  # characters: more is a story


@dataclass(frozen=True, slots=True)
class LetterChange:
    """One change. ``kind`` is one of the names above; ``what`` the words it is about; ``item`` what they name: a slot or a placeholder's kind.

    ``told`` is what the letter shall hold then, in the person's words.
    """

    kind: str
    what: str = ""
    item: str = ""
    told: str = ""

    @property
    def is_unsaid(self) -> bool:
        """Whether something shall be put in that was not said: "add my order number"."""
        return self.kind == ADD and bool(self.item) and not _FIGURES.search(self.told)


def find_letter_changes(sealed_text: str, platforms: Sequence[str] = ()) -> tuple[LetterChange, ...]:
    """The changes that a sealed message asks for; none where any of it says something else. ``platforms`` may be written to."""
    if len(sealed_text) > _LONGEST:
        return ()
    whole = _change(sealed_text, platforms)
    drops = any(change.kind == DROP for piece in _pieces(sealed_text) if (change := _change(piece, platforms)) is not None)
    if whole is not None and whole.kind in (ADD, CORRECT) and not drops:
        return (whole,)
    found: list[LetterChange] = []
    for piece in _pieces(sealed_text):
        change = _change(piece, platforms)
        if change is not None:
            found.append(change)
        elif found and found[-1].kind == DROP and item_named(_bare(one_to_one(piece))):
            found.append(LetterChange(DROP, piece.strip(), item_named(_bare(one_to_one(piece)))))
        elif not is_aside(one_to_one(piece).strip(" .!?~,")):
            return (whole,) if whole is not None else ()
    return tuple(found) or ((whole,) if whole is not None else ())


def asks_again(sealed_text: str) -> bool:
    """Whether a message asks for the letter once more, or finds fault with it, and asks nothing else."""
    folded = one_to_one(sealed_text).replace("’", "'")
    if len(sealed_text) > _LONGEST or not any(p.search(folded) for kind in _AGAIN for p in _patterns(kind)):
        return False
    return not any(p.search(folded) for p in _one("asks")) or any(p.search(folded) for p in _one("letter"))


def told_beside(sealed_text: str) -> str:
    """What such a message tells besides: the pieces that neither ask for the letter, find fault with it nor are said to the assistant."""
    kept = []
    for piece in filter(None, _SAID.split(sealed_text)):
        folded = one_to_one(piece).replace("’", "'")
        bare = folded.strip(" .!?~,")
        if bare and not any(p.search(folded) for kind in _AGAIN for p in _patterns(kind)) and not is_aside(bare):
            kept.append(piece.strip())
    return ", ".join(kept)


def item_named(folded: str) -> str:
    """The slot, or the kind of a placeholder, that folded words name and nothing else; empty for none."""
    for item, words in _items().items():
        if re.fullmatch(any_of(words), folded):
            return item
    return ""


def item_words(item: str) -> tuple[str, ...]:
    """The words of all languages that name an item."""
    return _items().get(item, ())


def bare_words(folded: str) -> str:
    """What is left of ``folded`` without the small words around what it names."""
    return _bare(folded)


def _pieces(text: str) -> Iterator[str]:
    yield from (piece for piece in _CUT.split(text) if piece and piece.strip())


def _change(text: str, platforms: Sequence[str]) -> LetterChange | None:
    folded = one_to_one(text).replace("’", "'")
    start, end = 0, len(folded)
    for pattern in _one("lead"):
        if (match := pattern.match(folded, start)) and match.end() < end:
            start = match.end()
    for pattern in _one("tail"):
        if (match := pattern.search(folded, start)) and match.start() > start:
            end = match.start()
    while end > start and folded[end - 1] in " .!?。！？,，":
        end -= 1
    for kind in _ORDER:
        for pattern in _patterns(kind):
            if match := pattern.fullmatch(folded, start, end):
                change = _read(kind, match, text, platforms)
                if change is not None:
                    return change
    return None


def _read(kind: str, match: re.Match[str], text: str, platforms: Sequence[str]) -> LetterChange | None:
    def words(name: str) -> str:
        return text[slice(*match.span(name))].strip(' :：，,“”"') if name in match.re.groupindex else ""

    what, told = words("what"), words("told")
    if kind == TO:
        named = next((p for p in platforms if one_to_one(told).startswith(p)), "")
        return LetterChange(TO, named) if named else None
    bare = _bare(one_to_one(told if kind == ADD else what))
    item = item_named(bare)
    if kind == CORRECT and not what and _SUM.fullmatch(one_to_one(told)):
        return LetterChange(CORRECT, "", "amount", told)
    if kind == CORRECT and (not item or not told):
        return None
    if kind == DROP and (not bare or len(what) > 80):
        return None
    return LetterChange(kind, what, item, told)


def _bare(folded: str) -> str:
    item = item_named(folded.strip())
    if item:
        return folded.strip()
    for pattern in _one("naming"):
        trimmed = re.sub(rf"^(?:{pattern.pattern})+|(?:{pattern.pattern})+$", "", folded)
        if item_named(trimmed.strip()):
            return trimmed.strip()
        folded = trimmed or folded
    return PLACEHOLDER.sub("", folded.upper()).strip().lower() and folded.strip()


@cache
def _items() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for pack in load_packs().values():
        for item, words in pack.value("letter.items").items():
            found[item] = found.get(item, ()) + tuple(words)
    return found


@cache
def _one(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pack.value(f"letter.{name}")) for pack in load_packs().values())


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for pack in load_packs().values() for p in pack.value(f"letter.{name}"))

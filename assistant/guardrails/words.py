"""The context words of the guard, read from ``prompts/<language>/guard*.toml``.

Each file has a table ``[words]``: group name → list of words or phrases. The groups of all
languages are joined, since people mix languages in one message. Patterns name a group as
``<<group>>``; ``<<group~>>`` lets digits follow at once ("UID123"). All patterns are RE2: linear time
on any input, and ``\\b`` knows ASCII words only, so that it works next to Chinese characters.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import re2

from assistant.errors import GuardError
from assistant.guardrails.patterns import Pattern
from assistant.packaged import packaged

_GROUP = re.compile(r"<<([a-z_]+)(~?)>>")
_T = TypeVar("_T")
_HEAD = re.compile(r"(?:<<[a-z_]+~?>>|\(\?:<<[a-z_]+~?>>(?:\|<<[a-z_]+~?>>)*\))(?![?*+{]|$)")
_FIRST = re.compile(r"<<[a-z_]+~?>>(?![?*{])")
_GAP = r"[ \t_-]{0,2}"
_ANY_LETTER = re2.escape("?")
_SOUND = re.compile(r"\\{([a-z]+)\\}")
_LEAST_REPLACED = 7  # letters: in a shorter word another letter makes another word
_LEAST_LATER = 4  # letters of a phrase's later words in which slips are looked for


class Words:
    """Context words in groups, sentences, and the patterns made of them.

    >>> words = load(("en",))
    >>> bool(words.regex("<<otp>>").search("my otp 445566"))
    True
    """

    def __init__(
        self,
        groups: dict[str, tuple[str, ...]],
        sentences: dict[str, dict[str, str]],
        variants: Sequence[str] = (),
        sounds: dict[str, str] | None = None,
        listed: dict[str, tuple[str, ...]] | None = None,
    ) -> None:
        """``groups`` may hold slips of the fingers; ``listed``: as they are without them."""
        self.groups = groups
        self.listed = listed or groups
        self._sentences = sentences
        self._plain = str.maketrans({pair[0]: pair[1] for pair in variants})
        # To translate costs ten times as much as to see that there is nothing to translate.
        self._twofold = re.compile(f"[{re.escape(''.join(pair[0] for pair in variants))}]" if variants else "(?!)")
        self._traditional = str.maketrans({pair[1]: pair[0] for pair in variants})
        spellings: dict[str, str] = {}
        for pair in variants:
            spellings[pair[1]] = spellings.get(pair[1], pair[1]) + pair[0]
        self._spellings = str.maketrans({character: f"[{all_}]" for character, all_ in spellings.items()})
        self.sounds = {name: "".join(spellings.get(c, c) for c in characters) for name, characters in (sounds or {}).items()}
        self._compiled = _Made(self._compile)
        self.regex: Callable[[str], Pattern] = self._compiled.__getitem__
        """The compiled pattern of a template, letter case ignored; compiled once."""
        self.set: Callable[[str], frozenset[str]] = _Made(self._set).__getitem__
        """The words of a group (or several: "one|other") as they stand, and in traditional characters; empty if there is no such group."""

    def expand(self, template: str) -> str:
        """The RE2 pattern that ``template`` stands for: every ``<<group>>`` becomes an alternation."""
        return _GROUP.sub(lambda m: self._alternation(m.group(1), edge=not m.group(2)), template)

    def _compile(self, template: str) -> Pattern:
        head = _head(template)
        return Pattern(self.expand(template), template, self.regex(head) if head else None)

    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns compiled so far."""
        return tuple(self._compiled.values())

    def _set(self, group: str) -> frozenset[str]:
        words = [word for name in group.split("|") for word in self.groups.get(name, ())]
        return frozenset((*words, *(word.translate(self._traditional) for word in words)))

    def folded(self, text: str) -> str:
        """``text``, of the same length, with every character that is written in two ways in the commoner one."""
        return text.translate(self._plain) if not text.isascii() and self._twofold.search(text) else text

    def sentence(self, name: str, language: str) -> str:
        """The fixed sentence ``name`` in ``language``, else in English."""
        for code in (language, "en"):
            found = self._sentences.get(code, {}).get(name)
            if found is not None:
                return found
        raise GuardError(f"The guard's sentence {name!r} is missing in prompts/{language}/guard.toml.")

    def _alternation(self, group: str, *, edge: bool) -> str:
        words = self.groups.get(group)
        if not words:
            raise GuardError(f"The guard's word group {group!r} is in no prompts/<language>/guard*.toml.")
        plain = [word for word in words if _ascii_end(word[0]) and _ascii_end(word[-1])]
        sides = [_either(plain, r"(?:\b|[_0-9])", r"(?:\b|_)" if edge else "")]
        headed: list[str] = []
        for word in sorted({self.folded(word) for word in frozenset(words).difference(plain)}, key=_shared_first):
            after = r"(?:\b|_)" if edge and _ascii_end(word[-1]) else ""
            side = self._sounded(_spaced(word).translate(self._spellings)) + after
            (headed if _ascii_end(word[0]) else sides).append(side)
        if headed:
            sides.insert(1, r"(?:\b|[_0-9])(?:" + "|".join(headed) + ")")
        return "(?:" + "|".join(side for side in sides if side) + ")"

    def _sounded(self, pattern: str) -> str:
        """``pattern`` with every ``{sound}`` as the class of the characters that are typed for it by mistake."""
        return _SOUND.sub(lambda m: f"[{self.sounds[m.group(1)]}]", pattern)


class _Made(dict[str, _T]):
    """Makes what is not there yet: a look-up of what is there costs a third of a call that looks first."""

    def __init__(self, make: Callable[[str], _T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> _T:
        made = self[key] = self._make(key)
        return made


def _head(template: str) -> str:
    """The groups with which every match of ``template`` begins; empty if it does not begin with any, or is nothing else."""
    signs = list(_signs(template))
    if any(sign == "|" and not depth for _, sign, depth in signs):
        return ""  # a choice between patterns, rather than one that may hold choices
    head = _HEAD.match(template)
    return head.group() if head else _shared_head(template, signs)


def _shared_head(template: str, signs: Sequence[tuple[int, str, int]]) -> str:
    """The groups with which the ways of the choice begin that ``template`` begins with; empty if one begins with anything else."""
    end = next((at for at, sign, depth in signs if sign == ")" and not depth), 0)
    if not template.startswith("(?:") or template[end + 1 : end + 2] in ("", *"?*+{"):
        return ""
    starts = [3, *(at + 1 for at, sign, depth in signs if sign == "|" and depth == 1 and at < end)]
    heads = [_FIRST.match(template, start) for start in starts]
    return "(?:" + "|".join(head.group() for head in heads if head) + ")" if all(heads) else ""


def _signs(template: str) -> Iterator[tuple[int, str, int]]:
    """The brackets and bars of ``template`` that are no characters: where, which, and how deep they stand, brackets from outside."""
    depth = 0
    in_class = is_escaped = False
    for at, sign in enumerate(template):
        if is_escaped:
            is_escaped = False
        elif sign == "\\":
            is_escaped = True
        elif in_class:
            in_class = sign != "]" or template[at - 1] == "[" or template[at - 2 : at] == "[^"
        elif sign == "[":
            in_class = True
        elif sign in "(|)":
            depth -= sign == ")"
            yield at, sign, depth
            depth += sign == "("


def _either(words: Sequence[str], before: str, after: str) -> str:
    if not words:
        return ""
    return before + "(?:" + "|".join(_spaced(word) for word in sorted(set(words), key=_shared_first)) + ")" + after


def _shared_first(word: str) -> tuple[int, ...]:
    """Sorts words by how they begin, so that the automaton can share it; a longer one comes before one that it begins with."""
    return (*(-ord(character) for character in word.replace(" ", "")), 0)


def _spaced(word: str) -> str:
    return _GAP.join(re2.escape(part).replace(_ANY_LETTER, "[a-z]") for part in word.split(" "))


def _ascii_end(character: str) -> bool:
    return character.isascii() and character.isalnum()


@cache
def load(packs: tuple[str, ...] | None = None) -> Words:
    """The words of the languages ``packs`` (codes); None takes every language that has a ``guard.toml``.

    Raises GuardError when a language or its file is missing, or a file does not parse.
    """
    folder = packaged("prompts")
    codes = packs or tuple(sorted(path.parent.name for path in folder.glob("*/guard.toml")))
    groups: dict[str, list[str]] = {}
    sentences: dict[str, dict[str, str]] = {}
    variants: list[str] = []
    sounds: dict[str, str] = {}
    for code in codes:
        files = sorted((folder / code).glob("guard*.toml"))
        if not files:
            raise GuardError(f"The guard has no words for the language {code!r}: add prompts/{code}/guard.toml.")
        for path in files:
            table = _read(path)
            for group, entries in table.get("words", {}).items():
                groups.setdefault(group, []).extend(entries)
            sentences.setdefault(code, {}).update(table.get("sentences", {}))
            variants += table.get("variants", {}).get("pairs", ())
            sounds |= table.get("sounds", {})
    typos = frozenset(groups.pop("typos", ()))
    listed = {group: tuple(entries) for group, entries in groups.items()}
    for entries in groups.values():
        entries += [slip for word in typos.intersection(entries) for slip in _slips(word)]
    return Words({group: tuple(entries) for group, entries in groups.items()}, sentences, variants, sounds, listed)


def _slips(phrase: str) -> Iterator[str]:
    """``phrase`` with one slip of the fingers in one of its words: letters swapped, one left out, doubled or replaced ("?")."""
    words = phrase.split(" ")
    for place, word in enumerate(words):
        if place == 0 or len(word) >= _LEAST_LATER:
            for slip in _slipped(word):
                yield " ".join((*words[:place], slip, *words[place + 1 :]))


def _slipped(word: str) -> Iterator[str]:
    for i in range(1, len(word)):
        slips = [word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :], word[:i] + word[i + 1 :], word[:i] + word[i - 1] + word[i:]]
        if len(word) >= _LEAST_REPLACED:
            slips.append(word[:i] + "?" + word[i + 1 :])
        yield from (slip for slip in slips if slip != word)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise GuardError(f"The guard cannot read {path.parent.name}/{path.name}: {error}") from error

"""Other platforms by name: a problem that is wholly theirs is not ours to answer."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from assistant.corpus.datafile import Line, Record, read_data
from assistant.corpus.fold import fold

Names = Annotated[tuple[Line, ...], Field(min_length=1)]


class Elsewhere(Record):
    """Platforms of one kind and the slug of the document that says where to go with them."""

    slug: Line
    names: Names


class Platforms(Record):
    """``corpus/platforms.yaml``."""

    own: Names
    platforms: tuple[Elsewhere, ...] = ()

    def wholly_elsewhere(self, text: str, passing: tuple[str, ...]) -> str:
        """The slug for a message about another platform alone, else an empty text.

        Coins that pass between that platform and ours are ours to answer: ``passing`` holds patterns, with ``{name}``
        for the platform, that say so ("to {name}", "{name}那边"), and naming our exchange says so too.
        """
        low = fold(text).lower()
        if self._own.search(low):
            return ""
        for slug, pattern in self._others:
            found = pattern.search(low)
            if found and not any(re.search(p.replace("{name}", re.escape(found[0])), low) for p in passing):
                return slug
        return ""

    def between(self, text: str, passing: tuple[str, ...]) -> bool:
        """Whether another platform is named in a message about coins between it and ours: then it is ours to answer."""
        low = fold(text).lower()
        named = any(pattern.search(low) for _, pattern in self._others)
        return named and (self._own.search(low) is not None or not self.wholly_elsewhere(text, passing))

    @cached_property
    def _own(self) -> re.Pattern[str]:
        return _any_of(self.own)

    @cached_property
    def _others(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((p.slug, _any_of(p.names)) for p in self.platforms)


def read_platforms(root: Path) -> Platforms:
    """Read ``<root>/platforms.yaml``; a corpus without the file knows no other platform. Raises ``CorpusError``."""
    path = root / "platforms.yaml"
    return read_data(path, Platforms) if path.is_file() else Platforms(own=("okx",))


def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    # Edges by hand: between a Latin name and a Chinese character there is no \b.
    return re.compile("|".join(f"(?<![a-z0-9]){re.escape(n.lower())}(?![a-z0-9])" for n in longest))

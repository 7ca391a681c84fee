"""How a letter shall be, as against what it tells."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.corpus.edges import one_to_one
from assistant.drafting.phrases import phrases
from assistant.languages import detect_language


@dataclass(frozen=True, slots=True)
class LetterForm:
    """``short``: nothing twice, facts in a line and no list of what to attach; ``polite``: in more courteous words; ``to``: another platform than OKX that it is written to, as somebody wrote its name."""

    short: bool = False
    polite: bool = False
    to: str = ""


PLAIN = LetterForm()


def platform_name(word: str, code: str) -> str:
    """A platform's name as it is written in language ``code``: 币安 is Binance in English.

    >>> platform_name("币安", "en"), platform_name("binance", "zh"), platform_name("kraken", "en")
    ('Binance', '币安', 'Kraken')
    """
    names, folded = phrases().names, one_to_one(word)
    said = next((said for pattern, said in names[code] if pattern.fullmatch(folded)), "")
    if said or detect_language(word, code) == code != "en":
        return said or word
    # Its own spelling stands in the table of the other direction.
    own = {said.casefold(): said for table in names.values() for _, said in table}
    return own.get(folded, word[:1].upper() + word[1:])

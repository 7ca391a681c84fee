"""Which Chinese characters hardly stand anywhere but in names: 垚, 赟, 䶮.

GB 2312 orders its characters by use: the 3,755 of level 1 are those of ordinary writing, as are the 5,401 of Big5's first part for traditional
writing. What is in neither stands in a text of today as part of a name, a few words of speech aside.
"""

from __future__ import annotations

from functools import lru_cache

_MOUTH = range(0x53E3, 0x56D7)
"""The radical of particles and interjections: 嗯, 嘞."""
_SPOKEN = frozenset("冇浏俾佢後畀攞睇搵阈乜於薅圳莓仨昵诶旮旯蟆関宕飙撸瞅捋拽撂煲瘪揍搁甭侬阮咗嘅啲咁喺嚟仲揾瞓攰孖諗嬲掟擺撳撩")


@lru_cache(maxsize=4096)
def is_rare(character: str) -> bool:
    """Whether ``character`` is a Chinese one that ordinary writing does not need."""
    if not ("\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U000323af"):
        return False
    if ord(character) in _MOUTH or character in _SPOKEN:
        return False
    simplified, traditional = _code(character, "gb2312"), _code(character, "big5")
    if simplified:
        return simplified >= b"\xd8"
    return not b"\xa4\x40" <= traditional <= b"\xc6\x7e"


def _code(character: str, charset: str) -> bytes:
    try:
        return character.encode(charset)
    except UnicodeEncodeError:
        return b""

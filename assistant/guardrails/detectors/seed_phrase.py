"""BIP-39 seed phrases and other mnemonics written in words, in every shape that people paste them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.letters import DISGUISE, undisguised
from assistant.guardrails.mnemonics import packed_counts
from assistant.guardrails.phrases import find_phrases
from assistant.types import FindingClass

_COUNTED = re.compile(
    r"(?<![0-9][.)])(?<![0-9][.)][ ])\bword[ ]?#?(?:[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ ]?(?:is|was|[=:\-])?[ ]?(?![ ]?(?:-|to|until|through|~)?[ ]?#?[0-9])"
)
_ORDINAL_IS = r"\b(?:[0-9]{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)(?:[ ]word)?[ ](?:is|was|[=:\-])[ ]"
_ORDINAL = re.compile(_ORDINAL_IS)
_SAID = re.compile(r"^([^\n]{0,60}?(?:[:>\]|-])[ \t]?)(?=[a-z]+(?:[ ][a-z]+){0,3}[ \t]*$)", re.MULTILINE)
_LEAST_SAID = 4  # lines that begin alike
_BROKEN = re.compile(r"(?<![a-z])([a-z]{1,7})-\n[ \t]{0,4}([a-z]{1,7})(?![a-z])")
_DIGITS = re.compile("[0-9]+")
_GATE = (
    r"[a-z]{3}<br[ ]?/?>[ \n]{0,4}[a-z]{3}",
    r"(?:[0-9](?:st|nd|rd|th)|first|second)(?:[ ]word)?[ ](?:is|was|[=:\-])[ ][a-z]",
    r"[:>\]|-][ \t]?[a-z]+(?:[ ][a-z]+){0,3}[ \t]*\n[^\n]{0,60}?[:>\]|-][ \t]?[a-z]+(?:[ ][a-z]+){0,3}[ \t]*\n",
    r"word[ ]?#?[0-9]{1,2}[ ]?(?:is|was|[=:-])",
    r"[a-z]{3}</(?:li|td|p|div|span|b)>[^a-z]{0,6}<",
    r"(?:[a-z\x{00df}-\x{024f}]{3,}[^a-z\x{00df}-\x{024f}]{1,20}){2}[a-z\x{00df}-\x{024f}]{3}",
    r"[a-z]{30}",
    r"[a-z][013457@$!]+[a-z][a-z0-9@$!]{0,8}[ ,\n][^\n]{0,20}[a-z][013457@$!]+[a-z]",
    r"(?:[a-z][ .,_*|/\-]{1,4}){20}",
    r"[\x{3041}-\x{309f}]{3}[^a-z]{1,4}[\x{3041}-\x{309f}]{3}|[\x{3041}-\x{309f}]{30}",
    r"[\x{ac00}-\x{d7a3}]{2}[^a-z]{1,8}[\x{ac00}-\x{d7a3}]{2}|[\x{ac00}-\x{d7a3}]{20}",
)


def find(scan: Scan) -> Iterator[Span]:
    """Runs of list words that a checksum, their number or the words around them give away."""
    lower = scan.lower
    plain = _without_speakers(_COUNTED.sub(_blank, lower) if "word" in lower else lower)
    if "-\n" in plain:
        plain = _BROKEN.sub(_mended, plain)
    is_changed = plain is not lower
    if is_changed or scan.mentions(_ORDINAL_IS):
        plain = _ORDINAL.sub(_blank, plain)
    if is_changed or scan.mentions(DISGUISE):
        plain = undisguised(plain)
    return iter(find_phrases(scan if plain is lower else Scan(plain, scan.words, scan.pending)))


def _mended(match: re.Match[str]) -> str:
    """A word of a list that a line's end cut in two, in as many characters."""
    word = match.group(1) + match.group(2)
    return word.ljust(len(match.group())) if word in packed_counts() else match.group()


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _without_speakers(text: str) -> str:
    """``text``, of the same length, without what begins several lines alike: "[21:12] me: " in an exported chat."""
    if text.count("\n") < _LEAST_SAID:
        return text
    heads = Counter(_DIGITS.sub("0", match.group(1)) for match in _SAID.finditer(text))
    often = {head for head, times in heads.items() if times >= _LEAST_SAID and head.strip()}
    return _SAID.sub(lambda m: _blank(m) if _DIGITS.sub("0", m.group(1)) in often else m.group(), text) if often else text


def _phrase(number: int, size: int = 16, language: str = "english") -> str:
    from mnemonic import Mnemonic

    return str(Mnemonic(language).to_mnemonic(bytes((number * 37 + i * 91) % 256 for i in range(size))))


def hides() -> Iterable[str]:
    """Phrases of all lengths and languages in the shapes seen."""
    for number, form in enumerate(("⟦{}⟧", "my seed phrase is ⟦{}⟧ help", "助记词：⟦{}⟧被人看到了", "he asked and i sent ⟦{}⟧ what now")):
        for size in (16, 20, 24, 28, 32):
            yield form.format(_phrase(number + size, size))
    for language in ("japanese", "korean", "french", "italian", "spanish", "portuguese", "czech"):
        yield f"⟦{_phrase(5, 16, language)}⟧"
        yield f"我的助记词 ⟦{_phrase(6, 32, language)}⟧"
    words = _phrase(9).split()
    for glue in (", ", "-", "\n", "", '", "', " | ", "  "):
        yield f"⟦{glue.join(words)}⟧"
    yield "⟦" + " ".join(words).upper() + "⟧"
    yield "1. ⟦" + " ".join(f"{i}. {w}" for i, w in enumerate(words, 1))[3:] + "⟧"
    yield "1)⟦" + "\n".join(f"{i}){w}" for i, w in enumerate(words, 1))[2:] + "⟧"
    yield "第1个词 ⟦" + "，".join(f"第{i + 1}个词 {w}" for i, w in enumerate(words)).removeprefix("第1个词 ") + "⟧"
    yield "⟦" + " ".join(words).translate(str.maketrans("oiea", "0134")) + "⟧"
    yield "⟦" + " ".join("\u200b".join(w) for w in words) + "⟧"
    yield "⟦" + "".join(chr(ord(c) + 0xFEE0) if c != " " else "\u3000" for c in " ".join(words)) + "⟧"
    yield "⟦" + " ".join([*words[:4], words[4][:2] + words[4][3:], *words[5:]]) + "⟧"
    yield "⟦" + " ".join(words[:5] + words[6:]) + "⟧"
    yield "please help market ⟦" + " ".join(words) + "⟧ wallet is empty"
    yield "the words go ⟦" + " then ".join(words) + "⟧ and thats all twelve"
    yield "网页源码复制的 ⟦" + "<br>".join(words) + "⟧ 帮看"
    yield "1st is ⟦" + ", ".join(f"{i}th is {w}" for i, w in enumerate(words, 1)).removeprefix("1th is ") + "⟧. done"
    yield "\n".join(f"[21/08/2026, 21:{i:02}] me: ⟦{w}⟧" for i, w in enumerate(words, 10))
    yield "i wont send all in one message for security. ⟦" + " ".join(words[:8]) + "⟧"
    yield "我先发一半怕被盗：⟦" + " ".join(_phrase(3).split()[:6]) + "⟧"
    yield "word1-3 ⟦" + " ".join(_phrase(4).split()[:3]) + "⟧"
    yield "⟦" + " ".join(" ".join(w) for w in words) + "⟧"


def keeps() -> Iterable[str]:
    """Sentences, some made of list words only."""
    return (
        "please help, I cannot find my order and the app will not open again",
        "我的助记词丢了怎么办",
        "my seed phrase is lost, what can I do now?",
        "You can always ask any question about this and never trust any person that will call you first.",
        "i can never sell any coin until next week because the market price will drop",
        "where can i enter my recovery phrase in the app",
        "wallet address network deposit withdraw fee order trade price market",
        "my withdrawal shows success but my friend has not received any coin in his wallet",
        "recovery phrase and private key: what is the difference?",
        "the seed phrase was correct but wallet balance shows zero",
        "are my twelve words safe if I only type them in my own phone",
        "tourist visa, false apple id, router tunnel",
        "near_miss.account-risk-control-trade",
        "date: 2026-05-19 kind: practice, good practice and this project",
        "1st is my order, 2nd is the refund, 3rd is the fee",
        "how long does it take until the bank transfer arrives",
    )


DETECTOR = Detector("seed_phrase", FindingClass.SECRET, find, _GATE, hides, keeps, ("electrum_seed", "monero_seed", "slip39_share"))

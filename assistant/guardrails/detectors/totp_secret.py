"""Seeds of authenticator apps: ``otpauth://`` links and base32 words. Source: RFC 6238, Google Authenticator "Key Uri Format"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.chain_words import is_strkey
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import governing
from assistant.guardrails.made_up import BASE32, word
from assistant.guardrails.mnemonics import packed_counts
from assistant.guardrails.nearby import OTHERS, Near, beside, names_of
from assistant.guardrails.spoken_values import BETWEEN
from assistant.types import FindingClass

_LINK = r"(otpauth(?:-migration)?://[^\s\"'<>\x{3000}-\x{ffff}]+)"
_ANNOUNCED = rf"<<totp_secret>>{BETWEEN}{{0,6}}([A-Z2-7]{{4}}[A-Z2-7 \-]{{10,80}}[A-Z2-7]=*)(?:$|[^0-9A-Za-z])"
_CASED = r"{0}{{4}}(?:[ \-]{0}{{4}}){{3,15}}(?:[ \-]{0}{{1,3}})?|{0}{{16,104}}"
_SEED = re.compile(rf"(?<![0-9A-Za-z_/+])({_CASED.format('[A-Z2-7]')}|{_CASED.format('[a-z2-7]')})=*(?![0-9A-Za-z_/+])")
_SIZES = (16, 26, 32, 52)
_KEYED = r"\b(?:key|secret|seed|setup|set-up)\b|密钥|密鑰|秘钥|那串|绑定码"
_GROUPED = re.compile(r"(?<![0-9A-Za-z_])[a-z2-7]{4}(?:[ \-][a-z2-7]{4}){3,15}(?![0-9A-Za-z_])")
_BARE_LONG = re.compile(r"(?<![0-9A-Za-z_/+=.\-])[A-Z2-7]{32}(?![0-9A-Za-z_/+=.\-])")
_LETTERS = re.compile(r"(?<![0-9A-Za-z_/+=.\-])[A-Z]{16,52}(?![0-9A-Za-z_/+=.\-])")
_CONSONANTS = re.compile("[BCDFGHJKLMNPQRSTVWXZ]{4}")
_MIXED_GROUPS = 2
_LONG_GROUPED = 29  # six groups of four
_BARE = r"(?:^|[^0-9A-Za-z])((?-i:[A-Z2-7]{16}|[A-Z2-7]{26}|[A-Z2-7]{32}|[A-Z2-7]{52}|(?:[A-Z2-7]{4} ){3,7}[A-Z2-7]{4}))(?:$|[^0-9A-Za-z])"


def find(scan: Scan) -> Iterator[Span]:
    """Links, announced seeds, and base32 words in a message about an authenticator."""
    for match in scan.finditer(_LINK):
        yield Span(*match.span(1))
    for match in scan.finditer(_ANNOUNCED):
        text = match.group(1).rstrip(" -")
        if len(text.replace(" ", "")) >= 16 and (any(c in "234567" for c in text) or (text.isupper() and _is_grouped(text))):
            yield Span(match.start(1), match.start(1) + len(text))
    for near in beside(scan, names_of(scan, "<<totp_secret>>"), _SEED):
        if _is_seed(near, scan) and not is_strkey(near.text):
            yield Span(near.start, near.end, score=0.4)
    yield from _unannounced(scan)


def _is_grouped(text: str) -> bool:
    """Whether letters alone stand in one run or in groups of four, as seeds do and sentences in capitals do not."""
    groups = text.replace("-", " ").split()
    return len(groups) == 1 or all(len(group) == 4 for group in groups[:-1])


def _unannounced(scan: Scan) -> Iterator[Span]:
    """Base32 words that nothing announces as a seed, in a message about codes."""
    keyed = scan.mentions(_KEYED)
    for near in beside(scan, names_of(scan, "<<otp>>|<<otp_weak>>"), _SEED):
        mixed = any(c.isdigit() for c in near.text) and any(c.isalpha() for c in near.text)
        sized = near.joined and near.text.isupper() and near.text.isalpha() and len(near.text) in _SIZES
        if ((keyed and mixed) or sized) and not is_strkey(near.text):
            yield Span(near.start, near.end, score=0.3)
    for word_ in scan.matches(_BARE_LONG):
        letters = sum(c.isalpha() for c in word_.group())
        if 20 <= letters <= 30 and any(c > "F" for c in word_.group()) and governing(scan, *word_.span()) not in OTHERS:
            yield Span(*word_.span(), score=0.2)
    if names_of(scan, "<<otp>>|<<totp_secret>>|<<otp_weak>>"):
        yield from _in_authenticator_talk(scan)


def _in_authenticator_talk(scan: Scan) -> Iterator[Span]:
    for group in scan.matches(_GROUPED):
        mixed = sum(any(c.isdigit() for c in part) and any(c.isalpha() for c in part) for part in re.split("[ -]", group.group()))
        if (
            mixed >= _MIXED_GROUPS
            or (mixed and len(group.group()) >= _LONG_GROUPED)
            or (not mixed and _is_gibberish(re.split("[ -]", group.group())))
        ):
            yield Span(*group.span(), score=0.3)
    for run in scan.matches(_LETTERS):
        if len(run.group()) in _SIZES and _CONSONANTS.search(run.group()) and governing(scan, *run.span()) not in OTHERS:
            yield Span(*run.span(), score=0.2)
    for match in scan.finditer(_BARE):
        mixed = any(c in "234567" for c in match.group(1)) and any(c.isalpha() for c in match.group(1))
        if mixed and governing(scan, *match.span(1)) not in OTHERS and not scan.near("transaction", *match.span(1), before=12):
            yield Span(*match.span(1))


def _is_gibberish(parts: list[str]) -> bool:
    """Whether groups of four letters are hardly words: half of them hold one vowel at most."""
    return sum(sum(c in "aeiou" for c in part) <= 1 for part in parts) * 2 >= len(parts) and not any(
        part in packed_counts() for part in parts
    )


def _is_seed(near: Near, scan: Scan) -> bool:
    """Whether the word is base32 rather than words: one case, digits among the letters, or a run that is no language."""
    text = near.text
    if any(c.isdigit() for c in text):
        return True
    groups = text.lower().replace("-", " ").split()
    if len(groups) == 1:
        return near.joined or text.isupper()
    ordinary, listed = scan.words.set("everyday"), packed_counts()
    return near.joined and sum(group in ordinary or group in listed for group in groups) <= len(groups) // 4


def hides() -> Iterable[str]:
    """Links and seeds."""
    seed = word("t", 31, BASE32) + "7"
    spaced = " ".join(seed[i : i + 4] for i in range(0, 16, 4))
    letters = word("l", 16, BASE32[:26])
    return (
        f"⟦otpauth://totp/OKX:ann?secret={seed}&issuer=OKX⟧",
        f"扫码得到 ⟦otpauth://totp/a?secret={seed}⟧",
        f"谷歌验证器密钥：⟦{seed[:16]}⟧",
        f"2FA secret ⟦{seed}⟧",
        f"setup key: ⟦{spaced.lower()}⟧",
        f"authenticator lost, i have this ⟦{seed[-16:]}⟧",
        f"谷歌密钥是⟦{seed[-16:]}⟧",
        f"totp seed: ⟦{seed}⟧",
        f"验证器秘钥 ⟦{seed[:16]}⟧ 换手机了",
        f"manual entry key: ⟦{spaced}⟧",
        f"我换手机了，绑定密钥：⟦{seed}⟧",
        f"GA key=⟦{seed[-16:]}⟧",
        f"⟦{seed.lower()}⟧ 这个是我的谷歌密钥",
        f"TOTP=⟦{letters}⟧",
        f"2fa backup key → ⟦{'-'.join(letters[i : i + 4] for i in range(0, 16, 4))}⟧",
        f"⟦{letters.lower()}⟧ is my GA key",
        f"key for google auth ⟦{seed[:16].lower()}⟧",
    )


def keeps() -> Iterable[str]:
    """Talk, and words in capitals."""
    return (
        "谷歌验证器密钥丢了",
        "GOOGLE AUTHENTICATOR DOES NOT WORK",
        "MY SECRET KEY WAS SHOWN ONLY ONCE AND I CLOSED THE PAGE",
        "2FA RESET REQUIRED",
        "MAINTENANCESOON2 is not a key",
        "setup key where?",
        "绑定密钥在哪里看",
        "2fa secret lost",
        "MEMO 12345678",
        "how do i move my authenticator",
        "谷歌验证器换手机",
        "totp",
        "USDTTRC20 NETWORK 2FA",
    )


DETECTOR = Detector(
    "totp_secret",
    FindingClass.SECRET,
    find,
    (
        "otpauth",
        "<<totp_secret>>",
        r"[a-z2-7]{16}",
        r"(?:[a-z2-7]{4}[ -]){3}[a-z2-7]{4}",
        r"[A-Z2-7]{16}",
        r"(?:[A-Z2-7]{4} ){3}[A-Z2-7]{4}",
    ),
    hides,
    keeps,
)

"""A stranger's text in a message: what he wrote, what the person says himself, and whether he asks if it is real.

What a stranger sent is evidence: it is looked at for signs, and its demands are never taken for the person's own words.
Rules are data (``prompts/<lang>/stranger.toml``).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from assistant.corpus.channels import Channels
from assistant.languages import Pack, load_pack
from assistant.strangers.signs import Ear, Sign, calmed, find_likeness, find_signs, hosts, normal
from assistant.strangers.spans import all_of, merged, said_in, spans, without

# Two weak signs together are as good as a strong one.
ENOUGH_WEAK = 2
# So many marks of a sender's voice make a message without signs somebody else's.
CLEARLY = 2
# Characters from which a message in a sender's voice is more than a remark.
LONG = 24
# From which learnt voice on a message is somebody else's whatever the patterns say: 1 of 400 of people's own questions reaches it.
SURE = 0.6
# And where the person speaks for himself in it ("my withdrawal …, my mail is …").
OWN_SURE = 0.75
# From here on it is looked at for a scam's signs, and left alone without.
HALF_SURE = 0.55
# What is told of a stranger must be more like a fraud than his own words, and sound of him still ("he says, my dear, send it first"): by the
# first alone one in ten of people's own questions would be taken for a fraud.
TOLD_LIKE, TOLD_VOICE = 0.8, 0.15
# Signs that tell a scam by themselves when somebody is told of.
TELLING = frozenset({"safe_account", "fee", "remote_control", "secrecy", "recovery", "profit", "transfer", "download"})
# Signs of somebody who is after what cannot be taken back.
PRESSING = frozenset({"secret", "safe_account", "fee", "remote_control", "transfer"})
# What a stranger cannot easily bring about.
PROVING = frozenset({"in_app", "own_word"})
_LABEL = re.compile(r"[^:：\n]{1,24}[:：]")
_CONTACT = re.compile(r"\[\[(?:EMAIL|PHONE)_\d+\]\]|(?<![\w@.])@[A-Za-z]\w{3,31}")


@dataclass(frozen=True, slots=True)
class Stranger:
    """What a stranger sent. ``said`` is sealed and empty when it is only told of; ``own`` is what the person says himself.

    ``official`` holds the hosts it names that are on the list: they prove nothing about the sender. ``favours`` names what the
    person says that speaks for it.
    """

    said: str
    own: str
    signs: tuple[Sign, ...]
    official: tuple[str, ...] = ()
    favours: tuple[str, ...] = ()

    @property
    def is_scam(self) -> bool:
        """Whether the signs are enough to say so; else nothing can be confirmed."""
        return any(not s.weak for s in self.signs) or len(self.signs) >= ENOUGH_WEAK

    @property
    def is_pressing(self) -> bool:
        """Whether he is after what cannot be taken back: a secret, the screen, coins."""
        return self.is_scam and any(s.id in PRESSING for s in self.signs)

    @property
    def verdict(self) -> str:
        """``scam``, ``unconfirmed``, ``plausible``, or ``listed`` where nothing but official addresses is to be judged."""
        if self.is_scam:
            return "scam"
        if not self.signs and PROVING & set(self.favours):
            return "plausible"
        return "listed" if self.official and not self.said and not self.signs else "unconfirmed"

    def told(self, pack: Pack, channels: Channels) -> str:
        """The verdict in the words of ``pack``, as markdown. It repeats nothing of what the stranger wrote."""
        how = pack.text("stranger.verdict.verify", how=channels.verification.how.in_language(pack.code))
        if self.verdict == "listed":
            return "\n\n".join([pack.text("stranger.verdict.listed", hosts=", ".join(self.official)), how])
        parts = [pack.text(f"stranger.verdict.{self.verdict}")]
        if self.signs and self.verdict != "scam":
            parts.append(pack.text("stranger.verdict.doubtful"))
        if self.signs:
            parts.append("\n".join(f"- {sign.why}" for sign in self.signs))
        if self.favours and not self.signs:
            reasons = (f"- {pack.text(f'stranger.verdict.favour.{name}')}" for name in self.favours)
            parts += [pack.text("stranger.verdict.favours"), "\n".join(reasons)]
        if self.official:
            parts.append(pack.text("stranger.verdict.official"))
        return "\n\n".join([*parts, how, pack.text("stranger.verdict.stop")])


def find_stranger(text: str, pack: Pack, channels: Channels, ear: Ear | None = None) -> Stranger | None:
    """The stranger's text in a sealed message, judged in the words of ``pack``; ``None`` where there is none to judge.

    ``ear`` is what was learnt of how strangers sound; without it only the patterns judge.

    There is when the person asks whether it is real and gives something to judge, when what was clearly sent by somebody
    carries the signs of a scam, asked or not, and when the whole message is somebody's words to the person.
    """
    even = _even(text)
    found = list(merged(spans(even)))
    said = said_in(text, found)
    own = without(text, found)
    if any(p.search(even) for p in all_of("ask_real")):
        signs = find_signs(said or text, pack, channels)
        # Whoever tells of it has seen more than he quotes ("he called and wants my code: “hello …”").
        signs = signs or find_signs(text, pack, channels)
        if said or _names_something(even) or (signs and _tells_of_somebody(even)) or _count("told_of", even):
            like = find_likeness(said, pack, ear) if said else _told_likeness(own, pack, ear)
            return _judged(text, said, own, (*signs, *like), channels)
    sent = said_in(text, [s for s in found if _was_sent(even, *s)])
    if sent and (judged := _judged(text, sent, own, _signs(sent, pack, channels, ear), channels)).is_scam:
        return judged
    return _pasted(text, even, pack, channels, ear) or _told(text, even, own, pack, channels, ear)


def _signs(text: str, pack: Pack, channels: Channels, ear: Ear | None) -> tuple[Sign, ...]:
    return (*find_signs(text, pack, channels), *find_likeness(text, pack, ear))


def _judged(text: str, said: str, own: str, signs: tuple[Sign, ...], channels: Channels, label: str = "") -> Stranger:
    named = tuple(h for h in hosts(normal(said or text)) if h in channels.allowed_hosts)
    # Only what the person says himself speaks for it: a stranger writes "in the app" as easily.
    even = _even(own or label)
    favours = tuple(name for name in load_pack("en").value("stranger.favours") if _count(f"favours.{name}", even))
    return Stranger(said, own, signs, named, favours)


def _pasted(text: str, even: str, pack: Pack, channels: Channels, ear: Ear | None) -> Stranger | None:
    """The whole message as a stranger's: it speaks to its reader, and nobody speaks for himself in it."""
    voice, heard = _count("senders_voice", even), ear.voice(text) if ear is not None else 0.0
    own = _count("own_voice", even)
    theirs = heard >= (OWN_SURE if own else SURE) or bool(voice and not own)
    if not theirs and heard < HALF_SURE:
        return None
    # Where it was seen may stand before it ("in the app: …").
    label = _LABEL.match(text)
    found = _judged(text, text, "", _signs(text, pack, channels, ear), channels, label[0] if label else "")
    if _count("own_deed", even) and not voice and found.signs and all(sign.id == "likeness" for sign in found.signs):
        return None  # "bought usdt p2p, paid 300 eur, seller wont release": what he did himself, in the fewest words
    if not theirs:
        # By likeness alone nobody who speaks for himself is told of a scam: "can you write the complaint for me".
        return found if any(not sign.weak and (sign.id != "likeness" or not own) for sign in found.signs) else None
    clearly = voice >= CLEARLY or heard >= SURE or (len(text) >= LONG and not _count("own_trouble", even))
    return found if found.is_scam or clearly else None


def _told(text: str, even: str, own: str, pack: Pack, channels: Channels, ear: Ear | None) -> Stranger | None:
    """What is only told of: somebody who wants what only a scam wants, or a message that is all the person has to say."""
    found = _judged(text, "", own, find_signs(text, pack, channels), channels)
    if any(p.search(even) for p in all_of("reported")) and (like := _told_likeness(text, pack, ear)):
        return _judged(text, "", own, (*found.signs, *like), channels)
    telling = TELLING & {s.id for s in found.signs}
    # "Where do I install the app from?" is nobody's demand.
    if _tells_of_somebody(even) and (telling - {"download"} or (telling and any(p.search(even) for p in all_of("reported")))):
        return found
    if _count("claims", even) and not _count("given_away", even):
        return found
    asks = any(_count(key, even) for key in ("own_question", "own_trouble", "question_words"))
    return found if _count("told_of", even) and _count("exchange_named", even) and not asks else None


def _told_likeness(text: str, pack: Pack, ear: Ear | None) -> tuple[Sign, ...]:
    sounds = ear is not None and ear.voice(text) >= TOLD_VOICE
    return find_likeness(text, pack, ear, TOLD_LIKE, TOLD_LIKE) if sounds else ()


def _count(key: str, even: str) -> int:
    return sum(p.search(even) is not None for p in all_of(key))


def _names_something(even: str) -> bool:
    """Whether an address, a number or an account is there to be judged."""
    return bool(hosts(normal(even))) or _CONTACT.search(even.upper()) is not None


def _tells_of_somebody(even: str) -> bool:
    """Whether somebody did or wants something."""
    plain = calmed(normal(even))
    return any(p.search(plain) for p in all_of("somebody"))


def _was_sent(even: str, start: int, end: int) -> bool:
    """Whether somebody sent it, as against what a page or an error says."""
    before, behind = even[max(0, start - 40) : start], even[end : end + 40]
    if any(p.match(behind) for p in all_of("sender_after")):
        return True
    if any(p.search(before) for p in all_of("page_says")):
        return False
    said = even[start:end].lstrip(' "“「『>`')
    return any(p.match(said) for p in all_of("opens")) or any(p.search(before) for p in all_of("sender"))


def _even(text: str) -> str:
    """Half width and lower case, character for character, so that places in it are places in ``text``."""
    folded = (unicodedata.normalize("NFKC", c).lower() for c in text)
    return "".join(f if len(f) == 1 else c for f, c in zip(folded, text, strict=True))

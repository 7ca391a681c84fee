"""What a pasted reply means: whether an impostor wrote it, what it wants, what to do next. Rules are data (``cases.toml``)."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.cases.case import CaseStatus
from assistant.corpus.channels import Channels
from assistant.languages import Pack, load_pack, load_packs
from assistant.strangers.signs import Sign, calmed, find_signs, normal, patterns, without

_STATUS = {"wants": CaseStatus.ANSWERED, "refused": CaseStatus.ANSWERED, "solved": CaseStatus.SOLVED, "waits": CaseStatus.WAITING}


@dataclass(frozen=True, slots=True)
class ReplyReading:
    """What a reply means. ``kind``: impostor wants refused solved waits other; ``status``: where the case would stand.

    ``draft`` is a next message to support, sealed and to be edited; empty when nothing should be sent.
    """

    kind: str
    signs: tuple[Sign, ...]
    explanation: str
    next_step: str
    draft: str
    status: CaseStatus


def read_reply(
    text: str, pack: Pack, channels: Channels, *, title: str = "", reference: str = "", standing: CaseStatus = CaseStatus.WAITING
) -> ReplyReading:
    """Judge a sealed reply. ``title`` and ``reference`` of the case go into the drafted answer.

    ``standing`` is where the case stands: an impostor's words move it nowhere.
    """
    signs = find_signs(text, pack, channels)
    if any(not sign.weak for sign in signs):
        how = channels.verification.how.in_language(pack.code)
        return ReplyReading(
            "impostor",
            signs,
            pack.text("cases.reply.impostor.explanation", count=len(signs)),
            pack.text("cases.reply.impostor.next", verification=how + ("" if pack.code == "zh" else " ")).replace("  ", " "),
            "",
            standing,
        )
    kind, asked = _kind(normal(text))
    at = f"cases.reply.kind.{kind}"
    lines = "\n".join(f"- {sentence}: " for sentence in asked)
    draft = pack.text(f"{at}.draft", reference=reference, title=title, asked=lines).strip()
    status = _STATUS.get(kind, CaseStatus.ANSWERED)
    return ReplyReading(kind, (), pack.text(f"{at}.explanation"), pack.text(f"{at}.next"), draft, status)


def _kind(plain: str) -> tuple[str, tuple[str, ...]]:
    calm = calmed(plain)
    for kind in load_pack("en").value("cases.reply.kind"):
        for code in load_packs():
            at = f"cases.reply.kind.{kind}"
            # A warning asks for nothing, but "we cannot" is an answer.
            text = without(calm if kind == "wants" else plain, patterns(code, f"{at}.calm"))
            matches = tuple(m.group().strip() for p in patterns(code, f"{at}.patterns") for m in p.finditer(text))
            if matches:
                return kind, matches
    return "other", ()

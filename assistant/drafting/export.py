"""A draft, released, as text, Markdown or an e-mail file.

There is no PDF here: the product ships no font that holds Chinese.
"""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP

from assistant.drafting.compose import Draft

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def as_text(draft: Draft) -> str:
    """Title, an empty line, body; ends with a line feed."""
    return f"{draft.title}\n\n{draft.body}\n"


def as_markdown(draft: Draft) -> str:
    """The title as a heading; signs that Markdown would read are escaped, so that the user's words show as they are."""
    lines = []
    for line in draft.body.split("\n"):
        mark = re.match(r"(?:- |\d{1,2}\. )?", line)
        lead = mark.group() if mark else ""
        lines.append(lead + _SPECIAL.sub(r"\\\1", line[len(lead) :]))
    title = _SPECIAL.sub(r"\\\1", " ".join(draft.title.split()))
    return f"# {title}\n\n" + "  \n".join(lines) + "\n"


def as_eml(draft: Draft, to: str = "") -> bytes:
    """An unsent message (RFC 5322, ``X-Unsent: 1``) for a mail program to open.

    ``to`` is empty unless the caller knows a verified address.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(draft.title.split())
    if to:
        message["To"] = to
    message["X-Unsent"] = "1"
    message.set_content(draft.body + "\n", charset="utf-8", cte="base64")
    return message.as_bytes()

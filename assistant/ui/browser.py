"""What the page takes from the browser, and how it looks there."""

from __future__ import annotations

import gradio as gr

from assistant.conversations import LOCAL
from assistant.languages import load_packs


def owner_of(request: gr.Request) -> str:
    """Whose conversations and cases the page shows: the owner that the server found behind the request's key."""
    return str(getattr(getattr(request, "state", None), "owner", LOCAL))


def browser_language(accepted: str) -> str:
    """The first language of an ``Accept-Language`` header (RFC 9110, 12.5.4) that there is a pack for; English otherwise.

    >>> browser_language("fr-CH, zh-CN;q=0.8, en;q=0.7")
    'zh'
    """
    weighed = []
    for place, entry in enumerate(accepted.split(",")):
        tag, _, rest = entry.partition(";")
        weighed.append((-_weight(rest), place, tag.strip().lower().split("-")[0]))
    known = load_packs()
    return next((code for weight, _, code in sorted(weighed) if weight < 0 and code in known), "en")


def theme() -> gr.themes.Base:
    """Calm, few colours, fonts of the system: nothing is fetched."""
    chinese = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei"]
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.slate,
        font=["system-ui", "-apple-system", "Segoe UI", *chinese, "sans-serif"],
        font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"],
        radius_size=gr.themes.sizes.radius_md,
    ).set(
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover_dark="*primary_600",
        button_primary_text_color="white",
        button_primary_text_color_dark="white",
    )


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0

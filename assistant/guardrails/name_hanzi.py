"""Names in Chinese characters beside the words that tell of a person: 转给…, …的身份证, 卖家…说."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.guardrails.detector import Scan, Span
from assistant.guardrails.name_cues import BEFORE, TAIL, Cue
from assistant.guardrails.name_openings import romanised
from assistant.guardrails.name_sentences import NARROW
from assistant.guardrails.names import SUM, doubtful_hanzi_name, sure_hanzi_name, surname_end


def hanzi_beside(scan: Scan, found: list[Cue]) -> Iterator[Span]:
    """Names behind a cue (转给…) or before one (…的身份证)."""
    text, words = scan.text, scan.words
    titles = tuple(words.set("name_title_hanzi"))
    tails = {cue.start for cue in found if cue.group == TAIL}
    for cue in found:
        if cue.group == BEFORE:
            gap = NARROW.match(text, cue.end)
            start = gap.end() if gap else cue.end
            end = sure_hanzi_name(text, start, words) or (
                doubtful_hanzi_name(text, start, words, tails) if scan.text[cue.start : cue.end] in words.set("name_own_hanzi") else 0
            )
            if not end and text[cue.start : cue.end] == "用" and text.startswith(("的账", "的帐", "的卡", "的银行"), start + 2):
                end = doubtful_hanzi_name(text, start, words, {start + 2})  # 买家用于磊的账户
            if not end and text[cue.start : cue.end] == "叫" and _is_edge(text, cue.start - 1):
                end = doubtful_hanzi_name(text, start, words, tails)  # "，叫于娟，"
            likely = surname_end(text, start, words)
            told = scan.text[cue.start : cue.end] in words.set("name_person_hanzi")
            for stop in (end, end - 1, likely + 2, likely + 1):
                runs_on = cue.end - cue.start > 2 and stop == end == likely + 2 and text[stop : stop + 1] in words.set("name_stop_hanzi")
                runs_on = runs_on or (
                    stop == end == likely + 2 and (_is_own_name(scan, cue, start) or (told and _goes_on_behind(scan, stop)))
                )
                if stop - start >= 2 and ((stop <= end and (_is_edge(text, stop) or SUM.match(text, stop))) or stop in tails or runs_on):
                    yield Span(start, stop)
                    yield from romanised(scan, stop)
                    break
    for tail in tails:
        for start in (tail - 4, tail - 3, tail - 2):
            if start < 0 or not (_is_edge(text, start - 1) or (start == tail - 3 and _is_written_of(scan, start, tail))):
                continue
            titled = text.startswith(titles, tail) and tail - surname_end(text, start, words) in (1, 2)
            if titled or sure_hanzi_name(text, start, words) == tail:
                yield Span(start, tail)
                break


def _is_written_of(scan: Scan, start: int, tail: int) -> bool:
    """Whether 了, 是 and the like lead to the three characters and "'s name" follows: 写了邹小曼的名字."""
    led = scan.text[start - 1 : start] in scan.words.set("name_led_hanzi")
    return led and scan.text.startswith(tuple(scan.words.set("name_title_hanzi")), tail)


def _goes_on_behind(scan: Scan, stop: int) -> bool:
    """Whether the sentence goes on behind the three characters before ``stop`` with a word that ends a name: 卖家党孟飞说…"""
    words, text = scan.words, scan.text
    return text[stop - 2 : stop] not in words.set("everyday_hanzi") and text[stop : stop + 1] in words.set("name_stop_hanzi")


def _is_own_name(scan: Scan, cue: Cue, start: int) -> bool:
    """Whether a name of three common characters stands right behind 本人: what follows need not end it. 本人江苏南京 is none."""
    words, text = scan.words, scan.text
    return (
        text[cue.start : cue.end] in words.set("name_self_hanzi")
        and text[start + 1 : start + 3] not in words.set("everyday_hanzi")
        and not text.startswith(tuple(words.set("place")), start)
    )


def _is_edge(text: str, at: int) -> bool:
    """Whether no Chinese word goes on at ``at``."""
    return not 0 <= at < len(text) or not "\u3400" <= text[at] <= "\u9fff" or text[at] == "的"

"""What is told of a text before any pattern is matched must never keep one from matching that would."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.guardrails import Guard
from assistant.guardrails.detector import Scan
from assistant.guardrails.detectors import discover, street_address
from assistant.guardrails.engine import Engine
from assistant.guardrails.examples import unmark
from assistant.guardrails.needs import DIGITS, HEX, OUTLINE, RUN, Atom, needs
from assistant.guardrails.normalise import normalise

_ENGINE = Guard().engine
_EXAMPLES = [unmark(text)[0] for detector in discover() for text in (*detector.hides(), *detector.keeps())]


def _scan(text: str) -> Scan:
    scan = Scan(normalise(text).text, _ENGINE.words)
    _ENGINE.fired(scan)
    return scan


def test_a_pattern_needs_its_words_literals_digits_and_runs() -> None:
    assert frozenset([Atom("group", "otp")]) in needs(r"<<otp~>>[^\n]{0,40}[0-9]{3}")
    assert frozenset([Atom(DIGITS, least=3)]) in needs(r"<<otp~>>[^\n]{0,40}[0-9]{3}")
    assert frozenset([Atom("literal", "sshpass -p")]) in needs("sshpass[ ]-p")
    assert frozenset([Atom("literal", "wif"), Atom("group", "private_key")]) in needs("(?:wif|<<private_key>>)[ ]")
    assert frozenset([Atom(RUN, least=36)]) in needs("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
    assert frozenset([Atom(HEX, least=64)]) in needs("(?:^|[^0-9a-z])(?:0x)?([0-9a-f]{64})")
    assert frozenset([Atom(OUTLINE, "aaaa aaaa aaaa aaaa")]) in needs("(?:[a-z2-7]{4}[ -]){3}[a-z2-7]{4}")


def test_a_pattern_needs_nothing_that_it_can_do_without() -> None:
    assert needs("(?:password)?[ ]?(?:[0-9]{6})?") == ()
    assert needs("<<otp>>|x") == ()
    assert not any(atom.kind == "group" for clause in needs("(?:<<otp>>){0,3}[0-9]{6}") for atom in clause)
    assert frozenset([Atom(RUN, least=4)]) in needs("[a-z]{2,4}[ ]?[0-9]{4}")


def test_a_pattern_that_is_not_understood_needs_nothing() -> None:
    assert needs(r"\pL{3}") == ()


def test_without_pythons_parser_nothing_is_needed_and_the_same_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.guardrails.needs._parser", None)
    assert needs("<<otp>>[0-9]{6}") == ()
    blind = Engine(_ENGINE.words, _ENGINE.detectors)
    for text in _EXAMPLES[::60]:
        assert blind.find(text).claims == _ENGINE.find(text).claims, text


def test_no_gate_is_kept_from_a_text_in_which_it_matches() -> None:
    for detector in discover():
        texts = [unmark(text)[0] for text in (*detector.hides(), *detector.keeps())]
        scans = [_scan(text) for text in texts]
        for template in detector.gate:
            pattern = _ENGINE.words.regex(template)
            for scan in scans:
                assert pattern.occurs(scan.subject) or not pattern.matches(scan.subject), (template, scan.text)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(_EXAMPLES), st.sampled_from(_EXAMPLES), st.sampled_from([" ", "\n", "", ":", "，"]))
def test_no_pattern_is_kept_from_a_text_in_which_it_matches(one: str, other: str, glue: str) -> None:
    scan = _scan(one + glue + other)
    list(_ENGINE.find(scan.text).claims)  # so that the detectors' patterns are known
    for pattern in list(scan.words.patterns())[::7]:
        assert pattern.occurs(scan.subject) or not pattern.matches(scan.subject), (pattern.template, scan.text)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(_EXAMPLES), st.sampled_from(_EXAMPLES), st.sampled_from([" ", "\n", "", ":", "，"]))
def test_no_shape_is_kept_from_a_text_in_which_it_matches(one: str, other: str, glue: str) -> None:
    scan = _scan(one + glue + other)
    list(_ENGINE.find(scan.text).claims)
    for shape in list(_ENGINE.shapes())[::3]:
        assert not scan.subject.lacks(shape) or shape.search(scan.text) is None, (shape.pattern, scan.text)


def test_an_i_without_a_dot_is_an_i_to_pythons_patterns_so_nothing_is_told_of_them() -> None:
    assert not _scan("\u0131\u0131\u0131 123").subject.lacks(re.compile("[0-9]{9}"))
    assert _scan("iii 123").subject.lacks(re.compile("[0-9]{9}"))
    assert not _scan("iii 123").subject.lacks(re.compile(r"\d{9}"))


def test_no_street_is_lost_to_the_first_look(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [*_EXAMPLES[::2], *(f"{a} {b}" for a, b in zip(_EXAMPLES[::4], _EXAMPLES[7::4], strict=False))]
    scans = [_scan(text) for text in texts]
    quick = [list(street_address.find(scan)) for scan in scans]
    monkeypatch.setattr(street_address, "_LIKELY", "^")
    monkeypatch.setattr(street_address, "_ON_ROAD", "^")
    assert quick == [list(street_address.find(_scan(text))) for text in texts]

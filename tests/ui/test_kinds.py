"""The diff on the page names what was hidden and says why: every kind of finding, in every language."""

from __future__ import annotations

import pytest

from assistant.guardrails.detectors import discover
from assistant.languages import Pack, load_packs
from assistant.types import FindingClass

_KINDS = sorted({kind for detector in discover() for kind in (detector.kind, *detector.also)})


@pytest.mark.parametrize("pack", load_packs().values(), ids=load_packs())
def test_every_kind_of_finding_has_a_name_in_every_language(pack: Pack) -> None:
    names = pack.value("page.kinds")
    assert not [kind for kind in (*_KINDS, "text") if not names.get(kind)]


@pytest.mark.parametrize("pack", load_packs().values(), ids=load_packs())
def test_every_class_of_finding_says_why_it_is_hidden(pack: Pack) -> None:
    reasons = pack.value("page.cls")
    assert not [cls.value for cls in FindingClass if not reasons.get(cls.value)]


@pytest.mark.parametrize("pack", load_packs().values(), ids=load_packs())
def test_no_name_is_kept_for_a_kind_that_nothing_finds(pack: Pack) -> None:
    classes = {cls.value for cls in FindingClass}
    assert set(pack.value("page.kinds")) - classes <= {*_KINDS, "text"}

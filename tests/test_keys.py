"""Keys: shown once, hashed on disk, closed for good."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.keys import KeyRing


def test_a_key_opens_until_it_is_revoked_also_for_another_process(tmp_path: Path) -> None:
    made, read = KeyRing(tmp_path / "keys.json"), KeyRing(tmp_path / "keys.json")
    assert not read.any_live
    key, token = made.new("phone")
    assert read.owner(token) == key.id
    assert read.owner(token) == key.id
    made.revoke(key.id)
    assert read.owner(token) is None
    assert not read.any_live
    assert read.list()[0].revoked


def test_a_key_does_not_lie_on_disk_and_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    _, token = KeyRing(tmp_path / "keys.json").new("phone")
    secret = token.split("_", 2)[2]
    assert len(secret) >= 43
    assert all(secret not in p.read_text() for p in tmp_path.iterdir())
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "wrong", ["", "copilot", "copilot_{id}_", "copilot_{id}_wrong", "other_{id}_{secret}", "copilot_000000_{secret}", "\ud800"]
)
def test_what_is_nearly_a_key_does_not_open(tmp_path: Path, wrong: str) -> None:
    ring = KeyRing(tmp_path / "keys.json")
    key, token = ring.new("phone")
    assert ring.owner(wrong.format(id=key.id, secret=token.split("_", 2)[2])) is None


def test_two_keys_are_two_owners(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path / "keys.json")
    (one, first), (two, second) = ring.new("a"), ring.new("b")
    assert ring.owner(first) == one.id != two.id == ring.owner(second)


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path / "keys.json")
    with pytest.raises(SettingsError, match="name"):
        ring.new("  ")
    with pytest.raises(SettingsError, match="abc"):
        ring.revoke("abc")
    (tmp_path / "keys.json").write_text("[{")
    with pytest.raises(SettingsError, match="keys new"):
        ring.owner("copilot_a_b")

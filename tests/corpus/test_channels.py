from pathlib import Path

import pytest
import yaml

from assistant.corpus.channels import read_channels
from assistant.errors import CorpusError
from assistant.types import Channel

CORPUS = Path(__file__).parents[2] / "corpus"


def rewritten(tmp_path: Path, change: dict[str, object]) -> Path:
    data = yaml.safe_load((CORPUS / "channels.yaml").read_text(encoding="utf-8"))
    (tmp_path / "channels.yaml").write_text(yaml.safe_dump({**data, **change}, allow_unicode=True), encoding="utf-8")
    return tmp_path


def test_every_channel_is_described_in_both_languages() -> None:
    channels = read_channels(CORPUS)
    assert {c.id for c in channels.channels} == set(Channel)
    for channel in channels.channels:
        assert len(channel.fits.zh) == len(channel.fits.en)
        assert len(channel.not_for.zh) == len(channel.not_for.en)


def test_a_host_is_allowed_as_a_whole_and_never_by_its_ending() -> None:
    hosts = read_channels(CORPUS).allowed_hosts
    assert {"okx.com", "www.okx.com", "tr.okx.com", "eea.okx.com"} <= hosts
    assert not hosts & {"evil-okx.com", "okx.com.evil.example", "no-kx.com", "okxwebsite.com", "login.okx.com"}


def test_only_the_exchanges_own_hosts_can_be_listed(tmp_path: Path) -> None:
    data = yaml.safe_load((CORPUS / "channels.yaml").read_text(encoding="utf-8"))
    data["hosts"][0]["host"] = "okx.com.evil.example"
    with pytest.raises(CorpusError, match=r"hosts\.0\.host"):
        read_channels(rewritten(tmp_path, data))


def test_an_obsolete_address_is_known_and_not_allowed() -> None:
    channels = read_channels(CORPUS)
    assert channels.allowed_emails == {"support@okx.com", "security@okx.com"}
    old = channels.email(" Support@OKEX.com ")
    assert old is not None
    assert not old.allowed
    assert channels.email("help@okx.example") is None


def test_the_address_for_vulnerabilities_says_that_it_is_not_for_account_problems() -> None:
    record = read_channels(CORPUS).email("security@okx.com")
    assert record is not None
    assert record.purpose == "vulnerability_reports"
    assert "账户" in record.caveat.zh


def test_no_mirror_host_is_named_in_a_source() -> None:
    channels = read_channels(CORPUS)
    for source in [s for c in channels.channels for s in c.sources]:
        if source.kind not in {"official", "repository"}:
            assert "://" not in source.ref


def test_a_missing_channel_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="channels missing"):
        read_channels(rewritten(tmp_path, {"channels": []}))


def test_a_repeated_address_is_refused(tmp_path: Path) -> None:
    emails = yaml.safe_load((CORPUS / "channels.yaml").read_text(encoding="utf-8"))["emails"]
    with pytest.raises(CorpusError, match="twice"):
        read_channels(rewritten(tmp_path, {"emails": [*emails, emails[0]]}))


def test_a_missing_file_is_a_corpus_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"channels\.yaml"):
        read_channels(tmp_path)

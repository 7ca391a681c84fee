"""``compose.yaml`` says what the product understands: its settings, its files, commands of its packages."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import make_url

from assistant.cases.database import Database
from assistant.settings import Settings

ROOT = Path(__file__).parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
COPILOT = COMPOSE["services"]["copilot"]
DOCKERFILE = COPILOT["build"]["dockerfile_inline"].replace("$$", "$")


def _given(password: str = "letters1") -> dict[str, Any]:
    plain = {
        name: re.sub(r"\$\{POSTGRES_PASSWORD:\?[^}]*\}|\$\{\w+:-\}", password, value) for name, value in COPILOT["environment"].items()
    }
    plain["ASSISTANT_CASE_KEY"] = ""
    return {name.removeprefix("ASSISTANT_").lower(): value for name, value in plain.items()}


def test_every_setting_in_it_is_one_and_its_value_is_allowed() -> None:
    given = _given()
    assert set(given) <= set(Settings.model_fields)
    assert Settings(**given).host == "0.0.0.0"


def test_the_database_address_is_one_the_case_log_can_open() -> None:
    url = make_url(_given()["database_url"])
    assert (url.drivername, url.host, url.password) == ("postgresql", "postgres", "letters1")
    Database(_given()["database_url"])


def test_its_commands_are_programs_of_the_packages_it_installs() -> None:
    programs = Path(sys.executable).parent
    for service in ("copilot", "chroma"):
        command = COMPOSE["services"][service].get("command") or re.search(r'CMD \["(\w+)"', DOCKERFILE).groups()  # type: ignore[union-attr]
        assert (programs / command[0]).exists()


def test_what_its_image_copies_is_there_and_is_all_that_the_package_is_built_of() -> None:
    copied = {source for line in re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.M) for source in line.split()}
    assert all((ROOT / source).exists() for source in copied)
    built = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wheel = built["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {*wheel["packages"], *wheel["force-include"], built["project"]["readme"]} <= copied
    extras = re.search(r'"\.\[(.+)\]"', DOCKERFILE)
    assert extras is not None
    assert set(extras[1].split(",")) <= set(built["project"]["optional-dependencies"])


@pytest.mark.parametrize("service", sorted(COMPOSE["services"]))
def test_nothing_is_reachable_from_outside_and_no_password_is_written_down(service: str) -> None:
    told = COMPOSE["services"][service]
    assert all(port.startswith("127.0.0.1:") for port in told.get("ports", ()))
    assert all(str(value).startswith("${") for name, value in told["environment"].items() if "PASSWORD" in name)

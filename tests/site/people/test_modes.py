from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from openrvu.site import settings as settings_module
from openrvu.site.modes import Mode, postgresql

KEY = "a key of forty characters, which is enough"
ADDRESS = "postgresql://rvu:p%40ss@db.example:6543/log?sslmode=require"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The settings as they would be read under an environment."""

    def settings(**env: str) -> dict[str, Any]:
        for name in ("MODE", "SECRET_KEY", "ALLOWED_HOSTS", "LISTEN", "SITE_ADDRESS"):
            monkeypatch.delenv(f"OPENRVU_{name}", raising=False)
        monkeypatch.delenv("DATABASE_URL", raising=False)
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(Path(settings_module.__file__)))

    return settings


def test_a_site_on_this_machine_alone_is_solo(read: Any, own_data_dir: Path) -> None:
    made = read()
    assert made["MODE"] is Mode.SOLO
    assert made["DATABASES"]["default"]["NAME"] == own_data_dir / "log.sqlite"
    assert "allauth" not in made["INSTALLED_APPS"]


@pytest.mark.parametrize(
    "env",
    [
        {"OPENRVU_SITE_ADDRESS": "https://rvu.example"},
        {"OPENRVU_LISTEN": "0.0.0.0"},  # noqa: S104
        {"OPENRVU_ALLOWED_HOSTS": "rvu.example"},
    ],
)
def test_a_site_that_others_can_reach_is_public_and_has_no_database(
    read: Any, env: dict[str, str]
) -> None:
    made = read(**env)
    assert made["MODE"] is Mode.PUBLIC
    assert made["DATABASES"] == {}
    assert made["INSTALLED_APPS"] == []
    assert not any("Csrf" in name or "Session" in name for name in made["MIDDLEWARE"])
    with pytest.raises(ImproperlyConfigured, match="answers this machine alone"):
        read(**env, OPENRVU_MODE="solo")


def test_clinic_mode_uses_the_database_it_is_given(read: Any) -> None:
    made = read(OPENRVU_MODE="clinic", DATABASE_URL=ADDRESS, OPENRVU_SECRET_KEY=KEY)
    assert made["MODE"] is Mode.CLINIC
    database = made["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", "6543", "log")
    assert (database["USER"], database["PASSWORD"]) == ("rvu", "p@ss")
    assert database["OPTIONS"]["sslmode"] == "require"
    assert made["SECRET_KEY"] == KEY


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"OPENRVU_MODE": "group"}, "OPENRVU_MODE=group: there is no such mode"),
        ({"OPENRVU_MODE": "clinic", "OPENRVU_SECRET_KEY": KEY}, "needs DATABASE_URL"),
        ({"OPENRVU_MODE": "clinic", "DATABASE_URL": ADDRESS}, "needs OPENRVU_SECRET_KEY"),
        (
            {"OPENRVU_MODE": "clinic", "DATABASE_URL": ADDRESS, "OPENRVU_SECRET_KEY": "short"},
            "32 or more random characters",
        ),
        ({"DATABASE_URL": ADDRESS}, "DATABASE_URL is set, but the mode is solo"),
    ],
)
def test_a_mode_that_cannot_be_had_is_refused_in_a_sentence(
    read: Any, env: dict[str, str], said: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        read(**env)


@pytest.mark.parametrize("address", ["", "mysql://a/b", "postgresql://host", "sqlite:///x"])
def test_an_address_that_is_none_is_refused_without_being_shown(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="the address of a PostgreSQL") as refused:
        postgresql(address)
    assert not address or address not in str(refused.value)

"""Errors name fields as people know them, in the language of the interface, never by a key of the program."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kmu_crm import i18n, settings
from kmu_crm.desk import entry
from kmu_crm.errors import KmuError
from kmu_crm.outreach import sheets as presets
from kmu_crm.profiles import queries
from kmu_crm.sources.mapping import sheets
from kmu_crm.store.store import Store


def said(language: str, call: Callable[[], object]) -> str:
    i18n.use(language)
    with pytest.raises(KmuError) as caught:
        call()
    return str(caught.value)


@pytest.fixture
def ina(store: Store) -> int:
    return int(entry.new(store.db, "customer", {"family_name": "Berg"})["record_id"])


@pytest.mark.parametrize(
    ("language", "told"), [("de", "„gestern“ passt nicht zu „Fällig am“"), ("en", "“Due on” cannot be “gestern”")]
)
def test_a_day_that_is_none(store: Store, ina: int, language: str, told: str) -> None:
    assert queries.count(store.db) == 1
    assert told in said(language, lambda: entry.task(store.db, ina, "Anrufen", "gestern", "Eva"))


def test_a_correction_that_does_not_fit_and_a_field_that_is_none(store: Store, ina: int) -> None:
    assert "„keine“ passt nicht zu „E-Mail“" in said(
        "de", lambda: entry.correct(store.db, ina, "email", "keine", "Eva")
    )
    told = said("de", lambda: entry.correct(store.db, ina, "mail", "x", "Eva"))
    assert "family_name (Nachname)" in told and "email (E-Mail)" in told
    assert "call (Anruf)" in said("de", lambda: entry.new(store.db, "anruf", {}))


def test_a_setting_that_does_not_fit(store: Store) -> None:
    told = said("de", lambda: settings.write(store.db, "backup.large_percent", "viel"))
    assert told.startswith("„viel“ passt nicht zu „Ein solcher Import hat") and "large_percent" not in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id = ", "als TOML nicht lesbar"),
        ('id = "a"\n[columns]\nName = "family_nam"\n', "„family_nam“ (meinten Sie family_name"),
        ('id = "a"\nsystem = "a"\ntitle = "A"\nfarbe = "rot"\n', "einen Eintrag „farbe“ gibt es darin nicht"),
        ('id = "a"\n', "es fehlt"),
    ],
)
def test_a_format_sheet_with_a_slip(text: str, told: str) -> None:
    assert told in said("de", lambda: sheets.read("eigen.toml", text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title = ", "als TOML nicht lesbar"),
        ('title = "A"\nchannels = ["email"]\nfarbe = "rot"\n[[column]]\nname = "Mail"\nentry = "email"\n', "„farbe“"),
        ('title = "A"\n[[column]]\nname = "Mail"\nentry = "email"\n', "es fehlt „channels“"),
        ('title = "A"\nchannels = ["fax"]\n[[column]]\nname = "Mail"\nentry = "email"\n', "die Kanäle sind welche von"),
        (
            'title = "A"\nchannels = ["email"]\n[[column]]\nname = "Mail"\nentry = "mehl"\n',
            "diese Angaben gibt es nicht: mehl",
        ),
    ],
)
def test_an_export_template_with_a_slip(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "eigen.toml").write_text(text, encoding="utf-8")
    assert told in said("de", lambda: presets.target("eigen", tmp_path))

"""The check of the catalogue finds what it is there to find."""

from pathlib import Path

import pytest

from installer import translate

SOURCE = """
_("Hello {name}."); _("Bye."); N_("Good."); _(f"{1} file")
ngettext("{n} customer", "{n} customers", n)
"""
GERMAN = """
msgid "Hello {name}."
msgstr "Hallo {nam}."

msgid "Good."
msgstr "Gut."

msgid "Gone."
msgstr "Weg."

msgid "{n} customer"
msgid_plural "{n} customers"
msgstr[0] "Ein Kunde"
msgstr[1] ""
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small program with a German catalogue full of faults."""
    monkeypatch.setattr(translate, "ROOT", tmp_path)
    monkeypatch.setattr(translate, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(translate, "COMPILED", tmp_path / "de.mo")
    (tmp_path / "kmu_crm").mkdir()
    (tmp_path / "de").mkdir()
    (tmp_path / "kmu_crm" / "hall.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "de" / "a.po").write_text(GERMAN, encoding="utf-8")
    return tmp_path


def test_every_kind_of_fault_is_named(checkout: Path) -> None:
    (checkout / "de" / "b.po").write_text('msgid "Good."\nmsgstr "Prima."\n', encoding="utf-8")
    assert translate.gaps() == [
        "translated in two ways, the second in b.po: 'Good.'",
        "put together before it is translated, kmu_crm/hall.py:2",
        "not translated, kmu_crm/hall.py:2: 'Bye.'",
        "not translated, kmu_crm/hall.py:3: ('{n} customer', '{n} customers')",
        "translated, but no longer in use: 'Gone.'",
        "the names in braces differ: 'Hello {name}.' and 'Hallo {nam}.'",
        "the names in braces differ: ('{n} customer', '{n} customers') and ('Ein Kunde', '')",
    ]


def test_the_compiled_catalogue_holds_the_texts_and_no_date(checkout: Path) -> None:
    assert b"Gut." in translate.compiled()
    assert b"Date" not in translate.compiled()


def test_a_stale_catalogue_is_named(checkout: Path) -> None:
    translate.COMPILED.write_bytes(translate.compiled())
    assert translate.check() == translate.gaps()
    (checkout / "de" / "a.po").write_text(GERMAN.replace("Gut.", "Sehr gut."), encoding="utf-8")
    assert translate.check()[-1] == "de.mo is not up to date: run installer/translate.py"

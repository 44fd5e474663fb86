"""The language the program begins in, where only the system's own settings say it."""

import gettext
import plistlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer import translate
from kmu_crm import i18n
from kmu_crm.catalogue import Catalogue


@pytest.mark.parametrize("kind", [plistlib.FMT_BINARY, plistlib.FMT_XML])
@pytest.mark.parametrize(
    ("chosen", "language"),
    [(["en-GB", "de-DE"], "en"), (["de-AT", "en"], "de"), (["fr-CH", "en-CH"], "de"), (["English"], "en"), ([], "de")],
)
def test_on_macos_the_first_chosen_language_counts(
    tmp_path: Path, kind: plistlib.PlistFormat, chosen: list[str], language: str
) -> None:
    file = tmp_path / ".GlobalPreferences.plist"
    file.write_bytes(plistlib.dumps({"AppleLanguages": chosen, "AppleLocale": "de_DE"}, fmt=kind))
    assert i18n.from_preferences(file) == language


@pytest.mark.parametrize(
    "content", [None, b"", b"<plist", b"bplist00 and then nothing of the kind", plistlib.dumps([]), plistlib.dumps({})]
)
def test_settings_that_cannot_be_read_leave_it_german(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / ".GlobalPreferences.plist"
    if content is not None:
        file.write_bytes(content)
    assert i18n.from_preferences(file) == "de"


def test_a_program_started_from_the_finder_asks_these_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KMU_CRM_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / "settings.plist"
    file.write_bytes(plistlib.dumps({"AppleLanguages": ["en-DE"]}))
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr(i18n, "PREFERENCES", file)
    assert i18n.preferred() == "en"


@pytest.fixture
def standard() -> Iterator[gettext.NullTranslations]:
    """The standard library's reader of the same catalogue."""
    before = i18n.language()
    i18n.use("de")
    yield gettext.translation(i18n.DOMAIN, i18n.catalogues(), ["de"])
    i18n.use(before)


def test_every_text_is_translated_as_the_standard_library_does(standard: gettext.NullTranslations) -> None:
    wanted = translate.wanted()
    texts = [text for text in wanted if isinstance(text, str)]
    assert [i18n._(text) for text in texts] == [standard.gettext(text) for text in texts]
    counted = [(*text, n) for text in wanted if isinstance(text, tuple) for n in (0, 1, 2, 11)]
    assert [i18n.ngettext(*text) for text in counted] == [standard.ngettext(*text) for text in counted]


@pytest.mark.parametrize("text", ["\0", "~", "Kunde, den es im Katalog nicht gibt", "ÄÖÜ", "customers\0"])
def test_a_text_that_no_catalogue_has_stays_as_it_is(standard: gettext.NullTranslations, text: str) -> None:
    assert i18n._(text) == standard.gettext(text)


@pytest.mark.parametrize("content", [b"", b"\xde\x12\x04\x95", b"no catalogue at all, but long enough to be one"])
def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.mo"
    file.write_bytes(content)
    with pytest.raises(ValueError, match="no catalogue"):
        Catalogue(file)


def test_pages_and_sheets_are_spelt_in_one_way(standard: gettext.NullTranslations) -> None:
    texts = [standard.gettext(text if isinstance(text, str) else text[0]) for text in translate.wanted()]
    assert any("Importseite" in text for text in texts)
    assert [text for text in texts if re.search(r"Import-Seite|Seite „?Import|Format-Bl[aä]tt", text)] == []

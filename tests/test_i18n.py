"""The language the program begins in, where only the system's own settings say it."""

import plistlib
from pathlib import Path

import pytest

from kmu_crm import i18n


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

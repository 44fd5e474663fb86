"""Texts in the user's language: English in the source, the German catalogue complete and the default."""

import os
import sys
from functools import cache
from pathlib import Path

from kmu_crm import assets
from kmu_crm.catalogue import Catalogue

LANGUAGES = ("de", "en")
DOMAIN = "kmu_crm"
PREFERENCES = Path("~/Library/Preferences/.GlobalPreferences.plist")  # macOS: what its user has chosen
_catalogue: Catalogue | None = None
_language = "en"


def N_(text: str) -> str:
    """Marks a text for the catalogue where it is translated only later, when it is shown."""
    return text


def _(text: str) -> str:
    forms = _catalogue.forms(text) if _catalogue else ()
    return forms[0] if forms else text


def ngettext(one: str, many: str, n: int) -> str:
    """`one` or `many` by count; the text's `{n}` is for the caller to fill."""
    forms = (_catalogue.forms(one) if _catalogue else ()) or (one, many)
    return forms[0 if n == 1 else -1]  # the rule of German and of English


def kept(text: str) -> str:
    """A text that was kept in the store in English, in the language in use; a name stays as it is."""
    return _(text) if text else ""


@cache
def everywhere(text: str) -> frozenset[str]:
    """A text in every language."""
    shipped = [_catalogue_of(language) for language in LANGUAGES]
    return frozenset((text, *(forms[0] for one in shipped if one and (forms := one.forms(text)))))


@cache
def _catalogue_of(language: str) -> Catalogue | None:
    """None for the language of the source."""
    return None if language == "en" else Catalogue(catalogues() / language / "LC_MESSAGES" / f"{DOMAIN}.mo")


def use(language: str) -> None:
    """Switches all texts from here on; unknown languages fall back to English."""
    global _catalogue, _language
    _language = language if language in LANGUAGES else "en"
    _catalogue = None if _language == "en" else Catalogue(catalogues() / _language / "LC_MESSAGES" / f"{DOMAIN}.mo")


def catalogues() -> Path:
    """The folder of all catalogues, laid out as gettext looks for them."""
    return assets.path("translations")


def language() -> str:
    return _language


def preferred() -> str:
    """English where the system speaks English, else German: its users sit in Germany, Austria and Switzerland."""
    for name in ("KMU_CRM_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "en" if value.lower().startswith("en") else "de"
    if sys.platform == "darwin":  # started from the Finder, no variable is set
        return from_preferences(PREFERENCES)
    if sys.platform != "win32":  # Python takes a system that says nothing ("C") for American
        return "de"
    import locale

    return "en" if (locale.getlocale()[0] or "").lower().startswith("en") else "de"


def from_preferences(file: Path) -> str:
    """English where the first of the languages chosen on macOS is English, else German; so also where the file cannot be read.

    Key `AppleLanguages`, https://developer.apple.com/library/archive/qa/qa1391/_index.html
    """
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        first = str(plistlib.loads(file.expanduser().read_bytes())["AppleLanguages"][0])
    except (OSError, RuntimeError, ValueError, ExpatError, LookupError, TypeError):
        return "de"
    return "en" if first.lower().startswith("en") else "de"

"""What the start says to people, before the program's own catalogue can be read; Python 3.6 must understand this file."""

import locale
import os
import sys

GERMAN = {
    "KMU CRM needs Python 3.11, 3.12 or 3.13; this is Python {version}.":
        "KMU CRM braucht Python 3.11, 3.12 oder 3.13; dies ist Python {version}.",
    "There is no display here, so what follows is the summary instead of the window.":
        "Hier ist kein Bildschirm angeschlossen. Statt des Fensters folgt die Übersicht.",
    "Not passed: {checks}.":
        "Nicht bestanden: {checks}.",
    "All checks passed.":
        "Alle Prüfungen sind bestanden.",
    "Some parts of the system are missing. On Debian and Ubuntu this line installs them:":
        "Einige Teile des Systems fehlen. Unter Debian und Ubuntu richtet diese Zeile sie ein:",
    "Another start is installing into {folder}. Waiting until it is done ...":
        "Ein anderer Start richtet gerade {folder} ein. Es geht weiter, sobald er fertig ist ...",
    "Making {folder} with Python {version} ...":
        "{folder} wird mit Python {version} angelegt ...",
    "{folder} is damaged and is made anew.":
        "{folder} ist beschädigt und wird neu angelegt.",
    "The folder {folder} could not be made:":
        "Der Ordner {folder} ließ sich nicht anlegen:",
    "Installing {n} packages into {folder}; this takes a minute or two ...":
        "{n} Pakete werden in {folder} eingerichtet; das dauert ein bis zwei Minuten ...",
    "unpacking {n}":
        "{n} werden entpackt",
    "{n} of {total}":
        "{n} von {total}",
    "done":
        "fertig",
    "The packages could not be installed. Is this computer connected to the internet?":
        "Die Pakete ließen sich nicht einrichten. Ist dieser Computer mit dem Internet verbunden?",
    "The packages were installed, but do not fit together. Start again to install them anew.":
        "Die Pakete sind eingerichtet, passen aber nicht zusammen. Ein neuer Start richtet sie noch einmal ein.",
    "Usage: start.py VERB [options]":
        "Aufruf: start.py VERB [Optionen]",
    "The sample business in the window; on a Linux machine without a display its summary.":
        "Der Musterbetrieb im Fenster; unter Linux ohne Bildschirm seine Übersicht.",
    "The program itself, with any of its commands; without one, its window.":
        "Das Programm selbst, mit jedem seiner Befehle; ohne Befehl sein Fenster.",
    "Lint, format, types and tests; what follows goes to pytest.":
        "Stil, Form, Typen und Tests; was folgt, geht an pytest.",
    "The frozen program in dist/, tried out by its own selftest.":
        "Das fertige Programm in dist/, geprüft durch seinen Selbsttest.",
    "Names the Debian packages that this machine lacks.":
        "Nennt die Debian-Pakete, die diesem Rechner fehlen.",
}  # fmt: skip


class Refused(Exception):
    """Something on this machine is missing; the text says what, and what to do."""


def speaks_german() -> bool:
    """As the program does: English where the system speaks English, else German."""
    for name in ("KMU_CRM_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return not os.environ[name].lower().startswith("en")
    if sys.platform != "win32":  # Python takes a system that says nothing ("C") for American
        return True
    return not (locale.getlocale()[0] or "").lower().startswith("en")


def say(text: str, **facts: object) -> str:
    """The text in the language of the system."""
    return (GERMAN[text] if speaks_german() else text).format(**facts)

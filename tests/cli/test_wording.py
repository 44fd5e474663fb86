"""What the command line says of itself: all of it in German for those who speak German."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kmu_crm.cli import app, base

ENGLISH = (
    "Usage",
    "Options",
    "Commands",
    "Error",
    "Try '",
    "Show ",
    "Missing",
    "Invalid",
    "No such",
    "[OPTIONS]",
    "required",
)


def paths(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name, subcommand in command.commands.items():
            yield from paths(subcommand, (*path, name))


def named(path: tuple[str, ...]) -> click.Command:
    command: click.Command = app.main
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    return command


@pytest.mark.parametrize("path", list(paths(app.main)), ids=" ".join)
def test_the_help_of_every_command_is_german(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    named(path)._help_option = None  # click keeps it in the language of the test that asked first
    assert base.run(app.main, [*path, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Aufruf: ") and "Diese Hilfe zeigen." in said
    assert not [word for word in ENGLISH if word in said]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["imp"], "Den Befehl 'imp' gibt es nicht."),
        (["find", "--moon", "x"], "Die Angabe '--moon' gibt es nicht."),
        (["find"], "Es fehlt 'TEXT'."),
        (["undo", "x"], "'IMPORT' geht so nicht: „x“ ist keine ganze Zahl."),
        (["apart", "1", "2", "3"], "Das ist zu viel: 3"),
        (["records"], "Es fehlt die Angabe '--csv'."),
        (["find", "--limit"], "Die Angabe '--limit' braucht einen Wert."),
        (["inspect", "x.csv", "--kind", "a"], "--kind braucht SPALTE=ART"),
    ],
)
def test_what_is_typed_wrongly_is_refused_in_german(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert base.run(app.main, words) == 2
    told = capsys.readouterr().err
    assert said in told and not [word for word in ENGLISH if word in told]


def test_who_speaks_english_is_answered_in_english() -> None:
    env = os.environ | {"KMU_CRM_LANGUAGE": "en", "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "kmu_crm", "split"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == "Usage: kmu-crm split [OPTIONS] CUSTOMER ROW .."
    assert "Error: Missing argument 'CUSTOMER'." in done.stderr


GROUPS = [(), *((name,) for name, one in app.main.commands.items() if isinstance(one, click.Group))]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("path", GROUPS, ids=" ".join)
def test_a_list_of_commands_tells_each_on_one_whole_line(path: tuple[str, ...], language: str) -> None:
    """click cuts a help that is too long and wraps a short one that is."""
    env = os.environ | {"KMU_CRM_LANGUAGE": language, "PYTHONPATH": str(Path(__file__).parents[2]), "COLUMNS": "80"}
    command = [sys.executable, "-m", "kmu_crm", *path, "--help"]
    said = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", timeout=60).stdout
    listed = said.rsplit("\n\n", 1)[1].splitlines()
    group: click.Command = app.main
    for name in path:
        assert isinstance(group, click.Group)
        group = group.commands[name]
    assert isinstance(group, click.Group)
    names = sorted(name for name, one in group.commands.items() if not one.hidden)
    assert [line.split()[0] for line in listed[1:]] == names
    assert [line for line in listed if line.endswith("...")] == []

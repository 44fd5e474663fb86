"""New files of the folder a person chose are offered, and each of them once."""

import os
import time
from pathlib import Path

import pytest
from desk_town import Town

from kmu_crm import settings
from kmu_crm.desk import watching

HOUR = 3600


@pytest.fixture
def folder(town: Town, tmp_path: Path) -> Path:
    place = tmp_path / "Ausfuhren & Übung"
    place.mkdir()
    settings.write(town.store.db, watching.FOLDER, str(place))
    return place


def put(folder: Path, name: str, age: float = HOUR) -> Path:
    file = folder / name
    file.write_text("Vorname;Nachname\nAnna;Muster\n", encoding="utf-8")
    os.utime(file, (time.time() - age,) * 2)
    return file


def waiting(town: Town, **more: object) -> list[str]:
    return [file.name for file in watching.waiting(town.store.db, **more)]  # type: ignore[arg-type]


def test_what_lies_in_the_folder_is_offered_the_oldest_first(town: Town, folder: Path) -> None:
    put(folder, "neu.csv")
    put(folder, "alt.xlsx", 2 * HOUR)
    assert waiting(town) == ["alt.xlsx", "neu.csv"]


def test_what_came_in_is_not_offered_until_it_changes(town: Town, folder: Path) -> None:
    file = put(folder, "kunden.csv")
    town.take_in(file)
    assert waiting(town) == []
    os.utime(file, (time.time() + HOUR,) * 2)
    assert waiting(town, now=time.time() + 2 * HOUR) == ["kunden.csv"]


def test_what_was_taken_back_is_offered_again(town: Town, folder: Path) -> None:
    town.take_in(put(folder, "kunden.csv"))
    town.undo(0)
    assert waiting(town) == ["kunden.csv"]


def test_what_a_person_does_not_want_is_not_offered_again(town: Town, folder: Path) -> None:
    file = put(folder, "kunden.csv")
    assert waiting(town, dismissed={watching.stamp(file)}) == []


def test_a_file_that_is_still_written_and_what_is_no_export_wait(town: Town, folder: Path) -> None:
    put(folder, "halb.csv", 0)
    put(folder, "brief.docx")
    put(folder, ".versteckt.csv")
    assert waiting(town) == []


def test_a_folder_that_is_gone_holds_nothing(town: Town, folder: Path) -> None:
    folder.rmdir()
    assert waiting(town) == []

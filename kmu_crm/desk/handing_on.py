"""The mapping of a file as a format sheet, for the next time or for somebody else with the same export."""

from collections.abc import Sequence
from pathlib import Path
from sqlite3 import Connection

from kmu_crm.desk.whole import whole
from kmu_crm.sources.left_rows import without_reasons
from kmu_crm.sources.mapping import sheet_file, sheets
from kmu_crm.sources.mapping.recognise import Recognised, recognise
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.reading import unpacking
from kmu_crm.sources.reading.tables import open_table


def save(recognised: Recognised, title: str, out: Path) -> None:
    """Writes the sheet whole or not at all. Raises OSError."""
    with whole(out) as part:
        part.write_text(sheet_file.text(recognised, title), encoding="utf-8")


def is_sheet(path: Path) -> bool:
    return path.suffix.lower() == ".toml"


def adopt(path: Path, folder: Path) -> Path:
    """Puts somebody's format sheet among one's own, where files of that kind are known by it from now on. A sheet of the same
    file name gives way. Raises BadSheet, OSError."""
    text = path.read_text(encoding="utf-8", errors="replace")
    sheets.read(path.name, text)
    folder.mkdir(parents=True, exist_ok=True)
    with whole(folder / path.name) as part:
        part.write_text(text, encoding="utf-8")
    return folder / path.name


def save_for(path: Path, out: Path, db: Connection | None = None, further: Sequence[Sheet] = ()) -> Recognised:
    """The same for a file as it is understood. Raises Refused, OSError."""
    with unpacking.the_one(path) as file:
        recognised = recognise(without_reasons(open_table(file)), db, further)
        save(recognised, file.stem, out)
    return recognised

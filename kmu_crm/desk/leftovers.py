"""The rows an import left out, as a file with their reason: to be mended and imported again."""

import csv
from pathlib import Path
from sqlite3 import Connection

from kmu_crm.desk.whole import whole
from kmu_crm.i18n import _
from kmu_crm.sources import left_rows, queries
from kmu_crm.sources.recording.problems import sentence


def write(db: Connection, import_id: int, out: Path) -> int:
    """Writes `.xlsx` or, for any other ending, CSV with semicolons and a BOM that Excel opens rightly.

    Returns the rows. Raises OSError.
    """
    header, refused = queries.header(db, import_id), queries.refused(db, import_id)
    above = list(filter(None, [queries.head(db, import_id)]))
    width = max([len(header), *(len(one["cells"]) for one in refused)])  # of rows with too many cells, too
    header = [*header, *[""] * (width - len(header)), left_rows.heading()]
    lines = [*above, header]
    lines += [[*one["cells"], *[""] * (width - len(one["cells"])), sentence(one["code"])] for one in refused]
    with whole(out) as part:
        if out.suffix.lower() == ".xlsx":
            _workbook(part, lines)
            return len(refused)
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(lines)
    return len(refused)


def _workbook(out: Path, lines: list[list[str]]) -> None:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with out.open("wb") as file, xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(_("Left out"))
        for place, row in enumerate(lines):
            for column, cell in enumerate(row):
                sheet.write_string(place, column, cell)

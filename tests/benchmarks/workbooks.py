"""Opens workbooks and takes all their rows, against the bare loop over calamine's rows; in turn, medians and their ratio."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from python_calamine import CalamineWorkbook

sys.path.insert(0, str(Path(__file__).parents[2]))

from kmu_crm.sources.reading.tables import open_table  # the sources beside this file

COLUMNS = 20
WANTED = 1.5
KINDS = ("inline strings", "shared strings", "numbers and dates", "formulas", "ods")
Row = list[object]


def words(number: int) -> Row:
    return [f"R{number // 3}", "01.02.2025", f"K{number % 5_000}", "Anna", f"Muster{number % 5_000}",
            f"k{number % 5_000}@mail.example", "04109", "Köln", f"A{number % 300}", 1, 12.5, "", *["x" * 8] * 8]  # fmt: skip


def figures(number: int, random: Random) -> Row:
    day = date(2020, 1, 1) + timedelta(days=number % 2_000)
    return [day, *(round(random.random() * 1_000, 2) if place % 2 else 10_000 + number for place in range(COLUMNS - 1))]


def write(path: Path, kind: str, rows: int) -> None:
    """An invented workbook of one sheet."""
    import xlsxwriter  # not for the child, which imports this file again

    random = Random(1)
    constant = {"constant_memory": kind == "inline strings", "default_date_format": "dd.mm.yyyy"}
    with xlsxwriter.Workbook(path, constant) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [f"Spalte {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"])
        for number in range(1, rows + 1):
            if kind == "numbers and dates":
                sheet.write_row(number, 0, figures(number, random))
                continue
            sheet.write_row(number, 0, words(number))
            if kind == "formulas":
                sheet.write_formula(number, COLUMNS - 1, f"=J{number + 1}*K{number + 1}", None, 12.5)


def write_ods(path: Path, rows: int) -> None:
    import zipfile

    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        with archive.open("content.xml", "w") as content:
            begin = f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="A">'
            content.write(begin.encode())
            for number in range(rows + 1):
                row = "".join(cell.format(value) for value in words(number))
                content.write(f"<table:table-row>{row}</table:table-row>".encode())
            end = "</table:table></office:spreadsheet></office:body></office:document-content>"
            content.write(end.encode())


def bare(path: Path) -> int:
    return sum(1 for _row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows())


def ours(path: Path) -> int:
    return sum(len(batch.rows) for batch in open_table(path).batches())


def seconds(call: Callable[[Path], int], path: Path) -> float:
    began = time.perf_counter()
    call(path)
    return time.perf_counter() - began


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            path = Path(folder) / ("a.ods" if kind == "ods" else "a.xlsx")
            if kind == "ods":
                write_ods(path, rows)
            else:
                write(path, kind, rows)
            pairs = [(seconds(bare, path), seconds(ours, path)) for _time in range(times)]
            each = [statistics.median(side) for side in zip(*pairs, strict=True)]
            ratio = statistics.median(mine / theirs for theirs, mine in pairs)
            told = f"wanted {WANTED}" if kind in KINDS[:3] else "for information"
            print(f"{kind:18} calamine {each[0]:6.2f} s  open_table {each[1]:6.2f} s  ratio {ratio:.2f} ({told})")


if __name__ == "__main__":  # the child process that reads imports this file, too
    main()

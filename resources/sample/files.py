"""Writing files as the programs of the firm write them: byte for byte, from nothing but the rows."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

Value = str | int | None
_HEADS = Path(__file__).with_name("heads")


class Bare(str):
    """A number already spelt as the file wants it; stands without quotes."""


def head(name: str) -> list[str]:
    """The column names of a format, in order."""
    return (_HEADS / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def comma(cents: int) -> Bare:
    return Bare(f"{cents // 100},{cents % 100:02}")


def point(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def day(value: date) -> str:
    return f"{value.day:02}.{value.month:02}.{value.year}"


def write_datev(path: Path, first_line: str, columns: Sequence[str], rows: Iterable[Mapping[int, Value]]) -> None:
    """`rows` give values by column position from 1, as DATEV counts; text is quoted, numbers are not."""
    lines = [first_line, ";".join(columns)]
    for row in rows:
        cells = [""] * len(columns)
        for position, value in row.items():
            cells[position - 1] = _datev(value)
        lines.append(";".join(cells))
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode("cp1252", errors="replace"))


def _datev(value: Value) -> str:
    if value is None or value == "":
        return ""
    return str(value) if isinstance(value, int | Bare) else '"' + value.replace('"', '""') + '"'


def write_table(
    path: Path,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Value]],
    delimiter: str,
    encoding: str,
    end: str = "\n",
    quote_all: bool = False,
) -> None:
    """`rows` give values by column name; what is not named stays empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(
        text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    )
    writer.writerow(columns)
    known = set(columns)
    for row in rows:
        if unknown := set(row) - known:
            raise KeyError(f"{path.name} has no column {sorted(unknown)}")
        writer.writerow(["" if row.get(column) is None else row[column] for column in columns])
    path.write_bytes(text.getvalue().encode(encoding, errors="replace"))

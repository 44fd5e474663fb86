import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from kmu_crm.sources.importing import import_file
from kmu_crm.sources.reading.tables import open_table
from tests.beside import SHARED
from tests.sources.intake_desk import Desk

COLUMNS = SHARED / "formats" / "columns"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


@pytest.fixture
def read(tmp_path):
    def read(content, name="kunden.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        table = open_table(path)
        table.survey()
        return table

    return read


@pytest.fixture
def take(desk):
    """Writes rows under the header of that name, with lines before and behind, and imports them."""

    def taken(name, *rows, before=(), behind=()):
        index = {
            line.split("\t")[0]: line.split("\t") for line in (COLUMNS / "INDEX.tsv").read_text("utf-8").splitlines()
        }
        _, _, lines, encoding, delimiter = index[name][:5]
        encoding, delimiter = (
            {"utf-8-bom": "utf-8-sig"}.get(encoding, encoding),
            {"TAB": "\t"}.get(delimiter, delimiter),
        )
        head = (COLUMNS / name).read_bytes().decode(encoding).splitlines()[: int(lines)]
        columns = [column.strip() for column in next(csv.reader([head[-1]], delimiter=delimiter))]
        assert {column for row in rows for column in row} <= set(columns)
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(
            [row.get(one, "") for one in columns] for row in rows
        )
        path = desk.folder / name
        path.write_bytes("\r\n".join([*before, *head, out.getvalue().rstrip("\r\n"), *behind, ""]).encode(encoding))
        return import_file(desk.db, path)

    return taken

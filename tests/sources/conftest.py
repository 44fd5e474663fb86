from collections.abc import Iterator
from pathlib import Path

import pytest

from kmu_crm.sources.reading.tables import open_table
from tests.sources.intake_desk import Desk


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

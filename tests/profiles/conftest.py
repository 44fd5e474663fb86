from collections.abc import Iterator
from pathlib import Path

import pytest

from kmu_crm.store.store import Store
from tests.desk.desk_town import Town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with Store(tmp_path / "town.kmucrm") as store:
        yield Town(tmp_path, store)

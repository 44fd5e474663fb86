from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_town import Town

from kmu_crm.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kunden.kmucrm") as opened:
        yield opened


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with Store(tmp_path / "town.kmucrm") as store:
        yield Town(tmp_path, store)

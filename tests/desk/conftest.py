from collections.abc import Iterator
from pathlib import Path

import pytest

from kmu_crm.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kunden.kmucrm") as opened:
        yield opened

from pathlib import Path

import pytest
from outreach_shop import Shop

from kmu_crm.store.store import Store


@pytest.fixture
def shop(tmp_path: Path):
    with Store(tmp_path / "test.kmucrm") as store:
        yield Shop(store.db)

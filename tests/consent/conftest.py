from pathlib import Path

import pytest
from consent_book import Book

from kmu_crm.store.store import Store


@pytest.fixture
def book(tmp_path: Path):
    with Store(tmp_path / "test.kmucrm") as store:
        yield Book(store.db)

from pathlib import Path

import pytest

from kmu_crm.store.store import Store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A customer file with one setting in it, closed."""
    file = tmp_path / "Übung & Söhne's" / "kunden.kmucrm"
    with Store(file) as store:
        store.db.execute("INSERT INTO setting VALUES ('business.name', 'Muster')")
    return file

from collections.abc import Iterator
from pathlib import Path

import pytest
from calling_shop import Phones

from kmu_crm import i18n
from tests.value.shop import Shop


@pytest.fixture
def phones(tmp_path: Path) -> Iterator[Phones]:
    i18n.use("de")
    shop = Shop(tmp_path)
    yield Phones(shop)
    shop.store.close()

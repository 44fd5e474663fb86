"""What formats are called: by the export a file was recognised as, in the language in use."""

from pathlib import Path

import pytest

from kmu_crm import i18n
from kmu_crm.desk import intake
from kmu_crm.sources import queries
from kmu_crm.sources.mapping.sheets import bundled
from kmu_crm.store.store import Store

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "exports"
NAMES = {
    "de": {"Shopify Kunden", "CleverReach Empfänger", "Serviceliste"},
    "en": {"Shopify customers", "CleverReach recipients", "Service list"},
}


@pytest.mark.parametrize("language", NAMES)
def test_the_log_names_the_export_that_each_file_was(tmp_path: Path, language: str) -> None:
    i18n.use(language)
    files = ("customers_export.csv", "newsletter_cleverreach.csv", "service_und_reklamationen.xlsx")
    with Store(tmp_path / "kunden.kmucrm") as store:
        intake.take_in(store.db, [SAMPLE / name for name in files])
        assert {line.title for line in queries.imports(store.db)} == NAMES[language]


def test_a_second_export_of_a_program_keeps_its_own_title(tmp_path: Path) -> None:
    i18n.use("de")
    orders = (SAMPLE / "orders_export.csv").read_text("utf-8").splitlines(keepends=True)[:40]
    (tmp_path / "orders_export.csv").write_text("".join(orders), "utf-8")
    with Store(tmp_path / "kunden.kmucrm") as store:
        intake.take_in(store.db, [SAMPLE / "customers_export.csv", tmp_path / "orders_export.csv"])
        told = {line.file: line.title for line in queries.imports(store.db)}
    assert told["orders_export.csv"] == "Shopify Bestellungen"


def test_no_title_is_german_in_english() -> None:
    i18n.use("en")
    german = ("Kunden", "Bestellungen", "Kontakte", "Liste", "Zahlungen", "Adressen", "Warenwirtschaft")
    assert [sheet.label for sheet in bundled() if any(word in sheet.label for word in german)] == []

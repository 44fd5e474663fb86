"""Who speaks for a firm stands on its page, with role and address, though the firm is one customer."""

import cafe_shop
import pytest
from cafe_shop import open_whole
from PySide6.QtWidgets import QLabel

from kmu_crm import i18n
from kmu_crm.desk import intake
from kmu_crm.store.store import Store

DAY = "2025-11-24"
PEOPLE = """Kundennummer;Firma;Vorname;Nachname;Position;E-Mail;Telefon;Straße;PLZ;Ort
F1;Muster Metall GmbH;;;;info@metall.example;0341 5550100;Werkstr. 5;04103;Leipzig
F2;Muster Metall GmbH;Anna;Berg;Einkauf;a.berg@metall.example;0341 5550111;Werkstr. 5;04103;Leipzig
F3;Muster Metall GmbH;Bernd;Tal;Geschäftsführer;b.tal@metall.example;;Werkstr. 5;04103;Leipzig
"""


@pytest.fixture
def page(qtbot, tmp_path):
    i18n.use("de")
    store = Store(tmp_path / "kunden.kmucrm")
    (tmp_path / "firma.csv").write_text(PEOPLE, encoding="utf-8")
    assert not intake.take_in(store.db, [tmp_path / "firma.csv"], as_of=DAY).refused
    with cafe_shop.page(qtbot, store) as shown:
        yield shown


def test_each_person_stands_there_with_role_mail_and_number(qtbot, page):
    open_whole(qtbot, page, "Muster Metall GmbH")
    texts = [one.text() for one in page.whole.relations.findChildren(QLabel)]
    at = texts.index("Anna Berg")
    assert texts[at + 1] == "Einkauf · a.berg@metall.example · 0341 5550111"
    assert texts[texts.index("Bernd Tal") + 1].startswith("Geschäftsführer · b.tal@metall.example")
    assert not any(text.startswith("Keine Firma") for text in texts)

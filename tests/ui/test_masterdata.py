"""The master data of a customer as rows: only what there is."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from kmu_crm import i18n
from kmu_crm.desk import entry, intake
from kmu_crm.desk.dossier import dossier
from kmu_crm.store.store import Store
from kmu_crm.ui.pages.customers.masterdata import MasterData
from kmu_crm.ui.session import Session

PEOPLE = "Kundennummer;Anrede;Vorname;Nachname;Firma;Ort\n1;Firma;;;Muster GmbH;Leipzig\n2;Frau;Ina;Berg;;Halle\n"


def test_a_company_without_a_person_has_no_row_for_one(qtbot, tmp_path: Path):
    i18n.use("de")
    (tmp_path / "kunden.csv").write_text(PEOPLE, "utf-8")
    with Store(tmp_path / "kunden.kmucrm") as store:
        intake.take_in(store.db, [tmp_path / "kunden.csv"])
        rows = {}
        for number in (1, 2):
            shown = MasterData(Session(store))
            qtbot.addWidget(shown)
            shown.show_customer(dossier(store.db, number))
            rows[number] = {label.text() for label in shown.findChildren(QLabel)}
    assert ("Ansprechpartner" in rows[1] or "Kontakt" in rows[1], "Muster GmbH" in rows[1]) == (False, True)
    assert "Kontakt" in rows[2] or "Ansprechpartner" in rows[2]


def test_a_town_alone_is_an_address_too(qtbot, tmp_path: Path):
    i18n.use("de")
    with Store(tmp_path / "kunden.kmucrm") as store:
        made = entry.new(store.db, "customer", {"family_name": "Berg", "city": "Halle"})
        shown = MasterData(Session(store))
        qtbot.addWidget(shown)
        shown.show_customer(dossier(store.db, made["record_id"]))
        texts = [label.text() for label in shown.findChildren(QLabel)]
    assert "Halle" in texts and "Adresse" in texts


def test_another_value_is_offered_beside_the_source(qtbot, tmp_path: Path):
    i18n.use("de")
    (tmp_path / "kunden.csv").write_text(
        "Kundennummer;Vorname;Nachname;E-Mail;Telefon\n1;Ina;Berg;ina@berg.example;0341 2312514\n", "utf-8"
    )
    (tmp_path / "anrufer.csv").write_text(
        "Vorname;Nachname;E-Mail;Telefon\nIna;Berg;ina@berg.example;0341 2312599\n", "utf-8"
    )
    with Store(tmp_path / "kunden.kmucrm") as store:
        intake.take_in(store.db, [tmp_path / "kunden.csv", tmp_path / "anrufer.csv"])
        shown = MasterData(Session(store))
        qtbot.addWidget(shown)
        shown.resize(330, 400)
        shown.show_customer(dossier(store.db, 1))
        shown.show()
        assert any(label.text().startswith("+49 341 ") for label in shown.findChildren(QLabel))  # buttons say 0341
        (chip,) = shown.chips.values()
        (source,) = (
            label for label in chip.parentWidget().findChildren(QLabel)
            if label.text().startswith("aus ") and abs(label.mapTo(shown, QPoint(0, label.height() // 2)).y()
            - chip.mapTo(shown, QPoint(0, chip.height() // 2)).y()) <= 2
        )  # fmt: skip
        assert source.mapTo(shown, QPoint(source.width(), 0)).x() <= chip.mapTo(shown, QPoint(0, 0)).x()


def test_each_value_says_why_it_holds_and_so_does_the_choice_of_another(qtbot, tmp_path: Path):
    i18n.use("de")
    (tmp_path / "kunden.csv").write_text(
        "Kundennummer;Vorname;Nachname;E-Mail;Telefon\n1;Ina;Berg;ina@berg.example;0341 2312514\n", "utf-8"
    )
    (tmp_path / "outlook.csv").write_text(
        "First Name,Last Name,E-mail Address,Business Phone,Company\nIna,Berg,ina@berg.example,0341 2312599,\n", "utf-8"
    )
    with Store(tmp_path / "kunden.kmucrm") as store:
        intake.take_in(store.db, [tmp_path / "kunden.csv", tmp_path / "outlook.csv"])
        shown = MasterData(Session(store))
        qtbot.addWidget(shown)
        shown.show_customer(dossier(store.db, 1))
        told = {label.text(): label.accessibleDescription() for label in shown.findChildren(QLabel)}
        assert told["+49 341 2312599"] == "Gilt, weil Adressbuch vor Liste geht"
        assert told["ina@berg.example"] == "Alle Angaben stimmen überein"
        assert shown.chips["phone"].menu().actions()[0].text() == "Gilt, weil Adressbuch vor Liste geht"
        assert not shown.chips["phone"].menu().actions()[0].isEnabled()

"""All about one customer in one document that a script can read."""

import json
from pathlib import Path

import pytest
from desk_town import Town, customer, invoice

from kmu_crm.desk import intake
from kmu_crm.desk.derive import derive
from kmu_crm.desk.show import show
from kmu_crm.profiles.queries import NoSuchProfile
from kmu_crm.sources.choices import Mend
from kmu_crm.sources.importing import import_file


@pytest.fixture
def shown(town: Town) -> dict[str, object]:
    town.customers(
        customer("K1", "Anna", "Muster", "a@b.example", "ja"), customer("K2", "Bernd", "Beispiel", "c@d.example")
    )
    town.invoices(invoice("R1", "K1", "01.03.2025", "100,00"))
    town.decide("merge", 0, 1)
    return show(town.store.db, 2)  # any of its numbers leads to it


def test_it_holds_what_is_promised_and_is_plain_json(shown: dict[str, object]) -> None:
    told = json.loads(json.dumps(shown))
    keys = {"profile_id", "fields", "records", "timeline", "figures", "consents", "relations", "why_one", "permissions"}
    assert keys <= told.keys()
    assert (told["profile_id"], told["customer_numbers"]) == (1, ["K1", "K2"])


def test_every_value_says_where_it_comes_from(shown: dict[str, object]) -> None:
    (mail,) = [one for one in shown["fields"] if one["field"] == "email"]  # type: ignore[attr-defined]
    assert (mail["value"], mail["origin"]["file"], mail["origin"]["row"]) == ("c@d.example", "kunden1.csv", 2)
    assert [(one["value"], one["row"]) for one in mail["others"]] == [("a@b.example", 1)]
    assert (mail["why"]["code"], mail["why"]["winner"], mail["why"]["loser"]) == ("newest", "list", "list")


def test_a_value_corrected_by_hand_at_the_import_says_so(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("Kundennummer;Name;Ort;E-Mail\n1;Ina Berg;Mynchen;ina@berg.example\n", encoding="utf-8")
    import_file(town.store.db, file, mends=[Mend(1, "Ort", "München"), Mend(1, "Name", "Ina Burg")])
    derive(town.store.db)
    fields = {one["field"]: (one["value"], one["origin"].get("by_hand")) for one in show(town.store.db, 1)["fields"]}
    assert (fields["city"], fields["family_name"]) == (("München", True), ("Burg", True))
    assert fields["email"] == ("ina@berg.example", None)


def test_records_and_timeline_have_the_keys_that_scripts_rely_on(shown: dict[str, object]) -> None:
    records = [(one["file"], one["row"], one["system"], one["external_id"]) for one in shown["records"]]  # type: ignore[attr-defined]
    assert records == [("kunden1.csv", 1, "till", "K1"), ("kunden1.csv", 2, "till", "K2")]
    (bill,) = [one for one in shown["timeline"] if one["kind"] == "invoice"]  # type: ignore[attr-defined]
    keys = ("at", "reference", "amount_gross", "amount_net")
    assert tuple(bill[key] for key in keys) == ("2025-03-01", "R1", "119.00", "100.00")


def test_a_person_who_decided_is_named(shown: dict[str, object]) -> None:
    assert next(one["author"] for one in shown["why_one"]) == "test"  # type: ignore[attr-defined]


def test_nobody_is_a_clear_sentence(town: Town) -> None:
    with pytest.raises(NoSuchProfile, match="99"):
        show(town.store.db, 99)


def test_a_company_names_the_people_who_speak_for_it(store, tmp_path) -> None:
    lines = "Rechnungsnummer;Rechnungsdatum;Kundennummer;Firma;Vorname;Nachname;Brutto\n1;01.03.2025;7;Holzbau Lind GmbH;Eva;Lind;119,00\n"
    (tmp_path / "rechnungen.csv").write_text(lines, encoding="utf-8")
    intake.take_in(store.db, [tmp_path / "rechnungen.csv"], as_of="2025-04-01")
    told = show(store.db, 1)
    assert (told["display_name"], told["contacts"]) == ("Holzbau Lind GmbH", ["Eva Lind"])
    figures = told["figures"]
    assert (figures["documents"], figures["revenue_net"], figures["revenue_12m"]) == (1, None, None)

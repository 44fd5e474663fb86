"""Who must not be contacted any more is told so, with the reason and since when; everybody else is not."""

from pathlib import Path

import pytest
from desk_town import Town, customer

from kmu_crm.consent.barred import Barred
from kmu_crm.consent.objections import Objection, note_many
from kmu_crm.desk import intake, permitting
from kmu_crm.desk.dossier import dossier

MARK = "Kundennummer;Vorname;Nachname;E-Mail;Telefon;{}\r\n1;Anna;Muster;anna@muster.example;0341 2312514;{}\r\n"


@pytest.fixture
def anna(town: Town) -> Town:
    address = {"street": "Am Hang 8", "postcode": "04275", "city": "Leipzig"}
    town.customers(customer("K1", "Anna", "Muster", "anna@muster.example", phone="0341 2312514", **address))
    return town


def barred(town: Town) -> Barred | None:
    return dossier(town.store.db, 1).barred


def refuse(town: Town, *ways: str) -> None:
    for one in dossier(town.store.db, 1).addresses:
        if one.channel in ways:
            permitting.refuse(town.store.db, one, "Anruf", "05.11.2025", "Lena")


def test_nobody_is_barred_who_only_never_agreed(anna: Town) -> None:
    assert barred(anna) is None


def test_who_refused_one_way_may_still_be_spoken_to_by_another(anna: Town) -> None:
    refuse(anna, "email", "phone")
    assert barred(anna) is None


def test_who_refused_every_way_there_is_must_not_be_contacted(anna: Town) -> None:
    refuse(anna, "email", "phone", "post")
    found = barred(anna)
    assert found is not None and (found.how, found.since) == ("refused", "2025-11-05")
    assert [channel for channel, _why in found.noes] == ["email", "phone", "post"]
    assert found.notices == ("email", "phone", "post")


def test_an_objection_to_all_advertising_is_told_with_its_day_and_a_later_consent_lifts_it(anna: Town) -> None:
    note_many(anna.store.db, [Objection(1, [], "2025-09-17")])
    found = barred(anna)
    assert found is not None and (found.how, found.since, found.notices) == (
        "objected", "2025-09-17", ("email", "phone", "post")
    )  # fmt: skip
    to = next(one for one in dossier(anna.store.db, 1).addresses if one.channel == "email")
    permitting.agree(anna.store.db, to, "form", "Messe, Ordner 3", "05.11.2025", "Lena")
    assert barred(anna) is None


def test_an_objection_is_told_of_whoever_has_no_address_at_all(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster"))
    note_many(town.store.db, [Objection(1, [], "2025-09-17")])
    found = barred(town)
    assert found is not None and (found.how, found.notices) == ("objected", ())


def test_who_is_blocked_at_every_address_is_written_to_about_nothing(anna: Town) -> None:
    for one in dossier(anna.store.db, 1).addresses:
        permitting.block(anna.store.db, one, "Anwaltsschreiben", "Lena")
    found = barred(anna)
    assert found is not None and (found.how, found.notices) == ("blocked", ())
    assert found.noes == (("email", "Anwaltsschreiben"), ("phone", "Anwaltsschreiben"), ("post", "Anwaltsschreiben"))
    assert found.since is not None


@pytest.mark.parametrize(
    ("heading", "cell"), [("Verstorben", "ja"), ("Keine Werbung", "ja"), ("Bemerkung", "verstorben")]
)
def test_whoever_a_file_says_is_dead_or_wants_no_advertising_is_barred(
    town: Town, tmp_path: Path, heading: str, cell: str
) -> None:
    file = tmp_path / "kunden.csv"
    file.write_text(MARK.format(heading, cell), "utf-8")
    intake.take_in(town.store.db, [file])
    found = barred(town)
    assert found is not None and found.how == "objected"

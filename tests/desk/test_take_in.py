"""A delivery: what is good goes in, what is not is named, and files may come in any order."""

import csv
import zipfile
from pathlib import Path

import pytest
from desk_town import TILL, Town, customer, invoice

from kmu_crm.desk import intake, leftovers
from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.errors import Cancelled
from kmu_crm.progress import Progress
from kmu_crm.sources.recording.problems import sentence


def test_a_refused_file_leaves_the_others_standing(town: Town) -> None:
    (town.folder / "0.csv").write_bytes(b"%PDF-1.7 \x00")
    (town.folder / "1.csv").write_text("Kundennummer;Vorname;Nachname;Newsletter\nK1;Anna;Muster;ja\n")
    delivery = intake.take_in(town.store.db, [town.folder / "0.csv", town.folder / "1.csv"], further=TILL)
    assert [one.file for one in delivery.done] == ["1.csv"]
    assert [path.name for path, _error in delivery.refused] == ["0.csv"]
    assert town.names() == ["Anna Muster"]


def test_a_folder_means_its_files_without_the_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", ".hidden", "~$a.xlsx"):
        (tmp_path / name).touch()
    (tmp_path / "further").mkdir()
    assert [path.name for path in intake.files_of([tmp_path])] == ["a.csv", "b.csv"]


def test_files_come_in_any_order(town: Town) -> None:
    assert town.invoices(invoice("R1", "K1", "02.03.2025", "10,00")).derived.profiles == 1  # type: ignore[union-attr]
    town.customers(customer("K1", "Anna", "Muster"))
    assert [(one["display_name"], one["records"]) for one in town.profiles()] == [("Anna Muster", 1)]


def test_a_dry_run_gives_the_numbers_and_changes_nothing(town: Town) -> None:
    path = town.folder / "kunden.csv"
    path.write_text("Kundennummer;Vorname;Nachname;Newsletter\nK1;Anna;Muster;ja\n")
    delivery = intake.take_in(town.store.db, [path], further=TILL, dry_run=True)
    assert (delivery.done[0].tally.new, town.profiles()) == (1, [])


def test_cancelling_leaves_the_store_as_it_was(town: Town) -> None:
    class Stops(Progress):
        def report(self, done: int, total: int) -> None:
            raise Cancelled()

    path = town.folder / "kunden.csv"
    path.write_text("Kundennummer;Vorname;Nachname;Newsletter\nK1;Anna;Muster;ja\n")
    with pytest.raises(Cancelled):
        intake.take_in(town.store.db, [path], further=TILL, progress=Stops())
    assert town.store.db.execute("SELECT count(*) FROM party").fetchone() == (0,)


def test_cancelling_a_later_file_leaves_those_before_it_with_their_profiles(town: Town) -> None:
    class Stops(Progress):
        def __init__(self) -> None:
            self.wished = False

        def stage(self, title: str) -> None:
            self.wished = self.wished or "b.csv" in title

        def report(self, done: int, total: int) -> None:
            if self.wished:
                raise Cancelled()

    for name, who in (("a.csv", "K1;Anna;Muster"), ("b.csv", "K2;Bernd;Beispiel"), ("c.csv", "K3;Cem;Dritter")):
        (town.folder / name).write_text(f"Kundennummer;Vorname;Nachname;Newsletter\n{who};ja\n")
    delivery = intake.take_in(town.store.db, [town.folder], further=TILL, progress=Stops())
    assert ([one.file for one in delivery.done], delivery.stopped, town.names()) == (["a.csv"], True, ["Anna Muster"])


@pytest.mark.parametrize("name", ["rest.csv", "rest.xlsx"])
def test_rows_left_out_are_saved_with_their_reason(town: Town, name: str) -> None:
    town.customers(customer("K1", "Anna", "Muster"), customer("", "", "", city="Wien"))
    out = town.folder / name
    rows = leftovers.write(town.store.db, 1, out)
    assert rows == 1
    header, left = _cells(out)
    assert dict(zip(header, left, strict=True)) | {"Ort": "Wien"} == dict(zip(header, left, strict=True))
    assert left[-1] == sentence("empty_name")


def test_the_reason_stands_in_its_own_column_however_many_cells_a_row_has(town: Town) -> None:
    header, rows = (
        ("Kundennummer", "Vorname", "Nachname", "E-Mail", "Ort"),
        (("K6", "Bo", "Tal"), ("K7", "Cy", "Rot", "c@x.example", "Ulm", "x", "y")),
    )
    town.file("kunden", header, (*rows, ("K8", "Di", "Neu", "di@x.example", "Bonn")))
    out = town.folder / "rest.csv"
    assert leftovers.write(town.store.db, 1, out) == 2
    head, *left = _cells(out)
    assert head[:5] == list(header) and {len(row) for row in left} == {len(head)}
    assert {row[-1] for row in left} == {sentence("ragged")}


def _cells(path: Path) -> list[list[str]]:
    if path.suffix == ".xlsx":
        from python_calamine import CalamineWorkbook

        return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def sale(number: str, name: str) -> tuple[str, ...]:
    return number, "02.03.2025", *name.split(), "119,00"


def test_who_loses_their_only_document_to_a_corrected_list_is_no_customer_any_more(town: Town) -> None:
    town.sales(sale("R1", "Anna Muster"), sale("R2", "Uwe Stein"))
    town.sales(sale("R1", "Zoe Weber"), sale("R2", "Uwe Stein"))
    assert town.names() == ["Uwe Stein", "Zoe Weber"]


def test_who_lost_their_document_is_back_with_it(town: Town) -> None:
    town.sales(sale("R1", "Anna Muster"))
    town.sales(sale("R1", "Zoe Weber"))
    town.undo(0)
    assert town.names() == ["Anna Muster"]
    town.sales(sale("R1", "Zoe Weber"))
    town.sales(sale("R1", "Anna Muster"))
    assert town.names() == ["Anna Muster"]


def test_who_stands_in_a_customer_list_stays_without_documents(town: Town) -> None:
    town.file("kontakte", ("Vorname", "Nachname"), (("Anna", "Muster"),))
    town.sales(sale("R1", "Anna Muster"))
    town.sales(sale("R1", "Zoe Weber"))
    assert town.names() == ["Anna Muster", "Zoe Weber"]


CONSENTS = ("Kundennr", "Vorname", "Nachname", "E-Mail", "Newsletter", "Einwilligung am")


def test_who_said_no_at_a_former_address_is_not_written_to_at_the_new_one(town: Town) -> None:
    town.file("liste", CONSENTS, (("5", "Emil", "Eck", "emil@alt.example", "abgemeldet", "01.02.2020"),))
    town.file("liste", CONSENTS, (("5", "Emil", "Eck", "emil@neu.example", "ja", "01.02.2019"),))
    assert town.profile("Emil Eck")["email_ok"] == "no"
    assert rebuild(town.store.db).differences == ()


def test_a_no_that_comes_later_to_a_former_address_holds_for_the_new_one(town: Town) -> None:
    for mail in ("emil@alt.example", "emil@neu.example"):
        town.file("liste", CONSENTS, (("5", "Emil", "Eck", mail, "ja", "01.02.2019"),))
    assert town.profile("Emil Eck")["email_ok"] == "yes"
    town.consent("emil@alt.example", "withdrawn")
    assert town.profile("Emil Eck")["email_ok"] == "no"
    assert rebuild(town.store.db).differences == ()


@pytest.mark.parametrize("packed", [False, True])
def test_refusals_by_number_find_the_customers_of_the_same_delivery(town: Town, packed: bool) -> None:
    folder = town.folder / "exports"
    folder.mkdir()
    files = {
        "A_Widerspruch.csv": "Kundennummer;Werbewiderspruch\nK1;12.03.2024\n",
        "Kunden.csv": "Kundennummer;Vorname;Nachname;E-Mail\nK1;Anna;Muster;anna@muster.example\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    if packed:
        with zipfile.ZipFile(folder / "alles.zip", "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
                (folder / name).unlink()
    delivery = intake.take_in(town.store.db, [folder])
    assert [(one.file.rpartition("/")[2], len(one.refusals)) for one in delivery.done] == [
        ("Kunden.csv", 0),
        ("A_Widerspruch.csv", 0),
    ]
    assert town.store.db.execute("SELECT count(*) FROM objection").fetchone() == (1,)

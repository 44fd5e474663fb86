"""`import --format`: a file that cannot be of the format is refused in a sentence that names what the format needs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kmu_crm.cli import app, base

PEOPLE = "Kundennummer;Name;Straße;PLZ;Ort\r\n1;Ina Berg;Weg 1;01067;Dresden\r\n2;Udo Tal;Weg 2;01069;Dresden\r\n"
SHOP = "Name,Email,Financial Status,Lineitem name,Total\r\n#1001,ina@abc.de,paid,Tee,12.00\r\n"
Told = tuple[int, str, str]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    def call(*words: object) -> Told:
        status = base.run(app.main, ["--store", str(tmp_path / "kunden.kmucrm"), *map(str, words)])
        return status, *capsys.readouterr()

    return call


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        ("shopify_orders", "financial status"),
        ("datev_debtors", "konto"),
        ("datev_one_off_addresses", "DATEV"),
        ("bank_statement", "bank_statement"),
        ("vcard_contacts", "vcard_contacts"),
    ],
)
def test_a_list_of_customers_is_refused_under_another_format(
    ask: Callable[..., Told], tmp_path: Path, name: str, needs: str
) -> None:
    (tmp_path / "k.csv").write_text(PEOPLE, "utf-8")
    status, _out, told = ask("import", tmp_path / "k.csv", "--format", name)
    assert (status, "k.csv" in told, needs in told, told.strip().count("\n")) == (1, True, True, 0), told
    assert json.loads(ask("--json", "imports")[1]) == []


def test_a_file_that_has_most_of_what_a_format_needs_is_read_as_that(ask: Callable[..., Told], tmp_path: Path) -> None:
    (tmp_path / "shop.csv").write_text(SHOP, "utf-8")
    status, _out, told = ask("import", tmp_path / "shop.csv", "--format", "shopify_orders")
    assert (status, told) == (0, "")


def test_a_machine_line_of_another_program_is_no_unknown_format(ask: Callable[..., Told], tmp_path: Path) -> None:
    head = '"EXTF";700;21;"Buchungsstapel";12;20250201120000000;;"RE";"";"";1001;10001;20250101;4;20250101;20250131\r\n'
    body = "Umsatz;Soll/Haben-Kennzeichen;Konto;Gegenkonto;Belegdatum\r\n10,00;S;10001;8400;0101\r\n"
    (tmp_path / "EXTF_1.csv").write_text(head + body, "cp1252")
    status, _out, told = ask("import", tmp_path / "EXTF_1.csv", "--format", "shopify_orders")
    assert (status, "financial status" in told) == (1, True), told


def test_a_format_that_does_not_exist_is_called_unknown(ask: Callable[..., Told], tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_text(PEOPLE, "utf-8")
    status, _out, told = ask("import", tmp_path / "k.csv", "--format", "shopifi")
    assert (status, "shopifi" in told, "k.csv" in told) == (1, True, True)

import csv
import hashlib
import io
import sqlite3
import tempfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from outreach_shop import Shop

from kmu_crm.consent import ledger, suppression
from kmu_crm.consent.gate import OnlyByMail
from kmu_crm.consent.statements import Statement
from kmu_crm.consent.states import states
from kmu_crm.outreach import log, place
from kmu_crm.outreach.export import NobodyLeft, write
from kmu_crm.outreach.plan import WrongChannel
from kmu_crm.store import patience
from kmu_crm.store.store import Store


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(patience, "PAUSES", ())


def read(file: Path, separator: str = ";") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8"), newline=""), delimiter=separator))


def two(shop) -> None:
    shop.profile(1, "anja@x.example", "A", salutation="ms", given_name="Anja", last_purchase="2025-05-12")
    shop.profile(2, "jörg@x.example", "B", family_name="=HYPERLINK(1)", company="+49 Bar\r\nGmbH")
    shop.consents("anja@x.example", "jörg@x.example")


def test_the_file_and_its_entry_in_the_log_say_the_same(shop, tmp_path):
    two(shop)
    target = tmp_path / "liste.csv"
    export = write(shop.db, shop.plan(1, 2), target, "Lena")
    rows = read(target)
    assert [row["EMAIL"] for row in rows] == ["anja@x.example", "jörg@x.example"]
    assert (rows[0]["ANREDE"], rows[0]["LETZTER_KAUF"], rows[0]["EINWILLIGUNG_AM"]) == (
        "Frau",
        "12.05.2025",
        "05.01.2025",
    )
    assert (rows[1]["NACHNAME"], rows[1]["FIRMA"], export.guarded) == ("'=HYPERLINK(1)", "'+49 Bar GmbH", 2)
    assert "GRUPPE" not in rows[0]
    (entry,) = log.campaigns(shop.db)
    assert entry.sha256 == export.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert (entry.written, entry.file, entry.rule, entry.funnel["no_consent"]) == (2, "liste.csv", "alle", 0)
    assert [
        (one.record_id, one.address, one.arm, one.consent_event_id, one.ground) for one in log.recipients(shop.db, 1)
    ] == [
        (1, "anja@x.example", "A", 1, "consent"),
        (2, "jörg@x.example", "A", 2, "consent"),
    ]
    assert sorted(file.name for file in tmp_path.iterdir() if "kmucrm" not in file.name) == ["liste.csv"]


def test_the_preview_shows_the_file_and_writes_nothing(shop, tmp_path):
    two(shop)
    planned = shop.plan(1, 2, arms=2)
    assert log.campaigns(shop.db) == []
    write(shop.db, planned, tmp_path / "liste.csv", "Lena")
    rows = read(tmp_path / "liste.csv")
    assert [tuple(row.values()) for row in rows] == list(planned.preview.rows)
    assert sorted(row["GRUPPE"] for row in rows) == ["A", "B"]
    assert planned.sizes == {"A": 1, "B": 1}


def test_who_withdraws_between_plan_and_file_is_not_in_the_file(shop, tmp_path):
    two(shop)
    planned = shop.plan(1, 2)
    ledger.note(shop.db, Statement("anja@x.example", "email", "withdrawn"), "Lena")
    assert write(shop.db, planned, tmp_path / "liste.csv", "Lena").written == 1
    assert "anja" not in (tmp_path / "liste.csv").read_text(encoding="utf-8")


def test_the_control_group_is_kept_in_the_log_without_an_address_and_out_of_the_file(shop, tmp_path):
    for number in range(1, 11):
        shop.profile(number, f"k{number}@x.example", "A")
        shop.consents(f"k{number}@x.example")
    write(shop.db, shop.plan(*range(1, 11), control=0.3), tmp_path / "liste.csv", "Lena")
    frozen = log.recipients(shop.db, 1)
    held = {one.record_id for one in frozen if one.arm == "control"}
    assert (len(held), len(frozen)) == (3, 10)
    assert {one.address for one in frozen if one.record_id in held} == {""}
    assert {row["EMAIL"] for row in read(tmp_path / "liste.csv")} == {
        f"k{number}@x.example" for number in range(1, 11) if number not in held
    }


@pytest.mark.parametrize(
    ("preset", "separator", "column"), [("brevo", ";", "EMAIL"), ("mailchimp", ",", "Email Address")]
)
def test_columns_are_called_as_the_tool_calls_them(shop, tmp_path, preset, separator, column):
    two(shop)
    write(shop.db, shop.plan(1, preset=preset), tmp_path / "liste.csv", "Lena")
    assert read(tmp_path / "liste.csv", separator)[0][column] == "anja@x.example"


def test_tools_get_their_own_shapes(shop, tmp_path):
    shop.profile(1, "a@x.example", company="ü" * 200, postcode="12345678", birth_date="1980-02-29", salutation="mr")
    shop.consents("a@x.example")
    write(shop.db, shop.plan(1, preset="mailchimp", columns=("Company", "Birthday")), tmp_path / "m.csv", "Lena")
    (row,) = read(tmp_path / "m.csv", ",")
    assert (len(row["Company"].encode()), row["Birthday"]) == (254, "02/29")
    columns = ("email", "gender", "zip", "birthdate")
    write(shop.db, shop.plan(1, preset="rapidmail", columns=columns), tmp_path / "r.csv", "Lena")
    assert list(read(tmp_path / "r.csv")[0].values()) == ["a@x.example", "male", "", "1980-02-29"]


def test_letters_are_a_workbook_of_texts(shop, tmp_path):
    door = {"street": "Seegasse 3", "postcode": "01067", "city": "Dresden"}
    shop.profile(1, kind="company", family_name=None, company="=1+1", **door)
    shop.profile(2, given_name="Kim", family_name="Berger", **door)
    write(shop.db, shop.plan(1, 2, channel="post", preset="letter"), tmp_path / "brief.xlsx", "Lena")
    header, *rows = openpyxl.load_workbook(tmp_path / "brief.xlsx").active.iter_rows()
    cells = [dict(zip([cell.value for cell in header], row, strict=True)) for row in rows]
    assert [one["Briefanrede"].value for one in cells] == ["Sehr geehrte Damen und Herren", "Guten Tag Kim Berger"]
    assert (cells[0]["Firma"].value, cells[0]["Firma"].data_type) == ("=1+1", "s")
    assert (cells[0]["PLZ"].value, cells[0]["PLZ"].data_type) == ("01067", "s")
    assert [cells[1][f"Anschrift {n}"].value for n in (1, 2, 3, 4)] == [
        "Kim Berger",
        "Seegasse 3",
        "01067 Dresden",
        None,
    ]


def test_a_call_list_keeps_numbers_as_they_are_dialled(shop, tmp_path):
    shop.profile(1, phone="+493023125014")
    shop.says("+493023125014", "given", "phone", evidence="call of 5 May")
    write(shop.db, shop.plan(1, channel="phone", preset="calls"), tmp_path / "anrufe.csv", "Lena")
    (row,) = read(tmp_path / "anrufe.csv")
    assert (row["Telefon"], row["Grund"]) == ("+493023125014", "call of 5 May")


def test_a_mail_export_holds_neither_phone_nor_street(shop, tmp_path):
    shop.profile(1, "a@x.example", phone="+493023125014", street="Seegasse 3", postcode="01067", city="Dresden")
    shop.consents("a@x.example")
    (tmp_path / "all.toml").write_text(
        'title = "all"\nchannels = ["email"]\ncolumn = [{name="m",entry="email"},{name="p",entry="phone"},'
        '{name="s",entry="street"},{name="a",entry="address_2"}]\n'
    )
    write(shop.db, shop.plan(1, preset="all", own=tmp_path), tmp_path / "x.csv", "Lena")
    assert list(read(tmp_path / "x.csv")[0].values()) == ["a@x.example", "", "", ""]


def test_a_preset_serves_only_its_channels_and_the_customer_rule_only_mail(shop):
    with pytest.raises(WrongChannel):
        shop.plan(channel="post")
    with pytest.raises(OnlyByMail):
        shop.plan(channel="post", preset="letter", purpose="existing-customers")


def refused(shop, target: Path, **how: bool) -> type[Exception]:
    with pytest.raises(Exception) as error:
        write(shop.db, shop.plan(1), target, "Lena", **how)
    assert log.campaigns(shop.db) == []
    return error.type


def test_a_folder_a_missing_folder_a_file_that_stands_and_the_store_are_refused(shop, tmp_path):
    two(shop)
    (tmp_path / "alt.csv").write_text("alt")
    assert refused(shop, tmp_path) is place.NotAFile
    assert refused(shop, tmp_path / "fehlt" / "x.csv") is place.NotAFile
    assert refused(shop, tmp_path / "alt.csv") is place.AlreadyThere
    assert refused(shop, tmp_path / "test.kmucrm", overwrite=True) is place.IsTheStore
    assert (tmp_path / "alt.csv").read_text() == "alt"
    assert write(shop.db, shop.plan(1), tmp_path / "alt.csv", "Lena", overwrite=True).written == 1


def test_a_file_that_is_open_in_excel_is_left_and_nothing_is_logged(shop, tmp_path, monkeypatch):
    two(shop)
    (tmp_path / "alt.csv").write_text("alt")

    def held(*_: object) -> None:
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "replace", held)
    assert refused(shop, tmp_path / "alt.csv", overwrite=True) is place.TargetInUse
    monkeypatch.undo()
    assert (tmp_path / "alt.csv").read_text() == "alt"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("stood", [True, False])
def test_when_the_log_cannot_be_written_the_file_goes_too(shop, tmp_path, stood):
    two(shop)
    target = tmp_path / "liste.csv"
    if stood:
        target.write_text("alt")
    shop.db.execute(  # fails at the commit, when the file stands in its place already
        "CREATE TABLE late (id INTEGER REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED)"
    )
    shop.db.execute("CREATE TRIGGER breaks AFTER INSERT ON campaign BEGIN INSERT INTO late VALUES (999); END")
    assert refused(shop, target, overwrite=True) is sqlite3.IntegrityError
    assert (target.read_text() if target.exists() else None) == ("alt" if stood else None)
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Sommer/Herbst: 2025?", "Sommer Herbst 2025.csv"),
        ("../../etc/passwd", "etc passwd.csv"),
        ("CON", "Liste CON.csv"),
        ("..", "Liste.csv"),
        ("." * 200 + "x", "x.csv"),
    ],
)
def test_a_file_name_is_safe_whatever_the_list_is_called(name, file):
    assert place.suggested(name, "csv") == file


EVENT = some.tuples(
    some.sampled_from("abc"),
    some.sampled_from(["claimed", "given", "confirmed", "withdrawn", "bounced", "suppressed", "undo"]),
    some.sampled_from([None, "2025-01-01", "2025-01-02T08:00:00Z", "2025-01-03"]),
    some.sampled_from(["", "form 12"]),
)


@settings(max_examples=30, deadline=None)
@given(some.lists(EVENT, max_size=8), some.sampled_from([0.0, 0.4]))
def test_no_file_holds_an_address_without_a_standing_proven_yes(events, control):
    mails = ["a@x.example", "b@x.example", "c@x.example"]
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "t.kmucrm") as store:
        shop = Shop(store.db)
        shop.profile(1, mails[0], others=[mails[1]])
        shop.profile(2, mails[2], others=[mails[0]])
        for local, state, at, evidence in events:
            address = f"{local}@x.example"
            if state == "undo":
                ledger.take_back(store.db, 1)
            elif state == "suppressed":
                suppression.suppress(store.db, address, "wish", "Lena")
            else:
                said = Statement(address, "email", state, evidence=evidence, at=at, source_id=1, import_id=1)
                ledger.note_many(store.db, [said], "import")
        target = Path(folder) / "liste.csv"
        with suppress(NobodyLeft):
            write(store.db, shop.plan(1, 2, control=control), target, "Lena")
        written = target.read_text(encoding="utf-8") if target.exists() else ""
        for address, found in states(store.db, "email", "advertising", mails).items():
            assert found.state == "yes" or address not in written

"""ZIP archives: their files come in as files of their own; what is wrong with an archive or a member does no harm."""

import io
import stat
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.desk.intake import take_in
from kmu_crm.desk.looking import look
from kmu_crm.sources.reading import raw
from kmu_crm.sources.reading.member_names import free, is_unsafe, safe
from kmu_crm.sources.reading.unpacking import Unpacked, is_archive
from kmu_crm.sources.refusals import Refused
from tests.sources.intake_desk import Desk

CUSTOMERS = "Kundennummer;Vorname;Nachname;E-Mail\nK1;Anna;Muster;anna@muster.example\n"
MAIL = "From: anna@muster.example\nTo: us@firma.example\nSubject: Hallo\nDate: Sun, 9 Mar 2025 10:00 +0100\n\nText\n"


def packed(path: Path, *members: tuple[str | zipfile.ZipInfo, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def nested() -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.csv", CUSTOMERS)
    return inner.getvalue()


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests unpack at the same time."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path_factory.mktemp("temporary")))


def left_behind() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob(f"{raw.UNPACKED}*"))


def test_each_member_is_imported_as_a_file_of_its_own(desk: Desk) -> None:
    before = left_behind()
    archive = packed(desk.folder / "export.zip", ("kunden.csv", CUSTOMERS), ("post/brief.eml", MAIL), ("leer.csv", ""))
    delivery = take_in(desk.db, [archive])
    assert [one.file for one in delivery.done] == ["export.zip/kunden.csv", "export.zip/post/brief.eml"]
    assert [str(error).split(" ist ")[0].split(" is ")[0] for _path, error in delivery.refused] == [
        "export.zip/leer.csv"
    ]
    assert desk.ask("SELECT file FROM import") == [("export.zip/kunden.csv",), ("export.zip/post/brief.eml",)]
    assert left_behind() <= before


def test_the_content_decides_what_an_archive_is(desk: Desk) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Name", "E-Mail"])
    book.active.append(["Anna", "a@x.example"])
    book.save(desk.folder / "liste.zip")
    assert not is_archive(desk.folder / "liste.zip")
    assert is_archive(packed(desk.folder / "export.xlsx", ("kunden.csv", CUSTOMERS)))
    assert not is_archive(desk.folder / "desk.kmucrm")


def test_what_systems_leave_beside_files_is_passed_over(desk: Desk) -> None:
    clutter = [
        ("__MACOSX/._kunden.csv", b"\0\5"),
        (".DS_Store", b"\0"),
        ("sub/._x.csv", b"\0"),
        ("Thumbs.db", b"\0"),
        ("~$k.xlsx", b"\0"),
    ]
    archive = packed(desk.folder / "export.zip", *clutter, ("kunden.csv", CUSTOMERS), ("ordner/", ""))
    delivery = take_in(desk.db, [archive])
    assert ([one.file for one in delivery.done], delivery.refused) == (["export.zip/kunden.csv"], [])


def link() -> zipfile.ZipInfo:
    made = zipfile.ZipInfo("link.csv")
    made.create_system, made.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return made


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("../kunden.csv", CUSTOMERS, "unsupported"),
        ("/etc/kunden.csv", CUSTOMERS, "unsupported"),
        ("C:\\kunden.csv", CUSTOMERS, "unsupported"),
        ("a/../../kunden.csv", CUSTOMERS, "unsupported"),
        (link(), "/etc/passwd", "unsupported"),
        ("innen.zip", nested(), "unsupported"),
        ("innen.csv", nested(), "unsupported"),
        ("innen.tgz", b"\x1f\x8b\x08" + bytes(50), "unsupported"),
    ],
)
def test_a_member_that_leads_astray_leaves_the_others_standing(
    desk: Desk, name: str | zipfile.ZipInfo, content: str | bytes, code: str
) -> None:
    archive = packed(desk.folder / "export.zip", (name, content), ("gut.csv", CUSTOMERS))
    delivery = take_in(desk.db, [archive])
    assert [one.file for one in delivery.done] == ["export.zip/gut.csv"]
    assert [error.code for _path, error in delivery.refused] == [code]
    assert not list(desk.folder.parent.glob("*.csv")) + list(desk.folder.glob("*.csv"))


def test_a_damaged_member_leaves_the_others_standing(desk: Desk) -> None:
    archive = desk.folder / "export.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("kaputt.csv", CUSTOMERS)
        made.writestr("gut.csv", CUSTOMERS)
    data = archive.read_bytes()
    archive.write_bytes(data.replace(b"Anna", b"Anne", 1))
    delivery = take_in(desk.db, [archive])
    assert ([one.file for one in delivery.done], [error.code for _p, error in delivery.refused]) == (
        ["export.zip/gut.csv"],
        ["truncated"],
    )


@pytest.mark.parametrize("how", ["bomb", "password", "cut", "empty"])
def test_an_archive_that_cannot_be_trusted_is_refused_as_a_whole(desk: Desk, how: str) -> None:
    before, archive = left_behind(), desk.folder / "export.zip"
    packed(archive, ("kunden.csv", bytes(12 << 20) if how == "bomb" else CUSTOMERS))
    data = archive.read_bytes()
    if how == "password":
        at = data.index(b"PK\x01\x02")
        archive.write_bytes(data[:6] + b"\x01" + data[7 : at + 8] + b"\x01" + data[at + 9 :])
    elif how == "cut":
        archive.write_bytes(data[:-30])
    elif how == "empty":
        packed(archive, (".DS_Store", b"x"))
    (refused,) = take_in(desk.db, [archive]).refused
    assert refused[1].code == {"bomb": "too_big", "password": "password", "cut": "truncated", "empty": "empty"}[how]
    assert left_behind() <= before


def test_inspect_looks_at_the_only_file_and_asks_for_one_of_several(desk: Desk) -> None:
    one = packed(desk.folder / "eins.zip", ("kunden.csv", CUSTOMERS), ("logo.png", b"\x89PNG"))
    found = look(one)
    assert (found["file"], found["rows"], found["importable"]) == ("eins.zip/kunden.csv", 1, True)
    several = packed(desk.folder / "zwei.zip", ("a.csv", CUSTOMERS), ("sub/b.csv", CUSTOMERS))
    asked = look(several)
    assert (asked["verdict"], asked["refusal"]["code"]) == ("refuse", "several_files")
    assert "a.csv, sub/b.csv" in asked["refusal"]["text"]
    assert look(several / "sub" / "b.csv")["file"] == "zwei.zip/sub/b.csv"
    assert look(several / "c.csv")["refusal"]["code"] == "missing"
    assert [done.file for done in take_in(desk.db, [several / "a.csv"]).done] == ["zwei.zip/a.csv"]


def test_the_folder_goes_with_the_object_that_holds_it(desk: Desk) -> None:
    found = Unpacked(packed(desk.folder / "export.zip", ("kunden.csv", CUSTOMERS)))
    (file,) = found.files
    assert (file.read_text("utf-8"), stat.S_IMODE(file.parents[1].stat().st_mode) & 0o077) == (CUSTOMERS, 0)
    del found
    assert not file.exists()


@pytest.mark.parametrize(
    ("claimed", "written"),
    [
        ("kunden.csv", "kunden.csv"),
        ("CON.csv", "_CON.csv"),
        ("a/b\\c.csv", "a/b/c.csv"),
        ("." * 200, "_"),
        ("r\u202evsc.csv", "rvsc.csv"),
        ("x" * 300 + ".csv", "x" * 80 + ".csv"),
        ('a<b>:"|?*\n.csv', "a_b_______.csv"),
        ("ende. ", "ende"),
    ],
)
def test_names_are_written_so_that_every_system_takes_them(claimed: str, written: str) -> None:
    assert safe(claimed) == written


@given(st.text(min_size=1, max_size=60))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    found = PurePosixPath(safe(name))
    assert not found.is_absolute() and ".." not in found.parts and not is_unsafe(str(found))


def test_names_that_meet_are_told_apart() -> None:
    taken: set[str] = set()
    assert [free(name, taken) for name in ("a.csv", "A.csv", "b/a.csv", "a.csv")] == [
        "a.csv",
        "A (2).csv",
        "b/a.csv",
        "a (3).csv",
    ]


def test_reading_an_archive_as_a_table_says_what_it_is(desk: Desk) -> None:
    from kmu_crm.sources.reading.tables import open_table

    with pytest.raises(Refused) as refused:
        open_table(packed(desk.folder / "export.zip", ("kunden.csv", CUSTOMERS)))
    assert refused.value.code == "unsupported"

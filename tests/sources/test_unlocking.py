"""Files behind a password that somebody knows: read through a copy of their own, which goes again."""

import functools
import io
import os
import struct
import zlib
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from kmu_crm.sources.reading import raw
from kmu_crm.sources.reading.tables import open_table
from kmu_crm.sources.reading.unlocking import Unlocked
from kmu_crm.sources.reading.unpacking import clear_left
from kmu_crm.sources.refusals import Refused


def locked_workbook(path: Path, password: str = "Geheim 1") -> Path:
    book, plain = openpyxl.Workbook(), io.BytesIO()
    for row in (["Kundennummer", "Name", "E-Mail"], ["1", "Anna Muster", "anna@mail.example"]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(plain)
    with path.open("wb") as file:
        OOXMLFile(plain).encrypt(password, file)
    return path


def locked_archive(path: Path, password: bytes) -> Path:
    """As programs for archives lock it (APPNOTE 6.1): the three keys, a head of twelve bytes, each byte under the next."""
    name, plain = b"kunden.csv", b"Kundennummer;Name\n1;Anna\n"
    table = [functools.reduce(lambda n, _: n >> 1 ^ 0xEDB88320 * (n & 1), range(8), n) for n in range(256)]
    keys = [0x12345678, 0x23456789, 0x34567890]

    def turn(byte: int) -> None:
        keys[0] = keys[0] >> 8 ^ table[(keys[0] ^ byte) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = keys[2] >> 8 ^ table[(keys[2] ^ keys[1] >> 24) & 0xFF]

    def locked(byte: int) -> int:
        under = (keys[2] | 2) & 0xFFFF
        hidden = byte ^ (under * (under ^ 1) >> 8 & 0xFF)
        turn(byte)
        return hidden

    for byte in password:
        turn(byte)
    crc = zlib.crc32(plain)
    data = bytes(map(locked, bytes(11) + bytes((crc >> 24,)) + plain))
    sizes = struct.pack("<HHHHHIIIHH", 20, 1, 0, 0, 33, crc, len(data), len(plain), len(name), 0)
    first = b"PK\3\4" + sizes + name + data
    entry = b"PK\1\2" + struct.pack("<H", 20) + sizes + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(first), 0)
    path.write_bytes(first + entry + end)
    return path


def refusal(path: Path, password: str) -> str:
    with pytest.raises(Refused) as told:
        Unlocked(path, password)
    assert path.name in str(told.value)
    return told.value.code


def test_the_right_password_opens_a_workbook(tmp_path: Path) -> None:
    path = locked_workbook(tmp_path / "geheim.xlsx")
    before = path.read_bytes()
    found = Unlocked(path, "Geheim 1")
    (copy,) = found.files
    assert [row for batch in open_table(copy).batches() for row in batch.rows] == [
        ("1", "Anna Muster", "anna@mail.example")
    ]
    assert (raw.name_of(copy), path.read_bytes()) == ("geheim.xlsx", before)
    assert found.password is None
    found.close()
    assert not copy.exists()


def test_another_password_is_said_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    assert refusal(locked_workbook(tmp_path / "geheim.xlsx"), "geheim 1") == "password"
    assert list((tmp_path / "temp").iterdir()) == []


def test_what_is_locked_otherwise_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "kaputt.xlsx"
    broken.write_bytes(locked_workbook(tmp_path / "geheim.xlsx").read_bytes()[:6_000])
    assert refusal(broken, "Geheim 1") in ("locked", "password")
    plain = tmp_path / "liste.csv"
    plain.write_text("Name;Ort\nAnna;Ulm\n")
    assert refusal(plain, "x") == "locked"


def test_an_archive_with_a_password_opens_too(tmp_path: Path) -> None:
    path = locked_archive(tmp_path / "paket.zip", b"Geheim 1")
    assert [raw.name_of(file) for file in Unlocked(path, "Geheim 1").files] == ["paket.zip/kunden.csv"]
    assert refusal(path, "falsch") in ("password", "locked")


def test_what_a_killed_program_left_goes_and_what_is_held_or_just_made_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    held = Unlocked(locked_workbook(tmp_path / "geheim.xlsx"), "Geheim 1")
    left, made = (tmp_path / f"{raw.UNPACKED}{name}" for name in ("left", "made"))
    for folder in (left, made):
        folder.mkdir()
        (folder / "liste.xlsx").write_text("x")
    for folder in (left, held.files[0].parent):
        os.utime(folder, (0, 0))
    clear_left()
    assert (left.exists(), made.exists(), held.files[0].exists()) == (False, True, True)


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "cp850", "mac_roman"])
def test_a_password_with_umlauts_opens_an_archive_of_any_program(tmp_path: Path, charset: str) -> None:
    locked_archive(tmp_path / "paket.zip", "Schlüssel".encode(charset))
    found = Unlocked(tmp_path / "paket.zip", "Schlüssel")
    assert [raw.name_of(one) for one in found.files] == ["paket.zip/kunden.csv"]
    assert refusal(tmp_path / "paket.zip", "Schluessel") in ("password", "locked")
    found.close()

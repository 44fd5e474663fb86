"""Every preset, channel and kind of file: nobody's address leaves against their will, or without their leave."""

import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from outreach_shop import Shop

from kmu_crm.consent import objections, suppression
from kmu_crm.consent.candidates import Postal
from kmu_crm.outreach.export import NobodyLeft, write
from kmu_crm.outreach.sheets import KINDS, targets
from kmu_crm.store.store import Store

WAYS = [(name, channel, kind) for name, one in targets().items() for channel in one.channels for kind in KINDS]
STREETS = {1: "Seegasse 3", 2: "Torweg 8", 3: "Aue 21"}
REACH = {
    "email": {number: f"k{number}@x.example" for number in STREETS},
    "phone": {number: f"+4930231250{number}4" for number in STREETS},
    "post": {number: Postal(street, "", "01067", "Dresden", "DE").key for number, street in STREETS.items()},
}
SAYINGS = ["claimed", "given", "withdrawn", "bounced", "suppressed", "objected"]


def text_of(document: bytes, kind: str) -> str:
    if kind == "csv":
        return document.decode("utf-8-sig")
    sheet = openpyxl.load_workbook(BytesIO(document)).active
    assert sheet is not None
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def shop_of(store: Store) -> Shop:
    shop = Shop(store.db)
    for number, street in STREETS.items():
        where = {"street": street, "postcode": "01067", "city": "Dresden"}
        shop.profile(number, REACH["email"][number], phone=REACH["phone"][number], **where)
    return shop


def hear(shop: Shop, channel: str, number: int, said: str) -> None:
    address = REACH[channel][number]
    if said == "suppressed":
        suppression.suppress(shop.db, address, "wish", "Lena")
    elif said == "objected":  # in a list that knows the mail address alone, whatever the channel
        objections.note_many(shop.db, [objections.Objection(None, (REACH["email"][number],), None)])
    else:
        shop.says(address, said, channel, evidence="form 12", at="2025-01-05")


@pytest.mark.parametrize(("preset", "channel", "kind"), WAYS, ids=map("-".join, WAYS))
@settings(max_examples=6, deadline=None)
@given(heard=some.lists(some.tuples(some.sampled_from(sorted(STREETS)), some.sampled_from(SAYINGS)), max_size=5))
def test_no_way_out_is_open_to_an_address_that_must_stay(
    preset: str, channel: str, kind: str, heard: list[tuple[int, str]]
) -> None:
    closed = set() if channel == "post" else set(STREETS)  # a letter needs no yes; a mail and a call do
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "t.kmucrm") as store:
        shop = shop_of(store)
        for number, said in heard:
            hear(shop, channel, number, said)
        for number in STREETS:
            words = [said for one, said in heard if one == number]
            if "given" in words:
                closed.discard(number)
            if {"withdrawn", "suppressed", "bounced", "objected"} & set(words):
                closed.add(number)
        columns = tuple(column.name for column in targets()[preset].columns)
        target = Path(folder) / f"liste.{kind}"
        with suppress(NobodyLeft):
            write(store.db, shop.plan(*STREETS, preset=preset, channel=channel, columns=columns), target, "Lena")
        written = text_of(target.read_bytes(), kind) if target.exists() else ""
        shown = STREETS if channel == "post" else REACH[channel]
        assert not [number for number in closed if shown[number] in written]
        for other in REACH.keys() - {channel, "post"}:
            assert not [address for address in REACH[other].values() if address in written]


def test_whoever_may_be_reached_is_in_the_file(tmp_path: Path) -> None:
    with Store(tmp_path / "t.kmucrm") as store:
        shop = shop_of(store)
        for channel in ("email", "phone"):
            hear(shop, channel, 2, "given")
        for preset, channel, kind in WAYS:
            target = tmp_path / f"{preset}-{channel}.{kind}"
            write(store.db, shop.plan(*STREETS, preset=preset, channel=channel), target, "Lena")
            written = text_of(target.read_bytes(), kind)
            assert (STREETS if channel == "post" else REACH[channel])[2] in written

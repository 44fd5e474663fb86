"""From files to a written list, which holds nobody who must not be written to."""

import csv
from pathlib import Path

import pytest
from desk_town import Town, customer

from kmu_crm.consent import suppression
from kmu_crm.desk import mailing
from kmu_crm.desk.derive import derive
from kmu_crm.outreach.export import NobodyLeft
from kmu_crm.segments import store as segments
from kmu_crm.segments.parser import parse
from kmu_crm.segments.presets import presets

MAY = "abel@darf.example"
WITHDRAWN, CLAIMED, SILENT, BLOCKED = (f"post@{name}.example" for name in ("nein", "haken", "still", "gesperrt"))


@pytest.fixture
def asked(town: Town) -> Town:
    """Five customers of whom one may be written to."""
    people = (
        ("Anna", MAY, ""),
        ("Bernd", WITHDRAWN, ""),
        ("Clara", CLAIMED, "ja"),
        ("Doris", SILENT, ""),
        ("Emil", BLOCKED, ""),
    )
    town.customers(
        *(
            customer(f"K{n}", name, ("Abel", "Bauer", "Conrad", "Dietz", "Ebert")[n], mail, said)
            for n, (name, mail, said) in enumerate(people)
        )
    )
    for address in (MAY, WITHDRAWN, BLOCKED):
        town.consent(address, "confirmed")
    town.consent(WITHDRAWN, "withdrawn")
    suppression.suppress(town.store.db, BLOCKED, "Wunsch", "test")
    derive(town.store.db)
    return town


def written(town: Town, segment: str, out: Path) -> list[str]:
    try:
        mailing.export(
            town.store.db, segment, out, purpose="advertising", channel="email", preset="cleverreach", author="test"
        )
    except NobodyLeft:
        return []
    with out.open(encoding="utf-8-sig", newline="") as file:
        return [cell for row in csv.reader(file, delimiter=";") for cell in row if "@" in cell]


def test_a_list_holds_only_who_may_be_written_to(asked: Town, tmp_path: Path) -> None:
    assert written(asked, "kind is person", tmp_path / "liste.csv") == [MAY]


def test_who_drops_out_is_counted(asked: Town) -> None:
    planned = mailing.plan(
        asked.store.db, "kind is person", purpose="advertising", channel="email", preset="cleverreach"
    )
    assert (planned.funnel.segment_size, planned.written) == (5, 1)
    assert sum(loss.n for loss in planned.funnel.losses) == 4


def test_a_segment_goes_by_its_name_or_its_rule(asked: Town) -> None:
    segments.define(asked.store.db, "Alle Leute", "kind is person", "test")
    name, rule = mailing.rule_of(asked.store.db, "Alle Leute")
    assert (name, rule) == ("Alle Leute", mailing.rule_of(asked.store.db, "kind is person")[1])


def test_a_mistyped_name_is_no_rule(asked: Town) -> None:
    with pytest.raises(segments.NoSuchSegment):
        mailing.rule_of(asked.store.db, "Ale Leute")


def test_a_merge_does_not_open_a_closed_address(asked: Town, tmp_path: Path) -> None:
    asked.decide("merge", 0, 1)
    assert WITHDRAWN not in written(asked, "kind is person", tmp_path / "liste.csv")


def test_the_way_to_a_segment_leads_to_just_its_rule(asked: Town) -> None:
    """Earlier versions let a segment of one's own take the name of a ready one."""
    db = asked.store.db
    db.execute("INSERT INTO segment (name, rule, at, author) VALUES ('birthday', 'kind is person', '', '')")
    ready = next(one for one in presets() if one.id == "birthday")
    way = mailing.way_to(db, "birthday", parse(ready.rule))
    assert mailing.rule_of(db, way) == ("", parse(ready.rule))
    assert mailing.way_to(db, "birthday", parse("kind is person")) == "birthday"
    assert mailing.way_to(db, "lost", parse("phase is lost")) == "lost"

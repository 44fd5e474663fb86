"""What was built upon an import is told before it is taken back."""

from dataclasses import replace

import pytest
from desk_town import Town, customer

from kmu_crm.desk import before_undo, customers_after, entry
from kmu_crm.identity import verdicts
from kmu_crm.sources import losses
from kmu_crm.sources.queries import imports

ALL = ("Anna", "Bernd", "Clara")
WITHOUT = losses.Losses(0, 0, 0, 0)


def of_the_first(town: Town) -> losses.Losses:
    return losses.of(town.store.db, min(line.id for line in imports(town.store.db) if line.format != "entry"))


def two_lists(town: Town) -> tuple[int, int]:
    """Anna and Bernd stand in the first alone, Clara in the second; the profiles of the first two."""
    town.customers(customer("K1", "Anna", "Muster"), customer("K2", "Bernd", "Beispiel"))
    town.customers(customer("K3", "Clara", "Probe"))
    by_name = {one["display_name"]: one["id"] for one in town.profiles()}
    return by_name["Anna Muster"], by_name["Bernd Beispiel"]


def work_on(found: losses.Losses) -> losses.Losses:
    """Only the later work."""
    return replace(found, customers=0, documents=0, permissions=0, names=(), worked=())


def test_each_kind_of_later_work_is_counted(town: Town) -> None:
    anna, bernd = two_lists(town)
    db = town.store.db
    assert work_on(of_the_first(town)) == WITHOUT
    entry.correct(db, anna, "city", "Wien", "Eva")
    verdicts.apart(db, anna, bernd, "Eva")
    entry.log(db, anna, "note", "ruft gern zurück", "Eva")
    entry.tag(db, anna, "Stamm", "Eva")
    found = of_the_first(town)
    assert work_on(found) == replace(WITHOUT, edits=4, corrections=1, merges=1, notes=1, others=1)
    assert (found.customers, set(found.names)) == (2, {"Anna Muster", "Bernd Beispiel"})


def test_who_stays_with_earlier_values_is_told_apart_from_who_goes(town: Town) -> None:
    home = {"street": "Weg 1", "postcode": "01067", "city": "Dresden"}
    town.customers(*(customer(f"K{n}", name, "Muster", f"{name}@m.example", **home) for n, name in enumerate(ALL)))
    rows = [(name, "Muster", f"{name}@m.example", "0171 3920014") for name in ("Bernd", "Clara", "Zita")]
    town.contacts("update", *rows)
    db = town.store.db
    (number,) = [one["id"] for one in town.profiles() if one["display_name"] == "Bernd Muster"]
    entry.tag(db, number, "Stamm", "Eva")
    newest = max(line.id for line in imports(db) if line.format != "entry")
    told, rehearsed = losses.of(db, newest), before_undo.rehearse(db, [newest])
    assert (told.customers, told.names, told.worked, told.edits) == (1, ("Zita Muster",), ("Bernd Muster",), 1)
    assert rehearsed == before_undo.Rehearsed(gone=1, earlier=2) == before_undo.rehearse_beside(db, [newest])
    before = {one["id"]: one["phone"] for one in town.profiles()}
    town.undo(0)
    after = {one["id"]: one["phone"] for one in town.profiles()}
    assert len(before.keys() - after.keys()) == rehearsed.gone
    assert sum(before[one] != phone for one, phone in after.items()) == rehearsed.earlier


def test_of_a_large_import_nobody_waits_for_the_rehearsal(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    two_lists(town)
    monkeypatch.setattr(customers_after, "MOST", 1)
    first, second = (one.id for one in reversed(imports(town.store.db)))
    assert before_undo.rehearse(town.store.db, [first]) is None
    assert before_undo.rehearse(town.store.db, [second]) == before_undo.Rehearsed(1, 0)
    assert before_undo.MOST_COPIED <= 200_000_000
    monkeypatch.setattr(before_undo, "MOST_COPIED", 1)
    assert before_undo.rehearse_beside(town.store.db, [second]) is None


def test_who_was_worked_on_is_named_first(town: Town) -> None:
    rows = [customer(f"K{n}", "Vor", f"Name{n}") for n in range(20)]
    town.customers(*rows)
    (last,) = [one["id"] for one in town.profiles() if one["display_name"] == "Vor Name19"]
    entry.correct(town.store.db, last, "city", "Wien", "Eva")
    found = of_the_first(town)
    assert (found.names[0], len(found.names), found.customers) == ("Vor Name19", losses.MOST_NAMES, 20)


def test_work_on_others_is_not_counted(town: Town) -> None:
    two_lists(town)
    (clara,) = [one["id"] for one in town.profiles() if one["display_name"] == "Clara Probe"]
    entry.correct(town.store.db, clara, "city", "Wien", "Eva")
    assert work_on(of_the_first(town)) == WITHOUT


def test_mailing_lists_these_customers_stood_in_are_counted(town: Town) -> None:
    anna, _bernd = two_lists(town)
    db = town.store.db
    for name in ("Herbst", "Winter"):
        number = db.execute(
            "INSERT INTO campaign (at, author, name, segment, rule, purpose, channel, preset, seed, control, arms, segment_size,"
            " written, funnel, file, sha256) VALUES ('', '', ?, '', '', '', '', '', 1, 0, 1, 1, 1, '[]', '', '')",
            (name,),
        ).lastrowid
        db.execute("INSERT INTO recipient VALUES (?, ?, 'a@mail.example', 'A', NULL, '')", (number, anna))
    assert work_on(of_the_first(town)) == replace(WITHOUT, exports=2)

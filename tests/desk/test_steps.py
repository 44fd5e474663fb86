"""What a person did to customers is undone and done again step by step, also after the program was closed in between."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from desk_town import AS_OF, Town, customer, invoice
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kmu_crm import settings as kept_settings
from kmu_crm.consent import permissions
from kmu_crm.decisions import journal
from kmu_crm.desk import deciding, derive, entry, noted, permitting, related, steps, writing_down
from kmu_crm.desk.deciding import Wish
from kmu_crm.desk.permitting import Address
from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.errors import KmuError
from kmu_crm.identity import verdicts
from kmu_crm.outreach import people
from kmu_crm.profiles import queries, timeline
from kmu_crm.store.store import Store

Act = Callable[[Any], object]


@pytest.fixture
def shop(town: Town) -> Town:
    return furnished(town)


def furnished(town: Town) -> Town:
    kept_settings.write(town.store.db, "figures.key_date", AS_OF)
    town.customers(
        customer("K1", "Anna", "Muster", "anna@muster.example", phone="0341 2312514"),
        customer(
            "K2", "Bernd", "Beispiel", "bernd@beispiel.example", street="Gasse 2", postcode="04109", city="Leipzig"
        ),
        customer("K3", "Clara", "Cramer", "clara@cramer.example"),
    )
    town.invoices(invoice("R1", "K1", "02.03.2025", "10,00"), invoice("R2", "K2", "02.04.2025", "20,00"))
    return town


def does(town: Town, text: str, act: Act) -> None:
    with steps.recorded(town.store.db, text, "test"):
        act(town.store.db)


def state(town: Town) -> str:
    """Everything one sees of customers: master data, timeline, what may be sent to whom, relations of records."""
    db = town.store.db
    found = []
    for number in sorted(queries.everybody(db)):
        (who,) = people.candidates(db, people.people(db, [number]))
        found.append([
            {name: value for name, value in queries.profile(db, number).items() if name != "drawn_at"},
            [asdict(one) for one in timeline.entries(db, number)],
            [asdict(one) for one in permissions.explain(db, who)],
            [asdict(one) for one in noted.of(db, number)],
            [asdict(one) for one in related.related(db, number)],
        ])  # fmt: skip
    members = db.execute("SELECT record_id, profile_id FROM membership ORDER BY record_id").fetchall()
    figures = db.execute("SELECT * FROM figure ORDER BY profile_id").fetchall()
    said = [one.id for one in journal.standing(db)]
    return json.dumps([found, members, figures, said], default=str, indent=0)


def undone(town: Town) -> str | None:
    step = steps.undo_last(town.store.db, "test")
    return step and step.text


def redone(town: Town) -> str | None:
    step = steps.redo_last(town.store.db, "test")
    return step and step.text


def agree(db: Any) -> int:
    return permitting.agree(db, Address("email", "anna@muster.example", ""), "form", "Ordner 3", "01.02.2025", "test")


DEEDS: dict[str, Act] = {
    "note": lambda db: entry.new(db, "note", {"profile": "1", "text": "Fragt nach Wartung", "author": "test"}),
    "call": lambda db: entry.log(db, 1, "call", "Angebot", "test", "erreicht", "31.12.2025"),
    "mail": lambda db: entry.log(db, 1, "email", "Preisliste", "test"),
    "appointment": lambda db: entry.new(db, "appointment", {"profile": "2", "text": "Messe", "day": "03.06.2025"}),
    "visit": lambda db: entry.new(db, "visit", {"profile": "2", "text": "Werkstatt", "minutes": "45"}),
    "complaint": lambda db: entry.new(db, "complaint", {"profile": "1", "text": "Mahlgrad", "status": "open"}),
    "correction": lambda db: entry.correct_all(db, 2, {"city": "Halle", "street": "Weg 7"}, "test"),
    "tag": lambda db: entry.tag_all(db, [1, 3], "Stamm", "test"),
    "task": lambda db: entry.task(db, 3, "Vertrag anbieten", "31.12.2025", "test"),
    "customer": lambda db: entry.new(db, "customer", {"company": "Café Neu GmbH", "email": "neu@cafe.example"}),
    "interest": lambda db: noted.like(db, 1, "interest", "Siebträger", "Messe", "03.06.2025", "test"),
    "link": lambda db: noted.attach(db, 2, "/akten/angebot.pdf", "Angebot", "test"),
    "relation": lambda db: related.relate(db, 1, "works_at", 2, "test"),
    "looked": lambda db: entry.looked(db, 1, "test"),
    "untag": lambda db: (entry.tag(db, 1, "Messe", "test"), entry.untag(db, 1, "Messe", "test")),
    "consent": agree,
    "merge": lambda db: deciding.carry_out(db, [Wish(1, 3, True, {"city": "Wien"})], "test"),
    "apart": lambda db: deciding.carry_out(db, [Wish(1, 2, False)], "test"),
}  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_what_was_done_is_undone_and_comes_back_as_it_was(shop: Town, deed: str) -> None:
    before = state(shop)
    does(shop, deed, DEEDS[deed])
    after = state(shop)
    assert after != before
    for _ in range(2):
        assert (undone(shop), state(shop)) == (deed, before)
        assert (redone(shop), state(shop)) == (deed, after)
    assert redone(shop) is None
    assert rebuild(shop.store.db).identical


def test_what_was_done_is_told_in_one_line_without_marks_that_turn_it(shop: Town) -> None:
    values = {"company": "\u202e", "given_name": "Eva\u202e", "family_name": "Neu\u0007\nB"}
    assert writing_down.newcomer(values) == "New customer: Eva Neu B"
    does(shop, "Tag \u202eevil\u0007\n given", DEEDS["tag"])
    assert [one.text for one in steps.all_of(shop.store.db)] == ["Tag evil given"]
    assert shop.store.db.execute("SELECT text FROM step").fetchone()[0] == "Tag evil given"


def test_a_step_kept_with_such_marks_is_told_without(shop: Town) -> None:
    does(shop, "tag", DEEDS["tag"])
    shop.store.db.execute("UPDATE step SET text = 'Tag' || char(8238, 7) || 's'")
    assert undone(shop) == "Tags"


def test_nothing_done_is_nothing_to_undo(shop: Town) -> None:
    assert (undone(shop), redone(shop), steps.last(shop.store.db)) == (None, None, None)


def test_a_split_is_undone(shop: Town) -> None:
    does(shop, "merge", DEEDS["merge"])
    together = state(shop)

    def split(db: Any) -> None:
        verdicts.split(db, 1, [3], "test")
        derive.derive(db)

    does(shop, "split", split)
    assert undone(shop) == "split" and state(shop) == together
    assert redone(shop) == "split" and len(shop.names()) == 3


def test_steps_outlive_the_program(shop: Town, tmp_path: Path) -> None:
    before = state(shop)
    does(shop, "note", DEEDS["note"])
    does(shop, "tag", DEEDS["tag"])
    after = state(shop)
    for expected in (["tag", "note", None], ["note", "tag", None]):
        for text in expected:
            shop.store.close()
            shop.store = Store(tmp_path / "town.kmucrm")
            assert (undone if expected[0] == "tag" else redone)(shop) == text
        assert state(shop) == (before if expected[0] == "tag" else after)


def test_what_is_done_anew_drops_what_was_undone_for_good(shop: Town) -> None:
    does(shop, "note", DEEDS["note"])
    does(shop, "customer", DEEDS["customer"])
    undone(shop)
    undone(shop)
    does(shop, "tag", DEEDS["tag"])
    db = shop.store.db
    assert redone(shop) is None
    assert db.execute("SELECT count(*) FROM fact WHERE kind = 'note'").fetchone() == (0,)
    assert db.execute("SELECT count(*) FROM party WHERE company = 'Café Neu GmbH'").fetchone() == (0,)
    assert undone(shop) == "tag" and undone(shop) is None


def test_what_somebody_took_back_otherwise_is_passed_over(shop: Town) -> None:
    does(shop, "note", DEEDS["note"])
    does(shop, "tag", DEEDS["tag"])
    for one in journal.standing(shop.store.db):
        deciding.revoke(shop.store.db, one.id, "test")
    assert undone(shop) == "note"


def test_an_objection_is_no_step_and_drops_what_was_undone(shop: Town) -> None:
    does(shop, "consent", agree)
    undone(shop)
    refused = Address("email", "anna@muster.example", "")
    does(shop, "objection", lambda db: permitting.refuse(db, refused, "am Telefon", "", "test"))
    assert (redone(shop), undone(shop)) == (None, None)


def test_a_consent_that_comes_back_does_not_lift_an_objection_of_since(shop: Town) -> None:
    does(shop, "consent", agree)
    permitting.refuse(shop.store.db, Address("email", "anna@muster.example", ""), "am Telefon", "", "test")
    undone(shop)
    redone(shop)
    (who,) = people.candidates(shop.store.db, people.people(shop.store.db, [1]))
    assert permissions.explain(shop.store.db, who)[0].answer == "no"


def test_a_customer_typed_in_stays_while_something_else_was_noted_of_them(shop: Town) -> None:
    does(shop, "customer", DEEDS["customer"])
    (number,) = (row["id"] for row in shop.profiles() if row["display_name"] == "Café Neu GmbH")
    entry.new(shop.store.db, "call", {"profile": str(number), "text": "Erstkontakt"})
    with pytest.raises(steps.StillNeeded):
        undone(shop)
    assert "Café Neu GmbH" in shop.names() and steps.last(shop.store.db) is not None


def test_a_tag_keeps_a_customer_typed_in_as_well(shop: Town) -> None:
    does(shop, "customer", DEEDS["customer"])
    (number,) = (row["id"] for row in shop.profiles() if row["display_name"] == "Café Neu GmbH")
    entry.tag(shop.store.db, number, "Messe", "test")
    with pytest.raises(steps.StillNeeded):
        undone(shop)


def test_what_was_noted_of_a_customer_typed_in_stays_with_the_one_of_a_file(shop: Town) -> None:
    def typed(db: Any) -> object:
        return entry.new(db, "customer", {"company": "Café Neu GmbH", "email": "neu@cafe.example", "city": "Halle"})

    does(shop, "customer", typed)
    (number,) = (row["id"] for row in shop.profiles() if row["display_name"] == "Café Neu GmbH")
    entry.new(shop.store.db, "call", {"profile": str(number), "text": "Erstkontakt"})
    shop.file("kunden", ("Kundennummer", "Firma", "E-Mail"), (("K9", "Café Neu GmbH", "neu@cafe.example"),))
    assert [row["records"] for row in shop.profiles() if row["display_name"] == "Café Neu GmbH"] == [2]
    assert undone(shop) == "customer"
    (left,) = (row for row in shop.profiles() if row["display_name"] == "Café Neu GmbH")
    assert [one.text for one in timeline.entries(shop.store.db, left["id"])] == ["Erstkontakt"]
    assert rebuild(shop.store.db).identical
    assert redone(shop) == "customer"
    (again,) = (row for row in shop.profiles() if row["display_name"] == "Café Neu GmbH")
    assert [one.text for one in timeline.entries(shop.store.db, again["id"])] == ["Erstkontakt"]
    assert rebuild(shop.store.db).identical


def test_one_step_of_several_is_undone_out_of_turn(shop: Town) -> None:
    does(shop, "note", DEEDS["note"])
    with_note = state(shop)
    does(shop, "tag", DEEDS["tag"])
    does(shop, "task", DEEDS["task"])
    first, second, third = (one.id for one in reversed(steps.all_of(shop.store.db)))
    steps.undo(shop.store.db, second, "test")
    steps.undo(shop.store.db, third, "test")
    assert state(shop) == with_note
    with pytest.raises(steps.NoSuchStep):
        steps.undo(shop.store.db, second, "test")
    assert (redone(shop), redone(shop), redone(shop)) == ("task", "tag", None)
    assert steps.stands(shop.store.db, first)


def test_a_task_that_was_done_is_open_again(shop: Town) -> None:
    does(shop, "task", DEEDS["task"])
    (task,) = journal.standing(shop.store.db, ("task",))
    does(shop, "done", lambda db: deciding.revoke(db, task.id, "test"))
    for _ in range(2):
        assert undone(shop) == "done" and journal.standing(shop.store.db, ("task",))
        assert redone(shop) == "done" and not journal.standing(shop.store.db, ("task",))


def test_decisions_on_duplicates_are_struck_at_once_drawn_later_and_come_back_as_they_were(shop: Town) -> None:
    db, before = shop.store.db, state(shop)
    (head,) = deciding.write_down(db, [[Wish(1, 3, True, {"city": "Wien"}), Wish(1, 2, False)]], "test")
    assert head is not None
    steps.note_decided(db, "verbunden", "test", head)
    derive.derive(db)
    after = state(shop)
    assert steps.strike_newest(db, [head], 0, "test") == [head]
    derive.derive(db)
    assert state(shop) == before and steps.last(db) is None
    assert redone(shop) == "verbunden" and state(shop) == after
    assert undone(shop) == "verbunden" and state(shop) == before


actions = st.lists(
    st.one_of(
        st.sampled_from([*DEEDS]), st.sampled_from(["undo", "redo", "restart"]),
        st.tuples(st.just("tag"), st.integers(0, 4), st.sampled_from(["Stamm", "Messe"])),
        st.tuples(st.just("city"), st.integers(0, 4), st.sampled_from(["Halle", "Jena", ""])),
        st.tuples(st.just("new"), st.sampled_from(["anna@muster.example", "neu@cafe.example"]), st.just("")),
        st.tuples(st.just("merge"), st.integers(0, 4), st.integers(0, 4)),
        st.tuples(st.just("split"), st.integers(0, 4), st.just("")),
    ),
    max_size=9,
)  # fmt: skip


def random_deed(town: Town, action: tuple[Any, ...]) -> Act:
    verb, what, more = action
    ids = sorted(queries.everybody(town.store.db))

    def act(db: Any) -> None:
        if verb == "tag":
            entry.tag(db, ids[what % len(ids)], more, "test")
        elif verb == "city":
            entry.correct(db, ids[what % len(ids)], "city", more, "test")
        elif verb == "new":
            entry.new(db, "customer", {"full_name": "Anna Muster", "email": what})
        elif verb == "merge":
            deciding.carry_out(db, [Wish(ids[what % len(ids)], ids[more % len(ids)], True)], "test")
        else:
            number = ids[what % len(ids)]
            verdicts.split(db, number, verdicts.records_of(db, number)[1:], "test")
            derive.derive(db)

    return act


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions)
def test_undoing_all_leads_to_the_start_and_doing_all_again_to_the_end(
    tmp_path_factory: pytest.TempPathFactory, todo: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("town")
    town = furnished(Town(folder, Store(folder / "town.kmucrm")))
    start = state(town)
    for action in todo:
        if action == "restart":
            town.store.close()
            town.store = Store(folder / "town.kmucrm")
        elif action in ("undo", "redo"):
            (undone if action == "undo" else redone)(town)
        else:
            with suppress(KmuError):  # refused: nothing was written
                does(town, str(action), DEEDS[action] if isinstance(action, str) else random_deed(town, action))
    while redone(town):
        pass
    end = state(town)
    assert rebuild(town.store.db).identical
    count = len(list(iter(lambda: undone(town), None)))
    assert state(town) == start
    assert rebuild(town.store.db).identical
    town.store.close()
    town.store = Store(folder / "town.kmucrm")
    assert len(list(iter(lambda: redone(town), None))) == count
    assert state(town) == end
    assert rebuild(town.store.db).identical
    town.store.close()

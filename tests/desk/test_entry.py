"""What is typed in is a record like any other; what is put right holds whatever a file says later."""

import pytest
from desk_town import AS_OF, Town, customer, invoice

from kmu_crm import i18n, settings
from kmu_crm.decisions import journal
from kmu_crm.desk import derive, entry, looping, may_be, writing_down
from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.identity.verdicts import NoSuchRecord
from kmu_crm.profiles import build, timeline
from kmu_crm.sources.queries import imports
from kmu_crm.sources.undo import NoSuchImport, undo


def kinds(town: Town, profile: int = 1) -> list[tuple[str, str | None]]:
    return [(one.kind, one.text) for one in timeline.entries(town.store.db, profile)]


def test_a_customer_typed_in_is_a_record_in_a_profile(town: Town) -> None:
    made = entry.new(
        town.store.db, "customer", {"given_name": "Anna", "family_name": "Muster", "phone": "0341 2312514"}
    )
    found = town.profile("Anna Muster")
    assert (found["id"], found["phone"], found["customer_numbers"]) == (made["record_id"], "+493412312514", "")
    assert rebuild(town.store.db).identical


def test_who_is_typed_in_may_be_a_customer_already_and_what_cannot_be_read_yet_says_nothing(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster", "anna@muster.example", phone="0341 2312514"))
    (found,) = may_be.of(
        town.store.db, {"given_name": "Anna", "family_name": "Muster", "phone": "0341 2312514", "email": "anna@"}
    )
    assert (found.name, found.why) == ("Anna Muster", ["same given name", "same telephone number, rare"])
    assert may_be.of(town.store.db, {"given_name": "", "email": "anna@"}) == []


def test_a_customer_typed_in_meets_the_one_of_a_file(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster", "anna@muster.example", phone="0341 2312514"))
    entry.new(town.store.db, "customer", {"full_name": "Anna Muster", "email": "anna@muster.example", "city": "Wien"})
    assert [(one["records"], one["city"]) for one in town.profiles()] == [(2, "Wien")]


def test_a_correction_holds_against_a_later_file(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster", "alt@muster.example"))
    town.decide("email", 0, 0, "richtig@muster.example")
    town.customers(customer("K1", "Anna", "Muster", "neu@muster.example"))
    assert town.profile("Anna Muster")["email"] == "richtig@muster.example"


def test_a_correction_is_cleaned_like_a_cell(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster"))
    town.decide("phone", 0, 0, "0341 / 231 25 14")
    assert town.profile("Anna Muster")["phone"] == "+493412312514"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "+4934123125043"), ("phone", "+41443211234"), ("birth_date", "1980-12-24"), ("birth_date", "2001-03-04"),
        ("city", "Leipzig"),
    ],
)  # fmt: skip
def test_what_is_shown_to_be_put_right_reads_back_as_it_was(language: str, field: str, value: str) -> None:
    i18n.use(language)
    shown = entry.to_edit(field, value)
    assert entry.cleaned(field, shown) == value
    assert (shown == value) == (field == "city")


def test_what_would_not_read_back_is_shown_as_it_is_kept() -> None:
    assert [entry.to_edit("birth_date", value) for value in ("03-04", "")] == ["03-04", ""]
    assert entry.to_edit("phone", "+15551234567") == "+15551234567"


def test_what_cannot_be_read_is_refused_and_changes_nothing(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster", "a@b.example"))
    with pytest.raises(entry.BadEntry, match="keine-adresse"):
        entry.correct(town.store.db, 1, "email", "keine-adresse", "test")
    with pytest.raises(entry.UnknownEntry):
        entry.correct(town.store.db, 1, "id; DROP TABLE profile", "x", "test")
    with pytest.raises(entry.BadEntry):
        entry.new(town.store.db, "customer", {"city": "Wien"})
    with pytest.raises(entry.UnknownEntry):
        entry.new(town.store.db, "elephant", {})
    with pytest.raises(entry.BadEntry):
        entry.tag(town.store.db, 1, "  ", "test")
    assert (journal.everything(town.store.db), town.profile("Anna Muster")["email"]) == ([], "a@b.example")


def test_undoing_a_file_leaves_what_was_typed_in(town: Town) -> None:
    entry.new(town.store.db, "customer", {"full_name": "Anna Muster"})
    town.customers(customer("K1", "Bernd", "Beispiel"))
    town.undo(0)
    assert town.names() == ["Anna Muster"]


def test_entries_by_hand_are_not_taken_back_in_one_go(town: Town) -> None:
    entry.new(town.store.db, "customer", {"full_name": "Anna Muster"})
    (by_hand,) = imports(town.store.db)
    with pytest.raises(NoSuchImport):
        undo(town.store.db, by_hand.id)
    assert town.names() == ["Anna Muster"]


def touched_figures(town: Town, kind: str) -> bool:
    """Whether a contact of this kind has the figures of everybody worked out anew."""
    said: list[str] = []
    town.store.db.set_trace_callback(said.append)
    entry.new(town.store.db, kind, {"profile": "1", "text": "Fragt nach Wartung"})
    town.store.db.set_trace_callback(None)
    assert kinds(town)[0] == (kind, "Fragt nach Wartung") and not derive.waits(town.store.db)
    assert rebuild(town.store.db).identical
    return any("DELETE FROM counted" in one for one in said)


@pytest.mark.parametrize("kind", entry.CONTACTS)
def test_a_contact_has_nobody_elses_figures_worked_out_anew(town: Town, kind: str) -> None:
    settings.write(town.store.db, "figures.key_date", AS_OF)
    town.customers(customer("K1", "Anna", "Muster"))
    town.invoices(invoice("R1", "K1", "02.03.2025", "10,00"))
    assert not touched_figures(town, kind)


@pytest.mark.parametrize("behind", ["a record waits", "figures of another day"])
def test_a_note_brings_figures_up_to_date_that_are_behind(town: Town, behind: str) -> None:
    settings.write(town.store.db, "figures.key_date", AS_OF)
    town.customers(customer("K1", "Anna", "Muster"))
    if behind == "a record waits":
        everybody = town.store.db.execute("SELECT id FROM record").fetchall()
        town.store.db.executemany("INSERT INTO changed_record VALUES (?)", everybody)
    else:
        settings.write(town.store.db, "figures.key_date", "2025-12-30")
    assert touched_figures(town, "note")


@pytest.mark.parametrize("kind", entry.CONTACTS)
def test_a_contact_without_a_day_is_of_the_key_date(town: Town, kind: str) -> None:
    settings.write(town.store.db, "figures.key_date", AS_OF)
    town.customers(customer("K1", "Anna", "Muster"))
    entry.new(town.store.db, kind, {"profile": "1", "text": "so getippt"})
    writing_down.write_down(town.store.db, 1, kind, {"text": "im Formular"}, "test")
    days = [tuple(row) for row in town.store.db.execute("SELECT day, at FROM fact WHERE kind = ?", (kind,))]
    assert days == [(AS_OF, None), (AS_OF, None)]
    assert rebuild(town.store.db).identical


def test_a_time_without_a_day_is_one_of_the_key_date(town: Town) -> None:
    settings.write(town.store.db, "figures.key_date", AS_OF)
    town.customers(customer("K1", "Anna", "Muster"))
    writing_down.write_down(town.store.db, 1, "visit", {"text": "Werkstatt", "time": "14:30"}, "test")
    (found,) = town.store.db.execute("SELECT day, at FROM fact WHERE kind = 'visit'")
    assert tuple(found) == (AS_OF, f"{AS_OF}T14:30:00")


def test_a_complaint_typed_in_is_open_whatever_the_key_date(town: Town) -> None:
    settings.write(town.store.db, "figures.key_date", AS_OF)
    town.customers(customer("K1", "Anna", "Muster"))
    entry.log(town.store.db, 1, "complaint", "Mahlgrad", "test")
    assert [(one.day, one.text) for one in looping.open_loops(town.store.db)] == [(AS_OF, "Mahlgrad")]


@pytest.mark.parametrize(("typed", "minutes"), [("5", "5"), ("90", "90"), ("1,5 Std", "90")])
def test_minutes_typed_in_are_minutes(town: Town, typed: str, minutes: str) -> None:
    assert float(entry.cleaned("minutes", typed)) == float(minutes)


def test_a_contact_stands_in_the_timeline_and_leads_to_a_task(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster"))
    made = entry.log(town.store.db, 1, "call", "Angebot gewünscht", "test", "erreicht", "31.12.2025")
    assert kinds(town) == [("call", "Angebot gewünscht")]
    (task,) = journal.standing(town.store.db, ["task"])
    assert (task.id, task.what["due"], task.what["text"]) == (made["task"], AS_OF, "Angebot gewünscht")


def test_a_contact_with_a_task_that_cannot_be_is_not_written(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster"))
    with pytest.raises(entry.BadEntry):
        entry.log(town.store.db, 1, "call", "Angebot", "test", follow_up="irgendwann")
    assert kinds(town) == []


def test_a_contact_of_an_earlier_day_stands_on_that_day(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster"))
    town.invoices(invoice("R1", "K1", "02.03.2025", "10,00"))
    entry.new(town.store.db, "visit", {"profile": "1", "text": "Messe", "at": "2025-01-05 10:00"})
    assert [one.kind for one in timeline.entries(town.store.db, 1)] == ["invoice", "visit"]


def test_nothing_is_noted_for_nobody(town: Town) -> None:
    with pytest.raises(NoSuchRecord):
        entry.log(town.store.db, 99, "call", "Angebot", "test")
    with pytest.raises(entry.BadEntry):
        entry.new(town.store.db, "note", {"text": "für wen?"})


def test_any_number_of_a_merged_customer_leads_to_it(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster"), customer("K2", "Bernd", "Beispiel"))
    town.decide("merge", 0, 1)
    entry.correct(town.store.db, 2, "city", "Wien", "test")
    assert [one["city"] for one in town.profiles()] == ["Wien"]


def test_a_corrected_street_keeps_the_town_that_stood_beside_it(town: Town) -> None:
    home = {"street": "Weg 1", "postcode": "01067", "city": "Dresden"}
    town.customers(customer("K1", "Anna", "Muster", **home))
    made = entry.correct(town.store.db, 1, "street", "Neugasse 5", "test")
    (one,) = town.profiles()
    assert (one["street"], one["postcode"], one["city"]) == ("Neugasse 5", "01067", "Dresden")
    entry.correct_all(town.store.db, 1, {"street": "Hafen 2", "postcode": "20457", "city": "Hamburg"}, "test")
    (one,) = town.profiles()
    assert (one["street"], one["postcode"], one["city"]) == ("Hafen 2", "20457", "Hamburg")
    assert made > 0


def test_the_town_beside_a_corrected_street_goes_with_the_import_that_brought_it(town: Town) -> None:
    for street, postcode, city in (
        ("Weg 1", "01067", "Dresden"),
        ("Weg 2", "80331", "München"),
        ("Weg 3", "50667", "Köln"),
    ):
        town.customers(customer("K1", "Anna", "Muster", street=street, postcode=postcode, city=city))
        if city == "München":
            entry.correct(town.store.db, 1, "street", "Neugasse 5", "test")
    told = ("street", "postcode", "city")
    assert [one[part] for one in town.profiles() for part in told] == ["Neugasse 5", "80331", "München"]
    town.undo(0)  # the newest
    town.undo(0)
    assert [one[part] for one in town.profiles() for part in told] == ["Neugasse 5", "01067", "Dresden"]
    by_hand = {
        name for name, one in build.choices_of(town.store.db, build.words_of(town.store.db, 1)).items() if not one.word
    }
    assert by_hand == {"street"}

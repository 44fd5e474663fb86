"""What somebody noted of a customer holds until it is taken off: tasks, interests, links; and what values were before."""

import pytest
from desk_town import Town, customer

from kmu_crm import i18n
from kmu_crm.decisions import journal
from kmu_crm.desk import decided, deciding, derive, entry, noted, steps, value_history
from kmu_crm.desk.dossier import dossier
from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.identity import verdicts


@pytest.fixture
def anna(town: Town) -> Town:
    town.customers(
        customer("K1", "Anna", "Muster", "anna@muster.example", city="Leipzig"), customer("K2", "Bernd", "Beispiel")
    )
    return town


def test_interests_say_where_they_are_known_from_and_since_when(anna: Town) -> None:
    db = anna.store.db
    noted.like(db, 1, "interest", " Siebträger ", "Gespräch auf der Messe", "19.11.2025", "Lena")
    noted.like(db, 1, "preference", "Anruf am Vormittag", "sagt sie selbst", "", "Lena")
    told = [(one.kind, one.text, one.origin, one.day, one.author) for one in dossier(db, 1).noted]
    assert told == [
        ("interest", "Siebträger", "Gespräch auf der Messe", "2025-11-19", "Lena"),
        ("preference", "Anruf am Vormittag", "sagt sie selbst", "", "Lena"),
    ]
    assert dossier(db, 2).noted == [] and rebuild(db).identical


def test_an_interest_without_its_origin_or_text_is_refused(anna: Town) -> None:
    for text, origin in (("Siebträger", " "), (" ", "Messe")):
        with pytest.raises(entry.BadEntry):
            noted.like(anna.store.db, 1, "interest", text, origin, "", "Lena")
    with pytest.raises(entry.BadEntry):
        noted.like(anna.store.db, 1, "interest", "Siebträger", "Messe", "neulich", "Lena")
    assert journal.everything(anna.store.db) == []


def test_what_is_noted_is_one_line_without_marks_that_turn_it(anna: Town) -> None:
    noted.like(anna.store.db, 1, "interest", "Sieb\u202eträger\u0007", "Mes\u200fse", "", "Lena")
    noted.attach(anna.store.db, 1, "/akten/a.pdf", "An\u202egebot", "Lena")
    assert [(one.text, one.origin) for one in noted.of(anna.store.db, 1)] == [("Siebträger", "Messe"), ("Angebot", "")]
    with pytest.raises(entry.BadEntry):
        noted.like(anna.store.db, 1, "interest", "\u202e", "Messe", "", "Lena")


def test_a_link_keeps_the_path_and_reads_nothing(anna: Town) -> None:
    noted.attach(anna.store.db, 1, "/nirgends/Angebot 12.pdf", "", "Lena")
    (link,) = noted.of(anna.store.db, 1)
    assert (link.kind, link.text, link.path) == ("link", "Angebot 12.pdf", "/nirgends/Angebot 12.pdf")
    with pytest.raises(entry.BadEntry):
        noted.attach(anna.store.db, 1, "http://böse.example/x.exe", "", "Lena")


def test_tasks_come_first_by_the_day_they_are_due(anna: Town) -> None:
    db = anna.store.db
    noted.like(db, 1, "interest", "Siebträger", "Messe", "", "Lena")
    entry.task(db, 1, "Angebot schicken", "31.12.2025", "Lena")
    entry.task(db, 1, "Anrufen", "01.12.2025", "Lena")
    assert [one.text for one in noted.of(db, 1)] == ["Anrufen", "Angebot schicken", "Siebträger"]


def test_what_was_noted_follows_a_merge_and_goes_when_it_is_taken_off(anna: Town) -> None:
    db = anna.store.db
    number = noted.like(db, 2, "interest", "Siebträger", "Messe", "", "Lena")
    verdicts.merge(db, 1, 2, "Lena")
    derive.derive(db)
    assert [one.text for one in noted.of(db, 1)] == ["Siebträger"]
    with steps.recorded(db, "weg", "Lena"):
        deciding.revoke(db, number, "Lena")
    assert noted.of(db, 1) == []
    steps.undo_last(db, "Lena")
    assert [one.text for one in noted.of(db, 1)] == ["Siebträger"]


def test_the_journal_tells_of_them_in_words(anna: Town) -> None:
    i18n.use("de")
    db = anna.store.db
    noted.like(db, 1, "interest", "Siebträger", "Messe", "", "Lena")
    noted.attach(db, 1, "/a/b.pdf", "Angebot", "Lena")
    with steps.recorded(db, "Messe", "Lena"):
        entry.tag(db, 1, "Messe", "Lena")
    steps.undo_last(db, "Lena")
    steps.redo_last(db, "Lena")
    found = journal.everything(db)
    assert decided.sentences(db, found, found) == [
        "Interesse von Anna Muster: Siebträger (Quelle: Messe)",
        "Anlage zu Anna Muster: Angebot",
        "Schlagwort „Messe“ an Anna Muster vergeben",
        "Entscheidung 3 zurückgenommen",
        "Entscheidung 3 gilt wieder",
    ]


def test_a_contact_keeps_its_time_minutes_and_follow_up(anna: Town) -> None:
    db = anna.store.db
    more = {"at": "19.11.2025 14:30", "minutes": "6"}
    with steps.recorded(db, "Anruf", "Lena"):
        entry.log(db, 1, "call", "Rückruf", "Lena", "erreicht", "26.11.2025", more)
    row = db.execute("SELECT day, at, minutes, outcome FROM fact WHERE kind = 'call'").fetchone()
    assert tuple(row) == ("2025-11-19", "2025-11-19T14:30:00", 6, "reached")
    assert [one.day for one in noted.of(db, 1)] == ["2025-11-26"]
    steps.undo_last(db, "Lena")
    assert noted.of(db, 1) == []


def test_a_value_tells_what_it_was_until_when_and_from_where(anna: Town) -> None:
    db = anna.store.db
    anna.customers(customer("K1", "Anna", "Muster", "anna@muster.example", city="Halle"))
    assert [(one.value, one.system, one.row) for one in value_history.of(db, 1)["city"]] == [("Leipzig", "till", 1)]
    entry.correct(db, 1, "city", "Jena", "Lena")
    entry.correct(db, 1, "city", "Gera", "Max")
    told = {(one.value, one.author, one.system) for one in value_history.of(db, 1)["city"]}
    assert told == {("Jena", "Lena", ""), ("Halle", "", "till"), ("Leipzig", "", "till")}
    with steps.recorded(db, "Ort", "Max"):
        entry.correct(db, 1, "city", "Suhl", "Max")
    steps.undo_last(db, "Max")
    assert ("Suhl", "Max") in {(one.value, one.author) for one in value_history.of(db, 1)["city"]}
    assert "email" not in value_history.of(db, 1) and value_history.of(db, 2) == {}


def test_a_tag_that_was_taken_off_stays_off_whatever_a_file_says_until_somebody_gives_it_again(anna: Town) -> None:
    db = anna.store.db
    rows = (("K9", "Dora", "Dorn", "Messe, Stamm"),)
    for _ in range(2):
        anna.file("kunden", ("Kundennummer", "Vorname", "Nachname", "Schlagwörter"), rows)
        (dora,) = (row["id"] for row in anna.profiles() if row["display_name"] == "Dora Dorn")
        entry.untag(db, dora, "Messe", "Lena")
        assert dossier(db, dora).tags == ["Stamm"] and rebuild(db).identical
    entry.tag(db, dora, "Messe", "Lena")
    assert dossier(db, dora).tags == ["Messe", "Stamm"]

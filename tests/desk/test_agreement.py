"""Pairs that one look decides: the same speaks for and against all of them, and each line says what agrees and what differs."""

import pytest

from kmu_crm.desk import comparison, deciding, questions
from kmu_crm.desk.deciding import Wish
from kmu_crm.desk.intake import take_in
from kmu_crm.store.store import Store

NAMES = [
    "Rosalinde Abendschön", "Ina Özdemir", "Uwe Kranzhofer", "Ole Neuland", "Thea Kaltenbrunn", "Gisbert Obermoser",
    "Wilma Quandel", "Fridolin Zwerenz", "Hedwig Tannhauser", "Korbinian Vielreicher", "Ludmilla Steinbeißer", "Ansgar Rothfuchs",
]  # fmt: skip
WOMEN = ("Rosalinde", "Ina", "Thea", "Wilma", "Hedwig", "Ludmilla")
BORN, MOVED, GREETED, CALLED = range(4)  # what else differs of every fourth, but for the telephone


def address(given: str, other: bool = False) -> str:
    return "Frau" if (given in WOMEN) != other else "Herr"


def line(at: int, name: str) -> str:
    """As a second list has it, in which each says one thing otherwise."""
    given, family = name.split()
    differs = {BORN: ";;17.09.1985;", MOVED: "89073;Ulm;;"}.get(at % 4, ";;;")
    return f"{address(given, True) if at % 4 == GREETED else ''};{given};{family};{differs}0731 88125{at + 50}\n"


@pytest.fixture
def store_with_pairs(store: Store, tmp_path) -> Store:
    """Twelve pairs of one name and two telephone numbers. Of one side another record says more, which nothing is weighed against."""
    people = [(at, *name.split()) for at, name in enumerate(NAMES)]
    files = (
        "Kundennummer;Vorname;Nachname;Telefon\n"
        + "".join(f"{at};{given};{family};0341 23125{at + 10}\n" for at, given, family in people),
        "Kundennummer;Anrede;Vorname;Nachname;PLZ;Ort;Geburtsdatum\n"
        + "".join(f"{at};{address(given)};{given};{family};04109;Leipzig;01.02.1950\n" for at, given, family in people),
        "Anrede;Vorname;Nachname;PLZ;Ort;Geburtsdatum;Telefon\n" + "".join(map(line, range(12), NAMES)),
    )
    for at, text in enumerate(files):
        (tmp_path / f"{at}.csv").write_text(text, encoding="utf-8")
        take_in(store.db, [tmp_path / f"{at}.csv"])
    return store


def test_pairs_with_another_contradiction_are_another_group(store_with_pairs):
    found = {group.text: group for group in questions.groups(questions.queue(store_with_pairs.db))}
    assert {text.partition("another telephone number")[2] for text in found} == {
        "", ", another date of birth", ", another address", ", another form of address",
    }  # fmt: skip
    for group in found.values():
        places = {NAMES.index(asked.names[0]) % 4 for asked in group.members}
        assert len(group.members) == 3 and len(places) == 1


def test_a_line_says_the_name_that_agrees_and_first_what_speaks_most_against(store_with_pairs):
    for group in questions.groups(questions.queue(store_with_pairs.db)):
        for seen in questions.look(store_with_pairs.db, group):
            at = NAMES.index(seen.waiting.names[0])
            first = {BORN: "1985", MOVED: "04109 Leipzig / 89073 Ulm", GREETED: "Ms", CALLED: "+49 341"}[at % 4]
            assert first in seen.differs.split(" · ")[0] and seen.agrees.split(" · ")[0] == seen.waiting.names[0]
            contradicting = [" / " in part and "–" not in part for part in seen.differs.split(" · ")]
            assert contradicting == sorted(contradicting, reverse=True)


def look_at(store, folder, header, *rows):
    """The only pair that is asked about, after each row came as a list of its own."""
    for at, text in enumerate(rows):
        (folder / f"{at}.csv").write_text(f"{header}\n{text}\n", encoding="utf-8")
        take_in(store.db, [folder / f"{at}.csv"])
    (asked,) = questions.queue(store.db)
    (seen,) = questions.look(store.db, questions.Group("", (asked,)))
    return seen


def test_where_no_value_agrees_the_reason_does(store, tmp_path):
    rosalinde = "Rosalinde;Abendschön;rosalinde.abendschoen"
    seen = look_at(store, tmp_path, "Vorname;Nachname;E-Mail", f"{rosalinde}@web.de", f"{rosalinde}@gmx.de")
    assert seen.agrees == "Rosalinde Abendschön · mail address agrees in part"
    assert seen.differs == "rosalinde.abendschoen@web.de / rosalinde.abendschoen@gmx.de"


def test_what_was_decided_of_two_of_one_name_is_told_at_once_as_the_journal_tells_it(store_with_pairs):
    db = store_with_pairs.db
    asked, other, *_ = questions.queue(db)
    for one, waiting in ((False, asked), (True, other)):
        at_once = questions.in_words(db, waiting, one, 2)
        deciding.carry_out(db, [Wish(waiting.pair.a, waiting.pair.b, one)], "Eva")
        assert at_once == deciding.last(db)[0].text
        assert "(no. " in at_once and " / profile " in at_once


def test_a_contradiction_that_makes_another_group_is_seen_in_the_review_as_well(store_with_pairs):
    for asked in questions.queue(store_with_pairs.db):
        seen = {line.id for line in comparison.compare(store_with_pairs.db, asked.pair).lines if line.differs}
        more = {BORN: {"birth_date"}, MOVED: {"town"}, GREETED: {"salutation"}}.get(
            NAMES.index(asked.names[0]) % 4, set()
        )
        assert seen == {"phone", *more}


def test_where_names_differ_they_are_among_what_differs(store, tmp_path):
    kranz = "Kranz;u@kranz.example"
    seen = look_at(store, tmp_path, "Anrede;Vorname;Nachname;E-Mail", f"Herr;Uli;{kranz}", f"Frau;Ulrike;{kranz}")
    assert seen.agrees.startswith("Kranz · u@kranz.example")
    assert sorted(seen.differs.split(" · ")) == ["Mr / Ms", "Uli / Ulrike"]

"""Records are taken out of a customer where they belong to somebody else."""

import cafe_shop
import pytest
from cafe_shop import open_whole
from PySide6.QtWidgets import QLabel

from kmu_crm.desk import entry, intake
from kmu_crm.desk.derive import derive
from kmu_crm.identity import verdicts
from kmu_crm.profiles import queries
from kmu_crm.ui.problem import Problem

OURS = "kmu_crm"


@pytest.fixture
def page(qtbot, tmp_path):
    with cafe_shop.page(qtbot, cafe_shop.store(tmp_path)) as shown:
        yield shown


def hotel(qtbot, page):
    """The hotel, with a second record, of our own."""
    entry.new(page.session.store.db, "customer", {"company": "Hotel Bergblick", "email": "info@bergblick.example"})
    page.session.changed.emit()
    open_whole(qtbot, page, "Hotel Bergblick")
    qtbot.waitUntil(lambda: OURS in {word.system for word in page.whole.of.words})
    return page.whole.origin


def test_records_are_taken_out_only_where_some_go_and_some_stay(qtbot, page):
    origin = hotel(qtbot, page)
    origin.choose_records()
    first, *rest = origin.boxes.values()
    assert rest and not origin.out.isEnabled()
    first.click()
    assert origin.out.isEnabled()
    for box in rest:
        box.click()
    assert not origin.out.isEnabled()


def test_a_refusal_to_take_records_out_names_the_customer_and_no_number(qtbot, page):
    origin = hotel(qtbot, page)
    origin.choose_records()
    ours = next(word.record for word in page.whole.of.words if word.system == OURS)
    verdicts.split(page.session.store.db, page.whole.of.number, [ours], "Ina")  # somebody else is quicker
    derive(page.session.store.db)
    origin.boxes[ours].click()
    origin.out.click()
    qtbot.waitUntil(lambda: page.window().findChild(Problem) is not None)
    problem = page.window().findChild(Problem)
    said = [label.text() for label in problem.findChildren(QLabel)]
    assert f"Der Datensatz {ours} gehört nicht zum Kunden Hotel Bergblick." in said
    problem.close_up()


def two_in_one(qtbot, page, tmp_path, *further: str):
    """Anna with number 901 and Bert with 902, merged, with an invoice and two; `further` lists name one of them again."""
    files = {
        "anna": "Kundennummer;Vorname;Nachname;E-Mail\r\n901;Anna;Zundel;a.z@gmx.example\r\n902;Bert;Quirl;b.q@gmx.example\r\n",
        "rechnungen": "Rechnungsnummer;Kundennummer;Datum;Netto;Brutto\r\n"
        + "".join(f"X{n};{who};1.{n}.2025;10,00;11,90\r\n" for n, who in ((1, 901), (2, 902), (3, 902))),
    }
    db = page.session.store.db
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        intake.take_in(db, [tmp_path / f"{name}.csv"])
    for text in further:
        (tmp_path / "nochmal.csv").write_text(text, "utf-8")
        intake.take_in(db, [tmp_path / "nochmal.csv"])
    ids = {queries.profile(db, one)["display_name"]: one for one in queries.everybody(db)}
    verdicts.merge(db, ids["Anna Zundel"], ids["Bert Quirl"], "Ina")
    derive(db)
    page.session.changed.emit()
    qtbot.waitUntil(lambda: ids["Anna Zundel"] in page.list.model.ids())
    open_whole(qtbot, page, queries.profile(db, ids["Anna Zundel"])["display_name"])
    return page.whole.origin, {one.number: one for one in page.whole.of.bare}


def box_of(page, number: str, place: int = 0):
    rows = [word.record for word in page.whole.of.words if word.number == number and word.file]
    return page.whole.origin.boxes[rows[place]]


def notes(origin) -> str:
    return " ".join(label.text() for label in origin.findChildren(QLabel) if label.isVisibleTo(origin))


def test_documents_known_by_a_number_alone_stand_among_the_records(qtbot, page, tmp_path):
    origin, _bare = two_in_one(qtbot, page, tmp_path)
    assert "902 · 2 Belege, nur mit Nummer" in notes(origin)


def test_ticking_a_row_ticks_the_documents_of_its_number(qtbot, page, tmp_path):
    origin, bare = two_in_one(qtbot, page, tmp_path)
    origin.choose_records()
    along, other = origin.boxes[bare["902"].record], origin.boxes[bare["901"].record]
    assert "2 Belege, nur mit Nummer" in along.accessibleName()
    box_of(page, "902").click()
    assert along.isChecked() and not along.isEnabled() and not other.isChecked()
    assert "2 Belege, die nur die Kundennummer 902 nennen, gehen mit." in notes(origin)
    box_of(page, "902").click()
    assert not along.isChecked() and along.isEnabled() and "gehen mit" not in notes(origin)
    box_of(page, "902").click()
    origin.out.click()
    db, taken = page.session.store.db, bare["902"].record
    qtbot.waitUntil(lambda: verdicts.profile_of(db, taken) != verdicts.profile_of(db, bare["901"].record))
    assert verdicts.profile_of(db, taken) in {verdicts.profile_of(db, record) for record in bare["902"].rows}


def test_where_another_row_of_the_number_stays_the_documents_stay_and_may_be_ticked(qtbot, page, tmp_path):
    again = "Kundennummer;Vorname;Nachname\r\n902;Bert;Quirl\r\n"
    origin, bare = two_in_one(qtbot, page, tmp_path, again)
    origin.choose_records()
    box_of(page, "902").click()
    documents = origin.boxes[bare["902"].record]
    assert not documents.isChecked() and documents.isEnabled()
    assert "bleiben" in notes(origin)
    documents.click()
    assert documents.isChecked() and "bleiben" not in notes(origin)

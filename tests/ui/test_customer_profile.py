"""One customer on the whole page: looked through, and put on paper."""

from dataclasses import replace

import cafe_shop
import pytest
from cafe_shop import number, open_whole, stand_on
from cut_texts import cut_texts
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from kmu_crm import i18n
from kmu_crm.desk import dossier, entry
from kmu_crm.desk.derive import derive
from kmu_crm.identity import verdicts
from kmu_crm.profiles import timeline
from kmu_crm.ui.pages.customers import events, paper
from kmu_crm.ui.paper import to_printer
from kmu_crm.ui.tables import Table
from kmu_crm.ui.widgets import Button


@pytest.fixture
def page(qtbot, tmp_path):
    with cafe_shop.page(qtbot, cafe_shop.store(tmp_path)) as shown:
        yield shown


def test_the_timeline_is_searched_for_what_it_shows(qtbot, page):
    open_whole(qtbot, page, "Café Morgenrot")
    history = page.whole.history

    def found(words: str) -> list[str]:
        history.search.setText(words)
        qtbot.wait(60)
        qtbot.waitUntil(lambda: not history._latest.waits())
        return [one.title for one in history.list.entries.items if not isinstance(one, str)]

    assert len(found("")) == 2
    assert found("DECAF 02.10.") == ["#2 · 3 × Decaf 1 kg"]
    assert found("412,60") == ["#1 · 4 × Decaf 1 kg"]
    assert found("Mühle") == [] and history.places.currentIndex() == 2
    assert len(found("")) == 2


def test_search_in_this_area_means_the_timeline_on_a_whole_page(qtbot, page):
    open_whole(qtbot, page, "Café Morgenrot")
    assert page.search_field() is page.whole.history.search
    qtbot.keyClicks(page.whole.history.search, "decaf")
    qtbot.keyClick(page.whole.history.search, Qt.Key.Key_Escape)
    assert page.whole.history.search.text() == "" and page.places.currentWidget() is page.whole
    qtbot.keyClicks(page.whole.history.search, "decaf")
    page.open_whole(number(page, "Hotel Bergblick"))
    qtbot.waitUntil(lambda: page.whole.of is not None and page.whole.of.name == "Hotel Bergblick")
    assert page.whole.history.search.text() == ""


def test_a_profile_is_printed_with_every_value_as_it_is(qtbot, page, tmp_path):
    anja = number(page, "Café Morgenrot")
    entry.correct(page.session.store.db, anja, "company", "<b>Morgenrot</b> & <img src='x'>", "Sie")
    entry.new(page.session.store.db, "note", {"profile": str(anja), "text": "<script>1 < 2</script>"})
    page.whole.show_number(anja)
    qtbot.waitUntil(lambda: page.whole.of is not None and "<b>" in page.whole.of.name)
    answers = []
    page.whole.history.ask_all(paper.MOST, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    made = paper.profile(page.whole.of, page.whole.tiles.told(), answers[0][0])
    text = made.toPlainText()
    assert "<b>Morgenrot</b> & <img src='x'>" in text and "<script>1 < 2</script>" in text
    for said in (
        "Stammdaten",
        "aus Shopify",
        "#1 · 4 × Decaf 1 kg",
        "12.11.2025",
        "E-Mail: ",
        "Umsatz 12 M",
    ):
        assert said in text, said
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "profil.pdf"))
    to_printer(made, printer)
    assert (tmp_path / "profil.pdf").read_bytes().startswith(b"%PDF-")


def test_esc_leads_back_from_the_documents_of_a_figure(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    page.panel.open_figure("revenue_net")
    qtbot.waitUntil(lambda: bool(page.panel.documents.findChildren(Table)))
    qtbot.keyClick(page.panel.documents.findChildren(Table)[0], Qt.Key.Key_Escape)
    assert page.panel.stack.currentIndex() == 0 and page.places.currentWidget() is page.splitter
    open_whole(qtbot, page, "Café Morgenrot")
    page.whole.open_figure("revenue_net")
    qtbot.keyClick(page.whole.documents.back, Qt.Key.Key_Escape)
    assert page.whole.middle.currentIndex() == 0 and page.places.currentWidget() is page.whole


@pytest.mark.parametrize(
    ("language", "noted", "held"), [("de", "Sie", "bestätigt von Ihnen"), ("en", "You", "confirmed by you")]
)
def test_what_the_user_wrote_is_told_in_the_language_in_use(qtbot, page, language, noted, held):
    """“Sie” was written down by a German window, and another language may be in use today."""
    db, anja = page.session.store.db, number(page, "Café Morgenrot")
    entry.log(db, anja, "note", "Mag Decaf", "Sie")
    verdicts.merge(db, anja, number(page, "Uwe Özdemir"), "Sie")
    derive(db)
    i18n.use(language)
    (bond,) = (one for one in dossier.dossier(db, anja).bonds if one.decision is not None)
    assert i18n._("confirmed by {author}").format(author=bond.author) == held
    (note,) = (one for one in timeline.entries(db, anja) if one.kind == "note")
    assert noted in events.shown(note, {}, ()).notes[-1].split(" · ")


def test_a_long_address_is_edited_from_its_beginning(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    page.panel.master.show_customer(page.panel.of)
    page.panel.master.edit()
    assert page.panel.master.fields["email"].field.cursorPosition() == 0


def test_a_change_of_revenue_says_what_it_is_set_against(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    page.panel.tiles.show_customer(
        replace(page.panel.of, figures=replace(page.panel.of.figures, revenue_12m_before=60000))
    )
    assert page.panel.tiles.tiles[0].note.text() == "zum Vorjahr"


def test_the_contribution_says_that_it_is_of_all_time(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    page.window().resize(1280, 720)
    tile = page.panel.tiles.tiles[1]
    for of_revenue, note in ((100000, "31,1\N{NO-BREAK SPACE}% vom Gesamtumsatz"), (0, "gesamt")):
        figures = replace(page.panel.of.figures, db2=31060, revenue_net=of_revenue)
        page.panel.tiles.show_customer(replace(page.panel.of, figures=figures))
        assert tile.note.text() == note
        qtbot.waitUntil(lambda: cut_texts(tile) == [])


def test_the_focus_stays_on_the_page_when_its_button_goes_with_the_records_taken_out(qtbot, page):
    db, anja = page.session.store.db, number(page, "Café Morgenrot")
    entry.new(db, "customer", {"company": "Café Morgenrot", "email": "kontakt@morgenrot.example"})
    page.session.changed.emit()
    qtbot.waitUntil(lambda: len(page.list.model.ids()) == 4)
    open_whole(qtbot, page, "Café Morgenrot")
    origin = page.whole.origin
    origin.choose_records()
    list(origin.boxes.values())[-1].setChecked(True)
    out = next(one for one in origin.findChildren(Button) if one.text() == "Herauslösen")
    out.setFocus()
    with qtbot.waitSignal(page.session.undoable, timeout=10_000):
        qtbot.keyClick(out, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.whole._latest.waits() and not origin.boxes)
    assert page.whole.isAncestorOf(page.window().focusWidget()) or page.window().focusWidget() is page.whole
    assert anja in page.list.model.ids()


def test_an_empty_timeline_offers_no_kinds_to_choose(qtbot, page):
    for name, empty in (("Lisbeth Pfäffli", True), ("Café Morgenrot", False)):
        stand_on(qtbot, page, name)
        coarse = page.panel.latest
        assert (coarse._chips.isHidden(), coarse.kinds_button.isHidden()) == (empty, empty)
        open_whole(qtbot, page, name)
        assert page.whole.history._chips.isHidden() == empty
        page.leave_whole()

"""One customer on the whole page: looked through, and put on paper."""

import cafe_shop
import pytest
from cafe_shop import number, open_whole
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from kmu_crm.desk import entry
from kmu_crm.ui.pages.customers import paper
from kmu_crm.ui.paper import to_printer


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
    qtbot.waitUntil(lambda: page.whole.of.name == "Hotel Bergblick")
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

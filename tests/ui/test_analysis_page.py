import figures_shop
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kmu_crm import i18n
from kmu_crm.desk import listing
from kmu_crm.fields.show import percent, whole_amount
from kmu_crm.outreach.log import Campaign
from kmu_crm.segments import evaluate
from kmu_crm.segments.parser import parse
from kmu_crm.ui import theme, work
from kmu_crm.ui.charts import Chart
from kmu_crm.ui.pages import changes
from kmu_crm.ui.pages.analysis.articles import bought
from kmu_crm.ui.pages.analysis.filters import Choices, Filters
from kmu_crm.ui.pages.analysis.page import narrowed
from kmu_crm.ui.pages.analysis.people import trait_rule, trait_words
from kmu_crm.ui.pages.analysis.report import Figure, Report
from kmu_crm.ui.pages.analysis.returning import days
from kmu_crm.ui.pages.analysis.sheets import Sheet, save_report, show_table
from kmu_crm.ui.pages.analysis.tiles import figures
from kmu_crm.ui.pages.chosen import these
from kmu_crm.ui.problem import Problem
from kmu_crm.ui.tables import Table
from kmu_crm.ui.widgets import Label
from kmu_crm.value import review
from kmu_crm.value.slices import Channel, Slice


@pytest.fixture
def show(qtbot):
    def showing(file):
        page = figures_shop.desk(qtbot, file).window.page("analysis")
        page.window().go("analysis")
        qtbot.waitUntil(page._round.is_over)
        page.go.disconnect()
        return page

    yield showing
    work.wait_all()


@pytest.fixture
def cafes(show, tmp_path):
    return show(figures_shop.cafes(tmp_path))


def click(qtbot, chart: Chart, place: int = 0) -> None:
    chart.grab()
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.hits[place].at.center().toPoint())


def sheets(page):
    return [sheet for sheet in page.window().findChildren(Sheet) if sheet.isVisible()]


def test_every_tile_tells_its_figure_and_leads_to_customers(cafes, qtbot):
    assert cafes.tiles["active"].number.text() == "12"
    assert cafes.tiles["again"].number.text() == "100,0\u00a0%"
    assert "100\u00a0% des Umsatzes" in cafes.tiles["margin"].note.text()
    with qtbot.waitSignal(cafes.go) as gone:
        qtbot.keyClick(cafes.tiles["active"], Qt.Key.Key_Return)
    assert gone.args == ["customers", ("filter", changes.ACTIVE)]


def test_the_customers_behind_a_figure_are_as_many_as_it_says(cafes):
    db = cafes._session.db
    assert evaluate.count(db, parse(changes.ACTIVE)) == 12
    for rule in [figure.rule for figure in figures()] + [card.rule for card in cafes.cards.values() if card.rule]:
        evaluate.count(db, parse(rule))


def test_cards_are_asked_once_until_data_change(cafes, qtbot):
    asked = cafes._round._number
    cafes.window().go("start")
    cafes.window().go("analysis")
    assert cafes._round._number == asked
    cafes._session.changed.emit()
    assert cafes._round._number == asked + 1
    qtbot.waitUntil(cafes._round.is_over)


def test_articles_bought_together_lead_to_those_who_bought_both(cafes, qtbot):
    card = cafes.cards["together"]
    assert card.menu.isHidden()  # all buy both: that is no more than chance
    card.fill(
        {
            "min_count": 5,
            "top": [{"a": "B", "b": "F", "name_a": "Bohnen", "name_b": "Filter", "n": 212, "lift": 2.4, "sure": True}],
        }
    )
    assert card.chart.table()[1] == ["Bohnen  +  Filter", "2,4× · 212 Käufe"]
    with qtbot.waitSignal(cafes.go) as gone:
        click(qtbot, card.chart)
    assert gone.args == ["customers", ("filter", 'bought is "B" and bought is "F"')]


def test_cohorts_begin_with_those_who_were_there_before(cafes, qtbot):
    chart = cafes.cards["returning"].chart
    assert [row[0] for row in chart.table()[1:]] == ["Altbestand", "Q4 24", "Q1 25", "Q2 25"]
    chart.grab()
    with qtbot.waitSignal(cafes.go) as gone:
        click(qtbot, chart, next(n for n, hit in enumerate(chart.hits) if hit.key == (1, 0)))
    rule = "first_purchase after 2024-09-30 and first_purchase before 2025-01-01"
    assert gone.args == ["customers", ("filter", rule)]
    assert evaluate.count(cafes._session.db, parse(rule)) == int(chart.table()[2][1])


def test_a_class_of_the_stack_leads_to_its_customers(cafes, qtbot):
    with qtbot.waitSignal(cafes.go) as gone:
        click(qtbot, cafes.cards["classes"].chart)
    page, (kind, rule, of) = gone.args
    assert (page, kind, of.first, of.last) == ("customers", "filter", "2024-12-01", "2024-12-31")
    table = cafes.cards["classes"].chart.table()
    db, ids = cafes._session.db, parse(rule)
    found = listing.find(db, ids, figure=of)
    assert whole_amount(found.brought.cents) == table[1][1]  # the bar's own number


def test_new_and_existing_of_a_month_lead_to_those_who_bought_in_it(cafes, qtbot):
    card = cafes.cards["new"]
    for place, title in enumerate(("Bestand", "Neu"), start=1):
        with qtbot.waitSignal(cafes.go) as gone:
            card.clicked((2, title))
        _kind, rule, of = gone.args[1]
        found = listing.find(cafes._session.db, parse(rule), figure=of)
        assert (of.first, of.last) == ("2025-02-01", "2025-02-28")
        assert whole_amount(found.brought.cents) == card.chart.table()[3][place]


def test_a_cell_of_a_cohort_leads_to_those_who_came_back_in_that_quarter(cafes, qtbot):
    chart = cafes.cards["returning"].chart
    with qtbot.waitSignal(cafes.go) as gone:
        cafes.cards["returning"].clicked((1, 1))
    _kind, rule, of = gone.args[1]
    assert (of.first, of.last) == ("2025-01-01", "2025-03-31")
    size, share = chart.table()[2][1], chart.table()[2][3]
    assert percent(evaluate.count(cafes._session.db, parse(rule)) / int(size)) == share


def test_too_little_data_says_from_when_it_works(show, tmp_path):
    page = show(figures_shop.two_customers(tmp_path))
    for id in ("concentration", "returning", "together", "loyalty", "traits", "costly"):
        assert page.cards[id].menu.isHidden()
    assert page.cards["concentration"]._lacking.text() == "Geht ab 10 Kunden mit Umsatz."
    assert page.tiles["margin"].number.text() == "–"


def test_an_empty_file_is_no_reason_to_fail(show, tmp_path):
    page = show(tmp_path / "leer.kmucrm")
    assert all(card.menu.isHidden() for card in page.cards.values())
    assert {tile.number.text() for tile in page.tiles.values()} == {"–"}  # a nought would be a claim


def test_what_is_missing_in_the_data_can_be_mended(show, tmp_path, qtbot):
    page = show(figures_shop.two_customers(tmp_path))
    faults = {
        fault[0]: fault for fault in page.cards["quality"]._faults(page.cards["quality"].ask(page._session.db, Slice()))
    }
    assert faults["ohne E-Mail-Adresse"][1:] == (2, "Beheben", "customers", ("filter", "email is empty"))
    assert evaluate.count(page._session.db, parse("email is empty")) == 2


def test_a_chart_opens_as_a_table_and_says_how_it_is_worked_out(cafes, qtbot):
    actions = {action.text(): action for action in cafes.cards["classes"].menu.menu().actions()}
    assert list(actions) == ["Als Bild …", "Als Tabelle", "Kunden zeigen", "So wird gerechnet"]
    actions["Als Tabelle"].trigger()
    (sheet,) = sheets(cafes)
    assert not sheet.grab().isNull()
    assert sheet.findChild(Table).model().rowCount() == 12
    next(
        button for button in sheet.findChildren(type(cafes.cards["classes"].menu)) if button.text() == "Kopieren"
    ).click()
    assert QGuiApplication.clipboard().text().startswith("\tA\tB\tC\tD\n")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    actions["So wird gerechnet"].trigger()
    assert len(sheets(cafes)) == 1


@pytest.mark.parametrize("id", ["classes", "new", "concentration", "returning", "quality"])
def test_every_chart_can_be_shown_as_a_table(cafes, id):
    rows = cafes.cards[id].chart.table()
    assert {len(row) for row in rows} == {len(rows[0])}
    show_table(cafes.window(), "Tabelle", rows).grab()


def test_every_chart_has_a_sentence_and_every_card_an_explanation(cafes):
    for card in cafes.cards.values():
        assert card.how and card.chart.accessibleName() == card.title
        assert card.chart.accessibleDescription() or card.menu.isHidden()


def test_narrow_windows_have_two_columns_and_hide_nothing(cafes, qtbot):
    assert cafes.columns.columns() == 3
    cafes.window().resize(1180, 720)
    qtbot.waitUntil(lambda: cafes.columns.columns() == 2)
    assert all(card.isVisibleTo(cafes) for card in cafes.cards.values())
    assert cafes._area.horizontalScrollBar().maximum() == 0


def test_other_pages_lead_to_a_card(cafes, qtbot):
    cafes.go_to("together")
    qtbot.waitUntil(lambda: cafes._area.verticalScrollBar().value() > 0)


def test_rules_and_words_of_traits():
    assert trait_rule({"field": "region", "value": "DE 04"}) == 'country is DE and postcode starts with "04"'
    assert trait_rule({"field": "Branche", "value": "Hotel"}) == ""
    assert trait_words({"field": "Branche", "value": "Hotel"}) == "Branche: Hotel"
    parse(f"abc is A and {trait_rule({'field': 'kind', 'value': 'company'})}")
    parse(bought('Maschine 12" \\ groß'))


def test_a_quarter_ends_where_the_next_begins():
    assert days("2024-Q4") == ("2024-10-01", "2025-01-01")
    assert days("2024-Q1") == ("2024-01-01", "2024-04-01")


def choose(page, qtbot, picker, text):
    """As a person does: the entry that begins with the text, then wait for all answers."""
    box = getattr(page.filters, picker)
    box.setCurrentIndex(next(n for n in range(box.count()) if box.itemText(n).startswith(text)))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(page._round.is_over)


def test_the_period_narrows_every_figure_and_the_customers_behind_it(cafes, qtbot):
    assert [cafes.filters.period.itemText(n) for n in range(6)] == [
        "Letzte 12 Monate", "Letzte 6 Monate", "Letzte 3 Monate", "Dieser Monat", "Jahr 2025", "Jahr 2024",
    ]  # fmt: skip
    choose(cafes, qtbot, "period", "Jahr 2024")
    assert cafes.tiles["active"].number.text() == "5"  # four cafés in December, and the one that was lost
    assert len(cafes.cards["classes"].chart.table()) == 13
    with qtbot.waitSignal(cafes.go) as gone:
        qtbot.keyClick(cafes.tiles["active"], Qt.Key.Key_Return)
    page, (kind, rule) = gone.args
    assert (page, kind) == ("customers", "filter")
    assert evaluate.count(cafes._session.db, parse(rule)) == 5


def test_a_period_without_sales_says_so(cafes):
    db = cafes._session.db
    nothing = review.review(db, Slice("2020-01-01", "2020-12-31"))
    cafes.cards["classes"].fill(nothing)
    said = "In dieser Auswahl wurde nichts verkauft. Ihre Daten beginnen am 10.01.2024."
    assert not cafes.cards["classes"].is_shown() and cafes.cards["classes"].sentence() == said
    for figure in figures():
        figure.fill(cafes.tiles[figure.id], nothing)
    assert cafes.tiles["again"].number.text() == "–"
    assert evaluate.count(db, parse(these(narrowed(db, changes.AT_RISK, nothing.slice)))) == 0


def test_what_is_chosen_outlives_new_data(cafes, qtbot):
    choose(cafes, qtbot, "period", "Letzte 3")
    cafes._session.changed.emit()
    cafes.refresh()
    qtbot.waitUntil(cafes._round.is_over)
    assert cafes.filters.period.currentText() == "Letzte 3 Monate"


def test_channel_and_region_can_be_chosen_where_there_are_several(qtbot):
    i18n.use("de")
    filters = Filters()
    qtbot.addWidget(filters)
    shops = [
        Channel(3, "shopify", "a", "Shopify"),
        Channel(4, "shopify", "b", "Shopify"),
        Channel(1, "till", "", "Kasse"),
    ]
    filters.offer(Choices(shops, [("DE", "", 12), ("DE", "0", 7), ("FR", "", 1)], [2025]))
    assert [filters.channel.itemText(n) for n in range(1, 4)] == ["Shopify (a)", "Shopify (b)", "Kasse"]
    assert [filters.region.itemText(n) for n in range(1, 4)] == ["Deutschland (12)", "Deutschland 0… (7)", "FR (1)"]
    filters.channel.setCurrentIndex(1)
    filters.region.setCurrentIndex(2)
    assert filters.slice("2025-11-23") == Slice("2024-11-24", "2025-11-23", 3, "DE", "0")
    assert not filters.is_usual()


@pytest.mark.parametrize(
    "months, first", [(6, "2024-09-01"), (3, "2024-12-01"), (1, "2025-02-01"), (12, "2024-03-02"), (2024, "2024-01-01")]
)
def test_a_period_ends_with_the_key_date(qtbot, months, first):
    filters = Filters()
    qtbot.addWidget(filters)
    filters.offer(Choices([], [], [2025, 2024]))
    filters.period.setCurrentIndex(filters.period.findData(months))
    of = filters.slice("2025-02-28" if months != 12 else "2025-03-01")
    assert of.first == first and of.last == {2024: "2024-12-31", 12: "2025-03-01"}.get(months, "2025-02-28")


def test_every_chart_leads_to_its_customers(cafes, qtbot):
    shown = [card for card in cafes.cards.values() if card.is_shown()]
    assert len(shown) >= 5
    for card in shown:
        with qtbot.waitSignal(cafes.go) as gone:
            card.customers.trigger()
        evaluate.count(cafes._session.db, parse(gone.args[1][1]))


def test_a_chart_is_saved_as_a_picture(cafes, tmp_path, monkeypatch):
    monkeypatch.setattr("kmu_crm.ui.asking.file_to_write", lambda *_a: tmp_path / "bild")
    {action.text(): action for action in cafes.cards["classes"].menu.menu().actions()}["Als Bild …"].trigger()
    assert (tmp_path / "bild.png").read_bytes().startswith(b"\x89PNG")


def test_the_report_is_a_pdf_with_every_card(cafes, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("kmu_crm.ui.asking.file_to_write", lambda *_a: tmp_path / "bericht.pdf")
    before = theme.current.tokens
    chart = cafes.cards["classes"].chart
    pointed_at = list(chart.hits)
    cafes.report.click()
    assert cafes.window().undo_bar.isHidden()  # the window goes on meanwhile
    qtbot.waitUntil(lambda: not cafes.window().undo_bar.isHidden())  # says where it lies
    content = (tmp_path / "bericht.pdf").read_bytes()
    assert content.startswith(b"%PDF-") and len(content) > 10_000
    assert theme.current.tokens is before and chart.hits == pointed_at


def test_a_window_closed_meanwhile_leaves_no_half_report(qtbot, tmp_path, monkeypatch):
    file = tmp_path / "bericht.pdf"
    file.write_bytes(b"that of last year")
    monkeypatch.setattr("kmu_crm.ui.asking.file_to_write", lambda *_a: file)
    window = QWidget()
    save_report(window, Report("Rösterei", "Auswertung", "", "Stand heute", [Figure("Umsatz", "1 €", "")], []))
    assert len(list(tmp_path.iterdir())) == 2  # it is being written, beside the one that stands there
    window.deleteLater()
    qtbot.waitUntil(lambda: len(list(tmp_path.iterdir())) == 1)
    assert (list(tmp_path.iterdir()), file.read_bytes()) == ([file], b"that of last year")


def test_a_report_that_cannot_be_saved_says_why(cafes, tmp_path, monkeypatch):
    gone = tmp_path / "fort" / "bericht.pdf"
    monkeypatch.setattr("kmu_crm.ui.asking.file_to_write", lambda *_a: gone)
    cafes.report.click()
    (problem,) = cafes.window().findChildren(Problem)
    assert any("bericht.pdf lässt sich nicht speichern" in label.text() for label in problem.findChildren(Label))


def test_the_card_about_mailings_says_what_is_needed(cafes, qtbot):
    card = cafes.cards["campaigns"]
    assert not card.is_shown() and "Kontrollgruppe" in card.sentence()
    with qtbot.waitSignal(cafes.go) as gone:
        card.begin.click()
    assert gone.args == ["mailing", None]


def test_a_mailing_with_a_control_group_is_named_until_it_can_be_measured(cafes):
    card = cafes.cards["campaigns"]
    card.fill([Campaign(1, "2025-11-05T10:00:00Z", "Sie", "Herbst", "", "", "advertising", "email", "brevo", 1, 0.1, 1,
                        400, 315, {"control": 35}, "h.csv", "", "")])  # fmt: skip
    assert "„Herbst“, 05.11.2025: 315 angeschrieben, 35 zurückgehalten" in card.sentence() and card.begin.isHidden()

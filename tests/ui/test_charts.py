import look_gallery
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt

from kmu_crm.ui.charts import Bar, Bars, Chart, Lines, ShareBars
from kmu_crm.ui.charts.base import ticks


@pytest.fixture
def charts(qtbot):
    page = look_gallery.graphs()
    qtbot.addWidget(page)
    page.resize(1400, 1100)
    page.show()
    page.grab()
    yield page.findChildren(Chart)


@given(st.floats(min_value=1e-6, max_value=1e12))
def test_an_axis_holds_the_highest_value_and_has_few_lines(top):
    steps = ticks(top)
    assert steps[0] == 0 and steps[-1] >= top * 0.99 and 2 <= len(steps) <= 6


def test_every_chart_has_a_name_a_table_and_a_picture(charts):
    assert len(charts) == 10
    for chart in charts:
        assert chart.accessibleName() and chart.hits
        assert len(chart.table()) > 1 and all(isinstance(cell, str) for row in chart.table() for cell in row)
        assert not chart.picture().isNull()


def test_a_click_on_a_bar_gives_its_key(qtbot):
    chart = Bars("Umsatz", str)
    qtbot.addWidget(chart)
    chart.set_data([Bar("Okt", 3, key="2025-10"), Bar("Nov", 2, key="2025-11")])
    chart.resize(300, 200)
    chart.show()
    chart.grab()
    with qtbot.waitSignal(chart.clicked) as clicked:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.hits[1].at.center().toPoint())
    assert clicked.args == ["2025-11"]


def test_titles_of_shares_have_a_line_of_their_own_where_they_do_not_fit_beside(qtbot):
    chart = ShareBars("Was sie unterscheidet")
    qtbot.addWidget(chart)
    chart.set_data([("Hat Kolumbien Supremo 1 kg gekauft", "29 % statt 14 %", 0.29, 0.14)])
    tall = {}
    for width in (700, 240):
        chart.resize(width, 10)
        chart.show()
        chart.grab()
        tall[width] = chart.height()
    assert tall[240] > tall[700] and chart.hits[0].at.height() == tall[240]


def test_the_keyboard_reaches_every_bar(qtbot):
    chart = Bars("Umsatz", str)
    qtbot.addWidget(chart)
    chart.set_data([Bar("Okt", 3), Bar("Nov", 2)])
    chart.show()
    chart.grab()
    chart.setFocus()
    with qtbot.waitSignal(chart.clicked) as clicked:
        qtbot.keyClick(chart, Qt.Key.Key_Right)
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert clicked.args[0] in (0, 1)


def test_charts_without_data_paint_nothing_and_do_not_fail(qtbot):
    chart = Bars("Umsatz", str)
    qtbot.addWidget(chart)
    chart.grab()
    assert chart.hits == []


def test_only_the_share_whose_title_is_long_takes_a_line_more(qtbot):
    chart = ShareBars("Was sie unterscheidet")
    qtbot.addWidget(chart)
    chart.resize(220, 100)
    chart.set_data([("Kurz", "39 % statt 23 %", 0.39, 0.23), ("Ein Titel " * 4, "27 % statt 12 %", 0.27, 0.12)])
    short, long = chart.heights(220)
    assert (short, long) == (ShareBars.ROW, ShareBars.ROW + ShareBars.LINE)
    chart.grab()
    assert [hit.at.height() for hit in chart.hits] == [short, long]


@pytest.mark.parametrize(
    ("existing", "new", "named"),
    [
        ([0, 0, 0, 0, 0, 400], [0, 0, 40, 0, 300, 900], 2),  # little data: both begin at nought
        ([90, 80, 95, 90, 85, 92], [10, 12, 9, 11, 13, 10], 2),
        ([50, 40, 55, 60, 70, 65], [48, 38, 50, 58, 69, 66], 2),
        ([0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], 1),  # one line is all one sees
        ([5], [5], 2),
    ],
)
def test_names_of_lines_stay_apart(qtbot, existing, new, named):
    chart = Lines("Neu- und Bestandskunden", str)
    qtbot.addWidget(chart)
    chart.set_data(list("ABCDEF")[: len(new)], [("Bestand", existing, "series.0"), ("Neu", new, "series.1")])
    chart.resize(360, 250)
    chart.show()
    chart.grab()
    places = list(chart.names.values())
    assert len(places) == named
    assert not any(one.intersects(other) for at, one in enumerate(places) for other in places[:at])
    assert all(QRectF(chart.rect()).contains(one) for one in places)

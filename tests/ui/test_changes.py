import pytest

from kmu_crm import i18n
from kmu_crm.ui.pages import changes
from kmu_crm.ui.widgets import Tile
from kmu_crm.value.overview import Change


@pytest.fixture(autouse=True)
def german():
    i18n.use("de")


def test_more_than_the_year_before_points_up_and_less_points_down():
    up, down = changes.relative(Change(112, 100)), changes.relative(Change(88, 100))
    assert (up["delta"], up["up"], up["good"]) == ("12\N{NO-BREAK SPACE}%", True, True)
    assert (down["up"], down["good"]) == (False, False)


def test_what_rounds_to_nought_is_no_change():
    assert changes.relative(Change(100_002, 100_000)) == {"delta": "0,0\N{NO-BREAK SPACE}%"}
    assert changes.relative(Change(100_400, 100_000), decimals=0) == {"delta": "0\N{NO-BREAK SPACE}%"}
    assert changes.points(Change(0.41234, 0.41230)) == {"delta": "0,0"}


def test_no_change_has_neither_arrow_nor_colour(qtbot):
    tile = Tile("Umsatz")
    qtbot.addWidget(tile)
    tile.set_figure("100 €", **changes.relative(Change(100, 100)))
    assert (tile.delta.text(), tile.delta.property("tone")) == ("0,0\N{NO-BREAK SPACE}%", "muted")


def test_without_a_year_before_nothing_is_compared():
    assert changes.relative(Change(100, None)) == {} and changes.points(Change(0.5, None)) == {}

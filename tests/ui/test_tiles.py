"""A tile's figure follows the room there is, and never asks for more: else the two would chase each other for ever."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kmu_crm.ui import theme
from kmu_crm.ui.widgets.layouts import row
from kmu_crm.ui.widgets.surfaces import Tile


@pytest.mark.parametrize("large", [True, False])
def test_a_long_figure_makes_no_tile_wider(qtbot, large):
    tiles = [Tile("Umsatz", number, "seit Januar", large=large) for number in ("1 €", "−12.345.678,90 €")]
    tiles[1].set_figure("−12.345.678,90 €", "seit Januar", "12 % zum Vorjahr", up=True)
    for tile in tiles:
        qtbot.addWidget(tile)
    short, long = tiles
    assert short.minimumSizeHint().width() == long.minimumSizeHint().width()
    assert short.sizeHint().width() == long.sizeHint().width()


@pytest.mark.parametrize("width", [520, 700, 880])
def test_tiles_side_by_side_come_to_rest_at_every_size_of_text(qtbot, qapp, width):
    figures = [("520.501 €", "12 % zum Vorjahr"), ("740", ""), ("81,5 %", "1,4 Punkte"), ("−63.797 €", "136 Kunden")]
    tiles = [Tile(f"Kennzahl {n}", clickable=True) for n in range(4)]
    for tile, (number, delta) in zip(tiles, figures, strict=True):
        tile.set_figure(number, "bis heute", delta, up=True)
    whole = QWidget()
    qtbot.addWidget(whole)
    whole.setLayout(row(*tiles, gap=10))
    whole.resize(width, 140)
    whole.show()
    try:
        for zoom in (1.3, 1.5):
            theme.apply(qapp, "light", zoom)
            QApplication.processEvents()
            assert max(tile.width() for tile in tiles) - min(tile.width() for tile in tiles) <= 1
    finally:
        theme.apply(qapp, "light", 1.0)

"""A few answers as tiles side by side; one of them is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kmu_crm.ui.widgets import ToggleTile, clear


class Tiles(QWidget):
    """Tiles side by side, `across` a line; `picked` gives the chosen name."""

    picked = Signal(str)

    def __init__(self, across: int) -> None:
        super().__init__()
        self._across, self.tiles = across, {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)

    def fill(self, choices: Sequence[tuple[str, str, str, str]], chosen: str) -> None:
        """(name, title, note, icon)."""
        clear(self._grid)
        self.tiles = {}
        for place, (name, title, note, icon) in enumerate(choices):
            tile = self.tiles[name] = ToggleTile(title, note, icon, checked=name == chosen)
            tile.chosen.connect(lambda name=name: self.picked.emit(name))
            self._grid.addWidget(tile, place // self._across, place % self._across)

    def choose(self, name: str) -> None:
        for known, tile in self.tiles.items():
            tile.set_checked(known == name)

"""The system's own font in the design's sizes, with figures of equal width where they stand below each other."""

import sys
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QWidget

# role -> (px, weight); line heights follow from the font
SCALE: dict[str, tuple[int, int]] = {
    "micro": (11, 500),
    "caption": (12, 400),
    "body": (13, 400),
    "strong": (13, 600),
    "section": (14, 600),
    "tile": (17, 600),
    "title": (20, 600),
    "figure": (22, 600),
    "hero": (26, 600),
}
_PREFERRED = {"win32": ("Segoe UI Variable Text", "Segoe UI"), "linux": ("Inter", "Noto Sans", "DejaVu Sans")}
_STRETCH = {"DejaVu Sans": 90}  # its letters are a tenth wider than those the design's widths were measured with


class _InUse:
    """The zoom that the theme has set."""

    zoom = 1.0


in_use = _InUse()


@cache
def family() -> str:
    """The first of this system's preferred families that is installed, else what the system itself uses."""
    have = set(QFontDatabase.families())
    wanted = _PREFERRED.get(sys.platform, ())
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return next((name for name in wanted if name in have), system)


def font(role: str = "body", *, tabular: bool = False, weight: int | None = None, zoom: float | None = None) -> QFont:
    """A font of the scale at the zoom in use; `tabular` gives all figures the same width. To change it, copy it."""
    return _made(role, tabular, weight, in_use.zoom if zoom is None else zoom)


@cache  # what a font has once found of its letters it need not look for again with every cell
def _made(role: str, tabular: bool, weight: int | None, zoom: float) -> QFont:
    size, usual = SCALE[role]
    made = QFont(family())
    made.setPixelSize(max(1, round(size * zoom)))
    made.setWeight(QFont.Weight(weight or usual))
    made.setStretch(_STRETCH.get(family(), 100))
    if tabular:
        with_tabular_figures(made)
    return made


def with_tabular_figures(of: QFont) -> QFont:
    of.setFeature(QFont.Tag("tnum"), 1)
    return of


def tabular(widget: QWidget) -> None:
    """Figures of equal width in this widget; size and weight stay with the style sheet."""
    widget.setFont(with_tabular_figures(QFont(widget.font())))

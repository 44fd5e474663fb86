"""Sizes that widgets were given once follow the zoom; those of the style sheet follow by themselves.

A page that was built at 100 % has widths of 100 %, one built at 150 % those of 150 %: without this each kept them until the
program was started again."""

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

UNLIMITED = 16_777_215  # Qt's own word for "no maximum"
EDGES = ("minimumWidth", "minimumHeight", "maximumWidth", "maximumHeight")
FROM_SHEET = {
    "minimumWidth": "_q_stylesheet_minw", "minimumHeight": "_q_stylesheet_minh",
    "maximumWidth": "_q_stylesheet_maxw", "maximumHeight": "_q_stylesheet_maxh",
}  # fmt: skip
GIVEN = "_given"  # the widget's property: edge -> (length at 100 %, what it came to last)


def refit(windows: Iterable[QWidget], before: float, now: float) -> None:
    """From one zoom to another, in every widget of these windows; before the new style sheet is set."""
    for window in windows:
        for widget in window.findChildren(QWidget):
            if not widget.isWindow() and not widget.objectName().startswith("qt_"):  # parts of Qt's own widgets
                _refit(widget, before, now)


def settle(windows: Iterable[QWidget]) -> None:
    """What decides by its width how to stand has another width now, counted in the design's px."""
    for window in windows:
        for widget in window.findChildren(QWidget):
            if not widget.isWindow():
                QApplication.sendEvent(widget, QResizeEvent(QWidget.size(widget), QWidget.size(widget)))


def _refit(widget: QWidget, before: float, now: float) -> None:
    given = widget.property(GIVEN) or {}
    lengths = {edge: getattr(QWidget, edge)(widget) for edge in EDGES if not widget.property(FROM_SHEET[edge])}
    if isinstance(widget, QAbstractButton):
        lengths |= {"iconWidth": widget.iconSize().width(), "iconHeight": widget.iconSize().height()}
    fitted = {}
    for edge, length in lengths.items():
        if 1 < length < UNLIMITED:
            whole, last = given.get(edge, (None, None))
            whole = whole if length == last else length / before  # set anew since: what it is at 100 %
            fitted[edge] = (whole, round(whole * now))
    if fitted:
        widget.setProperty(GIVEN, given | fitted)
        _give(widget, {edge: last for edge, (_whole, last) in fitted.items()})


def _give(widget: QWidget, lengths: dict[str, int]) -> None:
    """A maximum before its minimum where both shrink would be cut to it, and the other way round."""
    for edge in EDGES:
        if edge in lengths and edge.startswith("maximum"):
            getattr(QWidget, f"setM{edge[1:]}")(widget, max(lengths[edge], 1))
    for edge in EDGES:
        if edge in lengths and edge.startswith("minimum"):
            getattr(QWidget, f"setM{edge[1:]}")(widget, lengths[edge])
    if "iconWidth" in lengths and isinstance(widget, QAbstractButton):
        widget.setIconSize(QSize(lengths["iconWidth"], lengths["iconHeight"]))

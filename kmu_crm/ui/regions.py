"""F6: the focus goes from one region of the window to the next."""

from collections.abc import Sequence

from PySide6 import QtCore
from PySide6.QtWidgets import QWidget


def step_on(regions: Sequence[QWidget], focus: QWidget | None, step: int) -> None:
    """To the first thing that takes the focus in the next region that has one, beginning anew after the last."""
    here = max(
        (n for n, region in enumerate(regions) if focus and (region is focus or region.isAncestorOf(focus))),
        default=-1,
    )
    for offset in range(1, len(regions) + 1):
        region = regions[(here + step * offset) % len(regions)]
        for widget in (region, *region.findChildren(QWidget)):
            if widget.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
                widget.setFocus(QtCore.Qt.FocusReason.TabFocusReason)
                return

"""The decisions at the foot of the page, each with its key, as far as there is room."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kmu_crm.i18n import _
from kmu_crm.ui import theme
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Button, Chip, Keys, Label, Surface, lay_out, row

HINT_FROM = 1180  # px of the page: below there is no room for the hint at the foot
KEYS_FROM = 1000  # px: below there is none for the keys beside "Undo" either
CAPS_FROM = 950  # px: nor for those of the decisions, and for the words of “Undo”

Act = Callable[[], object]


class Foot(Surface):
    """`undo` is ready where there is anything to take back."""

    def __init__(self, merge: Act, apart: Act, later: Act, undo: Act) -> None:
        super().__init__("footer")
        self.merge = Button(_("Merge"), "primary", "git-merge", on_click=merge)
        self.apart = Button(_("Keep apart"), icon="split", on_click=apart)
        self.later = Button(_("Later"), icon="clock", on_click=later)
        self.undo = Button(_("Undo"), "ghost", "undo-2", on_click=undo)
        self._hint = QWidget()
        lay_out(self._hint, row(Label(_("Choose fields"), "body2"), Chip("1–9", "key"), gap=6, margins=(10, 0, 0, 0)))
        self._undo_keys = Keys("Ctrl+Z", joined=True)
        self._caps = [Keys(_("Z")), Keys(_("G")), Keys(_("S"))]
        pieces = row(
            self.merge, self._caps[0], self.apart, self._caps[1], self.later, self._caps[2],
            self._hint, 1, self.undo, self._undo_keys, gap=6, margins=(16, 8, 16, 8),
        )  # fmt: skip
        lay_out(self, pieces)

    def fit(self, wide: int, has_choices: bool) -> None:
        """`wide`: px of the page."""
        self._hint.setVisible(has_choices and wide >= theme.px(HINT_FROM))
        self._undo_keys.setVisible(wide >= theme.px(KEYS_FROM))
        for cap in self._caps:
            cap.setVisible(wide >= theme.px(CAPS_FROM))
        self.undo.shorten(wide < theme.px(CAPS_FROM))
        self.undo.setToolTip(tip(self.undo.accessibleName()))

"""Where everything stands on the page of segments; what it does is in `page`."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui import theme
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.segments.builder import Builder
from kmu_crm.ui.pages.segments.head import Head
from kmu_crm.ui.pages.segments.notes import Notes
from kmu_crm.ui.pages.segments.preview import Preview
from kmu_crm.ui.pages.segments.rule_text import RuleText
from kmu_crm.ui.pages.segments.scope import ApartCard, CompareCard, SizeCard, side_column
from kmu_crm.ui.pages.segments.shelf import Shelf
from kmu_crm.ui.widgets import Button, EmptyState, Label, SectionHeader, Surface, column, lay_out, row, scrolled

_SIDES = ((1180, 262, 326), (960, 222, 292), (0, 194, 270))  # from this width of the page: left, right


class Looks(Page):
    """Left the shelf, in the middle the rule and who is in it, right what they amount to."""

    def __init__(self, key_date: str) -> None:
        super().__init__()
        self.shelf, self.head, self.builder = Shelf(), Head(), Builder(key_date)
        self.builder.above = self.head.save
        self.text, self.notes, self.preview = RuleText(), Notes(), Preview()
        self.size, self.apart, self.compare = SizeCard(), ApartCard(), CompareCard()
        self.compare_top = Button(_("Compare segments"), icon="chart-column", on_click=self._go_compare)
        self.new = Button(_("New"), "link", "plus")
        self.no_own = Label(_("None saved yet. Open a ready one, or build your own."), "caption2", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._body())
        self._stack.addWidget(
            EmptyState(
                _("No customers yet"), _("Segments are made of customers. Import your first file."), "funnel",
                button=_("Import files"), on_click=lambda: self.go.emit("importing", None),
            )
        )  # fmt: skip
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _body(self) -> QWidget:
        heading = SectionHeader(_("Own segments"))
        heading.note.hide()
        heading.layout().addStretch(1)
        heading.add(self.new)
        self.side = Surface("side", column(heading, self.no_own, self.shelf, gap=4, margins=(10, 12, 8, 6)))
        self.middle = scrolled(
            column(self.head, self.builder, self.text, self.notes, self.preview, 1, gap=9, margins=(16, 14, 8, 14))
        )
        self.middle.widget().layout().setStretch(4, 100)
        self.right = scrolled(side_column(self.size, self.apart, self.compare))
        body = QWidget()
        lay_out(body, row(self.side, self.middle, self.right, gap=0))
        body.layout().setStretch(1, 1)
        return body

    def show_empty(self, empty: bool) -> None:
        self._stack.setCurrentIndex(1 if empty else 0)
        self.compare_top.setEnabled(not empty)

    def show_nothing(self) -> None:
        """While there is no rule there are no customers in it."""
        self.builder.show_counts({})
        self.notes.show_outlook(None)
        self.size.show_nothing()
        for card in (self.preview, self.apart):
            card.hide()
        self.compare.show_comparison(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left, right = next((left, right) for least, left, right in _SIDES if self.width() >= theme.px(least))
        self.side.setFixedWidth(theme.px(left))
        self.right.setFixedWidth(theme.px(right))

    def actions_at_top(self) -> list[QWidget]:
        return [self.compare_top]

    def _go_compare(self) -> None:
        self.right.ensureWidgetVisible(self.compare)
        self.compare.other.setFocus()
        self.compare.other.showPopup()

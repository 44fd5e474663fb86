"""Where everything stands on the page of mailing lists, and what it says; what it does is in `page`."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kmu_crm.consent.existing import STALE_DAYS
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.outreach import funnel
from kmu_crm.outreach.export import Export
from kmu_crm.ui import theme
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.mailing.file_preview import FilePreview
from kmu_crm.ui.pages.mailing.funnel import FunnelCard
from kmu_crm.ui.pages.mailing.log_card import LogCard, recipients
from kmu_crm.ui.pages.mailing.log_view import LogView, Namer
from kmu_crm.ui.pages.mailing.questions import Questions
from kmu_crm.ui.widgets import Button, ElidedLabel, EmptyState, IconLabel, Note, Surface, column, lay_out, row, scrolled

LIST, LOG_VIEW, EMPTY = range(3)
FOR_BARS = 70  # px beyond what the words of the funnel need, where the questions can spare them
SHARE_ABOVE = 0.45  # of the height, for questions that stand above instead of beside
ANY = (1 << 24) - 1  # Qt's own "no largest size"


class Looks(Page):
    """Left the questions, right who is left and the file, or one above the other where the window is too narrow for both; or
    the log; or that there are no customers yet."""

    def __init__(self, names: Namer) -> None:
        super().__init__()
        self.questions, self.funnel, self.preview, self.recent = Questions(), FunnelCard(), FilePreview(), LogCard()
        self.log = LogView(names)
        self.done_note, self.odd, self.unheard = Note("", "ok"), Note("", "warn"), Note("", "warn")
        self._unheard: list[int] = []
        self.show_file = Button(_("Show in folder"), "link", "folder-open")
        self.write_button = Button(_("Write list"), "primary", "download")
        self.remember_button = Button(_("Remember list"), icon="bookmark")
        self._arrange()

    def _arrange(self) -> None:
        self._asked = scrolled(self.questions)
        self._left = Surface("side", column(self._asked, gap=0))
        self.done_note.add(self.show_file)
        look = Button(_("Look"), "link", on_click=lambda: self.funnel.customers_wanted.emit(self._unheard))
        look.setAccessibleName(_("Look at those who may have said no"))
        self.unheard.add(look)
        for note in (self.done_note, self.odd, self.unheard):
            note.hide()
        cards = column(
            self.done_note,
            self.odd,
            self.unheard,
            self.funnel,
            self.preview,
            self.recent,
            gap=12,
            margins=(14, 14, 14, 14),
        )
        cards.setStretch(4, 1)
        self._right = scrolled(cards)
        kept = ElidedLabel(_("Every list is kept in the log."), "caption2")
        foot = Surface(
            "footer",
            row(
                IconLabel("lock", "text3"),
                kept,
                1,
                self.remember_button,
                self.write_button,
                gap=8,
                margins=(16, 9, 16, 9),
            ),
        )
        body = QWidget()
        self._halves = row(self._left, column(self._right, foot, gap=0), gap=0)
        self._halves.setStretch(1, 1)
        lay_out(body, self._halves)
        for area in (self._asked, self._right):
            area.widget().installEventFilter(self)
        empty = EmptyState(
            _("No customers yet"), _("A mailing list is made of customers. Import your first file."), "send",
            button=_("Import files"), on_click=lambda: self.go.emit("importing", None),
        )  # fmt: skip
        self._stack = QStackedWidget()
        for page in (body, self.log, empty):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # other words, which may need another width
            self._share_out()
        return super().eventFilter(watched, event)

    def _share_out(self) -> None:
        """What is too wide for its half would be cut at its right edge: the questions make room, as far as they can."""
        asked, found = _needed(self._asked), _needed(self._right)
        wished = theme.px(430 if self.width() > 1150 else 372 if self.width() > 960 else 340)
        if asked + found <= self.width():
            self._halves.setDirection(QBoxLayout.Direction.LeftToRight)
            room = self.width() - found
            self._left.setFixedWidth(max(asked, min(wished, max(room - theme.px(FOR_BARS), 0))))
            self._left.setMinimumHeight(0)
            self._left.setMaximumHeight(ANY)
        else:
            self._halves.setDirection(QBoxLayout.Direction.TopToBottom)
            self._left.setFixedHeight(round(self.height() * SHARE_ABOVE))
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(ANY)
        self._halves.activate()  # at once: what stands in them fits itself to its room

    def regions(self) -> list[QWidget]:
        return [self.log] if self.at(LOG_VIEW) else [self._left, self._right]

    def at(self, view: int) -> bool:
        return self._stack.currentIndex() == view

    def turn_to(self, view: int) -> None:
        self._stack.setCurrentIndex(view)

    def show_written(self, n: int, lacks_reason: bool) -> None:
        """The button counts whom it will write to, or says what is missing."""
        text = ngettext("Write {n} recipient …", "Write {n} recipients …", n).format(n=show.number(n))
        text = _("Give the reason of the notice") if lacks_reason else text
        self.write_button.setText(text if n else _("Nobody is left to write to"))
        self.write_button.setEnabled(n > 0 and not lacks_reason)

    def show_stale(self, stale: int) -> None:
        """Existing customers whose last purchase is long ago."""
        self.odd.set_text(
            ngettext(
                "{n} existing customer has not bought for over {years} years. The rule may no longer cover them.",
                "{n} existing customers have not bought for over {years} years. The rule may no longer cover them.",
                stale,
            ).format(n=show.number(stale), years=STALE_DAYS // 365)
        )
        self.odd.setVisible(stale > 0)

    def show_unheard(self, profiles: Sequence[int]) -> None:
        """Recipients of whom a remark may say no."""
        self._unheard = list(profiles)
        self.unheard.set_text(funnel.unheard(len(profiles)))
        self.unheard.setVisible(bool(profiles))

    def show_done(self, done: Export) -> None:
        text = _("{recipients} are in {file}.").format(recipients=recipients(done.written), file=done.file.name)
        if done.guarded:
            text += " " + ngettext(
                "{n} cell that looked like a formula was made safe.",
                "{n} cells that looked like formulas were made safe.",
                done.guarded,
            ).format(n=show.number(done.guarded))
        self.done_note.set_text(text, "ok")
        self.done_note.show()
        self._right.verticalScrollBar().setValue(0)


def _needed(area: QScrollArea) -> int:
    """The width in which nothing of it is cut, with the bar that scrolls it and the border."""
    return area.widget().minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width() + 2

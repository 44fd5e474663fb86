"""The files at the left, one card each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

from kmu_crm.errors import KmuError
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.sources.importing import Declined
from kmu_crm.ui import theme
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.pages.importing.tray import Item, Tray
from kmu_crm.ui.widgets import (
    Button,
    Chip,
    ConfidenceBar,
    ElidedLabel,
    IconLabel,
    Label,
    Note,
    Surface,
    column,
    lay_out,
    nest,
    pieces,
    row,
    scrolled,
    tab_after,
)

_DELIMITERS = {"\t": N_("tab"), " ": N_("space")}


def sentence(error: Exception) -> tuple[str, str]:
    """What a refused file is, and what to do."""
    assert isinstance(error, KmuError)
    return _(error.text).format(**error.facts), _(error.advice).format(**error.facts) if error.advice else ""


def _why_refused(error: Exception) -> tuple[str, str]:
    """In a word, with the tone of the chip: what is declined was read all the same."""
    if isinstance(error, Declined):
        return _("not taken over"), "neutral"
    return {
        "password": (_("password needed"), "warn"),
        "empty": (_("empty"), "neutral"),
        "no_rows": (_("empty"), "neutral"),
    }.get(getattr(error, "code", ""), (_("cannot be read"), "danger"))


class FileCard(Surface):
    """`chosen`: a click or Enter. `removed`: its cross."""

    chosen, removed = Signal(), Signal()

    def __init__(self, item: Item, current: bool) -> None:
        super().__init__("selected" if current else "tile")
        self.item, self.current = item, current
        self.state: Chip | None = None
        self.setProperty("clickable", not current)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.cross = Button(
            "",
            "ghost",
            "x",
            small=True,
            name=_("Remove {file}").format(file=item.name),
            on_click=self.removed.emit,
        )
        name = ElidedLabel(item.name, "strong", middle=True)
        head = row(IconLabel(words.file_icon(item.path.name), "accent_text"), name, self.cross, gap=8)
        head.setStretch(1, 1)
        edge = 0 if current else 1  # the selected border is a pixel wider
        body = column(head, gap=4, margins=(11 + edge, 5 + edge, 9 + edge, 8 + edge))
        {"reading": self._reading, "refused": self._refused}.get(item.state, self._known)(body)
        lay_out(self, body)

    def _reading(self, body) -> None:
        body.addWidget(Label(_("Reading …"), "caption2"))
        self.setAccessibleName(_("{file}, is being read").format(file=self.item.name))

    def _refused(self, body) -> None:
        what, advice = sentence(self.item.error)
        body.addWidget(Label(what, "caption2", wrap=True))
        if advice:
            body.addWidget(Label(advice, "caption", wrap=True))
        nest(body, row(1, Chip(*_why_refused(self.item.error))))
        self.setAccessibleName(what)

    def _known(self, body) -> None:
        look, self.state = self.item.look, self._state()
        sure = look.recognised.confidence
        program = ElidedLabel(words.of_look(look))
        line = row(
            program, Label(_("{percent} sure").format(percent=show.percent(sure)), "caption2", tabular=True), gap=8
        )
        line.setStretch(0, 1)
        told = ElidedLabel(self._facts(), "caption2")
        foot = row(told, self.state, gap=8)
        foot.setStretch(0, 1)
        nest(body, line)
        body.addWidget(
            ConfidenceBar(
                sure, "ok" if look.importable else "danger", _("How sure: {percent}").format(percent=show.percent(sure))
            )
        )
        nest(body, foot)
        self._spoken = f"{self.item.name}, {program.text()}, {told.text()}, "
        self.setAccessibleName(self._spoken + self.state.text())

    def show_tried(self) -> None:
        """How far its trial has come."""
        if self.state is not None and self.item.state == "trying":
            self.state.setText(_tried(self.item))
            self.setAccessibleName(self._spoken + self.state.text())

    def _facts(self) -> str:
        table = self.item.look.table
        facts = [words.rows(self.item.look.rows)]
        if table.sheet:
            facts.append(_("sheet “{name}”").format(name=table.sheet))
        elif table.encoding:
            facts.append(words.encoding(table.encoding))
            if table.delimiter:
                facts.append(
                    _("“{sign}”").format(sign=table.delimiter)
                    if table.delimiter.strip()
                    else _(_DELIMITERS[table.delimiter])
                )
        return " · ".join(facts)

    def _state(self) -> Chip:
        item = self.item
        if item.state == "unmapped":
            return Chip(_("suppliers?") if item.look.recognised.suppliers else _("assign columns"), "danger")
        if item.trial is None:
            return Chip(_tried(item), "info")
        if item.trial.brings_nothing:
            return Chip(_("nothing new"), "neutral")
        if rows := item.trial.problem_rows:
            told = ngettext("{n} row with a problem", "{n} rows with problems", rows).format(n=show.number(rows))
            return Chip(told, "warn")
        if hints := len(item.trial.problems):
            return Chip(ngettext("{n} hint", "{n} hints", hints).format(n=show.number(hints)), "warn")
        return Chip(_("ready"), "ok")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sentences of several lines keep their height, however many files there are."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()) if self.hasHeightForWidth() else 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


def _tried(item: Item) -> str:
    return _("being tried {percent}").format(percent=show.percent(item.tried))


class FileList(Surface):
    """All files of the tray; `chosen` gives the one clicked, `more` asks for further files.

    A card is made anew only when its own file is known better: of many files, others are told of a hundred times meanwhile."""

    chosen = Signal(object)
    more = Signal()

    def __init__(self, tray: Tray) -> None:
        super().__init__("page")
        self._tray, self.current = tray, None
        self._shown: dict[Item, FileCard] = {}
        self._title = Label("", "section")
        self._cards = column(gap=8)
        note = Note(_("Importing the same file again does no harm: nothing is entered twice."))
        note.text.setProperty("role", "caption2")
        self.add = Button(_("Add"), "link", "plus", on_click=self.more.emit)
        area = scrolled(column(self._cards, 1, gap=0))
        lay_out(self, column(row(self._title, 1, self.add), area, note, gap=8))
        self.setFixedWidth(theme.px(288))
        tray.listed.connect(self.fill)
        tray.changed.connect(self._renew)
        tray.tried.connect(lambda item: item in self._shown and self._shown[item].show_tried())

    def cards(self) -> list[FileCard]:
        """From above to below."""
        return pieces(self._cards)

    def choose(self, item: Item | None) -> None:
        self.current = item
        self.fill()
        for card in self.cards():
            if card.current != (card.item is item):
                self._renew(card.item)

    def fill(self) -> None:
        """Files came or went, or stand in another order."""
        count = len(self._tray.items)
        self._title.setText(ngettext("{n} file", "{n} files", count).format(n=show.number(count)))
        for gone in [item for item in self._shown if item not in self._tray.items]:
            self._put_away(self._shown.pop(gone))
        for place, item in enumerate(self._tray.items):
            card = self._shown.get(item) or self._made(item)
            if self._cards.indexOf(card) != place:
                self._cards.removeWidget(card)
                self._cards.insertWidget(place, card)
        for place in range(count):
            self._let_tab_stop(place)

    def _let_tab_stop(self, place: int) -> None:
        """Where one reads the card: cards made anew would come last of all."""
        cards = self.cards()
        tab_after(cards[place - 1].cross if place else self.add, (cards[place], cards[place].cross))

    def _renew(self, item: Item) -> None:
        if item not in self._shown:
            return
        before = self._shown[item]
        place, focused = self._cards.indexOf(before), before.hasFocus()
        after = self._made(item)
        self._cards.insertWidget(place, after)
        after.setGeometry(before.geometry())  # in its place at once, else those below would move up for a moment
        after.show()
        self._put_away(before)
        self._let_tab_stop(place)
        if focused:
            after.setFocus()

    def _made(self, item: Item) -> FileCard:
        card = self._shown[item] = FileCard(item, item is self.current)
        card.chosen.connect(lambda: self.chosen.emit(item))
        card.removed.connect(lambda: self._tray.remove(item))
        return card

    def _put_away(self, card: FileCard) -> None:
        """As `clear` does: without a parent Python would own it."""
        self._cards.removeWidget(card)
        card.hide()
        card.deleteLater()

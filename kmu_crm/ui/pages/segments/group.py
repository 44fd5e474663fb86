"""A group of conditions as a box: all, one or none of them; groups lie in it like boxes in a box."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from kmu_crm.i18n import _
from kmu_crm.segments.draft import DEEPEST, NONE, Group, Line, Piece
from kmu_crm.ui import theme
from kmu_crm.ui.pages.segments import wording
from kmu_crm.ui.pages.segments.handle import Handle, dragged
from kmu_crm.ui.pages.segments.line import CountLabel, Hands, LineRow
from kmu_crm.ui.widgets import Button, Label, Segments, Surface, nest, row, tab_stops


class GroupBox(Surface):
    def __init__(self, group: Group, hands: Hands, *, root: bool = False) -> None:
        super().__init__("group" if hands.level(group) % 2 else "subgroup")
        self.piece, self._hands, self._root = group, hands, root
        self.count = CountLabel()
        self._after = Label(wording.after_mode(group.mode), "caption2")
        self.mode = Segments([(mode, _(text)) for mode, text in wording.MODES], group.mode)
        self.mode.changed.connect(self._choose)
        self.mode.setAccessibleName(_("How many conditions must hold"))
        self.handle = None if root else Handle(group, self, hands.step)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(6)
        self.children_shown = [_shown(part, hands) for part in group.parts]
        for part in self.children_shown:
            self._parts.addWidget(part)
        self._mark = Surface("line")
        self._mark.setParent(self)
        theme.mark(self._mark, kind="dropmark")
        self._mark.hide()
        self._fill()
        self.setAcceptDrops(True)

    def _fill(self) -> None:
        more = self._more = Button("", "ghost", "ellipsis", small=True, name=_("More about this group"))
        more.clicked.connect(lambda _on=False: self._menu().popup(more.mapToGlobal(more.rect().bottomLeft())))
        head = row(self.handle, self.mode, self._after, 1, self.count, more, gap=8)
        self.line_button = Button(_("Condition"), "link", "plus", on_click=self.add_line)
        self.group_button = Button(_("Group"), "link", "folder-plus", on_click=self.add_group)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 9, 8, 8)
        outer.setSpacing(7)
        nest(outer, head)
        nest(outer, self._parts)
        nest(outer, row(self.line_button, self.group_button, 1, gap=16))
        self.group_button.setVisible(self._hands.level(self.piece) < DEEPEST)

    def stops(self) -> list[QWidget]:
        """In the order of Tab."""
        head = [*([self.handle] if self.handle else []), *tab_stops(self.mode), self._more]
        return [
            *head,
            *(one for part in self.children_shown for one in part.stops()),
            self.line_button,
            self.group_button,
        ]

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Add condition"), self.add_line)
        if self._hands.level(self.piece) < DEEPEST:
            menu.addAction(_("Add group"), self.add_group)
        menu.addSeparator()
        if self._root:
            menu.addAction(_("Empty the rule"), lambda: self._hands.remove(self.piece))
        else:
            menu.addAction(_("Move up"), lambda: self._hands.step(self.piece, -1))
            menu.addAction(_("Move down"), lambda: self._hands.step(self.piece, 1))
            menu.addAction(_("Remove group"), lambda: self._hands.remove(self.piece))
        return menu

    def add_line(self) -> None:
        self._hands.add(self.piece, Line())

    def add_group(self) -> None:
        self._hands.add(self.piece, Group("one", [Line()]))

    def _choose(self, mode: object) -> None:
        self.piece.mode = str(mode)
        self._after.setText(wording.after_mode(self.piece.mode))
        self.count.setText("")
        self._hands.edited()

    def show_count(self, count: int | None) -> None:
        self.count.show_count(count, less=self.piece.mode == NONE)

    # dragging

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        piece = dragged(event.source(), event.mimeData())
        if piece is None or not self._hands.may_go(piece, self.piece):
            event.ignore()
            return
        event.acceptProposedAction()
        y = self._gap(self._position(event.position().y()))
        self._mark.setGeometry(12, y - 1, self.width() - 24, 2)
        self._mark.show()
        self._mark.raise_()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark.hide()
        if piece := dragged(event.source(), event.mimeData()):
            event.acceptProposedAction()
            self._hands.put(piece, self.piece, self._position(event.position().y()))

    def _position(self, y: float) -> int:
        return sum(part.geometry().center().y() < y for part in self.children_shown)

    def _gap(self, position: int) -> int:
        if not self.children_shown:
            return self._parts.geometry().top()
        if position < len(self.children_shown):
            return self.children_shown[position].geometry().top() - 3
        return self.children_shown[-1].geometry().bottom() + 4


def _shown(piece: Piece, hands: Hands) -> GroupBox | LineRow:
    return LineRow(piece, hands) if isinstance(piece, Line) else GroupBox(piece, hands)

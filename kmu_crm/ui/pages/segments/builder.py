"""The rule as boxes and rows; keeps the draft, and builds the boxes anew when its shape changes."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmu_crm.segments import draft
from kmu_crm.segments.draft import Group, Line, Piece
from kmu_crm.segments.rules import Path, Rule
from kmu_crm.ui.pages.segments.group import GroupBox
from kmu_crm.ui.pages.segments.line import LineRow
from kmu_crm.ui.pages.segments.pickers import NAME, SHARE, fields_model
from kmu_crm.ui.widgets import tab_after


class Builder(QWidget):
    """`changed` after every change by hand. `rule()` is None while no condition is finished. `above` is what Tab leaves for
    the conditions."""

    changed = Signal()

    def __init__(self, key_date: str) -> None:
        super().__init__()
        self.key_date, self.root = key_date, Group()
        self.model = fields_model()
        self.box: GroupBox | None = None
        self.above: QWidget | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._build()

    def set_rule(self, rule: Rule | None) -> None:
        self.root = draft.draft_of(rule) if rule is not None else Group(draft.ALL, [Line()])
        self._build()

    def rule(self) -> Rule | None:
        return draft.rule_of(self.root)

    def unfinished(self) -> int:
        return draft.unfinished(self.root)

    def know_shares(self, shares: dict[str, float]) -> None:
        """How many customers have each field, shown where fields are chosen."""
        for place in range(self.model.rowCount()):
            item = self.model.item(place)
            item.setData(shares.get(item.data(NAME)), SHARE)

    def show_counts(self, counts: Mapping[Path, int]) -> None:
        """`counts` by place in `rule()`."""
        at = dict(draft.paths(self.root))
        for shown in self._all(self.box):
            count = counts.get(at[shown.piece]) if shown.piece in at else None
            (shown.show_count if isinstance(shown, GroupBox) else shown.count.show_count)(count)

    def grey(self) -> None:
        for shown in self._all(self.box):
            shown.count.grey()

    def _all(self, shown: QWidget | None) -> Iterator[GroupBox | LineRow]:
        if shown is not None:
            yield shown
        for part in shown.children_shown if isinstance(shown, GroupBox) else ():
            yield from self._all(part)

    def _build(self) -> None:
        old, self.box = self.box, GroupBox(self.root, self, root=True)
        self._outer.addWidget(self.box)
        self.box.show()  # at once, so that it can take the focus
        if old is not None:
            old.hide()
            self._outer.removeWidget(old)
            old.deleteLater()
        if self.above is not None:
            tab_after(self.above, self.box.stops())

    def _reshape(self, focus: Piece | None = None, *, grip: bool = False) -> None:
        """After the event that asked for it: the sender is among the widgets that go."""
        QTimer.singleShot(0, self, lambda: self._rebuild(focus, grip))

    def _rebuild(self, focus: Piece | None, grip: bool) -> None:
        self._build()
        for shown in self._all(self.box):
            if shown.piece is focus:
                target = shown.handle if grip else getattr(shown, "field", None)
                if target is not None:
                    target.setFocus()
        self.changed.emit()

    # what rows and boxes ask

    def edited(self) -> None:
        self.changed.emit()

    def step(self, piece: Piece, by: int) -> None:
        if draft.step(self.root, piece, by):
            self._reshape(piece, grip=True)

    def remove(self, piece: Piece) -> None:
        if piece is self.root:
            self.root = Group(draft.ALL, [Line()])
        else:
            draft.remove(self.root, piece)
        self._reshape()

    def add(self, group: Group, piece: Piece) -> None:
        group.parts.append(piece)
        self._reshape(piece if isinstance(piece, Line) else piece.parts[0])

    def put(self, piece: Piece, group: Group, position: int) -> None:
        if draft.place(self.root, piece, group, position):
            self._reshape(piece, grip=True)

    def level(self, group: Group) -> int:
        return draft.level(self.root, group)

    def may_go(self, piece: Piece, group: Group) -> bool:
        return draft.may_lie(self.root, piece, group)

"""What the page asks while a rule is being built: counts, the customers in it, the comparison."""

from PySide6.QtCore import QObject, Signal

from kmu_crm.segments import compare, evaluate, outlook
from kmu_crm.segments.parser import parse
from kmu_crm.segments.rules import Rule
from kmu_crm.ui.latest import Latest
from kmu_crm.ui.session import Session

WAIT_MS = 250


class Asking(QObject):
    """`counted(rule, counts by place)`, `seen(Outlook)`, `compared(Comparison)`, `failed(error)`."""

    counted = Signal(object, object)
    seen = Signal(object)
    compared = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._counts, self._outlook, self._beside = (Latest(session, self, WAIT_MS) for _n in range(3))
        self._counts.answered.connect(lambda answer: self.counted.emit(*answer))
        self._outlook.answered.connect(self.seen.emit)
        self._beside.answered.connect(self.compared.emit)
        for latest in (self._counts, self._outlook, self._beside):
            latest.failed.connect(self.failed.emit)

    def ask(self, rule: Rule, *, now: bool = False) -> None:
        self._counts.ask(lambda db: (rule, evaluate.counts(db, rule)), now=now)
        self._outlook.ask(lambda db: outlook.look(db, rule), now=now)

    def compare(self, rule: Rule, other: str) -> None:
        """With the segment of another rule text."""
        self._beside.ask(lambda db: compare.compare(db, rule, parse(other)))

    def drop(self) -> None:
        for latest in (self._counts, self._outlook, self._beside):
            latest.drop()

    def drop_comparison(self) -> None:
        self._beside.drop()

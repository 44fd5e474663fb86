"""What holds of a customer until it is taken off: tags, interests and preferences with their origin, links to files."""

from collections.abc import Callable
from pathlib import Path, PurePath

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kmu_crm.desk import deciding, entry, noted, wording
from kmu_crm.desk.dossier import Dossier
from kmu_crm.desk.noted import Noted
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.ui.pages.customers.inline import InlineField
from kmu_crm.ui.pages.customers.unheard import tell
from kmu_crm.ui.saved import show_in_folder
from kmu_crm.ui.session import Session
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import (
    Button,
    ChipButton,
    ElidedLabel,
    FlowLayout,
    IconLabel,
    Label,
    clear,
    column,
    lay_out,
    nest,
    row,
)

_ICONS = {noted.INTEREST: "lightbulb", noted.PREFERENCE: "heart-handshake", noted.LINK: "file"}
# What systems run instead of showing it: only its folder is opened.
RUNS = {".exe", ".com", ".bat", ".cmd", ".scr", ".pif", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".hta", ".msi", ".reg", ".lnk",
        ".url", ".jar", ".sh", ".desktop", ".app", ".command", ".appimage", ".py"}  # fmt: skip


class NotedOf(QWidget):
    """`open_form(kind)` opens the form where something is noted."""

    def __init__(self, session: Session, open_form: Callable[[str], object]) -> None:
        super().__init__()
        self._session, self._of = session, None
        self._tags = QWidget()
        self._flow = FlowLayout(self._tags, gap=4)
        self.naming = InlineField()
        self._lines = column(gap=6)
        self.chips: dict[str, ChipButton] = {}
        self.removals: dict[int, Button] = {}
        self.links: dict[int, Button] = {}
        self.add_tag = Button(_("Tag …"), "link", "plus", small=True, on_click=self._ask_tag)
        more = [
            Button(_("Interest …"), "link", "plus", small=True, on_click=lambda: open_form(noted.INTEREST)),
            Button(_("File …"), "link", "plus", small=True, on_click=lambda: open_form(noted.LINK)),
        ]
        adding = QWidget()
        flow = FlowLayout(adding, gap=6)
        for one in (self.add_tag, *more):
            flow.addWidget(one)
        lay_out(self, column(self._tags, self.naming, self._lines, adding, gap=6))

    def show_customer(self, of: Dossier) -> None:
        if self._of is None or self._of.number != of.number:
            self.naming.hide()
        held = self.isAncestorOf(self.window().focusWidget()) and not self.naming.isAncestorOf(
            self.window().focusWidget()
        )
        self._of = of
        clear(self._flow)
        clear(self._lines)
        self.chips, self.removals, self.links = {}, {}, {}
        for tag in of.tags:
            chip = self.chips[tag] = ChipButton(tag, removable=True)
            chip.setAccessibleName(_("Remove tag {tag}").format(tag=tag))
            chip.removed.connect(lambda tag=tag: self._untag(tag))
            self._flow.addWidget(chip)
        self._tags.setVisible(bool(of.tags))
        for one in of.noted:
            if one.kind != noted.TASK:
                nest(self._lines, self._line(one))
        if held:  # what had the focus is gone
            self.add_tag.setFocus()

    def _line(self, one: Noted):
        if one.kind == noted.LINK:
            first: QWidget = Button(one.text, "link", small=True, on_click=lambda: self._open(one))
            first.setToolTip(tip(one.path))
            self.links[one.id] = first
            opener = row(first, 1)
            told = column(opener, ElidedLabel(_origin(one), "micro"), gap=0)
        else:
            told = column(Label(one.text, wrap=True), Label(_origin(one), "micro", wrap=True), gap=0)
        off = Button("", "ghost", "x", small=True, name=_("Remove: {text}").format(text=one.text))
        off.clicked.connect(lambda: self._remove(one))
        self.removals[one.id] = off
        line = row(IconLabel(_ICONS[one.kind]), told, off, gap=8)
        line.setStretch(1, 1)
        return line

    def _remove(self, one: Noted) -> None:
        """One press; comes back with an undo."""
        self.removals[one.id].setEnabled(False)
        author = self._session.author
        said = _("Removed: {text}").format(text=one.text)
        self._session.record(said, lambda db, _progress: deciding.revoke(db, one.id, author))

    def _ask_tag(self) -> None:
        self.naming.ask(_("Tag"), _("Give tag"), self._tag)

    def _tag(self, text: str) -> None:
        assert self._of is not None
        number, author, session = self._of.number, self._session.author, self._session
        said = _("Tag “{tag}” given to {names}").format(tag=text, names=self._of.name)
        session.record(said, lambda db, _progress: entry.tag(db, number, text, author))
        tell(session, {"tags": text})

    def _untag(self, text: str) -> None:
        assert self._of is not None
        number, author = self._of.number, self._session.author
        self.chips[text].setEnabled(False)
        said = _("Tag “{tag}” taken off {names}").format(tag=text, names=self._of.name)
        self._session.record(said, lambda db, _progress: entry.untag(db, number, text, author))

    def _open(self, one: Noted) -> None:
        """With the system's own program, and never what the system would run. A network may be slow, so that it is asked for aside."""
        path = Path(one.path)
        self._session.ask(lambda _db: path.exists(), lambda there: self._opened(one, path, there))

    def _opened(self, one: Noted, path: Path, there: bool) -> None:
        if there and PurePath(path).suffix.casefold() in RUNS:
            show_in_folder(path)
        elif there:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        elif self._session.window is not None:
            self._session.window.undo_bar.say(_("{file} is not there any more").format(file=one.path))


def _origin(one: Noted) -> str:
    """`Vorliebe · Quelle: Messe · seit 19.11.2025 · von Ihnen`"""
    who = _("by {name}").format(name=wording.by(one.author))
    if one.kind == noted.LINK:
        return " · ".join((one.path, who))
    when = _("since {day}").format(day=show.date(one.day)) if one.day else show.date(one.at[:10])
    kind = _(noted.TITLES[one.kind])
    return " · ".join((kind, _("from: {origin}").format(origin=one.origin), when, who))

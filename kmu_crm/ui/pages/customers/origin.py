"""Why this is one customer: the records, what holds them together, and a way to take one out."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QWidget

from kmu_crm.desk import splitting
from kmu_crm.desk.derive import derive
from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.identity import verdicts
from kmu_crm.identity.by_number import Bare
from kmu_crm.identity.queries import Bond
from kmu_crm.identity.reasons import sentence
from kmu_crm.profiles.word import Word
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.pages import roles
from kmu_crm.ui.pages.customers import words
from kmu_crm.ui.session import Session
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Button, ElidedLabel, IconLabel, Label, clear, column, lay_out, line, nest, row

REASONS = 6
CLEAR = 0.5  # bits; what weighs less explains nothing


class Origin(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._of: Dossier | None = None
        self.boxes: dict[int, QCheckBox] = {}
        self.split_button = Button(_("Undo the connection …"), icon="split", on_click=self.choose_records)
        self.split_button.setParent(self)
        self.out: Button | None = None  # while records are being chosen
        self._along: set[int] = set()  # of known by number alone: those ticked because a row is
        self._note: Label | None = None  # what becomes of documents
        self._leaving = False  # the chosen ones are being taken out
        self._place = column(gap=6)
        lay_out(self, self._place)

    def show_customer(self, of: Dossier) -> None:
        self._of = of
        self._draw(choosing=False)

    def choose_records(self) -> None:
        """Each record with a box: which ones are somebody else?"""
        self._draw(choosing=True)
        next(iter(self.boxes.values())).setFocus()

    def _draw(self, *, choosing: bool) -> None:
        assert self._of is not None
        held = self.isAncestorOf(self.window().focusWidget())
        self.split_button.setParent(None)  # out of its line, which goes
        self.split_button.setParent(self)
        clear(self._place)
        self.boxes, self._leaving, self._along = {}, False, set()
        n, programs = len(self._of.words), len({word.system for word in self._of.words})
        self._place.addWidget(Label(_intro(n, programs, choosing), "caption2", wrap=True))
        bare = {one.record: one for one in self._of.bare}
        for word in self._of.words:
            nest(self._place, self._record(word, bare.get(word.record), choosing))
        if choosing:
            self._note = Label("", "caption2", wrap=True)
            self._place.addWidget(self._note)
            self.out = Button(_("Take out"), "primary", small=True, on_click=self.split)
            self._ticked()
            leave = Button(_("Cancel"), small=True, on_click=lambda: self._draw(choosing=False))
            nest(self._place, row(self.out, leave, 1))
            return
        self.out = self._note = None
        self._place.addWidget(line())
        for icon, text in _reasons(self._of.bonds, self._of.words):
            reason = row(IconLabel(icon, "ok" if icon == "check" else "info"), ElidedLabel(text, "caption2"), gap=8)
            reason.setStretch(1, 1)
            nest(self._place, reason)
        nest(self._place, row(self.split_button, 1))
        self.split_button.setVisible(n > 1)
        if held:  # what had the focus is gone
            (self.split_button if n > 1 else self).setFocus()

    def _record(self, word: Word, bare: Bare | None, choosing: bool):
        day = Label(show.date(word.at) if word.at else "", "caption2", tabular=True)
        name = Label(words.system(word.system), "strong")
        says = _says(word) if bare is None else _documents(bare)
        said = ElidedLabel((word.number or says) if bare is None else f"{word.number} · {says}", "caption2")
        where = _("{file}, line {line}").format(file=word.file, line=word.line or word.row) if word.file else ""
        where = where if bare is None else bare.file
        for piece in (name, said):
            piece.setToolTip(tip("\n".join(part for part in (where, says) if part)))
        if choosing:
            box = self.boxes[word.record] = QCheckBox()
            box.setAccessibleName(", ".join(part for part in (name.text(), word.number, says) if part))
            box.toggled.connect(self._ticked)
            first: QWidget = box
            said.setText(" · ".join(part for part in (word.number, says) if part))
        else:
            first = IconLabel(roles.icon(word.role))
        shown = row(first, name, said, day, gap=8)
        shown.setStretch(2, 1)
        return shown

    def _ticked(self) -> None:
        """Some go and some stay, or there is nothing to take apart; documents known by a number go with the row of it."""
        if self._of is None or self.out is None or self._note is None or self._leaving:
            return
        chosen = set(self._chosen()) - self._along
        for one in self._of.bare:
            box, goes = self.boxes[one.record], one.goes_with(chosen)
            if goes or one.record in self._along:
                with QSignalBlocker(box):
                    box.setChecked(goes)
                box.setEnabled(not goes)
                self._along = self._along | {one.record} if goes else self._along - {one.record}
        self._note.setText(splitting.sentences(self._of.bare, chosen - self._along))
        self._note.setVisible(bool(self._note.text()))
        self.out.setEnabled(0 < len(self._chosen()) < len(self.boxes))

    def _chosen(self) -> list[int]:
        return [record for record, box in self.boxes.items() if box.isChecked()]

    def split(self) -> None:
        """The ticked records become a customer of their own; can be undone."""
        assert self._of is not None
        out = self.out
        if out is None or not out.isEnabled():  # one press, one customer
            return
        number, author, session = self._of.number, self._session.author, self._session
        records = self._chosen()

        def call(db, progress) -> int:
            decision = verdicts.split(db, number, records, author)
            derive(db, progress=progress)
            return decision

        said = ngettext("{n} record taken out of {name}", "{n} records taken out of {name}", len(records))
        name = self._of.name
        said = said.format(n=len(records), name=name)
        next(iter(self.boxes.values())).setFocus()
        out.wait(_("Being taken out …"))
        self._leaving = True
        session.record(said, call, None, lambda error: self._refused(words.by_name(error, name)))

    def _refused(self, error: Exception) -> None:
        self._leaving = False
        if self.out is not None:
            self.out.wait()
            self._ticked()
        if self._session.window is not None:
            show_error(self._session.window, error)


def _intro(n: int, programs: int, choosing: bool) -> str:
    if choosing:
        return _("Tick the records that belong to somebody else.")
    if n == 1:
        return _("One record, from one program.")
    many = ngettext(
        "{n} records from {programs} program belong together:",
        "{n} records from {programs} programs belong together:",
        programs,
    )
    return many.format(n=n, programs=programs)


def _says(word: Word) -> str:
    values = word.values
    name = values["company"] or " ".join(part for part in (values["given_name"], values["family_name"]) if part)
    return " · ".join(part for part in (name or values["full_name"], values["city"], values["email"]) if part)


def _documents(bare: Bare) -> str:
    said = ngettext("{n} document, by number alone", "{n} documents, by number alone", bare.documents)
    return said.format(n=show.number(bare.documents))


def _reasons(bonds: list[Bond], said: list[Word]) -> list[tuple[str, str]]:
    """Decisions first, then each reason once, with the programs of the strongest pair that it joins."""
    systems = {word.record: words.system(word.system) for word in said}
    found: dict[str, tuple[str, str]] = {}
    for bond in bonds:
        if bond.decision is not None:
            found.setdefault("", ("user-check", _("confirmed by {author}").format(author=bond.author)))
        pair = " ↔ ".join(dict.fromkeys(systems.get(record, "") for record in (bond.a, bond.b)))
        for one in bond.evidence:
            reason = sentence(one.reason.removesuffix(".rare"))
            if one.weight > CLEAR:
                found.setdefault(reason, ("check", _("{reason} ({programs})").format(reason=reason, programs=pair)))
    return list(found.values())[:REASONS]

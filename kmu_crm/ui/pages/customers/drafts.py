"""What was typed at a customer and not kept yet: it waits there while one looks at others, until the program ends."""

from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from kmu_crm.desk import entry
from kmu_crm.desk.dossier import Dossier
from kmu_crm.ui.pages.customers.masterdata import MasterData


@dataclass
class Drafts:
    """By profile number (field -> text): what is noted, of which some is just being kept, and forms of master data."""

    notes: dict[int, dict[str, str]] = field(default_factory=dict)
    keeping: set[int] = field(default_factory=set)
    forms: dict[int, dict[str, str]] = field(default_factory=dict)

    def note_changed(self, number: int, typed: dict[str, str]) -> None:
        if typed:
            self.notes[number] = typed
        else:
            self.notes.pop(number, None)

    def take(self, other: "Drafts") -> None:
        """What was typed in another window; what was being kept there is not any more."""
        self.notes.update(other.notes)
        self.forms.update(other.forms)


class MasterForm:
    """Master data whose form stays with its customer when another one is shown. `home` has the focus where a form goes."""

    def __init__(self, master: MasterData, drafts: Drafts, home: QWidget) -> None:
        self._master, self._drafts, self._home = master, drafts, home
        self._of: Dossier | None = None
        master.kept.connect(lambda number: drafts.forms.pop(number, None))

    def show_customer(self, of: Dossier) -> None:
        if self._of is not None and self._of.number != of.number:
            self.put_away()
        held = bool(self._master.fields) and self._master.isAncestorOf(self._master.window().focusWidget())
        self._of = of
        self._master.show_customer(of)
        if held and not self._master.fields:
            self._home.setFocus()
        if of.number in self._drafts.forms and not self._master.fields:
            self._open(self._drafts.forms.pop(of.number))

    def put_away(self) -> None:
        """What is typed waits for the customer to be shown again."""
        if self._of is not None and (typed := self.typed()):
            self._drafts.forms[self._of.number] = typed

    def typed(self) -> dict[str, str]:
        """What differs from the values shown; nothing where no form is open."""
        choices = self._of.choices if self._of else {}
        had = {name: entry.to_edit(name, choice.value) for name, choice in choices.items()}
        texts = {name: one.field.text() for name, one in self._master.fields.items()}
        return {name: text for name, text in texts.items() if text != had.get(name, "")}

    def leave(self) -> dict[str, str]:
        """Closes the form; gives what was typed in it."""
        typed = self.typed()
        self._master.leave_form()
        return typed

    def _open(self, typed: dict[str, str]) -> None:
        held = self._master.window().focusWidget()
        self._master.edit()
        for name, text in typed.items():
            self._master.fields[name].field.setText(text)
        if held is not None:  # one is only passing by
            held.setFocus()

"""What is said about a rule: in words, and what is odd about it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmu_crm.i18n import _
from kmu_crm.segments import fields, words
from kmu_crm.segments.outlook import Outlook
from kmu_crm.segments.rules import Rule
from kmu_crm.ui.widgets import Note, clear, nest, pieces


class Notes(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.words = Note("", "info", icon="message-square-quote")
        self._odd = QVBoxLayout()
        self._odd.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        nest(layout, self._odd)

    def show_rule(self, rule: Rule | None, unfinished: int, about: str = "") -> None:
        """`about`: what to know beyond the rule."""
        said = words.words(rule) if rule is not None else ""
        if unfinished:
            said += (". " if said else "") + _("Conditions without a value do not count yet.")
        said = _("In words: {rule}").format(rule=said) if said else _("Add a condition.")
        self.words.set_text("\n\n".join(filter(None, (said, about))))

    def show_outlook(self, seen: Outlook | None) -> None:
        clear(self._odd)
        for text, tone in _odd(seen) if seen else ():
            self._odd.addWidget(Note(text, tone))

    def texts(self) -> list[str]:
        return [note.text.text() for note in pieces(self._odd)]


def _odd(seen: Outlook) -> list[tuple[str, str]]:
    found = [
        (_("No customer has “{field}”. This condition hits nobody.").format(field=_(fields.ALL[name].title)), "warn")
        for name in seen.blank
    ]
    if seen.emptied_by is not None and not seen.blank:
        said = words.words(seen.emptied_by)
        found.append((_("Nobody is left because of: {rule}. Loosen this condition.").format(rule=said), "warn"))
    if seen.total and len(seen.members) == seen.total:
        found.append((_("All customers match. This rule leaves nobody out."), "warn"))
    return found

"""The start page while there are no customers yet."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kmu_crm.i18n import N_, _
from kmu_crm.ui.pages.start import words
from kmu_crm.ui.pages.start.drop import DropArea
from kmu_crm.ui.widgets import Button, Card, IconLabel, Label, NumberedStep, clear, column, lay_out, nest, row, scrolled

_USES = {
    "bookkeeping": (N_("Bookkeeping"), "receipt-text"),
    "shop": (N_("Shop"), "shopping-cart"),
    "addresses": (N_("Addresses"), "contact"),
    "newsletter": (N_("Newsletter"), "mail"),
}
_STEPS = (
    (N_("Import files"), N_("Drop files, check the columns, import. Every import can be undone.")),
    (N_("Check duplicates"), N_("Certain matches are joined. What is uncertain, the program asks you.")),
    (N_("Work"), N_("Look up customers, make segments, write mailing lists with consent.")),
)


class Welcome(QWidget):
    """`opened` gives the path of another customer file; `restore_wanted`: a backup is to be put back."""

    opened, restore_wanted = Signal(object), Signal()

    def __init__(self) -> None:
        super().__init__()
        self.drop = DropArea()
        self._programs = row(gap=16)
        self._others = row(gap=8)
        self.restore = Button(_("Restore a backup …"), "link", on_click=self.restore_wanted.emit)
        self.help = Button(_("How do I export the data?"), "link", on_click=self.show_help)
        programs = Card(_("Recognised programs"))
        programs.header.add(self.help)
        foot = row(self._others, 1, self.restore)
        steps = [Card().add(NumberedStep(n, _(title), _(text))) for n, (title, text) in enumerate(_STEPS, start=1)]
        body = column(
            Label(_("Welcome"), "hero"),
            Label(_("Bring all customer data of your business together in one place."), "body2"),
            self.drop,
            programs.add(self._programs),
            row(*steps, gap=12),
            foot,
            gap=12,
            margins=(40, 20, 40, 16),
        )
        body.setStretch(2, 1)
        outer = column(scrolled(body), gap=0)
        lay_out(self, outer)
        self.drop.setMinimumHeight(280)

    def show_programs(self, found: dict[str, list[str]]) -> None:
        clear(self._programs)
        for use, (title, icon) in _USES.items():
            names = [*found[use], _("your own Excel list")] if use == "addresses" else found[use]
            told = Label("\u00a0· ".join(names), "caption2", wrap=True)
            head = row(IconLabel(icon, "accent_text"), Label(_(title), "strong"), 1)
            nest(self._programs, column(head, told, 1, gap=4), 1)

    def show_help(self) -> None:
        from kmu_crm.ui.pages.start.exporting import ExportHelp

        ExportHelp(self.window()).open()

    def show_other_files(self, files: list[tuple[Path, str]]) -> None:
        """Customer files opened lately, with the moment of each; none, no words."""
        clear(self._others)
        if not files:
            return
        self._others.addWidget(Label(_("Opened lately:"), "caption2"))
        for file, at in files:
            button = Button(file.name, "link", "database", on_click=lambda file=file: self.opened.emit(file))
            self._others.addWidget(button)
            self._others.addWidget(Label(words.lately(at), "caption2"))

"""How a file was read where that leaves a choice: which sheet of a workbook, and which characters."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from kmu_crm.i18n import N_, _
from kmu_crm.ui import theme
from kmu_crm.ui.pages.importing.tray import Item
from kmu_crm.ui.widgets import Button, Note, Picker, column, lay_out

# What programs in German-speaking countries write.
ENCODINGS = {
    "cp1252": N_("Windows (1252)"),
    "utf-8": N_("UTF-8"),
    "iso8859-15": N_("ISO 8859-15 (Linux)"),
    "cp850": N_("DOS (850)"),
    "mac-roman": N_("Macintosh"),
    "utf-16": N_("UTF-16"),
}
_SAME = {"utf-8-sig": "utf-8", "iso8859-1": "cp1252", "latin-1": "cp1252", "mac_roman": "mac-roman"}


def known(name: str) -> str:
    """The encoding among `ENCODINGS` that stands for it, else the name itself."""
    return _SAME.get(name, name)


class ReadingNotes(QWidget):
    """Says nothing where there is nothing to choose."""

    sheet_chosen, encoding_chosen = Signal(str), Signal(str)
    all_sheets_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sheets, self.encodings = Picker(_("Sheet")), Picker(_("Characters"))
        self._sheets, self._encodings = Note("", "info", icon="table"), Note("", "warn")
        self.every = Button(_("Take all sheets"), small=True, on_click=self.all_sheets_wanted.emit)
        for name, title in ENCODINGS.items():
            self.encodings.addItem(_(title), name)
        for picker in (self.sheets, self.encodings):
            picker.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            picker.setFixedWidth(theme.px(190))
        self._sheets.add(self.sheets)
        self._sheets.add(self.every)
        self._encodings.add(self.encodings)
        lay_out(self, column(self._sheets, self._encodings, gap=8))
        self.sheets.activated.connect(lambda _place: self.sheet_chosen.emit(self.sheets.currentText()))
        self.encodings.activated.connect(lambda _place: self.encoding_chosen.emit(self.encodings.currentData()))

    def show_item(self, item: Item) -> None:
        table = item.look.table if item.look else None
        names = [table.sheet, *table.other_sheets] if table and table.sheet and table.other_sheets else []
        self._sheets.setVisible(bool(names))
        if names and table:
            self.sheets.clear()
            self.sheets.addItems(sorted(filter(None, names)))
            self.sheets.setCurrentText(table.sheet or "")
            self._sheets.set_text(_("{n} sheets in the file. This one is read:").format(n=len(names)))
        doubtful = item.encoding is not None or bool(table and table.encoding and not table.encoding_sure)
        self._encodings.setVisible(doubtful)
        if doubtful:
            named = item.encoding or (table.encoding if table else None) or ""
            place = self.encodings.findData(known(named))
            self.encodings.setCurrentIndex(place)
            self._encodings.set_text(
                _("The file does not say how its letters are written. Do umlauts look right in the examples?")
            )
        self.setVisible(bool(names) or doubtful)

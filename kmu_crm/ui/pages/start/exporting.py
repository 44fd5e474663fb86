"""“How do I export the data?”: for each program that is recognised the steps, and how sure they are."""

from PySide6.QtWidgets import QWidget

from kmu_crm.i18n import N_, _
from kmu_crm.sources import exporting
from kmu_crm.sources.exporting import Guide
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.widgets import Button, Label, SearchField, clear, column, lay_out, line, nest, row, scrolled

_SURE = {
    exporting.MAKER: N_("As its maker's guide says: {source}. Names may differ in your version."),
    exporting.OTHERS: N_("As others tell it: {source}. Not checked against the maker's guide."),
    exporting.UNKNOWN: N_("We do not know the way in this program for certain. Look for “Export” in its help."),
}
USES = {
    "bookkeeping": N_("Bookkeeping"), "shop": N_("Shop"), "addresses": N_("Addresses"), "newsletter": N_("Newsletter"),
}  # fmt: skip


class ExportHelp(PassingOverlay):
    """Programs by what they are for; the search field narrows them."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, 760, 660)
        self._guides = exporting.guides()
        self.search = SearchField(_("Search program"), small=True)
        self.search.setFixedWidth(220)
        self.search.searched.connect(self.fill)
        close = Button("", "ghost", "x", name=_("Close"), on_click=self.close_up)
        head = row(
            Label(_("How do I export the data?"), "title"), 1, self.search, close, gap=8, margins=(22, 14, 16, 10)
        )
        self._list = column(gap=14, margins=(22, 12, 22, 16))
        self._area = scrolled(column(self._list, 1, gap=0))
        body = column(head, line(), self._area, gap=0)
        body.setStretch(2, 1)
        lay_out(self.dialog, body)
        self.fill("")

    def open(self) -> None:
        super().open()
        self.search.setFocus()

    def shown(self, wanted: str) -> list[Guide]:
        return [one for one in self._guides if wanted.casefold() in f"{one.name} {one.what}".casefold()]

    def fill(self, wanted: str) -> None:
        clear(self._list)
        found = self.shown(wanted.strip())
        for use, title in USES.items():
            guides = [one for one in found if one.use == use]
            if guides:
                self._list.addWidget(Label(_(title), "section"))
            for one in guides:
                nest(self._list, _told(one))
        if not found:
            self._list.addWidget(Label(_("Nothing found"), "body2"))


def _told(one: Guide):
    steps = [
        row(Label(f"{n}.", "body2"), Label(text, "body", wrap=True).selectable(), gap=8)
        for n, text in enumerate(one.steps, start=1)
    ]
    for step in steps:
        step.setStretch(1, 1)
    sure = Label(_(_SURE[one.sure]).format(source=one.source), "micro", wrap=True).selectable()
    head = (Label(one.name, "strong"), Label(one.what, "caption2", wrap=True))
    return column(*head, *steps, sure, gap=3)

"""The keyboard map (F1): every key of the registry, by topic, in three columns, with a search field."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.actions import Commands
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.widgets import Button, Keys, Label, SearchField, clear, column, lay_out, line, nest, row, scrolled
from kmu_crm.ui.widgets.labels import spoken_keys

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

COLUMNS = 3


class KeyboardMap(PassingOverlay):
    """Reads the registry when it is opened, so it never says anything else than what the keys do."""

    def __init__(self, window: QWidget, commands: Commands) -> None:
        super().__init__(window, 1120, 640)
        self._topics = commands.keyboard_map()
        self._search = SearchField(_("Search key or command"), small=True)
        self._search.setFixedWidth(220)
        self._search.searched.connect(self._fill)
        close = Button("", "ghost", "x", name=_("Close"), on_click=self.close_up)
        self._columns = row(gap=36, margins=(0, 0, 8, 0))
        on_paper = Button(_("Print"), icon="printer", small=True, on_click=self._print)
        head = row(Label(_("Keys"), "title"), 1, self._search, on_paper, close, gap=8)
        note = Label(
            _(
                "Single keys work only while no field has the focus. They can be switched off in the settings. "
                "On the Mac: ⌘ for Ctrl."
            ),
            "caption",
        )
        note.setWordWrap(True)
        body = QWidget()
        lay_out(body, column(self._columns, 1, gap=8))
        lay_out(self.dialog, column(head, scrolled(body), note, gap=12, margins=(24, 16, 20, 16)))
        self._fill("")

    def open(self) -> None:
        super().open()
        self._search.setFocus()

    def _print(self) -> None:
        from kmu_crm.ui import paper

        paper.print_out(self.window(), on_paper(self._topics))

    def _fill(self, wanted: str) -> None:
        clear(self._columns)
        columns = [QVBoxLayout() for _place in range(COLUMNS)]
        heights = [0] * COLUMNS
        for topic, keys in self._topics.items():
            shown = [(text, key) for text, key in keys if wanted.casefold() in f"{text} {key}".casefold()]
            if shown:
                place = heights.index(min(heights))
                heights[place] += len(shown) + 2
                nest(columns[place], _topic(topic, shown))
        for made in columns:
            made.setSpacing(14)
            made.addStretch(1)
            nest(self._columns, made, 1)


def on_paper(topics: Mapping[str, Sequence[tuple[str, str]]]) -> "QTextDocument":
    """All topics below each other."""
    from kmu_crm.ui import paper

    spoken = {topic: [(text, spoken_keys(key)) for text, key in keys] for topic, keys in topics.items()}
    return paper.document(
        _("Keys"), "".join(paper.heading(topic) + paper.table(keys) for topic, keys in spoken.items())
    )


def _topic(title: str, keys: list[tuple[str, str]]) -> QVBoxLayout:
    lines = [row(Label(text), 1, Keys(key), gap=8) for text, key in keys]
    return column(Label(title, "section"), line(), *lines, gap=7)

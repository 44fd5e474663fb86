"""A window with an invented business, for looking and for tests: a customers page over made-up rows."""

from dataclasses import dataclass

from PySide6.QtWidgets import QSplitter, QVBoxLayout

from kmu_crm.ui.page import Page, PageSpec
from kmu_crm.ui.tables import Column, Dot, PagedTable, Person, Table
from kmu_crm.ui.widgets import (
    Avatar,
    Button,
    Card,
    Chip,
    ChipButton,
    IconLabel,
    Label,
    Note,
    SearchField,
    SectionHeader,
    Surface,
    Tabs,
    Tile,
    column,
    row,
)
from kmu_crm.ui.window import MainWindow

NAMES = (
    "Café Morgenrot|Anja Seidel · Leipzig|CM",
    "Hotel Bergblick|Tobias Ehrlich · Garmisch|HB",
    "Bürozentrum Zeitler|Marlene Zeitler · Dresden|BZ",
    "Weingut Kranzler|Jörg Kranzler · Deidesheim|WK",
    "Ärztehaus Böhmer|Dr. Silke Böhmer · Erfurt|ÄB",
    "Thea Kaltenbrunner|privat · Graz (AT)|TK",
    "Friseur Scherenschnitt|Nadine Voß · Halle (Saale)|FS",
    "Uwe Özdemir|privat · Leipzig|UO",
    "Kita Mondschein e. V.|Petra Lühr · Markkleeberg|KM",
)
PHASES = (
    Dot("Stammkunde", "ok"),
    Dot("Gefährdet", "warn"),
    Dot("Wachsend", "info"),
    Dot("Neu", "info"),
    Dot("Schlafend", "text3"),
)
STATES = ("allowed", "denied", "unknown")


@dataclass(frozen=True)
class Line:
    id: int
    name: str
    note: str
    initials: str


def lines(ids):
    return [Line(id, *NAMES[id % len(NAMES)].split("|")) for id in ids]


def columns() -> list[Column]:
    return [
        Column("check", "", "check", lambda line: None, 30),
        Column("name", "Kunde", "person", lambda line: Person(line.name, line.note, line.initials), 0, sortable=True),
        Column("class", "Wert", "badge", lambda line: "AABBCD"[line.id % 6], 46, sortable=True),
        Column("phase", "Phase", "phase", lambda line: PHASES[line.id % 5], 114),
        Column(
            "revenue",
            "Umsatz 12 M",
            "money",
            lambda line: f"{8412 - line.id % 5000:_},60 €".replace("_", "."),
            100,
            sortable=True,
        ),
        Column("last", "Letzter Kauf", "date", lambda line: f"{line.id % 28 + 1:02d}.11.2025", 96, hidden_below=640),
        Column(
            "consent",
            "Erlaubt",
            "consent",
            lambda line: (
                ("email", STATES[line.id % 2 * line.id % 3]),
                ("phone", STATES[line.id // 2 % 3]),
                ("post", STATES[line.id // 3 % 3]),
            ),
            88,
        ),
    ]


def customers(count: int = 1284, fetch=lines) -> Table:
    model = PagedTable(columns(), fetch)
    table = Table(model, "Kunden")
    model.set_ids(range(count))
    return table


class CustomersPage(Page):
    def __init__(self) -> None:
        super().__init__()
        self.title = "Kunden"
        self.table = customers()
        self.table.selectRow(0)
        self.search = SearchField("Name, Ort, Telefon, Kundennummer …")
        self.split = QSplitter()
        self.split.addWidget(self._list())
        self.split.addWidget(self._panel())
        self.split.setSizes([692, 540])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)
        self.buttons = [Button("", icon="download", name="Liste ausgeben"), Button("Neuer Kunde", "primary", "plus")]

    def actions_at_top(self):
        return self.buttons

    def search_field(self):
        return self.search

    def regions(self):
        return [self.split.widget(0), self.split.widget(1)]

    def _list(self) -> Surface:
        tabs = Tabs(
            ["Alle Kunden", "A-Kunden", "Gefährdet", "Ohne Einwilligung", "Neu seit 30 Tagen"], margins=(16, 0, 8, 0)
        )
        tabs.add_after(Button("", "ghost", "plus", small=True, name="Neue Ansicht"))
        self.search.setSizePolicy(self.search.sizePolicy().Policy.Expanding, self.search.sizePolicy().Policy.Fixed)
        tools = row(self.search, Button("Filter", icon="list-filter"), Button("Spalten", icon="columns-3"), gap=8)
        chips = row(
            *(ChipButton(text, removable=True) for text in ("Wert: A–D", "Kauf seit 11.2022", "Land: DE, AT, CH")),
            Button("+ Bedingung", "link"),
            1,
            Button("Sichern …", "link", "bookmark"),
            gap=6,
        )
        foot = row(
            Label("18 von 1.284 Kunden  ·  Umsatz 12 M: 40.601,25 €", "caption2"),
            1,
            Label("Zeilen:", "caption"),
            Button("normal", "link"),
            gap=8,
            margins=(16, 4, 16, 4),
        )
        return Surface(
            "surface",
            column(
                Surface("strip", row(tabs)),
                Surface("page", column(tools, chips, gap=8, margins=(16, 10, 16, 8))),
                self.table,
                Surface("footer", foot),
                gap=0,
            ),
        )

    def _panel(self) -> Surface:
        name = row(Label("Café Morgenrot", "title"), Chip("A-Kunde", "accent"), Chip("Stammkunde", "ok"), 1, gap=9)
        head = row(
            Avatar("CM", 48),
            column(name, Label("Anja Seidel, Inhaberin · Kd.-Nr. 10247 · Kunde seit 03.2021", "caption2"), gap=2),
            gap=12,
        )
        calls = row(
            Button("Anrufen  0341 23125 14", "primary", "phone"),
            Button("E-Mail", icon="mail"),
            Button("Notiz", icon="sticky-note"),
            Button("", "ghost", "ellipsis", name="Mehr"),
            1,
        )
        tiles = row(
            Tile("Umsatz 12 Monate", "8.412,60 €", large=False),
            Tile("Deckungsbeitrag", "3.106,00 €", "36,9 %", large=False),
            Tile("Erwarteter Wert", "14.200 €", "nächste 12 Monate", large=False, clickable=True),
            gap=8,
        )
        tiles.itemAt(0).widget().set_figure("8.412,60 €", "", "12 % zum Vorjahr", up=True, good=True)
        tabs = Tabs(["Überblick", "Verlauf 48", "Stammdaten", "Herkunft"])
        tabs.add_end(Button("Ganze Seite", "link", "maximize-2"))
        opened = Surface(
            "sunken",
            column(
                row(
                    IconLabel("receipt-text", "warn"),
                    Label("RE-2025-1184", "strong"),
                    Label("412,60 € · fällig 28.11.2025", "caption2"),
                    1,
                    Button("Öffnen", "link"),
                ),
                margins=(12, 8, 12, 8),
            ),
        )
        offer = Note(
            "7 von 10 Cafés mit Maschine M3 haben ihn. Kundin fragte am 19.11. danach.",
            "accent",
            title="Als Nächstes anbieten: Wartungsvertrag Siebträger",
        )
        return Surface(
            "panel",
            column(
                head, calls, tabs, tiles, SectionHeader("Offen"), opened, offer, 1, gap=12, margins=(18, 14, 16, 12)
            ),
        )


class PlainPage(Page):
    def __init__(self) -> None:
        super().__init__()
        QVBoxLayout(self).addWidget(Card("Hier steht etwas"))


def specs() -> list[PageSpec]:
    work, reach, learn, data = "Arbeiten", "Ansprechen", "Verstehen", "Daten"
    rows = [
        ("start", "Start", "house", work),
        ("customers", "Kunden", "users", work),
        ("calls", "Anrufe", "phone", work),
        ("segments", "Segmente", "funnel", reach),
        ("lists", "Mailinglisten", "send", reach),
        ("insight", "Auswertung", "chart-column", learn),
        ("import", "Import", "file-input", data),
        ("duplicates", "Dubletten", "git-merge", data),
        ("privacy", "Datenschutz", "shield-check", data),
        ("settings", "Einstellungen", "settings", ""),
        ("help", "Hilfe", "circle-question-mark", ""),
    ]
    return [PageSpec(*entry, CustomersPage if entry[0] == "customers" else PlainPage) for entry in rows]


def window(state=None, start="customers") -> MainWindow:
    made = MainWindow(specs(), state)
    made.resize(1440, 900)
    made.rail.set_business("Kaffeerösterei Lindner", "lindner.kmucrm", "KL")
    made.rail.set_status("Stand heute, 08:12 Uhr")
    for id, count in (("calls", 11), ("duplicates", 23), ("privacy", 2)):
        made.rail.buttons[id].set_waiting(count)
    made.go(start)
    return made

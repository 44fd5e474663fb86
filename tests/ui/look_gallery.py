"""Every widget on one page, with invented contents: for looking, and for tests that hold for all of them."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QProgressBar, QRadioButton, QWidget

from kmu_crm.ui import charts
from kmu_crm.ui.tables import Choice, Column, Filled, PagedTable, Table, Tagged
from kmu_crm.ui.widgets import (
    Banner,
    Button,
    Card,
    Chip,
    ChipButton,
    ConfidenceBar,
    ElidedLabel,
    EmptyState,
    EvidenceBar,
    FlowLayout,
    FormRow,
    FunnelRow,
    Keys,
    Note,
    NumberedStep,
    SearchField,
    Segments,
    SkeletonBars,
    SplitBar,
    Steps,
    Surface,
    Tabs,
    Tile,
    ToggleTile,
    column,
    row,
    scrolled,
)  # fmt: skip

MONTHS = ["Dez", "Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov"]
NOW = [38, 31, 28, 35, 40, 43, 43, 40, 49, 53, 52, 41]
BEFORE = [36, 33, 30, 31, 36, 37, 41, 38, 44, 47, 49, 47]


def euros(value: float) -> str:
    return f"{value:.0f} T€"


def percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def points(value: float) -> str:
    return f"{value:+.0f}".replace("-", "−").replace("+0", "0")


def combo(*choices: str, name: str = "Auswahl") -> QComboBox:
    made = QComboBox()
    made.addItems(choices)
    made.setAccessibleName(name)
    return made


def buttons() -> Card:
    card = Card("Knöpfe", "nach Art")
    card.add(
        row(
            Button("Anrufe beginnen", "primary", "phone"),
            Button("Prüfen"),
            Button("Filter", icon="list-filter"),
            Button("Mehr", "ghost"),
            Button("", "ghost", "ellipsis", name="Mehr"),
            Button("Löschung vorbereiten …", "danger", "trash-2"),
            1,
        )
    )
    off = Button("Nicht anrufen: Widerspruch 17.09.2025", "primary", "phone")
    off.setEnabled(False)
    card.add(
        row(
            off,
            Button("Alle ansehen", "link"),
            Button("Klein", small=True, icon="x"),
            Segments([("all", "alle"), ("one", "eine"), ("none", "keine")], "one"),
            1,
        )
    )
    flow = QWidget()
    layout = FlowLayout(flow)
    for place, text in enumerate(
        [
            "Alle 48",
            "Bestellung",
            "Rechnung",
            "Zahlung",
            "Retoure",
            "Reklamation",
            "Anruf",
            "E-Mail",
            "Termin",
            "Newsletter",
            "Einwilligung",
            "Notiz",
        ]
    ):
        layout.addWidget(ChipButton(text, checked=place == 0))
    card.add(
        flow,
        row(
            *(Chip(kind, kind) for kind in ("neutral", "accent", "ok", "warn", "danger", "info")),
            Keys("Ctrl+K"),
            Keys("Ctrl+Shift+A"),
            1,
        ),
    )
    return card


def fields() -> Card:
    mail = FormRow("E-Mail", QLineEdit("info@morgenrot,example"))
    mail.set_problem("Hier fehlt ein Punkt: info@morgenrot.example")
    tick, half, radio = QCheckBox("Kontrollgruppe zurückhalten"), QCheckBox("teils"), QRadioButton("Südhang 8")
    tick.setChecked(True)
    half.setTristate(True)
    half.setCheckState(half.checkState().PartiallyChecked)
    radio.setChecked(True)
    note = QPlainTextEdit(placeholderText="Notiz zum Gespräch …")
    note.setAccessibleName("Notiz")
    note.setFixedHeight(60)
    bar = QProgressBar()
    bar.setAccessibleName("Fortschritt")
    bar.setValue(62)
    return Card("Felder").add(
        SearchField("Suchen oder Befehl …", shortcut="Ctrl+K", sunken=True),
        FormRow("Name", QLineEdit("Anja Seidel")),
        mail,
        FormRow("Wertklasse", combo("ist eine von", "ist"), stacked=True),
        row(tick, half, radio, QRadioButton("Suedhang 8"), 1),
        note,
        bar,
    )


def states() -> Card:
    steps = Steps(["Dateien", "Zuordnung prüfen", "Übernehmen", "Ergebnis"])
    steps.set_current(1)
    tiles = QWidget()
    tiles.setLayout(
        row(
            ToggleTile("Werbung", "mit Einwilligung", checked=True),
            ToggleTile("Bestandskunden", "§ 7 Abs. 3 UWG"),
            ToggleTile("CleverReach", "CSV, UTF-8, „;“", "send"),
            gap=6,
        )
    )
    bars = SkeletonBars(3, 24)
    bars.show_now()
    notes = [
        Note(f"Gleiche Dateien erneut zu importieren ist unbedenklich ({tone}).", tone)
        for tone in ("info", "warn", "danger", "ok")
    ]
    return Card("Zustände", link="Alle").add(
        Banner("4 von 5 Quellen aktuell", "warn"),
        steps,
        NumberedStep(2, "Wozu?"),
        tiles,
        NumberedStep(
            1, "Nachfragen: Läuft das neue Mahlwerk?", "Reklamation R-0187 vom 14.11., zuerst ansprechen.", quiet=True
        ),
        *notes,
        Note("7 von 10 haben ihn.", "accent", title="Als Nächstes anbieten"),
        bars,
        Tabs(["Überblick", "Verlauf 48", "Herkunft"]),
    )


def measures() -> Card:
    losses = [
        ("Keine Einwilligung für E-Mail-Werbung", "−171", 441, 612, "danger"),
        ("Einwilligung unbelegt (kein Nachweis)", "−38", 403, 441, "warn"),
        ("Gleicher Haushalt, gleiche Adresse", "−11", 392, 403, "value_class.3"),
    ]
    rows = [
        FunnelRow(text, count, start, stop, 612, tone=tone).set_link("Ansehen", print)
        for text, count, start, stop, tone in losses
    ]
    card = Card("Maße").add(
        FunnelRow("Im Segment", "612", 0, 612, 612, total=True),
        *rows,
        FunnelRow("Empfänger", "315", 0, 315, 612, total=True),
    )
    card.add(
        SplitBar([("A · 158", 158, "series.0"), ("B · 157", 157, "series.2"), ("35", 35, "muted_soft")]),
        ConfidenceBar(0.86, "accent", "86 %", marks=(0.55, 0.95), height=9),
        ConfidenceBar(0.44, "danger", "44 % sicher"),
        row(EvidenceBar(0.8, "dafür"), EvidenceBar(-0.3, "dagegen")),
        ElidedLabel("Ein sehr langer Name einer Firma, der nirgends ganz hineinpasst, auch hier nicht, " * 3),
    )
    return card


def figures() -> QWidget:
    tiles = [
        Tile("Umsatz November", clickable=True),
        Tile("Neue Kunden"),
        Tile("Gefährdeter Umsatz"),
        Tile("Erreichbar per E-Mail"),
    ]
    tiles[0].set_figure("41.200 €", "", "12 % zum Vorjahr", up=False, good=False)
    tiles[1].set_figure("9", "", "Oktober: 11")
    tiles[2].set_figure("118.400 €", "Klasse A und B, Kauf überfällig", "64 Kunden", tone="warn")
    tiles[3].set_figure("791 von 1.284", "", "62 %")
    made = QWidget()
    made.setLayout(row(*tiles, gap=10))
    return made


def mapping() -> Card:
    checks = (
        Tagged("in Ordnung", "ok"),
        Tagged("4 ungültig", "warn"),
        Tagged("wartet", "neutral"),
        Tagged("widerrufen", "danger"),
    )
    cols = [
        Column("from", "Spalte in der Datei", "strong", lambda line: line[0], 150),
        Column("to", "Wird zu", "choice", lambda line: Choice(line[0], "hash"), 180),
        Column("sample", "Beispiele", "quiet", lambda line: "#5921 · #5920 · #5919", 0),
        Column("filled", "Gefüllt", "bar", lambda line: Filled(line[1], percent(line[1])), 90),
        Column("check", "Prüfung", "chip", lambda line: checks[line[2]], 110),
    ]
    table = Table(
        PagedTable.of(cols, [("Name", 1.0, 0), ("Email", 0.99, 1), ("Financial Status", 0.61, 2), ("Phone", 0.2, 3)]),
        "Zuordnung",
        compact=True,
    )
    table.setFixedHeight(32 + 4 * 30)
    return Card("Zuordnung", flush=True).add(table)


def graphs() -> QWidget:
    bars = charts.Bars("Umsatz je Monat", euros, before_title="Vorjahr")
    bars.set_data([charts.Bar(m, n, b) for m, n, b in zip(MONTHS, NOW, BEFORE, strict=True)])
    small = charts.Bars("Umsatz je Monat", euros, compact=True, height=110)
    small.set_data(
        [charts.Bar(m[0], 0 if m == "Feb" else n, partial=m == "Nov") for m, n in zip(MONTHS, NOW, strict=True)]
    )
    stacked = charts.StackedBars("Umsatz nach Wertklasse", euros)
    stacked.set_data(
        MONTHS,
        [
            (name, [n * share for n in NOW], f"value_class.{place}")
            for place, (name, share) in enumerate((("A", 0.5), ("B", 0.3), ("C", 0.15), ("D", 0.05)))
        ],
    )
    lines = charts.Lines("Neu- und Bestandskunden", euros)
    lines.set_data(
        MONTHS, [("Bestand", [n * 0.72 for n in NOW], "series.0"), ("Neu", [n * 0.12 for n in NOW], "series.1")]
    )
    pareto = charts.Pareto("Wie ungleich sich der Umsatz verteilt", percent, "100 % der Kunden")
    pareto.set_data(
        [(n / 20, 1 - (1 - n / 20) ** 4) for n in range(21)],
        (0.2, 0.58),
        ("20 % der Kunden", "bringen 58 % des Umsatzes"),
    )
    heat = charts.Heat("Wiederkäufer", percent)
    heat.set_data(
        [
            charts.HeatRow(
                f"Q{n % 4 + 1} 24", str(92 + n), [1.0, *(0.6 / (place + 1) ** 0.5 for place in range(7 - n))]
            )
            for n in range(7)
        ],
        ["Start", *map(str, range(1, 8))],
    )
    ranges = charts.Ranges("Was Aktionen gebracht haben", points)
    ranges.set_data(
        [
            charts.Range("Herbströstung 2025", "388 / 97 Kontrolle", 2, 12.4, 23, "+12,4", "Prozentpunkte"),
            charts.Range("Sommer-Cold-Brew", "412 / 46 Kontrolle", -11, 3, 17, "nicht sicher", "Gruppe zu klein"),
        ],
        [-10, 0, 10, 20, 30],
    )
    ring = charts.Ring("Datenqualität")
    ring.set_data(0.82, "82")
    compare = charts.CompareBars("Vergleich")
    compare.set_data(
        [("Umsatz je Kunde", (1850, "1.850 €"), (643, "643 €")), ("Käufe im Jahr", (6.1, "6,1"), (4.4, "4,4"))]
    )
    shares = charts.ShareBars("Was sie unterscheidet")
    shares.set_data(
        [
            ("Kauft fast nur „Nocciola“", "71 % statt 38 %", 0.71, 0.38),
            ("Hatte eine Reklamation", "28 % statt 9 %", 0.28, 0.09),
            ("Ohne Vergleich", "2,4×", 1.0, None),
        ]
    )
    menu = charts.chart_menu(stacked, print, print)
    head = Card("Umsatz nach Wertklasse")
    head.header.add(menu)
    made = QWidget()
    first = row(
        Card("Umsatz je Monat", "in Tausend Euro · Strich: Vorjahr", link="Zur Auswertung").add(bars),
        head.add(stacked),
        Card("Neu- und Bestandskunden").add(lines),
        gap=10,
    )
    second = row(
        Card("Wie ungleich sich der Umsatz verteilt").add(pareto),
        Card("Wiederkäufer nach Quartal").add(heat),
        Card("Was Aktionen gebracht haben").add(ranges),
        gap=10,
    )
    third = row(
        Card("Datenqualität").add(row(ring, 1)),
        Card("Vergleich").add(compare),
        Card("Was sie unterscheidet").add(shares),
        Card("Monate").add(small),
        gap=10,
    )
    made.setLayout(column(first, second, third, gap=10))
    return made


def gallery() -> QWidget:
    left, right = column(buttons(), fields(), mapping(), 1, gap=10), column(states(), measures(), 1, gap=10)
    empty = Card().add(
        EmptyState(
            "Noch keine Segmente",
            "Ein Segment ist eine gesicherte Frage an Ihre Kunden.",
            "funnel",
            button="Segment anlegen",
        )
    )
    body = Surface(
        "page", column(figures(), row(left, right, gap=10), graphs(), empty, gap=10, margins=(16, 16, 16, 16))
    )
    made = scrolled(body)
    made.setProperty("kind", "page")
    return made

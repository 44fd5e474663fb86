"""The import page as its tests use it."""

from desk_window import desk
from PySide6.QtCore import Qt

from kmu_crm import i18n
from kmu_crm.ui.work import wait_all

ORDERS = """Bestellnummer;Datum;Kundennummer;E-Mail;Gesamtbetrag
B1;03.02.2025;17;ina@berg.example;1.412,60
B2;04.02.2025;18;kein-zeichen;12,6o
B3;05.02.2025;19;uwe@tal.example;89,00
"""


def opened_page(qtbot, tmp_path):
    """The import page of a window on an empty store, German."""
    i18n.use("de")
    made = desk(tmp_path)
    qtbot.addWidget(made.window)
    made.window.go("importing")
    made.window.show()
    found = made.window.page("importing")
    found.desk = made
    yield found
    wait_all()
    made.session.close()


def written(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def settled(qtbot, page):
    qtbot.waitUntil(
        lambda: all(one.state in ("ready", "unmapped", "refused") for one in page.tray.items), timeout=40_000
    )


def take_over(qtbot, page):
    with qtbot.waitSignal(page.running.finished, timeout=20_000):
        qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)

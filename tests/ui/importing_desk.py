"""The import page of a window with a customer file, and what a person does there: what its tests share."""

from PySide6.QtCore import Qt

from kmu_crm.ui.widgets import Picker

ORDERS = """Bestellnummer;Datum;Kundennummer;E-Mail;Gesamtbetrag
B1;03.02.2025;17;ina@berg.example;1.412,60
B2;04.02.2025;18;kein-zeichen;12,6o
B3;05.02.2025;19;uwe@tal.example;89,00
"""


def written(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def settled(qtbot, page):
    qtbot.waitUntil(
        lambda: all(one.state in ("ready", "unmapped", "refused") for one in page.tray.items), timeout=40_000
    )


def looked_at(page, header):
    return next(one for one in page.tray.items[0].look.columns if one.header == header)


def take_over(qtbot, page):
    with qtbot.waitSignal(page.running.finished, timeout=20_000):
        qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)


def cancelled_at_once(page):
    """While the import waits for its turn to write, so that it cannot have begun."""
    with page.desk.session._writing:
        page.take_over()
        page.running.cancel_all()


def pickers(page):
    """The choices in the list of problems, by the words of their cause."""
    card = page.checking.problems
    return {one.accessibleName(): one for one in card.findChildren(Picker) if one.isVisibleTo(card)}


def choose(qtbot, page, cause, place):
    qtbot.waitUntil(lambda: any(cause in name for name in pickers(page)), timeout=10_000)
    (picker,) = (one for name, one in pickers(page).items() if cause in name)
    picker.setCurrentIndex(place)
    picker.activated.emit(place)
    qtbot.waitUntil(lambda: page.tray.items[0].state == "ready", timeout=10_000)

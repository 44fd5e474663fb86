"""What customers wrote is shown as plain text on every page: nothing of it loads a picture, links anywhere or turns a line round, and
what is too long is cut in the view alone."""

import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import nasty_shop
import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QColor, QImage, QPixmap, QTextDocument
from PySide6.QtGui import Qt as markup
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from kmu_crm import i18n
from kmu_crm.ui import areas, work
from kmu_crm.ui.main import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
COLOUR = QColor(255, 0, 254)  # of the picture that nothing may load
ROWS = 40
SEEN = ("<img", "=HYPERLINK", "Donaudampfschiff")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    folder = tmp_path_factory.mktemp("nasty")
    picture = QPixmap(64, 64)
    picture.fill(COLOUR)
    assert picture.save(str(folder / nasty_shop.PICTURE))
    return nasty_shop.store(folder)


@pytest.fixture
def desk(qtbot, file: Path, tmp_path: Path) -> Iterator[Desk]:
    i18n.use("de")
    made = Desk(Path(shutil.copy(file, tmp_path)))
    qtbot.addWidget(made.window)
    made.window.resize(1440, 900)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitActive(made.window)
    qtbot.waitUntil(made.window.has_page)
    yield made
    work.wait_all()


def rich(text: str, how: Qt.TextFormat) -> bool:
    return how == Qt.TextFormat.RichText or (how == Qt.TextFormat.AutoText and markup.mightBeRichText(text))


def loads(html: str) -> bool:
    """Whether a text, as Qt would show it, has a picture or a link in it."""
    shown = QTextDocument()
    shown.setHtml(html)
    return has_pieces(shown)


def has_pieces(shown: QTextDocument) -> bool:
    block = shown.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            look = pieces.fragment().charFormat()
            if look.isImageFormat() or look.isAnchor():
                return True
            pieces += 1
        block = block.next()
    return False


def hidden(text: str) -> bool:
    """Marks that turn a line round, and signs that no page has; where a long word may break is none of them."""
    return not text.isprintable() and any(
        unicodedata.category(one) in ("Cc", "Cf") and one not in "\n\t\u00ad\u200b" for one in text
    )


def said(widget: QWidget) -> Iterator[tuple[str, str]]:
    """What a widget shows as it stands there; with what kind of text it is."""
    if isinstance(widget, QLabel):
        yield "rich" if rich(widget.text(), widget.textFormat()) else "plain", widget.text()
    elif isinstance(widget, QAbstractButton):
        yield "plain", widget.text()
    elif isinstance(widget, QLineEdit):
        yield "plain", widget.text()
        yield "plain", widget.placeholderText()
    elif isinstance(widget, QPlainTextEdit):
        yield "plain", widget.toPlainText()
    elif isinstance(widget, QTextEdit):
        yield "rich", widget.toHtml()
    elif isinstance(widget, QComboBox):
        yield from (("plain", widget.itemText(place)) for place in range(min(widget.count(), ROWS)))
    elif isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        yield from cells(model, QModelIndex())
    yield "tip", widget.toolTip()
    yield "plain", widget.accessibleName()
    yield "plain", widget.accessibleDescription()


def cells(model: QAbstractItemModel, above: QModelIndex) -> Iterator[tuple[str, str]]:
    for row in range(min(model.rowCount(above), ROWS)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(above)):
            at = model.index(row, column, above)
            yield "plain", str(at.data() or "")
            yield "tip", str(at.data(Qt.ItemDataRole.ToolTipRole) or "")


def faults(window: QWidget) -> list[str]:
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        where = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        if isinstance(widget, QLabel) and widget.openExternalLinks():
            found.append(f"{where}: opens links")
        for how, text in said(widget):
            if how == "rich" and loads(text):
                found.append(f"{where}: loads or links: {text[:80]!r}")
            if how == "tip" and markup.mightBeRichText(text) and loads(text):
                found.append(f"{where}: its tip loads or links: {text[:80]!r}")
            if hidden(text):
                found.append(f"{where}: hidden signs: {text[:80]!r}")
        if widget.isVisible() and widget.width() > window.width():
            found.append(f"{where}: wider than the window")
    found += [f"action: {one.text()[:80]!r}" for one in window.findChildren(QAction) if hidden(one.text())]
    return found


def coloured(window: QWidget) -> bool:
    """Whether the picture is anywhere on the page."""
    seen = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return COLOUR.rgb().to_bytes(4, "little") in bytes(seen.constBits())


def shows(window: QWidget) -> set[str]:
    texts = [text for one in window.findChildren(QWidget) if one.isVisibleTo(window) for _how, text in said(one)]
    return {mark for mark in SEEN if any(mark in text for text in texts)}


def looked_at(desk: Desk, wanted: set[str] = frozenset()) -> None:
    assert faults(desk.window) == []
    assert not coloured(desk.window)
    assert desk.window.width() == 1440  # however long a name is
    assert wanted <= shows(desk.window)


def go(qtbot, desk: Desk, id: str) -> QWidget:
    desk.window.go(id)
    qtbot.waitUntil(lambda: desk.window.current_page() is desk.window.page(id), timeout=20_000)
    qtbot.wait(300)
    page: QWidget = desk.window.page(id)
    return page


@pytest.mark.timeout(300)
def test_every_page_shows_what_customers_wrote_as_plain_text(qtbot, desk: Desk) -> None:
    for spec in areas.specs(lambda: desk.session):
        go(qtbot, desk, spec.id)
        looked_at(desk)


@pytest.mark.timeout(300)
def test_the_list_the_panel_and_the_whole_page_of_each_customer(qtbot, desk: Desk) -> None:
    page = go(qtbot, desk, "customers")
    qtbot.waitUntil(lambda: page.list.listing is not None, timeout=60_000)
    qtbot.waitUntil(lambda: page.list.model.rowCount() > 0, timeout=60_000)
    looked_at(desk, {"<img", "=HYPERLINK", "Donaudampfschiff"})
    for place, number in enumerate(list(page.list.model.ids())[:5]):  # whose names are nasty, by their revenue
        page.list.table.selectRow(place)
        qtbot.waitUntil(lambda n=number: page.panel.of is not None and page.panel.of.number == n, timeout=60_000)
        looked_at(desk)
        qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda n=number: page.whole.of is not None and page.whole.of.number == n, timeout=60_000)
        qtbot.wait(150)
        looked_at(desk)
        qtbot.keyClick(desk.window.focusWidget() or desk.window, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: page.places.currentWidget() is page.splitter, timeout=20_000)


@pytest.mark.timeout(300)
def test_the_sheet_of_each_call(qtbot, desk: Desk) -> None:
    page = go(qtbot, desk, "calls")
    qtbot.waitUntil(lambda: page.talk.of is not None, timeout=60_000)
    seen = set()
    for _step in range(5):  # those whom one may call come first
        qtbot.wait(100)
        seen.add(page.current)
        looked_at(desk)
        qtbot.keyClick(desk.window.focusWidget() or desk.window, Qt.Key.Key_Down)
    assert len(seen) == 5


@pytest.mark.timeout(300)
def test_those_who_may_be_one_stand_side_by_side(qtbot, desk: Desk) -> None:
    go(qtbot, desk, "duplicates")
    qtbot.waitUntil(lambda: bool(shows(desk.window)), timeout=20_000)
    looked_at(desk)

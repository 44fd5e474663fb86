"""Each key does one thing: two that claim it at the same place are both dead."""

from collections import defaultdict

import figures_shop
import pytest
from desk_window import PEOPLE
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from kmu_crm.desk.intake import take_in
from kmu_crm.store.store import Store
from kmu_crm.ui import work


@pytest.fixture
def desk(qtbot, tmp_path):
    (tmp_path / "liste.csv").write_text(PEOPLE, encoding="utf-8")
    with Store(tmp_path / "kunden.kmucrm") as store:
        take_in(store.db, [tmp_path / "liste.csv"])
    yield figures_shop.desk(qtbot, tmp_path / "kunden.kmucrm")
    work.wait_all()


def claims(window: QWidget) -> dict[str, list[str]]:
    """Key -> what answers to it on the page that is shown."""
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    shown = [window, *(widget for widget in window.findChildren(QWidget) if widget.isVisibleTo(window))]
    for widget in shown:
        for action in widget.actions():
            for keys in action.shortcuts():
                found[keys.toString()].add((id(action), action.text()))
        if isinstance(widget, QAbstractButton) and not widget.shortcut().isEmpty():
            found[widget.shortcut().toString()].add((id(widget), widget.text()))
    for shortcut in window.findChildren(QShortcut):
        if shortcut.parent() in shown:
            found[shortcut.key().toString()].add((id(shortcut), str(shortcut.parent())))
    return {keys: sorted(text for _id, text in several) for keys, several in found.items()}


def test_no_key_is_claimed_twice_on_any_page(desk):
    window = desk.window
    for id in window._specs:  # every page registers its own when it is built
        window.page(id)
    for id in window._specs:
        window.go(id)
        claimed = claims(window)
        assert "Ctrl+K" in claimed
        assert {keys: several for keys, several in claimed.items() if len(several) > 1} == {}, id

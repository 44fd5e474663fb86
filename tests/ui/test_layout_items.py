"""No Python object stays for an item of a layout that Qt may delete: the next thing made in its place would be taken for it,
and the program would fall."""

import re
from pathlib import Path

import figures_shop
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget
from shiboken6 import Shiboken

import kmu_crm.ui
from kmu_crm.ui import work
from kmu_crm.ui.widgets import FlowLayout, column, lay_out, nest, pieces, row

PAGES = ("start", "customers", "segments", "mailing", "analysis", "importing", "duplicates")


def held() -> list[QLayoutItem]:
    """Items, but those that a layout of our own holds until it gives them away."""
    every = Shiboken.getAllValidWrappers()
    own = {id(item) for one in every if isinstance(one, FlowLayout) for item in one._items}
    return [
        one for one in every if isinstance(one, QLayoutItem) and not isinstance(one, QLayout) and id(one) not in own
    ]


def test_what_is_laid_out_nested_and_asked_for_leaves_no_item(qtbot):
    before = len(held())
    place, outer = QWidget(), QVBoxLayout()
    qtbot.addWidget(place)
    lay_out(place, outer)
    nest(outer, column(row(QLabel("a"), 1, QLabel("b")), QLabel("c")))
    assert [one.text() for one in pieces(outer.itemAt(0).layout())] == ["c"]
    assert len(held()) == before


def test_all_pages_and_customers_one_after_the_other_leave_none(qtbot, tmp_path):
    desk = figures_shop.desk(qtbot, figures_shop.two_customers(tmp_path))
    before = len(held())
    for page in PAGES:
        desk.window.go(page)
        qtbot.waitUntil(lambda page=page: desk.window.current_page() is desk.window.page(page))
    for customer in (1, 2, 1, 2):
        desk.window.go("customers", customer)
        qtbot.wait(50)
    work.wait_all()
    assert len(held()) <= before  # windows of earlier tests may have gone meanwhile


def test_layouts_are_put_in_place_in_one_way_alone():
    folder = Path(kmu_crm.ui.__file__).parent
    found = [
        str(file.relative_to(folder))
        for file in folder.rglob("*.py")
        if re.search(r"\.(setLayout|addLayout|insertLayout|itemAt)\(", file.read_text(encoding="utf-8"))
    ]
    assert found == [str(Path("widgets") / "layouts.py")]

"""Where two customers differ must be legible: mail addresses and streets are often alike up to their ends."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from kmu_crm.desk.side_by_side import Line
from kmu_crm.ui import theme
from kmu_crm.ui.pages.duplicates.cells import ZERO_WIDTH
from kmu_crm.ui.pages.duplicates.fields import FieldRow
from kmu_crm.ui.widgets import ElidedLabel, Surface, column, scrolled


def shown(qtbot, left: str, right: str) -> FieldRow:
    made = FieldRow(Line("email", "E-Mail", (left, right), 0.1, "stimmt zum Teil überein", 0))
    qtbot.addWidget(made)
    made.resize(700, max(made.heightForWidth(700), made.minimumHeight()))
    made.show()
    return made


@pytest.mark.parametrize("host", ["web.example", "agenturbernsteinhausgmbh.example"])
def test_a_long_mail_address_takes_two_lines_in_a_narrow_window(qtbot, host):
    made = shown(qtbot, f"lars.lorenz@{host}", "lars.lorenz@post.example")
    for value, whole in ((made.left, made.line.left), (made.right, made.line.right)):
        label = value.label
        assert not isinstance(label, ElidedLabel) and label.text().replace(ZERO_WIDTH, "") == whole
        assert label.heightForWidth(label.width()) <= label.height()
        assert label.accessibleName() == whole


def test_a_long_street_keeps_its_end(qtbot):
    made = shown(qtbot, "Oberkupferkesselschmiedgasse 12", "Oberkupferkesselschmiedgasse 14")
    assert [QLabel.text(value.label)[-2:] for value in (made.left, made.right)] == ["12", "14"]


def test_nothing_is_drawn_where_two_scroll_bars_meet(qtbot):
    holder = QWidget()
    holder.setMinimumSize(900, 900)
    area = scrolled(column(holder))
    for policy in (area.setHorizontalScrollBarPolicy, area.setVerticalScrollBarPolicy):
        policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    page = Surface("page", column(area))
    qtbot.addWidget(page)
    theme.current.dress(page)
    page.resize(200, 200)
    page.show()
    image = page.grab().toImage()
    assert len({image.pixelColor(x, y).name() for x in range(190, 200) for y in range(190, 200)}) == 1

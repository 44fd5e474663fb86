"""Words find the room they need, whenever they come."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from kmu_crm.ui import theme
from kmu_crm.ui.widgets import Chip, ChipButton, ElidedLabel, FlowLayout, FormRow, Tile, row


def test_a_name_that_comes_later_gets_its_room(qtbot) -> None:
    """A customer's name on the whole page: the label is laid out before anybody is shown."""
    name, holder = ElidedLabel("", "title"), QWidget()
    holder.setLayout(row(name, Chip("A"), 1))
    qtbot.addWidget(holder)
    holder.resize(600, 60)
    holder.show()
    qtbot.wait(20)
    name.setText("Blumen Pätzold")
    qtbot.wait(20)
    assert name.toolTip() == ""
    assert name.width() >= name.sizeHint().width()


def test_the_words_beside_a_cross_are_measured_as_bold_as_they_are_drawn(qtbot) -> None:
    """Else the style places them by the narrower font and cuts their beginning."""
    chip = ChipButton("40 ausgewählte Kunden", removable=True)
    qtbot.addWidget(chip)
    theme.current.dress(chip)
    chip.show()
    assert chip.font().weight() == QFont.Weight.DemiBold


def test_names_that_differ_at_their_ends_are_cut_in_the_middle(qtbot) -> None:
    """As the exports of several years, on the cards of an import."""
    names = [f"EXTF_Buchungsstapel_{year}.csv" for year in (2022, 2023)]
    labels = [ElidedLabel(name, "strong", middle=True) for name in names]
    for label in labels:
        qtbot.addWidget(label)
        label.resize(150, 20)
        label.show()
    assert [QLabel.text(label)[-8:] for label in labels] == ["2022.csv", "2023.csv"]
    assert [label.toolTip() for label in labels] == names


@pytest.mark.parametrize("large", [True, False])
def test_a_figure_is_never_cut_however_narrow_its_tile(qtbot, large: bool) -> None:
    """As a contribution below nought beside three other figures in the panel of a customer."""
    tile = Tile("Deckungsbeitrag", large=large)
    tile.setMinimumWidth(1)
    qtbot.addWidget(tile)
    tile.set_figure("−3.217,19 €", "−14,0 % vom Umsatz", shorter="−3.217 €")
    tile.show()
    said = set()
    for width in range(250, 85, -1):
        tile.resize(width, 90)
        assert tile.number.sizeHint().width() <= tile.contentsRect().width() - 18, width
        assert tile.number.toolTip() in ("", "−3.217,19 €")
        said.add(tile.number.text())
    assert (said, tile.figure) == ({"−3.217,19 €", "−3.217 €"}, "−3.217,19 €")
    assert "−3.217,19 €" in tile.accessibleName()


def test_a_filter_wider_than_its_row_ends_in_dots_and_keeps_its_cross(qtbot):
    long = "Belege mit bekannten Kosten, in Prozent ist größer als 0 und Letzter Kauf ist in den letzten 364 Tagen"
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    chips = [ChipButton(text, removable=True) for text in (long, "Land: DE")]
    for chip in chips:
        flow.addWidget(chip)
    holder.resize(260, 200)
    holder.show()
    assert chips[0].width() <= 260 and chips[0].text().endswith("…") and chips[0].toolTip() == long
    assert chips[1].text() == "Land: DE" and not chips[1].toolTip()
    with qtbot.waitSignal(chips[0].removed):
        qtbot.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    holder.resize(1200, 200)
    qtbot.waitUntil(lambda: chips[0].text() == long and not chips[0].toolTip())


def test_the_words_before_a_field_stand_at_its_middle(qtbot) -> None:
    """The field's height comes from the style sheet, which a row has not before it is in a window."""
    line = FormRow("Ort", QLineEdit())
    window = QWidget()
    qtbot.addWidget(window)
    theme.current.dress(window)
    window.setLayout(row(line))
    window.show()
    assert line.label.height() == line.field.height() == theme.px(32)

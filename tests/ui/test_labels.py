"""Words find the room they need, whenever they come."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from kmu_crm.ui.widgets import Chip, ChipButton, ElidedLabel, row


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
    chip.show()
    assert chip.font().weight() == QFont.Weight.DemiBold

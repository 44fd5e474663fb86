"""What customers wrote is shown as it is, in tooltips too: never as markup that loads or links anything."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument

import kmu_crm.ui
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import ElidedLabel

NASTY = [
    "<b>fett</b>", "<img src='file:///etc/passwd'>", '<a href="https://a.example">klick</a>', "&lt;b&gt;", "a < b",
    "=1+1", "erste\nzweite <i>Zeile</i>", "<" * 10_000, "plain",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_a_tip_reads_as_the_text_itself(text: str) -> None:
    shown = QTextDocument()
    shown.setHtml(tip(text)) if tip(text) != text else shown.setPlainText(text)
    assert shown.toPlainText() == text


def test_a_cut_name_keeps_its_tip_plain(qtbot) -> None:
    label = ElidedLabel("<img src=x>" * 20)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert "<img" not in label.toolTip()


def test_every_tip_of_something_unknown_is_made_plain() -> None:
    loose = [
        f"{file.name}: {found[1][:40]}"
        for file in Path(kmu_crm.ui.__file__).parent.rglob("*.py")
        for found in re.finditer(r"setToolTip\(\s*(.*)", file.read_text(encoding="utf-8"))
        if not found[1].startswith(("tip(", "_(", '""'))
    ]
    assert loose == []

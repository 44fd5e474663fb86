import json

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from kmu_crm import assets
from kmu_crm.ui import fonts, theme
from kmu_crm.ui.widgets import Button, Label

PAIRS = json.loads(assets.path("ui/tokens.json").read_text(encoding="utf-8"))["contrast"]
NEEDED = [(scheme, pair, 3.0 if "non-text" in pair else 4.5) for scheme, pairs in PAIRS.items() for pair in pairs]


@pytest.mark.parametrize(("scheme", "pair", "least"), NEEDED)
def test_every_pair_of_colours_can_be_read(qapp, scheme, pair, least):
    theme.apply(qapp, scheme)
    ink, ground = pair.split(" (")[0].split(" on ")
    assert theme.contrast(theme.color(ink), theme.color(ground)) >= least


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_in_heat_map_cells_can_be_read(qapp, scheme):
    theme.apply(qapp, scheme)
    grounds = [theme.color(f"sequential.{step}") for step in range(6)]
    assert min(theme.contrast(theme.ink_on(ground), ground) for ground in grounds) >= 4.5


def test_a_switch_of_theme_reaches_widgets_that_are_already_there(qapp, qtbot):
    button = Button("Sichern", "primary", "save")
    qtbot.addWidget(button)
    theme.current.dress(button)
    button.show()
    light = button.grab().toImage().pixelColor(20, 6)
    with qtbot.waitSignal(theme.current.changed):
        theme.apply(qapp, "dark")
    dark = button.grab().toImage().pixelColor(20, 6)
    assert (light, dark) == (QColor("#0B6B78"), QColor("#55BFCB"))
    assert QApplication.palette().window().color() == theme.color("bg")


def test_icons_follow_the_theme_without_being_set_again(qapp, qtbot):
    button = Button("", icon="minus", name="Weniger")
    qtbot.addWidget(button)
    shown = []
    for scheme in ("light", "dark"):
        theme.apply(qapp, scheme)
        shown.append(button.icon().pixmap(16, 16).toImage().pixelColor(8, 8).lightness())
    wanted = [QColor("#465161").lightness(), QColor("#B9C2CD").lightness()]
    assert shown == pytest.approx(wanted, abs=4)


def test_alpha_is_written_the_way_the_style_sheet_reads_it(qapp):
    assert theme.color("scrim").alpha() == 0x66
    assert "#00000066" not in theme.sheet(theme.current.tokens, 1.0)


def test_zoom_makes_text_and_controls_grow(qapp, qtbot):
    button, label = Button("Sichern"), Label("Titel", "title")
    for widget in (button, label):
        qtbot.addWidget(widget)
        theme.current.dress(widget)
        widget.ensurePolished()
    before = (button.sizeHint().height(), label.sizeHint().height())
    theme.apply(qapp, "light", 1.5)
    assert button.sizeHint().height() > before[0] * 1.3
    assert label.sizeHint().height() > before[1] * 1.3


def test_tabular_figures_have_one_width(qapp):
    from PySide6.QtGui import QFontMetricsF

    if fonts.family() != "Inter":
        pytest.skip("the font at hand has no figures of different width")
    metrics = QFontMetricsF(fonts.font("body", tabular=True))
    assert metrics.horizontalAdvance("111,11") == metrics.horizontalAdvance("888,88")


def test_no_label_reads_markup(qtbot):
    label = Label("<b>Müller & Söhne</b>")
    qtbot.addWidget(label)
    assert label.sizeHint().width() > Label("Müller & Söhne").sizeHint().width() + 20


@pytest.mark.parametrize(("family", "share"), [("DejaVu Sans", 90), ("Inter", 100)])
def test_a_font_wider_than_the_design_reckoned_with_is_set_narrower(monkeypatch, family, share):
    monkeypatch.setattr(fonts, "family", lambda: family)
    fonts._made.cache_clear()
    assert fonts.font("strong").stretch() == share
    fonts._made.cache_clear()

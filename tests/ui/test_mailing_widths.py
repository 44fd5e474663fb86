"""The page of mailing lists shows every card whole, in small windows and with large letters."""

import pytest
import speaking_shop
from PySide6.QtWidgets import QScrollArea

from kmu_crm import i18n
from kmu_crm.ui import theme
from kmu_crm.ui.pages.mailing.page import MailingPage


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("size", "zoom"),
    [
        ((960, 620), 1.0),
        ((1000, 700), 1.0),
        ((1440, 900), 1.5),
        ((1280, 720), 1.3),
        ((1280, 720), 1.5),
        ((960, 620), 1.5),
    ],
)
def test_no_card_is_cut_at_its_right_edge_however_small_the_window(qtbot, qapp, tmp_path, language, size, zoom):
    theme.apply(qapp, "light", zoom)
    opened = speaking_shop.desk(qtbot, speaking_shop.store(tmp_path), mailing=MailingPage)
    i18n.use(language)
    opened.window.resize(*size)
    opened.window.go("mailing")
    page = opened.window.page("mailing")
    qtbot.waitUntil(lambda: page._fresh, timeout=5_000)
    qtbot.wait(20)  # until everything has found its place
    areas = [one for one in page.findChildren(QScrollArea) if one.isVisible() and one.widget()]
    bodies = [one for one in areas if one.widget().property("kind") == "scrolled"]
    assert len(bodies) == 2
    assert [one for one in bodies if one.widget().width() > one.viewport().width()] == []
    speaking_shop.close(opened)

"""Over the panel and the whole page of whoever must not be contacted stands that, why, and since when."""

import cafe_shop
import pytest

from kmu_crm.consent.objections import Objection, note_many
from kmu_crm.desk import permitting
from kmu_crm.desk.dossier import dossier


@pytest.fixture
def store(tmp_path):
    return cafe_shop.store(tmp_path)


@pytest.fixture
def page(qtbot, store):
    with cafe_shop.page(qtbot, store) as shown:
        yield shown


def number(store, name: str) -> int:
    return next(iter(store.db.execute("SELECT id FROM profile WHERE display_name = ?", (name,))))[0]


def test_the_banner_stands_over_panel_and_page_and_over_nobody_else(qtbot, page, store):
    uwe, anja = number(store, "Uwe Özdemir"), number(store, "Café Morgenrot")
    note_many(store.db, [Objection(uwe, [], "2025-09-17")])
    for place in (page.panel, page.whole):
        place.show_number(anja)
        qtbot.waitUntil(lambda place=place: place.of is not None and place.of.number == anja)
        assert place.stop.isHidden()
        place.show_number(uwe)
        qtbot.waitUntil(lambda place=place: place.of.number == uwe)
        assert not place.stop.isHidden()
        assert place.stop.title.text() == "Nicht kontaktieren: Widerspruch gegen jede Werbung, 17.09.2025"
        assert place.stop.text.text().startswith("Nur zu einer Bestellung, ohne Werbung: ")
        assert place.stop.accessibleName().startswith(place.stop.title.text())
        assert not place.head.call.isEnabled() and not place.head.mail.isEnabled()
        assert place.offer.isHidden()


def test_a_block_tells_its_reason_as_plain_text_once_for_all_ways(qtbot, page, store):
    uwe = number(store, "Uwe Özdemir")
    for one in dossier(store.db, uwe).addresses:
        permitting.block(store.db, one, "<b>Anwalt</b>", "Lena")
    page.panel.show_number(uwe)
    qtbot.waitUntil(lambda: not page.panel.stop.isHidden())
    assert page.panel.stop.title.text().startswith("Gesperrt seit ")
    assert page.panel.stop.text.text() == (
        "E-Mail, Post: <b>Anwalt</b> · Nichts geht mehr hinaus, auch nicht zu einer Bestellung."
    )

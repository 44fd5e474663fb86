"""A call logged while an import runs: nothing of either is lost."""

from pathlib import Path

import cafe_shop
import pytest

from kmu_crm.desk import entry, intake
from kmu_crm.profiles import queries, timeline
from kmu_crm.store.store import Store

ROWS = 3_000


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return cafe_shop.store(tmp_path)


@pytest.fixture
def page(qtbot, store):
    with cafe_shop.page(qtbot, store) as shown:
        yield shown


def test_a_call_is_kept_beside_an_import_and_so_is_the_import(qtbot, page, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "neu.csv"
    lines = [f"N{n};Vorname{n};Nachname{n};n{n}@kunden.example" for n in range(ROWS)]
    file.write_text("Kundennummer;Vorname;Nachname;E-Mail\n" + "\n".join(lines) + "\n", encoding="utf-8")
    who, before, session = cafe_shop.number(page, "Hotel Bergblick"), queries.count(store.db), page.session
    session.run(lambda db, progress: intake.take_in(db, [file], progress=progress))
    said = {"profile": str(who), "text": "Rueckruf erbeten", "outcome": "3", "author": "test"}
    session.record("Anruf", lambda db, progress: entry.new(db, "call", said, progress))
    assert session.is_busy()
    qtbot.waitUntil(lambda: not session.is_busy(), timeout=60_000)
    assert queries.count(store.db) == before + ROWS
    assert [one.text for one in timeline.entries(store.db, who, ("call",))] == ["Rueckruf erbeten"]
    page.window().undo_last()
    qtbot.waitUntil(lambda: not session.is_busy(), timeout=60_000)
    assert timeline.entries(store.db, who, ("call",)) == [] and queries.count(store.db) == before + ROWS

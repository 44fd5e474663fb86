"""The palette never waits: commands at once, hits when they come, and what was used last at the next start."""

import shutil
import threading
from pathlib import Path
from sqlite3 import Connection

import pytest
from PySide6.QtCore import Qt

from kmu_crm import i18n
from kmu_crm.desk import deciding, delivering, intake
from kmu_crm.desk.derive import derive
from kmu_crm.sources import queries
from kmu_crm.store.store import Store
from kmu_crm.ui.hits import Found
from kmu_crm.ui.main import Desk
from kmu_crm.ui.pages.customers.question import Latest
from kmu_crm.ui.palette import USED, Palette, Provider
from kmu_crm.ui.window_state import WindowState

PEOPLE = (
    "Kundennummer;Vorname;Nachname;E-Mail;Ort\n"
    "1001;Anja;Seidel;anja@morgenrot.example;Leipzig\n1002;Uwe;Özdemir;uwe@post.example;Dresden\n"
    "1003;Ina;Importke;ina@post.example;Halle\n"
)
ORDERS = (
    "Bestellnummer;Bestelldatum;Kundennummer;Vorname;Nachname;E-Mail;Artikel;Menge;Bestellsumme brutto\n"
    "#5921;12.11.2025;1001;Anja;Seidel;anja@morgenrot.example;Espresso;1;412,60\n"
)
INVOICES = "Rechnungsnummer;Rechnungsdatum;Kundennummer;Netto;Brutto\nRE-2025-77;01.03.2025;1002;500,00;595,00\n"
ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


@pytest.fixture(autouse=True)
def german():
    i18n.use("de")


@pytest.fixture(scope="module")
def imported(tmp_path_factory) -> Path:
    folder, files = tmp_path_factory.mktemp("palette"), []
    for name, text in (("kunden", PEOPLE), ("bestellungen", ORDERS), ("rechnungen", INVOICES)):
        files.append(folder / f"{name}.csv")
        files[-1].write_text(text, encoding="utf-8")
    with Store(folder / "kunden.kmucrm") as made:
        intake.take_in(made.db, files)
    return folder / "kunden.kmucrm"


@pytest.fixture
def store(imported, tmp_path: Path) -> Path:
    return Path(shutil.copy(imported, tmp_path / "kunden.kmucrm"))


@pytest.fixture
def start(qtbot, tmp_path):
    """The program on a customer file; the window before is closed, and has kept its state."""
    running: list[Desk] = []

    def leave() -> None:
        for desk in running:
            desk.leave()
            desk.window.close()
            desk.window.deleteLater()
        running.clear()

    def begin(file: Path) -> Desk:
        leave()
        desk = Desk(file, WindowState(tmp_path / "window.json", file))
        running.append(desk)
        with qtbot.waitSignal(desk.window.painted):
            desk.window.show()
        qtbot.waitUntil(desk.window.has_page)
        qtbot.waitUntil(lambda: desk.window.palette_overlay._asker is not None)
        desk.window.activateWindow()
        return desk

    yield begin
    leave()


def rows(palette: Palette) -> list[str]:
    return [row if isinstance(row, str) else row.text for row in palette.list.hits.rows]


def chosen(palette: Palette) -> str:
    found = palette.list.current()
    return found.text if found else ""


def type_in(qtbot, palette: Palette, text: str) -> None:
    palette._field.clear()
    qtbot.keyClicks(palette._field, text)


def use(qtbot, desk: Desk, text: str) -> None:
    desk.window.palette_overlay.open()
    type_in(qtbot, desk.window.palette_overlay, text)
    qtbot.keyClick(desk.window.palette_overlay._field, ENTER)
    qtbot.waitUntil(lambda: not desk.window.palette_overlay.isVisible())


class Slow:
    """Customers who are found when the test lets them."""

    def __init__(self) -> None:
        self.may_answer, self.ran = threading.Event(), []

    def search(self, _db: Connection, words: str) -> list[Found]:
        self.may_answer.wait(20)
        return [
            Found(f"{name} {words}", lambda name=name: self.ran.append(f"{name} {words}")) for name in ("Ina", "Uwe")
        ]


@pytest.fixture
def slow(start, store):
    """A desk whose palette finds customers when the test says so."""
    desk, made = start(store), Slow()
    palette = desk.window.palette_overlay
    palette.search_in(Latest(desk.session, palette), [Provider("Kunden", made.search, "@")], lambda _db, _numbers: {})
    palette.open()
    yield palette, made
    made.may_answer.set()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("@seid", "Anja Seidel"),
        ("ozdemir", "Uwe Özdemir"),
        ("@morgenrot", "Anja Seidel"),
        ("#5921", "#5921"),
        ("5921", "#5921"),
        ("##5921", "#5921"),
        ("#re-2025", "RE-2025-77"),
    ],
)
def test_customers_orders_and_invoices_are_found(qtbot, start, store, typed, name):
    palette = start(store).window.palette_overlay
    palette.open()
    type_in(qtbot, palette, typed)
    qtbot.waitUntil(lambda: name in rows(palette))


def test_a_document_says_what_it_is_whose_and_of_which_day(qtbot, start, store):
    palette = start(store).window.palette_overlay
    palette.open()
    type_in(qtbot, palette, "#5921")
    qtbot.waitUntil(lambda: chosen(palette) == "#5921")
    assert palette.list.current().note == "Bestellung · Anja Seidel · 12.11.2025"


def test_commands_are_there_while_customers_are_looked_for(qtbot, slow):
    palette, _slow = slow
    type_in(qtbot, palette, "bersicht")
    assert rows(palette) == ["Befehle", "Tastenübersicht"]


def test_while_nothing_is_found_yet_the_list_does_not_say_that_nothing_is(qtbot, slow):
    palette, customers = slow
    type_in(qtbot, palette, "@wart")
    assert rows(palette) == ["Wird gesucht …"]
    customers.may_answer.set()
    qtbot.waitUntil(lambda: rows(palette) == ["Kunden", "Ina wart", "Uwe wart"])


def test_a_chosen_command_stays_chosen_when_customers_come_in_above_it(qtbot, slow):
    palette, customers = slow
    type_in(qtbot, palette, "import")
    command = chosen(palette)
    customers.may_answer.set()
    qtbot.waitUntil(lambda: "Ina import" in rows(palette))
    assert command.startswith("Import") and chosen(palette) == command


def test_a_command_that_only_holds_the_letters_somewhere_gives_way_to_the_customers(qtbot, slow):
    palette, customers = slow
    type_in(qtbot, palette, "bersicht")
    assert chosen(palette) == "Tastenübersicht"
    qtbot.keyClick(palette._field, ENTER)
    assert palette.isVisible()
    customers.may_answer.set()
    qtbot.waitUntil(lambda: not palette.isVisible())
    assert customers.ran == ["Ina bersicht"]


def test_an_answer_to_what_was_typed_before_is_dropped(qtbot, slow):
    palette, customers = slow
    type_in(qtbot, palette, "@wa")
    qtbot.keyClicks(palette._field, "rt")
    customers.may_answer.set()
    qtbot.waitUntil(lambda: rows(palette) != ["Wird gesucht …"])
    assert rows(palette) == ["Kunden", "Ina wart", "Uwe wart"]


def test_hits_stay_until_those_for_the_next_letter_are_there_but_enter_waits_for_these(qtbot, slow):
    palette, customers = slow
    customers.may_answer.set()
    type_in(qtbot, palette, "@war")
    qtbot.waitUntil(lambda: "Ina war" in rows(palette))
    customers.may_answer.clear()
    qtbot.keyClicks(palette._field, "t")
    assert "Ina war" in rows(palette)
    qtbot.keyClick(palette._field, ENTER)
    assert palette.isVisible() and customers.ran == []
    customers.may_answer.set()
    qtbot.waitUntil(lambda: not palette.isVisible())
    assert customers.ran == ["Ina wart"]


def test_who_was_chosen_with_an_arrow_is_run_at_once(qtbot, slow):
    palette, customers = slow
    customers.may_answer.set()
    type_in(qtbot, palette, "@war")
    qtbot.waitUntil(lambda: "Ina war" in rows(palette))
    customers.may_answer.clear()
    qtbot.keyClicks(palette._field, "t")
    qtbot.keyClick(palette._field, DOWN)
    qtbot.keyClick(palette._field, ENTER)
    assert customers.ran == ["Uwe war"] and not palette.isVisible()


def test_what_was_used_last_stands_first_at_the_next_start(qtbot, start, store):
    desk = start(store)
    use(qtbot, desk, ">bersicht")
    use(qtbot, desk, "@seidel")
    palette = start(store).window.palette_overlay
    palette.open()
    qtbot.waitUntil(lambda: "Anja Seidel" in rows(palette))
    assert rows(palette)[:4] == ["Zuletzt verwendet", "Anja Seidel", "Tastenübersicht", "Befehle"]
    assert chosen(palette) == "Anja Seidel"


def test_no_name_is_kept_beside_the_data(qtbot, start, store, tmp_path):
    desk = start(store)
    use(qtbot, desk, "@seidel")
    use(qtbot, desk, "#5921")
    desk.window.close()
    kept = (tmp_path / "window.json").read_text(encoding="utf-8")
    assert USED in kept and "Seidel" not in kept and "5921" not in kept


def test_another_customer_file_has_its_own(qtbot, start, store, tmp_path):
    use(qtbot, start(store), "@seidel")
    palette = start(tmp_path / "andere.kmucrm").window.palette_overlay
    palette.open()
    assert rows(palette)[0] == "Befehle"


def test_a_customer_who_was_joined_with_another_is_found_as_that_one_and_once(qtbot, start, store):
    desk = start(store)
    use(qtbot, desk, "@seidel")
    use(qtbot, desk, "@dresden")
    numbers = {name: number for number, name in desk.session.db.execute("SELECT id, display_name FROM profile")}
    one, other = numbers["Anja Seidel"], numbers["Uwe Özdemir"]
    with qtbot.waitSignal(desk.session.changed, timeout=20_000):
        desk.session.run(
            lambda db, progress: (deciding.merge_all(db, [one, other], "Du"), derive(db, progress=progress))
        )
    palette = start(store).window.palette_overlay
    palette.open()
    qtbot.waitUntil(lambda: rows(palette)[0] == "Zuletzt verwendet")
    assert rows(palette).index("Befehle") == 2


def test_a_customer_who_is_gone_is_left_out(qtbot, start, store):
    desk = start(store)
    use(qtbot, desk, ">bersicht")
    use(qtbot, desk, "@seidel")
    numbers = [line.id for line in queries.imports(desk.session.db)]
    with qtbot.waitSignal(desk.session.changed, timeout=20_000):
        desk.session.run(lambda db, progress: delivering.take_back(db, numbers, progress))
    palette = start(store).window.palette_overlay
    palette.open()
    qtbot.waitUntil(lambda: not palette._waits())
    assert rows(palette)[:3] == ["Zuletzt verwendet", "Tastenübersicht", "Befehle"]

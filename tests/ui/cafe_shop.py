"""A small web shop with four customers, and the page of customers on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt

from kmu_crm import i18n, settings
from kmu_crm.desk import intake
from kmu_crm.profiles import queries
from kmu_crm.store.store import Store
from kmu_crm.ui import work
from kmu_crm.ui.page import PageSpec
from kmu_crm.ui.pages.customers.page import CustomersPage, make
from kmu_crm.ui.remains import Remains
from kmu_crm.ui.session import Session
from kmu_crm.ui.window import MainWindow

CUSTOMERS = """Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address City,Default Address Country Code,Default Address Zip,Phone,Total Spent,Total Orders
1001,Anja,Seidel,kontakt@morgenrot.example,no,Café Morgenrot,Südhang 8,Leipzig,DE,04275,+493412312514,0,2
1002,Tobias,Ehrlich,info@bergblick.example,no,Hotel Bergblick,Zirbelhang 3,Garmisch,DE,82467,+498999998120,0,1
1003,Uwe,Özdemir,uwe@oezdemir.example,no,,Marktweg 5,Leipzig,DE,04109,,0,1
1004,Lisbeth,Pfäffli,lisbeth@pfaeffli.example,no,,Seegasse 2,Zürich,CH,8001,,0,0
"""  # noqa: E501
ORDERS = """Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price
#1,kontakt@morgenrot.example,paid,EUR,412.60,0.00,27.00,412.60,2025-11-12 10:00:00 +0100,4,Decaf 1 kg,103.15
#2,kontakt@morgenrot.example,paid,EUR,300.00,0.00,20.00,300.00,2025-10-02 10:00:00 +0200,3,Decaf 1 kg,100.00
#3,info@bergblick.example,paid,EUR,980.00,0.00,64.00,980.00,2025-11-18 10:00:00 +0100,1,Mühle M3,980.00
#4,uwe@oezdemir.example,paid,EUR,40.00,0.00,3.00,40.00,2025-03-01 10:00:00 +0100,1,Filter,40.00
"""


FILE = "laden.kmucrm"


def store(tmp_path: Path) -> Store:
    i18n.use("de")
    (tmp_path / FILE).write_bytes(_content())
    return Store(tmp_path / FILE)


@cache
def _content() -> bytes:
    """The customer file, made once."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / "customers_export.csv", folder / "orders_export.csv"]
        for file, text in zip(files, (CUSTOMERS, ORDERS), strict=True):
            file.write_text(text, encoding="utf-8")
        with Store(folder / FILE) as made:
            settings.write(made.db, "figures.key_date", "2025-11-24")
            assert intake.take_in(made.db, files, as_of="2025-11-24").refused == []
        return (folder / FILE).read_bytes()


@contextmanager
def page(qtbot, store: Store) -> Iterator[CustomersPage]:
    session = Session(store)
    window = MainWindow(
        [PageSpec("customers", "Kunden", "users", "Arbeiten", lambda: make(session))], remains=Remains(lambda: session)
    )
    session.window = window
    session.undoable.connect(window.offer_undo)
    session.changed.connect(window.refresh)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    window.go("customers")
    shown = window.current_page()
    shown.session = session
    qtbot.waitUntil(lambda: shown.panel.of is not None)
    yield shown
    work.wait_all()
    session.close()


def number(page, name: str) -> int:
    return next(one for one in page.list.model.ids() if queries.lines(page.session.db, [one])[0].display_name == name)


def stand_on(qtbot, page, name: str) -> None:
    page.list.choose(number(page, name))
    qtbot.waitUntil(lambda: page.panel.of is not None and page.panel.of.name == name)


def open_whole(qtbot, page, name: str) -> None:
    stand_on(qtbot, page, name)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.whole.of is not None and page.whole.of.name == name)

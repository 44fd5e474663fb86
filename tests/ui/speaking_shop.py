"""A small shop, taken in through the program's own import, and a window with pages on it."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from kmu_crm import i18n, settings
from kmu_crm.consent import ledger
from kmu_crm.consent.statements import Statement
from kmu_crm.desk import intake
from kmu_crm.store.store import Store
from kmu_crm.ui import work
from kmu_crm.ui.latest import Latest
from kmu_crm.ui.page import Page, PageSpec
from kmu_crm.ui.remains import Remains
from kmu_crm.ui.session import Session
from kmu_crm.ui.window import MainWindow

CUSTOMERS = """Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address City,Default Address Country Code,Default Address Zip,Phone,Total Spent,Total Orders
2001,Ina,Kastner,ina@linde.example,no,Gasthof Linde,Am Anger 4,Leipzig,DE,04275,+493412312514,0,2
2002,Veit,Holm,veit@holm.example,no,,Bachweg 1,Halle,DE,06108,+493412312599,0,1
2003,Mira,Sand,mira@sand.example,no,,Torgasse 9,Leipzig,DE,04109,,0,1
2004,Reto,Amsler,,no,,Seeplatz 3,Zürich,CH,8001,,0,0
"""  # noqa: E501
ORDERS = """Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price
#1,ina@linde.example,paid,EUR,900.00,0.00,63.00,900.00,2025-11-12 10:00:00 +0100,1,Mühle,900.00
#2,ina@linde.example,paid,EUR,200.00,0.00,14.00,200.00,2025-06-02 10:00:00 +0200,2,Bohnen 1 kg,100.00
#3,veit@holm.example,paid,EUR,90.00,0.00,6.30,90.00,2025-11-18 10:00:00 +0100,1,Bohnen 1 kg,90.00
#4,mira@sand.example,paid,EUR,40.00,0.00,3.00,40.00,2025-03-01 10:00:00 +0100,1,Filter,40.00
"""


FILE = "laden.kmucrm"


class Elsewhere(Page):
    """Stands for the other areas; keeps where it was led."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[object] = []

    def go_to(self, place: object) -> None:
        self.places.append(place)


@dataclass
class Desk:
    session: Session
    window: MainWindow
    elsewhere: dict[str, Elsewhere] = field(default_factory=dict)


@cache
def _content(filled: bool) -> bytes:
    """The customer file, made once."""
    with TemporaryDirectory() as folder:
        with _made(Path(folder), filled):
            pass
        return (Path(folder) / FILE).read_bytes()


def store(folder: Path, *, filled: bool = True) -> Store:
    i18n.use("en")
    (folder / FILE).write_bytes(_content(filled))
    return Store(folder / FILE)


def _made(folder: Path, filled: bool) -> Store:
    made = Store(folder / FILE)
    settings.write(made.db, "figures.key_date", "2025-11-24")
    if filled:
        files = {"customers_export.csv": CUSTOMERS, "orders_export.csv": ORDERS}
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        said = intake.take_in(made.db, [folder / name for name in files], as_of="2025-11-24")
        assert said.refused == []
        for address in ("ina@linde.example", "veit@holm.example"):
            ledger.note(made.db, Statement(address, "email", "given", evidence="form 7", at="2025-01-05"), "Lena")
    return made


def desk(qtbot, made: Store, **pages) -> Desk:
    """`pages`: id -> what makes it from the session; the areas they lead to are stood in for."""
    session, elsewhere = Session(made), {}

    def stand_in(id: str) -> Page:
        elsewhere[id] = Elsewhere()
        return elsewhere[id]

    specs = [PageSpec(id, id, "funnel", "Work", lambda make=make: make(session)) for id, make in pages.items()]
    others = [id for id in ("customers", "segments", "mailing", "importing") if id not in pages]
    specs += [PageSpec(id, id, "users", "Work", lambda id=id: stand_in(id)) for id in others]
    window = MainWindow(specs, remains=Remains(lambda: session))
    session.window = window
    session.changed.connect(window.refresh)
    session.undoable.connect(window.offer_undo)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    return Desk(session, window, elsewhere)


def segment_of_old(qtbot, opened: Desk, name: str, rule: str) -> None:
    """As earlier versions saved it: they let one's own take the name of a ready one."""

    def insert(db, _progress) -> None:
        db.execute(
            "INSERT INTO segment (name, rule, at, author) VALUES (?, ?, '2025-01-05T08:00:00Z', '')", (name, rule)
        )

    with qtbot.waitSignal(opened.session.changed):
        opened.session.run(insert)


def close(opened: Desk) -> None:
    """Nothing more is asked, and answers still on their way are heard, before the file is closed."""
    for latest in opened.window.findChildren(Latest):
        latest.drop()
    work.wait_all()
    QApplication.processEvents()
    work.wait_all()
    opened.session.close()


def planned(qtbot, page: Page) -> None:
    """Once the list that stands on the page of mailing lists is worked out."""
    qtbot.waitUntil(lambda: page._fresh, timeout=5000)

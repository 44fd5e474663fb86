"""A window on a small store made through the program's own import."""

from dataclasses import dataclass
from pathlib import Path

from kmu_crm.desk.intake import take_in
from kmu_crm.store.store import Store
from kmu_crm.ui import areas
from kmu_crm.ui.remains import Remains
from kmu_crm.ui.session import Session
from kmu_crm.ui.window import MainWindow

PEOPLE = """Kundennummer;Vorname;Nachname;E-Mail;Telefon;Straße;PLZ;Ort
1;Ina;Özdemir;ina@berg.example;0341 2312514;Am Hang 8;04275;Leipzig
2;Uwe;Kranz;uwe@tal.example;0341 2312599;Talweg 2;04275;Leipzig
3;Rosalinde;Abendschön;;0341 2312577;Gartenweg 3;04275;Leipzig
"""
CALLERS = "Vorname;Nachname;Telefon\nRosalinde;Abendschön;0731 2312588\nOle;Neu;0731 2312533\n"


@dataclass
class Opened:
    session: Session
    window: MainWindow


def desk(tmp_path: Path, *files: str) -> Opened:
    """The window with the pages of the area “Data” alone."""
    path = tmp_path / "kunden.kmucrm"
    with Store(path) as made:
        paths = []
        for number, text in enumerate(files):
            paths.append(tmp_path / f"liste{number}.csv")
            paths[-1].write_text(text, encoding="utf-8")
        if paths:
            take_in(made.db, paths)
    session = Session(Store(path))
    window = MainWindow(
        [spec for spec in areas.specs(lambda: session) if spec.id in ("importing", "duplicates")],
        remains=Remains(lambda: session),
    )
    session.window = window
    session.changed.connect(window.refresh)
    return Opened(session, window)

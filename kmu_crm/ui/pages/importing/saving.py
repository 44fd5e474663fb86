"""What the page writes: rows that an import left out, to be mended; a mapping as a format sheet, also one that was given."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kmu_crm.desk import handing_on, leftovers
from kmu_crm.desk.whole import NotSaved
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources.queries import ImportLine
from kmu_crm.store.place import own_sheets
from kmu_crm.ui import asking, saved
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.pages.importing.tray import Item
from kmu_crm.ui.session import Session


def save_left_rows(parent: QWidget, session: Session, line: ImportLine) -> None:
    proposed = Path.home() / _("{name} left out.xlsx").format(name=Path(line.file).stem)
    file = asking.file_to_write(parent, _("Save rows left out"), proposed, _("Excel file (*.xlsx);;CSV file (*.csv)"))
    if file:
        session.ask(
            lambda db: leftovers.write(db, line.id, file),
            lambda rows: saved.tell(parent, _words(rows, file), file),
            lambda error: show_error(parent, NotSaved.because(file, error) if isinstance(error, OSError) else error),
        )


def save_sheet(parent: QWidget, session: Session, item: Item) -> None:
    """The mapping as it is shown, for the next time or for somebody else with the same export."""
    recognised, stem = item.look.recognised, item.path.stem
    file = asking.file_to_write(
        parent, _("Save as format sheet"), Path.home() / f"{stem}.toml", _("Format sheet (*.toml)")
    )
    if file:
        session.ask(
            lambda _db: handing_on.save(recognised, stem, file),
            lambda _none: saved.tell(parent, _("Format sheet saved as {file}").format(file=file.name), file),
            lambda error: show_error(parent, NotSaved.because(file, error) if isinstance(error, OSError) else error),
        )


def adopt_sheet(parent: QWidget, session: Session, sheet: Path, then: Callable[[], object]) -> None:
    """A format sheet from somebody else; `then` looks at the files that wait for one."""

    def known(file: Path) -> None:
        saved.tell(parent, _("Files are recognised by {file} from now on").format(file=file.name), file)
        then()

    session.ask(
        lambda _db: handing_on.adopt(sheet, own_sheets("formats")), known, lambda error: show_error(parent, error)
    )


def _words(rows: int, file: Path) -> str:
    return ngettext("{n} row saved in {file}", "{n} rows saved in {file}", rows).format(
        n=show.number(rows), file=file.name
    )

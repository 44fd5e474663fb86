"""What the menus offer beyond the window's own: customer files, backups, deriving anew, about the program."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from kmu_crm.i18n import _
from kmu_crm.store.store import SUFFIX
from kmu_crm.ui import asking
from kmu_crm.ui.actions import Command, Commands
from kmu_crm.ui.errors import show_error

if TYPE_CHECKING:
    from kmu_crm.ui.main import Desk


def register(desk: "Desk", commands: Commands) -> None:
    everywhere = _("Everywhere")
    own = Command("file.own", _("Back to my own customer file"), desk.open_own, "file", "log-out")
    for command in (
        Command("file.new", _("New customer file …"), lambda: _new(desk), "file", "file-plus", "Ctrl+Shift+O", everywhere),
        Command("file.open", _("Open customer file …"), lambda: _open(desk), "file", "folder-open", "Ctrl+O", everywhere),
        own if desk.is_sample() else Command("file.sample", _("Open the sample business"), desk.open_sample, "file", "flask-conical"),
        Command(
            "file.import", _("Import …"), lambda: desk.window.go("importing"), "file", "file-input", "Ctrl+I", everywhere, after_line=True
        ),
        Command("file.backup", _("Make a backup …"), lambda: _back_up(desk), "file", "save", after_line=True),
        Command("file.restore", _("Restore a backup …"), lambda: _restore(desk), "file", "history"),
        Command(
            "extras.settings", _("Settings"), lambda: desk.window.go("settings"), "extras", "settings", "Ctrl+,", everywhere
        ),
        Command("extras.rebuild", _("Work everything out anew"), lambda: rebuild(desk), "extras", "refresh-cw"),
        Command("help.about", _("About KMU CRM"), lambda: _about(desk), "help", "info", role=QAction.MenuRole.AboutRole),
    ):  # fmt: skip
        commands.add(command)


def _new(desk: "Desk") -> None:
    folder = desk.session.store.file.parent
    if file := _target(desk, _("New customer file"), folder / (_("Customers") + SUFFIX)):
        if file.exists():  # a new file never takes the place of one that has data in it
            file = _free(file)
        desk.try_to(lambda: desk.open_on(file))


def _free(file: Path) -> Path:
    number = 2
    while (other := file.with_stem(f"{file.stem} {number}")).exists():
        number += 1
    return other


def _open(desk: "Desk") -> None:
    if file := _chosen(desk, _("Open customer file"), desk.session.store.file.parent):
        desk.try_to(lambda: desk.open_on(file))


def _back_up(desk: "Desk") -> None:
    store = desk.session.store.file
    proposal = store.parent / "backups" / f"{store.stem}_{date.today().isoformat()}{SUFFIX}"
    if target := _target(desk, _("Make a backup"), proposal):
        back_up(desk, target)


def back_up(desk: "Desk", target: Path) -> None:
    """Writes and checks the copy in the background."""
    from kmu_crm.store import backup

    store, window = desk.session.store.file, desk.window
    banner = window.show_banner(_("The backup is being written …"), closable=False)

    def written(_digest: str) -> None:
        banner.close_up()
        window.show_banner(_("Backup written and checked: {file}").format(file=target.name), "ok")

    def failed(error: Exception) -> None:
        banner.close_up()
        show_error(window, error)

    desk.session.ask(lambda _db: backup.write(store, target), written, failed)


def _restore(desk: "Desk") -> None:
    if file := _chosen(desk, _("Restore a backup"), desk.session.store.file.parent / "backups"):
        desk.try_to(lambda: restore(desk, file))


def restore(desk: "Desk", file: Path) -> None:
    """The state of the backup takes the place of the open file's, which is kept beside it. Raises what `restore` raises."""
    from kmu_crm.store.restore import restore as put_back

    store, kept = desk.session.store.file, []
    desk.reopen(lambda: kept.append(put_back(store, file)))
    said = _("The backup {file} is in place. The former state is kept in {kept}.")
    desk.window.show_banner(said.format(file=file.name, kept=kept[0].name), "ok")


def rebuild(desk: "Desk") -> None:
    """Everything derived is worked out anew from what was imported and decided."""
    from kmu_crm.desk import rebuilding
    from kmu_crm.ui.working import WorkBanner

    window = desk.window
    same, other = (
        _("Everything has been worked out anew. Nothing has changed."),
        _("Everything has been worked out anew. Some values have changed."),
    )

    def done(rebuilt: rebuilding.Rebuilt) -> None:
        banner.close_up()
        window.show_banner(same if rebuilt.identical else other, "ok")

    def failed(error: Exception) -> None:
        banner.close_up()
        show_error(window, error)

    work = desk.session.run(desk.session.apart(rebuilding.rebuild), done, failed)
    banner = WorkBanner(window, _("Everything is being worked out anew …"), work)


def _about(desk: "Desk") -> None:
    from kmu_crm.ui.about import About

    About(desk.window).open()


def _target(desk: "Desk", title: str, proposal: Path) -> Path | None:
    proposal.parent.mkdir(parents=True, exist_ok=True)
    file = asking.file_to_write(desk.window, title, proposal, _kinds())
    return file.with_suffix(SUFFIX) if file else None


def _chosen(desk: "Desk", title: str, folder: Path) -> Path | None:
    return asking.file_to_open(desk.window, title, folder, _kinds())


def _kinds() -> str:
    return _("Customer files") + f" (*{SUFFIX})"

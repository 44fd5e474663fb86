"""Starts the command line, and from there the window."""

import os
import sys
from pathlib import Path


def main() -> int:
    if getattr(sys, "frozen", False):  # a frozen program starts itself again as the child that reads spreadsheets
        import multiprocessing

        multiprocessing.freeze_support()
        _give_streams()
    if sys.argv[1:] in ([], ["gui"]):  # the everyday start needs no command line, and reaches its first paint sooner
        from kmu_crm.store.place import default_store

        return window(default_store())
    from kmu_crm.cli import app, base

    return base.run(app.main, window=window)


def _give_streams() -> None:
    """The program for the start menu of Windows has no console, and so no streams; what is told there goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - until the program ends


def window(file: Path) -> int:
    """Opens the window on a customer file; a missing system library is named with the line that installs it."""
    import gc

    from kmu_crm import i18n
    from kmu_crm.ui import system

    gc.disable()  # nothing made while starting is garbage; switched on again after the first paint
    i18n.use(i18n.preferred())
    if problem := system.qt_problem():
        sys.stderr.write(problem + "\n")
        return 1
    from kmu_crm.ui import main as ui

    return ui.open_on(file)


if __name__ == "__main__":
    sys.exit(main())

"""Starts the command line, and from there the window."""

import multiprocessing
import sys
from pathlib import Path


def main() -> int:
    multiprocessing.freeze_support()  # a frozen program starts itself again as the child that reads spreadsheets
    from kmu_crm.cli import app, base

    return base.run(app.main, window=window)


def window(file: Path) -> int:
    """Opens the window on a customer file; a missing system library is named with the line that installs it."""
    from kmu_crm.ui import system

    if problem := system.qt_problem():
        sys.stderr.write(problem + "\n")
        return 1
    from kmu_crm.ui import main as ui

    return ui.open_on(file)


if __name__ == "__main__":
    sys.exit(main())

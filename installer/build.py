"""Freezes the program into `dist/kmu-crm` and tries it: `python3 installer/start.py build` (this file wants `.venv`)."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "dist" / "kmu-crm" / ("kmu-crm.exe" if os.name == "nt" else "kmu-crm")
LIMIT = 180  # seconds for the selftest; it takes a few


def freeze() -> int:
    freezer: list[str | Path] = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    freezer += ["--distpath", ROOT / "dist", "--workpath", ROOT / "build"]
    return subprocess.call([*freezer, ROOT / "installer" / "kmu_crm.spec"])


def selftest() -> int:
    """Runs the frozen program's `selftest` away from the checkout, so that nothing can come from the sources."""
    with tempfile.TemporaryDirectory() as elsewhere:
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        surroundings |= {"KMU_CRM_HOME": elsewhere, "QT_QPA_PLATFORM": "offscreen"}
        try:
            return subprocess.call([PROGRAM, "selftest"], cwd=elsewhere, env=surroundings, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            print(f"The selftest did not end within {LIMIT} seconds.", file=sys.stderr)
            return 1


def main() -> int:
    print("Freezing the program; this takes a minute ...", flush=True)
    if status := freeze():
        return status
    size = sum(file.stat().st_size for file in PROGRAM.parent.rglob("*") if file.is_file() and not file.is_symlink())
    print(f"{PROGRAM.parent}: {size / 1e6:.0f} MB. Trying it:", flush=True)
    status = selftest()
    print("The frozen program works." if status == 0 else f"The selftest failed with status {status}.", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())

"""`.venv` beside the sources: made, filled from a lock with hashes, mended where it is broken; one start at a time."""

import hashlib
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from installer.wording import Refused, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "kmu-crm.json"  # which locks are installed, by which Python; missing while an installation is under way
BUSY = ROOT / ".venv.lock"  # beside the folder, which is emptied while it is held
RUNTIME = ROOT / "installer" / "requirements.lock"
DEVELOPMENT = ROOT / "installer" / "requirements-dev.lock"  # holds all of RUNTIME, in the same versions


def install(lock: Path) -> None:
    """Brings `.venv` to what `lock` says; returns at once where it is there already. Raises Refused."""
    if digest(lock) in standing():
        return
    with alone():
        locks = standing()  # whoever we waited for may have done it
        if digest(lock) in locks:
            return
        if not locks:
            make_venv()
        STAMP.unlink(missing_ok=True)
        download(lock)
        check()
        stamp([RUNTIME, DEVELOPMENT] if lock == DEVELOPMENT else [RUNTIME])


@contextmanager
def alone() -> Iterator[None]:
    """Waits until no other start installs; a start that was killed holds nothing."""
    with BUSY.open("a+b") as file:
        if not taken(file):
            print(
                say("Another start is installing into {folder}. Waiting until it is done ...", folder=VENV), flush=True
            )
            while not taken(file):
                time.sleep(0.2)
        yield  # closing the file lets go of it


def taken(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def standing() -> list[str]:
    """The locks that are installed, by their digests; none where this Python's environment is missing or incomplete."""
    try:
        told: dict[str, Any] = json.loads(STAMP.read_text(encoding="utf-8"))
        whole = told["python"] == this_python() and PYTHON.exists()
        there = entries(Path(told["folder"])) if whole else set()
        return list(told["locks"]) if whole and there.issuperset(told["packages"]) else []
    except (OSError, ValueError, KeyError, TypeError):
        return []


def stamp(locks: list[Path]) -> None:
    """Says that all is there, and what that is; appears whole or not at all."""
    folder = packages_folder()
    told = {"python": this_python(), "locks": [digest(lock) for lock in locks]}
    told |= {"folder": str(folder), "packages": sorted(entries(folder) - {"__pycache__"})}
    part = STAMP.with_suffix(".part")
    part.write_text(json.dumps(told), encoding="utf-8")
    part.replace(STAMP)


def entries(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def this_python() -> str:
    return "{}.{} {} {}".format(*sys.version_info[:2], platform.machine(), sys.base_prefix)


def packages_folder() -> Path:
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(subprocess.check_output([PYTHON, "-c", ask], text=True).strip())


def make_venv() -> None:
    if STAMP.exists():
        print(say("{folder} is damaged and is made anew.", folder=VENV), flush=True)
    print(say("Making {folder} with Python {version} ...", folder=VENV, version=platform.python_version()), flush=True)
    outside = getattr(sys, "_base_executable", sys.executable)  # also when started from within the old .venv
    said = subprocess.run([outside, "-m", "venv", "--clear", VENV], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if said.returncode:
        raise Refused(say("The folder {folder} could not be made:", folder=VENV) + f"\n\n{_text(said.stdout)}")
    packages = packages_folder()
    # Relative, hence ASCII wherever the checkout lies: Python 3.11 and 3.13 read this file in different encodings.
    (packages / "kmu_crm.pth").write_text(os.path.relpath(ROOT, packages) + "\n", encoding="ascii")


def download(lock: Path) -> None:
    """Installs the packages of `lock`, wheels only: nothing is compiled, and each must have the hash written down."""
    total = sum(line[:1].isalnum() for line in lock.read_text(encoding="utf-8").splitlines())
    print(
        say("Installing {n} packages into {folder}; this takes a minute or two ...", n=total, folder=VENV), flush=True
    )
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    pip += ["--require-hashes", "--only-binary=:all:", "-r", lock]
    said: list[str] = []
    seen = 0
    with subprocess.Popen(
        pip, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        for line in process.stdout or ():
            if not line.startswith("WARNING: Retrying"):  # four times the same long line says nothing to people
                said.append(line)
            seen += line.startswith(("Collecting ", "Requirement already", "Ignoring "))
            unpacking = line.startswith("Installing collected")
            show(say("unpacking {n}", n=total) if unpacking else say("{n} of {total}", n=seen, total=total))
    if process.returncode:
        asked = say("The packages could not be installed. Is this computer connected to the internet?")
        raise Refused(f"{asked}\n\n{''.join(said[-12:])}")
    show(say("done") + "\n")


def check() -> None:
    """Asks pip whether all that the packages need is there."""
    pip: list[str | Path] = [PYTHON, "-m", "pip", "check", "--disable-pip-version-check"]
    said = subprocess.run(pip, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if said.returncode:
        text = say("The packages were installed, but do not fit together. Start again to install them anew.")
        raise Refused(f"{text}\n\n{_text(said.stdout)}")


def show(text: str) -> None:
    if sys.stdout.isatty():
        print(f"\r  {text:<24}", end="", flush=True)


def _text(said: bytes) -> str:
    return said.decode(errors="replace")

"""From a checkout and a bare Python to the running program: `python3 installer/start.py demo`; other verbs below.

Needs nothing but the standard library. All it installs goes into `.venv` beside the sources, from a lock with hashes.
"""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 13):  # and no syntax here that Python 3.6 cannot read
    sys.exit("KMU CRM needs Python 3.11, 3.12 or 3.13; this is Python {}.{}.".format(*sys.version_info))

import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "kmu-crm.json"  # which locks are installed, by which Python; missing while an installation is under way
RUNTIME = ROOT / "installer" / "requirements.lock"
DEVELOPMENT = ROOT / "installer" / "requirements-dev.lock"  # holds all of RUNTIME, in the same versions
CHECKS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",), ("pytest",))

# What a Linux system must have: the library or program -> Debian's package of it.
WINDOWLESS = {  # Qt loads these even without a display
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
WINDOWED = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
VIRTUAL_SCREEN = {"Xvfb": "xvfb", "xauth": "xauth"}  # for the tests in a real window
FREEZER = {"objdump": "binutils"}
if sys.base_prefix == "/usr":  # Debian's own Python, whose library is a package apart
    FREEZER["libpython{}.{}.so.1.0".format(*sys.version_info)] = "libpython{}.{}".format(*sys.version_info)


class Refused(Exception):
    """Something on this machine is missing; the text says what, and what to do."""


def demo(args: Sequence[str]) -> int:
    """The sample business in the window; on a Linux machine without a display its summary."""
    if has_display() or "--headless" in args:
        return run(["demo", *args])
    print("There is no display here, so what follows is the summary instead of the window.", flush=True)
    return run(["demo", "--headless", *args])


def run(args: Sequence[str]) -> int:
    """The program itself, with any of its commands; without one, its window."""
    windowless = "--headless" in args or not has_display()
    require({} if windowless else WINDOWLESS | WINDOWED)
    install(RUNTIME)
    return subprocess.call([PYTHON, "-m", "kmu_crm", *args])


def test(args: Sequence[str]) -> int:
    """Lint, format, types and tests; `args` go to pytest (`-n 2` runs it on two cores)."""
    require(WINDOWLESS)
    install(DEVELOPMENT)
    failed = []
    for check in CHECKS:
        name = " ".join(check)
        print(f"== {name}", flush=True)
        extra = args if name == "pytest" else []
        if subprocess.call([PYTHON, "-m", *check, *extra], cwd=ROOT):
            failed.append(name)
    print(f"Not passed: {', '.join(failed)}." if failed else "All checks passed.", flush=True)
    return 1 if failed else 0


def build(args: Sequence[str]) -> int:
    """The frozen program in `dist/`, tried out by its own selftest."""
    require(WINDOWLESS | WINDOWED | FREEZER)
    install(DEVELOPMENT)
    return subprocess.call([PYTHON, ROOT / "installer" / "build.py", *args])


def needs(args: Sequence[str]) -> int:
    """Prints the Debian packages that this machine lacks for `run` and for `test`, with its tests in a real window."""
    print(*missing(WINDOWLESS | WINDOWED | VIRTUAL_SCREEN))
    return 0


def missing(parts: dict[str, str]) -> list[str]:
    """The Debian packages to install for these libraries and programs, and for `.venv`; none on Windows and macOS."""
    if not sys.platform.startswith("linux"):
        return []
    absent = [package for part, package in parts.items() if not (loads(part) if ".so." in part else shutil.which(part))]
    if importlib.util.find_spec("ensurepip") is None:
        absent.append("python{}.{}-venv".format(*sys.version_info))
    return absent


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def require(parts: dict[str, str]) -> None:
    packages = missing(parts)
    if packages:
        sudo = "" if os.geteuid() == 0 else "sudo "
        raise Refused(
            f"Some parts of the system are missing. On Debian and Ubuntu this line installs them:\n\n"
            f"    {sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {' '.join(packages)}\n"
        )


def has_display() -> bool:
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def install(lock: Path) -> None:
    """Brings `.venv` to what `lock` says; returns at once where it is there already."""
    made_by, installed = read_stamp()
    if made_by != this_python():
        make_venv()
    elif digest(lock) in installed:
        return
    STAMP.unlink(missing_ok=True)
    download(lock)
    locks = [RUNTIME, DEVELOPMENT] if lock == DEVELOPMENT else [RUNTIME]
    STAMP.write_text(json.dumps({"python": this_python(), "locks": [digest(lock) for lock in locks]}), encoding="utf-8")


def digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def this_python() -> str:
    return "{}.{} {} {}".format(*sys.version_info[:2], platform.machine(), sys.base_prefix)


def read_stamp() -> tuple[str, list[str]]:
    if not STAMP.exists() or not PYTHON.exists():
        return "", []
    stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    return stamp["python"], stamp["locks"]


def make_venv() -> None:
    print(f"Making .venv with Python {platform.python_version()} ...", flush=True)
    outside = getattr(sys, "_base_executable", sys.executable)  # also when started from within the old .venv
    said = subprocess.run([outside, "-m", "venv", "--clear", VENV], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if said.returncode:
        raise Refused(f"The folder {VENV} could not be made:\n\n{said.stdout.decode(errors='replace')}")
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.check_output([PYTHON, "-c", ask], text=True).strip())
    # Relative, hence ASCII wherever the checkout lies: Python 3.11 and 3.13 read this file in different encodings.
    (packages / "kmu_crm.pth").write_text(os.path.relpath(ROOT, packages) + "\n", encoding="ascii")


def download(lock: Path) -> None:
    """Installs the packages of `lock`, wheels only: nothing is compiled, and each must have the hash written down."""
    total = sum(line[:1].isalnum() for line in lock.read_text(encoding="utf-8").splitlines())
    print(f"Installing {total} packages into .venv; this takes a minute or two ...", flush=True)
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    pip += ["--require-hashes", "--only-binary=:all:", "-r", lock]
    said: list[str] = []
    seen = 0
    with subprocess.Popen(
        pip, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        for line in process.stdout or ():
            said.append(line)
            seen += line.startswith(("Collecting ", "Requirement already", "Ignoring "))
            show(f"unpacking {total}" if line.startswith("Installing collected") else f"{seen} of {total}")
    if process.returncode:
        tail = "".join(said[-12:])
        raise Refused(f"The packages could not be installed. Is this computer connected to the internet?\n\n{tail}")
    show("done\n")


def show(text: str) -> None:
    if sys.stdout.isatty():
        print(f"\r  {text:<24}", end="", flush=True)


VERBS = {verb.__name__: verb for verb in (demo, test, run, build, needs)}


def main(argv: Sequence[str]) -> int:
    if not argv or argv[0] not in VERBS:
        print(
            "Usage: start.py VERB [options]", *(f"  {name:<7}{verb.__doc__}" for name, verb in VERBS.items()), sep="\n"
        )
        return 2
    try:
        return VERBS[argv[0]](argv[1:])
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""From a checkout and a bare Python to the running program: `python3 installer/start.py demo`; other verbs below.

Needs nothing but the standard library. All it installs goes into `.venv` beside the sources, from a lock with hashes.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, this one knows only its own folder

from installer.wording import Refused, say

if not (3, 11) <= sys.version_info[:2] <= (3, 13):  # and no syntax up to here that Python 3.6 cannot read
    version = "{}.{}.{}".format(*sys.version_info)
    sys.exit(say("KMU CRM needs Python 3.11, 3.12 or 3.13; this is Python {version}.", version=version))

import ctypes
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence

from installer.environment import DEVELOPMENT, PYTHON, ROOT, RUNTIME, install

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


def demo(args: Sequence[str]) -> int:
    """The sample business in the window; on a Linux machine without a display its summary."""
    if has_display() or "--headless" in args:
        return run(["demo", *args])
    print(say("There is no display here, so what follows is the summary instead of the window."), flush=True)
    return run(["demo", "--headless", *args])


def run(args: Sequence[str]) -> int:
    """The program itself, with any of its commands; without one, its window."""
    windowless = "--headless" in args or not has_display()
    require({} if windowless else WINDOWLESS | WINDOWED)
    install(RUNTIME)
    return subprocess.call([PYTHON, "-m", "kmu_crm", *args])


def test(args: Sequence[str]) -> int:
    """Lint, format, types and tests; what follows goes to pytest."""
    require(WINDOWLESS)
    install(DEVELOPMENT)
    failed = []
    # Tests start the program hundreds of times, which without bytecode would be compiled anew each time.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for check in CHECKS:
        name = " ".join(check)
        print(f"== {name}", flush=True)
        extra = args if name == "pytest" else []
        if subprocess.call([PYTHON, "-m", *check, *extra], cwd=ROOT, env=environment):
            failed.append(name)
    print(say("Not passed: {checks}.", checks=", ".join(failed)) if failed else say("All checks passed."), flush=True)
    return 1 if failed else 0


def build(args: Sequence[str]) -> int:
    """The frozen program in dist/, tried out by its own selftest."""
    require(WINDOWLESS | WINDOWED | FREEZER)
    install(DEVELOPMENT)
    return subprocess.call([PYTHON, ROOT / "installer" / "build.py", *args])


def needs(args: Sequence[str]) -> int:
    """Names the Debian packages that this machine lacks."""
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
            say("Some parts of the system are missing. On Debian and Ubuntu this line installs them:")
            + f"\n\n    {sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {' '.join(packages)}\n"
        )


def has_display() -> bool:
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


VERBS = {verb.__name__: verb for verb in (demo, test, run, build, needs)}


def main(argv: Sequence[str]) -> int:
    if not argv or argv[0] not in VERBS:
        print(
            say("Usage: start.py VERB [options]"),
            *(f"  {name:<7}{say(verb.__doc__ or '')}" for name, verb in VERBS.items()),
            sep="\n",
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

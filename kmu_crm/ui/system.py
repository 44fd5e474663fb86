"""Can the window open here at all? Asked before Qt is touched, so that the answer is a sentence and not a traceback."""

import importlib
import os
import re
import sys

from kmu_crm.i18n import _

# what Qt's Linux libraries ask for, and the Debian/Ubuntu package that has it
_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
_OFFSCREEN = "libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0"
_SCREEN = (
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 "
    "libxcb-xkb1 libxkbcommon-x11-0"
)


def qt_problem() -> str | None:
    """One sentence with the line that mends it, or None where a window can open. Imports Qt, opens nothing."""
    try:
        importlib.import_module("PySide6.QtWidgets")
        importlib.import_module("PySide6.QtSvg")
    except ImportError as error:
        return _explained(str(error))
    return None if _has_display() else no_display()


def no_display() -> str:
    return _("There is no screen to open a window on. On the command line everything works as well: kmu-crm --help")


def _explained(error: str) -> str:
    """`error` is the loader's text, such as "libEGL.so.1: cannot open shared object file"."""
    found = re.search(r"(lib[\w.+-]+\.so[.\d]*)", error)
    if not found:
        return _(
            "The window cannot open, because Qt is missing: {error}. Install it with: pip install PySide6_Essentials"
        ).format(error=error)
    packages = _PACKAGES.get(found[1], "")
    others = " ".join(name for name in f"{_OFFSCREEN} {_SCREEN}".split() if name != packages)
    line = f"sudo apt-get install -y {packages} {others}".replace("  ", " ")
    return _("The window needs the system library {library}. Install it with: {line}").format(
        library=found[1], line=line
    )


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen and not chosen.startswith(("xcb", "wayland")):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

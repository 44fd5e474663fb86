"""The commands every window has, whatever its pages: moving about, theme, zoom, rail, palette, keyboard map."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from kmu_crm import i18n
from kmu_crm.i18n import _
from kmu_crm.ui import theme
from kmu_crm.ui.actions import Command, Commands
from kmu_crm.ui.page import PageSpec

if TYPE_CHECKING:
    from kmu_crm.ui.window import MainWindow


MENUS = {  # opened by buttons: how the window looks, and where one finds help
    "settings": (
        "view.system", "view.light", "view.dark", "view.de", "view.en", "view.larger", "view.smaller", "view.normal",
        "view.single_keys", "view.menu_bar",
    ),
    "help": ("help.keys", "help.about"),
}  # fmt: skip


def register(window: "MainWindow", commands: Commands, specs: list[PageSpec]) -> None:
    everywhere, areas = _("Everywhere"), _("Areas")
    commands.add(
        Command("edit.undo", _("Undo"), window.undo_last, "edit", "undo-2", "Ctrl+Z", everywhere),
        Command("edit.redo", _("Redo"), window.redo_last, "edit", "redo-2", "Ctrl+Shift+Z", everywhere, also="Ctrl+Y"),
    )
    commands.add(
        Command(
            "search",
            _("Search or command"),
            lambda: window.palette_overlay.open(),
            "edit",
            "search",
            "Ctrl+K",
            everywhere,
        ),
        Command(
            "search.page", _("Search in this area"), lambda: _search_here(window), "edit", "", "Ctrl+F", everywhere
        ),
        Command(
            "view.rail",
            _("Show or hide the side bar"),
            lambda: _toggle_rail(window),
            "view",
            "panel-left",
            "Ctrl+B",
            everywhere,
        ),
        Command("view.back", _("Back"), window.go_back, "view", "arrow-left", "Alt+Left", everywhere),
        Command("view.forward", _("Forward"), window.go_forward, "view", "arrow-right", "Alt+Right", everywhere),
        Command("view.region", _("Next region"), window.next_region, "", "", "F6", everywhere),
        Command("view.region_back", _("Previous region"), lambda: window.next_region(-1), "", "", "Shift+F6"),
    )
    for place, spec in enumerate([spec for spec in specs if spec.group], start=1):
        keys = f"Ctrl+{place}" if place <= 9 else ""
        go = Command(
            f"go.{spec.id}",
            spec.title,
            lambda id=spec.id: window.go(id),
            "view",
            spec.icon,
            keys,
            areas,
            after_line=place == 1,
        )
        commands.add(go)
    _register_looks(window, commands)
    commands.add(
        Command("help.keys", _("Keyboard map"), window.show_keyboard_map, "help", "keyboard", "F1", everywhere)
    )
    commands.add(
        Command(
            "file.quit",
            _("Quit"),
            window.close,
            "file",
            "log-out",
            "Ctrl+Q",
            role=QAction.MenuRole.QuitRole,
            after_line=True,
        )
    )


def _register_looks(window: "MainWindow", commands: Commands) -> None:
    names = {"system": _("Theme: as the system"), "light": _("Theme: light"), "dark": _("Theme: dark")}
    pictures = {"system": "monitor", "light": "sun", "dark": "moon"}
    for scheme, text in names.items():
        look = Command(
            f"view.{scheme}",
            text,
            lambda _on, scheme=scheme: _set(window, scheme=scheme),
            "view",
            pictures[scheme],
            checked=scheme == theme.current.scheme,
            after_line=scheme == "system",
        )
        commands.add(look)
    commands.one_of(f"view.{scheme}" for scheme in names)
    for language, name in (("de", "Deutsch"), ("en", "English")):
        speak = Command(
            f"view.{language}",
            name,
            lambda _on, language=language: window.language_chosen.emit(language),
            "view",
            "languages",
            checked=language == i18n.language(),
            after_line=language == "de",
        )
        commands.add(speak)
    commands.one_of(("view.de", "view.en"))
    commands.add(
        Command("view.larger", _("Larger"), lambda: _zoom(window, 1), "view", "zoom-in", "Ctrl++", after_line=True),
        Command("view.smaller", _("Smaller"), lambda: _zoom(window, -1), "view", "", "Ctrl+-"),
        Command("view.normal", _("Normal size"), lambda: _set(window, zoom=1.0), "view", "", "Ctrl+0"),
        Command(
            "view.menu_bar",
            _("Always show the menu bar"),
            lambda on: _pin(window, on),
            "view",
            checked=bool(window.state.get("menu_bar")),
            after_line=True,
        ),
        Command(
            "view.single_keys",
            _("Single keys, such as Z for “Merge”"),
            lambda on: _allow_single_keys(window, on),
            "view",
            checked=bool(window.state.get("single_keys", True)),
        ),
    )


def _search_here(window: "MainWindow") -> None:
    if field := window.current_page().search_field():
        field.setFocus()
    else:
        window.palette_overlay.open()


def _toggle_rail(window: "MainWindow") -> None:
    window.set_rail_collapsed(not window.rail.is_collapsed())


def _set(window: "MainWindow", scheme: str | None = None, zoom: float | None = None) -> None:
    theme.current.apply(QApplication.instance(), scheme, zoom)
    window.state.set("scheme", theme.current.scheme)
    window.state.set("zoom", theme.current.zoom)


def _zoom(window: "MainWindow", step: int) -> None:
    here = min(range(len(theme.ZOOMS)), key=lambda place: abs(theme.ZOOMS[place] - theme.current.zoom))
    _set(window, zoom=theme.ZOOMS[min(max(here + step, 0), len(theme.ZOOMS) - 1)])


def _allow_single_keys(window: "MainWindow", on: bool) -> None:
    window.state.set("single_keys", on)
    window.commands.single_keys = on


def _pin(window: "MainWindow", on: bool) -> None:
    window.state.set("menu_bar", on)
    window.menuBar().setVisible(on)

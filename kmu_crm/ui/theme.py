"""Colours, sizes and the application's style sheet, all drawn from `resources/ui/tokens.json`.

The first touch of `Qt` builds all its enumerations in Python, which takes longer than everything else here. So what the
first paint needs reaches into `QtCore.Qt` only inside functions, and names values of properties as text.

Widgets get their meaning by dynamic property (`kind="primary"`, `role="title"`), never by a sheet of their own. Painted
widgets ask `color()` and `px()` while painting, so that a switch of theme or zoom needs nothing but a repaint."""

import json
import re
import sys
from functools import cache
from string import Template
from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from kmu_crm import assets
from kmu_crm.ui import fonts

SCHEMES = ("system", "light", "dark")
ZOOMS = (0.9, 1.0, 1.15, 1.3, 1.5)


@cache
def _file() -> dict:
    return json.loads(assets.path("ui/tokens.json").read_text(encoding="utf-8"))


class Tokens(NamedTuple):
    """One theme's colours by name, and the sizes that both themes share (px at 100 %)."""

    dark: bool
    colors: dict[str, str]
    chart: dict[str, list[str]]
    size: dict[str, int]
    radius: dict[str, int]

    @classmethod
    def of(cls, dark: bool) -> "Tokens":
        name, chart = ("dark" if dark else "light"), _file()["chart"]
        ramps = {
            "series": chart[name],
            "value_class": chart["value_class"][name],
            "sequential": chart[f"sequential_{name}"],
            "diverging": chart[f"diverging_{name}"],
            "grid": [chart[f"grid_{name}"]],
        }
        return cls(dark, _file()["color"][name], ramps, _file()["size"], _file()["radius"])

    @classmethod
    def of_system(cls, palette: QPalette) -> "Tokens":
        """For systems set to high contrast: the user's own colours, nothing between them."""
        role = {
            "text": QPalette.ColorRole.WindowText,
            "surface": QPalette.ColorRole.Base,
            "accent": QPalette.ColorRole.Highlight,
            "on_accent": QPalette.ColorRole.HighlightedText,
            "bg": QPalette.ColorRole.Window,
        }
        hexes = {name: palette.color(which).name() for name, which in role.items()}
        base = cls.of(palette.color(QPalette.ColorRole.Window).lightness() < 128)
        grounds = (
            "nav",
            "sunken",
            "hover",
            "muted_soft",
            "accent_soft",
            "ok_soft",
            "warn_soft",
            "danger_soft",
            "info_soft",
            "diff",
        )
        inks = ("text2", "text3", "accent_text", "ok", "warn", "danger", "info", "border", "border_strong", "focus")
        colors = base.colors | dict.fromkeys(grounds, hexes["surface"]) | dict.fromkeys(inks, hexes["text"]) | hexes
        return base._replace(colors=colors | {"bg": hexes["surface"], "selection": hexes["surface"]})


class Theme(QObject):
    """The theme in use. `changed` comes after palette and sheet have been set."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = Tokens.of(dark=False)
        self.scheme, self.zoom = "system", 1.0
        self._sheet = ""
        self._app: QApplication | None = None

    def apply(self, app: QApplication, scheme: str | None = None, zoom: float | None = None) -> None:
        """Sets palette, font and sheet; follows the system from then on where the scheme is "system"."""
        before, self.zoom = self.zoom, zoom or self.zoom
        self.scheme = scheme or self.scheme
        fonts.in_use.zoom = self.zoom
        hints, begins = app.styleHints(), self._app is not app
        if begins:
            self._app = app
            hints.colorSchemeChanged.connect(self._follow)
        hints.setProperty("colorScheme", {"light": "Light", "dark": "Dark"}.get(self.scheme, "Unknown"))
        dark = self.scheme == "dark" or (self.scheme == "system" and (_is_dark(app) if begins else _likes_dark(app)))
        high_contrast = not begins and _wants_contrast(app)
        self.tokens = Tokens.of_system(app.style().standardPalette()) if high_contrast else Tokens.of(dark)
        color.cache_clear()
        app.setPalette(palette(self.tokens))
        app.setFont(fonts.font("body", zoom=self.zoom))
        self._sheet = sheet(self.tokens, self.zoom)
        if self.zoom != before and not begins:
            self._zoom_from(before, app)
        else:
            self._dress_again(app)
        self.changed.emit()

    def _zoom_from(self, before: float, app: QApplication) -> None:
        from kmu_crm.ui import zooming

        zooming.refit(app.topLevelWidgets(), before, self.zoom)
        self._dress_again(app)
        zooming.settle(app.topLevelWidgets())

    def dress(self, window: QWidget) -> None:
        """Gives a window the sheet, which all in it and all that opens from it share.

        The application itself has none: with one, Qt looks at every widget anew each time that a part of a page not yet in
        its window is put into a larger part, which took four fifths of the time of building a page."""
        window.setStyleSheet(self._sheet)

    def _dress_again(self, app: QApplication) -> None:
        for window in app.topLevelWidgets():
            if window.styleSheet():
                self.dress(window)

    def heed_contrast(self) -> None:
        """Colours of a system set to high contrast; asked once the window stands, and with every change from then on."""
        if self._app is not None and _wants_contrast(self._app):
            self.apply(self._app)

    def _follow(self) -> None:
        if self.scheme == "system" and self._app is not None:
            self.apply(self._app)


current = Theme()


def apply(app: QApplication, scheme: str = "system", zoom: float = 1.0) -> None:
    """`scheme` is one of `SCHEMES`, `zoom` between 0.9 and 1.5."""
    current.apply(app, scheme, min(max(zoom, ZOOMS[0]), ZOOMS[-1]))


@cache
def color(name: str) -> QColor:
    """A token by name ("accent_soft"), or a chart colour: "series.0", "value_class.3", "sequential.5", "grid"."""
    ramp, _, place = name.partition(".")
    if ramp in current.tokens.chart:
        return QColor(current.tokens.chart[ramp][int(place or 0)])
    return _parse(current.tokens.colors[name])


def ink_on(ground: QColor) -> QColor:
    """Text for a coloured ground: of the two themes' text colours the one with more contrast."""
    options = [QColor(_file()["color"]["light"]["text"]), QColor("white")]
    return max(options, key=lambda ink: contrast(ink, ground))


def contrast(one: QColor, other: QColor) -> float:
    """Ratio by WCAG 2.2, 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def px(length: float) -> int:
    """A length of the design at the zoom in use."""
    return round(length * current.zoom)


def mark(widget: QWidget, **properties: object) -> QWidget:
    """Gives a widget its meaning (`kind`, `role`, `tone`, ...) and lets the sheet look at it again, unless it has yet to look for the first
    time."""
    changed = {name: value for name, value in properties.items() if widget.property(name) != value}
    for name, value in changed.items():
        widget.setProperty(name, value)
    if changed and widget.testAttribute(QtCore.Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    return widget


def palette(tokens: Tokens) -> QPalette:
    roles = {
        "Window": "bg",
        "WindowText": "text",
        "Base": "surface",
        "AlternateBase": "sunken",
        "Text": "text",
        "Button": "surface",
        "ButtonText": "text",
        "ToolTipBase": "text",
        "ToolTipText": "surface",
        "PlaceholderText": "text3",
        "Highlight": "accent",
        "HighlightedText": "on_accent",
        "Link": "accent_text",
        "LinkVisited": "accent_text",
        "Accent": "accent",
        "Mid": "border",
        "Dark": "border_strong",
        "Light": "surface",
        "Midlight": "hover",
        "Shadow": "border_strong",
    }
    made = QPalette()
    for role, name in roles.items():
        made.setColor(QPalette.ColorRole[role], _parse(tokens.colors[name]))
    for role in ("WindowText", "Text", "ButtonText"):
        made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], _parse(tokens.colors["text3"]))
    return made


def sheet(tokens: Tokens, zoom: float) -> str:
    """The style sheet with this theme's colours; lengths above 2 px grow with the zoom."""
    from kmu_crm.ui import icons

    text = assets.path("ui/theme.qss").read_text(encoding="utf-8")
    if sys.platform != "darwin":  # macOS keeps its own scroll bars
        text += assets.path("ui/scrollbars.qss").read_text(encoding="utf-8")
    pictures = {
        "chevron": icons.file("chevron-down", tokens.colors["text2"]),
        "check": icons.file("check", tokens.colors["on_accent"], stroke=3.2),
        "dash": icons.file("minus", tokens.colors["on_accent"], stroke=3.2),
    }
    rgb = {name: _css(_parse(value)) for name, value in tokens.colors.items()}
    filled = Template(text).substitute(rgb | pictures)
    filled = re.sub(r"border-radius: (\d+)px", lambda found: f"border-radius: {_radius(int(found[1]), zoom)}PX", filled)
    return re.sub(r"\b(\d+)px", lambda found: f"{_scaled(int(found[1]), zoom)}px", filled).replace("PX", "px")


def _scaled(length: int, zoom: float) -> int:
    return length if length <= 2 else round(length * zoom)


def _radius(length: int, zoom: float) -> int:
    """Never more than half a height that was rounded down: Qt would draw corners instead."""
    return length if zoom == 1 else int((length - 0.2) * zoom) if length else 0


def _parse(text: str) -> QColor:
    """Tokens write alpha last (#RRGGBBAA); Qt would read it first."""
    if len(text) == 9:
        made = QColor(text[:7])
        made.setAlpha(int(text[7:], 16))
        return made
    return QColor(text)


def _css(of: QColor) -> str:
    return of.name() if of.alpha() == 255 else f"rgba({of.red()}, {of.green()}, {of.blue()}, {of.alpha()})"


def _luminance(of: QColor) -> float:
    channels = (of.redF(), of.greenF(), of.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _is_dark(app: QApplication) -> bool:
    """As `_likes_dark`, told by the palette the program starts with."""
    return app.palette().color(QPalette.ColorRole.Window).lightness() < 128


def _likes_dark(app: QApplication) -> bool:
    return app.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark


def _wants_contrast(app: QApplication) -> bool:
    hints = app.styleHints()
    if not hasattr(hints, "accessibility"):  # came with Qt 6.10
        return False
    return hints.accessibility().contrastPreference() == QtCore.Qt.ContrastPreference.HighContrast

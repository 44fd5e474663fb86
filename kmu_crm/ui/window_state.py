"""What the window remembers of itself for each customer file: a small JSON file beside the data, never in them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

from kmu_crm.ui import theme

if TYPE_CHECKING:
    from kmu_crm.ui.tables import Table

FILES, OPENED = "files", "opened"
LOOKS = ("geometry", "scheme", "zoom", "menu_bar", "rail_collapsed")  # what a file seen for the first time takes over


class WindowState:
    """`get` and `set` plain values of one customer file (none: of no file in particular); `general` holds for all files.

    `save` writes this file's part in one step and leaves those of others, which another window may have written
    meanwhile. A file that cannot be read counts as empty."""

    def __init__(self, path: Path | None, file: Path | None = None) -> None:
        self._path, self._key = path, str(file.resolve()) if file else ""
        kept = self._read()
        files = kept.pop(FILES, {})
        self.general: dict[str, object] = kept
        self._values: dict[str, object] = files.get(self._key) or self._looks(files.get(kept.get("last", "")) or {})

    @staticmethod
    def _looks(of: dict[str, object]) -> dict[str, object]:
        return {name: of[name] for name in LOOKS if name in of}

    def _read(self) -> dict:
        if self._path is None or not self._path.exists():
            return {}
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except ValueError:
            return {}
        return found if isinstance(found, dict) and isinstance(found.get(FILES, {}), dict) else {}

    def lately(self) -> list[tuple[Path, str]]:
        """The other customer files that are still there, the one left last first, with that moment in UTC."""
        known = self._read().get(FILES, {})
        found = [
            (str(kept[OPENED]), Path(name)) for name, kept in known.items() if name != self._key and kept.get(OPENED)
        ]
        return [(file, at) for at, file in sorted(found, reverse=True) if file.is_file()]

    def for_file(self, file: Path) -> "WindowState":
        """Keeps this one, and gives that of another customer file."""
        self.save()
        return WindowState(self._path, file)

    def get(self, key: str, default: object = None) -> object:
        return self._values.get(key, default)

    def set(self, key: str, value: object) -> None:
        self._values[key] = value

    def save(self) -> None:
        if self._path is None:
            return
        from datetime import UTC, datetime

        self._values[OPENED] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        files = self._read().get(FILES, {}) | {self._key: self._values}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        kept = self.general | {"last": self._key, FILES: files}
        fresh.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        fresh.replace(self._path)

    def keep_geometry(self, window: QMainWindow) -> None:
        self.set("geometry", bytes(window.saveGeometry().toBase64()).decode())

    def restore_geometry(self, window: QMainWindow) -> None:
        if kept := self.get("geometry"):
            window.restoreGeometry(QByteArray.fromBase64(str(kept).encode()))

    def remember_splitter(self, key: str, splitter: QSplitter) -> None:
        """Restores its sizes now and keeps them whenever it is moved."""
        kept = self.get(key)
        if isinstance(kept, list) and len(kept) == splitter.count():
            splitter.setSizes(kept)
        splitter.splitterMoved.connect(lambda *_moved: self.set(key, splitter.sizes()))

    def remember_columns(self, key: str, table: "Table") -> None:
        """Restores widths and order now and keeps them whenever they change, with the zoom they are for; density is the page's to
        keep."""
        header, of_zoom = table.horizontalHeader(), f"{key}.zoom"

        def keep(*_change: object) -> None:
            self.set(key, bytes(header.saveState().toBase64()).decode())
            self.set(of_zoom, theme.current.zoom)

        if kept := self.get(key):
            header.restoreState(QByteArray.fromBase64(str(kept).encode()))
            if (before := float(str(self.get(of_zoom, 1.0)))) != theme.current.zoom:
                table.scale_columns(before, theme.current.zoom)
            table.widen_heads()
        for signal in (header.sectionResized, header.sectionMoved):
            signal.connect(keep)

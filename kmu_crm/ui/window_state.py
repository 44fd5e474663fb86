"""What the window remembers of itself: a small JSON file beside the data, never in them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

if TYPE_CHECKING:
    from kmu_crm.ui.tables import Table


class WindowState:
    """`get` and `set` plain values; `save` writes them in one step. A file that cannot be read counts as empty."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._values: dict[str, object] = {}
        if path and path.exists():
            try:
                found = json.loads(path.read_text(encoding="utf-8"))
            except ValueError:
                found = {}
            self._values = found if isinstance(found, dict) else {}

    def get(self, key: str, default: object = None) -> object:
        return self._values.get(key, default)

    def set(self, key: str, value: object) -> None:
        self._values[key] = value

    def save(self) -> None:
        if self._path:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
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
        """Restores widths and order now and keeps them whenever they change; density is the page's to keep."""
        header = table.horizontalHeader()
        if kept := self.get(key):
            header.restoreState(QByteArray.fromBase64(str(kept).encode()))
        for signal in (header.sectionResized, header.sectionMoved):
            signal.connect(lambda *_change: self.set(key, bytes(header.saveState().toBase64()).decode()))

"""A customer file at the command line: files in, mailing lists out, as somebody at the desk does it."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from kmu_crm.cli import app, base

Told = tuple[int, str, str]


class Desk:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]):
        self.folder, self._capsys = folder, capsys

    def ask(self, *words: object) -> Told:
        status = base.run(app.main, ["--store", str(self.folder / "kunden.kmucrm"), *map(str, words)])
        out, err = self._capsys.readouterr()
        return status, out, err

    def json(self, *words: object) -> Any:
        status, out, err = self.ask("--json", *words)
        assert status == 0, err
        return json.loads(out)

    def file(self, name: str, *lines: str) -> Path:
        written = self.folder / name
        written.write_text("\r\n".join([*lines, ""]), "utf-8")
        return written

    def imports(self, name: str, *lines: str) -> Any:
        """What the import tells of this one file."""
        return self.json("import", self.file(name, *lines))["imports"][0]

    def export(self, name: str, *options: object, purpose: str = "advertising", channel: str = "email") -> Told:
        asked = ("--purpose", purpose, "--channel", channel, "--preset", "letter" if channel == "post" else "brevo")
        return self.ask("--json", "export", "kind is person", self.folder / name, *asked, *options)

    def mails(self) -> set[str]:
        """The addresses a newsletter list would hold now; nobody on it makes no file."""
        target = self.folder / "liste.csv"
        target.unlink(missing_ok=True)
        status, _out, err = self.export(target.name)
        assert status == 0, err
        if not target.exists():
            return set()
        with target.open(encoding="utf-8-sig", newline="") as file:
            return {cell for row in csv.reader(file, delimiter=";") for cell in row if "@" in cell}

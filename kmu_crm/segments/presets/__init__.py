"""Ready segments: one sheet (TOML) a group; titles in both languages stand in the sheet."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from kmu_crm.i18n import language


@dataclass(frozen=True)
class Preset:
    id: str
    group: str  # phase or occasion
    title_de: str
    title_en: str
    rule: str
    about_de: str = ""
    about_en: str = ""

    @property
    def title(self) -> str:
        """In the language in use."""
        return self.title_de if language() == "de" else self.title_en

    @property
    def about(self) -> str:
        """What to know of it beyond its rule; mostly nothing."""
        return self.about_de if language() == "de" else self.about_en


def presets(own: Path | None = None) -> list[Preset]:
    """Phases first, then occasions, then the sheets of the user's own folder."""
    ours = resources.files(__name__)
    found = [
        preset for name in ("phases.toml", "occasions.toml") for preset in _sheet((ours / name).read_text("utf-8"))
    ]
    theirs = sorted(own.glob("*.toml")) if own else []
    return found + [preset for file in theirs for preset in _sheet(file.read_text(encoding="utf-8"))]


@cache
def _sheet(text: str) -> tuple[Preset, ...]:
    """Each text is read once: a page of lists asks for all of them with each of its names."""
    sheet: dict[str, Any] = tomllib.loads(text)
    return tuple(Preset(group=sheet["group"], **entry) for entry in sheet["segment"])

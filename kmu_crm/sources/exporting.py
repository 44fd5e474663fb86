"""How data come out of each program that is recognised: steps as its maker or others tell them, from a sheet."""

import tomllib
from dataclasses import dataclass
from typing import Any

from kmu_crm import assets
from kmu_crm.i18n import language

SHEET = "help/exporting.toml"
MAKER, OTHERS, UNKNOWN = "maker", "others", "unknown"


@dataclass(frozen=True)
class Guide:
    """In the language in use. `sure` is MAKER, OTHERS or UNKNOWN (then without steps); `source` where the steps stand."""

    systems: tuple[str, ...]
    use: str
    name: str
    what: str
    steps: tuple[str, ...]
    sure: str
    source: str


def guides() -> list[Guide]:
    """All, in the order of the sheet."""
    sheet = tomllib.loads(assets.path(SHEET).read_text(encoding="utf-8"))
    return [_guide(entry, language()) for entry in sheet["program"]]


def _guide(entry: dict[str, Any], spoken: str) -> Guide:
    name = entry.get("name") or entry[f"name_{spoken}"]
    steps = tuple(entry.get(f"steps_{spoken}", ()))
    return Guide(
        tuple(entry["systems"]),
        entry["use"],
        name,
        entry[f"what_{spoken}"],
        steps,
        entry["sure"],
        entry.get("source", ""),
    )

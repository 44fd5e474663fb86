"""Names to draw from, out of names.toml: given names with their short forms, family names, what firms are called."""

import tomllib
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))

WOMEN: list[str] = _WORDS["women"].split()
MEN: list[str] = _WORDS["men"].split()
FAMILY: list[str] = _WORDS["family"].split()
FIRMS: list[str] = _WORDS["firms"].splitlines()
FANCY: list[str] = [word.replace("_", " ") for word in _WORDS["fancy"].split()]
SHORT: dict[str, str] = _WORDS["short"]

"""Tags in one cell, in the ways programs write them: a comma list, quoted words, Google's groups."""

import re

_TAG = re.compile(r'"((?:[^"\\]|\\.|"")*)"|((?:\\.|[^,;|\\])+)')
_SYSTEM = "* "  # before groups of the program's own: "* myContacts"


def listed(text: str) -> str:
    """The tags, each once, with commas between; a comma within a tag becomes a stroke."""
    parts = text.split(":::") if ":::" in text else [quoted or plain for quoted, plain in _TAG.findall(text)]
    found = (re.sub(r"\\(.)", r"\1", part).strip(' "\n') for part in parts)
    return ", ".join(dict.fromkeys(tag.replace(", ", " / ") for tag in found if tag and not tag.startswith(_SYSTEM)))

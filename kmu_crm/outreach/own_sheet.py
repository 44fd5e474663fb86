"""A sheet of one's own: which columns, under which heads, in which kind of file; kept where own sheets are read from."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from kmu_crm.consent.words import Channel
from kmu_crm.errors import KmuError, cause
from kmu_crm.fields.text import fold
from kmu_crm.i18n import N_
from kmu_crm.outreach.sheets import Column, Target, target, targets

DAY = "%d.%m.%Y"
ADDRESS: dict[str, tuple[str, ...]] = {
    "email": ("email",),
    "phone": ("phone",),
    "post": ("street", "address_extra", "letter_postcode", "letter_city", "letter_country", "opening",
             *(f"address_{n}" for n in range(1, 7))),
}  # fmt: skip


class NotKept(KmuError):
    text = N_("The template could not be kept: {reason}")
    advice = N_("Look at the folder of your own templates: {folder}")
    code = "template_not_kept"


def fitting(entries: Sequence[str], channel: Channel) -> list[str]:
    """The entries that say something on this channel: an address leaves only on the channel it was cleared for."""
    foreign = {entry for other, its in ADDRESS.items() if other != channel for entry in its}
    return [entry for entry in entries if entry not in foreign]


def keep(own: Path, title: str, channel: Channel, kind: str, separator: str, columns: Sequence[Column]) -> Target:
    """Writes the sheet into the folder `own`; one of the same title is replaced. Raises BadSheet, NotKept."""
    name = _name(title, own)
    lines = [f"title = {_toml(title)}", f"channels = [{_toml(channel)}]", f"kind = {_toml(kind)}"]
    lines += [f"separator = {_toml(separator)}", f"day = {_toml(DAY)}", ""]
    lines += [f"[[column]]\nname = {_toml(one.name)}\nentry = {_toml(one.entry)}\n" for one in columns]
    file = own / f"{name}.toml"
    before = file.read_text(encoding="utf-8") if file.exists() else None
    try:
        own.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines), encoding="utf-8")
    except OSError as error:
        raise NotKept(reason=cause(error), folder=own) from error
    try:
        return target(name, own)
    except KmuError:
        file.unlink() if before is None else file.write_text(before, encoding="utf-8")
        raise


def _name(title: str, own: Path) -> str:
    """A file name that none of our sheets has."""
    name = "own_" + (re.sub(r"[^a-z0-9]+", "_", fold(title)).strip("_") or "template")
    taken = {one for one in targets(own) if one == name and targets(own)[one].title != title}
    return f"{name}_2" if taken else name


def _toml(text: str) -> str:
    """JSON's strings are TOML's, too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")

"""One sheet a tool (`targets/*.toml`): column names as the tool names them, encoding, separator, style of dates."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from kmu_crm.consent.words import CHANNELS
from kmu_crm.errors import KmuError, slip
from kmu_crm.i18n import N_, _
from kmu_crm.outreach.entries import ENTRIES

KINDS = ("csv", "xlsx")
TITLES = (N_("Mail merge (Word)"), N_("Call list (Excel)"))  # those of our sheets that are no names


class UnknownTarget(KmuError):
    text = N_("There is no export preset “{name}”.")
    advice = N_("Known are: {known}.")
    code = "unknown_preset"


class BadSheet(KmuError):
    text = N_("The export preset {file} cannot be used: {problem}.")
    advice = N_("Mend the file or take it out of the folder of your own presets.")
    code = "bad_preset"


@dataclass(frozen=True)
class Column:
    """`entry` is a key of `entries.ENTRIES`; `day` overrides the sheet's style; longer than `most` characters is left
    empty, because half a postcode is worse than none."""

    name: str
    entry: str
    on: bool = True
    day: str = ""
    most: int = 0


@dataclass(frozen=True)
class Target:
    """`kind`: csv or xlsx; `max_bytes`: where the tool cuts texts, 0 for nowhere."""

    name: str
    title: str
    channels: tuple[str, ...]
    kind: str
    encoding: str
    separator: str
    day: str
    max_bytes: int
    columns: tuple[Column, ...]

    @property
    def label(self) -> str:
        """The title in the user's language; names of tools are the same in all."""
        return _(self.title)

    def chosen(self, names: tuple[str, ...] | None) -> tuple[Column, ...]:
        """The columns named, in the sheet's order; without names, those that are on."""
        return tuple(one for one in self.columns if (one.on if names is None else one.name in names))


def targets(own: Path | None = None) -> dict[str, Target]:
    """All presets by name: ours, then those of the user's own folder, which win. Raises BadSheet."""
    return {name: _target(name, text) for name, text in _files(own)}


def target(name: str, own: Path | None = None) -> Target:
    """Raises UnknownTarget, BadSheet."""
    known = targets(own)
    if name not in known:
        raise UnknownTarget(name=name, known=", ".join(known))
    return known[name]


def _files(own: Path | None) -> Iterator[tuple[str, str]]:
    ours = resources.files("kmu_crm.outreach").joinpath("targets")
    for file in sorted(ours.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            yield file.name.removesuffix(".toml"), file.read_text(encoding="utf-8")
    for path in sorted(own.glob("*.toml")) if own and own.is_dir() else ():
        yield path.stem, path.read_text(encoding="utf-8", errors="replace")


def _target(name: str, text: str) -> Target:
    try:
        sheet = tomllib.loads(text)
        columns = tuple(Column(**one) for one in sheet.pop("column"))
        found = Target(name=name, columns=columns, channels=tuple(sheet.pop("channels")), **{**_DEFAULTS, **sheet})
    except (tomllib.TOMLDecodeError, TypeError, KeyError) as error:
        raise BadSheet(file=f"{name}.toml", problem=slip(error)) from error
    if problem := _problem(found):
        raise BadSheet(file=f"{name}.toml", problem=problem)
    return found


_DEFAULTS: Mapping[str, Any] = {"kind": "csv", "encoding": "utf-8", "separator": ";", "day": "%Y-%m-%d", "max_bytes": 0}


def _problem(found: Target) -> str | None:
    names = [one.name for one in found.columns]
    unknown = sorted({one.entry for one in found.columns} - set(ENTRIES))
    checks = {
        _("there is no entry named {names}").format(names=", ".join(unknown)): bool(unknown),
        _("each column needs a name of its own"): len(set(names)) < len(names)
        or any(not one or one != " ".join(one.split()) for one in names),
        _("“{word}” is no kind of file; allowed: {allowed}").format(
            word=found.kind, allowed=", ".join(KINDS)
        ): found.kind not in KINDS,
        _("its channels are some of {allowed}").format(allowed=", ".join(CHANNELS)): not found.channels
        or not set(found.channels) <= set(CHANNELS),
        _("the separator is one character"): len(found.separator) != 1,
        _("“{word}” is no character set for it; allowed: {allowed}").format(
            word=found.encoding, allowed="utf-8, utf-8-sig"
        ): found.encoding not in ("utf-8", "utf-8-sig"),
    }
    return next((problem for problem, wrong in checks.items() if wrong), None)

"""The criteria of `criteria.toml`, or of the sheet that somebody put beside the customer file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kmu_crm.errors import KmuError, slip
from kmu_crm.i18n import N_, language
from kmu_crm.segments.parser import parse
from kmu_crm.segments.rules import Condition, Rule, walk
from kmu_crm.segments.words import words
from kmu_crm.store.place import own_sheets

NAME = "criteria.toml"
STAGE_FIELD = "lead_stage"
SIGNS = {
    "enquiry": N_("Enquiry"), "lead": N_("Entry in a list of leads"), "appointment": N_("Appointment"), "visit": N_("Visit"),
    "touch": N_("Point of contact"), "call": N_("Call"), "click": N_("Click in a newsletter"), "open": N_("Newsletter opened"),
}  # fmt: skip


class BadCriteria(KmuError):
    text = N_("The criteria for leads in {file} cannot be used: {reason}.")
    advice = N_("Correct the sheet, or remove it: then the criteria that come with the program hold.")
    code = "bad_criteria"


@dataclass(frozen=True)
class Behaviour:
    """`most`: how many signs of this kind count; None: all."""

    sign: str
    points: int
    most: int | None


@dataclass(frozen=True)
class Firm:
    """`title_de`, `title_en`: what people read for the rule; without one, the rule itself in words."""

    rule: Rule
    points: int
    title_de: str = ""
    title_en: str = ""

    @property
    def title(self) -> str:
        """In the language in use."""
        return (self.title_de if language() == "de" else self.title_en) or words(self.rule)


@dataclass(frozen=True)
class Criteria:
    """`target`: who may become a customer at all, None for everybody; `mql`, `sal`: points; the times as in the sheet."""

    target: Rule | None
    mql: int
    sal: int
    working_days: int
    hours: int
    silent_days: int
    behaviour: tuple[Behaviour, ...]
    firm: tuple[Firm, ...]


def criteria() -> Criteria:
    """Those in force. Raises BadCriteria."""
    own = own_sheets("leads") / NAME
    if not own.is_file():
        return read(resources.files("kmu_crm.sales.leads").joinpath(NAME).read_text("utf-8"), NAME)
    try:
        text = own.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadCriteria(file=own.name, reason=error) from error
    return read(text, own.name)


@cache
def read(text: str, file: str) -> Criteria:
    """A sheet. Raises BadCriteria."""
    try:
        return _read(tomllib.loads(text))
    except (KeyError, ValueError, TypeError, AttributeError, KmuError) as error:
        raise BadCriteria(file=file, reason=slip(error).rstrip(".")) from error


def _read(sheet: dict[str, Any]) -> Criteria:
    points, times = sheet["points"], sheet["times"]
    target = str(sheet.get("target", "")).strip()
    return Criteria(
        _rule(target) if target else None,
        int(points["mql"]),
        int(points["sal"]),
        int(times["working_days"]),
        int(times.get("hours", 0)),
        int(times["silent_days"]),
        tuple(_behaviour(one) for one in sheet.get("behaviour", ())),
        tuple(_firm(one) for one in sheet.get("firm", ())),
    )


def _behaviour(one: dict[str, Any]) -> Behaviour:
    if one["sign"] not in SIGNS:
        raise ValueError(one["sign"])
    return Behaviour(one["sign"], int(one["points"]), int(one["most"]) if "most" in one else None)


def _firm(one: dict[str, Any]) -> Firm:
    titles = (str(one.get(name, "")) for name in ("title_de", "title_en"))
    return Firm(_rule(one["rule"]), int(one["points"]), *titles)


def _rule(text: str) -> Rule:
    """A rule that asks for the stage of a lead would ask for itself."""
    rule = parse(text)
    if any(isinstance(part, Condition) and part.field == STAGE_FIELD for _path, part in walk(rule)):
        raise ValueError(STAGE_FIELD)
    return rule

"""The rules of the call list: `rules.toml`, or the user's own copy of it, and the settings that go before both."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from sqlite3 import Connection
from typing import Any

from kmu_crm import settings
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_, language
from kmu_crm.store.place import own_sheets

NAME = "rules.toml"
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
# Every number that a sheet must name, by its table or rule.
_NUMBERS = {
    "list": ("a_day", "blocked", "minutes"),
    "rest": ("reached", "not_reached", "call_back", "ordered", "no_interest", "no_more_calls"),
    "drop_out": ("unreached", "unreached_months", "no_interest_months", "annoyed_months", "most_months"),
}
_OF_RULE: dict[str, tuple[str, ...]] = {
    "task": (), "complaint": ("days", "untold_days"), "contract": ("days",), "invoice": ("from_days", "until_days"),
    "offer": ("from_days", "until_days"), "overdue": (), "no_contact": ("months",),
    "first_purchase": ("from_days", "until_days"), "reactivation": ("until_days",),
}  # fmt: skip


class BadSheet(KmuError):
    text = N_("The rules of the call list in {file} cannot be used: {reason}.")
    advice = N_("Correct the file, or take it away: then the rules that come with the program hold.")
    code = "bad_rules"


@dataclass(frozen=True)
class Rule:
    """`numbers`: thresholds by name; `classes`: value classes it asks for; `words`: title and sentences, by name and language."""

    code: str
    priority: int
    urgent: bool
    classes: tuple[str, ...]
    numbers: Mapping[str, int]
    words: Mapping[str, str]

    @property
    def title(self) -> str:
        return self.words[f"title_{language()}"]

    def says(self, facts: Mapping[str, str], sentence: str = "says") -> str:
        """What it found, in the language in use; parts of which nothing is known leave no trace."""
        said = self.words.get(f"{sentence}_{language()}", self.words[f"says_{language()}"]).format(**facts)
        return re.sub(r" {2,}", " ", said).strip(" :")


@dataclass(frozen=True)
class Rules:
    rules: tuple[Rule, ...]
    a_day: int
    blocked: int
    start: str
    minutes: int
    pause: tuple[str, str]
    rest: Mapping[str, int]
    drop_out: Mapping[str, int]

    def rule(self, code: str) -> Rule:
        return next(one for one in self.rules if one.code == code)


def rules(db: Connection) -> Rules:
    """Those in force in a customer file. Raises BadSheet."""
    own = own_sheets("calls") / NAME
    try:
        sheet = read(own.read_text(encoding="utf-8-sig"), own.name) if own.exists() else _delivered()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSheet(file=own.name, reason=type(error).__name__) from error
    return _chosen(db, sheet)


def _chosen(db: Connection, sheet: Rules) -> Rules:
    said = {key: number for key in _SETTINGS if (number := settings.number(db, key)) >= 0}
    found = replace(sheet, a_day=said.get("calls.a_day", sheet.a_day))
    drop_out = {name: said.get(f"calls.{name}", number) for name, number in sheet.drop_out.items()}
    changed = {"contract": ("days", "calls.contract_days"), "no_contact": ("months", "calls.no_contact_months")}
    parts = []
    for one in found.rules:
        name, key = changed.get(one.code, ("", ""))
        parts.append(replace(one, numbers={**one.numbers, name: said[key]}) if key in said else one)
    return replace(found, drop_out=drop_out, rules=tuple(parts))


_SETTINGS = tuple(key for key in settings.ALL if key.startswith("calls."))


@cache
def _delivered() -> Rules:
    return read(resources.files("kmu_crm.sales.calls").joinpath(NAME).read_text(encoding="utf-8"), NAME)


def read(text: str, file: str) -> Rules:
    """Raises BadSheet with what is missing or wrong."""
    try:
        sheet = tomllib.loads(text)
        tables = {name: _whole_numbers(sheet[name], numbers, name) for name, numbers in _NUMBERS.items()}
        found = sorted((_rule(one) for one in sheet["rule"]), key=lambda one: one.priority)
        listed, (begin, end) = sheet["list"], sheet["list"]["pause"]
        for clock in (listed["start"], begin, end):
            if not _CLOCK.fullmatch(clock):
                raise ValueError(f"[list] {clock}")
        if len({one.code for one in found}) < len(found):
            raise ValueError("code")
    except tomllib.TOMLDecodeError as error:
        raise BadSheet(file=file, reason=str(error)) from error
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadSheet(file=file, reason=str(error).strip("'")) from error
    numbers = tables["list"]
    clocks = (listed["start"], numbers["minutes"], (begin, end))
    return Rules(tuple(found), numbers["a_day"], numbers["blocked"], *clocks, tables["rest"], tables["drop_out"])


def _rule(table: Mapping[str, Any]) -> Rule:
    code = table["code"]
    if code not in _OF_RULE:
        raise ValueError(f"code = {code}")
    names = _OF_RULE[code]
    numbers = _whole_numbers({name: table[name] for name in names}, names, code)
    words = {key: value for key, value in table.items() if key.endswith(("_de", "_en")) and isinstance(value, str)}
    sentences = ("title", "says", *(("never",) if code == "no_contact" else ()))
    told = [
        name for name in ("notice",) if code == "contract" and f"{name}_de" in words
    ]  # older copies of the sheet have none
    for key in (f"{name}_{land}" for name in (*sentences, *told) for land in ("de", "en")):
        words[key].format(**_EXAMPLE)  # a brace that stands for nothing is found now, not among the calls
    classes = tuple(one for one in table.get("classes", ()) if one in ("A", "B", "C", "D"))
    return Rule(code, int(table["priority"]), bool(table.get("urgent", False)), classes, numbers, words)


FACTS = ("number", "day", "text", "days", "gap", "class", "revenue", "amount", "until")
_EXAMPLE = dict.fromkeys(FACTS, "")


def _whole_numbers(table: Mapping[str, Any], names: tuple[str, ...], where: str) -> dict[str, int]:
    for name in names:
        if not isinstance(table[name], int) or not 0 <= table[name] <= 100_000:
            raise ValueError(f"{where}.{name} = {table[name]}")
    return {name: int(table[name]) for name in names}

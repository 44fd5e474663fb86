"""What a person decided about a file: what becomes of doubtful cells, what is repaired, which cells were corrected by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kmu_crm.errors import KmuError
from kmu_crm.fields.score import SCALES
from kmu_crm.i18n import N_

KEEP, LEAVE_OUT, REPAIR, CORRECTED = "keep", "leave_out", "repair", "corrected"
READ_SO = {"day_first": True, "month_first": False, "comma": ",", "point": "."}  # how a whole column is read
# Which VAT the amounts of a list include that tells none: per mille of the net amount; Germany, Austria, Switzerland.
TAXES = {
    "tax_19": 190, "tax_7": 70, "tax_20": 200, "tax_10": 100, "tax_13": 130, "tax_8_1": 81, "tax_2_6": 26, "tax_0": 0,
}  # fmt: skip
_OF_LAND = {"DE": {"tax_19", "tax_7"}, "AT": {"tax_20", "tax_10", "tax_13"}, "CH": {"tax_8_1", "tax_2_6"}}
ACTIONS = {
    "date_ambiguous": ("day_first", "month_first", KEEP, LEAVE_OUT),
    "amount_ambiguous": ("comma", "point", KEEP, LEAVE_OUT),
    "score_scale": (KEEP, *SCALES, LEAVE_OUT),
    "leading_zero_lost": (REPAIR, KEEP, LEAVE_OUT),
    "mojibake": (REPAIR, KEEP),  # of the file as a whole: its column is ""
    "net_unknown": (KEEP, *TAXES),
    "number_other_year": (KEEP, CORRECTED),
}
# What was done by choice is told, too: code of the remark -> the code chosen about, the action.
DONE = {
    "leading_zero_repaired": ("leading_zero_lost", REPAIR),
    "mojibake_repaired": ("mojibake", REPAIR),
    "day_corrected": ("number_other_year", CORRECTED),
    "read_day_first": ("date_ambiguous", "day_first"),
    "read_month_first": ("date_ambiguous", "month_first"),
    "read_comma": ("amount_ambiguous", "comma"),
    "read_point": ("amount_ambiguous", "point"),
    **{f"read_{scale}": ("score_scale", scale) for scale in SCALES},
    **{f"read_{tax}": ("net_unknown", tax) for tax in TAXES},
}
_TOLD = set(DONE.values())
WHOLE_FILE = {"mojibake"}
OF_COLUMN = {"net_unknown", "number_other_year"}  # of no single cell
ONCE = {"number_other_year"}  # of this file alone: the next one's documents are others
# Cells of these give the reader pause; a row may go in without them or stay out.
OF_CELLS = frozenset(
    {"amount_invalid", "duration_unclear", "date_invalid", "date_implausible", "year_missing", "email_invalid", "phone_invalid",
     "postcode_invalid", "country_unknown", "currency_unknown", "vat_id_invalid", "consent_unknown", "scientific", *ACTIONS,
     "score_invalid"}
    - WHOLE_FILE - OF_COLUMN
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Choice:
    """For the cells of a column with one problem, `action`: one of `actions(code)`. `column` is "" for the whole file."""

    column: str
    code: str
    action: str


@dataclass(frozen=True, order=True)
class Mend:
    """A cell replaced before it is read: the data row from 1, the column's header, the text that stands there now."""

    row: int
    column: str
    text: str


class BadChoice(KmuError):
    text = N_("“{choice}” is no choice: {allowed}.")
    code = "bad_choice"


def actions(code: str, land: str = "") -> tuple[str, ...]:
    """What may be done about a problem, the taxes of the business's own land first; none where there is nothing to choose."""
    found = ACTIONS.get(code) or ((LEAVE_OUT, KEEP) if code in OF_CELLS else ())
    own = _OF_LAND.get(land, set())
    return tuple(sorted(found, key=lambda one: one in TAXES and one not in own)) if own else found


def is_done(code: str) -> bool:
    """Whether a remark tells what was done because a person said so."""
    return code in DONE or code == "mended_by_hand"


def parse(text: str) -> Choice:
    """`CODE[:COLUMN]=ACTION`; without a column, of every column. Raises BadChoice, which names what is allowed."""
    head, sign, action = text.rpartition("=")
    code, _colon, column = head.partition(":")
    if not sign:
        raise BadChoice(choice=text, allowed="CODE[:COLUMN]=ACTION")
    if not actions(code):
        raise BadChoice(choice=text, allowed=", ".join(sorted(OF_CELLS | WHOLE_FILE | OF_COLUMN)))
    if action not in actions(code):
        raise BadChoice(choice=text, allowed=", ".join(actions(code)))
    return Choice("" if code in WHOLE_FILE else column, code, action)


def spread(choices: Iterable[Choice], headers: Sequence[str]) -> tuple[Choice, ...]:
    """Those made for every column, for each of them; what names a column itself goes before. Raises BadChoice for a column
    that the file does not have."""
    named = [one for one in choices if one.column or one.code in WHOLE_FILE]
    for one in named:
        if one.column and one.column not in headers:
            raise BadChoice(choice=f"{one.code}:{one.column}", allowed=", ".join(headers))
    said = {(one.column, one.code) for one in named}
    wide = [one for one in choices if one not in named]
    every = [Choice(header, one.code, one.action) for one in wide for header in headers]
    return tuple(sorted({*named, *(one for one in every if (one.column, one.code) not in said)}))


def tax(choices: Iterable[Choice]) -> int | None:
    """The VAT that the amounts include by choice, per mille of the net amount; None where nobody said."""
    return next((TAXES[one.action] for one in choices if one.code == "net_unknown" and one.action in TAXES), None)


def style(choices: Iterable[Choice], column: str) -> dict[str, Any]:
    """How the column is read by choice: `dayfirst`, `decimal`, `scale` and `zeros` as `fields.reading` takes them."""
    found: dict[str, Any] = {}
    for one in choices:
        if one.column == column and (one.code, one.action) in _TOLD:
            if one.code == "date_ambiguous":
                found["dayfirst"] = READ_SO[one.action]
            elif one.code == "score_scale":
                found["scale"] = one.action
            elif one.code == "amount_ambiguous":
                found["decimal"] = READ_SO[one.action]
            elif one.code == "leading_zero_lost":
                found["zeros"] = True
    return found

"""A format is data: one TOML sheet names the columns an export has and the field each becomes."""

import difflib
import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence, Set
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from kmu_crm.errors import KmuError, slip
from kmu_crm.fields.text import clean
from kmu_crm.i18n import N_, _
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, IGNORED, KIND_OF


class BadSheet(KmuError):
    text = N_("The format sheet {file} cannot be used: {what}.")
    advice = N_("Correct the sheet or take it out of the folder.")
    code = "bad_sheet"


EVIDENCE = (
    "real",
    "documented",
    "guess",
)  # seen in true files; in the maker's words or code; from memory or samples made by hand
NOTHING = "nothing"  # said of all rows of an own list: not even what the file's name seems to say
NO_CALLS, NO_LETTERS = "no_calls", "no_letters"
EVERYONE = ("claimed", "withdrawn", "bounced", "general", NO_CALLS, NO_LETTERS, NOTHING)
_SECRET = re.compile(
    r"passw|kennwort|hash|token|fingerprint|card ?n(umber|o\b)|cv[cv]\b|remote.?addr|(?<![a-z])ip(?![a-z])"
    r"|(?<!kunden)(?<!mitglieds)karten-? ?(nummer|nr\b)|kreditkarte(nnummer|n-?nr)?$"
)
_BY_COLUMN = {"id", "columns", "positions", "known_by", "title", "evidence"}  # written from a table, not from a sheet


@dataclass(frozen=True)
class Sheet:
    """What one kind of export looks like and what its columns become."""

    id: str
    system: str  # the program it comes from; files of one system share a source
    title: str  # English: the catalogue holds those of our sheets
    account: str = ""  # a source beside the program's others: its documents lack what these tell of the same ones
    evidence: str = ""  # where its knowledge comes from, one of EVIDENCE; "" in a user's own sheet
    kind: str = ""  # customers, orders, bookings, articles ..: one word for people; "": what the fields make of it
    known_by: tuple[tuple[str, ...], ...] = ()  # folded headers: one of each group must be there
    marks: tuple[
        str, ...
    ] = ()  # patterns instead of `known_by`: columns must meet `least` of them, and `always`, but not `never`
    least: int = 0
    always: str = ""
    never: str = ""
    alone: bool = False  # its headings are anybody's words: it fits where the file has no other column
    file_kind: str = ""  # the file's own kind ("vcf"), instead of `known_by`
    columns: Mapping[str, str] = field(default_factory=dict)  # folded header -> field
    positions: Mapping[int, str] = field(default_factory=dict)  # column position from 1 -> field, where names vary
    category: str = ""  # DATEV's category in the machine line, instead of `known_by`; "*" is any other
    head: Mapping[int, str] = field(
        default_factory=dict
    )  # of the machine line: position -> pattern, one of which must fit
    fact_kind: str = ""  # every row is such a fact, unless `fact_kind` is a column
    fact_kinds: Mapping[str, str] = field(default_factory=dict)  # word in that column -> kind
    free_kinds: bool = (
        False  # that column has anybody's words: what none of them tells is no sale until a person says so
    )
    reduces: bool = False  # some of its documents are credit notes, as its name says
    statuses: Mapping[str, str] = field(default_factory=dict)  # word in the status column -> our status
    status: str = ""  # our status of every row, whatever it tells
    line_kinds: Mapping[str, str] = field(default_factory=dict)
    family: str = "invoice"  # which registry of numbers `number` and `refers_to` mean
    skip: tuple[tuple[str, tuple[str, ...], str], ...] = ()  # (folded header, words, reason): rows left out on purpose
    only: tuple[
        tuple[str, tuple[str, ...], str], ...
    ] = ()  # (folded header, words, reason): all other rows are left out
    accounts: tuple[str, int] | None = None  # folded header, figures: suppliers' are among them
    dayfirst: bool | None = None
    prices: str = "gross"  # what `line_unit` means
    tax_included: bool = False  # a tax of nought says that the prices include it, not that there is none
    currency: str = ""  # of amounts beside which none is written
    several: str = ""  # what stands between several values in one cell; the first of them is taken
    yearly: bool = False  # numbers may begin anew each year, and one number may stand for two documents
    row_above: bool = False  # the first row of an order of several items tells the whole of it, and no item
    sum_lines: bool = False  # the document's amount is the sum of its lines
    sum_rows: bool = False  # rows of one kind and number are parts of one document
    same_row_once: bool = False  # of these, one that repeats another word for word counts once; both are told
    consent_words: Mapping[str, str] = field(
        default_factory=dict
    )  # status word -> claimed, confirmed, withdrawn, bounced
    consent_basis: str = ""
    consent_no: str = "declined"  # what a written no is: not agreed, or (in the business's own lists) withdrawn
    consent_default: str = ""  # of EVERYONE; claimed: of rows without a status word; the others: of each row
    hook: str = ""  # Python beside the sheet, where a format truly needs it
    declined: bool = False  # recognised, and nothing is taken from it
    user_names: bool = (
        False  # `customer` is an account: one customer, wherever its orders go and whatever name they bear
    )
    keep: bool = False  # unknown columns become attributes of the customer
    leads: bool = False  # whom its rows name is no customer yet, unless they say so

    @property
    def label(self) -> str:
        """The title in the user's language; that of a user's own sheet as written."""
        return _(self.title)

    @property
    def shown(self) -> str:
        """The label, and that the columns are guessed where nobody has seen a file of that kind."""
        return _("{format} (as a guess)").format(format=self.label) if self.evidence == "guess" else self.label

    def field_of(self, header: str, position: int) -> str | None:
        if is_secret(header):
            return IGNORED
        return self.positions.get(position) or self.columns.get(folded(header)) or (ATTRIBUTE if self.keep else None)

    def fits(self, headers: Set[str]) -> bool:
        if self.alone and not headers <= self.columns.keys():
            return False
        if self.marks:
            met = sum(any(re.search(mark, header) for header in headers) for mark in self.marks)
            needed, barred = (any(re.search(one, header) for header in headers) for one in (self.always, self.never))
            return met >= self.least and needed and not (self.never and barred)
        named = bool(self.known_by) and all(not headers.isdisjoint(group) for group in self.known_by)
        return named and not (self.never and any(re.search(self.never, header) for header in headers))


def is_secret(header: str) -> bool:
    """Passwords and their hashes, card numbers, network addresses: never stored, whatever the sheet says."""
    return _SECRET.search(folded(header)) is not None


def says_net(header: str) -> bool:
    """Whether a column's name tells that its prices are without tax."""
    return re.search(r"\b(netto(preis)?|net|exkl|excl)\b", folded(header)) is not None


@lru_cache(50_000)  # the words of status columns come again with every row
def folded(header: str) -> str:
    """Headers compare case-folded, trimmed, with ß as ss and all dashes alike."""
    return clean(header).casefold().replace("–", "-").replace("—", "-").replace("‐", "-").strip(" *:")


@cache
def bundled() -> tuple[Sheet, ...]:
    """The sheets that ship with the program, in the order of their file names."""
    folder = resources.files("kmu_crm.sources").joinpath("formats")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(sheet for file in files for sheet in read(file.name, file.read_text(encoding="utf-8")))


def own(folder: Path) -> tuple[Sheet, ...]:
    """The sheets a user put into the program's own folder. Raises BadSheet."""
    files = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    return tuple(sheet for file in files for sheet in read(file.name, file.read_text(encoding="utf-8")))


def is_of_columns(sheet: Sheet) -> bool:
    """Whether what a sheet says of an own list holds for others with these columns; what all rows say is of one file."""
    return sheet.system == "list" and not (sheet.positions or sheet.consent_default)


def said(sheet: Sheet) -> dict[str, Any]:
    """What a sheet says beyond what every sheet says, but for its name and columns, in the words of a file of sheets."""
    found: dict[str, Any] = {}
    for one in fields(Sheet):
        value = getattr(sheet, one.name)
        usual = one.default if one.default_factory is MISSING else one.default_factory()
        if one.name not in _BY_COLUMN and value != usual:
            found[one.name] = value
    for rules in found.keys() & {"skip", "only"}:
        found[rules] = [{"column": column, "is": words, "reason": reason} for column, words, reason in found[rules]]
    return found


def again(told: Mapping[str, Any]) -> Sheet:
    """The sheet that said so, without columns. Raises BadSheet."""
    return _sheet("", told)


def over(made: Sheet, sheet: Sheet) -> Sheet:
    """What the columns of a list make of it, with all that a sheet which leaves its kind open says."""
    told = {name: getattr(sheet, name) for name in said(sheet)}
    words = {name: {**getattr(made, name), **value} for name, value in told.items() if isinstance(value, Mapping)}
    return replace(made, **{**told, **words})


def read(name: str, text: str) -> list[Sheet]:
    """One sheet a file, or several under `[[format]]`. Raises BadSheet with what is wrong."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSheet(file=name, what=slip(error)) from error
    return [_sheet(name, entry) for entry in document.get("format", [document])]


def _sheet(name: str, entry: Mapping[str, Any]) -> Sheet:
    values = dict(entry)
    columns = {folded(header): target for header, target in values.pop("columns", {}).items()}
    columns |= {folded(header): IGNORED for header in values.pop("ignored", ())}
    columns |= {folded(header): ATTRIBUTE for header in values.pop("attributes", ())}
    values["head"] = {int(position): pattern for position, pattern in values.get("head", {}).items()}
    positions = {int(position): target for position, target in values.pop("positions", {}).items()}
    targets = {target for target in (*columns.values(), *positions.values()) if not target.startswith("hook_")}
    if unknown := targets - KIND_OF.keys() - {ATTRIBUTE, IGNORED}:
        raise BadSheet(file=name, what=_unknown(sorted(unknown)))
    for rules in ("skip", "only"):
        values[rules] = tuple(
            (folded(rule["column"]), tuple(rule["is"]), rule["reason"]) for rule in values.get(rules, ())
        )
    known_by = tuple(tuple(map(folded, header.split("|"))) for header in values.pop("known_by", ()))
    values["marks"] = tuple(values.get("marks", ()))
    for words in ("fact_kinds", "statuses", "line_kinds", "consent_words"):
        values[words] = {folded(word): meaning for word, meaning in values.get(words, {}).items()}
    if values.get("evidence", "") not in ("", *EVIDENCE):
        allowed = ", ".join(EVIDENCE)
        raise BadSheet(
            file=name,
            what=_("“evidence” is one of {allowed}, not “{word}”").format(allowed=allowed, word=values["evidence"]),
        )
    if values.get("consent_default", "") not in ("", *EVERYONE):
        raise BadSheet(
            file=name,
            what=_("“consent_default” is one of {allowed}, not “{word}”").format(
                allowed=", ".join(EVERYONE), word=values["consent_default"]
            ),
        )
    try:
        return Sheet(columns=columns, positions=positions, known_by=known_by, **values)
    except TypeError as error:
        raise BadSheet(file=name, what=slip(error)) from error


def _unknown(targets: Sequence[str]) -> str:
    """The fields a sheet names that are none, with those that may be meant."""
    near = {one: difflib.get_close_matches(one, KIND_OF, 3, 0.5) for one in targets}
    told = [
        _("“{word}” (did you mean {near}?)").format(word=one, near=", ".join(near[one])) if near[one]
        else _("“{text}”").format(text=one) for one in targets
    ]  # fmt: skip
    return _("there are no fields named {fields}").format(fields=", ".join(told))


def fingerprint(header: Sequence[str]) -> str:
    """The same header gives the same print, whatever the order of its columns."""
    return hashlib.sha256("\x1f".join(sorted(map(folded, header))).encode()).hexdigest()[:16]

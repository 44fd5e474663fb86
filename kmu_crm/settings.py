"""Settings that change figures live in the customer file; each is declared once, here, with its bounds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_, _


@dataclass(frozen=True)
class Setting:
    """A whole number or a text with its default; `low` and `high` bound numbers, `choices` bound texts."""

    key: str
    default: int | str
    title: str
    low: int = 0
    high: int = 0
    choices: tuple[str, ...] = ()
    is_day: bool = False  # ISO, or empty
    is_money: bool = False  # cents
    is_mails: bool = False  # addresses or @domains, with commas between
    is_order: bool = False  # some of the choices, each once, with commas between; empty: as delivered
    unknown: int | None = None  # the number that is kept where nobody knows it; typed as nothing


NO, YES = "no", "yes"
TRUST = "trust."
SOURCES = (
    "accounting",
    "shop",
    "contacts",
    "orders",
    "list",
    "newsletter",
)  # kinds of them, as in `profiles/trust.toml`
_MAIL = re.compile(r"[^\s@,;]*@[^\s@,;]+\.[^\s@,;]+")

ALL = {
    setting.key: setting
    for setting in (
        Setting("business.name", "", N_("Name of the business")),
        Setting("business.country", "DE", N_("Country of the business"), choices=("DE", "AT", "CH")),
        Setting("import.watch_folder", "", N_("Folder whose new files are offered for import")),
        Setting(
            "business.emails", "", N_("Mail addresses of the business, or @domains (empty: found out)"), is_mails=True
        ),
        Setting("mail.text", NO, N_("Take in what customers wrote in e-mails, too"), choices=(NO, YES)),
        Setting("figures.key_date", "", N_("Key date of the figures (empty: today)"), is_day=True),
        Setting("value.hourly_rate", 6000, N_("Service cost per hour"), low=0, high=100_000, is_money=True),
        Setting(
            "value.margin_percent",
            -1,
            N_("Margin where article costs are unknown, in percent (empty: unknown)"),
            low=0,
            high=100,
            unknown=-1,
        ),
        Setting(
            "value.same_sale_days",
            14,
            N_("Days within which an order and an invoice may be the same sale"),
            low=0,
            high=60,
        ),
        Setting(
            "phase.at_risk",
            150,
            N_("At risk from this share of the usual gap between purchases, in percent"),
            low=100,
            high=1000,
        ),
        Setting("phase.dormant", 250, N_("Dormant from this share of the usual gap, in percent"), low=100, high=2000),
        Setting("phase.lost", 400, N_("Lost from this share of the usual gap, in percent"), low=100, high=4000),
        # What contradicts itself, and a name alone, agree by 80 at most (`weigh`).
        Setting("match.one_percent", 95, N_("Merged automatically from this agreement, in percent"), low=81, high=100),
        Setting("match.ask_percent", 55, N_("Shown for review from this agreement, in percent"), low=5, high=99),
        *(
            Setting(TRUST + group, "", title, choices=SOURCES, is_order=True)
            for group, title in (
                ("all", N_("Whose word counts: kinds of sources, the most trusted first (empty: as delivered)")),
                ("email", N_("Whose mail address counts, the most trusted first")),
                ("phone", N_("Whose phone number counts, the most trusted first")),
                ("address", N_("Whose address counts, the most trusted first")),
                ("name", N_("Whose name counts, the most trusted first")),
                ("company", N_("Whose company name counts, the most trusted first")),
                ("birth_date", N_("Whose birthday counts, the most trusted first")),
                ("vat_id", N_("Whose VAT number counts, the most trusted first")),
            )
        ),
        Setting(
            TRUST + "equals",
            "first",
            N_("Which of equally trusted sources counts"),
            choices=("first", "newest", "fullest"),
        ),
        *(
            Setting(key, -1, title, low=low, high=high, unknown=-1)
            for key, title, low, high in (
                ("calls.a_day", N_("Calls a day (empty: as in the rules)"), 1, 500),
                (
                    "calls.contract_days",
                    N_("Days before a contract's end, or its last day of notice, to call (empty: as in the rules)"),
                    1,
                    730,
                ),
                (
                    "calls.no_contact_months",
                    N_("Months without contact before a call to A customers (empty: as in the rules)"),
                    1,
                    60,
                ),
                ("calls.unreached", N_("Calls in vain, in a row, that make a pause (empty: as in the rules)"), 1, 100),
                (
                    "calls.unreached_months",
                    N_("Months of pause after calls in vain (empty: as in the rules)"),
                    1,
                    60,
                ),
                (
                    "calls.no_interest_months",
                    N_("Months of pause where there was no interest (empty: as in the rules)"),
                    1,
                    60,
                ),
            )
        ),
        Setting(
            "backup.large_rows",
            1_000,
            N_("Backup before an import of at least this number of rows"),
            low=1,
            high=999_999,
        ),
        Setting(
            "backup.large_percent",
            10,
            N_("Such an import has at least this share of what is stored, too, in percent"),
            low=1,
            high=1000,
        ),
    )
}


class UnknownSetting(KmuError):
    text = N_("There is no setting named {key}.")
    advice = N_("The command “settings” lists them all.")
    code = "unknown_setting"


class OutOfBounds(KmuError):
    text = N_("“{value}” does not fit “{setting}”; allowed: {allowed}.")
    code = "out_of_bounds"


def read(db: Connection, key: str) -> int | str:
    """The value in force: what the user chose, or the default."""
    setting = named(key)
    row = db.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    if row is None:
        return setting.default
    return _within(setting, int(row[0])) if isinstance(setting.default, int) else str(row[0])


def _within(setting: Setting, value: int) -> int:
    """What stands in a store may be from a time when the bounds were others."""
    return value if value == setting.unknown else max(setting.low, min(setting.high, value))


def number(db: Connection, key: str) -> int:
    return int(read(db, key))


def emails(db: Connection) -> tuple[str, ...]:
    """The business's own mail addresses, and @domains whose every address is its own; none: unknown."""
    return tuple(_MAIL.findall(str(read(db, "business.emails"))))


def mail_text(db: Connection) -> bool:
    """Whether somebody asked for the words of e-mails; without that they are never looked at."""
    return read(db, "mail.text") == YES


def write(db: Connection, key: str, value: str) -> None:
    """Raises UnknownSetting or OutOfBounds; then nothing is changed."""
    setting = named(key)
    check(setting, value)
    db.execute("INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value))


def everything(db: Connection) -> Iterator[tuple[Setting, int | str]]:
    for setting in ALL.values():
        yield setting, read(db, setting.key)


def named(key: str) -> Setting:
    """Raises UnknownSetting."""
    if key not in ALL:
        raise UnknownSetting(key=key)
    return ALL[key]


def check(setting: Setting, value: str) -> None:
    """Raises OutOfBounds where a value, as it is stored, does not fit."""
    if setting.is_order:
        _check_order(setting, value)
    elif setting.choices and value not in setting.choices:
        raise OutOfBounds(setting=_(setting.title), value=value, allowed=", ".join(setting.choices))
    if isinstance(setting.default, int) and not _is_within(setting, value):
        raise OutOfBounds(setting=_(setting.title), value=value, allowed=_bounds(setting))
    if setting.is_mails and _MAIL.sub("", value).strip(" ,;"):
        raise OutOfBounds(setting=_(setting.title), value=value, allowed="info@firma.example, @firma.example")
    if setting.is_day and value and not _is_day(value):
        raise OutOfBounds(setting=_(setting.title), value=value, allowed="2025-12-31")


def listed(value: str) -> tuple[str, ...]:
    """The parts of a setting that is an order."""
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _check_order(setting: Setting, value: str) -> None:
    said = listed(value)
    if len(set(said)) < len(said) or not set(said) <= set(setting.choices):
        raise OutOfBounds(setting=_(setting.title), value=value, allowed=", ".join(setting.choices))


def _bounds(setting: Setting) -> str:
    unit = 100 if setting.is_money else 1
    return f"{setting.low // unit} - {setting.high // unit}"


def _is_within(setting: Setting, value: str) -> bool:
    if re.fullmatch(r"-?[0-9]{1,9}", value) is None:
        return False
    return setting.low <= int(value) <= setting.high or int(value) == setting.unknown


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False

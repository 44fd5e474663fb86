"""The values of a condition: checked and brought into one spelling when read, bound and shown by their kind."""

from datetime import date
from decimal import Decimal, InvalidOperation

from kmu_crm.errors import KmuError
from kmu_crm.fields import money, show
from kmu_crm.i18n import N_, _, language
from kmu_crm.segments.fields import CHOICES, Field
from kmu_crm.sources.mapping.programs import program
from kmu_crm.value.phase import PHASES

_DAY_COUNTS = ("older", "within")
_MOST = Decimal(10) ** 12
_NO_PROGRAM = {"list": N_("Own list"), "kmu_crm": N_("entry by hand")}


class BadValue(KmuError):
    text = N_("“{value}” does not fit “{field}” (position {position}: {place}); expected: {expected}.")
    code = "bad_value"


def clean(field: Field, operator: str, text: str, position: int = 0) -> str:
    """One spelling of a value; raises BadValue."""
    found, expected = _read(field, operator, text)
    if found is None:
        raise BadValue(value=text, field=_(field.title), position=position, place=text, expected=expected)
    return found


def _read(field: Field, operator: str, text: str) -> tuple[str | None, str]:
    if operator in _DAY_COUNTS:
        fits = text.isascii() and text.isdigit() and len(text) <= 5
        return (str(int(text)) if fits else None), "90"
    if field.kind in ("day", "coming", "birthday"):
        return _day(text), "2025-12-31"
    if field.kind in ("number", "money"):
        return _number(text), "1000, 12.50"
    if field.kind == "choice":
        names = {choice.casefold(): choice for choice in field.choices}
        return names.get(text.casefold()), ", ".join(map(_named, field.choices))
    return (text if text.strip() else None), _("a text")


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _number(text: str) -> str | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    exponent = value.as_tuple().exponent  # a letter where the value is not finite
    if isinstance(exponent, str) or abs(value) > _MOST or abs(exponent) > 12:
        return None
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain


def bound(field: Field, operator: str, text: str) -> int | float | str:
    """As it is bound in SQL: cents for money, whole days, numbers, or the text."""
    if operator in _DAY_COUNTS:
        return int(text)
    if field.kind == "money":
        return float(Decimal(text) * 100)
    return float(text) if field.kind == "number" else text


def shown(field: Field, operator: str, text: str) -> str:
    """As people read it."""
    if operator in _DAY_COUNTS:
        return show.number(int(text))
    if field.name == "system":
        return system(text)
    if field.kind in ("day", "coming", "birthday"):
        return show.date(text)
    if field.kind in ("number", "money"):
        decimals = len(text.partition(".")[2])
        return show.number(float(text), decimals) if field.kind == "number" else show.amount(round(float(text) * 100))
    return choice(text) if field.kind == "choice" else _("“{text}”").format(text=text)


def choice(name: str) -> str:
    return _(PHASES.get(name) or CHOICES.get(name) or name)


def _named(name: str) -> str:
    """As it is written in a rule, and what it is called where that differs."""
    return name if choice(name) == name else f"{name} ({choice(name)})"


def system(name: str) -> str:
    """The program behind a source, as people call it."""
    known = _NO_PROGRAM.get(name)
    return _(known) if known else program(name) or name


def typed(text: str) -> str:
    """A number as people type it in the language in use, in the rule's spelling; anything else as it is."""
    reading = money.read(text, "," if language() == "de" else ".", "number")
    return reading.value or text.strip()


def typable(text: str) -> str:
    """The other way round: `12.5` is `12,5` in German."""
    return text.replace(".", ",") if language() == "de" else text

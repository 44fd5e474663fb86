"""Values as people read them, in the language in use: the one place that formats. German by DIN 5008."""

from collections.abc import Sequence
from datetime import date as Date
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from kmu_crm.i18n import N_, _, language

MINUS = "\u2212"
NO_BREAK = "\u00a0"

_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}
_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def amount(cents: int, currency: str = "EUR") -> str:
    """`1.234,56 €`, in English `€1,234.56`; francs always `CHF 1'234.50`, as in Switzerland."""
    return _with_currency(Decimal(cents) / 100, 2, currency)


def whole_amount(cents: int, currency: str = "EUR") -> str:
    """Without cents, half a unit going away from zero: `41.200 €`."""
    return _with_currency((Decimal(cents) / 100).quantize(Decimal(1), ROUND_HALF_UP), 0, currency)


def columns(names: Sequence[str], most: int = 10) -> str:
    """The first columns by their names; one of figures alone in quotes: bare it would read as a count."""
    return ", ".join(_("“{text}”").format(text=name) if name.isdecimal() else name for name in names[:most])


def some(texts: Sequence[str], most: int = 6) -> str:
    """All of a few, joined by commas; of more than `most` the first half, and how many more there are."""
    if len(texts) <= most:
        return ", ".join(texts)
    shown = most // 2
    left = _("and {n} more").format(n=number(len(texts) - shown))
    return f"{', '.join(texts[:shown])} {left}"


def number(n: int | float, decimals: int = 0) -> str:
    """`1.234`, in English `1,234`."""
    return _marked(_rounded(n, decimals), decimals, german=language() == "de")


def percent(share: float, decimals: int = 0) -> str:
    """A share of one: 0.62 is `62 %` with a no-break space, in English `62%`."""
    between = NO_BREAK if language() == "de" else ""
    return f"{number(float(_rounded(share, decimals + 6) * 100), decimals)}{between}%"


def date(iso: str) -> str:
    """`24.12.2025`, in English `24 Dec 2025`."""
    day = Date.fromisoformat(iso[:10])
    if language() == "de":
        return f"{day.day:02}.{day.month:02}.{day.year}"
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def moment(iso_utc: str) -> str:
    """A time in UTC (with Z) on this computer's clock, one without Z as it stands: `24.12.2025, 08:12`."""
    at = datetime.fromisoformat(iso_utc.replace("Z", "+00:00"))
    local = at.astimezone() if at.tzinfo else at
    return f"{date(local.date().isoformat())}, {local:%H:%M}"


def near_date(iso: str, today: Date) -> str:
    """`heute`, `gestern`, else the date."""
    day = Date.fromisoformat(iso[:10])
    if day == today:
        return _("today")
    return _("yesterday") if day == today - timedelta(days=1) else date(iso)


def month(iso: str) -> str:
    """`November 2025`."""
    day = Date.fromisoformat(f"{iso[:7]}-01")
    return f"{_(_MONTHS[day.month - 1])} {day.year}"


def month_short(iso: str) -> str:
    """For axes and columns: `Nov 25`."""
    day = Date.fromisoformat(f"{iso[:7]}-01")
    return f"{_(_MONTHS[day.month - 1])[:3]} {day.year % 100:02}"


def _rounded(n: int | float, decimals: int) -> Decimal:
    return Decimal(str(n)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _marked(value: Decimal, decimals: int, german: bool) -> str:
    text = f"{abs(value):,.{decimals}f}"
    if german:
        text = text.translate(str.maketrans(",.", ".,"))
    return f"{MINUS if value < 0 else ''}{text}"


def _with_currency(value: Decimal, decimals: int, currency: str) -> str:
    if currency == "CHF":
        return f"CHF {_marked(value, decimals, german=False).replace(',', chr(39))}"
    sign, german = _SIGNS.get(currency, currency), language() == "de"
    figures = _marked(value, decimals, german)
    if german:
        return f"{figures} {sign}"
    minus, bare = (MINUS, figures[1:]) if value < 0 else ("", figures)
    return f"{minus}{sign}{bare}" if currency in _SIGNS else f"{sign} {figures}"

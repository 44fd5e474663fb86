"""What the list shows of a customer."""

from sqlite3 import Connection

from kmu_crm.desk.dossier import permissions_of
from kmu_crm.fields import phone, show
from kmu_crm.i18n import _
from kmu_crm.profiles.queries import ProfileLine
from kmu_crm.ui.pages.cells import contribution, revenue
from kmu_crm.ui.pages.customers import words
from kmu_crm.ui.pages.customers.permits import sentence
from kmu_crm.ui.pages.customers.trend import trend, trend_in_words
from kmu_crm.ui.tables import Column, Dot, Person
from kmu_crm.value.phase import PHASES

MARGIN = "db1"
OPTIONAL = ("value_class", "phase", "revenue_12m", "last_purchase", "allowed")
FURTHER = (
    "number",
    "email",
    "phone",
    "city",
    "revenue",
    "open_amount",
    "trend",
    "contract_end",
    "notice_until",
)  # shown once somebody chooses them


def columns(db: Connection) -> list[Column]:
    """Permissions are put in words, with date and source, only when one asks for them (tooltip, screen reader)."""
    phases = tuple(words.phase(name) for name in PHASES)
    return [
        Column("check", "", "check", lambda _line: "", width=30),
        Column("name", _("Customer"), "person", _person, width=0, sortable=True),
        Column("value_class", _("Value"), "badge", lambda line: line.value_class or "", width=48, sortable=True),
        Column("phase", _("Phase"), "phase", _phase, width=96, sortable=True, hidden_below=600, fits=phases),
        Column("revenue_12m", _("Revenue 12 m"), "money", revenue, width=108, sortable=True),
        Column("last_purchase", _("Last purchase"), "date", _last, width=92, sortable=True, hidden_below=676),
        Column("allowed", _("Allowed"), "consent", _allowed, width=84, spoken=lambda line: _in_words(db, line)),
        Column(MARGIN, _("Contribution"), "money", contribution, width=124, hidden_below=676),  # see `Arrangement`
        Column("number", _("Cust. no."), "quiet", _number, width=92),
        Column("email", _("E-mail"), "text", lambda line: line.email or "", width=180),
        Column("phone", _("Phone"), "text", lambda line: phone.show(line.phone) if line.phone else "", width=128),
        Column("city", _("Town"), "text", lambda line: line.city or "", width=110),
        Column("revenue", _("Revenue in total"), "money", _in_total, width=112),
        Column("open_amount", _("Open"), "money", _open, width=96),
        Column("trend", _("Trend"), "number", trend, width=84, spoken=trend_in_words),  # no index sorts by it
        Column("contract_end", _("Contract ends"), "date", lambda line: _day(line.contract_end), width=104),
        Column("notice_until", _("Notice until"), "date", lambda line: _day(line.notice_until), width=104),
    ]


def _person(line: ProfileLine) -> Person:
    note = "" if line.kind == "company" else words.of_nobody(line.display_name) or _("private")
    return Person(line.display_name, line.second or note, words.initials(line.display_name))


def _number(line: ProfileLine) -> str:
    return line.customer_numbers.replace("|", ", ")


def _in_total(line: ProfileLine) -> str:
    return show.amount(line.revenue) if line.revenue is not None else "–"


def _open(line: ProfileLine) -> str:
    return show.amount(line.open_amount) if line.open_amount else "–"


def _phase(line: ProfileLine) -> Dot:
    return Dot(words.phase(line.phase), words.PHASE_TONES.get(line.phase, "text3"))


def _day(iso: str) -> str:
    return show.date(iso) if iso else "–"


def _last(line: ProfileLine) -> str:
    return show.date(line.last_purchase) if line.last_purchase else "–"


def _allowed(line: ProfileLine) -> tuple[tuple[str, str], ...]:
    said = (("email", line.email_ok), ("phone", line.phone_ok), ("post", line.post_ok))
    return tuple((channel, words.ANSWERS[answer]) for channel, answer in said)


def _in_words(db: Connection, line: ProfileLine) -> str:
    return "\n".join(sentence(one) for one in permissions_of(db, line.id))

"""Ready conditions for the filter menu, the fixed views, and the chips that show what is set. All are rule texts."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from kmu_crm.i18n import N_, _
from kmu_crm.segments.fields import LEAD_STAGES
from kmu_crm.segments.parser import parse
from kmu_crm.segments.rules import All, Condition, Rule, walk
from kmu_crm.segments.words import words
from kmu_crm.ui.pages.customers.words import country, phase

VIEWS = (
    (N_("All customers"), ""),
    (N_("A customers"), "value_class is A"),
    (N_("At risk"), "phase is at_risk"),
    (N_("Without consent"), "not email_ok is yes and not phone_ok is yes"),
    (N_("New for 30 days"), "customer_since within 30 days"),
)
_BY_MARGIN = ("costs_known", "db1", "db2")  # fields
_PHASES = ("prospect", "new", "growing", "regular", "at_risk", "dormant", "lost")
_CONDITIONS = (
    (N_("Purchase"), (
        (N_("in the last 12 months"), "last_purchase within 365 days"),
        (N_("in the last 3 months"), "last_purchase within 90 days"),
        (N_("more than 12 months ago"), "last_purchase older than 365 days"),
        (N_("none so far"), "last_purchase is empty"),
    )),
    (N_("Revenue of 12 months"), (
        (N_("at least 500"), "revenue_12m >= 500"), (N_("at least 1,000"), "revenue_12m >= 1000"),
        (N_("at least 5,000"), "revenue_12m >= 5000"), (N_("fell by 30%"), "revenue_change <= -30"),
    )),
    (N_("Allowed"), (
        (N_("by e-mail"), "email_ok is yes"), (N_("by phone"), "phone_ok is yes"), (N_("by post"), "post_ok is yes"),
    )),
    (N_("Kind"), (
        (N_("Companies"), "kind is company"), (N_("Private persons"), "kind is person"),
        (N_("Leads"), "lead is yes"), (N_("Guests without an account"), "guest is yes"),
    )),
    (N_("Stage as a lead"), tuple((title, f"lead_stage is {name}") for name, title in LEAD_STAGES.items())),
    (N_("Open and overdue"), (
        (N_("with open items"), "open_amount > 0"), (N_("with overdue items"), "overdue_amount > 0"),
    )),
)  # fmt: skip


def menu(parent: QWidget, add: Callable[[str], object]) -> QMenu:
    """The filter menu; a choice goes to `add` as a rule text."""
    made = QMenu(parent)
    classes = [(_("Class {letter}").format(letter=letter), f"value_class is {letter}") for letter in "ABCD"]
    _submenu(made, _("Value class"), [*classes, (_("A and B"), "value_class in (A, B)")], add)
    _submenu(made, _("Phase"), [(phase(name), f"phase is {name}") for name in _PHASES], add)
    _submenu(made, _("Country"), [(country(code), f"country is {code}") for code in ("DE", "AT", "CH")], add)
    for title, choices in _CONDITIONS:
        _submenu(made, _(title), [(_(text), rule) for text, rule in choices], add)
    return made


def _submenu(menu: QMenu, title: str, choices: list[tuple[str, str]], add: Callable[[str], object]) -> None:
    inner = menu.addMenu(title)
    for text, rule in choices:
        inner.addAction(text, lambda rule=rule: add(rule))


def combined(texts: list[str]) -> Rule | None:
    """All of them must hold; None where nothing is asked."""
    rules = [parse(text) for text in texts if text]
    return rules[0] if len(rules) == 1 else All(tuple(rules)) if rules else None


def asks_contribution(texts: list[str]) -> bool:
    """Whether a condition is about the contribution, or the costs that it takes."""
    parts = (part for text in texts for _path, part in walk(parse(text)))
    return any(isinstance(part, Condition) and part.field in _BY_MARGIN for part in parts)


def chip_text(text: str) -> str:
    """Short enough for a chip, in the language in use."""
    return words(parse(text))

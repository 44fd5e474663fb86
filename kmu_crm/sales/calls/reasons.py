"""Why somebody is called, or is not for a time: a sentence with its facts, as plain text."""

from kmu_crm.fields import show, text
from kmu_crm.i18n import N_, _
from kmu_crm.sales.calls.finding import Hit
from kmu_crm.sales.calls.history import REASONS, DropOut
from kmu_crm.sales.calls.people import Person
from kmu_crm.sales.calls.rules import Rules

_WITHOUT_RULE = {"done": N_("Called today"), "chosen": N_("Chosen by hand")}


def title(hit: Hit, sheet: Rules) -> str:
    return _(_WITHOUT_RULE[hit.code]) if hit.code in _WITHOUT_RULE else sheet.rule(hit.code).title


def sentence(hit: Hit, person: Person, sheet: Rules) -> str:
    """In the words of the rule; what customers wrote stands in one line, without marks that turn or hide it."""
    if hit.code in _WITHOUT_RULE:
        return text.clean(hit.text) or title(hit, sheet)
    facts = {
        "number": text.clean(hit.number),
        "day": show.date(hit.day) if hit.day else "",
        "text": text.clean(hit.text),
        "days": _number(hit.days),
        "gap": _number(hit.gap),
        "class": person.value_class,
        "revenue": show.whole_amount(hit.cents or 0, person.currency),
        "amount": show.amount(hit.cents, person.currency) if hit.cents else "",
        "until": show.date(hit.until) if hit.until else "",
    }
    never = hit.code == "no_contact" and not hit.day
    return sheet.rule(hit.code).says(facts, "never" if never else "notice" if hit.until else "says")


def _number(n: int | None) -> str:
    return show.number(n) if n is not None else ""


def of_drop_out(out: DropOut) -> str:
    return _(REASONS[out.code]).format(n=show.number(out.n), since=show.date(out.since), until=show.date(out.until))


def clock(at: str) -> str:
    """The time of a moment on this computer's clock; '' where only the day is known."""
    return show.moment(at)[-5:] if len(at) > 10 else ""

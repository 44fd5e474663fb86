"""Leads: the list, one of them, and what marketing and sales say of it."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import click

from kmu_crm.cli.base import AUTHOR, Session
from kmu_crm.cli.numbers import NUMBER
from kmu_crm.i18n import N_, _

ACTIONS = ("show", "hand-over", "accept", "reject", "owner")


@click.command(
    short_help=N_("Leads with stage, owner and time left."),
    help=N_("Leads with stage, owner and the time left for an answer, the most urgent first."),
)
@click.option("--stage", help=N_("Only this stage: mcl, mql, sal, customer, nurture or parked."))
@click.option("--overdue", is_flag=True, help=N_("Only those that wait too long for an answer of sales."))
@click.option("--as-of", help=N_("As they stood at the end of that day; without it, now."))
@click.pass_obj
def leads(session: Session, stage: str | None, overdue: bool, as_of: str | None) -> None:
    from kmu_crm.sales.leads import listing

    with session.reading() as store:
        found = listing.lines(store.db, stage, as_of)
    chosen = [one for one in found if not overdue or one.overdue]
    session.answer([asdict(one) for one in chosen], lambda: "\n".join(map(listing.told, chosen)) or _("Nobody."))


@click.command(
    short_help=N_("One lead: hand it over, accept or reject it."),
    help=N_(
        "One lead: show, hand-over OWNER, accept, reject REASON [TEXT], owner OWNER. Reasons: no_need, no_budget, later,"
        " not_reached, wrong_contact, competitor, outside, bad_data, other."
    ),
)
@click.argument("profile", type=NUMBER)
@click.argument("action", type=click.Choice(ACTIONS), default="show")
@click.argument("text", nargs=-1)
@click.pass_obj
def lead(session: Session, profile: int, action: str, text: tuple[str, ...]) -> None:
    from kmu_crm.desk import decided, steps
    from kmu_crm.sales.leads import deciding, listing

    if action == "show":
        with session.reading() as store:
            said = listing.one(store.db, profile)
        session.answer(asdict(said), listing.told(said))
        return
    first, rest = (text or ("",))[0], " ".join(text[1:])
    verbs: dict[str, Callable[[Any], int]] = {
        "hand-over": lambda db: deciding.hand_over(db, profile, " ".join(text), AUTHOR),
        "accept": lambda db: deciding.accept(db, profile, AUTHOR),
        "reject": lambda db: deciding.reject(db, profile, first, AUTHOR, rest),
        "owner": lambda db: deciding.set_owner(db, profile, " ".join(text), AUTHOR),
    }
    with session.writing() as store, steps.recorded(store.db, lambda: decided.sentence(store.db, decision), AUTHOR):
        decision = verbs[action](store.db)
        line = listing.one(store.db, profile)
    noted = _("Decision {number} noted.").format(number=decision)
    session.answer({"decision": decision} | asdict(line), f"{noted}\n{listing.told(line)}")


COMMANDS = (leads, lead)

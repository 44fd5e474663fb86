"""Complaints and low scores that nobody has seen to yet."""

from dataclasses import asdict

import click

from kmu_crm.cli.base import AUTHOR, Session
from kmu_crm.cli.numbers import NUMBER
from kmu_crm.i18n import N_, _


@click.command(
    short_help=N_("Complaints and low scores that are open."),
    help=N_("Complaints and low scores that nobody has seen to yet, the longest overdue first."),
)
@click.pass_obj
def loops(session: Session) -> None:
    from kmu_crm.desk import looping
    from kmu_crm.desk.derive import key_date

    with session.reading() as store:
        found, day = looping.open_loops(store.db), key_date(store.db)
    said = [
        f"{one.fact_id:7} {one.name}: {looping.told(one)} ({', '.join(part for part in (looping.due(one, day), one.owner) if part)})"
        for one in found
    ]
    session.answer([asdict(one) for one in found], "\n".join(said) or _("Nothing is open."))


@click.command(
    short_help=N_("Close one of these, or give it to somebody."),
    help=N_("Close an open complaint or low score by its number, or give it to somebody with --owner."),
)
@click.argument("fact", type=NUMBER)
@click.option("--owner", default="", help=N_("Whose task it is."))
@click.pass_obj
def loop(session: Session, fact: int, owner: str) -> None:
    from kmu_crm.desk import decided, looping, steps

    with session.writing() as store, steps.recorded(store.db, lambda: decided.sentence(store.db, made), AUTHOR):
        one = looping.named(store.db, fact)
        made = looping.give(store.db, one, owner, AUTHOR) if owner else looping.close(store.db, one, AUTHOR)
    session.answer({"decision": made}, _("Decision {number} noted.").format(number=made))


COMMANDS = (loops, loop)

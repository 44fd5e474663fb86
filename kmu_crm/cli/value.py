"""What they are worth: score and analyse."""

from dataclasses import asdict

import click

from kmu_crm.cli.base import Session
from kmu_crm.i18n import N_, _


@click.command(help=N_("Work out the figures of all profiles."))
@click.option("--as-of", help=N_("Key date; without it, today."))
@click.pass_obj
def score(session: Session, as_of: str | None) -> None:
    from kmu_crm.desk.derive import key_date
    from kmu_crm.value import base

    with session.writing() as store:
        done = base.refresh(store.db, as_of or key_date(store.db), session.progress)
    session.answer(
        asdict(done) | {"model": None}, _("{n} profiles scored as of {day}.").format(n=done.profiles, day=done.as_of)
    )


@click.command(
    short_help=N_("The figures behind a screen, such as totals or quality."),
    help=N_("The figures behind a screen: totals, quality, cohorts, concentration, together, traits, loyalty .."),
)
@click.argument("name")
@click.option("--as-of", help=N_("Key date; without it, the one last scored."))
@click.pass_obj
def analyse(session: Session, name: str, as_of: str | None) -> None:
    import json

    from kmu_crm.desk import analysis

    with session.writing() if as_of else session.reading() as store:
        found = analysis.analyse(store.db, name, as_of)
    session.answer(found, lambda: json.dumps(found, ensure_ascii=False, indent=1))


COMMANDS = (score, analyse)

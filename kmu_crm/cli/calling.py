"""The working day on the telephone: today's list, the sheet to call with, and a call taken back."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kmu_crm.cli.base import AUTHOR, Paths, Session
from kmu_crm.cli.numbers import NUMBER
from kmu_crm.i18n import N_, _

if TYPE_CHECKING:
    from kmu_crm.sales.calls.sheet import CallSheet
    from kmu_crm.sales.calls.today import Call, Dropped


@click.command(
    short_help=N_("Whom to call today, and why."),
    help=N_("Whom to call today, why, and whether it is allowed. Who may not be called stands there with the reason."),
)
@click.option("--day", default="", help=N_("The day of the list; without it, the key date."))
@click.option("--segment", "segment_", default="", help=N_("The members of a segment instead of what the rules find."))
@click.option("--dropped", is_flag=True, help=N_("Who left the list for a time, why and until when."))
@click.option("--pdf", type=Paths, help=N_("Write the list to be printed."))
@click.option("--sheets", is_flag=True, help=N_("With --pdf: the sheets of those who may be called behind it."))
@click.pass_obj
def calls(session: Session, day: str, segment_: str, dropped: bool, pdf: Path | None, sheets: bool) -> None:
    from kmu_crm.desk import call_paper, calling

    with session.reading() as store:
        when = calling.day_of(store.db, day)
        if dropped:
            out = calling.dropped(store.db, when)
            session.answer([asdict(one) for one in out], lambda: "\n".join(map(_left_out, out)))
            return
        found = calling.of_segment(store.db, segment_, when) if segment_ else calling.today(store.db, when)
        papers = calling.sheets(store.db, [one.profile for one in found], when)
        if pdf:
            wanted = [papers[one.profile] for one in found if sheets and one.allowed and not one.done]
            call_paper.write_list(store.db, pdf, when, found, wanted, AUTHOR)
    session.answer([_told(one, papers[one.profile]) for one in found], lambda: "\n".join(map(_line, found)))


def _told(one: "Call", sheet: "CallSheet") -> dict[str, Any]:
    """`why`: the reason of the call; `may`: on what ground it is allowed, or why it is not."""
    return {
        "profile_id": one.profile,
        "name": one.name,
        "contact": one.contact,
        "class": one.value_class,
        "phone": one.phone or None,
        "allowed": one.allowed,
        "may": one.allowed_why,
        "ground": one.ground or one.loss,
        "rule": one.code,
        "why": one.reason,
        "further": list(one.further),
        "points": [asdict(point) for point in sheet.points],
        "time": one.time,
        "done": one.done,
        "outcome": one.outcome,
    }


def _line(one: "Call") -> str:
    from kmu_crm.fields import phone
    from kmu_crm.sales.calls import outcomes

    number = phone.show(one.phone) if one.phone else "–"
    told = outcomes.title(one.outcome) if one.done else "" if one.allowed else one.allowed_why
    said = " · ".join(part for part in (one.reason, told) if part)
    return f"{one.time or '–':6}{one.value_class or '–':3}{number:20}{one.profile:8}  {one.name}: {said}"


def _left_out(one: "Dropped") -> str:
    return f"{one.profile:8}  {one.name}: {one.reason}"


@click.command(
    short_help=N_("The sheet to call a customer with, as a PDF."),
    help=N_("The sheet to call a customer with, to be printed: why, whether it is allowed, what to talk about."),
)
@click.argument("profile", type=NUMBER)
@click.argument("out", type=Paths)
@click.option("--day", default="", help=N_("The day of the call; without it, the key date."))
@click.pass_obj
def sheet(session: Session, profile: int, out: Path, day: str) -> None:
    from kmu_crm.desk import call_paper, calling

    with session.reading() as store:
        made = calling.sheet(store.db, profile, day)
        call_paper.write_sheets(store.db, out, [made], AUTHOR)
    session.answer(asdict(made) | {"file": str(out)}, _("{file} was written.").format(file=out.name))


COMMANDS = (calls, sheet)

"""Saved questions: list, define, count, members, explain, compare."""

from dataclasses import asdict
from pathlib import Path

import click

from kmu_crm.cli.base import AUTHOR, Paths, Session
from kmu_crm.cli.numbers import NUMBER
from kmu_crm.i18n import N_
from kmu_crm.store.place import own_sheets


@click.group(help=N_("Saved questions and the lists they give."))
def segment() -> None:
    pass


@segment.command("list", help=N_("Own and ready segments with their counts."))
@click.pass_obj
def list_(session: Session) -> None:
    from kmu_crm.segments import evaluate, store
    from kmu_crm.segments.parser import parse
    from kmu_crm.segments.presets import presets

    with session.reading() as opened:
        own = [(one.name, one.rule, "own") for one in store.segments(opened.db)]
        ready = [(one.title, one.rule, one.group) for one in presets(own_sheets("segments"))]
        found = [
            {"name": name, "rule": rule, "group": group, "count": evaluate.count(opened.db, parse(rule))}
            for name, rule, group in own + ready
        ]
    session.answer(found, lambda: "\n".join(f"{one['count']:7} {one['name']}" for one in found))


@segment.command(help=N_("Save a rule under a name."))
@click.argument("name")
@click.argument("rule")
@click.pass_obj
def define(session: Session, name: str, rule: str) -> None:
    from kmu_crm.segments import evaluate, store
    from kmu_crm.segments.parser import parse

    with session.writing() as opened:
        made = store.define(opened.db, name, rule, AUTHOR)
        count = evaluate.count(opened.db, parse(made.rule))
    session.answer({"name": made.name, "rule": made.rule, "count": count}, f"{count} {made.name}")


@segment.command(help=N_("How many customers a rule gives."))
@click.argument("rule")
@click.pass_obj
def count(session: Session, rule: str) -> None:
    from kmu_crm.segments import evaluate
    from kmu_crm.segments.parser import parse
    from kmu_crm.segments.rules import to_text

    with session.reading() as opened:
        read = parse(rule)
        found = evaluate.count(opened.db, read)
    session.answer({"rule": to_text(read), "count": found}, str(found))


@segment.command(help=N_("Who is in a segment (a name or a rule)."))
@click.argument("name")
@click.option("--csv", "out", type=Paths, help=N_("File to write."))
@click.pass_obj
def members(session: Session, name: str, out: Path | None) -> None:
    from kmu_crm.desk import mailing, table
    from kmu_crm.profiles import queries
    from kmu_crm.segments import evaluate

    with session.reading() as opened:
        ids = evaluate.members(opened.db, mailing.rule_of(opened.db, name)[1])
        lines = queries.lines(opened.db, ids)
        if out:
            table.write(opened.db, out, ids)
    session.answer(
        [{"profile_id": one.id, "display_name": one.display_name} for one in lines],
        lambda: "\n".join(f"{one.id:7} {one.display_name}" for one in lines),
    )


@segment.command(help=N_("Why a customer is in a segment, or not."))
@click.argument("name")
@click.argument("profile", type=NUMBER)
@click.pass_obj
def explain(session: Session, name: str, profile: int) -> None:
    from kmu_crm.desk import mailing
    from kmu_crm.segments import evaluate

    with session.reading() as opened:
        found = evaluate.explain(opened.db, mailing.rule_of(opened.db, name)[1], profile)
    session.answer(
        [asdict(one) for one in found],
        lambda: "\n".join(f"{'+' if one.holds else '-'} {one.condition}: {one.value}" for one in found),
    )


@segment.command("compare", help=N_("Two segments side by side."))
@click.argument("a")
@click.argument("b")
@click.pass_obj
def compare_(session: Session, a: str, b: str) -> None:
    from kmu_crm.desk import mailing
    from kmu_crm.desk.table import money
    from kmu_crm.segments.compare import compare

    with session.reading() as opened:
        found = compare(opened.db, mailing.rule_of(opened.db, a)[1], mailing.rule_of(opened.db, b)[1])
    document = asdict(found)
    for side in (document["a"], document["b"]):
        for name in ("revenue_12m", "revenue_per_customer"):
            side[name] = None if side[name] is None else money(round(side[name]))
    session.answer(document, lambda: f"{found.a.size} / {found.b.size}, {found.both}")


COMMANDS = (segment,)

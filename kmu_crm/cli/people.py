"""Who is who: match, records, review, merge, apart, split, relate, find, show, profiles."""

import csv
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import click

from kmu_crm.cli.base import AUTHOR, Paths, Session, decide, follow
from kmu_crm.cli.numbers import COUNT, NUMBER
from kmu_crm.i18n import N_, _, ngettext


@click.command(help=N_("Bring profiles up to date with records and decisions."))
@click.option("--full", is_flag=True, help=N_("From nothing."))
@click.pass_obj
def match(session: Session, full: bool) -> None:
    from kmu_crm.desk.derive import derive

    with session.writing() as store, session.progress.heeding():
        done = derive(store.db, full=full, progress=session.progress)
    session.answer(
        asdict(done),
        _("{records} records, {profiles} profiles, {pairs} pairs to review").format(
            records=done.records, profiles=done.profiles, pairs=done.review_pairs
        ),
    )


@click.command(
    short_help=N_("Every imported row that names a customer, as CSV."),
    help=N_("Every imported row that names a customer, with its profile."),
)
@click.option("--csv", "out", type=Paths, required=True, help=N_("File to write."))
@click.pass_obj
def records(session: Session, out: Path) -> None:
    from kmu_crm.desk.whole import whole
    from kmu_crm.outreach.cells import guarded
    from kmu_crm.sources import queries

    columns = ("system", "kind", "file", "row", "line", "external_id", "record_id", "profile_id")
    rows = 0
    with session.reading() as store, whole(out) as part, part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in queries.named_rows(store.db):
            writer.writerow("" if cell is None else guarded(str(cell)) for cell in row)
            rows += 1
    session.answer({"rows": rows, "file": str(out)}, ngettext("{n} row saved.", "{n} rows saved.", rows).format(n=rows))


@click.command(help=N_("Uncertain pairs with their evidence."))
@click.option("--limit", type=COUNT, default=20, show_default=True, help=N_("At most this many."))
@click.option("--joined", is_flag=True, help=N_("Those joined without a question instead, the least certain first."))
@click.pass_obj
def review(session: Session, limit: int, joined: bool) -> None:
    from kmu_crm.desk import questions

    with session.reading() as store:
        found = questions.told_joined(store.db, limit) if joined else questions.told(store.db, limit)
    session.answer(found, lambda: "\n".join(map(_reviewed, found)))


def _reviewed(pair: dict[str, Any]) -> str:
    from kmu_crm.identity.reasons import sentence

    line = f"{pair['a']:7} {pair['b']:7} {pair['probability']:.0%}"
    customers = pair.get("customers", ())
    if len(customers) > 2:
        line += "   " + _("asked together: {numbers}").format(numbers=", ".join(map(str, customers)))
    elif pair.get("group"):
        n = pair["group_pairs"]
        line += "   " + ngettext("{n} pair: {reasons}", "{n} pairs: {reasons}", n).format(n=n, reasons=pair["group"])
    lines = [line, *(f"        {name}" for name in pair["names"])]
    for sign, title in ((1, _("speaks for")), (-1, _("speaks against"))):
        weighty = sorted(pair["evidence"], key=lambda one: -sign * one["weight"])
        said = dict.fromkeys(sentence(one["reason"]) for one in weighty if sign * one["weight"] > 0)
        lines += [f"        {title}: {', '.join(said)}"] if said else []
    return "\n".join(lines)


@click.command(short_help=N_("These two are one, for good."), help=N_("These two, or all of these, are one, for good."))
@click.argument("a", type=NUMBER)
@click.argument("b", type=NUMBER)
@click.argument("more", type=NUMBER, nargs=-1, metavar=N_("C .."))
@click.pass_obj
def merge(session: Session, a: int, b: int, more: tuple[int, ...]) -> None:
    from kmu_crm.desk import decided, deciding, steps
    from kmu_crm.fields import show

    with session.writing() as store, steps.recorded(store.db, lambda: decided.merged(store.db, made), AUTHOR):
        made = deciding.merge_all(store.db, [a, b, *more], AUTHOR)
        done = follow(session, store.db)
    n = len(made)
    said = ngettext("Decision {numbers} noted.", "Decisions {numbers} noted.", n)
    session.answer(
        {"decision": made[0], "profiles": done.profiles, "decisions": made},
        said.format(numbers=show.some([str(one) for one in made], most=20)),
    )


@click.command(help=N_("These two are not one, for good."))
@click.argument("a", type=NUMBER)
@click.argument("b", type=NUMBER)
@click.pass_obj
def apart(session: Session, a: int, b: int) -> None:
    from kmu_crm.identity import verdicts

    decide(session, verdicts.apart, a, b)


@click.command(help=N_("Take rows out of a profile for good."))
@click.argument("profile", type=NUMBER)
@click.argument("record", type=NUMBER, nargs=-1, required=True)
@click.pass_obj
def split(session: Session, profile: int, record: tuple[int, ...]) -> None:
    from kmu_crm.desk import splitting
    from kmu_crm.identity import verdicts

    told: list[str] = []

    def verb(db: Connection, profile: int, records: Sequence[int], author: str) -> int:
        told.append(splitting.told(db, profile, records))
        return verdicts.split(db, profile, records, author)

    decide(session, verb, profile, list(record), hint=lambda _db: "".join(told))


@click.command(
    short_help=N_("What one customer is to another."),
    help=N_("What A is to B: works_at, owns, lives_with, branch_of or sister_of; “none” denies what the data say."),
)
@click.argument("a", type=NUMBER)
@click.argument("kind")
@click.argument("b", type=NUMBER)
@click.pass_obj
def relate(session: Session, a: int, kind: str, b: int) -> None:
    from kmu_crm.desk import decided, related, steps

    with session.writing() as store, steps.recorded(store.db, lambda: decided.sentence(store.db, decision), AUTHOR):
        decision = related.relate(store.db, a, kind, b, AUTHOR)
    session.answer({"decision": decision}, _("Decision {number} noted.").format(number=decision))


@click.command(help=N_("Search, best first."))
@click.argument("text")
@click.option("--limit", type=COUNT, default=20, show_default=True, help=N_("At most this many."))
@click.pass_obj
def find(session: Session, text: str, limit: int) -> None:
    from kmu_crm.profiles import search

    with session.reading() as store:
        found = search.find(store.db, text, limit)
    session.answer(
        [asdict(hit) for hit in found],
        lambda: (
            "\n".join(f"{hit.profile_id:7} {' · '.join(filter(None, (hit.display_name, hit.city)))}" for hit in found)
            or _("Nothing found.")
        ),
    )


@click.command("show", help=N_("All about one profile."))
@click.argument("profile", type=NUMBER)
@click.pass_obj
def show_(session: Session, profile: int) -> None:
    from kmu_crm.desk.show import show

    with session.reading() as store:
        found = show(store.db, profile)
    session.answer(found, lambda: _shown(found))


def _shown(found: dict[str, Any]) -> str:
    from kmu_crm.desk import unheard, wording
    from kmu_crm.fields import show
    from kmu_crm.fields.money import cents

    lines = [f"{found['display_name']} ({found['profile_id']})"]
    for one in found["fields"]:
        field, value = one["field"], wording.value(one["field"], one["value"])
        lines.append(f"  {_(wording.FIELDS[field]):22} {value}   [{_origin(one)}]")
    lines += [f"  {unheard.waiting(found['unheard'])}"] if found["unheard"] else []
    if unknown := found["figures"].get("unknown_net"):
        told = ngettext(
            "{n} document without a net amount stands in no revenue.",
            "{n} documents without a net amount stand in no revenue.",
            unknown,
        )
        lines.append(f"  {told.format(n=show.number(unknown))}")
    lines += [f"  {_by_number(one)}" for one in found["records"] if one["documents"]]
    lines += [f"  {one['role']}: {one['name']} ({one['profile']})   [{one['why']}]" for one in found["relations"]]
    for one in found["timeline"][:20]:
        day, amount = show.date(one["at"]) if one["at"] else "", one["amount_gross"]
        told = show.amount(cents(amount), one["currency"] or "EUR") if amount else ""
        state = wording.no_sale(one.get("status"))
        told += f"  ({state})" if state else ""
        lines.append(f"  {day:11} {wording.kind(one['kind']):14} {one['reference'] or '':16} {told}".rstrip())
    return "\n".join(lines)


def _by_number(record: dict[str, Any]) -> str:
    from kmu_crm.fields import show

    n = record["documents"]
    told = ngettext(
        "Record {record}: {n} document names only the customer number {number}",
        "Record {record}: {n} documents name only the customer number {number}",
        n,
    )
    said = told.format(record=record["record_id"], n=show.number(n), number=record["external_id"])
    return f"{said}   [{record['file']}]"


def _origin(field: dict[str, Any]) -> str:
    """Where a value comes from, and why it is this one."""
    of, why = field["origin"], field["why"]["text"]
    if not of["file"]:
        return str(why)
    return _("{file}, line {line}").format(file=of["file"], line=of["line"] or of["row"]) + f"; {why}"


@click.command(help=N_("A row a profile, as CSV."))
@click.option("--csv", "out", type=Paths, required=True, help=N_("File to write."))
@click.option("--as-of", help=N_("Key date of the figures."))
@click.pass_obj
def profiles(session: Session, out: Path, as_of: str | None) -> None:
    from kmu_crm.desk import table
    from kmu_crm.desk.derive import bring_to_today

    if as_of:
        with session.writing() as store:
            bring_to_today(store.db, as_of, session.progress)
            rows = table.write(store.db, out)
    else:
        with session.reading() as store:
            rows = table.write(store.db, out)
    session.answer({"rows": rows, "file": str(out)}, ngettext("{n} row saved.", "{n} rows saved.", rows).format(n=rows))


COMMANDS = (match, records, review, merge, apart, split, relate, find, show_, profiles)

"""Before anything is imported: formats, inspect; and the sample business."""

from pathlib import Path
from typing import Any

import click

from kmu_crm.cli.base import Paths, Session
from kmu_crm.cli.numbers import ROWS
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.store.place import own_sheets, sample_store


@click.command(help=N_("What the program recognises."))
@click.pass_obj
def formats(session: Session) -> None:
    from kmu_crm.sources.mapping.sheets import bundled, own

    sheets = [*own(own_sheets("formats")), *bundled()]
    found = [{"id": s.id, "system": s.system, "kind": s.kind, "title": s.label, "evidence": s.evidence} for s in sheets]
    session.answer(found, "\n".join(f"{sheet.id:28} {sheet.shown}" for sheet in sheets))


@click.command("inspect", help=N_("Look at one file and import nothing."))
@click.argument("file", type=Paths)
@click.option("--rows", type=ROWS, default=20, show_default=True, help=N_("Rows of the preview; 0 means all."))
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar=N_("COLUMN=KIND"),
    help=N_("Read a column as text, amount, date, email, phone or consent."),
)
@click.option("--sheet", help=N_("Of a workbook the sheet of this name."))
@click.pass_obj
def look(session: Session, file: Path, rows: int, kinds: tuple[str, ...], sheet: str | None) -> None:
    from kmu_crm.desk import looking
    from kmu_crm.sources.mapping.sheets import own

    forced = dict(kind.rsplit("=", 1) for kind in kinds if "=" in kind)
    if len(forced) != len(kinds) or not set(forced.values()) <= looking.INSPECTED:
        kinds_known = ", ".join(sorted(looking.INSPECTED))
        raise click.UsageError(_("--kind wants COLUMN=KIND, with KIND one of {kinds}.").format(kinds=kinds_known))
    found = looking.look(file, rows, forced, further=own(own_sheets("formats")), sheet=sheet)
    session.answer(found, lambda: _looked(found))
    if found["verdict"] == "refuse":
        if not session.as_json:
            click.echo(found["refusal"]["text"], err=True)
        raise click.exceptions.Exit(1)


def _looked(found: dict[str, Any]) -> str:
    from kmu_crm.cli.telling import remark
    from kmu_crm.fields import show
    from kmu_crm.sources.choices import actions
    from kmu_crm.sources.recording.oddities import again, once

    if found["verdict"] == "refuse":
        return ""
    lines = [f"{found['file']}: {found['title']}, {show.percent(found['confidence'])}"]
    if not found["importable"] and all(one["code"] != "of_suppliers" for one in found["warnings"]):
        codes = {one["code"] for one in found["warnings"]}
        lines.append(
            _("It cannot be imported as it is: not every column tells what it holds. Assign them on the import page.")
            if "no_header" in codes
            else _(
                "It cannot be imported as it is: money stands in the rows, and not all of amount, document and day are understood."
                " Assign the columns on the import page."
            )
            if "amount_unassigned" in codes
            else _("It cannot be imported as it is: too few columns are understood. Assign them on the import page.")
        )
    lines.append(
        ngettext("{n} row", "{n} rows", found["rows"]).format(n=found["rows"])
        + f", {found['encoding'] or ''} {found['delimiter'] or ''}"
    )
    lines += [f"  {one['column']:32} -> {one['field'] or '-'}" for one in found["mapping"]]
    lines += [
        f"  {remark(one)}" + (f" [--choose {one.code}={'|'.join(ways)}]" if (ways := actions(one.code)) else "")
        for one in once(map(again, found["warnings"]))
    ]
    return "\n".join(lines)


@click.command(
    short_help=N_("Write what the columns of a file mean as a format sheet."),
    help=N_("Write what the columns of a file mean as a format sheet (TOML), to be completed and reused."),
)
@click.argument("file", type=Paths)
@click.argument("out", type=Paths)
@click.pass_obj
def mapping(session: Session, file: Path, out: Path) -> None:
    from kmu_crm.desk import handing_on, looking
    from kmu_crm.sources.mapping.sheets import own

    found = handing_on.save_for(file, out, further=own(own_sheets("formats")))
    answer = {"file": str(out), "confidence": found.confidence, "mapping": looking.mapping(found.columns)}
    session.answer(answer, _("{file} written.").format(file=out))


@click.command(
    short_help=N_("The sample business, imported as a user would do it."),
    help=N_("The sample business: imports its files as a user would, scores, opens the window."),
)
@click.option("--headless", is_flag=True, help=N_("Stop before the window."))
@click.pass_context
def demo(context: click.Context, headless: bool) -> None:
    from kmu_crm.desk import demo as sample

    session: Session = context.obj
    given = context.parent is not None and context.parent.params.get("file") is not None
    target = session.file if given else sample_store()
    with session.progress.heeding():
        made = sample.make(target, fresh=not given, progress=session.progress)
    session.answer({"store": str(target), "imports": made.imports, "profiles": made.profiles}, made.summary)
    if not headless:
        context.exit(session.open_window(target))


COMMANDS = (formats, look, mapping, demo)

"""Data in: formats, inspect, import, imports, undo, left-out, demo."""

from pathlib import Path
from typing import Any

import click

from kmu_crm.cli.base import Session
from kmu_crm.errors import KmuError
from kmu_crm.i18n import _, ngettext
from kmu_crm.store.place import data_folder, sample_store

Paths = click.Path(path_type=Path)


@click.command()
@click.pass_obj
def formats(session: Session) -> None:
    """What the program recognises."""
    from kmu_crm.sources.sheets import bundled, own

    sheets = [*own(data_folder() / "formats"), *bundled()]
    found = [{"id": sheet.id, "system": sheet.system, "kind": sheet.kind, "title": sheet.label} for sheet in sheets]
    session.answer(found, "\n".join(f"{one['id']:28} {one['title']}" for one in found))


@click.command("inspect")
@click.argument("file", type=Paths)
@click.option("--rows", default=20, show_default=True, help="Rows of the preview; 0 means all.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="COLUMN=KIND",
    help="Read a column as text, amount, date, email, phone or consent.",
)
@click.pass_obj
def look(session: Session, file: Path, rows: int, kinds: tuple[str, ...]) -> None:
    """Look at one file and import nothing."""
    from kmu_crm.desk import looking

    forced = dict(kind.rsplit("=", 1) for kind in kinds if "=" in kind)
    if len(forced) != len(kinds) or not set(forced.values()) <= looking.INSPECTED:
        raise click.UsageError(f"--kind wants COLUMN=KIND, with KIND one of {', '.join(sorted(looking.INSPECTED))}")
    found = looking.look(file, rows, forced)
    session.answer(found, lambda: _looked(found))
    if found["verdict"] == "refuse":
        if not session.as_json:
            click.echo(found["refusal"]["text"], err=True)
        raise click.exceptions.Exit(1)


def _looked(found: dict[str, Any]) -> str:
    from kmu_crm.fields import show

    if found["verdict"] == "refuse":
        return ""
    lines = [f"{found['file']}: {found['title']}, {show.percent(found['confidence'])}"]
    if not found["importable"]:
        lines.append(
            _("It cannot be imported as it is: too few columns are understood. Assign them on the import page.")
        )
    lines.append(
        ngettext("{n} row", "{n} rows", found["rows"]).format(n=found["rows"])
        + f", {found['encoding'] or ''} {found['delimiter'] or ''}"
    )
    lines += [f"  {one['column']:32} -> {one['field'] or '-'}" for one in found["mapping"]]
    lines += [
        f"  ! {one['text']}" + (f" ({one['column']}, {one['count']})" if one["column"] else "")
        for one in found["warnings"]
    ]
    return "\n".join(lines)


@click.command("import")
@click.argument("files", type=Paths, nargs=-1, required=True)
@click.option("--format", "format_", help="Format id instead of recognising it.")
@click.option("--mapping", type=Paths, help="A format sheet (TOML) that tells what the columns mean.")
@click.option("--encoding", help="Character set of the files.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, change nothing.")
@click.pass_obj
def take_in(
    session: Session,
    files: tuple[Path, ...],
    format_: str | None,
    mapping: Path | None,
    encoding: str | None,
    dry_run: bool,
) -> None:
    """Import files or folders and bring profiles up to date."""
    from kmu_crm.desk import intake
    from kmu_crm.sources import sheets

    further = list(sheets.own(data_folder() / "formats"))
    if mapping is not None:
        try:
            given = sheets.read(mapping.name, mapping.read_text(encoding="utf-8"))
        except OSError as error:
            raise sheets.BadSheet(file=mapping.name, what=error.strerror) from error
        further, format_ = given + further, format_ or given[0].id
    with session.writing() as store:
        delivery = intake.take_in(
            store.db,
            files,
            format=format_,
            encoding=encoding,
            further=further,
            dry_run=dry_run,
            progress=session.progress,
        )
        profiles = _profiles(store.db)
    session.answer(
        {
            "imports": [_report(one) for one in delivery.done]
            + [_refused(path, reason) for path, reason in delivery.refused],
            "open_links": delivery.open_links,
            "profiles": profiles,
        },
        lambda: "\n".join(_told(one) for one in delivery.done),
    )
    for path, reason in delivery.refused:
        click.echo(str(reason) if path.name in str(reason) else f"{path.name}: {reason}", err=True)
    if delivery.refused:
        raise click.exceptions.Exit(1)


def _profiles(db: Any) -> int:
    from kmu_crm.profiles import queries

    return queries.count(db)


def _report(one: Any) -> dict[str, Any]:
    return {
        "id": one.id,
        "file": one.file,
        "state": "done",
        "format": one.format,
        "confidence": one.confidence,
        "encoding": one.encoding,
        "delimiter": one.delimiter,
        "rows": one.rows,
        "new": one.tally.new,
        "updated": one.tally.updated,
        "unchanged": one.tally.unchanged,
        "refused": [
            {
                "row": r.row,
                "line": r.line,
                "column": r.column,
                "code": r.code,
                "reason": _reason(r.code),
                "value": r.value,
            }
            for r in one.refusals
        ],
        "skipped": one.skipped,
        "warnings": [warning.as_dict() for warning in one.warnings],
        "seconds": one.seconds,
    }


def _reason(code: str) -> str:
    from kmu_crm.sources.problems import sentence

    return sentence(code)


def _refused(path: Path, error: KmuError) -> dict[str, Any]:
    return {
        "id": None,
        "file": path.name,
        "state": "refused",
        "format": None,
        "confidence": 0.0,
        "encoding": None,
        "delimiter": None,
        "rows": 0,
        "new": 0,
        "updated": 0,
        "unchanged": 0,
        "refused": [],
        "warnings": [{"code": error.code, "text": str(error), "rows": [], "column": None}],
        "seconds": 0.0,
    }


def _told(one: Any) -> str:
    from kmu_crm.sources.titles import of_format

    return _("{file}: {title}; {new} new, {updated} updated, {unchanged} unchanged, {refused} left out").format(
        file=one.file,
        title=of_format(one.format, one.title),
        new=one.tally.new,
        updated=one.tally.updated,
        unchanged=one.tally.unchanged,
        refused=len(one.refusals),
    )


@click.command()
@click.pass_obj
def imports(session: Session) -> None:
    """The import log."""
    from dataclasses import asdict

    from kmu_crm.sources import queries

    with session.reading() as store:
        found = queries.imports(store.db)
    session.answer(
        [asdict(one) for one in found],
        lambda: "\n".join(f"{one.id:5} {one.at} {one.state:7} {one.file} ({one.title})" for one in found),
    )


@click.command()
@click.argument("import_id", type=int)
@click.pass_obj
def undo(session: Session, import_id: int) -> None:
    """Take one import back as if it had never been."""
    from kmu_crm.desk.derive import derive
    from kmu_crm.sources.undo import undo as take_back

    with session.writing() as store:
        take_back(store.db, import_id, session.progress)
        done = derive(store.db, progress=session.progress)
    session.answer(
        {"undone": import_id, "profiles": done.profiles}, _("Import {number} was taken back.").format(number=import_id)
    )


@click.command("left-out")
@click.argument("import_id", type=int)
@click.argument("out", type=Paths)
@click.pass_obj
def left_out(session: Session, import_id: int, out: Path) -> None:
    """Save the rows an import left out as a file that can be mended."""
    from kmu_crm.desk import leftovers

    with session.reading() as store:
        rows = leftovers.write(store.db, import_id, out)
    session.answer({"rows": rows, "file": str(out)}, ngettext("{n} row saved.", "{n} rows saved.", rows).format(n=rows))


@click.command()
@click.option("--headless", is_flag=True, help="Stop before the window.")
@click.pass_context
def demo(context: click.Context, headless: bool) -> None:
    """The sample business: imports its files as a user would, scores, opens the window."""
    from kmu_crm.desk import demo as sample

    session: Session = context.obj
    given = context.parent is not None and context.parent.params.get("file") is not None
    target = session.file if given else sample_store()
    made = sample.make(target, fresh=not given, progress=session.progress)
    session.answer({"store": str(target), "imports": made.imports, "profiles": made.profiles}, made.summary)
    if not headless:
        context.exit(session.open_window(target))


COMMANDS = (formats, look, take_in, imports, undo, left_out, demo)

"""Import and what follows from it: the log, undo, the rows that were left out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kmu_crm.cli import telling
from kmu_crm.cli.base import Paths, Session
from kmu_crm.cli.numbers import NUMBER
from kmu_crm.cli.telling import told
from kmu_crm.errors import KmuError, Stopped, cause
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.store.place import own_sheets

if TYPE_CHECKING:
    from kmu_crm.sources.choices import Choice
    from kmu_crm.sources.mapping.sheets import Sheet
    from kmu_crm.sources.recording.changes import OfCustomers


def _choices(_context: click.Context, _option: click.Parameter, said: tuple[str, ...]) -> "tuple[Choice, ...]":
    if not said:
        return ()
    from kmu_crm.sources import choices

    try:
        return tuple(choices.parse(text) for text in said)
    except choices.BadChoice as error:
        raise click.BadParameter(str(error)) from error


@click.command(
    "import",
    short_help=N_("Import files or folders."),
    help=N_("Import files or folders and bring profiles up to date."),
)
@click.argument("files", type=Paths, nargs=-1, required=True)
@click.option("--format", "format_", help=N_("Format id instead of recognising it."))
@click.option("--mapping", type=Paths, help=N_("A format sheet (TOML) that tells what the columns mean."))
@click.option("--encoding", help=N_("Character set of the files."))
@click.option("--sheet", help=N_("Of a workbook the sheet of this name."))
@click.option(
    "--mode",
    type=click.Choice(["fill", "update", "new"]),
    help=N_(
        "How the file ranks against other sources: fill gaps, update (its values win), or new customers only;"
        " without it as at its last import."
    ),
)
@click.option(
    "--choose",
    "chosen",
    metavar="CODE[:COLUMN]=ACTION",
    multiple=True,
    callback=_choices,
    help=N_("What becomes of doubtful cells or damaged text; “inspect” names codes and actions. May be repeated."),
)
@click.option("--dry-run", is_flag=True, help=N_("Say what would happen, change nothing."))
@click.option("--without-backup", is_flag=True, help=N_("Import also where no backup can be written before."))
@click.pass_obj
def take_in(
    session: Session,
    files: tuple[Path, ...],
    format_: str | None,
    mapping: Path | None,
    encoding: str | None,
    sheet: str | None,
    mode: str | None,
    chosen: "tuple[Choice, ...]",
    dry_run: bool,
    without_backup: bool,
) -> None:
    from kmu_crm.desk import intake
    from kmu_crm.profiles import queries
    from kmu_crm.sources.choices import BadChoice
    from kmu_crm.sources.mapping import sheets
    from kmu_crm.sources.reading.raw import name_of

    given = _sheets(mapping) if mapping else []
    if not intake.files_of(files):
        raise intake.NothingThere(folder=", ".join(path.name for path in files))
    with session.writing() as store, session.progress.heeding():
        delivery = intake.take_in(
            store.db,
            files,
            format=format_ or (given[0].id if given else None),
            encoding=encoding,
            sheet=sheet,
            mode=mode,
            choices=chosen,
            further=[*given, *sheets.own(own_sheets("formats"))],
            dry_run=dry_run,
            remember=any(sheets.is_of_columns(one) for one in given),
            guarded=not without_backup,
            progress=session.progress,
        )
        profiles = queries.count(store.db)
    became = delivery.derived.customers if delivery.derived else None
    session.answer(
        {
            "imports": [_report(one) for one in delivery.done]
            + [_refused(path, reason) for path, reason in delivery.refused],
            "open_links": delivery.open_links,
            "profiles": profiles,
            "backup": str(delivery.backup) if delivery.backup else None,
            "customers": _became(became),
        },
        lambda: "\n".join([*_kept(delivery.backup), *map(told, delivery.done), *telling.customers(became)]),
    )
    for path, reason in delivery.refused:
        name = name_of(path)
        click.echo(str(reason) if name in str(reason) else f"{name}: {reason}", err=True)
        for one in _refused(path, reason)["mapping"]:
            click.echo(f"  {one['column']:32} -> {one['field'] or '-'}", err=True)
    if delivery.stopped or (session.progress.asked and delivery.done and not dry_run):
        raise Stopped(files=len(delivery.done))
    if delivery.behind:
        raise delivery.behind
    if delivery.refused:
        raise click.exceptions.Exit(
            2 if any(isinstance(reason, BadChoice) for _path, reason in delivery.refused) else 1
        )


def _kept(backup: Path | None) -> list[str]:
    return [_("Backup before the import: {file}").format(file=backup)] if backup else []


def _sheets(mapping: Path) -> "list[Sheet]":
    from kmu_crm.sources.mapping import sheets

    try:
        return sheets.read(mapping.name, mapping.read_text(encoding="utf-8"))
    except OSError as error:
        raise sheets.BadSheet(file=mapping.name, what=cause(error)) from error


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
        "joined": one.joined,
        "customers": _became(one.customers),
        "noes": one.noes,
        "warnings": [warning.as_dict() for warning in one.warnings],
        "seconds": one.seconds,
    }


def _became(of: "OfCustomers | None") -> dict[str, Any] | None:
    if of is None:
        return None
    examples = [{"name": each.name, "changes": each.changes} for each in of.samples]
    return {"new": of.new, "changed": of.changed, "examples": examples}


def _reason(code: str) -> str:
    from kmu_crm.sources.recording.problems import sentence

    return sentence(code)


def _refused(path: Path, error: KmuError) -> dict[str, Any]:
    from kmu_crm.desk import looking
    from kmu_crm.sources.importing import NotRecognised
    from kmu_crm.sources.reading.raw import name_of

    guess = error.recognised if isinstance(error, NotRecognised) else None
    return {
        "id": None,
        "file": name_of(path),
        "state": "refused",
        "format": None,
        "confidence": guess.confidence if guess else 0.0,
        "encoding": None,
        "delimiter": None,
        "rows": 0,
        "new": 0,
        "updated": 0,
        "unchanged": 0,
        "refused": [],
        "warnings": [{"code": error.code, "text": str(error), "rows": [], "column": None}],
        "mapping": looking.mapping(guess.columns) if guess else [],
        "seconds": 0.0,
    }


@click.command(help=N_("The import log."))
@click.pass_obj
def imports(session: Session) -> None:
    from dataclasses import asdict

    from kmu_crm.sources import queries

    with session.reading() as store:
        found = queries.imports(store.db)
    session.answer(
        [asdict(one) for one in found],
        lambda: "\n".join(f"{one.id:5} {one.at} {one.state:7} {one.file} ({one.title})" for one in found),
    )


@click.command(
    short_help=N_("Take one import back."),
    help=N_("Take one import back as if it had never been, but for the refusals it brought."),
)
@click.argument("import_id", type=NUMBER)
@click.option("--dry-run", is_flag=True, help=N_("Say what would be lost, change nothing."))
@click.pass_obj
def undo(session: Session, import_id: int, dry_run: bool) -> None:
    from kmu_crm.desk.delivering import take_back
    from kmu_crm.sources import losses

    if dry_run:
        _rehearse_undo(session, import_id)
        return
    with session.writing() as store:
        done = take_back(store.db, [import_id], session.progress)
        noes = losses.kept_noes(store.db, [import_id])
    said = [_("Import {number} was taken back.").format(number=import_id), *_staying(noes)]
    session.answer({"undone": import_id, "profiles": done.profiles, "noes": noes}, "\n".join(said))


def _staying(noes: int) -> list[str]:
    """What an import that is taken back leaves."""
    text = _("Objections, unsubscriptions and undeliverable addresses that stay: {n}")
    return [text.format(n=noes)] if noes else []


def _rehearse_undo(session: Session, import_id: int) -> None:
    from dataclasses import asdict

    from kmu_crm.desk import before_undo
    from kmu_crm.sources import losses
    from kmu_crm.sources.undo import refuse_unknown

    with session.reading() as store:
        refuse_unknown(store.db, import_id)
        would = losses.of(store.db, import_id)
        rehearsed = before_undo.rehearse_beside(store.db, [import_id], session.progress)
    document = asdict(would)
    if rehearsed:
        document |= {"customers": rehearsed.gone, "earlier_values": rehearsed.earlier, "joined": rehearsed.joined}
    session.answer({"would": document}, "\n".join([*telling.losses(would, rehearsed), *_staying(would.noes)]))


@click.command(
    "left-out",
    short_help=N_("Save the rows an import left out, to be mended."),
    help=N_("Save the rows an import left out as a file that can be mended."),
)
@click.argument("import_id", type=NUMBER)
@click.argument("out", type=Paths)
@click.pass_obj
def left_out(session: Session, import_id: int, out: Path) -> None:
    from kmu_crm.desk import leftovers

    with session.reading() as store:
        rows = leftovers.write(store.db, import_id, out)
    session.answer({"rows": rows, "file": str(out)}, ngettext("{n} row saved.", "{n} rows saved.", rows).format(n=rows))


@click.command(
    short_help=N_("Files of the watched folder not imported yet."),
    help=N_("Files of the watched folder that have not come in yet."),
)
@click.pass_obj
def waiting(session: Session) -> None:
    from kmu_crm.desk import watching

    with session.reading() as store:
        files = watching.waiting(store.db)
    session.answer([{"file": str(file)} for file in files], "\n".join(map(str, files)))


COMMANDS = (take_in, imports, undo, left_out, waiting)

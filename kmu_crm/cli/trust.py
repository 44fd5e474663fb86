"""Trust: check, backup, restore, rebuild, selftest."""

from dataclasses import asdict
from pathlib import Path

import click

from kmu_crm.cli.base import Paths, Session
from kmu_crm.i18n import N_, _


@click.command(help=N_("Is the customer file sound?"))
@click.pass_obj
def check(session: Session) -> None:
    from kmu_crm.store import backup

    with session.reading() as store:
        problems = backup.check(store.db)
    session.answer({"ok": not problems, "problems": problems}, "\n".join(problems) or _("The customer file is sound."))
    if problems:
        raise click.exceptions.Exit(1)


@click.command("backup", help=N_("A checked copy, also while the program is open."))
@click.argument("out", type=Paths)
@click.pass_obj
def backup_(session: Session, out: Path) -> None:
    from kmu_crm.store import backup

    with session.reading() as store:
        digest = backup.write(store.file, out)
    session.answer({"file": str(out), "sha256": digest}, _("Backup written and checked: {file}").format(file=out))


@click.command(
    short_help=N_("Back to a backup; the present state is kept."),
    help=N_("Back to a backup; the present state is kept beside it."),
)
@click.argument("file", type=Paths)
@click.pass_obj
def restore(session: Session, file: Path) -> None:
    from kmu_crm.store import restore

    kept = restore.restore(session.file, file)
    session.answer(
        {"file": str(session.file), "kept": str(kept) if kept else None},
        _("Restored from {file}.").format(file=file.name),
    )


@click.command(
    short_help=N_("Derive everything anew and compare."),
    help=N_("Derive everything anew from records and decisions, and compare."),
)
@click.pass_obj
def rebuild(session: Session) -> None:
    from kmu_crm.desk import rebuilding

    with session.writing() as store:
        done = rebuilding.rebuild(store.db, session.progress)
    session.answer(
        asdict(done),
        _("Identical.")
        if done.identical
        else _("Differences were found and put right: {what}").format(what=", ".join(done.differences)),
    )
    if not done.identical:
        raise click.exceptions.Exit(1)


@click.command(
    short_help=N_("A quick run of import, chart and export."),
    help=N_("A quick run of import, chart and export in a temporary store."),
)
@click.pass_obj
def selftest(session: Session) -> None:
    from kmu_crm.desk.selftest import selftest as run

    done = run(session.progress)
    session.answer(done, "ok" if done["ok"] else _("Not passed: {what}").format(what=", ".join(done["failed"])))
    if not done["ok"]:
        raise click.exceptions.Exit(1)


COMMANDS = (check, backup_, restore, rebuild, selftest)

"""What people say: typing in, correcting, tasks, contacts, the journal of decisions, settings."""

import json
from dataclasses import asdict
from sqlite3 import Connection

import click

from kmu_crm import settings as core_settings
from kmu_crm.cli.base import AUTHOR, Session, decide, hinted
from kmu_crm.cli.numbers import NUMBER
from kmu_crm.desk.table import money
from kmu_crm.i18n import N_, _


@click.group("settings", invoke_without_command=True, help=N_("Every setting with value, default and bounds."))
@click.pass_context
def settings(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        session: Session = context.obj
        with session.reading() as store:
            found = [
                {
                    "key": one.key,
                    "value": _told(one, value),
                    "default": _told(one, one.default),
                    "title": _(one.title),
                    "low": _told(one, one.low),
                    "high": _told(one, one.high),
                    "choices": one.choices,
                }
                for one, value in core_settings.everything(store.db)
            ]
        session.answer(found, "\n".join(f"{one['key']:28} {one['value']!s:12} {one['title']}" for one in found))


@settings.command("set", help=N_("Change a setting; an amount is written as in 65.50."))
@click.argument("key")
@click.argument("value")
@click.pass_obj
def set_(session: Session, key: str, value: str) -> None:
    from kmu_crm.desk import settling
    from kmu_crm.desk.derive import Heard

    one = core_settings.named(key)
    with session.writing() as store, session.progress.heeding():
        settling.settle(store.db, {key: settling.stored(one, value)}, Heard(session.progress))
        told = _told(one, core_settings.read(store.db, key))
        session.answer({"key": key, "value": told}, f"{key} = {told}")


@settings.command(
    short_help=N_("What a change would do; nothing is changed."),
    help=N_("What a change of a threshold (match.) or of whose word counts (trust.) would do; nothing is changed."),
)
@click.argument("key")
@click.argument("value")
@click.pass_obj
def preview(session: Session, key: str, value: str) -> None:
    from kmu_crm.desk import foreseen, foreseen_words

    with session.reading() as store:
        found = foreseen.of(store.db, key, value)
    if isinstance(found, foreseen.Values):
        lines = [*foreseen_words.values(found), *(f"  {foreseen_words.other(one)}" for one in found.examples)]
        session.answer({"key": key, "value": value, **asdict(found)}, "\n".join(lines))
        return
    lines = [*foreseen_words.pairs(found), *(f"  {foreseen_words.example(one)}" for one in found.examples)]
    told = asdict(found)
    told |= told.pop("moved")
    del told["moves"]
    session.answer({"key": key, "value": value, **told}, "\n".join(lines))


def _told(setting: core_settings.Setting, value: int | str) -> int | str | None:
    return money(int(value)) if setting.is_money else value


@click.command(
    short_help=N_("Type in a customer, order, note .."),
    help=N_("Type in a customer, order, note ..: the same as the forms of the window."),
)
@click.argument("kind")
@click.argument("values", nargs=-1, metavar=N_("FIELD=VALUE .."))
@click.pass_obj
def new(session: Session, kind: str, values: tuple[str, ...]) -> None:
    from kmu_crm.desk import entry, may_be, noted, steps, unheard, writing_down
    from kmu_crm.identity import verdicts

    given = dict(value.split("=", 1) for value in values if "=" in value)
    if len(given) != len(values):
        raise click.UsageError(_("FIELD=VALUE is wanted."))
    asked = writing_down.FIELDS.get(kind, ())
    if kind in noted.KINDS and (wrong := next(iter(given.keys() - {*asked, "profile"}), None)):
        raise entry.UnknownEntry(word=wrong, known=", ".join(asked))
    with session.writing() as store:
        known = may_be.of(store.db, given) if kind == "customer" else []
        told_of = writing_down.newcomer(given) if kind == "customer" else lambda: _noted(store.db, kind, given)
        with steps.recorded(store.db, told_of, AUTHOR):
            if kind in noted.KINDS:
                made = writing_down.write_down(store.db, entry.profile_in(given), kind, given, AUTHOR)
            else:
                made = entry.new(store.db, kind, given)
        if kind == "customer":
            made |= {"profile_id": verdicts.profile_of(store.db, made["record_id"]), "may_be": list(map(asdict, known))}
        whose = given.get("profile", "")
        told = _unheard(store.db, int(whose), unheard.is_no(*given.values())) if kind != "customer" else ""
    session.answer(made | hinted(told), f"{json.dumps(made, ensure_ascii=False)}\n{told}".rstrip())


def _noted(db: Connection, kind: str, given: dict[str, str]) -> str:
    from kmu_crm.desk import entry, writing_down

    return writing_down.told_of(db, kind, entry.profile_in(given))


@click.group(
    "steps",
    invoke_without_command=True,
    short_help=N_("What was done to customers; undo and redo."),
    help=N_("What was done to customers, the newest first; with “undo” and “redo” it goes back and forth."),
)
@click.pass_context
def steps_(context: click.Context) -> None:
    from kmu_crm.decisions import authors
    from kmu_crm.desk import steps
    from kmu_crm.fields import show

    if context.invoked_subcommand is not None:
        return
    session: Session = context.obj
    with session.reading() as store:
        found = steps.all_of(store.db)
    session.answer(
        [
            {"id": one.id, "at": one.at, "author": one.author, "text": one.text, "undone": one.undone is not None}
            for one in found
        ],
        lambda: "\n".join(
            f"{one.id:5} {show.moment(one.at)}  {authors.title(one.author)}: {one.text}"
            + (f" ({_('undone')})" if one.undone is not None else "")
            for one in found
        ),
    )


@steps_.command("undo", help=N_("Undo the last step, or this one."))
@click.argument("step", type=NUMBER, required=False)
@click.pass_obj
def undo_step(session: Session, step: int | None) -> None:
    from kmu_crm.desk import steps

    with session.writing() as store:
        done = steps.undo_last(store.db, AUTHOR) if step is None else steps.undo(store.db, step, AUTHOR)
    if done is None:
        session.answer({"step": None, "text": ""}, _("Nothing left to take back"))
        return
    stays = hinted(_("The objection stays.") if done.no_stays else "")
    session.answer({"step": done.id, "text": done.text} | stays, steps.told_undone(done.text, no_stays=done.no_stays))


@steps_.command("redo", help=N_("Do again what was undone last."))
@click.pass_obj
def redo_step(session: Session) -> None:
    from kmu_crm.desk import steps

    with session.writing() as store:
        done = steps.redo_last(store.db, AUTHOR)
    said = _("Done again: {what}").format(what=done.text) if done else _("Nothing to do again")
    session.answer({"step": done.id if done else None, "text": done.text if done else ""}, said)


@click.command(help=N_("The journal of what people said."))
@click.argument("profile", type=NUMBER, required=False)
@click.pass_obj
def decisions(session: Session, profile: int | None) -> None:
    from kmu_crm.decisions import authors, journal
    from kmu_crm.desk import decided
    from kmu_crm.fields import show
    from kmu_crm.identity.verdicts import records_of

    with session.reading() as store:
        found = everything = journal.everything(store.db)
        if profile is not None:
            own = set(records_of(store.db, profile))
            found = [one for one in found if own & set(journal.records_of(one.what))]
        words = decided.sentences(store.db, found, everything)
    session.answer(
        [asdict(one) for one in found],
        lambda: "\n".join(
            f"{one.id:5} {show.moment(one.at)}  {authors.title(one.author)}: {text}"
            for one, text in zip(found, words, strict=True)
        ),
    )


@click.command(short_help=N_("Take a decision back."), help=N_("Take a decision back, or several at once."))
@click.argument("decision", type=NUMBER, nargs=-1, required=True)
@click.pass_obj
def revoke(session: Session, decision: tuple[int, ...]) -> None:
    from kmu_crm.desk import decided, deciding

    decide(session, deciding.revoke_several, decision, hint=lambda db: decided.still_one(db, decision))


@click.command(help=N_("This value is right, whatever the next import says."))
@click.argument("profile", type=NUMBER)
@click.argument("field")
@click.argument("value")
@click.pass_obj
def correct(session: Session, profile: int, field: str, value: str) -> None:
    from kmu_crm.desk import entry, unheard

    no = unheard.is_no_in(field, value)
    decide(session, entry.correct, profile, field, value, hint=lambda db: _unheard(db, profile, no))


@click.command(help=N_("Put a tag on a customer."))
@click.argument("profile", type=NUMBER)
@click.argument("tag")
@click.pass_obj
def tag(session: Session, profile: int, tag: str) -> None:
    from kmu_crm.desk import entry, unheard

    no = unheard.is_no(tag)
    decide(session, entry.tag, profile, tag, hint=lambda db: _unheard(db, profile, no))


@click.command(help=N_("Something to do for a customer; “revoke” takes it off the list."))
@click.argument("profile", type=NUMBER)
@click.argument("text")
@click.option("--due", required=True, help=N_("The day by which it is to be done."))
@click.pass_obj
def task(session: Session, profile: int, text: str, due: str) -> None:
    from kmu_crm.desk import entry

    decide(session, entry.task, profile, text, due)


@click.command(
    short_help=N_("A contact entry: call, visit, complaint, note .."),
    help=N_("A contact entry: call, email, appointment, visit, complaint or note."),
)
@click.argument("profile", type=NUMBER)
@click.argument("kind")
@click.argument("text")
@click.option(
    "--outcome",
    default="",
    help=N_("What came of it; of a call: reached, not_reached, call_back, ordered, no_interest or no_more_calls."),
)
@click.option("--follow-up", default="", help=N_("The day on which to take it up again: makes a task."))
@click.pass_obj
def log(session: Session, profile: int, kind: str, text: str, outcome: str, follow_up: str) -> None:
    from kmu_crm.desk import calling, entry, steps, unheard, writing_down

    with session.writing() as store:
        with steps.recorded(store.db, lambda: writing_down.told_of(store.db, kind, profile), AUTHOR):
            if kind == "call" and outcome:  # with the task that led to it, and an objection where the outcome is one
                made = asdict(calling.finish(store.db, profile, outcome, text, follow_up, AUTHOR))
            else:
                made = entry.log(store.db, profile, kind, text, AUTHOR, outcome, follow_up)
        told = _unheard(store.db, profile, unheard.is_no(text, outcome))
    said = _("Noted.")
    session.answer(made | hinted(told), f"{said}\n{told}".rstrip())


def _unheard(db: Connection, profile: int, no: bool) -> str:
    """That a no typed here bars nobody for good, and the command that does; nothing where there is none, or all ways are closed."""
    from kmu_crm.desk import unheard
    from kmu_crm.profiles import queries

    if not no or not unheard.concerns(db, profile):
        return ""
    row = queries.profile(db, profile)
    channel = next((one for one in ("email", "phone") if row[one]), "email")
    return _(
        "This alone is no objection, lists only wait until you have looked: note it with “kmu-crm consent set {address} {channel}"
        " advertising withdrawn --basis …”, for each address."
    ).format(address=row[channel] or _("ADDRESS"), channel=channel)


COMMANDS = (settings, new, steps_, decisions, revoke, correct, tag, task, log)

"""Speaking to them: consent, block list, mailing lists."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kmu_crm.cli.base import AUTHOR, Paths, Session, decide, follow
from kmu_crm.cli.numbers import NUMBER
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.store.place import own_sheets

if TYPE_CHECKING:
    from kmu_crm.outreach.export import Export
    from kmu_crm.outreach.plan import Plan

PURPOSES = ("advertising", "existing-customers", "notice")
SHOWN = 20  # numbers of customers in a sentence; JSON has all


class _Consent(click.Group):
    """`consent PROFILE` shows the ledger, `consent set ..` writes into it."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in self.commands:
            return "of", self.commands["of"], args
        return super().resolve_command(ctx, args)


@click.group(cls=_Consent, help=N_("The ledger of consents."))
def consent() -> None:
    pass


@consent.command("of", hidden=True)
@click.argument("profile", type=NUMBER)
@click.pass_obj
def of(session: Session, profile: int) -> None:
    from kmu_crm.consent import ledger
    from kmu_crm.profiles import queries, timeline

    with session.reading() as opened:
        queries.profile(opened.db, profile)
        found = [asdict(event) for event in ledger.history(opened.db, timeline.addresses_of(opened.db, profile))]
    session.answer(
        found,
        lambda: "\n".join(
            f"{one['at'] or '-':20} {one['channel']:6} {one['state']:10} {one['address']}" for one in found
        ),
    )


@consent.command(
    "set", short_help=N_("A new entry."), help=N_("A new entry: given, confirmed, claimed, withdrawn or bounced.")
)
@click.argument("address")
@click.argument("channel")
@click.argument("purpose")
@click.argument("state")
@click.option("--basis", required=True, help=N_("What the entry rests on: form, double opt-in, letter .."))
@click.option("--evidence", default="", help=N_("Where it can be looked up."))
@click.option("--at", help=N_("When it was said; without it, now."))
@click.option("--goods", default="", help=N_("With --basis sale: the own similar goods; --at is the day of the sale."))
@click.option("--told-at-collection", is_flag=True, help=N_("With --basis sale: told of the right to object at once."))
@click.option("--told-in-each-mail", is_flag=True, help=N_("With --basis sale: each mail tells of that right."))
@click.pass_obj
def set_(
    session: Session,
    address: str,
    channel: str,
    purpose: str,
    state: str,
    basis: str,
    evidence: str,
    at: str | None,
    goods: str,
    told_at_collection: bool,
    told_in_each_mail: bool,
) -> None:
    from kmu_crm.consent import existing, typed, words
    from kmu_crm.consent.statements import Statement
    from kmu_crm.desk import steps

    said = Statement(address, words.channel(channel), state, purpose, basis, evidence, at)
    if (basis, said.channel, state, purpose) == (words.SALE, "email", "given", "existing-customers") and not evidence:
        told = {"told_at_collection": told_at_collection, "told_in_each_mail": told_in_each_mail}
        said = existing.statement(address, at or "", goods, **told)
    noted = _("Permission noted: {address}").format(address=address)
    with session.writing() as opened, steps.recorded(opened.db, noted, AUTHOR):
        done = typed.note(opened.db, said, AUTHOR)
        follow(session, opened.db)
    written = {"id": done.entries[0], "ids": done.entries, "address": done.addresses[0], "known": done.known}
    lines = [_("Entry {number} noted.").format(number=number) for number in done.entries]
    lines += [] if done.known else [_("Nobody in this file has {address}.").format(address=done.shown(address))]
    session.answer(written | {"channel": channel, "purpose": purpose, "state": state}, "\n".join(lines))


@consent.command(
    "looked",
    short_help=N_("What may be a no is none."),
    help=N_("What may be a no of this customer is none: lists wait no longer."),
)
@click.argument("profile", type=NUMBER)
@click.pass_obj
def looked(session: Session, profile: int) -> None:
    from kmu_crm.desk import entry

    decide(session, entry.looked, profile)


@consent.command(
    "undo",
    short_help=N_("Take a consent noted by hand back."),
    help=N_("Take back a consent that was noted by mistake; a withdrawal stands."),
)
@click.argument("entry", type=NUMBER)
@click.pass_obj
def undo(session: Session, entry: int) -> None:
    from kmu_crm.consent import ledger

    with session.writing() as opened:
        ledger.take_back_entry(opened.db, entry)
        follow(session, opened.db)
    session.answer({"undone": entry}, _("Entry {number} was taken back.").format(number=entry))


@click.command(help=N_("Put an address on the block list."))
@click.argument("address")
@click.option("--reason", default="", help=N_("Why; without it, at the person's wish."))
@click.pass_obj
def suppress(session: Session, address: str, reason: str) -> None:
    from kmu_crm.consent import typed

    with session.writing() as opened:
        done = typed.suppress(opened.db, address, reason or _("At the person's wish"), AUTHOR)
        follow(session, opened.db)
    said = _("The address will not be written to any more.")
    if not done.known:
        said = _("Nobody in this file has {address}. It stays on the block list, should it come with a later import.")
    session.answer(
        {"suppressed": True, "known": done.known, "addresses": done.addresses},
        said.format(address=done.shown(address)),
    )


@click.command(
    "export",
    short_help=N_("Write a mailing list of those who may be written to."),
    help=N_("Write a mailing list that holds only people who may be written to."),
)
@click.argument("segment_")
@click.argument("out", type=Paths)
@click.option(
    "--purpose",
    required=True,
    type=click.Choice(PURPOSES),
    help=N_("What is written about."),
)
@click.option(
    "--channel", required=True, type=click.Choice(["email", "post", "phone"]), help=N_("How they are reached.")
)
@click.option("--preset", required=True, help=N_("cleverreach, brevo, mailchimp, rapidmail, letter .."))
@click.option("--reason", default="", help=N_("Why a notice must be sent; kept in the export log."))
@click.option("--control", default=0.0, help=N_("Share held back as control group, 0..1."))
@click.option("--arms", type=NUMBER, default=1, help=N_("Versions for an A/B test."))
@click.option("--seed", type=NUMBER, help=N_("The same number draws the same groups again."))
@click.option(
    "--overwrite",
    is_flag=True,
    help=N_("Replace a file that is already there; with nobody left to write to it is taken away."),
)
@click.option("--dry-run", is_flag=True, help=N_("Say what would happen, change nothing."))
@click.pass_obj
def export_(
    session: Session,
    segment_: str,
    out: Path,
    purpose: Any,
    channel: Any,
    preset: str,
    reason: str,
    control: float,
    arms: int,
    seed: int | None,
    overwrite: bool,
    dry_run: bool,
) -> None:
    from kmu_crm.desk import mailing
    from kmu_crm.desk.derive import waits
    from kmu_crm.outreach import export as outreach

    with session.reading() if dry_run else session.writing() as opened:
        # A program that was killed left profiles behind: no list of yesterday's customers.
        if not dry_run and waits(opened.db):
            follow(session, opened.db)
        planned = mailing.plan(
            opened.db,
            segment_,
            purpose=purpose,
            channel=channel,
            preset=preset,
            control=control,
            arms=arms,
            seed=seed,
            own=own_sheets("targets"),
            reason=reason,
        )
        done, removed = None, None
        try:
            done = None if dry_run else outreach.write(opened.db, planned, out, AUTHOR, overwrite=overwrite)
        except (
            outreach.NobodyLeft
        ) as nobody:  # an answer: whoever asks for a list every night need not fear the quiet ones
            planned, removed = nobody.plan, nobody.removed
    plan = done.plan if done else planned
    session.answer(_written(plan, done, removed), lambda: _told(plan, dry_run, removed))


def _written(plan: "Plan", done: "Export | None", removed: Path | None) -> dict[str, Any]:
    held = plan.funnel.losses[-1]
    return {
        "campaign": done.campaign if done else None,
        "segment_size": plan.funnel.segment_size,
        "dropped": [{"reason": one.reason, "n": one.n} for one in plan.funnel.losses if one is not held],
        "control": held.n,
        "arms": plan.sizes,
        "unheard": list(plan.unheard),
        "written": plan.written,
        "reason": plan.request.reason.strip(),
        "file": str(done.file) if done else None,
        "sha256": done.sha256 if done else None,
        "removed": str(removed) if removed else None,
    }


def _told(plan: "Plan", dry_run: bool, removed: Path | None) -> str:
    from kmu_crm.outreach.funnel import title, unheard

    lines = [ngettext("{n} recipient", "{n} recipients", plan.written).format(n=plan.written)]
    if not plan.written:
        lines = [_("Nobody is left: the mailing list is empty.")]
        if removed:
            lines += [_("The older file {file} was taken away, and nothing was logged.").format(file=removed.name)]
        elif not dry_run:
            lines += [_("No file was written and nothing was logged.")]
        lines += [f"{plan.funnel.segment_size:7} {_('In the segment')}"]
    lines += [f"{-one.n:7} {title(one.reason, plan.request.channel)}" for one in plan.funnel.losses if one.n]
    if plan.unheard:
        some = ", ".join(map(str, plan.unheard[:SHOWN])) + (" …" if len(plan.unheard) > SHOWN else "")
        lines += [unheard(len(plan.unheard)), _("Customers {numbers}").format(numbers=some)]
    if plan.request.purpose == "notice":
        reason = plan.request.reason.strip() or _("none given, so that the list cannot be written")
        lines += [_("Reason of the notice: {reason}").format(reason=reason)]
    return "\n".join(lines)


COMMANDS = (consent, suppress, export_)

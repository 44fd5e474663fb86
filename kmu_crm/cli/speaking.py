"""Speaking to them: segments, consent, block list, mailing lists."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from kmu_crm.cli.base import AUTHOR, Session
from kmu_crm.i18n import _, ngettext
from kmu_crm.store.place import data_folder

Paths = click.Path(path_type=Path)


@click.group()
def segment() -> None:
    """Saved questions and the lists they give."""


@segment.command("list")
@click.pass_obj
def list_(session: Session) -> None:
    """Own and ready segments with their counts."""
    from kmu_crm.segments import evaluate, store
    from kmu_crm.segments.parser import parse
    from kmu_crm.segments.presets import presets

    with session.reading() as opened:
        own = [(one.name, one.rule, "own") for one in store.segments(opened.db)]
        ready = [(one.title, one.rule, one.group) for one in presets(data_folder() / "segments")]
        found = [
            {"name": name, "rule": rule, "group": group, "count": evaluate.count(opened.db, parse(rule))}
            for name, rule, group in own + ready
        ]
    session.answer(found, lambda: "\n".join(f"{one['count']:7} {one['name']}" for one in found))


@segment.command()
@click.argument("name")
@click.argument("rule")
@click.pass_obj
def define(session: Session, name: str, rule: str) -> None:
    """Save a rule under a name."""
    from kmu_crm.segments import evaluate, store
    from kmu_crm.segments.parser import parse

    with session.writing() as opened:
        made = store.define(opened.db, name, rule, AUTHOR)
        count = evaluate.count(opened.db, parse(made.rule))
    session.answer({"name": made.name, "rule": made.rule, "count": count}, f"{count} {made.name}")


@segment.command()
@click.argument("rule")
@click.pass_obj
def count(session: Session, rule: str) -> None:
    """How many customers a rule gives."""
    from kmu_crm.segments import evaluate
    from kmu_crm.segments.parser import parse
    from kmu_crm.segments.rules import to_text

    with session.reading() as opened:
        read = parse(rule)
        found = evaluate.count(opened.db, read)
    session.answer({"rule": to_text(read), "count": found}, str(found))


@segment.command()
@click.argument("name")
@click.option("--csv", "out", type=Paths)
@click.pass_obj
def members(session: Session, name: str, out: Path | None) -> None:
    """Who is in a segment (a name or a rule)."""
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


@segment.command()
@click.argument("name")
@click.argument("profile", type=int)
@click.pass_obj
def explain(session: Session, name: str, profile: int) -> None:
    """Why a customer is in a segment, or not."""
    from kmu_crm.desk import mailing
    from kmu_crm.segments import evaluate

    with session.reading() as opened:
        found = evaluate.explain(opened.db, mailing.rule_of(opened.db, name)[1], profile)
    session.answer(
        [asdict(one) for one in found],
        lambda: "\n".join(f"{'+' if one.holds else '-'} {one.condition}: {one.value}" for one in found),
    )


@segment.command("compare")
@click.argument("a")
@click.argument("b")
@click.pass_obj
def compare_(session: Session, a: str, b: str) -> None:
    """Two segments side by side."""
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


class _Consent(click.Group):
    """`consent PROFILE` shows the ledger, `consent set ..` writes into it."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in self.commands:
            return "of", self.commands["of"], args
        return super().resolve_command(ctx, args)


@click.group(cls=_Consent)
def consent() -> None:
    """The ledger of consents."""


@consent.command("of", hidden=True)
@click.argument("profile", type=int)
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


@consent.command("set")
@click.argument("address")
@click.argument("channel")
@click.argument("purpose")
@click.argument("state")
@click.option("--basis", required=True)
@click.option("--evidence", default="")
@click.option("--at")
@click.pass_obj
def set_(
    session: Session, address: str, channel: str, purpose: str, state: str, basis: str, evidence: str, at: str | None
) -> None:
    """A new entry: given, confirmed, claimed, withdrawn or bounced."""
    from kmu_crm.consent import ledger, words
    from kmu_crm.consent.statements import Statement
    from kmu_crm.desk.derive import derive

    said = Statement(address, words.channel(channel), state, purpose, basis, evidence, at)
    with session.writing() as opened:
        number = ledger.note(opened.db, said, AUTHOR)
        derive(opened.db, progress=session.progress)
    session.answer(
        {"id": number, "address": address, "channel": channel, "purpose": purpose, "state": state},
        _("Entry {number} noted.").format(number=number),
    )


@click.command()
@click.argument("address")
@click.option("--reason", default="")
@click.pass_obj
def suppress(session: Session, address: str, reason: str) -> None:
    """Put an address on the block list."""
    from kmu_crm.consent import suppression
    from kmu_crm.desk.derive import derive

    with session.writing() as opened:
        suppression.suppress(opened.db, address, reason or _("At the person's wish"), AUTHOR)
        derive(opened.db, progress=session.progress)
    session.answer({"suppressed": True}, _("The address will not be written to any more."))


@click.command("export")
@click.argument("segment_")
@click.argument("out", type=Paths)
@click.option("--purpose", required=True, type=click.Choice(["advertising", "existing-customers", "notice"]))
@click.option("--channel", required=True, type=click.Choice(["email", "post", "phone"]))
@click.option("--preset", required=True, help="cleverreach, brevo, mailchimp, rapidmail, letter ..")
@click.option("--control", default=0.0, help="Share held back as control group, 0..1.")
@click.option("--arms", default=1, help="Versions for an A/B test.")
@click.option("--seed", type=int)
@click.option("--dry-run", is_flag=True)
@click.pass_obj
def export_(
    session: Session,
    segment_: str,
    out: Path,
    purpose: Any,
    channel: Any,
    preset: str,
    control: float,
    arms: int,
    seed: int | None,
    dry_run: bool,
) -> None:
    """Write a mailing list that holds only people who may be written to."""
    from kmu_crm.desk import mailing
    from kmu_crm.outreach import export as outreach
    from kmu_crm.outreach.funnel import title

    with session.reading() if dry_run else session.writing() as opened:
        planned = mailing.plan(
            opened.db,
            segment_,
            purpose=purpose,
            channel=channel,
            preset=preset,
            control=control,
            arms=arms,
            seed=seed,
            own=data_folder() / "targets",
        )
        done = None if dry_run else outreach.write(opened.db, planned, out, AUTHOR)
    plan = done.plan if done else planned
    held = plan.funnel.losses[-1]
    session.answer(
        {
            "campaign": done.campaign if done else None,
            "segment_size": plan.funnel.segment_size,
            "dropped": [{"reason": one.reason, "n": one.n} for one in plan.funnel.losses if one is not held],
            "control": held.n,
            "arms": plan.sizes,
            "written": plan.written,
            "file": str(out) if done else None,
            "sha256": done.sha256 if done else None,
        },
        lambda: "\n".join(
            [ngettext("{n} recipient", "{n} recipients", plan.written).format(n=plan.written)]
            + [f"{-one.n:7} {title(one.reason, channel)}" for one in plan.funnel.losses if one.n]
        ),
    )


COMMANDS = (segment, consent, suppress, export_)

"""What came of an import, for people: the sums, each remark, and what was left out with the way to mend it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from kmu_crm.i18n import _, ngettext

if TYPE_CHECKING:
    from kmu_crm.desk.before_undo import Rehearsed
    from kmu_crm.sources.losses import Losses
    from kmu_crm.sources.recording.changes import OfCustomers
    from kmu_crm.sources.recording.oddities import Oddity
    from kmu_crm.sources.recording.report import ImportReport

NAMED = 3  # lines a remark names; the document of --json has more of them


def told(one: "ImportReport") -> str:
    from kmu_crm.sources.mapping.titles import of_format
    from kmu_crm.sources.recording.oddities import once

    sums = _("{file}: {title}; {new} new, {updated} updated, {unchanged} unchanged, {left} left out").format(
        file=one.file,
        title=of_format(one.format, one.title),
        new=one.tally.new,
        updated=one.tally.updated,
        unchanged=one.tally.unchanged,
        left=one.left_out,
    )
    return "\n  ".join(
        [
            sums,
            *_waiting(one),
            *_noes(one),
            *customers(one.customers),
            *map(remark, once(one.warnings)),
            *_left_out(one),
            *_on_purpose(one),
        ]
    )


def _waiting(one: "ImportReport") -> Iterator[str]:
    """What is new in mails and calendars, and where it is seen."""
    if one.strangers and one.tally.new:
        yield _(
            "Each address of each e-mail or appointment counts as one. It brings no customer: it is shown with the one who"
            " bears the address, and waits until a file tells of one"
        )


def _noes(one: "ImportReport") -> Iterator[str]:
    """What is kept of the rows that say no; nothing where none does, or none that was not noted before."""
    from kmu_crm.fields import show

    text = _("objections, unsubscriptions and undeliverable addresses noted for good: {n}")
    if one.id is None:
        text = _(
            "objections, unsubscriptions and undeliverable addresses that would be noted for good, also after an undo: {n}"
        )
    if one.new_noes:
        yield text.format(n=show.number(one.new_noes))


def customers(found: "OfCustomers | None") -> Iterator[str]:
    """What becomes, or became, of the customers that were there."""
    from kmu_crm.fields import show
    from kmu_crm.sources.mapping.titles import title

    if found is None:
        return
    new, changed, samples = found
    brought = ngettext("{n} new customer", "{n} new customers", new).format(n=show.number(new))
    text = _("after matching: {new}, {changed} with other values")
    yield text.format(new=brought, changed=show.number(changed))
    for sample in samples[:NAMED]:
        told = (
            _("{field}: {before} → {now}").format(
                field=title(field), before=before or _("empty"), now=now or _("empty")
            )
            for field, before, now in sample.changes
        )
        yield f"  {sample.name}: {'; '.join(told)}"


def losses(would: "Losses", rehearsed: "Rehearsed | None") -> list[str]:
    """What an undo would take, and what it leaves."""
    parts = (
        _("corrections {n}").format(n=would.corrections),
        _("decisions who is one {n}").format(n=would.merges),
        _("entries {n}").format(n=would.notes),
        _("tags and tasks {n}").format(n=would.others),
    )
    gone = rehearsed.gone if rehearsed else would.customers
    said = [_("Customers who go, for only this import brought them: {n}").format(n=gone)]
    if gone and would.names:
        said.append("  " + _("Among them: {names}").format(names=", ".join(would.names)))
    if rehearsed and rehearsed.joined:
        said.append(_("Customers who become one with another: {n}").format(n=rehearsed.joined))
    if rehearsed:
        said.append(_("Customers who stay, with earlier values: {n}").format(n=rehearsed.earlier))
    said += [
        _("Documents and events that go: {n}").format(n=would.documents),
        _("Consents that go: {n}").format(n=would.permissions),
        _("Later work, which stays: {edits} ({parts})").format(edits=would.edits, parts=", ".join(parts)),
    ]
    if would.worked:
        said.append("  " + _("Edited: {names}").format(names=", ".join(would.worked)))
    return [*said, _("Mailing lists they stood in: {n}").format(n=would.exports)]


def remark(one: "Oddity") -> str:
    """A remark on what a person chose names its count itself."""
    from kmu_crm.fields import show
    from kmu_crm.sources.choices import is_done

    if is_done(one.code):
        return one.text
    place = ", ".join(
        [*([show.columns([one.column])] if one.column else []), *([show.number(one.count)] if one.count else [])]
    )
    where = "; ".join(filter(None, (place, _lines(one.lines, one.count))))
    return f"! {one.text}" + (f" ({where})" if where else "")


def _left_out(one: "ImportReport") -> Iterator[str]:
    from kmu_crm.sources.recording.problems import sentence

    code = attrgetter("code")
    for cause, refusals in groupby(sorted(one.refusals, key=code), code):
        lines = sorted({refusal.line or refusal.row for refusal in refusals})
        yield _("left out: {reason} ({lines})").format(reason=sentence(cause), lines=_lines(lines, len(lines)))
    if one.refusals and one.id is not None:
        yield _("to mend them: {command}").format(command=f"kmu-crm left-out {one.id} {_('FILE')}.xlsx")


def _lines(lines: Sequence[int], count: int) -> str:
    """`lines 2, 5, 9 …` of the file; nothing where none is named."""
    named = ", ".join(map(str, lines[:NAMED])) + (" …" if count > NAMED else "")
    return ngettext("line {lines}", "lines {lines}", count).format(lines=named) if lines else ""


def _on_purpose(one: "ImportReport") -> Iterator[str]:
    from kmu_crm.fields import show
    from kmu_crm.sources.recording.problems import sentence

    if one.skipped:
        by_design = ", ".join(f"{sentence(code)} ({count})" for code, count in one.skipped.items())
        yield _("not taken on purpose: {what}").format(what=by_design)
    if one.joined:
        yield ngettext(
            "{n} further row of documents with several rows",
            "{n} further rows of documents with several rows",
            one.joined,
        ).format(n=show.number(one.joined))

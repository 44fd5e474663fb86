"""What other settings would change, in sentences: the same in the window and on the command line."""

from collections.abc import Iterator

from kmu_crm.desk import wording
from kmu_crm.desk.foreseen import Example, Other, Values, WhoIsOne
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _, ngettext

_KINDS = {
    "joined": N_("would become one"),
    "apart": N_("would come apart"),
    "asked": N_("would be asked about"),
    "dropped": N_("would no longer be asked about"),
}


def pairs(found: WhoIsOne) -> list[str]:
    """Bands, questions, customers; what is not known."""
    now, then = found.moved.now, found.moved.then
    lines = [
        _("Merged by themselves: {then} pairs of records (now {now})").format(
            then=show.number(then.one), now=show.number(now.one)
        ),
        _("To be asked about: {then} pairs of records (now {now})").format(
            then=show.number(then.ask), now=show.number(now.ask)
        ),
        _("Kept apart: {n} pairs that are known now").format(n=show.number(then.apart)),
        _("Questions about two customers: {then} (now {now})").format(
            then=show.number(then.questions), now=show.number(now.questions)
        ),
        outcome(found),
    ]
    return [*lines, _("Customers: {then} (now {now})").format(
        then=show.number(then.customers), now=show.number(now.customers)
    ), *unknown(found)]  # fmt: skip


def outcome(found: WhoIsOne) -> str:
    """`12 Kunden würden mit anderen eins, 3 kämen auseinander`"""
    joined, apart = found.moved.joined, found.moved.apart
    if not joined and not apart:
        return _("No customer would be joined or come apart")
    one = ngettext("{n} customer would be joined with another", "{n} customers would be joined with others", joined)
    two = ngettext("{n} customer would come apart", "{n} customers would come apart", apart)
    said = [text.format(n=show.number(count)) for text, count in ((one, joined), (two, apart)) if count]
    return "; ".join(said)


def unknown(found: WhoIsOne) -> list[str]:
    """That pairs below the lower threshold in force were not kept."""
    if not found.moved.below:
        return []
    return [
        _("Pairs below the threshold of now were not kept: how many more questions there would be shows afterwards.")
    ]


def example(one: Example) -> str:
    """`Anna Muster / A. Muster, 96 %: würden eins (gleiche E-Mail-Adresse)`"""
    said = _("{left} / {right}, {percent}: {what}").format(
        left=one.left, right=one.right, percent=show.percent(one.probability), what=_(_KINDS[one.kind])
    )
    return f"{said} ({', '.join(one.reasons)})" if one.reasons else said


def values(found: Values) -> list[str]:
    """How many customers, by field."""
    if not found.customers:
        return [_("No customer would have another value")]
    told = ngettext(
        "{n} customer would have other values", "{n} customers would have other values", found.customers
    ).format(n=show.number(found.customers))
    fields = (f"{_(wording.FIELDS[field])} {show.number(count)}" for field, count in found.fields.items())
    return [f"{told}: {', '.join(fields)}"]


def other(one: Other) -> str:
    """`Anna Muster: Telefon +49 341 2312514 → +49 89 99998888`"""
    return f"{one.name}: {'; '.join(_changes(one))}"


def _changes(one: Other) -> Iterator[str]:
    for field, before, now in one.changes:
        said = {
            side: wording.value(field, value) if value else _("empty")
            for side, value in (("before", before), ("now", now))
        }
        yield _("{field} {before} → {now}").format(field=_(wording.FIELDS[field]), **said)

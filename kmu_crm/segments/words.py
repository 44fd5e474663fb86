"""A rule in words, in the language in use."""

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.segments import fields, operators, values
from kmu_crm.segments.rules import All, Condition, Either, Not, Rule


def words(rule: Rule) -> str:
    """“Value class is A or B and last purchase is more than 90 days ago and not: phase is lost”."""
    match rule:
        case Condition():
            return condition(rule)
        case Not(part):
            return _("not: {rule}").format(rule=_inner(part))
        case All(parts):
            return _(" and ").join(_inner(part) for part in parts)
        case Either(parts):
            return _(" or ").join(_inner(part) for part in parts)


def condition(of: Condition) -> str:
    field = fields.ALL[of.field]
    if of.field == "profile" and of.operator == "in":  # numbers say nothing to people
        n = len([value for value in of.values if str(value) != "0"])
        return ngettext("{n} chosen customer", "{n} chosen customers", n).format(n=show.number(n))
    shown = [values.shown(field, of.operator, value) for value in of.values]
    template = _(operators.find(field.kind, of.operator).words)
    return template.format(*shown, field=_(field.title), all=_(" or ").join(shown))


def _inner(part: Rule) -> str:
    return f"({words(part)})" if isinstance(part, All | Either) else words(part)

"""Whole numbers of the command line: what no customer file can hold is refused before anything is done."""

import click

from kmu_crm.i18n import _

_MOST = 2**63 - 1  # what SQLite holds


class Whole(click.ParamType[int]):
    """A number from `low` on; wrong ones are told in a sentence."""

    name = "integer"

    def __init__(self, low: int = -_MOST):
        self._low = low

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(str(value))
        except ValueError:
            self.fail(_("“{value}” is not a whole number.").format(value=value), param, ctx)
        if number < self._low:
            self.fail(_("“{value}” is too small; it is {low} at least.").format(value=value, low=self._low), param, ctx)
        if abs(number) > _MOST:
            self.fail(_("“{value}” is too large a number.").format(value=value), param, ctx)
        return number


NUMBER, COUNT, ROWS = Whole(), Whole(low=1), Whole(low=0)

"""What a person decided about cells that cannot be read: their rows stay out, or go in without them."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Choice:
    """For the cells of a column with one problem; `keep`: the row goes in without the cell, else it stays out."""

    column: str
    code: str
    keep: bool

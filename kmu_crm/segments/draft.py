"""A rule while it is being built: groups “all / one / none” with lines that may still lack a value.

`rule_of(draft_of(rule)) == rule` for every rule; `paths` leads from the pieces to the counts of `evaluate.counts`.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from kmu_crm.errors import KmuError
from kmu_crm.segments import fields, operators, values
from kmu_crm.segments.rules import All, Condition, Either, Not, Path, Rule

ALL, ONE, NONE = "all", "one", "none"
DEEPEST = 3  # levels of groups that people can still follow


@dataclass(eq=False)
class Line:
    """One condition; `values` are written as in the rule text and may be empty while they are typed."""

    field: str = "value_class"
    operator: str = "in"
    values: list[str] = dataclasses.field(default_factory=list)

    def condition(self) -> Condition | None:
        """None while a value is missing or does not fit."""
        about = fields.ALL[self.field]
        pattern = operators.find(about.kind, self.operator).pattern
        several, wanted = operators.VALUES in pattern, pattern.count(operators.VALUE)
        if not (self.values if several else len(self.values) == wanted):
            return None
        try:
            cleaned = tuple(values.clean(about, self.operator, value) for value in self.values)
        except KmuError:
            return None
        return Condition(self.field, self.operator, cleaned)


@dataclass(eq=False)
class Group:
    """`mode`: all parts hold, at least one holds, none holds."""

    mode: str = ALL
    parts: list["Line | Group"] = dataclasses.field(default_factory=list)


Piece = Line | Group


def draft_of(rule: Rule) -> Group:
    """The rule as groups and lines; a single condition stands in a group of its own."""
    piece = _piece(rule)
    return piece if isinstance(piece, Group) else Group(ALL, [piece])


def _piece(rule: Rule) -> Piece:
    match rule:
        case Condition():
            return Line(rule.field, rule.operator, list(rule.values))
        case All(parts):
            return Group(ALL, [_piece(part) for part in parts])
        case Either(parts):
            return Group(ONE, [_piece(part) for part in parts])
        case Not(Either(parts)):
            return Group(NONE, [_piece(part) for part in parts])
        case Not(part):
            return Group(NONE, [_piece(part)])


def rule_of(piece: Piece) -> Rule | None:
    """The rule that the finished lines make; None where there is none yet."""
    if isinstance(piece, Line):
        return piece.condition()
    parts = tuple(rule for rule in map(rule_of, piece.parts) if rule is not None)
    if not parts:
        return None
    joined = parts[0] if len(parts) == 1 else All(parts) if piece.mode == ALL else Either(parts)
    return Not(joined) if piece.mode == NONE else joined


def paths(piece: Piece, at: Path = ()) -> Iterator[tuple[Piece, Path]]:
    """Every finished piece with its place in `rule_of`; for a group “none” the place of what must not hold."""
    if isinstance(piece, Line):
        if piece.condition():
            yield piece, at
        return
    finished = [part for part in piece.parts if rule_of(part) is not None]
    if not finished:
        return
    inner = (*at, 0) if piece.mode == NONE else at
    yield piece, inner
    for number, part in enumerate(finished):
        yield from paths(part, inner if len(finished) == 1 else (*inner, number))


def unfinished(piece: Piece) -> int:
    """Lines that still lack a value."""
    if isinstance(piece, Line):
        return piece.condition() is None
    return sum(unfinished(part) for part in piece.parts)


def home(root: Group, piece: Piece) -> Group | None:
    """The group a piece stands in; None for the root."""
    for part in root.parts:
        if part is piece:
            return root
        if isinstance(part, Group) and (found := home(part, piece)):
            return found
    return None


def level(root: Group, group: Group) -> int:
    """1 for the root."""
    outer = home(root, group)
    return 1 if outer is None else level(root, outer) + 1


def depth(piece: Piece) -> int:
    """Levels of groups in a piece: 0 for a line."""
    return 0 if isinstance(piece, Line) else 1 + max(map(depth, piece.parts), default=0)


def remove(root: Group, piece: Piece) -> None:
    if group := home(root, piece):
        group.parts.remove(piece)


def may_lie(root: Group, piece: Piece, group: Group) -> bool:
    """Whether a group could take a piece: not itself, nothing it lies in, and not too deep."""
    if piece is group or (isinstance(piece, Group) and home(piece, group)):
        return False
    return level(root, group) + depth(piece) <= DEEPEST


def place(root: Group, piece: Piece, group: Group, position: int) -> bool:
    """Moves a piece in front of `position` of a group; False where it would lie in itself or too deep."""
    before = home(root, piece)
    if before is None or not may_lie(root, piece, group):
        return False
    here = before.parts.index(piece)
    before.parts.remove(piece)
    group.parts.insert(position - (before is group and here < position), piece)
    return True


def step(root: Group, piece: Piece, by: int) -> bool:
    """One place up (-1) or down (+1): into a group that is met, out of a group at its edge."""
    group = home(root, piece)
    if group is None:
        return False
    here = group.parts.index(piece)
    there = here + by
    if 0 <= there < len(group.parts):
        met = group.parts[there]
        if isinstance(met, Group) and place(root, piece, met, 0 if by > 0 else len(met.parts)):
            return True
        return place(root, piece, group, there + (by > 0))
    outer = home(root, group)
    return outer is not None and place(root, piece, outer, outer.parts.index(group) + (by > 0))

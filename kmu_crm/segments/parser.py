"""Rule text to rule tree: a small recursive descent whose errors say where and what was expected."""

import difflib
import re
from collections.abc import Callable
from typing import NamedTuple

from kmu_crm.errors import KmuError
from kmu_crm.fields.text import fold
from kmu_crm.i18n import N_, _
from kmu_crm.segments import fields, operators, values
from kmu_crm.segments.operators import VALUE, VALUES
from kmu_crm.segments.rules import All, Condition, Either, Not, Rule

_TOKENS = re.compile(r'\s*(?:("(?:[^"\\]|\\.)*")|(<=|>=|[<>=(),])|([^\s()<>=,"]+))', re.DOTALL)
_DEEPEST = 50
_MOST_NEAR = 5
_BEFORE, _BEHIND = 30, 20  # letters shown around a slip


class EmptyRule(KmuError):
    text = N_("The rule is empty.")
    advice = N_("Add a condition, for example: value_class in (A, B)")
    code = "empty_rule"


class RuleSyntax(KmuError):
    text = N_(
        "The rule cannot be read at position {position} ({place}): “{found}” stands where {expected} is expected."
    )
    code = "rule_syntax"


class UnknownOperator(RuleSyntax):
    text = N_("“{found}” cannot follow “{field}” (position {position}: {place}).")
    advice = N_("Possible are: {expected}.")


class UnknownField(KmuError):
    text = N_("There is no field named “{field}” (position {position}: {place}).")
    advice = N_("Did you mean: {suggestions}?")
    code = "unknown_field"


class Token(NamedTuple):
    text: str
    position: int  # from 1, as people count
    quoted: bool


def parse(text: str) -> Rule:
    """Raises EmptyRule, RuleSyntax, UnknownField or values.BadValue; those but the first say where."""
    try:
        return _parsed(text)
    except (RuleSyntax, UnknownField, values.BadValue) as error:
        error.facts["place"] = _place(text, int(str(error.facts["position"])))
        raise


def _place(text: str, position: int) -> str:
    """What stands around a place, with an arrow before it."""
    at = position - 1
    first, last = max(0, at - _BEFORE), at + _BEHIND
    shown = f"{text[first:at]}→{text[at:last]}"
    return ("…" if first else "") + " ".join(shown.split()) + ("…" if text[last:].strip() else "")


def _parsed(text: str) -> Rule:
    tokens = _tokens(text)
    if not tokens:
        raise EmptyRule()
    reader = _Reader(tokens, len(text) + 1)
    rule = reader.either(0)
    if reader.left():
        raise reader.error("and", "or")
    return rule


def _tokens(text: str) -> list[Token]:
    tokens, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = _TOKENS.match(text, at)
        if match is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            raise RuleSyntax(position=start + 1, found=text[start : start + 10], expected='"')
        quoted, sign, word = match.groups()
        content = re.sub(r"\\(.)", r"\1", quoted[1:-1], flags=re.DOTALL) if quoted else sign or word
        tokens.append(Token(content, match.start(match.lastindex or 0) + 1, quoted is not None))
        at = match.end()
    return tokens


class _Reader:
    def __init__(self, tokens: list[Token], end: int):
        self._tokens, self._at, self._end = tokens, 0, end

    def either(self, depth: int) -> Rule:
        return self._joined("or", lambda: self._all(depth), Either)

    def _all(self, depth: int) -> Rule:
        return self._joined("and", lambda: self._part(depth), All)

    def _joined(self, word: str, part: Callable[[], Rule], group: Callable[[tuple[Rule, ...]], Rule]) -> Rule:
        parts = [part()]
        while self._takes(word):
            parts.append(part())
        return group(tuple(parts)) if len(parts) > 1 else parts[0]

    def _part(self, depth: int) -> Rule:
        if depth > _DEEPEST:
            raise self.wrong(_("a simpler rule"))
        if self._takes("not"):
            return Not(self._part(depth + 1))
        if self._takes("("):
            rule = self.either(depth + 1)
            if not self._takes(")"):
                raise self.error(")")
            return rule
        return self._condition()

    def _condition(self) -> Condition:
        token = self._peek()
        if token is None or token.quoted or token.text in "(),<>=":
            raise self.wrong(_("the name of a field"))
        field = fields.ALL.get(token.text.casefold())
        if field is None:
            raise UnknownField(field=token.text, position=token.position, suggestions=_suggested(token.text))
        self._at += 1
        known = operators.for_kind(field.kind)
        start = farthest = self._at
        for operator in known:
            self._at = start
            found = self._pattern(operator.pattern)
            if found is not None:
                cleaned = tuple(values.clean(field, operator.name, value.text, value.position) for value in found)
                return Condition(field.name, operator.name, cleaned)
            farthest = max(farthest, self._at)
        self._at = start
        begun = [operator.pattern for operator in known if self._begins(operator.pattern[0])]
        wrong = self.error(*dict.fromkeys(map(" ".join, begun or [operator.pattern for operator in known])))
        if not begun:
            raise UnknownOperator(field=_(field.title), **wrong.facts)
        self._at = farthest
        raise self.wrong(str(wrong.facts["expected"]))

    def _begins(self, word: str) -> bool:
        token = self._peek()
        return token is not None and not token.quoted and token.text.casefold() == word

    def _pattern(self, pattern: tuple[str, ...]) -> list[Token] | None:
        found: list[Token] = []
        for word in pattern:
            if word == VALUE and self._is_value():
                found.append(self._next())
            elif word == VALUES:
                several = self._list()
                if several is None:
                    return None
                found += several
            elif word == VALUE or not self._takes(word):
                return None
        return found

    def _list(self) -> list[Token] | None:
        if not self._takes("("):
            return None
        found: list[Token] = []
        while self._is_value():
            found.append(self._next())
            if self._takes(")"):
                return found
            if not self._takes(","):
                return None
        return None

    def _is_value(self) -> bool:
        token = self._peek()
        return token is not None and (
            token.quoted or (token.text not in ("(", ")", ",", "<", ">", "=", "<=", ">=") and not _reserved(token))
        )

    def _takes(self, word: str) -> bool:
        fits = self._begins(word)
        self._at += fits
        return fits

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self.left() else None

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def left(self) -> bool:
        return self._at < len(self._tokens)

    def error(self, *expected: str) -> RuleSyntax:
        """One of these words of the rule, which are the same in every language; only the places of values are not."""
        one, several = "<" + _("value") + ">", "(" + _("values") + ")"
        said = (word.replace(VALUES, several).replace(VALUE, one) for word in expected)
        return self.wrong(_(" or ").join(_("“{text}”").format(text=word) for word in said))

    def wrong(self, expected: str) -> RuleSyntax:
        token = self._peek()
        where = token.position if token else self._end
        return RuleSyntax(position=where, found=token.text if token else "…", expected=expected)


def _suggested(typed: str) -> str:
    """Fields that may be meant, by their names or by what they are called, in the language in use and in English."""
    word = fold(typed.replace("_", " "))
    spoken = [{fold(called(field.title)): name for name, field in fields.ALL.items()} for called in (_, str)]
    padded = [(name, f" {title} ") for titles in spoken for title, name in titles.items()]
    near = [name for name, title in padded if word and f" {word} " in title]
    near += difflib.get_close_matches(typed.casefold(), fields.ALL, _MOST_NEAR, 0.8)  # a slip of the finger
    near += [name for name, title in padded if word and f" {word}" in title]
    near += difflib.get_close_matches(typed.casefold(), fields.ALL, _MOST_NEAR, 0.5)
    for titles in spoken:
        near += [titles[title] for title in difflib.get_close_matches(word, titles, _MOST_NEAR, 0.6)]
    found = list(dict.fromkeys(near))[:_MOST_NEAR] or list(fields.ALL)[:_MOST_NEAR]
    return ", ".join(f"{name} ({_(fields.ALL[name].title)})" for name in found)


def _reserved(token: Token) -> bool:
    return token.text.casefold() in ("and", "or", "not")

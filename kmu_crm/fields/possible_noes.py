"""Words that may be a no to being written to or called, and on which way; what is certain of them tells `refusing`."""

import re

from kmu_crm.fields import one_way, refusing, said, short_noes

_NOT = r"(bitte )?((will|moechte|wuenscht) )?kein\w* ({what})( mehr| erhalten| bekommen| bitte)*"
# A no to one way and nothing else; how somebody said it, “laut Anruf”, is no such word.
_NAMED = {
    "phone": re.compile(rf"{_NOT.format(what='anrufe?|telefonate?|calls?')}|(bitte )?nicht( mehr)? anrufen"),
    "email": re.compile(
        rf"{_NOT.format(what='newsletter|nl|(e ?)?mails?|rundmails?')}|(hat )?(den )?newsletter (abbestellt|abgemeldet)( [0-9 ]+)?"
        r"|(e ?)?mail(s|adresse)? ((kommt|kommen|kam|kamen)( \w+){0,2} zurueck|(ist )?tot)|bounced"
    ),
    "post": re.compile(_NOT.format(what="post|briefe?|kataloge?|prospekte?|flyer")),
}
_INSTEAD = re.compile(
    r"(nur|lieber|alles|gerne?|sondern)( noch| nur)? (per |mit |ueber )?((e ?)?mails?|post|briefe?|telefon(isch)?|anrufe?)"
)


_ANSWER = re.compile(r"nein|no|non|n")


def answered(text: str) -> frozenset[str]:
    """The ways that a cell refuses behind a bare no: “nein, bitte keine Post”."""
    answer, *further = said.parts(text) or [""]
    if not further or not _ANSWER.fullmatch(answer):
        return one_way.NO_WAY
    meant = [frozenset(way for way, shape in _NAMED.items() if shape.fullmatch(part)) for part in further]
    return frozenset().union(*meant) if all(meant) else one_way.NO_WAY


def ways(text: str) -> frozenset[str]:
    """Of `email`, `phone`, `post`: those that a text plainly names where it says nothing else, in doubt all of them."""
    sure, rest = refusing.ways(text), refusing.left(text)
    if not refusing.may_forbid(rest):
        return sure
    named, only = set[str](), set[str]()
    for part in filter(None, said.parts(rest)):
        meant = {way for way, shape in _NAMED.items() if shape.fullmatch(part)}
        if not meant and short_noes.ONLY.fullmatch(part):
            only |= one_way.EVERY_WAY - one_way.named(part)
        elif not meant and not _INSTEAD.fullmatch(part):
            return one_way.EVERY_WAY
        named |= meant
    return sure | (named or only)  # “keine Mails, nur Post” speaks of no calls

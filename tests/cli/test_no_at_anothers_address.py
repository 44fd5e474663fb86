"""Who said no, and whose address was put right, is not written to at that address through a second customer who bears it."""

import csv

import pytest
from consent_desk import Desk
from test_no_where_put_right import NEW, puts_right, says_no
from test_objections import EVA, OTTO, PEOPLE

AGAIN = f"{NEW};O.;A.;aktiv;2024-02-01"
ALSO = "eva@abc.de;Eva;Blau;aktiv;2024-02-01"
LETTER = "E-Mail;Vorname;Nachname;Status;Bestätigt am"


def bears(desk: Desk) -> None:
    """The newsletter list holds the new address, for somebody who may be anybody."""
    desk.imports("d2.csv", LETTER, AGAIN, ALSO)


def shows(desk: Desk) -> list[tuple[str, str]]:
    target = desk.folder / "p.csv"
    desk.json("profiles", "--csv", target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        return [(row["email"], row["email_ok"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize("no", ["objection", "withdrawn before", "withdrawn after"])
@pytest.mark.parametrize("first", ["put right", "list"])
def test_a_no_goes_with_an_address_that_was_put_right(desk: Desk, no: str, first: str) -> None:
    row = {"objection": "ja"}.get(no, "")
    desk.imports("o1.csv", f"{PEOPLE};Werbesperre", f"{OTTO};{row}", f"{EVA};")
    if no == "withdrawn before":
        says_no(desk, "otto@abc.de")
    if first == "list":
        bears(desk)
    puts_right(desk, "email", NEW)
    if first == "put right":
        bears(desk)
    if no == "withdrawn after":
        says_no(desk, "otto@abc.de")
    assert desk.mails() == {"eva@abc.de"}
    assert {shown for mail, shown in shows(desk) if mail == NEW} == {"no"}
    assert desk.json("rebuild")["identical"]


def test_without_a_no_the_second_customer_may_be_written_to(desk: Desk) -> None:
    desk.imports("o1.csv", PEOPLE, OTTO, EVA)
    puts_right(desk, "email", NEW)
    bears(desk)
    assert NEW in desk.mails()


def test_a_correction_that_is_taken_back_gives_the_address_free(desk: Desk) -> None:
    desk.imports("o1.csv", f"{PEOPLE};Werbesperre", f"{OTTO};ja", f"{EVA};")
    puts_right(desk, "email", NEW)
    bears(desk)
    number = max(one["id"] for one in desk.json("decisions"))
    assert desk.ask("revoke", number)[0] == 0
    assert NEW in desk.mails()
    assert desk.json("rebuild")["identical"]

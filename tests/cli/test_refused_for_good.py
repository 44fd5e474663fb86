"""An undo takes permissions back, never withdrawals: who said no at one address of theirs is not written to at another."""

from consent_desk import Desk

HEADER = "Vorname;Nachname;E-Mail;Einwilligung am;Newsletter"
YES = "Udo;Ude;udo@u.de;01.02.2024;ja"
NO = "Udo;Ude;udo.ude@gmx.de;;abgemeldet"


def merged(desk: Desk) -> None:
    desk.imports("h1.csv", HEADER, YES)
    assert desk.mails() == {"udo@u.de"}
    desk.imports("h2.csv", HEADER, NO)
    assert desk.ask("merge", 1, 2)[0] == 0
    assert desk.mails() == set()


def test_a_refusal_stays_the_persons_when_its_file_is_taken_back(desk: Desk) -> None:
    merged(desk)
    assert desk.ask("undo", 2)[0] == 0
    assert desk.mails() == set()
    assert desk.json("show", 1)["fields"]
    assert desk.json("rebuild")["identical"]
    assert desk.mails() == set()


def test_the_ledger_of_the_person_still_tells_that_refusal(desk: Desk) -> None:
    merged(desk)
    desk.ask("undo", 2)
    assert ("udo.ude@gmx.de", "withdrawn") in {(one["address"], one["state"]) for one in desk.json("consent", 1)}


def test_a_blocked_address_stays_the_persons_too(desk: Desk) -> None:
    desk.imports("h1.csv", HEADER, YES)
    desk.imports("h2.csv", HEADER, NO.replace("abgemeldet", ""))
    desk.ask("merge", 1, 2)
    desk.ask("suppress", "udo.ude@gmx.de")
    desk.ask("undo", 2)
    assert desk.mails() == set()


def test_a_refusal_outlives_the_undo_of_every_file(desk: Desk) -> None:
    merged(desk)
    desk.ask("undo", 2)
    desk.ask("undo", 1)
    desk.imports("h1.csv", HEADER, YES)
    assert desk.mails() == set()


def test_a_yes_that_the_person_gave_surely_later_counts(desk: Desk) -> None:
    desk.imports("h1.csv", HEADER, YES)
    desk.imports("h2.csv", "Vorname;Nachname;E-Mail;Abgemeldet am", "Udo;Ude;udo.ude@gmx.de;01.03.2024")
    desk.ask("merge", 1, 2)
    desk.ask("undo", 2)
    assert desk.mails() == set()
    given = ("udo@u.de", "email", "advertising", "confirmed", "--basis", "form", "--evidence", "Ordner 3")
    assert desk.ask("consent", "set", *given, "--at", "2024-04-01")[0] == 0
    assert desk.mails() == {"udo@u.de"}


def test_what_was_said_to_other_addresses_goes_with_its_file(desk: Desk) -> None:
    """No refusal, no tie: an address that only the undone file named is nobody's any more."""
    desk.imports("h1.csv", HEADER, YES)
    desk.imports("h2.csv", HEADER, NO.replace("abgemeldet", ""))
    desk.ask("merge", 1, 2)
    desk.ask("undo", 2)
    said = ("udo.ude@gmx.de", "email", "advertising", "withdrawn", "--basis", "mail")
    assert desk.ask("consent", "set", *said)[0] == 0
    assert desk.mails() == {"udo@u.de"}


def test_a_refusal_at_another_spelling_of_a_mailbox_holds_the_yes_back(desk: Desk) -> None:
    desk.imports("h1.csv", HEADER, YES.replace("udo@u.de", "ab@gmail.com"), YES.replace("Udo;Ude", "Eva;Egger"))
    assert desk.mails() == {"ab@gmail.com", "udo@u.de"}
    desk.imports("nein.csv", "E-Mail;Newsletter", "a.b+news@googlemail.com;abgemeldet")
    assert desk.mails() == {"udo@u.de"}
    assert desk.json("rebuild")["identical"]
    assert desk.ask("suppress", "udo+laden@u.de")[0] == 0
    assert desk.mails() == set()

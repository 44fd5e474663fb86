"""Mailboxes: what of a message is kept, whose mailbox it is, and that nothing hostile in a head does harm."""

import mailbox
import tempfile
import tracemalloc
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm import settings
from kmu_crm.errors import Cancelled
from kmu_crm.fields import possible_noes
from kmu_crm.progress import Progress
from kmu_crm.sources.importing import import_file
from kmu_crm.sources.reading import mail_fields
from kmu_crm.sources.reading.mail_heads import heads
from kmu_crm.sources.reading.tables import open_table
from kmu_crm.sources.refusals import Refused
from tests.sources.intake_desk import Desk

MAILS = (
    "SELECT f.day, f.outcome, f.subject, p.email, p.kind FROM fact AS f JOIN party AS p ON p.record_id = f.record_id"
    " AND p.current = 1 WHERE f.current = 1 AND f.kind = 'email'"
)
US = "Tischlerei Holz <laden@holz.example>"


def message(sender: str = US, to: str = "anna@muster.example", subject: str = "Angebot", **more: str) -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, to, subject
    letter["Date"] = more.pop("date", "Sun, 09 Mar 2025 00:30:00 +0100")
    letter["Message-ID"] = more.pop("mark", f"<{abs(hash((sender, to, subject)))}@post.example>")
    for name, value in more.items():
        letter[name.replace("_", "-")] = value
    letter.set_content("Guten Tag,\n\nFrom here on it is secret.\n\nFrom me\n")
    return letter


def box(path: Path, *letters: EmailMessage) -> Path:
    written = mailbox.mbox(path)
    for letter in letters:
        written.add(letter)
    written.close()
    return path


def correspondence() -> list[EmailMessage]:
    """Enough to tell whose mailbox it is."""
    people = ["anna@muster.example", "hans@weber.example", "info@bau.example", "x@y.example"]
    return [message(to=to, subject=f"Angebot {n}") for n, to in enumerate(people)]


def test_of_a_message_go_day_direction_subject_and_address(desk: Desk) -> None:
    answer = message("Anna <ANNA@muster.example>", US, "Rückfrage zum Tisch")
    import_file(desk.db, box(desk.folder / "post.mbox", *correspondence(), answer))
    assert ("2025-03-09", "in", "Rückfrage zum Tisch", "anna@muster.example", "correspondent") in desk.ask(MAILS)
    assert ("2025-03-09", "out", "Angebot 1", "hans@weber.example", "correspondent") in desk.ask(MAILS)
    assert len(desk.ask(MAILS)) == 5
    assert not [line for line in desk.db.iterdump() if "secret" in line]


def test_the_day_is_the_one_the_sender_wrote_and_the_moment_is_utc(desk: Desk) -> None:
    import_file(desk.db, box(desk.folder / "post.mbox", message()))
    assert set(desk.ask("SELECT day, at FROM fact")) == {("2025-03-09", "2025-03-08T23:30:00Z")}


def test_the_content_decides_whatever_the_file_is_called(desk: Desk) -> None:
    path = desk.folder / "Sent.csv"
    path.write_bytes(message().as_bytes())
    assert open_table(path).kind == "mail"
    bare = desk.file(
        "brief", "Subject: Hallo", "From: a@x.example", "To: b@y.example", "Date: Sun, 9 Mar 2025 09:00 +0100"
    )
    assert open_table(bare).kind == "mail"
    assert open_table(desk.file("liste.eml", "Name;E-Mail", "Anna;a@x.example")).kind == "csv"


def test_the_same_mailbox_twice_changes_nothing_and_overlapping_ones_count_once(desk: Desk) -> None:
    first, second = correspondence()[:3], correspondence()
    import_file(desk.db, box(desk.folder / "a.mbox", *first))
    before = desk.state()
    settings.write(desk.db, "business.emails", "laden@holz.example")
    assert import_file(desk.db, box(desk.folder / "b.mbox", *second)).tally.new == 1
    settings.write(desk.db, "business.emails", "")
    assert import_file(desk.db, desk.folder / "b.mbox").tally.new == 0
    assert {row[:3] for row in before[1]} <= {row[:3] for row in desk.state()[1]}


def test_each_recipient_has_a_fact_of_the_message_but_not_more_than_fifty(desk: Desk) -> None:
    settings.write(desk.db, "business.emails", "@holz.example")
    to = ", ".join(f"kunde{n}@x.example" for n in range(80))
    report = import_file(desk.db, box(desk.folder / "rund.mbox", message(to=to)))
    assert desk.ask("SELECT count(*), count(DISTINCT record_id) FROM fact") == [(50, 50)]
    assert [(one.code, one.count) for one in report.warnings] == [("crowded", 1)]


@pytest.mark.parametrize("head", ["From: a@x.example\nTo: b@y.example\n", "Subject: Hallo\nDate: gestern\n"])
def test_a_saved_message_without_its_day_is_no_table(desk: Desk, head: str) -> None:
    path = desk.folder / "brief.eml"
    path.write_text(f"{head}Subject: Hallo\n\nGuten Tag, wie geht es?\n")
    with pytest.raises(Refused) as refusal:
        import_file(desk.db, path)
    assert refusal.value.code == "no_rows"


def test_addresses_of_the_business_come_from_the_settings(desk: Desk) -> None:
    letters = [message("chef@holz.example"), message(to="chef@holz.example"), message("x@y.example", US)]
    settings.write(desk.db, "business.emails", "@holz.example, anders@wo.example")
    report = import_file(desk.db, box(desk.folder / "post.mbox", *letters))
    assert {(row[1], row[3]) for row in desk.ask(MAILS)} == {("out", "anna@muster.example"), ("in", "x@y.example")}
    assert report.warnings == []


def test_a_mailbox_whose_owner_cannot_be_told_says_so(desk: Desk) -> None:
    report = import_file(desk.db, box(desk.folder / "post.mbox", message()))
    assert [warning.code for warning in report.warnings] == ["owner_unknown"]
    assert {row[1] for row in desk.ask(MAILS)} == {None}


def test_an_address_that_takes_part_in_nearly_all_is_taken_for_the_owner(desk: Desk) -> None:
    report = import_file(desk.db, box(desk.folder / "post.mbox", *correspondence()))
    assert [(one.code, "laden@holz.example" in one.text) for one in report.warnings] == [("owner_guessed", True)]


def test_other_addresses_of_the_business_make_the_same_file_another_one(desk: Desk) -> None:
    path = box(desk.folder / "post.mbox", message())
    import_file(desk.db, path)
    settings.write(desk.db, "business.emails", "laden@holz.example")
    import_file(desk.db, path)
    assert ("2025-03-09", "out", "Angebot", "anna@muster.example", "correspondent") in desk.ask(MAILS)


def test_messages_without_a_day_are_listed_and_the_others_come_in(desk: Desk) -> None:
    letters = [message(date="gestern", subject="A"), message(subject="B"), message(date="", subject="C")]
    report = import_file(desk.db, box(desk.folder / "post.mbox", *letters))
    assert [one.code for one in report.refusals] == ["bad_message"] * 2
    assert {row[2] for row in desk.ask(MAILS)} == {"B"}


def test_deleted_messages_drafts_and_junk_stay_out(desk: Desk) -> None:
    thrown = [message(subject="A", X_Mozilla_Status="0009"), message(subject="B", X_Gmail_Labels="Spam,Ungelesen")]
    kept = message(subject="C", X_Mozilla_Status="0001")
    report = import_file(desk.db, box(desk.folder / "post.mbox", *thrown, kept))
    assert {row[2] for row in desk.ask(MAILS)} == {"C"}
    assert ("thrown_away", 2) in {(one.code, one.count) for one in report.warnings}


def test_a_message_with_the_line_ends_of_windows_reads_alike(desk: Desk) -> None:
    path = desk.folder / "brief.eml"
    path.write_bytes(message(to="anna@muster.example, hans@weber.example").as_bytes().replace(b"\n", b"\r\n"))
    import_file(desk.db, path)
    found = {row[3] for row in desk.ask(MAILS)}
    assert found == {"laden@holz.example", "anna@muster.example", "hans@weber.example"}


def test_a_word_of_a_letter_begins_no_message(desk: Desk) -> None:
    path = desk.file(
        "post.mbox",
        "From - Sun Mar 09 10:00:00 2025", "From: a@x.example", "To: b@y.example", "Date: Sun, 9 Mar 2025 10:00:00 +0100", "",
        "From now on:", "", "From our side 2025", "we agree.", "", "From a@x.example Sun Mar  9 10:00:00 2025", "no field here",
        "", "From b@y.example Sun Mar  9 11:00:00 2025", "From: b@y.example", "To: a@x.example", "Date: Sun, 9 Mar 2025 11:00:00 +0100",
    )  # fmt: skip
    assert [line for line, _head in heads(path)] == [1, 14]


def test_a_file_without_a_readable_message_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="no readable e-mail"):
        open_table(desk.file("leer.mbox", "From - Sun Mar 09 10:00:00 2025", "Subject: nichts", "", "Text"))


@pytest.mark.parametrize(
    ("field", "addresses"),
    [
        ("Anna <a@x.example>, b@y.example; c@z.example", {"a@x.example", "b@y.example"}),
        ('"javascript:alert(1)" <a@x.example>', {"a@x.example"}),
        ("javascript:alert@x.example(1)", set()),
        ("a@x.example\n <b@y.example>", {"b@y.example"}),
        ('"a@bank.example" <b@y.example>', {"b@y.example"}),
        ("a@x.example%0d%0aBcc:b@y.example", set()),
        ("undisclosed-recipients:;", set()),
        ('"Anna <a@x.example>', set()),
        ('"' + '\\"' * 12_000, set()),
        ("=?utf-8?q?a=40x=2Eexample?=", set()),
    ],
)
def test_what_is_no_address_names_nobody(field: str, addresses: set[str]) -> None:
    head = f"Date: Sun, 9 Mar 2025 10:00:00 +0100\nFrom: us@x.example\nTo: {field}\n"
    found = mail_fields.read(mail_fields.fields_of(head.encode()))
    assert found is not None
    assert set(found.to) - {"c@z.example", "us@x.example"} <= addresses
    assert all("\n" not in one and ":" not in one and "<" not in one for one in found.to)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("=?utf-8?B?w5xiZXJn?= =?utf-8?Q?abe?=", "Übergabe"),
        ("=?utf-8?q?Hallo=0D=0ABcc:_alle?=", "Hallo Bcc: alle"),
        ("=?nowhere-8?q?Gr=FC=DFe?=", "Grüße"),
        ("=?utf-8?b?kaputt!!?=", None),
        ("\u202etxt.exe", "txt.exe"),
    ],
)
def test_subjects_are_decoded_into_one_line(written: str, shown: str | None) -> None:
    found = mail_fields.decoded(written)
    assert "\n" not in found
    assert shown is None or found == shown


@given(st.binary(max_size=400))
def test_no_head_breaks_the_reader(head: bytes) -> None:
    found = mail_fields.read(mail_fields.fields_of(b"Date: Sun, 9 Mar 2025 10:00:00 +0100\nFrom: a@x.example\n" + head))
    assert found is None or all("@" in one and "\n" not in one for one in (found.sender or "@", *found.to))
    mail_fields.is_thrown_away(mail_fields.fields_of(b"X-Gmail-Labels: " + head))


LINES = st.sampled_from(
    ["From me", "From: me", "From a@x.example Sun Mar  9 10:00:00 2025", ">From x", "", "Text", "To: x"]
)


@given(st.lists(st.lists(LINES, max_size=12), min_size=1, max_size=5))
def test_whatever_letters_say_a_mailbox_holds_as_many_as_were_put_in(bodies: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        letters = [message(subject=str(number)) for number in range(len(bodies))]
        for letter, lines in zip(letters, bodies, strict=True):
            letter.set_content("\n".join(lines) + "\n")
        found = [
            mail_fields.read(mail_fields.fields_of(head)) for _line, head in heads(box(Path(folder) / "p", *letters))
        ]
    assert [one and one.subject for one in found] == [letter["Subject"] for letter in letters]


def test_a_wish_to_stop_is_heard_while_the_mailbox_is_looked_through(desk: Desk) -> None:
    class Stop(Progress):
        def report(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_file(desk.db, box(desk.folder / "post.mbox", message()), progress=Stop())
    assert desk.ask("SELECT id FROM import") == []


def test_a_large_mailbox_is_never_held_in_memory(desk: Desk) -> None:
    path = desk.folder / "gross.mbox"
    body = b"x" * 70_000 + b"\n"
    with path.open("wb") as file:
        for number in range(400):
            file.write(b"From - Sun Mar 09 10:00:00 2025\nFrom: laden@holz.example\nTo: k%d@x.example\n" % number)
            file.write(b"Date: Sun, 9 Mar 2025 10:00:00 +0100\nMessage-ID: <%d@x>\n\n" % number + body + b"\n")
    tracemalloc.start()
    try:
        assert sum(len(batch.rows) for batch in open_table(path).batches()) == 400
        assert tracemalloc.get_traced_memory()[1] < path.stat().st_size / 10
    finally:
        tracemalloc.stop()


def test_a_mail_that_came_back_is_noted_at_the_address_that_failed_and_no_mail_server_is_anybody(desk: Desk) -> None:
    daemon = "Mail Delivery System <mailer-daemon@provider.example>"
    back = message(
        daemon, US, "Undelivered Mail Returned to Sender", X_Failed_Recipients="hans@weber.example", mark="<1@x>"
    )
    unnamed = message(daemon, US, "Mail delivery failed", mark="<2@x>")
    report = import_file(desk.db, box(desk.folder / "post.mbox", *correspondence(), back, unnamed))
    assert [row[:2] for row in desk.ask(MAILS) if row[3] == "hans@weber.example"] == [
        ("2025-03-09", "bounced"),
        ("2025-03-09", "out"),
    ]
    assert desk.ask("SELECT count(*) FROM party WHERE email LIKE 'mailer%'") == [(0,)]
    assert "refusal_in_text" in {one.code for one in report.warnings}
    assert possible_noes.ways("bounced") == {"email"}

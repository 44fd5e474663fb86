"""The words of e-mails: only where somebody asked for them, only what others wrote, without what they quoted."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm import settings
from kmu_crm.sources.importing import import_file
from kmu_crm.sources.reading.mail_words import words
from tests.sources.intake_desk import Desk
from tests.sources.test_mails import US, box, correspondence, message

TEXTS = "SELECT subject, text FROM fact WHERE current = 1 ORDER BY subject"
ANSWER = "Guten Tag,\n\nwann kommt der Tisch?\n\nFrom here on it hurts.\n-- \nAnna Muster\n"


def answer(text: str = ANSWER, **more: str) -> EmailMessage:
    letter = message("Anna <anna@muster.example>", US, "Rückfrage", **more)
    letter.set_content(text)
    return letter


def said(letter: EmailMessage) -> str:
    head, _, body = letter.as_bytes().partition(b"\n\n")
    return words(head + b"\n", body)


def test_words_come_in_only_where_somebody_asked_and_only_those_of_others(desk: Desk) -> None:
    post = box(desk.folder / "post.mbox", *correspondence(), answer())
    import_file(desk.db, post)
    assert {text for _subject, text in desk.ask(TEXTS)} == {None}
    settings.write(desk.db, "mail.text", "yes")
    report = import_file(desk.db, post)
    assert report.tally.updated == 1
    assert [one for one in desk.ask(TEXTS) if one[1]] == [
        ("Rückfrage", "Guten Tag, wann kommt der Tisch? From here on it hurts.")
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Danke!\n\n> Ihr Angebot\n> vom Montag\n", "Danke!"),
        ("Ja, gern.\n\nAm 03.03.2025 um 10:00 schrieb Tischlerei Holz:\n> Passt das?\n", "Ja, gern."),
        ("Yes.\n\nOn Mon, 3 Mar 2025, Holz <laden@holz.example> wrote:\n\n> Shall we?\n", "Yes."),
        ("Am 03.03.2025 um 10:00 schrieb Holz:\n> Wie viele?\n\nJa, bitte 10 Kisten.\n", "Ja, bitte 10 Kisten."),
        (
            "Am Montag komme ich.\nMein Mann schrieb Ihnen schon:\nbitte 10 Kisten\n",
            "Am Montag komme ich.\nMein Mann schrieb Ihnen schon:\nbitte 10 Kisten",
        ),
        ("Gut.\n\n-----Ursprüngliche Nachricht-----\nVon: Holz\n", "Gut."),
        ("Am Montag schrieb ich Ihnen.\n", "Am Montag schrieb ich Ihnen."),
    ],
)
def test_what_was_quoted_is_left_out(text: str, kept: str) -> None:
    assert said(answer(text)) == kept


def test_a_web_page_gives_its_words_and_nothing_else() -> None:
    letter = answer()
    page = "<html><head><title>x</title><style>p{}</style></head><body><p>Gr\u00fc\u00dfe &amp; <b>Dank</b></p><script>a()</script>"
    letter.set_content(page + "<blockquote>alt</blockquote></body></html>", subtype="html")
    assert said(letter) == "Gr\u00fc\u00dfe & Dank"


def test_a_message_of_many_parts_gives_its_text(desk: Desk) -> None:
    letter = answer("K\u00f6nnen Sie messen?\n")
    letter.add_alternative("<p>anders</p>", subtype="html")
    letter.add_attachment(b"secret" * 10, maintype="application", subtype="pdf", filename="a.pdf")
    assert said(letter) == "K\u00f6nnen Sie messen?"


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_nothing_in_a_message_does_harm(head: bytes, body: bytes) -> None:
    assert isinstance(words(b"Content-Type: multipart/mixed; boundary=x\n" + head, body), str)
    assert isinstance(words(b"Content-Transfer-Encoding: base64\n" + head, b"--x\n" + body), str)

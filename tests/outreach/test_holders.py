"""Under whose name an address of a firm goes out."""

import pytest

from kmu_crm.outreach import letter


@pytest.mark.parametrize(
    ("holder", "cleared", "named"),
    [("Jens", "jens@klinik.example", ("Jens", "Wolter", "Herr")), ("Jens", "doris@klinik.example", ("Doris", "Heck", "Frau")),
     ("", "jens@klinik.example", ("Doris", "Heck", "Frau"))],
)  # fmt: skip
def test_an_address_of_a_firm_goes_out_with_the_contact_whose_it_is(shop, holder, cleared, named):
    heck = {"salutation": "ms", "given_name": "Doris", "family_name": "Heck"}
    shop.profile(1, cleared, kind="company", company="Klinik", display_name="Klinik", **heck)
    rows = [(heck, "doris@klinik.example")]
    rows += [
        ({"salutation": "mr", "given_name": holder, "family_name": "Wolter"} if holder else {}, "jens@klinik.example")
    ]
    for number, (names, email) in enumerate(rows, 11):
        shop._insert("record", id=number, source_id=1, key=str(number))
        shop._insert("membership", record_id=number, profile_id=1)
        shop._insert("party", record_id=number, import_id=1, row=number, hash=b"", email=email, **names)
    shop.consents(cleared)
    (one,) = shop.plan(1).recipients
    assert one.cleared.address == cleared
    assert (one.person.given_name, one.person.family_name, letter.salutation_word(one.person)) == named


def test_a_name_put_right_by_hand_stays_with_every_address_of_the_firm(shop):
    shop.profile(1, "a@klinik.example", kind="company", company="Klinik", given_name="Doris", family_name="Heck-Maier")
    shop.db.execute("UPDATE party SET given_name = 'Doris', family_name = 'Heck', email = 'a@klinik.example'")
    shop.consents("a@klinik.example")
    assert [one.person.family_name for one in shop.plan(1).recipients] == ["Heck-Maier"]

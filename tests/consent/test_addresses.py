import pytest

from kmu_crm.consent import addresses


@pytest.mark.parametrize(
    ("channel", "written", "normal"),
    [
        ("email", " Anna <Anna@Kunde.example>", "anna@kunde.example"),
        ("email", "a@x.example\r\nBcc: b@x.example", None),
        ("phone", "030 23125 014", "+493023125014"),
        ("post", "Bergstr. 4", None),
    ],
)
def test_an_address_has_one_spelling(channel, written, normal):
    assert addresses.normal(channel, written) == normal


def test_a_postal_key_is_the_door_and_its_own_normal_form():
    key = addresses.post("Bergstraße 4", "10115")
    assert key == addresses.post("Berg Str. 4", "10115") == addresses.normal("post", key)
    assert addresses.post("Bergstraße 5", "10115") != key
    assert addresses.post("", "10115") is None


@pytest.mark.parametrize(
    ("written", "channel"),
    [("a@x.example", "email"), ("post:1|a|2", "post"), ("+49 30 23125014", "phone"), ("Anna", None)],
)
def test_the_channel_is_read_off_the_address(written, channel):
    assert addresses.channel_of(written) == channel

import pytest

from kmu_crm.outreach.sheets import BadSheet, UnknownTarget, target, targets

OWN = 'title = "Eigene"\nchannels = ["email"]\ncolumn = [{ name = "Mail", entry = "email" }]\n'


def test_the_presets_that_ship_are_all_in_order():
    assert {"cleverreach", "brevo", "mailchimp", "rapidmail", "letter"} <= set(targets())
    for found in targets().values():
        assert any(one.entry in ("email", "phone", "address_1") for one in found.columns)


def test_only_needed_columns_are_on():
    shy = {"birth_date", "postcode", "city", "tags", "consent_evidence"}
    for found in targets().values():
        if "email" in found.channels:
            assert not shy & {one.entry for one in found.chosen(None)}


def test_a_preset_of_the_users_own_folder_is_found_and_wins(tmp_path):
    (tmp_path / "brevo.toml").write_text(OWN, encoding="utf-8")
    assert target("brevo", tmp_path).title == "Eigene"


def test_an_unknown_preset_names_those_there_are():
    with pytest.raises(UnknownTarget, match="cleverreach"):
        target("fax")


@pytest.mark.parametrize(
    "text",
    [
        "title = ",
        'title = "x"',
        OWN.replace('"email" }', '"password" }'),
        OWN.replace('"Mail"', '"Ma\\nil"'),
        OWN.replace("channels", "chanels"),
        OWN.replace('["email"]', '["fax"]'),
        OWN + 'separator = ";;"\n',
        OWN.replace('title = "Eigene"', 'title = "Eigene"\nseparator = ";;"'),
        OWN.replace('title = "Eigene"', 'title = "Eigene"\ncolour = "red"'),
    ],
)
def test_a_preset_with_a_mistake_is_refused_in_a_sentence(tmp_path, text):
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSheet, match=r"mine\.toml"):
        targets(tmp_path)

from kmu_crm.sources.mapping import programs


def test_programs_are_named_once_under_what_they_are_for():
    found = programs.recognised()
    assert "DATEV" in found["bookkeeping"] and "Shopify" in found["shop"]
    assert "Outlook" in found["addresses"] and "CleverReach" in found["newsletter"]
    assert {"WooCommerce", "Shopware 6", "Magento 2"} <= set(found["shop"]) and "Invoice Ninja" in found["bookkeeping"]
    every = [name for names in found.values() for name in names]
    assert len(every) == len(set(every))


def test_files_that_are_only_declined_are_no_promise():
    every = " ".join(name for names in programs.recognised().values() for name in names)
    assert "Kontoauszug" not in every and "Klaviyo" not in every


def test_a_system_is_called_by_its_programs_name():
    assert (programs.program("shopify"), programs.program("datev")) == ("Shopify", "DATEV")
    assert programs.program("kmu_crm") is None

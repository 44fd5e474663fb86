"""Whom the gate is asked about: a profile with every address any of its records knows, the one to be used first."""

from dataclasses import dataclass

from kmu_crm.consent import addresses


@dataclass(frozen=True)
class Postal:
    """An address as it would stand on a letter; `country` is ISO 3166, '' where unknown."""

    street: str
    extra: str
    postcode: str
    city: str
    country: str

    @property
    def key(self) -> str | None:
        return addresses.post(self.street, self.postcode) if self.city else None


@dataclass(frozen=True)
class Candidate:
    """`kind`: person, company or ''; `country`: the person's, ISO 3166, '' where unknown; `last_purchase`: ISO day."""

    profile_id: int
    kind: str
    country: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    postals: tuple[Postal, ...] = ()
    last_purchase: str | None = None

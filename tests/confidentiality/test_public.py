"""The register and its open data tell what is declared public and nothing else: every other field holds a canary."""

import itertools
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from hub.audit import guard
from hub.confidentiality import consents, disclosures
from hub.privacy.declared import Kind, fields
from hub.privacy.fields import EncryptedField
from hub.register import export, standing, views
from rules.text import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.clause("20", "30")]
OURS = "hub."
APART = frozenset({"audit"})
"""The log has its own reader and its own tests, and no public page reads it."""
OPEN = {"documents.StoredFile": {"paper__certificate__isnull": False}}
"""A certificate is public with its PDF, so that anybody can compare the hash (clause 18)."""


def planted() -> dict[str, str]:
    """Put a canary into every text that is not public, in every row; canary → model and field."""
    for one in guard.GUARDS:
        guard.lift(connection, one)
    number, found = itertools.count(1000), {}
    for declared in fields():
        model = apps.get_model(declared.model)
        ours = model.__module__.startswith(OURS) and model._meta.app_label not in APART
        field = model._meta.get_field(declared.name)
        if declared.kind is not Kind.PUBLIC and ours and _takes_words(field):
            for row in model._base_manager.exclude(**OPEN.get(declared.model, {"pk": None})):
                canary = f"canary{next(number)}q"
                if _plant(row, field, canary):
                    found[canary] = f"{declared.model}.{declared.name}"
    return found


def _takes_words(field: Any) -> bool:
    free = isinstance(field, models.CharField | models.TextField | models.JSONField | EncryptedField)
    return free and not field.choices and (field.max_length or 99) >= 11


def _plant(row: Any, field: Any, canary: str) -> bool:
    value = getattr(row, field.name)
    said = value if isinstance(value, str) and not value else _sown(value, canary)
    if said == value:
        return False
    if isinstance(field, EncryptedField):
        setattr(row, field.name, said)
        models.Model.save(row, update_fields=[field.name])
    else:
        type(row)._base_manager.filter(pk=row.pk).update(**{field.name: said})
    return True


def _sown(value: Any, canary: str) -> Any:
    """The same shape with the canary in place of every text."""
    if isinstance(value, dict):
        return {key: _sown(one, canary) for key, one in value.items()}
    if isinstance(value, list):
        return [_sown(one, canary) for one in value]
    return canary if isinstance(value, str) else value


@pytest.fixture
def sown(participant, consent, prepared, offered, officer, tuesday):
    """A participant with everything that it can have, all of it canaries but what is public."""
    law = disclosures.Law("Суд", "Дело № 7", "Определение № 7")
    disclosures.by_law(participant, list(offered.values()), law, by=officer, at=tuesday)
    consents.withdraw(consent, by=officer, at=tuesday, letter="Письмо № 3")
    found = planted()
    participant.refresh_from_db()
    standing.project(participant, tuesday.date())  # what the register is searched by is written anew, too
    return found


def told(client, participant) -> dict[str, str]:
    """Every public answer about the participant, by address: headers and body."""
    bin_, certificate = participant.organisation.bin, participant.certificates.get().number
    pages = ("register/", f"register/{bin_}/", f"certificates/{certificate}/", f"certificates/?number={certificate}")
    addresses = [f"/{language}/{page}" for language in LANGUAGES for page in pages]
    found = {}
    for address in (*addresses, "/register.json", "/register.csv"):
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address] = f"{dict(answer.headers)}\n{body.decode()}"
    return found


def leaks(client, participant, sown) -> set[str]:
    """The fields whose canary stands in a public answer."""
    answers = told(client, participant).values()
    return {where for canary, where in sown.items() if any(canary in answer for answer in answers)}


def test_cl30_the_register_shows_only_what_is_declared_public(client, participant, sown):
    assert leaks(client, participant, sown) == set()


def test_cl30_no_search_of_the_register_finds_by_what_is_not_public(client, participant, sown):
    assert b"".join(client.get("/register.json?q=canary")).strip() == b"[]"
    found = b"".join(client.get("/register.json", {"q": participant.organisation.bin})).decode()
    assert participant.organisation.bin in found  # the control: a search by what is public finds


def test_cl30_the_canaries_stand_where_they_should(sown):
    """Of the fields that matter most at least; and the participant's own pages would show them."""
    where = set(sown.values())
    assert {
        "register.Agreement.number",
        "register.Agreement.report_form",
        "register.QuarterFigures.says",
        "cases.Filing.content",
        "cases.PartData.data",
        "cases.Entry.given",
        "documents.StoredFile.name",
        "accounts.User.email",
        "accounts.User.full_name",
        "confidentiality.ParticipantConsent.recipient",
        "confidentiality.ParticipantConsent.signed_by",
        "confidentiality.Disclosure.basis",
        "confidentiality.Disclosure.data",
        "confidentiality.Disclosure.manifest",
    } <= where


def test_cl30_a_field_that_leaked_into_the_open_data_would_be_found(client, participant, sown, monkeypatch):
    """The negative control."""
    entry = export.entry
    monkeypatch.setattr(
        views.export,
        "entry",
        lambda one, on: entry(one, on) | {"website": one.agreements.get().number},
    )
    assert leaks(client, participant, sown) == {"register.Agreement.number"}

import json
from pathlib import Path

import pytest

from hub.audit.models import Event
from hub.personal_data import table
from hub.privacy import declared
from hub.privacy.declared import Kind, fields, kept
from hub.privacy.fields import EncryptedField
from hub.privacy.retention import RETENTIONS
from rules.text import LANGUAGES


def test_every_field_has_one_class_and_one_retention():
    assert declared.faults() == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            kept("accounts.User", "account", public="shoe_size"),
            "accounts.User.shoe_size is declared and does not exist",
        ),
        (kept("accounts.User", "account", public="email"), "accounts.User.email is declared twice"),
        (kept("accounts.User", "for_ever", public="email"), "no retention 'for_ever'"),
    ],
)
def test_a_wrong_declaration_is_found(monkeypatch, line, said):
    lines = [*declared.lines(), line]
    monkeypatch.setattr(declared, "lines", lambda: iter(lines))
    assert any(said in fault for fault in declared.faults())


def test_a_field_without_a_class_is_found(monkeypatch):
    lines = [line for line in declared.lines() if line.model != "accounts.Invitation"]
    monkeypatch.setattr(declared, "lines", lambda: iter(lines))
    assert "accounts.Invitation.email has no class and retention in the privacy.py of its app" in declared.faults()


def test_retentions_speak_three_languages_and_each_is_used():
    for one in RETENTIONS.values():
        assert all(text.to(language).strip() for text in (one.says, one.since, one.basis) for language in LANGUAGES)
    assert {field.retention for field in fields()} == set(RETENTIONS)


def test_encrypted_fields_are_personal():
    from django.apps import apps

    sealed = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, EncryptedField)
    }
    assert sealed <= declared.of_kind(Kind.PERSONAL)
    assert ("cases.Filing", "content") in sealed


def test_the_page_shows_the_table_as_it_is():
    path = Path("docs/privacy.md")
    assert path.read_text(encoding="utf-8") == table.whole(path), "run: hub privacy table"


def values(model, name) -> set[str]:
    """What stands in a field, as text long enough to be recognised."""
    found = {str(value) for value in model.objects.values_list(name, flat=True) if value}
    return {value for value in found if len(value) > 4}


def test_no_event_of_the_log_holds_a_personal_or_secret_value(db, filed, officer, monday):
    """The whole way of an application is walked; then every personal and secret value is looked for in the log."""
    from django.apps import apps

    from tests import world

    case = world.decide(world.referred(filed, officer, monday), "for", monday)
    told = " ".join(json.dumps(event.data, ensure_ascii=False) + event.about for event in Event.objects.all())
    assert case.number or told
    keyed = {"ForeignKey", "OneToOneField", "BinaryField", "DateTimeField"}
    for model_label, name in declared.of_kind(Kind.PERSONAL, Kind.SECRET):
        if model_label.split(".")[0] in ("accounts", "account", "notices"):
            model = apps.get_model(model_label)
            if model._meta.get_field(name).get_internal_type() not in keyed:
                leaked = {value for value in values(model, name) if value in told}
                assert not leaked, f"{model_label}.{name}"
    about = filed.parts.get(key="about").data
    assert not [value for key in ("head", "phone", "email") for value in about[key] if value in told]


def test_the_register_gives_out_public_fields_alone(client, db, filed, officer, monday):
    about = filed.parts.get(key="about").data
    for address in ("/register.json", "/register.csv"):
        answer = client.get(address)
        told = b"".join(answer).decode() if answer.streaming else answer.content.decode()
        assert not [value for key in ("head", "phone", "email") for value in about[key] if value in told]

"""The chain as it is written: numbers without gaps, private values apart, nothing without a transaction."""

import hashlib
import json

import pytest
from django.db import transaction

from hub.audit import chain
from hub.audit.log import OutsideTransaction, record
from hub.audit.models import Event, Immutable, Private

pytestmark = pytest.mark.django_db


def test_each_event_follows_the_one_before(applicant, monday):
    first = record("case.file", "case:1", by=applicant, at=monday, entry=1)
    second = record("case.take", "case:1", by=None, at=monday)
    assert (first.number, first.prev) == (1, chain.GENESIS)
    assert (second.number, second.prev) == (2, first.digest)


def test_the_canonical_form_is_the_one_that_is_documented(applicant, monday):
    event = record("case.file", "case:1", by=applicant, at=monday, title="Тексеру", entry=1)
    text = (
        f'{{"about":"case:1","action":"case.file","actor":"user:{applicant.pk}",'
        '"at":"2026-05-18T05:00:00.000000+00:00","data":{"entry":1,"title":"Тексеру"},"number":1}'
    )
    assert Event.objects.get().content == text
    body = hashlib.sha256(text.encode()).digest()
    assert event.digest == hashlib.sha256(bytes(32) + body).hexdigest()


def test_what_was_undone_leaves_no_gap(applicant, monday):
    record("case.file", "case:1", by=applicant, at=monday)
    with transaction.atomic():
        record("case.take", "case:1", by=applicant, at=monday)
        transaction.set_rollback(True)
    assert record("case.drop", "case:1", by=applicant, at=monday).number == 2


def test_data_is_kept_as_it_is_hashed(monday):
    told = {"rows": ({"before": None, "n": 10, "ok": True},), "big": 2**70, "word": "ﬁ ә \u2028 \U0001f600"}
    record("x", "y:1", by=None, at=monday, **told)
    kept = Event.objects.get()
    assert kept.data == json.loads(json.dumps(told))
    assert kept.digest == chain.link(kept.prev, chain.body(kept.content))


@pytest.mark.parametrize("value", [1.5, float("nan"), "a\0b", "\ud800", {1}])
def test_what_cannot_be_written_in_one_way_is_refused(monday, value):
    with pytest.raises((chain.NotCanonical, ValueError, TypeError)):
        record("x", "y:1", by=None, at=monday, value=value)
    assert not Event.objects.exists()


def test_a_private_value_is_kept_apart(applicant, monday):
    event = record("role.grant", "user:7", by=applicant, at=monday, private={"reason": "Бұйрық № 9"}, role="auditor")
    kept = Private.objects.get()
    assert (kept.value, kept.holds()) == ("Бұйрық № 9", True)
    assert "Бұйрық" not in event.content
    assert event.data["private"]["reason"] == hashlib.sha256(bytes(kept.salt) + "Бұйрық № 9".encode()).hexdigest()


def test_equal_private_values_have_unlike_commitments(monday):
    one, other = (record("x", "y:1", by=None, at=monday, private={"reason": "same"}) for _ in range(2))
    assert one.data["private"] != other.data["private"]


def test_a_private_value_is_sealed_in_the_table(monday):
    from django.db import connection

    record("x", "y:1", by=None, at=monday, private={"reason": "canary"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM audit_private")
        assert "canary" not in cursor.fetchone()[0]


def test_an_event_is_not_written_outside_a_transaction(monkeypatch, monday):
    monkeypatch.setattr("hub.audit.log.transaction.get_connection", lambda: type("C", (), {"in_atomic_block": False}))
    with pytest.raises(OutsideTransaction):
        record("x", "y:1", by=None, at=monday)


def test_an_event_costs_the_same_however_long_the_chain(monday, django_assert_num_queries):
    from django.db import connection

    cost = 2 + (connection.vendor == "postgresql")
    for _ in range(3):
        with django_assert_num_queries(cost):
            record("x", "y:1", by=None, at=monday)


def test_the_code_refuses_to_change_an_event(monday):
    event = record("x", "y:1", by=None, at=monday)
    with pytest.raises(Immutable):
        event.save()
    with pytest.raises(Immutable):
        event.delete()


def test_the_content_is_the_canonical_form_of_its_fields(monday):
    data = {"б": '\u2028"\\/\n\x7f', "a": [1, None, True]}
    fields = {"about": 'case:"ә"', "action": "x\t", "actor": "user:7", "at": "2026-05-18T05:00:00.000000+00:00"}
    written = chain.content(3, monday, 7, fields["action"], fields["about"], data)
    assert written == chain.canonical(fields | {"data": data, "number": 3})
    assert chain.content(3, monday, None, "x", "y", {}).count('"actor":null') == 1

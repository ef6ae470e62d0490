import pytest
from django.core.exceptions import FieldError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F

from hub.cases import drafts
from hub.cases.models import Case, Filing, PartData
from hub.privacy.encryption import Broken
from hub.privacy.fields import NotAlone, Sealed

PHONE = "+7 701 000 00 22"


def raw(table: str, column: str, pk: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [pk])  # noqa: S608
        return cursor.fetchone()[0]


def write(table: str, column: str, pk: int, token: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [token, pk])  # noqa: S608


def test_the_database_holds_no_word_of_it(filed):
    part = filed.parts.get(key="about")
    assert part.data["phone"]
    filing = filed.filings.get()
    for table, column, row in (("cases_partdata", "data", part), ("cases_filing", "content", filing)):
        kept = raw(table, column, row.pk)
        assert kept.startswith("k1.")
        assert part.data["phone"][0] not in kept
        assert "phone" not in kept


def test_the_hash_of_a_filing_is_that_of_its_plain_content(filed):
    filing = filed.filings.get()
    assert filing.sha256 == drafts.digest(filing.content)


def test_what_is_changed_in_place_is_saved(draft):
    part = draft.parts.get(key="about")
    part.data["phone"] = [PHONE]
    part.save()
    assert draft.parts.get(key="about").data["phone"] == [PHONE]


def test_a_value_moved_to_another_row_is_broken(draft):
    about, tax = draft.parts.get(key="about"), draft.parts.get(key="tax")
    write("cases_partdata", "data", tax.pk, raw("cases_partdata", "data", about.pk))
    with pytest.raises(Broken):
        _ = draft.parts.get(key="tax").data
    assert draft.parts.get(key="about").data  # the negative control: in its own row it opens


def test_a_value_moved_by_a_query_is_broken(draft):
    """The database can move a value without opening it; the reader notices."""
    tax = draft.parts.get(key="tax")
    moved = Sealed(raw("cases_partdata", "data", draft.parts.get(key="about").pk))
    PartData.objects.filter(pk=tax.pk).update(data=moved)
    with pytest.raises(Broken):
        _ = draft.parts.get(key="tax").data


def test_a_value_moved_to_another_table_is_broken(filed):
    filing = filed.filings.get()
    write("cases_filing", "content", filing.pk, raw("cases_partdata", "data", filed.parts.get(key="tax").pk))
    with pytest.raises(Broken):
        _ = filed.filings.get().content


def test_a_row_that_changes_its_name_must_be_sealed_again(draft):
    tax = draft.parts.get(key="tax")
    typed = tax.data
    PartData.objects.filter(pk=tax.pk).update(key="renamed")
    with pytest.raises(Broken):
        _ = draft.parts.get(key="renamed").data
    tax.key = "renamed"
    tax.save()
    assert draft.parts.get(key="renamed").data == typed


@pytest.mark.parametrize(
    "asked",
    [
        {"data": {}},
        {"data__phone": "1"},
        {"data__contains": "1"},
        {"data__in": [1]},
        {"data__icontains": "1"},
    ],
)
def test_the_content_cannot_be_searched(draft, asked):
    with pytest.raises(FieldError, match="encrypted"):
        PartData.objects.filter(**asked).exists()


def test_it_is_written_through_its_row_alone(draft):
    part = draft.parts.get(key="tax")
    with pytest.raises(NotAlone):
        PartData.objects.filter(pk=part.pk).update(data={})
    part.data = {"debt": ["1"]}
    with pytest.raises(NotAlone):
        PartData.objects.bulk_update([part], ["data"])
    with pytest.raises(NotAlone):
        PartData(key="tax", data={}).save()


def test_many_rows_are_sealed_each_for_itself(draft):
    draft.parts.all().delete()
    PartData.objects.bulk_create([PartData(case=draft, key=key, data={"key": [key]}) for key in "abc"])
    assert [part.data["key"] for part in draft.parts.order_by("key")] == [["a"], ["b"], ["c"]]


def test_columns_alone_stay_sealed(draft):
    alone = draft.parts.values_list("data", flat=True)[0]
    assert isinstance(alone, Sealed)
    assert repr(alone) == "<Sealed>"


def test_it_opens_late_and_again(draft):
    part = PartData.objects.defer("data").get(case=draft, key="about")
    assert part.data["phone"]
    PartData.objects.filter(pk=part.pk).update(revision=F("revision") + 1)
    part.refresh_from_db()
    assert part.data["phone"]
    assert not PartData.objects.filter(data__isnull=True).exists()


@pytest.mark.django_db(transaction=True)
def test_the_migration_seals_what_stood_and_gives_it_back(filed):
    case = filed.pk
    before = {part.key: part.data for part in filed.parts.all()}
    content = filed.filings.get().content
    connection.close()
    back = MigrationExecutor(connection)
    back.migrate([("cases", "0001_initial")])
    try:
        old = back.loader.project_state([("cases", "0001_initial")]).apps
        assert {part.key: part.data for part in old.get_model("cases", "PartData").objects.all()} == before
        assert old.get_model("cases", "Filing").objects.get().content == content
    finally:
        forward = MigrationExecutor(connection)
        forward.migrate(forward.loader.graph.leaf_nodes())
    again = Case.objects.get(pk=case)
    assert {part.key: part.data for part in again.parts.all()} == before
    assert Filing.objects.get().content == content
    assert raw("cases_filing", "content", Filing.objects.get().pk).startswith("k1.")

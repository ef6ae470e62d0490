"""An earlier register comes in whole or not at all, and what stands is not changed by it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from hub.accounts.models import Organisation
from hub.audit.models import Event
from hub.importing import taking
from hub.importing.models import State
from hub.register import standing, verify
from hub.register.fees import fees_on
from hub.register.models import Agreement, Certificate, Fact, FeeLine, Participant
from hub.register.participation import current
from tests.importing.conftest import faults
from tests.importing.files import as_book, as_csv, row

pytestmark = pytest.mark.django_db

TABLES = (Organisation, Participant, Fact, Agreement, FeeLine, Certificate)


def counted() -> dict[str, int]:
    return {table.__name__: table.objects.count() for table in TABLES}


@pytest.mark.clause("20")
def test_a_dry_run_enters_nothing(bring):
    before = counted()
    one = bring(as_csv(row(1), row(2)))
    assert (one.state, one.rows, one.done, one.new, one.same, one.wrong) == (State.CHECKED, 2, 2, 2, 0, 0)
    assert counted() == before
    assert one.ready


@pytest.mark.clause("20", "34")
def test_what_is_entered_stands_with_its_facts_agreement_and_certificate(enter, today):
    one = enter(as_csv(row(1)))
    assert one.state == State.DONE
    made = Participant.objects.public().get()
    now = standing.standing(made, today)
    assert (now.name_ru, now.region, now.works) == ("ТОО «Кыран 1»", "almaty_city", ("1.development", "1.sale"))
    assert (now.since, now.until) == (date(2024, 3, 10), date(2027, 3, 9))
    assert (made.case, made.entered_on, made.ended) == (None, today, "")
    assert set(made.facts.values_list("kind", "entry")) == {(kind.value, None) for kind in Fact.Kind if kind != "end"}
    agreement = made.agreements.get()
    assert (agreement.signed_on, agreement.until, agreement.report_form) == (now.since, now.until, "2026-1")
    assert [(line.kind, line.amount, line.since) for line in fees_on(made, today)] == [("rate", 1, now.since)]
    certificate = made.certificates.get()
    assert (certificate.paper, certificate.issued_on, certificate.until) == (None, date(2024, 3, 15), now.until)
    assert certificate.says["activities_ru"] == ["Программное обеспечение"]
    assert current(made.organisation, today) == made


def test_it_is_found_in_the_register_and_by_its_number(enter, client, today):
    enter(as_csv(row(1, certificate_number="12/а-н 7"), row(2)))
    assert [one.organisation.bin for one in Participant.objects.matching(f"кыран {row(2)['bin']}")] == [row(2)["bin"]]
    certificate = Certificate.objects.get(number="12/A-H7")
    assert verify.by_number("12/А-Н7", today).certificate == certificate
    page = client.get(reverse("certificate", args=[certificate.number]))
    assert page.status_code == 200
    assert Participant.objects.matching("12/A-H7").count() == 1


def test_the_words_of_search_are_those_that_an_act_would_write(enter):
    enter(as_csv(row(1)))
    made = Participant.objects.get()
    kept = made.search
    from hub.register.publish import index

    index(made)
    assert made.search == kept


def test_the_same_file_again_changes_nothing(enter, bring, officer, monday):
    enter(as_csv(row(1), row(2)))
    before, events = counted(), Event.objects.exclude(action__startswith="import.").count()
    again = bring(as_csv(row(1), row(2)), at=monday + timedelta(days=1))
    assert (again.state, again.new, again.same, again.wrong) == (State.CHECKED, 0, 2, 0)
    assert not again.ready
    with pytest.raises(taking.NotReady):
        taking.tell_to_apply(again, by=officer, at=monday)
    assert counted() == before
    assert Event.objects.exclude(action__startswith="import.").count() == events


def test_a_longer_file_adds_only_what_is_new(enter):
    enter(as_csv(row(1)))
    one = enter(as_csv(row(1), row(2)))
    assert (one.new, one.same) == (1, 1)
    assert Participant.objects.count() == 2


DIFFERENCES = {
    "name_ru": "ТОО «Другой»",
    "region": "astana",
    "location_kk": "Астана қаласы",
    "website": "https://other.example.kz",
    "works": "1.development",
    "until": "09.03.2028",
    "agreement_number": "Д-другой",
    "signed_on": "11.03.2024",
    "fee_kind": "fixed",
    "fee_amount": "2",
    "fee_at_least": "100",
    "report_form": "",
    "certificate_number": "AH-OTHER",
    "certificate_issued_on": "16.03.2024",
}


@pytest.mark.parametrize("column", DIFFERENCES)
def test_a_row_that_differs_from_what_stands_is_a_fault_that_names_the_difference(enter, bring, column):
    enter(as_csv(row(1)))
    one = bring(as_csv(row(1, **{column: DIFFERENCES[column]})))
    assert faults(one) == [(2, column)]
    assert (one.wrong, one.ready) == (1, False)


def test_the_fault_says_what_stands(enter, bring):
    enter(as_csv(row(1)))
    one = bring(as_csv(row(1, until="09.03.2028")))
    assert "09.03.2027" in one.faults.get().message


def test_after_an_act_changed_the_place_both_files_are_the_same(enter, bring, monday):
    """What was entered at first, and what stands today."""
    enter(as_csv(row(1)))
    moved = {"region": "astana", "location_kk": "Астана қаласы, Жаңа көше, 1", "location_ru": "город Астана, 1"}
    later = monday + timedelta(days=2)
    made = Participant.objects.get()
    standing.add(made, standing.PLACE, moved | {"website": made.website}, since=later.date(), entry=None, at=later)
    for changes in ({}, moved):
        assert bring(as_csv(row(1, **changes)), at=later).same == 1
    assert faults(bring(as_csv(row(1, region="shymkent")), at=later)) == [(2, "region")]


def test_nothing_is_entered_where_one_row_is_wrong(bring, officer, monday):
    one = bring(as_csv(row(1), row(2, region="Марс")))
    assert (one.new, one.wrong) == (1, 1)
    with pytest.raises(taking.NotReady):
        taking.tell_to_apply(one, by=officer, at=monday)
    assert Participant.objects.count() == 0


def test_several_agreements_and_certificates_of_one_participation(enter, today):
    first = row(1)
    second = row(1, agreement_number="Д-доп", signed_on="01.02.2025", fee_amount="2", certificate_number="AH-2")
    second |= {"certificate_issued_on": "05.02.2025"}
    one = enter(as_csv(second, row(2), first))  # in whatever order
    assert (one.state, one.new) == (State.DONE, 3)
    made = Participant.objects.get(organisation__bin=first["bin"])
    told = [(each.number, each.amends and each.amends.number) for each in made.agreements.order_by("pk")]
    assert told == [(first["agreement_number"], None), ("Д-доп", first["agreement_number"])]
    assert [line.amount for line in fees_on(made, today)] == [2]
    assert made.certificates.first().number == "AH-2"
    assert verify.by_number("AH-2", today).state == "valid"


def test_two_participations_of_one_organisation(enter):
    earlier = row(1, since="01.03.2020", until="28.02.2022", agreement_number="Д-0", signed_on="01.03.2020")
    earlier |= {"certificate_number": "AH-0", "certificate_issued_on": "05.03.2020"}
    enter(as_csv(earlier, row(1)))
    assert Organisation.objects.filter(bin=earlier["bin"]).count() == 1
    assert sorted(Participant.objects.values_list("ended", "until")) == [
        ("", date(2027, 3, 9)),
        ("planned", date(2022, 2, 28)),
    ]


def test_what_ended_long_ago_ends_silently(enter, monday):
    from hub.participation import timer

    enter(
        as_csv(
            row(1, since="01.03.2020", until="28.02.2022", signed_on="01.03.2020", certificate_issued_on="01.04.2020")
        )
    )
    made = Participant.objects.get()
    assert standing.standing(made, date(2022, 3, 1)).ended == "planned"
    assert standing.standing(made, date(2022, 2, 1)).ended == ""
    assert timer.end_planned(monday) == 0


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(1), row(1, region="astana")], [(3, "region")]),
        ([row(1), row(1, name_kk="Басқа")], [(3, "name_kk")]),
        ([row(1), row(2, agreement_number=row(1)["agreement_number"])], [(3, "agreement_number")]),
        ([row(1), row(2, certificate_number=row(1)["certificate_number"])], [(3, "certificate_number")]),
        ([row(1), row(1, fee_amount="3")], [(3, "agreement_number")]),
        ([row(1), row(1, certificate_issued_on="16.03.2024")], [(3, "certificate_number")]),
        ([row(1), row(1, since="10.03.2025", agreement_number="Д-2", certificate_number="")], [(3, "since")]),
    ],
)
def test_rows_that_contradict_each_other_are_faults(bring, rows, expected):
    if expected == [(3, "since")]:
        rows = [rows[0], rows[1] | {"certificate_issued_on": ""}]
    assert faults(bring(as_csv(*rows))) == expected


def test_numbers_of_others_in_the_register_are_faults(enter, bring):
    enter(as_csv(row(1)))
    stolen = row(2, agreement_number=row(1)["agreement_number"], certificate_number=row(1)["certificate_number"])
    assert faults(bring(as_csv(stolen))) == [(2, "agreement_number"), (2, "certificate_number")]


def test_an_overlap_with_what_stands_is_a_fault(enter, bring):
    enter(as_csv(row(1)))
    later = row(1, since="10.03.2025", until="09.03.2028", agreement_number="Д-2", certificate_number="")
    one = bring(as_csv(later | {"certificate_issued_on": "", "signed_on": "10.03.2025"}))
    assert faults(one) == [(2, "since")]
    assert "10.03.2024" in one.faults.get().message


def test_an_organisation_of_the_portal_keeps_its_names_and_its_head(organisation, enter, bring, applicant):
    told = row(1, bin=organisation.bin)
    assert faults(bring(as_csv(told))) == [(2, "name_kk"), (2, "name_ru")]
    enter(as_csv(told | {"name_kk": organisation.name_kk, "name_ru": organisation.name_ru}))
    assert Participant.objects.get().organisation == organisation
    assert organisation.memberships.get().user == applicant


# --- events -----------------------------------------------------------------------------------------------------------
def test_each_step_is_one_event(enter, officer):
    one = enter(as_csv(row(1), row(2)))
    told = Event.objects.filter(about=f"import:{one.pk}").order_by("number").values_list("action", "actor")
    assert list(told) == [
        ("import.begin", officer.pk),
        ("import.check", None),
        ("import.confirm", officer.pk),
        ("import.apply", officer.pk),
    ]


# --- workbooks --------------------------------------------------------------------------------------------------------
def test_a_workbook_with_real_days_and_numbers(enter, today):
    told = row(1, bin=int(row(1)["bin"]), since=date(2024, 3, 10), until=date(2027, 3, 9), signed_on=date(2024, 3, 10))
    told |= {"certificate_issued_on": date(2024, 3, 15), "fee_amount": 1.5, "fee_at_least": 100000}
    assert enter(as_book(told), "register.xlsx").state == State.DONE
    assert [(line.amount, line.at_least) for line in fees_on(Participant.objects.get(), today)] == [(1.5, 100000)]

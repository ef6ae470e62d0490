"""The agreement: drawn up from a template, signed, amended, and readable for any day (clauses 31, 34, 35, 65)."""

import io
from datetime import date, datetime, timedelta
from decimal import Decimal

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hub.audit.models import Event
from hub.cases.models import Case
from hub.documents.content import content_of
from hub.register.agreements import draft, files, templates
from hub.register.agreements.text import Party, Terms, text
from hub.register.fees import fees_between, fees_on
from hub.register.models import Agreement, FeeLine
from hub.register.report_forms import report_form_on, report_forms
from rules.text import LANGUAGES, Text
from tests import clock, world
from tests.documents import samples
from tests.participation.conftest import SIGNED, UNTIL
from tests.registration.stages import TERMS, drawn_up

pytestmark = pytest.mark.django_db

LATER = date(2026, 8, 3)
PARTY = Party("160440007161", Text("«Дала» ЖШС", "ТОО «Дала»", ""), Text("Алматы қ.", "г. Алматы", ""), ("1.sale",))


def line(amount="1", since=SIGNED, until=None, **more):
    return FeeLine(kind=more.pop("kind", "rate"), amount=Decimal(amount), since=since, until=until, **more)


def amended(participant, signed_on, *fees, number="Д-1/1", report_form="2026-1"):
    first = participant.agreements.order_by("signed_on", "pk").last()
    made = Agreement.objects.create(
        participant=participant,
        amends=first,
        number=number,
        signed_on=signed_on,
        until=UNTIL,
        report_form=report_form,
    )
    for one in fees:
        one.agreement = made
        one.save()
    return made


def amounts(lines):
    return [str(one.amount.normalize()) for one in lines]


# --- what is in force on a day ---


@pytest.mark.clause("34")
def test_cl34_an_amendment_ends_the_earlier_fees_on_the_day_before_its_own(participant):
    amended(participant, LATER, line("2", since=date(2026, 9, 1)))
    assert amounts(fees_on(participant, SIGNED)) == ["1"]
    assert amounts(fees_on(participant, date(2026, 8, 31))) == ["1"]  # signed, and not begun yet
    assert amounts(fees_on(participant, date(2026, 9, 1))) == ["2"]


@pytest.mark.clause("34")
def test_cl34_an_amendment_that_names_no_fee_leaves_them(participant):
    amended(participant, LATER, report_form="2027-1")
    assert amounts(fees_on(participant, UNTIL)) == ["1"]


@pytest.mark.clause("34")
def test_cl34_several_fees_hold_side_by_side_each_on_its_days(participant):
    amended(
        participant, LATER, line("2", since=LATER), line("50000", since=LATER, until=date(2026, 9, 30), kind="fixed")
    )
    assert amounts(fees_on(participant, date(2026, 9, 30))) == ["2", "5E+4"]
    assert amounts(fees_on(participant, date(2026, 10, 1))) == ["2"]


def test_no_fee_is_in_force_before_and_after_the_participation(participant):
    assert fees_on(participant, SIGNED - timedelta(days=1)) == []
    assert fees_on(participant, UNTIL + timedelta(days=1)) == []


@pytest.mark.clause("31")
def test_cl31_the_fees_of_a_quarter_come_with_their_days_in_it(participant):
    amended(participant, LATER, line("2", since=LATER))
    held = fees_between(participant, date(2026, 7, 1), date(2026, 9, 30))
    told = [(str(one.line.amount.normalize()), one.since, one.until) for one in held]
    assert told == [
        ("1", date(2026, 7, 1), LATER - timedelta(days=1)),
        ("2", LATER, date(2026, 9, 30)),
    ]
    assert [one.since for one in fees_between(participant, date(2026, 4, 1), date(2026, 6, 30))] == [SIGNED]


def test_a_fee_that_another_ends_before_it_began_never_held(participant):
    amended(participant, LATER, line("2", since=date(2027, 1, 1)))
    amended(participant, LATER, line("3", since=date(2026, 12, 1)), number="Д-1/2")
    told = [amounts(fees_on(participant, day)) for day in (date(2026, 11, 30), date(2026, 12, 1), date(2027, 2, 1))]
    assert told == [["1"], ["3"], ["3"]]


def test_fees_of_many_participants_need_no_query_of_their_own(participant, django_assert_num_queries):
    from hub.register.models import Participant

    one = Participant.objects.prefetch_related("agreements__fees").get(pk=participant.pk)
    with django_assert_num_queries(0):
        assert amounts(fees_on(one, SIGNED)) == ["1"]
        assert report_form_on(one, SIGNED) == "2026-1"


@pytest.mark.clause("65")
def test_cl65_the_report_form_is_that_of_the_last_agreement_signed_by_the_day(participant):
    amended(participant, LATER, report_form="2027-1")
    assert report_form_on(participant, SIGNED - timedelta(days=1)) == ""
    assert report_form_on(participant, LATER - timedelta(days=1)) == "2026-1"
    assert report_form_on(participant, LATER) == "2027-1"


# --- the template and its text ---


def test_every_version_of_the_template_is_filled_in_both_languages():
    fees = [line("1.5", at_most=Decimal(5_000_000)), line("100000", kind="fixed", name_kk="Жарна", name_ru="Взнос")]
    longer = Agreement(number="Д-1", signed_on=SIGNED)
    for version in templates.versions():
        for kind in ("agreement", "amendment"):
            terms = Terms("Д-2", fees, "2026-1", 2, SIGNED, UNTIL, longer if kind == "amendment" else None)
            told = text(version, PARTY, terms, on=SIGNED)
            said = [words for section in told["sections"] for one in section["clauses"] for words in one.values()]
            assert said
            assert all(words.strip() for words in said)
            assert not [words for words in said if "{" in words]


def test_a_placeholder_that_nobody_fills_is_found(monkeypatch):
    broken = {"agreement": {"title": {"kk": "К", "ru": "Р"}, "sections": [{"kk": "", "ru": "", "clauses": [
        {"kk": "{nothing}", "ru": "{nothing}"}]}]}}  # fmt: skip
    monkeypatch.setattr("hub.register.agreements.text.template", lambda _version: broken)
    with pytest.raises(KeyError):
        text("2026-1", PARTY, Terms("1"), on=SIGNED)


def test_the_forms_of_the_report_are_named_in_every_language():
    assert report_forms()
    assert all(title.to(lang).strip() for title in report_forms().values() for lang in LANGUAGES)


@pytest.mark.clause("34", "35", "65")
def test_cl34_the_text_names_the_parties_the_term_the_fees_and_the_report():
    terms = Terms("Д-7", [line("1.5", at_most=Decimal(5_000_000))], "2026-1", 2, SIGNED, UNTIL)
    told = text("2026-1", PARTY, terms, on=SIGNED)
    said = "\n".join(one["ru"] for section in told["sections"] for one in section["clauses"]).replace("\u00a0", " ")
    for words in (
        "2 года",
        "14 июня 2027",
        "Ежеквартальный отчёт, форма 2026-1",
        "деятельности Участника: Программное обеспечение",
    ):
        assert words in said
    table = next(section["table"] for section in told["sections"] if "table" in section)
    assert table["rows"][0][1]["ru"].replace("\u00a0", " ") == "1,5 % – доход от приоритетных видов деятельности"
    assert told["parties"][1]["kk"][1] == "«Дала» ЖШС"


def test_what_people_wrote_is_text_in_both_files():
    hostile = '#read("/etc/passwd") {years} <w:p/> $x$'
    party = Party(PARTY.bin, Text(hostile, hostile, ""), PARTY.address, (), hostile)
    told = text("2026-1", party, Terms("Д-7", [line()], "2026-1", 1), on=SIGNED)
    at = datetime.fromisoformat("2026-06-15T10:00:00+05:00")
    word = docx.Document(io.BytesIO(files.made("docx", told, at=at)))
    assert hostile in "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    with pikepdf.open(io.BytesIO(files.made("pdf", told, at=at))) as made:
        assert len(made.pages) > 1


def test_the_word_file_says_what_the_data_say():
    told = text("2026-1", PARTY, Terms("Д-7", [line()], "2026-1", 2), on=SIGNED)
    at = datetime.fromisoformat("2026-06-15T10:00:00+05:00")
    word = docx.Document(io.BytesIO(files.made("docx", told, at=at)))
    said = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    for section in told["sections"]:
        for clause in section["clauses"]:
            assert clause["kk"] in said
            assert clause["ru"] in said


# --- drawing up and signing ---


@pytest.fixture
def approved(filed, officer, monday):
    return world.decide(world.referred(filed, officer, monday), "for", monday)


@pytest.fixture
def page(client, officer, monday, monkeypatch):
    clock.stop(monkeypatch, monday + timedelta(days=1))
    client.force_login(officer)
    return client


def file_of(page, case, form):
    return page.get(reverse("agreement_draft_file", args=[case.pk, form]))


@pytest.mark.clause("34")
def test_cl34_the_draft_is_downloaded_and_nothing_is_decided_by_that(page, approved, officer, monday):
    address = reverse("agreement_draft", args=[approved.pk])
    assert file_of(page, approved, "pdf").status_code == 404  # not drawn up yet
    assert page.post(address, TERMS | {"revision": 0}).status_code == 302
    assert b"".join(file_of(page, approved, "pdf")).startswith(b"%PDF")
    word = docx.Document(io.BytesIO(b"".join(file_of(page, approved, "docx"))))
    said = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert "15/2026" in said
    assert "____" in said  # the day of signing is written by hand
    assert file_of(page, approved, "xlsx").status_code == 404
    assert Case.objects.get(pk=approved.pk).version == approved.version
    assert Agreement.objects.count() == 0


def test_terms_saved_elsewhere_meanwhile_are_not_overwritten(page, approved, officer, monday):
    drawn_up(approved, officer, monday)
    answer = page.post(reverse("agreement_draft", args=[approved.pk]), TERMS | {"revision": 0, "number": "16/2026"})
    assert answer.status_code == 409
    assert "16/2026" in answer.content.decode()
    assert draft.terms(approved, monday.date())["number"] == "15/2026"


def test_a_row_is_added_without_a_script(page, approved):
    address = reverse("agreement_draft", args=[approved.pk])
    answer = page.post(address, TERMS | {"revision": 0, "add_row": "fee"})
    assert "fee-1-amount" in page.get(answer.url).content.decode()


@pytest.mark.clause("34", "65")
def test_cl34_what_was_signed_is_kept_with_its_template_text_and_scan(page, approved, officer, monday):
    drawn_up(
        approved, officer, monday, signer="Директор А. Үлгілі",
        fee__1__kind="fixed", fee__1__amount="50 000", fee__1__until="2026-12-31",
    )  # fmt: skip
    scan = SimpleUploadedFile("Договор.pdf", samples.pdf(), "application/pdf")
    sent = {"signed_on": "2026-05-19", "scan": scan, "seen": approved.version, "key": "agree"}
    assert page.post(reverse("act", args=[approved.pk, "agree"]), sent).status_code == 302
    participant = Case.objects.get(pk=approved.pk).participant
    made = participant.agreements.get()
    assert (made.number, made.template, made.report_form) == ("15/2026", templates.newest(), "2026-1")
    assert amounts(made.fees.all()) == ["1.5", "5E+4"]
    assert [one.since for one in made.fees.all()] == [date(2026, 5, 19)] * 2
    for what, kept in (("text", made.paper.file), ("scan", made.scan)):
        answer = page.get(reverse("agreement_file", args=[participant.pk, made.pk, what]))
        assert b"".join(answer) == content_of(kept)
    assert page.get(reverse("agreement_file", args=[participant.pk, made.pk, "other"])).status_code == 404


def test_a_fixed_fee_has_no_limits_and_a_share_none_that_cross(approved, officer, monday):
    drawn_up(approved, officer, monday, fee__0__kind="fixed", fee__0__at_most="5")
    assert draft.terms(approved, monday.date()) is None
    drawn_up(approved, officer, monday, fee__0__at_least="6", fee__0__at_most="5")
    assert draft.terms(approved, monday.date()) is None
    drawn_up(approved, officer, monday, fee__0__at_least="5", fee__0__at_most="6")
    assert draft.terms(approved, monday.date()) is not None


@pytest.mark.clause("34")
def test_cl34_an_agreement_names_at_least_one_fee(approved, officer, monday):
    drawn_up(approved, officer, monday, fee__0__amount="")
    assert draft.terms(approved, monday.date()) is None


# --- amendments ---


CHANGE = {"number": "Д-1/1", "signer": "", "report_form": "", "fee-0-kind": "rate", "fee-0-amount": "2"}


@pytest.fixture
def desk(client, officer, participant, monkeypatch):
    clock.stop(monkeypatch, datetime.fromisoformat("2026-08-03T10:00:00+05:00"))
    client.force_login(officer)
    return client


def amend(desk, participant, **changes):
    scan = SimpleUploadedFile("Қосымша.pdf", samples.pdf(), "application/pdf")
    return desk.post(
        reverse("amend", args=[participant.pk]), CHANGE | {"signed_on": "2026-08-03", "scan": scan} | changes
    )


@pytest.mark.clause("34", "65")
def test_cl34_an_amendment_is_recorded_once_with_its_event(desk, participant):
    before = Event.objects.filter(action="agreement.amend").count()
    assert amend(desk, participant).status_code == 302
    made = participant.agreements.get(number="Д-1/1")
    assert made.amends.number == "Д-1"
    assert (made.until, made.report_form, made.template) == (UNTIL, "2026-1", templates.newest())
    assert made.paper.file.ready
    assert made.scan.ready
    assert amounts(fees_on(participant, LATER)) == ["2"]
    assert amend(desk, participant).status_code == 422  # the same number again
    assert Event.objects.filter(action="agreement.amend").count() == before + 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("signed_on", "2026-08-04"),  # tomorrow
        ("signed_on", "2026-06-14"),  # before the agreement
        ("scan", ""),
        ("fee-0-amount", "101"),
        ("number", "Д-1"),
    ],
)
def test_a_wrong_amendment_is_said_by_the_field_and_nothing_is_recorded(desk, participant, field, value):
    answer = amend(desk, participant, **{field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}-error"' in answer.content.decode()
    assert participant.agreements.count() == 1


def test_an_amendment_that_changes_nothing_is_refused(desk, participant):
    answer = amend(desk, participant, **{"fee-0-amount": "", "report_form": "2026-1"})
    assert answer.status_code == 422
    assert participant.agreements.count() == 1


@pytest.mark.parametrize("form", sorted(files.MIMES))
def test_an_amendment_is_downloaded_for_signing_and_not_recorded(desk, participant, form):
    answer = amend(desk, participant, do=form)
    assert answer.headers["Content-Type"] == files.MIMES[form]
    assert b"".join(answer)
    assert participant.agreements.count() == 1


def test_an_amendment_can_name_many_fees_without_a_script(desk, participant):
    answer = amend(desk, participant, add_row="fee")
    assert answer.status_code == 200
    assert "fee-1-amount" in answer.content.decode()


@pytest.mark.clause("34", "65")
def test_cl34_the_page_shows_what_was_in_force_on_any_day(desk, participant):
    amend(desk, participant)
    address = reverse("participation", args=[participant.pk])
    assert "2\u00a0%" in desk.get(address).content.decode()
    earlier = desk.get(address, {"on": "2026-08-02"}).content.decode()
    assert "1\u00a0%" in earlier
    assert "2\u00a0%" not in earlier


@pytest.mark.clause("30", "34")
def test_cl30_an_agreement_is_for_its_own_people_and_the_technopark(desk, participant, applicant, client):
    amend(desk, participant)
    made = participant.agreements.get(number="Д-1/1")
    address = reverse("agreement_file", args=[participant.pk, made.pk, "text"])
    client.force_login(applicant)
    assert client.get(address).status_code == 200
    stranger = world.person("stranger@example.kz", "Бөтен")
    world.organisation("«Өзге» ЖШС", "ТОО «Иное»", owner=stranger, on=SIGNED)
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    assert client.get(reverse("amend", args=[participant.pk])).status_code == 404


# --- the extension ---


@pytest.mark.clause("35", "36")
def test_cl36_the_amendment_that_extends_the_term_is_drawn_up_and_kept(
    begin, participant, officer, applicant, client, monkeypatch
):
    at = datetime.fromisoformat("2027-05-03T10:00:00+05:00")
    asked = "Сервис работает, подключены сто магазинов."
    case = begin("extension", at, about={"years": "2", "results": asked, "plans": asked})
    case = world.do(case, "file", applicant, at, given={"declared": True})
    clock.stop(monkeypatch, at)
    client.force_login(officer)
    typed = {"number": "Д-1/Ұ", "years": "2", "signer": "", "revision": 0}
    assert client.post(reverse("agreement_draft", args=[case.pk]), typed).status_code == 302
    assert b"".join(file_of(client, case, "pdf")).startswith(b"%PDF")
    page = client.get(reverse("act", args=[case.pk, "extend"])).content.decode()
    assert 'value="Д-1/Ұ"' in page
    sent = {"years": "2", "amendment": "Д-1/Ұ", "signed_on": "2027-05-03", "seen": case.version, "key": "extend"}
    assert client.post(reverse("act", args=[case.pk, "extend"]), sent).status_code == 302
    made = participant.agreements.get(number="Д-1/Ұ")
    assert (made.until, made.template) == (date(2029, 6, 14), templates.newest())
    assert made.paper is not None
    assert amounts(fees_on(participant.__class__.objects.get(pk=participant.pk), date(2029, 6, 14))) == ["1"]

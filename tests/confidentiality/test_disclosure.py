"""Nothing of a participant's class leaves without a consent that covers it, or a law that obliges (clause 30)."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hub.accounts.access import Access
from hub.audit.models import Event, Private
from hub.cases import drafts
from hub.cases.models import Case
from hub.cases.registry import chapters
from hub.confidentiality import consents, disclosures, packages, telling
from hub.confidentiality.information import kinds, pieces
from hub.confidentiality.models import Disclosure, ParticipantConsent
from hub.documents import store
from hub.documents.models import Paper, State, StoredFile
from hub.notices.models import Outgoing
from hub.personal_data.seen import Asked
from rules.text import LANGUAGES
from tests import world
from tests.confidentiality.conftest import BANK, REGISTRATION

pytestmark = [pytest.mark.django_db, pytest.mark.clause("30")]
COURT = disclosures.Law("Суд города Астаны", "Дело № 7", "ГПК, статья 73; определение № 7 от 18.05.2026")


def opened(disclosure):
    """The package's files by name."""
    with zipfile.ZipFile(io.BytesIO(packages.build(disclosure))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_cl30_with_a_consent_a_package_is_made_on_record_and_in_the_log(prepared, consent, officer, participant):
    event = Event.objects.get(action="disclosure.make")
    assert (event.about, event.actor) == (f"disclosure:{prepared.pk}", officer)
    assert event.data["consent"] == consent.pk
    assert event.data["organisation"] == participant.organisation_id
    assert event.data["sha256"] == prepared.sha256 == hashlib.sha256(packages.build(prepared)).hexdigest()
    assert sorted(event.data["files"]) == sorted(one["file"] for one in prepared.manifest)
    assert "Банк" not in json.dumps(event.data, ensure_ascii=False)
    assert {one.name: one.value for one in Private.objects.filter(event=event)} == {
        "recipient": BANK.recipient, "purpose": BANK.purpose,
    }  # fmt: skip
    assert (prepared.recipient, prepared.purpose, prepared.kinds) == (BANK.recipient, BANK.purpose, list(BANK.kinds))


def test_cl30_the_manifest_names_every_file_with_its_hash_and_the_ground(prepared, consent):
    files = opened(prepared)
    manifest = json.loads(files.pop("manifest.json"))
    assert {one["path"]: one["sha256"] for one in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    assert len(files) > 3
    assert manifest["to"] == BANK.recipient
    assert manifest["ground"]["consent"] == consent.pk
    assert set(manifest["mark"]) == set(LANGUAGES)
    assert "30" in manifest["mark"]["ru"]


def test_cl30_the_same_record_gives_the_same_bytes(prepared):
    kept = Disclosure.objects.get(pk=prepared.pk)
    assert packages.build(kept) == packages.build(prepared)


def test_cl30_data_hold_what_is_the_participants_and_nothing_of_persons(prepared, participant, filed):
    data = json.loads(opened(prepared)["data.json"])
    said = json.dumps(data, ensure_ascii=False)
    assert data["participant"]["bin"] == participant.organisation.bin
    agreement = next(one["says"] for one in data["items"] if one["kind"] == "agreements")
    assert (agreement["number"], agreement["fees"][0]["amount"]) == ("Д-1", "1.0000")
    about = filed.parts.get(key="about").data
    assert about["email"][0] not in said
    assert about["phone"][0] not in said
    assert "••••@" in said


def test_cl30_minutes_that_tell_of_others_are_not_offered(participant, officer, tuesday, offered):
    told = {"name": "Протокол.pdf", "language": "ru", "organisation": None, "at": tuesday}
    entry = participant.case.entries.first()
    entry.papers.add(store.issue(Paper.Kind.MINUTES, "П-1", b"%PDF-", **told))
    letter = store.issue(Paper.Kind.LETTER, "Х-1", b"%PDF-", **told)
    assert set(pieces(participant, Access(officer, tuesday.date()))) == set(offered)
    entry.papers.add(letter)  # the control: another paper is
    assert set(pieces(participant, Access(officer, tuesday.date()))) - set(offered) == {f"file:{letter.file_id}"}


def test_cl30_a_case_that_the_participant_does_not_know_of_stays_inside(participant, officer, tuesday, offered):
    inner = drafts.begin("early_end", participant.organisation, by=officer, language="ru", at=tuesday)
    Case.objects.filter(pk=inner.pk).update(version=1)
    assert Case.objects.get(pk=inner.pk).state.inner
    assert set(pieces(participant, Access(officer, tuesday.date()))) == set(offered)


@pytest.mark.parametrize("kind", ["figures", "agreements"])
def test_cl30_what_the_consent_does_not_cover_is_refused_in_words(
    participant, applicant, officer, offered, tuesday, kind
):
    terms = replace(BANK, kinds=(REGISTRATION,))
    given = consents.give(participant, terms, by=applicant, at=tuesday)
    chosen = [one for one in offered.values() if one.kind in (REGISTRATION, kind)]
    with pytest.raises(consents.Refused) as refused:
        disclosures.under_consent(given, chosen, by=officer, at=tuesday)
    (reason,) = refused.value.reasons
    assert "clause 30" in reason.en
    assert "пункт 30" in reason.ru
    assert not Disclosure.objects.exists()
    assert not Event.objects.filter(action="disclosure.make").exists()


@pytest.mark.parametrize(("on", "allowed"), [(date(2026, 12, 31), True), (date(2027, 1, 1), False)])
def test_cl30_a_consent_holds_to_its_last_day(consent, covered, officer, tuesday, on, allowed):
    at = tuesday.replace(year=on.year, month=on.month, day=on.day)
    if allowed:
        assert disclosures.under_consent(consent, covered, by=officer, at=at)
        return
    with pytest.raises(consents.Refused, match="term"):
        disclosures.under_consent(consent, covered, by=officer, at=at)


def test_cl30_a_withdrawn_consent_lets_nothing_leave_and_what_left_stays_on_record(
    prepared, consent, covered, applicant, officer, tuesday
):
    disclosures.take(prepared, packages.build(prepared), by=officer, at=tuesday)
    stale = ParticipantConsent.objects.get(pk=consent.pk)
    consents.withdraw(consent, by=applicant, at=tuesday)
    with pytest.raises(consents.Refused, match="withdrawn"):
        disclosures.under_consent(stale, covered, by=officer, at=tuesday)  # judged by what stands, not by the page
    assert Disclosure.objects.get().taken_at == tuesday
    assert Event.objects.filter(action="consent.withdraw", about=consents.about(consent)).count() == 1
    with pytest.raises(consents.Withdrawn):
        consents.withdraw(consent, by=applicant, at=tuesday)


def test_cl30_a_package_prepared_before_the_withdrawal_does_not_leave_after_it(
    prepared, consent, applicant, officer, tuesday
):
    consents.withdraw(consent, by=applicant, at=tuesday)
    with pytest.raises(consents.Refused, match="withdrawn"):
        disclosures.take(prepared, packages.build(prepared), by=officer, at=tuesday)
    assert Disclosure.objects.get().taken_at is None


def test_cl30_a_package_leaves_once_and_only_as_it_was_prepared(prepared, officer, tuesday):
    content = packages.build(prepared)
    with pytest.raises(consents.Refused, match="not what was prepared"):
        disclosures.take(prepared, content + b" ", by=officer, at=tuesday)
    disclosures.take(prepared, content, by=officer, at=tuesday)
    with pytest.raises(consents.Refused, match="once"):
        disclosures.take(prepared, content, by=officer, at=tuesday)


def test_cl30_a_consent_on_paper_holds_once_its_scan_is_found_clean(
    participant, covered, officer, tuesday, organisation
):
    scan = store.take(
        world.upload(name="Согласие.pdf"), language="ru", organisation=organisation, by=officer, at=tuesday
    )
    scan.state = State.CHECKING
    scan.save()
    paper = consents.OnPaper("Айдос Үлгілі, директор", tuesday.date(), scan)
    given = consents.record_paper(participant, BANK, paper, by=officer, at=tuesday)
    with pytest.raises(consents.Refused, match="being checked"):
        disclosures.under_consent(given, covered, by=officer, at=tuesday)
    StoredFile.objects.filter(pk=scan.pk).update(state=State.CLEAN)
    assert disclosures.under_consent(given, covered, by=officer, at=tuesday)


def test_cl30_the_database_keeps_no_paper_consent_without_its_scan(consent):
    with pytest.raises(IntegrityError), transaction.atomic():
        ParticipantConsent.objects.filter(pk=consent.pk).update(on_paper=True)
    ParticipantConsent.objects.filter(pk=consent.pk).update(letter="№ 5")  # the control: another change is taken


def test_cl30_by_law_a_package_leaves_without_consent_with_its_basis_and_the_participant_sees_it(
    participant, applicant, officer, offered, tuesday
):
    made = disclosures.by_law(participant, list(offered.values()), COURT, by=officer, at=tuesday)
    assert Event.objects.get(action="disclosure.make").data["consent"] is None
    assert json.loads(opened(made)["manifest.json"])["ground"] == {"law": COURT.basis}
    assert Disclosure.objects.visible_to(Access(applicant, tuesday.date())).get() == made
    assert Outgoing.objects.filter(key=f"disclosure:{made.pk}:{applicant.pk}").count() == 1


def test_cl30_neither_consent_nor_basis_is_no_ground(prepared):
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.filter(pk=prepared.pk).update(consent=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.filter(pk=prepared.pk).update(basis="Закон")


def test_cl30_where_the_law_forbids_telling_the_participant_is_told_on_the_day(
    participant, applicant, officer, offered, tuesday
):
    day = tuesday.date() + timedelta(days=30)
    law = replace(COURT, tell_on=day)
    made = disclosures.by_law(participant, list(offered.values()), law, by=officer, at=tuesday)
    letters = Outgoing.objects.filter(key__startswith=f"disclosure:{made.pk}")

    def sees(on):
        return Disclosure.objects.visible_to(Access(applicant, on)).exists()

    assert Disclosure.objects.visible_to(Access(officer, tuesday.date())).exists()
    assert not sees(day - timedelta(days=1))
    assert telling.tell_due(tuesday + timedelta(days=29)) == 0
    assert not letters.exists()
    assert sees(day)
    assert telling.tell_due(tuesday + timedelta(days=33)) == 1  # the worker slept three days
    assert telling.tell_due(tuesday + timedelta(days=34)) == 0
    assert letters.count() == 1


def test_cl30_letters_name_neither_the_recipient_nor_the_purpose(prepared):
    letter = Outgoing.objects.get(key__startswith=f"disclosure:{prepared.pk}")
    assert BANK.recipient not in letter.subject + letter.text
    assert BANK.purpose not in letter.subject + letter.text


def test_cl30_too_much_for_one_package_is_refused(consent, covered, officer, tuesday, monkeypatch):
    monkeypatch.setattr(packages, "MOST", 10)
    with pytest.raises(consents.Refused, match="Too many"):
        disclosures.under_consent(consent, covered, by=officer, at=tuesday)


def test_cl30_an_erased_document_is_not_offered(participant, officer, tuesday, offered):
    key = next(key for key in offered if key.startswith("file:"))
    StoredFile.objects.filter(pk=key.removeprefix("file:")).update(state=State.ERASED)
    assert key not in pieces(participant, Access(officer, tuesday.date()))


def test_cl30_what_the_head_consents_to_is_on_record_word_for_word(consent, applicant, tuesday):
    event = Event.objects.get(action="consent.give", about=consents.about(consent))
    assert event.actor == applicant
    assert event.data["version"] == consents.VERSION
    assert event.data["kinds"] == list(BANK.kinds)
    assert BANK.recipient not in json.dumps(event.data, ensure_ascii=False)
    assert (consent.signed_by, consent.signed_on) == (applicant.full_name, tuesday.date())


def test_cl30_who_saw_what_tells_of_disclosures(prepared, participant, applicant, officer, monday):
    stranger = world.person("other@example.kz", "Басқа Адам")
    event = Event.objects.get(action="disclosure.make")
    assert event in Asked(case=participant.case).events()
    assert event in Asked(person=applicant).events()
    assert event not in Asked(person=stranger).events()


def test_cl30_a_procedure_in_which_the_participant_has_no_part_is_no_kind_of_its_information():
    assert {REGISTRATION, "case:extension", "agreements", "figures"} <= set(kinds())
    for chapter in chapters():
        theirs = {act.actor.key for act in chapter.procedure.acts} & {"applicant", "participant"}
        assert (f"case:{chapter.procedure.key}" in kinds()) == bool(theirs)

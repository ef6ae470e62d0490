"""Builders of a small world. They go through the portal's own functions, so that a test's world can exist."""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import Client

from hub.accounts import sessions
from hub.accounts.access import Access
from hub.accounts.models import Membership, Organisation, RoleGrant, User
from hub.cases import checklist, drafts
from hub.cases.models import Case
from hub.cases.perform import perform
from hub.commissions.models import Charter, Commission, Seat
from hub.demo.application import typed
from hub.documents import store
from rules.bin import make_bin
from tests.documents import samples

NEVER_OLD = datetime(2099, 1, 1, tzinfo=UTC)
_serial = count(0, 2)  # a serial without a check digit gives the BIN of the next one
_key = count(1)


class Browser(Client):
    """A browser whose person came with a second factor just now, or, with `weak=True`, with a password alone.

    Its session neither ends nor grows old, unless a test says at which moment (`at`) its person came.
    """

    def force_login(
        self, user: User, backend: str | None = None, *, weak: bool = False, at: datetime = NEVER_OLD
    ) -> None:
        super().force_login(user, backend)
        how = {"method": "password"} if weak else {"method": "mfa", "type": "webauthn", "passwordless": True}
        session = self.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [how | {"at": at.timestamp()}]
        session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(user.pk)
        session[sessions.BEGAN] = session[sessions.SEEN] = at.timestamp()
        session.save()


def person(email: str, name: str, *, roles: tuple[str, ...] = (), on: date | None = None, language: str = "ru") -> User:
    user = User.objects.create_user(email, "correct horse battery", full_name=name, language=language)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    for role in roles:
        RoleGrant.objects.create(user=user, role=role, since=date(2026, 1, 1), reason="тест")
    return user


def organisation(name_kk: str, name_ru: str, *, owner: User, on: date, serial: int | None = None) -> Organisation:
    made = Organisation.objects.create(
        bin=make_bin(2020, 3, serial or 500 + next(_serial)), name_kk=name_kk, name_ru=name_ru
    )
    Membership.objects.create(user=owner, organisation=made, capacity="owner", since=date(2026, 1, 1))
    return made


def upload(content: bytes | None = None, name: str = "Справка о задолженности.pdf") -> TemporaryUploadedFile:
    content = samples.pdf() if content is None else content
    file = TemporaryUploadedFile(name, "application/octet-stream", len(content), None)
    Path(file.temporary_file_path()).write_bytes(content)
    return file


def draft(organisation: Organisation, by: User, at: datetime, **changes) -> Case:
    case = drafts.begin("registration", organisation, by=by, language="ru", at=at)
    parts = typed(on=at.date(), name_kk=organisation.name_kk, name_ru=organisation.name_ru, **changes)
    for key, raw in parts.items():
        drafts.save_part(case, key, raw, seen=0, by=by, at=at)
    for slot, name in (("tax_statement", "Справка.pdf"), ("location_proof", "Договор аренды.pdf")):
        file = store.take(upload(name=name), language="ru", organisation=organisation, by=by, at=at)
        drafts.attach(case, slot, file, single=True, by=by, at=at)
    return case


def do(case: Case, act: str, by: User, at: datetime, **more) -> Case:
    """Perform an act and give the case back as it then stands."""
    more.setdefault("key", f"test-{next(_key)}")
    perform(case.pk, act, access=Access(by, at.date()), at=at, **more)
    return Case.objects.get(pk=case.pk)


def tick_all(case: Case, by: User, at: datetime) -> None:
    from django.db import transaction

    with transaction.atomic():
        for clause in case.chapter.checklist:
            checklist.tick(case, clause, holds=True, note="", by=by, at=at)


def referred(case: Case, officer: User, at: datetime) -> Case:
    tick_all(case, officer, at)
    return do(case, "refer", officer, at)


def commission(members: int = 5) -> tuple[Commission, list[User]]:
    """The Participant Selection Commission: a chair, a deputy, members, and a secretary without a vote (last)."""
    made = Commission.objects.create(
        actor="commission",
        name_kk="Қатысушыларды іріктеу жөніндегі комиссия",
        name_ru="Комиссия по отбору участников",
        name_en="Participant Selection Commission",
    )
    Charter.objects.create(
        commission=made, since=date(2026, 1, 1), order="Приказ № 1", quorum_percent=60, majority_percent=50
    )
    offices = ["chair", "deputy"] + ["member"] * (members - 2) + ["secretary"]
    kinds = ["state", "specialist", "international"]
    users = []
    for number, office in enumerate(offices):
        user = person(f"member{number}@example.kz", f"Мүше {number}")
        Seat.objects.create(
            commission=made,
            user=user,
            kind=kinds[number % 3],
            office=office,
            since=date(2026, 1, 1),
            order="Приказ № 2",
        )
        users.append(user)
    return made, users


def decide(case: Case, outcome: str, at: datetime, *, grounds: tuple[str, ...] = ()) -> Case:
    """Lead a referred case through a sitting at which three members vote alike."""
    from hub.commissions import sittings

    made = Commission.objects.first()
    users = [seat.user for seat in made.seats.all()] if made else commission()[1]
    made = made or Commission.objects.get()
    chair, secretary = users[0], users[-1]
    sitting = sittings.plan(made, on=at.date(), place="Астана", by=secretary, at=at)
    item = sittings.put_on_agenda(sitting, case, by=secretary, at=at)
    sittings.convene(sitting, by=chair, at=at)
    for user in users[:4]:
        sittings.vote(item, vote=outcome, reasons="Проект изучен.", grounds=grounds, by=user, at=at)
    sittings.close_item(item, by=chair, at=at)
    return Case.objects.get(pk=case.pk)

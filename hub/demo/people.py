"""The people of the demonstration. All of them are invented; their addresses lead nowhere."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from hub.accounts.models import Role, RoleGrant, User
from hub.commissions.ensure import ensure
from hub.commissions.models import Charter, Commission, Seat

PASSWORD = "demo-demo-demo"
SINCE = date(2025, 1, 1)


class Account(NamedTuple):
    """A demo account: a key for its address, who it is, roles it holds."""

    key: str
    name: str
    title: Any
    roles: tuple[Role, ...] = ()
    language: str = "ru"

    @property
    def words(self) -> str:
        """What the account is for, in the reader's language."""
        return str(self.title)

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example.kz"


ACCOUNTS = (
    Account("applicant", "Айдос Үлгілі", _("Applicant with a draft")),
    Account("remarks", "Әсем Мысалова", _("Applicant with remarks to answer"), language="kk"),
    Account("refused", "Тимур Примеров", _("Applicant who was refused")),
    Account("participant", "Жанар Өнегелі", _("Participant"), language="kk"),
    Account("heard", "Қанат Түсіндірме", _("Participant asked to explain"), language="kk"),
    Account("officer", "Дана Тексеруші", _("Registration officer"), (Role.REGISTRATION,)),
    Account("officer2", "Марат Проверкин", _("Second registration officer"), (Role.REGISTRATION,)),
    Account("monitoring", "Қанат Бақылаушы", _("Monitoring officer"), (Role.MONITORING,)),
    Account("monitoring2", "Самал Зерделеуші", _("Second monitoring officer"), (Role.MONITORING,), "kk"),
    Account("finance", "Лариса Счетова", _("Finance officer"), (Role.FINANCE,)),
    Account("translator", "Сәуле Аудармашы", _("Translator"), (Role.TRANSLATION,), "kk"),
    Account("secretary", "Ботагөз Хатшы", _("Secretary of the Commission"), (Role.SECRETARY,)),
    Account("chair", "Ерлан Төрағалы", _("Chair of the Commission")),
    Account("deputy", "Ольга Заместина", _("Deputy chair of the Commission")),
    Account("member1", "Нұрлан Мүшелі", _("Member: state body"), (), "kk"),
    Account("member2", "Виктор Голосов", _("Member: IT specialist")),
    Account("member3", "Ada Example", _("Member: international expert"), (), "en"),
    Account("reference", "Гүлнар Күнтізбе", _("Keeper of reference data"), (Role.REFERENCE,)),
    Account("ministry", "Серік Уәкілетті", _("Authorised body"), (Role.AUTHORISED_BODY,)),
    Account("auditor", "Павел Сверкин", _("Auditor"), (Role.AUDITOR,)),
    Account("administrator", "Айгүл Әкімші", _("Administrator"), (Role.ADMINISTRATOR,)),
)

SEATS = (
    ("chair", Seat.Kind.STATE, Seat.Office.CHAIR),
    ("deputy", Seat.Kind.SPECIALIST, Seat.Office.DEPUTY),
    ("member1", Seat.Kind.STATE, Seat.Office.MEMBER),
    ("member2", Seat.Kind.SPECIALIST, Seat.Office.MEMBER),
    ("member3", Seat.Kind.INTERNATIONAL, Seat.Office.MEMBER),
    ("secretary", Seat.Kind.TECHNOPARK, Seat.Office.SECRETARY),
)


@cache
def _hashed() -> str:
    """The one demo password, hashed once: hashing is slow on purpose."""
    return make_password(PASSWORD)


def person(email: str, name: str, language: str) -> User:
    user = User.objects.create(email=email, password=_hashed(), full_name=name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def people() -> dict[str, User]:
    """All demo accounts with their roles: key → person."""
    found = {}
    for account in ACCOUNTS:
        user = person(account.email, account.name, account.language)
        for role in account.roles:
            RoleGrant.objects.create(user=user, role=role, since=SINCE, reason="Демонстрация")
        found[account.key] = user
    return found


def commissions(people: dict[str, User]) -> Commission:
    """The Participant Selection Commission, and the Independent Commission with some of the same people."""
    ensure()
    selection = _commission("commission", quorum=60)
    independent = _commission("independent_commission", quorum=67)
    for key, kind, office in SEATS:
        _seat(selection, people[key], kind, office, "Приказ № 12 от 06.01.2025")
    for key, kind, office in (*SEATS[1:2], *SEATS[3:]):
        chair = Seat.Office.CHAIR if office == Seat.Office.DEPUTY else office
        _seat(independent, people[key], kind, chair, "Приказ № 13 от 06.01.2025")
    return selection


def _commission(actor: str, *, quorum: int) -> Commission:
    """The commission with its rules."""
    made = Commission.objects.get(actor=actor)
    Charter.objects.create(
        commission=made,
        since=SINCE,
        order="Положение, приказ № 11 от 06.01.2025",
        quorum_percent=quorum,
        majority_percent=50,
    )
    return made


def _seat(commission: Commission, user: User, kind: str, office: str, order: str) -> None:
    Seat.objects.create(commission=commission, user=user, kind=kind, office=office, since=SINCE, order=order)

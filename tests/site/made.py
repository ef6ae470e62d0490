"""Rows of the register and of the record, made at once; terms and duties come from the law itself."""

from datetime import date, datetime, time

from hub.accounts.models import Organisation, User
from hub.cases.models import Case, Entry
from hub.cases.projection import renew
from hub.documents.models import Paper, StoredFile
from hub.reference.data import calendar
from hub.register.models import Certificate, Participant
from hub.register.publish import index
from rules.bin import make_bin
from rules.editions import ALMATY, edition


def _case(serial: int, name_kk: str, name_ru: str) -> Case:
    by, _new = User.objects.get_or_create(email="register@example.kz", defaults={"full_name": "Тіркеуші"})
    organisation = Organisation.objects.create(bin=make_bin(2021, 5, 10 * serial), name_kk=name_kk, name_ru=name_ru)
    return Case.objects.create(
        procedure_key="registration",
        organisation=organisation,
        language="kk",
        edition_key="2023-08-04",
        created_by=by,
        created_at=datetime(2026, 1, 5, tzinfo=ALMATY),
        state_key="draft",
        open=False,
    )


def went(serial: int, *acts: tuple[str, date]) -> Case:
    """A case with these acts on record, each with its day; its duties are derived as always."""
    case = _case(serial, f"Іс {serial}", f"Дело {serial}")
    for number, (act, on) in enumerate(acts, 1):
        Entry.objects.create(
            case=case,
            number=number,
            act=act,
            actor=case.procedure.act(act).actor.key,
            at=datetime.combine(on, time(10), ALMATY),
            on=on,
            received_on=on,
            dates={"signed_on": on.isoformat()} if act == "agree" else {},
            key=f"made-{serial}-{number}",
        )
    case.version = len(acts)
    renew(case, calendar(), edition(case.edition_key))
    return case


def participant(serial: int = 1, **changes) -> Participant:
    """An entry of the register, in force from 2 March 2026 for two years unless told otherwise."""
    names = changes.pop("name_kk", "«Дала» ЖШС"), changes.pop("name_ru", "ТОО «Степь»")
    given = {
        "region": "astana",
        "location_kk": "Астана қаласы, Үлгі көшесі, 1",
        "location_ru": "город Астана, улица Примерная, 1",
        "works": ["1.development", "1.sale"],
        "since": date(2026, 3, 2),
        "until": date(2028, 3, 1),
        "entered_on": date(2026, 3, 4),
    }
    made = Participant.objects.create(
        case=(case := _case(serial, *names)), organisation=case.organisation, **given | changes
    )
    index(made)
    return made


def certificate(made: Participant, number: str) -> Certificate:
    """A certificate on record; its file is a name only."""
    file = StoredFile.objects.create(
        content="none", sha256="a" * 64, size=1, mime="application/pdf", name=number, language="kk"
    )
    says = {"number": number, "bin": made.organisation.bin}
    for language in ("kk", "ru"):
        says[f"name_{language}"] = made.organisation.name(language)
        says[f"location_{language}"] = getattr(made, f"location_{language}")
        says[f"activities_{language}"] = ["Бағдарламалық қамтылым" if language == "kk" else "Программное обеспечение"]
    paper = Paper.objects.create(kind="certificate", number=number, file=file)
    issued = Certificate.objects.create(
        participant=made, number=number, issued_on=date(2026, 3, 4), until=made.until, says=says, paper=paper
    )
    index(made)
    return issued

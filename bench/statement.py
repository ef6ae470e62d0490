"""How long a bank statement takes to be read and booked, and the lists of fees to be shown, with many participants.

Run `make setup`, then `.venv/bin/python bench/statement.py [--lines 20000] [--participants 10000]`. It makes everything
up in a throw-away SQLite file (or in an empty database, which DATABASE_URL names) and prints seconds, memory and how
many times a list asks the database. It judges nothing.
"""

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent))
from audit import measured, prepared

if TYPE_CHECKING:
    from hub.accounts.models import User
    from hub.cases.models import Case

NOW = datetime(2026, 7, 13, 10, 0, tzinfo=ZoneInfo("Asia/Almaty"))
IBAN = "KZ86125KZT5004100100"
QUARTER = "2026-Q2"


def take_part(count: int) -> None:
    """Participants with an agreement, a fee line of one per cent and an income of 12.5 million."""
    from hub.accounts.models import Organisation
    from hub.register.models import Agreement, FeeLine, Participant
    from rules.bin import make_bin

    bins = dict.fromkeys(make_bin(2010 + n // 90_000, 1 + n % 12, n % 90_000) for n in range(count))
    organisations = Organisation.objects.bulk_create(
        Organisation(bin=one, name_kk=f"Үлгі {n} ЖШС", name_ru=f"ТОО «Пример {n}»") for n, one in enumerate(bins)
    )
    first, last = date(2026, 1, 1), date(2027, 12, 31)
    participants = Participant.objects.bulk_create(
        Participant(
            organisation=one, region="astana", location_kk="Астана", location_ru="Астана", since=first, until=last
        )
        for one in organisations
    )
    agreements = Agreement.objects.bulk_create(
        Agreement(participant=one, number=f"Д-{n}", signed_on=first, until=last) for n, one in enumerate(participants)
    )
    FeeLine.objects.bulk_create(
        FeeLine(agreement=one, kind="fixed", amount=Decimal(125_000), since=first) for one in agreements
    )


def open_fees() -> int:
    """The fees of the quarter, opened and charged as the acts would charge them."""
    from hub.accounts.models import Organisation
    from hub.cases.models import Case
    from hub.cases.opening import Opening, open_many

    opening = Opening("fee", "open", QUARTER, {"period_end": date(2026, 6, 30)})
    made = sum(open_many(opening, list(Organisation.objects.order_by("pk")), at=NOW))
    Case.objects.filter(procedure_key="fee", pk__in=charged()).update(state_key="assessed")
    return made


def charged() -> list[Any]:
    from hub.cases.models import Case
    from hub.fees.models import Account, Booking, Posting
    from hub.register.models import Participant

    income = Account.objects.create(kind=Account.Kind.INCOME_FIXED)
    whose = {one.organisation_id: one for one in Participant.objects.all()}
    cases = list(Case.objects.filter(procedure_key="fee").order_by("pk")[::2])
    accounts = Account.objects.bulk_create(
        Account(kind=Account.Kind.RECEIVABLE, participant=whose[case.organisation_id]) for case in cases
    )
    bookings = Booking.objects.bulk_create(Booking(kind=Booking.Kind.CHARGE, on=NOW.date(), at=NOW) for _ in cases)
    Posting.objects.bulk_create(
        Posting(booking=booking, account=account, amount=sum_, case=about)
        for booking, case, own in zip(bookings, cases, accounts, strict=True)
        for account, sum_, about in ((own, Decimal(125_000), case), (income, Decimal(-125_000), None))
    )
    return [case.pk for case in cases]


def statement(count: int) -> bytes:
    """A camt.053 of so many payments: half with a reference, a quarter with a BIN, a quarter with neither."""
    from hub.cases.models import Case
    from hub.fees.reference import of_number

    cases = list(Case.objects.filter(procedure_key="fee").select_related("organisation").order_by("pk"))
    entries = "".join(_entry(n, cases[n % len(cases)], of_number) for n in range(count))
    return (
        "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt><Stmt>"
        f"<Acct><Id><IBAN>{IBAN}</IBAN></Id></Acct>{entries}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def _entry(number: int, case: "Case", reference: Any) -> str:
    purpose = f"Оплата {reference(case.number)}" if number % 2 else "Оплата сбора"
    bin_ = case.organisation.bin if number % 4 == 0 else ""
    return (
        "<Ntry><Amt Ccy='KZT'>62500.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>"
        f"<ValDt><Dt>2026-07-10</Dt></ValDt><AcctSvcrRef>R{number:08}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties>"
        f"<Dbtr><Nm>ТОО «Пример»</Nm><Id><OrgId><Othr><Id>{bin_}</Id></Othr></OrgId></Id></Dbtr></RltdPties>"
        f"<RmtInf><Ustrd>{purpose}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def officer() -> "User":
    from hub.accounts.models import RoleGrant, User

    made = User.objects.create_user("finance@example.kz", "correct horse battery", full_name="Сәуле Есепші")
    RoleGrant.objects.create(user=made, role="finance", since=date(2026, 1, 1), reason="bench")
    return made


def bring(content: bytes, by: "User") -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from hub.fees.models import Statement
    from hub.fees.statements import store

    store.upload(SimpleUploadedFile("statement.xml", content), Statement.Format.CAMT053, None, by=by, at=NOW)


def read() -> str:
    from hub.fees.models import Statement
    from hub.fees.statements.store import read_due

    lines = read_due(NOW)
    return f"{lines} new lines, {Statement.objects.latest('pk').state}"


def lists(by: "User") -> None:
    """Each list as its page makes it: how long, and how often it asks."""
    from django.core.paginator import Paginator
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from hub.accounts.access import Access
    from hub.fees import lists as made
    from rules.calendar import Quarter

    access, quarter = Access(by, date(2026, 9, 30)), Quarter.parse(QUARTER)

    def of_quarter() -> Sequence[Any]:
        made.counts(made.of_quarter(access, quarter))
        page = Paginator(made.with_calculations(made.of_quarter(access, quarter)), 25).get_page(1)
        return made.rows(page, quarter)

    def arrears() -> Sequence[Any]:
        made.by_age(access, access.on)
        return list(Paginator(made.arrears(access, access.on), 25).get_page(1))

    for name, work in (("a quarter's list", of_quarter), ("arrears by age", arrears)):
        with CaptureQueriesContext(connection) as asked:
            measured(name, lambda work=work: f"{len(work())} rows")  # type: ignore[misc]
        print(f"{'':<24}{len(asked)} queries")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--lines", type=int, default=20_000)
    asked.add_argument("--participants", type=int, default=10_000)
    given = asked.parse_args()
    prepared()
    from hub.fees import ledger

    take_part(given.participants)
    measured("opening the fees", lambda: f"{open_fees()} fees")
    by = officer()
    bring(statement(given.lines), by)
    begun = time.perf_counter()
    measured("reading the statement", read)
    bring(statement(given.lines) + b" ", by)
    measured("reading it again", read)
    lists(by)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"sum of all accounts {ledger.of_all()}, {memory} MB at most, {time.perf_counter() - begun:.0f} s in all")


if __name__ == "__main__":
    main()

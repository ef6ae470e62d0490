"""The invoice of a fee (clauses 31, 32): Kazakh and Russian in one, sealed, so that nobody puts in another account."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from hub import words
from hub.documents.keys import sealed
from hub.documents.letterhead import language, letterhead
from hub.documents.models import Paper
from hub.documents.paper import render
from hub.documents.paper.shapes import Row, Sheet, SheetTable
from hub.documents.store import issue as keep
from hub.fees import compute, ledger
from hub.fees.bank import Bank, bank
from hub.fees.money import amount, tenge
from hub.fees.reference import of_number, written
from hub.reference.data import calendar
from rules.record import duties_of
from rules.text import Text

if TYPE_CHECKING:
    from datetime import date

    from hub.cases.chapter import Doing
    from hub.cases.models import Case, Entry

TITLE = Text("Төлем шоты № {number}", "Счёт на оплату № {number}", "Invoice No. {number}")
PURPOSE = Text(
    "{reference} {quarter} алымдары мен төлемдері, № {agreement} шарт",
    "{reference} Сборы и платежи за {quarter}, договор № {agreement}",
    "{reference} Fees and payments for {quarter}, agreement No. {agreement}",
)
BY_DUE = Text("{day} дейін", "не позднее {day}", "no later than {day}")
NOTE = (
    "Төлем мақсатындағы сілтемені (RF…) өзгертпей көшіріңіз: төлем сол арқылы танылады. / "
    "Ссылку в назначении платежа (RF…) перепишите без изменений: по ней платёж распознаётся."
)
DIFFERENCE = Text("төлем мерзімі белгіленбеген", "срок не установлен", "no term is set")


def reference(case: Case) -> str:
    return written(of_number(str(case.number)))


def issue(entry: Entry, doing: Doing) -> Paper:
    """Make the invoice for what is left to pay, keep it and put it beside its act."""
    case = doing.case
    number = f"{case.number}/{entry.number}"
    with override(case.language):
        data = sheet(case, number, doing)
        pdf = sealed(render("sheet", data, language=language(), made_at=doing.at), reason=data["title"], at=doing.at)
        name = _("Invoice %(number)s") % {"number": number.replace("/", "-")} + ".pdf"
    paper = keep(
        Paper.Kind.INVOICE, number, pdf, name=name, language=case.language, organisation=case.organisation, at=doing.at
    )
    entry.papers.add(paper)
    return paper


def sheet(case: Case, number: str, doing: Doing) -> Sheet:
    """What the invoice says: who pays whom, how much, by when, with which purpose, and how it was counted."""
    account, calculation, left = bank(), doing.given["calculation"], ledger.left(case)
    return {
        "letterhead": letterhead(),
        "title": " / ".join(TITLE.to(lang).format(number=number) for lang in ("kk", "ru")),
        "number": number,
        "lead": f"{words.day(doing.on, 'kk')} / {words.day(doing.on, 'ru')}",
        "boxes": [
            _row("Төленетін сома", "Сумма к оплате", tenge(left, "ru")),
            _row("Төлем мақсаты", "Назначение платежа", purpose(case, calculation)),
        ],
        "rows": [*_dates(case, doing), *_details(account), *_payer(case)],
        "tables": [_table(calculation, left)],
        "notes": [
            NOTE,
            "Негіз: Қағидалардың 31 және 34-тармақтары. / Основание: пункты 31 и 34 Правил.",
        ],
    }


def purpose(case: Case, calculation: dict[str, object]) -> str:
    """The purpose of the payment in Russian, as banks print it; the reference comes first."""
    lines = calculation["lines"]
    agreement = lines[0]["agreement"] if isinstance(lines, list) and lines else "—"
    quarter = compute.quarter_of(case).title.ru
    return PURPOSE.ru.format(reference=of_number(str(case.number)), quarter=quarter, agreement=agreement)


def _row(kk: str, ru: str, value: str) -> Row:
    return {"label": f"{kk} / {ru}", "value": value}


def _dates(case: Case, doing: Doing) -> list[Row]:
    due = _due(case, doing)
    said = {
        lang: BY_DUE.to(lang).format(day=words.day(due, lang)) if due else DIFFERENCE.to(lang) for lang in ("kk", "ru")
    }
    return [_row("Төлем мерзімі", "Срок оплаты", f"{said['kk']} / {said['ru']}")]


def _due(case: Case, doing: Doing) -> date | None:
    """The due day of the duty to pay that is open after the act."""
    owed = duties_of(case.procedure, case.record(), doing.edition, calendar())
    return min((one.due for one in owed if one.open and one.due), default=None)


def _details(account: Bank) -> list[Row]:
    return [
        _row("Бенефициар", "Бенефициар", f"{account.beneficiary_kk} / {account.beneficiary_ru}"),
        _row("БСН", "БИН", account.bin),
        _row("ЖСК", "ИИК", written(account.iban)),
        _row("Банк", "Банк", f"{account.bank_kk} / {account.bank_ru}"),
        _row("БСК", "БИК", account.bic),
        _row("Кбе · ТМК", "Кбе · КНП", f"{account.kbe} · {account.knp}"),
    ]


def _payer(case: Case) -> list[Row]:
    organisation = case.organisation
    return [_row("Төлеуші", "Плательщик", f"{organisation.name_kk} / {organisation.name_ru}, {organisation.bin}")]


def _table(calculation: dict[str, object], left: Decimal) -> SheetTable:
    lines = calculation["lines"]
    assert isinstance(lines, list)  # noqa: S101  written by `assess.as_given`
    rows = [
        [f"{line['name']['kk']} / {line['name']['ru']}", line["words"]["ru"], amount(Decimal(line["amount"]), "ru")]
        for line in lines
    ]
    total = Decimal(str(calculation["total"]))
    paid = [["", "Бұрын төленген / Уплачено ранее", amount(left - total, "ru")]] if left != total else []
    return {
        "columns": [
            {"label": "Төлем түрі / Вид платежа"},
            {"label": "Есептеу / Расчёт"},
            {"label": "Сома, ₸ / Сумма, ₸", "align": "right"},
        ],
        "rows": [*rows, *paid],
        "total": ["", "Төлеуге / К оплате", amount(left, "ru")],
    }

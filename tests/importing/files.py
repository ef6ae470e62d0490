"""Files of earlier participants as a technopark would bring them; every company is invented."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import xlsxwriter

from hub.importing.columns import COLUMNS
from rules.bin import make_bin

KEYS = [column.key for column in COLUMNS]


def row(serial: int = 1, **changes) -> dict[str, str]:
    """A row with nothing wrong in it; each serial is another company."""
    number = make_bin(2015, 3, 100 + 2 * serial)
    return {
        "bin": number,
        "name_kk": f"«Қыран {serial}» ЖШС",
        "name_ru": f"ТОО «Кыран {serial}»",
        "region": "almaty_city",
        "location_kk": f"Алматы қаласы, Сынақ көшесі, {serial}",
        "location_ru": f"город Алматы, улица Пробная, {serial}",
        "website": "https://qyran.example.kz",
        "works": "1.development; 1.sale",
        "since": "10.03.2024",
        "until": "09.03.2027",
        "agreement_number": f"Д-{number}",
        "signed_on": "10.03.2024",
        "fee_kind": "rate",
        "fee_amount": "1",
        "fee_at_least": "",
        "fee_at_most": "",
        "report_form": "2026-1",
        "certificate_number": f"AH-2024-{number}",
        "certificate_issued_on": "15.03.2024",
    } | changes


def as_csv(
    *rows: dict[str, str], separator: str = ";", encoding: str = "utf-8", heads: list[str] | None = None
) -> bytes:
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=separator)
    sheet.writerow(heads or KEYS)
    sheet.writerows([one[key] for key in KEYS] for one in rows)
    return out.getvalue().encode(encoding)


def as_book(*rows: dict[str, object], heads: list[str] | None = None) -> bytes:
    """Days are written as days and numbers as numbers, as a person's spreadsheet does."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, heads or KEYS)
    for number, one in enumerate(rows, 1):
        for place, key in enumerate(KEYS):
            value = one[key]
            if isinstance(value, date):
                sheet.write_datetime(number, place, datetime.combine(value, datetime.min.time()))
            else:
                sheet.write(number, place, value)
    book.close()
    return out.getvalue()

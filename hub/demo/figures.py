"""What an invented company reports of a quarter, as its accountant would type it; the figures grow."""

from hub.cases.typed import Raw

PAY = 600_000
"""What a person is paid in a quarter, tenge: many work part-time."""
NAME, LATIN = "Примеров Образец Тестович", "PRIMEROV OBRAZETS"
PAPER = {"issued_on": "2022-01-17", "issuer": "Үлгі полиция бөлімі"}
FOREIGNER = {
    "name": NAME,
    "latin": LATIN,
    "born_on": "1991-02-03",
    "citizenship": "UZ",
    "residence": "",
    "passport": "QZ0000017",
    **PAPER,
    "qualification": "Инженер данных",
    "visa_extension": "",
    "visa_until": "",
    "purpose": "Работа по договору",
}
RELATIVE = {
    "name": "Примерова Проба Образцовна",
    "latin": "PRIMEROVA PROBA",
    "born_on": "2018-06-01",
    "of": NAME,
    "kinship": "child",
    "proof": "Свидетельство о рождении № 55",
    "passport": "QX0000018",
    **PAPER,
    "visa_extension": "",
    "visa_until": "",
    "purpose": "С родителем",
}


def typed(size: int, age: int, activity: str, *, stay_until: str = "") -> dict[str, Raw]:
    """Part → field → values of a company of a size (0 is the smallest) in its quarter `age`, counted from 0.

    `stay_until`, a month (`2027-03`): it engages a foreigner who stays till then with a child.
    """
    staff = 5 + size % 5 + age
    listed = (6_000_000 + 850_000 * size) * (100 + 9 * age) // 100
    parts = {
        **_money(listed, listed // 20, activity),
        **_spent(listed, staff * PAY),
        "staff": _staff(staff, bool(stay_until)),
        **_course(age),
        **_foreigners(stay_until),
    }
    return {key: {name: [value] for name, value in fields.items()} for key, fields in parts.items()}


def _money(listed: int, other: int, activity: str) -> dict[str, dict[str, str]]:
    sold = listed // 5
    return {
        "income": {
            "income_total": str(listed + other),
            "income_listed": str(listed),
            "income_other": str(other),
            **_row("by_activity", 0, activity=activity, income=str(listed)),
        },
        "export": {
            "export_total": str(sold),
            **_row("export", 0, country="DE", currency="EUR", amount=str(sold // 600), tenge=str(sold)),
        },
        "contracts": {},
    }


def _spent(listed: int, pay: int) -> dict[str, dict[str, str]]:
    clouds, tax, dues = listed // 10, pay // 10, pay // 20
    return {
        "taxes": {
            "taxes_total": str(tax + dues),
            **_row("taxes", 0, kind="personal", amount=str(tax)),
            **_row("taxes", 1, kind="contributions", amount=str(dues)),
        },
        "investments": {"investment_total": "0"},
        "costs": {
            "costs_total": str(pay + clouds),
            **_row("costs", 0, kind="pay", amount=str(pay)),
            **_row("costs", 1, kind="licences", amount=str(clouds)),
        },
    }


def _staff(people: int, foreigner: bool) -> dict[str, str]:
    others, abroad = 2, int(foreigner)
    developers = people - others
    return {
        "staff_total": str(people),
        "staff_nonresident": str(abroad),
        "payroll": str(people * PAY),
        **_row(
            "staff",
            0,
            category="developers",
            residents=str(developers - abroad),
            nonresidents=str(abroad),
            pay=str(developers * PAY),
        ),
        **_row("staff", 1, category="others", residents=str(others), nonresidents="0", pay=str(others * PAY)),
    }


def _course(age: int) -> dict[str, dict[str, str]]:
    """How the project goes: the readiness and the indicator of the business plan, and what is said of them."""
    return {
        "projects": _row(
            "projects",
            0,
            name="Учёт запасов",
            stage="launched" if age else "mvp",
            percent=str(min(30 + 20 * age, 100)),
            done="Подключены новые магазины, выпущен модуль прогноза.",
            next="Вывести модуль закупок на рынок, начать пилот в двух областях.",
        ),
        "kpi": _row("kpi", 0, indicator="Платящие клиенты", unit="клиент", plan="40", fact=str(36 + 6 * age)),
        "objects": {},
        "analysis": {"results": "План квартала выполнен: клиентов и выручки больше, чем прежде.", "deviations": ""},
    }


def _foreigners(stay_until: str) -> dict[str, dict[str, str]]:
    if not stay_until:
        return {"foreigners": {"engaged": "no"}, "family": {}}
    worker = FOREIGNER | {"stay_until": stay_until}
    return {
        "foreigners": {"engaged": "yes", **_row("foreigner", 0, **worker)},
        "family": _row("relative", 0, **RELATIVE),
    }


def _row(table: str, number: int, **cells: str) -> dict[str, str]:
    return {f"{table}-{number}-{key}": value for key, value in cells.items()}

"""A report as an accountant would type it: everything agrees, one foreigner with a child. All people are invented."""

NAME, LATIN, PASSPORT, ISSUER = "Ульгилиев Пример Тестович", "ULGILIEV PRIMER", "QZ7654321", "Үлгі полиция бөлімі"
CHILD, CHILD_LATIN, CHILD_PASSPORT = "Ульгилиева Проба Примеровна", "ULGILIEVA PROBA", "QX1234567"
CANARIES = (NAME, LATIN, PASSPORT, ISSUER, CHILD, CHILD_LATIN, CHILD_PASSPORT, "1991-02-03", "3 февраля 1991")
SENTENCE = "Сделано всё, что стояло в плане на этот квартал."


def typed(**changes: dict[str, str]) -> dict[str, dict[str, list[str]]]:
    """Part → field → value; `changes` are parts with the fields that are typed otherwise."""
    parts = {
        "income": {
            "income_total": "12 000 000",
            "income_listed": "10 000 000,50",
            "income_other": "1 999 999,50",
            **_row("by_activity", 0, activity="1", income="10 000 000,50"),
        },
        "export": {
            "export_total": "3 000 000",
            **_row("export", 0, country="DE", currency="EUR", amount="5 000", tenge="3 000 000"),
        },
        "taxes": {
            "taxes_total": "700 000",
            **_row("taxes", 0, kind="personal", amount="500 000"),
            **_row("taxes", 1, kind="contributions", amount="200 000"),
        },
        "investments": {"investment_total": "0"},
        "costs": {"costs_total": "4 000 000", **_row("costs", 0, kind="pay", amount="4 000 000")},
        "staff": {
            "staff_total": "8",
            "staff_nonresident": "1",
            "payroll": "4 000 000",
            **_row("staff", 0, category="developers", residents="6", nonresidents="1", pay="3 500 000"),
            **_row("staff", 1, category="others", residents="1", nonresidents="0", pay="500 000"),
        },
        "projects": _row(
            "projects", 0, name="Сервис доставки", stage="launched", percent="40", done=SENTENCE, next=SENTENCE
        ),
        "kpi": _row("kpi", 0, indicator="Пользователи", unit="чел.", plan="1000", fact="250"),
        "objects": {},
        "contracts": _row(
            "contracts",
            0,
            partner="Beispiel GmbH",
            country="DE",
            subject="Разработка",
            signed_on="2026-04-20",
            amount="3 000 000",
        ),
        "foreigners": {
            "engaged": "yes",
            **_row(
                "foreigner",
                0,
                name=NAME,
                latin=LATIN,
                born_on="1991-02-03",
                citizenship="UZ",
                residence="",
                passport=PASSPORT,
                issued_on="2020-01-15",
                issuer=ISSUER,
                stay_until="2026-12",
                qualification="Инженер данных",
                visa_extension="Продлена 1 марта 2026 г.",
                visa_until="2026-11-30",
                purpose="Работа по договору",
            ),
        },
        "family": _row(
            "relative",
            0,
            name=CHILD,
            latin=CHILD_LATIN,
            born_on="2018-06-01",
            of=NAME,
            kinship="child",
            proof="Свидетельство о рождении № 55",
            passport=CHILD_PASSPORT,
            issued_on="2021-03-01",
            issuer=ISSUER,
            visa_extension="",
            visa_until="",
            purpose="С родителем",
        ),
        "analysis": {"results": SENTENCE, "deviations": ""},
    }
    for key, fields in changes.items():
        parts[key] = {**parts[key], **fields}
    return {key: {name: [value] for name, value in fields.items()} for key, fields in parts.items()}


def _row(table: str, number: int, **cells: str) -> dict[str, str]:
    return {f"{table}-{number}-{key}": value for key, value in cells.items()}

"""A believable application of an invented company, as a person would type it."""

from datetime import date, timedelta

from hub.cases.typed import Raw
from rules.reference import REGIONS

GOOD_REPLIES = {
    "legal_entity": "yes",
    "branches": "no",
    "investment_project": "no",
    "state_share": "no",
    "subsoil_or_zone": "no",
    "excise": "no",
    "priority_activity": "yes",
}


def typed(
    *,
    on: date,
    name_kk: str,
    name_ru: str,
    language: str = "ru",
    years: int = 2,
    works: tuple[str, ...] = ("1.development", "1.implementation"),
    project: str = "Qoima",
    region: str = "astana",
    email: str = "info@example.kz",
    phone: str = "+7 701 000 11 22",
) -> dict[str, Raw]:
    """Every part of an application that can be filed on `on`: part key → field → values."""
    place = next(one.title for one in REGIONS if one.key == region)
    return {
        "about": _flat(
            {
                "name_kk": name_kk,
                "name_ru": name_ru,
                "head": "Айдос Үлгілі, директор",
                "phone": phone,
                "email": email,
                "website": "",
                "region": region,
                "address_kk": f"{place.kk}, Үлгі көшесі, 1-үй, 10-кеңсе",
                "address_ru": f"{place.ru}, улица Примерная, дом 1, офис 10",
                "years": str(years),
                "language": language,
            }
        ),
        "requirements": _flat({**GOOD_REPLIES, "explanation": ""}),
        "activities": {"works": list(works)},
        **_plan(on, years, works[0].split(".")[0], project, place.ru),
        "tax": _flat({"issued_on": (on - timedelta(days=3)).isoformat(), "debt": "0"}),
        "location": _flat({"kind": "lease", "number": "12/А", "dated": (on - timedelta(days=60)).isoformat()}),
    }


def _plan(on: date, years: int, activity: str, project: str, place: str) -> dict[str, Raw]:
    """The parts of the business plan (Appendix 3)."""
    return {
        "projects": _flat(
            {
                "project-0-activity": activity,
                "project-0-name": project,
                "project-0-description": f"{project}: облачная система учёта запасов для складов и магазинов.",
                "project-0-aims": "Сократить потери запасов малого бизнеса на треть.",
                "project-0-tasks": "Разработать приложение, подключить кассы, провести пилот.",
                "project-0-place": place,
                "project-0-stage": "mvp",
            }
        ),
        "technical": _flat(
            {
                "ownership": "Собственная разработка работников товарищества по трудовым договорам.",
                "rights": "",
                "technical": "Серверная часть на Python и PostgreSQL, веб-клиент, обмен через API.",
                "significance": "Магазины теряют меньше товара, цены для покупателей растут медленнее.",
            }
        ),
        "team": _flat(
            {
                "team-0-position": "Разработчик",
                "team-0-count": "4",
                "team-0-skill": "Высшее образование, стаж от трёх лет",
                "team-0-residency": "resident",
                "team-0-status": "staff",
                "team-1-position": "Архитектор",
                "team-1-count": "1",
                "team-1-skill": "Стаж десять лет",
                "team-1-residency": "nonresident",
                "team-1-status": "planned",
            }
        ),
        "kpi": _flat(_yearly("kpi", {"indicator": "Платящие клиенты", "unit": "клиент"}, years, {"year": 40})),
        "budget": _flat(
            _yearly("budget", {"expense": "Заработная плата"}, years, {"year": 18_000_000})
            | _yearly("budget", {"expense": "Серверы и связь"}, years, {"year": 2_400_000}, row=1)
        ),
        "sales": _flat(
            {
                "offer": "Подписка на систему учёта запасов и её внедрение.",
                "channel": "Через сайт, партнёров по кассам и прямые продажи.",
                "clients": "Небольшие магазины и склады Астаны, Караганды и Костаная.",
            }
            | _yearly("sale", {"product": "Подписка", "unit": "подписка"}, years, {"volume": 60, "income": 9_000_000})
        ),
        "measures": _flat(
            {
                "measure-0-measure": "Пилот в десяти магазинах",
                "measure-0-begins": (on + timedelta(days=30)).isoformat(),
                "measure-0-ends": (on + timedelta(days=120)).isoformat(),
                "measure-0-result": "Отчёт о пилоте и список доработок",
            }
        ),
    }


def _flat(values: dict[str, str]) -> Raw:
    return {name: [value] for name, value in values.items()}


def _yearly(table: str, fixed: dict[str, str], years: int, growing: dict[str, int], *, row: int = 0) -> dict[str, str]:
    """A row with a figure for each year, growing by half of the first year's every year."""
    values = {f"{table}-{row}-{name}": value for name, value in fixed.items()}
    for year in range(1, years + 1):
        for name, first in growing.items():
            values[f"{table}-{row}-{name}{year}"] = str(first + first // 2 * (year - 1))
    return values

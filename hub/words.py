"""How dates, numbers and answers are written in the reader's language."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import get_day_names, get_month_names
from django.forms import BoundField, FileField
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rules.text import Text

NBSP = "\u00a0"
MONTHS = {
    "kk": [
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ],
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
WEEKDAYS = {
    "kk": ["дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"],
    "ru": ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}


def language() -> str:
    code = (get_language() or "kk")[:2]
    return code if code in MONTHS else "kk"


def words(text: Text, lang: str | None = None) -> str:
    """A law text in the reader's language."""
    return text.to(lang or language())


def day(value: date | datetime | None, lang: str | None = None) -> str:
    """`18 мая 2026 г.` · `2026 ж. 18 мамыр` · `18 May 2026`."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    code = lang or language()
    month = MONTHS[code][value.month - 1]
    if code == "kk":
        return f"{value.year}{NBSP}ж. {value.day}{NBSP}{month}"
    if code == "ru":
        return f"{value.day}{NBSP}{month} {value.year}{NBSP}г."
    return f"{value.day}{NBSP}{month} {value.year}"


def month(value: date, lang: str | None = None) -> str:
    """`2026 ж. шілде` · `июль 2026 г.` · `July 2026`."""
    code = lang or language()
    if code == "kk":
        return f"{value.year}{NBSP}ж. {MONTHS[code][value.month - 1]}"
    name = get_month_names("wide", "stand-alone", code)[value.month]
    return f"{name} {value.year}{NBSP}г." if code == "ru" else f"{name} {value.year}"


def weekday_short(value: date, lang: str | None = None) -> str:
    return str(get_day_names("abbreviated", "stand-alone", lang or language())[value.weekday()])


def weekday(value: date, lang: str | None = None) -> str:
    return WEEKDAYS[lang or language()][value.weekday()]


def moment(value: datetime | None, lang: str | None = None) -> str:
    """Day and time of Asia/Almaty."""
    if value is None:
        return ""
    return f"{day(value, lang)}, {timezone.localtime(value):%H:%M}"


def number(value: float | Decimal | None, lang: str | None = None) -> str:
    """`1 234 567,5` in kk and ru, `1,234,567.5` in en; no needless zeros."""
    if value is None:
        return ""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if (lang or language()) == "en":
        return text
    return text.replace(",", NBSP).replace(".", ",")


def tenge(value: float | Decimal | None, lang: str | None = None) -> str:
    return f"{number(value, lang)}{NBSP}₸" if value is not None else ""


def size(bytes_: int) -> str:
    """A file's size for a person."""
    if bytes_ < 1024 * 1024:
        return f"{max(1, round(bytes_ / 1024))}{NBSP}{_('KB')}"
    return f"{number(round(bytes_ / 1024 / 1024, 1))}{NBSP}{_('MB')}"


def show(bound: BoundField) -> str:
    """The answer in a form's field as a person reads it; what was typed where it is not valid."""
    field, typed = bound.field, bound.data
    if isinstance(field, FileField) or typed in (None, "", []):
        return ""
    choices = dict(_flat(getattr(field, "choices", ())))
    if choices:
        chosen = typed if isinstance(typed, list) else [typed]
        return "; ".join(str(choices.get(str(value), value)) for value in chosen)
    try:
        value = field.clean(typed)
    except Exception:  # noqa: BLE001  what is not valid is shown as it was typed
        return str(typed)
    return written(value)


def written(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, (int, Decimal)):
        return number(value)
    return str(value)


def _flat(choices: Any) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            found += [(str(inner), f"{value}: {text}" if value else text) for inner, text in label]
        else:
            found.append((str(value), label))
    return found

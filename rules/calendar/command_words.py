"""What the command `hub term` says: its help, its answers and its complaints."""

import json
from collections.abc import Sequence

from rules.text import Text

ABOUT = Text(
    "Мерзімнің соңғы күнін Қазақстанның жұмыс күнтізбесі бойынша есептейді және әр күнді түсіндіреді.",
    "Считает последний день срока по рабочему календарю Казахстана и объясняет каждый день.",
    "Counts the last day of a term by the working calendar of Kazakhstan and explains each day.",
)
FROM = Text(
    "оқиға күні, мысалы 2026-05-08", "день события, например 2026-05-08", "day of the event, such as 2026-05-08"
)
LENGTH = Text("мерзім ұзақтығы, күнмен", "длина срока в днях", "length of the term in days")
KINDS = {
    "working": Text("жұмыс күндері (әдепкі)", "рабочие дни (по умолчанию)", "working days (default)"),
    "calendar": Text("күнтізбелік күндер", "календарные дни", "calendar days"),
    "back": Text(
        "жұмыс күндері, оқиғадан кері қарай",
        "рабочие дни, назад от события",
        "working days, counted back from the event",
    ),
}
JSON = Text("жауапты JSON түрінде беру", "ответить в виде JSON", "answer as JSON")
BATCH = Text(
    'JSON тізімі бар файл: {"from", "n", "kind"}; әрқайсысына "due" қосылады',
    'файл со списком JSON: {"from", "n", "kind"}; к каждому добавляется "due"',
    'file with a JSON list of {"from", "n", "kind"}; "due" is added to each',
)
LANG = Text("жауап тілі: kk, ru немесе en", "язык ответа: kk, ru или en", "language of the answer: kk, ru or en")
HELP = Text("осы анықтаманы көрсету", "показать эту справку", "show this help")

DUE = Text("Соңғы күн", "Последний день", "Last day")
WEEKDAYS = tuple(
    Text(*names)
    for names in zip(
        ("дс", "сс", "ср", "бс", "жм", "сб", "жс"),
        ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        strict=True,
    )
)

BATCH_ALONE = Text(
    "--batch параметрімен бірге FROM, N және мерзім түрі берілмейді: олар файлда жазылады.",
    "С --batch не указывают FROM, N и вид срока: они записаны в файле.",
    "With --batch give no FROM, N or kind: they stand in the file.",
)
NOT_AN_ITEM = Text(
    'әр элемент мынадай болуы керек: {"from": "2026-05-08", "n": 5, "kind": "working"}.',
    'каждый элемент должен быть вида {"from": "2026-05-08", "n": 5, "kind": "working"}.',
    'each item must look like {"from": "2026-05-08", "n": 5, "kind": "working"}.',
)


def bad_usage(message: str) -> Text:
    return Text(
        f"Команда түсініксіз: {message}. «hub term --help» көмекті көрсетеді.",
        f"Команда непонятна: {message}. Справка: hub term --help.",
        f"The command is not understood: {message}. For help: hub term --help.",
    )


def bad_language(given: str) -> Text:
    return field(
        "--lang",
        Text(
            f"{given} тілі жоқ; kk, ru немесе en таңдаңыз.",
            f"языка {given} нет; выберите kk, ru или en.",
            f"there is no language {given}; choose kk, ru or en.",
        ),
    )


def bad_day(given: object) -> Text:
    return field(
        "from",
        Text(
            f"бұл күн емес: {_shown(given)}. Жыл-ай-күн түрінде жазыңыз, мысалы 2026-05-08.",
            f"это не дата: {_shown(given)}. Напишите год-месяц-день, например 2026-05-08.",
            f"this is no date: {_shown(given)}. Write year-month-day, such as 2026-05-08.",
        ),
    )


def bad_length(given: object) -> Text:
    return field(
        "n",
        Text(
            f"1 мен 3660 аралығындағы бүтін сан керек, берілгені: {_shown(given)}.",
            f"нужно целое число от 1 до 3660, указано: {_shown(given)}.",
            f"a whole number from 1 to 3660 is needed; given: {_shown(given)}.",
        ),
    )


def bad_kind(given: object, kinds: Sequence[str]) -> Text:
    known = ", ".join(kinds)
    return field(
        "kind",
        Text(
            f"мұндай мерзім түрі жоқ: {_shown(given)}. Мыналардың бірін жазыңыз: {known}.",
            f"нет такого вида срока: {_shown(given)}. Напишите один из: {known}.",
            f"there is no such kind of term: {_shown(given)}. Write one of: {known}.",
        ),
    )


def unreadable(name: str, why: str) -> Text:
    return field(
        "--batch",
        Text(
            f"{name} файлы оқылмады ({why}). Файлдың жолы мен құқықтарын тексеріңіз.",
            f"файл {name} не прочитан ({why}). Проверьте путь к файлу и права на него.",
            f"the file {name} cannot be read ({why}). Check its path and permissions.",
        ),
    )


def not_json(name: str, why: str) -> Text:
    return field(
        "--batch",
        Text(
            f"{name} файлы дұрыс JSON емес ({why}). Файлды UTF-8 кодтауындағы JSON тізімі ретінде түзетіңіз.",
            f"файл {name} не является правильным JSON ({why}). Исправьте его: нужен список JSON в UTF-8.",
            f"the file {name} is no valid JSON ({why}). Mend it: a JSON list in UTF-8 is needed.",
        ),
    )


def not_a_list(name: str) -> Text:
    return field(
        "--batch",
        Text(
            f"{name} файлында JSON тізімі болуы керек: [ … ].",
            f"в файле {name} должен быть список JSON: [ … ].",
            f"the file {name} must hold a JSON list: [ … ].",
        ),
    )


def field(name: str, what: Text) -> Text:
    """Name the field before what is wrong with it."""
    return Text(*(f"{name}: {words}" for words in what))


def in_item(place: int, what: Text) -> Text:
    """Name the item of the batch before what is wrong with it; the first is 0."""
    return Text(f"[{place}] элемент: {what.kk}", f"элемент [{place}]: {what.ru}", f"item [{place}]: {what.en}")


def _shown(given: object) -> str:
    """Show what was given, cut short."""
    return "–" if given is None else json.dumps(given, ensure_ascii=False)[:60]

"""The words of the calendar: names of weekend days and holidays, and why a day works or rests."""

from datetime import date

from rules.text import Text

WORKING = Text("жұмыс күні", "рабочий день", "working day")

WEEKEND = {
    5: Text("сенбі", "суббота", "Saturday"),
    6: Text("жексенбі", "воскресенье", "Sunday"),
}

# Keyed by the Kazakh names of the `holidays` library; it has no Russian ones.
HOLIDAYS = {
    "Жаңа жыл": Text("Жаңа жыл", "Новый год", "New Year"),
    "Православиелік Рождество": Text("Православиелік Рождество", "Православное Рождество", "Orthodox Christmas"),
    "Халықаралық әйелдер күні": Text(
        "Халықаралық әйелдер күні", "Международный женский день", "International Women's Day"
    ),
    "Наурыз мейрамы": Text("Наурыз мейрамы", "Наурыз мейрамы", "Nauryz"),
    "Қазақстан халқының бірлігі мерекесі": Text(
        "Қазақстан халқының бірлігі мерекесі",
        "Праздник единства народа Казахстана",
        "Day of Unity of the People of Kazakhstan",
    ),
    "Отан Қорғаушы күні": Text("Отан қорғаушы күні", "День защитника Отечества", "Defender of the Fatherland Day"),
    "Жеңіс күні": Text("Жеңіс күні", "День Победы", "Victory Day"),
    "Астана күні": Text("Астана күні", "День столицы", "Capital Day"),
    "Қазақстан Республикасының Конституциясы күні": Text(
        "Қазақстан Республикасының Конституциясы күні",
        "День Конституции Республики Казахстан",
        "Constitution Day",
    ),
    "Республика күні": Text("Республика күні", "День Республики", "Republic Day"),
    "Қазақстан Республикасы күні": Text("Республика күні", "День Республики", "Republic Day"),
    "Қазақстан Республикасының Тұңғыш Президенті күні": Text(
        "Қазақстан Республикасының Тұңғыш Президенті күні",
        "День Первого Президента Республики Казахстан",
        "First President Day",
    ),
    "Тәуелсіздік күні": Text("Тәуелсіздік күні", "День Независимости", "Independence Day"),
    "Құрбан айт": Text("Құрбан айт", "Курбан-айт", "Kurban Ait"),
}


def dotted(on: date) -> str:
    """Write `on` as people in Kazakhstan do: 09.05.2026."""
    return f"{on:%d.%m.%Y}"


def holiday(name: str) -> Text:
    """Name the holiday in three languages; a name we do not know yet stays Kazakh, said to be a holiday."""
    return HOLIDAYS.get(name) or Text(name, f"праздничный день «{name}»", f"public holiday “{name}”")


def estimated(name: Text) -> Text:
    return Text(f"{name.kk} (болжамды күн)", f"{name.ru} (предполагаемая дата)", f"{name.en} (estimated)")


def observed(name: Text, since: date | None) -> Text:
    """Explain a day off given because the holiday `name` fell on the weekend day `since`."""
    if since is None:
        return Text(
            f"демалыс күні: {name.kk} (ауыстырылды)",
            f"выходной день: {name.ru} (перенесён)",
            f"rest day: {name.en} (moved)",
        )
    return Text(
        f"демалыс күні: {name.kk} ({dotted(since)} күнінен ауыстырылды)",
        f"выходной день: {name.ru} (перенесён с {dotted(since)})",
        f"rest day: {name.en} (moved from {dotted(since)})",
    )


def rest_moved_here(origin: date) -> Text:
    return Text(
        f"демалыс күні ({dotted(origin)} күнінен ауыстырылды)",
        f"выходной день (перенесён с {dotted(origin)})",
        f"rest day (moved from {dotted(origin)})",
    )


def rest_moved_away(to: date) -> Text:
    return Text(
        f"жұмыс күні (демалыс {dotted(to)} күніне ауыстырылды)",
        f"рабочий день (выходной перенесён на {dotted(to)})",
        f"working day (its rest day is moved to {dotted(to)})",
    )


def joined(texts: list[Text]) -> Text:
    """Several reasons of one day, in one text."""
    return Text(*(", ".join(words) for words in zip(*texts, strict=True)))

"""The columns of the file: the key or a title in any language heads each; and how each is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rules.text import LANGUAGES, Text


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    title: Text
    hint: Text
    required: bool = True


DAY: Final = Text("КК.АА.ЖЖЖЖ немесе ЖЖЖЖ-АА-КК", "ДД.ММ.ГГГГ или ГГГГ-ММ-ДД", "DD.MM.YYYY or YYYY-MM-DD")
TENGE: Final = Text("теңге, тоқсанына", "тенге в квартал", "tenge a quarter")
REGISTERED: Final = Text(
    "мемлекеттік тіркеудегідей", "как в государственной регистрации", "as in the state registration"
)
ADDRESS: Final = Text("қала, көше, үй, кеңсе", "город, улица, дом, офис", "city, street, building, office")

COLUMNS: Final = (
    Column(
        "bin",
        Text("БСН", "БИН", "BIN"),
        Text(
            "12 цифр; бірнеше шарты немесе куәлігі бар ұйым бірнеше жолда қайталанады",
            "12 цифр; организация с несколькими договорами или свидетельствами повторяется в нескольких строках",
            "12 digits; an organisation with several agreements or certificates is repeated in several rows",
        ),
    ),
    Column("name_kk", Text("Қазақша атауы", "Наименование на казахском", "Name in Kazakh"), REGISTERED),
    Column("name_ru", Text("Орысша атауы", "Наименование на русском", "Name in Russian"), REGISTERED),
    Column(
        "region",
        Text("Өңір", "Регион", "Region"),
        Text("тізімнен: кілті немесе атауы", "из списка: ключ или название", "from the list: its key or its name"),
    ),
    Column(
        "location_kk",
        Text("Қазақша орналасқан жері", "Местонахождение на казахском", "Location in Kazakh"),
        ADDRESS,
    ),
    Column("location_ru", Text("Орысша орналасқан жері", "Местонахождение на русском", "Location in Russian"), ADDRESS),
    Column(
        "website",
        Text("Сайт", "Сайт", "Website"),
        Text("https:// деп басталады", "начинается с https://", "begins with https://"),
        required=False,
    ),
    Column(
        "works",
        Text("Қызмет пен жұмыстар", "Виды деятельности и работы", "Activities and works"),
        Text(
            "басым қызмет түрлерінің тізбесінен, нүктелі үтірмен бөлінеді: 1.development; 3.testing",
            "из перечня приоритетных видов деятельности, через точку с запятой: 1.development; 3.testing",
            "from the List of priority activities, with semicolons between: 1.development; 3.testing",
        ),
    ),
    Column("since", Text("Қатысудың басталған күні", "Участие с", "Participation since"), DAY),
    Column("until", Text("Қатысудың соңғы күні", "Последний день участия", "Last day of participation"), DAY),
    Column(
        "agreement_number",
        Text("Шарттың нөмірі", "Номер договора", "Agreement number"),
        Text(
            "қызмет шарттары туралы шарт; екі рет кездеспейді",
            "договор об условиях деятельности; дважды не встречается",
            "agreement on conditions of activity; never twice",
        ),
    ),
    Column("signed_on", Text("Шартқа қол қойылған күн", "Дата подписания договора", "Agreement signed on"), DAY),
    Column(
        "fee_kind",
        Text("Алым түрі", "Вид сбора", "Kind of fee"),
        Text(
            "rate – табыстың үлесі, fixed – тұрақты сома; бос болса, алым жоқ",
            "rate – доля дохода, fixed – твёрдая сумма; пусто – сбора нет",
            "rate – a share of income, fixed – a fixed sum; empty where there is no fee",
        ),
        required=False,
    ),
    Column(
        "fee_amount",
        Text("Алым мөлшері", "Размер сбора", "Fee"),
        Text("пайыз немесе тоқсанына теңге", "процент или тенге в квартал", "per cent, or tenge a quarter"),
        required=False,
    ),
    Column("fee_at_least", Text("Алым кемінде", "Сбор не менее", "Fee at least"), TENGE, required=False),
    Column("fee_at_most", Text("Алым көп дегенде", "Сбор не более", "Fee at most"), TENGE, required=False),
    Column(
        "report_form",
        Text("Есеп нысаны", "Форма отчёта", "Report form"),
        Text("порталдағы нысан нұсқасы", "версия формы на портале", "version of the form on the portal"),
        required=False,
    ),
    Column(
        "certificate_number",
        Text("Куәліктің нөмірі", "Номер свидетельства", "Certificate number"),
        Text(
            "әріптер, цифрлар, сызықша, нүкте, көлбеу сызық; екі рет кездеспейді",
            "буквы, цифры, дефис, точка, косая черта; дважды не встречается",
            "letters, digits, hyphen, dot, slash; never twice",
        ),
        required=False,
    ),
    Column(
        "certificate_issued_on",
        Text("Куәлік берілген күн", "Дата выдачи свидетельства", "Certificate issued on"),
        DAY,
        required=False,
    ),
)
BY_KEY: Final = {column.key: column for column in COLUMNS}


def folded(text: str) -> str:
    """A heading without case, and with single spaces."""
    return " ".join(text.split()).casefold()


BY_HEADING: Final = {
    folded(heading): column.key
    for column in COLUMNS
    for heading in (column.key, *(column.title.to(language) for language in LANGUAGES))
}

"""What may be wrong with a file or a cell, in words that say how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rules.text import Text

SHOWN: Final = 80
"""So much of a value is repeated in a message."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a column (its key); `given` fills the placeholders."""

    column: str
    text: Text
    given: tuple[tuple[str, str], ...] = ()

    def to(self, language: str) -> str:
        shown = {name: value if len(value) <= SHOWN else f"{value[:SHOWN]}…" for name, value in self.given}
        return self.text.to(language).format(**shown) if shown else self.text.to(language)


def problem(column: str, text: Text, **given: object) -> Problem:
    return Problem(column, text, tuple((name, str(value)) for name, value in given.items()))


class Unusable(Exception):
    """The file as a whole cannot be read; `message` says why and what to do."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


# --- of the file ------------------------------------------------------------------------------------------------------
NOT_A_TABLE: Final = Text(
    "Файл кесте ретінде оқылмады. XLSX немесе CSV (UTF-8) түрінде сақтап, қайта жүктеңіз.",
    "Файл не читается как таблица. Сохраните его как XLSX или CSV (UTF-8) и загрузите снова.",
    "The file cannot be read as a table. Save it as XLSX or CSV (UTF-8) and upload it again.",
)
EMPTY: Final = Text(
    "Файлда тақырып жолынан кейін бірде-бір жол жоқ.",
    "В файле нет ни одной строки после заголовка.",
    "There is no row after the headings in the file.",
)
TOO_MANY: Final = Text(
    "Файлда {most} жолдан көп. Оны бірнеше файлға бөліңіз.",
    "В файле больше {most} строк. Разделите его на несколько файлов.",
    "There are more than {most} rows in the file. Divide it into several files.",
)
UNKNOWN_HEADINGS: Final = Text(
    "Бірінші жолда белгісіз тақырыптар бар: {names}. Үлгідегі тақырыптарды пайдаланыңыз.",
    "В первой строке есть неизвестные заголовки: {names}. Возьмите заголовки из шаблона.",
    "There are unknown headings in the first row: {names}. Take the headings of the template.",
)
MISSING_HEADINGS: Final = Text(
    "Бірінші жолда мына бағандар жоқ: {names}.",
    "В первой строке нет столбцов: {names}.",
    "These columns are missing in the first row: {names}.",
)
TWICE: Final = Text(
    "Бағанның тақырыбы екі рет кездеседі: {names}.",
    "Заголовок столбца стоит дважды: {names}.",
    "A heading stands twice: {names}.",
)
INFECTED: Final = Text(
    "Вирусқа қарсы бағдарлама бұл файлдан қауіпті код тапты.",
    "Антивирус нашёл в этом файле опасный код.",
    "The virus scanner found dangerous code in this file.",
)
GONE: Final = Text(
    "Сақталған файл оқылмайды. Оны қайта жүктеңіз.",
    "Сохранённый файл не читается. Загрузите его снова.",
    "The kept file cannot be read. Upload it again.",
)
FAILED: Final = Text(
    "Порталда қате болды; қатысушылар тізбесіне ештеңе енгізілмеді. Қолдау қызметіне хабарлаңыз.",
    "На портале произошла ошибка; в перечень ничего не внесено. Сообщите в поддержку.",
    "The portal failed; nothing was entered in the register. Tell the support.",
)
MOVED_ON: Final = Text(
    "Тексеруден кейін қатысушылар тізбесі өзгерді, сондықтан ештеңе енгізілмеді. Төменде қазіргі айырмашылықтар.",
    "После проверки перечень изменился, поэтому ничего не внесено. Ниже – расхождения на сейчас.",
    "The register has changed since the check, so nothing was entered. Below is what differs now.",
)

# --- of a cell --------------------------------------------------------------------------------------------------------
MISSING: Final = Text("Ұяшық бос. Толтырыңыз.", "Ячейка пуста. Заполните её.", "The cell is empty. Fill it in.")
TOO_LONG: Final = Text(
    "{most} таңбадан ұзын. Қысқартыңыз.",
    "Длиннее {most} знаков. Сократите.",
    "Longer than {most} characters. Shorten it.",
)
SIGNS: Final = Text(
    "Көрінбейтін таңбалар бар. Мәтінді қайта теріңіз.",
    "Есть невидимые знаки. Наберите текст заново.",
    "There are invisible characters. Type the text anew.",
)
REGION: Final = Text(
    "Мұндай өңір жоқ: {value}. Үлгідегі тізімнен алыңыз.",
    "Такого региона нет: {value}. Возьмите из списка в шаблоне.",
    "There is no such region: {value}. Take one from the list in the template.",
)
WORKS: Final = Text(
    "Басым қызмет түрлерінің тізбесінде жоқ: {value}. Мысалы, 1.development деп жазыңыз.",
    "Нет в перечне приоритетных видов деятельности: {value}. Пишите, например, 1.development.",
    "Not in the List of priority activities: {value}. Write, for example, 1.development.",
)
DAY: Final = Text(
    "Бұл күн емес: {value}. КК.АА.ЖЖЖЖ түрінде жазыңыз.",
    "Это не дата: {value}. Пишите ДД.ММ.ГГГГ.",
    "This is not a date: {value}. Write DD.MM.YYYY.",
)
FUTURE: Final = Text(
    "Күн әлі келген жоқ. Бұрынғы тізбеден өткен күндер ғана енгізіледі.",
    "День ещё не наступил. Из прежнего перечня вносится только прошедшее.",
    "The day lies in the future. Only what has happened is entered from the earlier register.",
)
BACKWARDS: Final = Text(
    "Соңғы күн басталған күннен бұрын.",
    "Последний день раньше первого.",
    "The last day comes before the first.",
)
TERM: Final = Text(
    "Қатысу мерзімі бір жылдан кем (35-тармақ): соңғы күн {until} немесе одан кейін болуы керек.",
    "Срок участия меньше года (пункт 35): последний день – {until} или позже.",
    "The term is shorter than a year (clause 35): the last day is {until} or later.",
)
AFTER_END: Final = Text(
    "Бұл күн қатысудың соңғы күнінен кейін.",
    "Этот день позже последнего дня участия.",
    "This day comes after the last day of participation.",
)
WEBSITE: Final = Text(
    "Бұл сайт мекенжайы емес: {value}. Ол https:// деп басталады.",
    "Это не адрес сайта: {value}. Он начинается с https://.",
    "This is not the address of a website: {value}. It begins with https://.",
)
CERTIFICATE_SIGNS: Final = Text(
    "Куәлік нөмірінде әріптер, цифрлар, сызықша, нүкте және көлбеу сызық қана болады: {value}.",
    "В номере свидетельства бывают только буквы, цифры, дефис, точка и косая черта: {value}.",
    "A certificate number has only letters, digits, hyphens, dots and slashes: {value}.",
)
FEE_KIND: Final = Text(
    "rate немесе fixed деп жазыңыз, алым болмаса бос қалдырыңыз.",
    "Напишите rate или fixed, а если сбора нет, оставьте пустым.",
    "Write rate or fixed, or leave it empty where there is no fee.",
)
NUMBER: Final = Text(
    "Бұл сан емес немесе тым үлкен: {value}.",
    "Это не число, или оно слишком велико: {value}.",
    "This is not a number, or it is too large: {value}.",
)
SHARE: Final = Text(
    "Үлес 0-ден үлкен, бірақ 100 пайыздан аспайды.",
    "Доля больше 0 и не больше 100 процентов.",
    "A share is above 0 and at most 100 per cent.",
)
LIMITS: Final = Text(
    "Жоғарғы шек төменгіден аз.",
    "Верхний предел меньше нижнего.",
    "The upper limit is below the lower one.",
)
WITHOUT_FEE: Final = Text(
    "Алым түрі бос, сондықтан бұл ұяшық та бос болуы керек.",
    "Вид сбора пуст, поэтому и эта ячейка должна быть пустой.",
    "The kind of fee is empty, so this cell must be empty, too.",
)
WITHOUT_CERTIFICATE: Final = Text(
    "Куәліктің нөмірі мен берілген күні бірге көрсетіледі.",
    "Номер и дата выдачи свидетельства указываются вместе.",
    "The number and the date of a certificate are given together.",
)
REPORT_FORM: Final = Text(
    "Мұндай есеп нысаны жоқ: {value}. Бар нысандар: {known}.",
    "Такой формы отчёта нет: {value}. Есть: {known}.",
    "There is no such report form: {value}. There are: {known}.",
)

# --- of rows beside each other ----------------------------------------------------------------------------------------
OTHER_ROW: Final = Text(
    "{row}-жолда сол ұйым үшін басқаша жазылған. Жолдарды бірдей етіңіз.",
    "В строке {row} у той же организации указано другое. Приведите строки к одному.",
    "Row {row} says otherwise of the same organisation. Make the rows agree.",
)
OVERLAP_ROW: Final = Text(
    "Қатысу {row}-жолдағы сол ұйымның қатысуымен қабаттасады.",
    "Участие пересекается с участием той же организации в строке {row}.",
    "The participation overlaps with that of the same organisation in row {row}.",
)
NUMBER_OF_ROW: Final = Text(
    "Бұл нөмір {row}-жолда басқа қатысуға тиесілі.",
    "Этот номер в строке {row} относится к другому участию.",
    "This number belongs to another participation in row {row}.",
)
NUMBER_SAYS_OTHER: Final = Text(
    "Осы нөмір үшін {row}-жолда басқаша жазылған.",
    "По этому же номеру в строке {row} указано другое.",
    "Row {row} says otherwise of the same number.",
)

# --- of the register --------------------------------------------------------------------------------------------------
STANDS: Final = Text(
    "Қатысушылар тізбесінде: {value}. Тізбе импортпен емес, тиісті әрекетпен өзгертіледі.",
    "В перечне: {value}. Перечень меняют не импортом, а соответствующим действием.",
    "The register says: {value}. It is changed by its acts, not by an import.",
)
NOTHING: Final = "—"
OVERLAP_STANDS: Final = Text(
    "Қатысушылар тізбесінде бұл ұйымның {since} – {until} қатысуы бар.",
    "В перечне есть участие этой организации: {since} – {until}.",
    "The register has a participation of this organisation from {since} to {until}.",
)
NUMBER_STANDS: Final = Text(
    "Бұл нөмір порталда басқа қатысуға тиесілі.",
    "Этот номер на портале относится к другому участию.",
    "This number belongs to another participation on the portal.",
)
NOT_BY_IMPORT: Final = Text(
    "Қатысу тізбеде бар, бірақ бұл нөмір онда жоқ. Жаңа шарт пен куәлік импортпен емес, тиісті әрекетпен беріледі.",
    "Участие в перечне есть, а этого номера в нём нет. Новый договор и свидетельство вносятся не импортом, а "
    "соответствующим действием.",
    "The participation stands in the register without this number. A new agreement or certificate comes by its act, "
    "not by an import.",
)

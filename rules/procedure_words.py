"""What `hub procedure` and the pages of docs/law say around a table."""

from rules.text import Text

ABOUT = Text(
    "Рәсімнің кестесін көрсетеді: кім, қай тармақ бойынша, нені және қай мерзімде жасайды.",
    "Показывает таблицу процедуры: кто, по какому пункту, что и в какой срок делает.",
    "Shows the table of a procedure: who does what, by which clause and by when.",
)
NAME = Text("рәсімнің атауы", "название процедуры", "name of the procedure")
AS_JSON = Text("JSON түрінде", "в виде JSON", "as JSON")
LANG = Text("тіл: kk, ru немесе en", "язык: kk, ru или en", "language: kk, ru or en")
EDITION = Text("Қағидалардың редакциясы", "редакция Правил", "edition of the Rules")
CLAUSES = Text("Тармақтар", "Пункты", "Clauses")

ACT = Text("Әрекет", "Действие", "Act")
ACTOR = Text("Кім", "Кто", "Who")
CLAUSE = Text("Тармақ", "Пункт", "Clause")
COURSE = Text("Қайдан → қайда", "Откуда → куда", "From → to")
DUTY = Text("Міндет", "Обязанность", "Duty")
TERM = Text("Мерзім", "Срок", "Term")
SINCE = Text("Неден бастап", "С какого дня", "Counted from")
ACTS = Text("Әрекеттер", "Действия", "Acts")
DUTIES = Text("Міндеттер мен мерзімдер", "Обязанности и сроки", "Duties and terms")
GROUNDS = Text("Негіздер", "Основания", "Grounds")
NEEDS = Text("Шарттар", "Условия", "Conditions")
NOTES = Text("Ескертпелер", "Примечания", "Notes")
DIAGRAM = Text("Іс барысы", "Ход дела", "The course of a case")
OPENS = Text("туындайтын міндет", "возникает обязанность", "opens the duty")
GROUND = Text("негіз", "основание", "ground")
NEED = Text("шарт", "условие", "condition")
LIMIT = Text("соңғы мерзім", "предельный срок", "no later than")
NO_TERM = Text("Қағидаларда белгіленбеген", "Правилами не установлен", "none set by the Rules")

SINCE_ACT = Text("әрекет жасалған күн", "день действия", "the day of the act")
SINCE_RECEIPT = Text("келіп түскен күн", "день поступления", "the day of receipt")
SINCE_DATE = {
    "signed_on": Text("шартқа қол қойылған күн", "день подписания договора", "the day the agreement is signed"),
}

LAW = Text("Қағидалар кесте түрінде", "Правила в виде таблиц", "The Rules as tables")
LAW_ABOUT = Text(
    "Бұл беттер `rules/` бумасынан жасалады. Қолмен түзетілмейді: `hub lawdocs` пәрменін іске қосыңыз.",
    "Эти страницы собираются из папки `rules/`. Вручную их не правят: выполните команду `hub lawdocs`.",
    "These pages are made from the folder `rules/`. They are not edited by hand: run `hub lawdocs`.",
)
PROCEDURES = Text("Рәсімдер", "Процедуры", "Procedures")
ALL_CLAUSES = Text("Қағидалардың барлық тармағы", "Все пункты Правил", "All clauses of the Rules")
TITLE = Text("Мазмұны", "О чём", "About")
SUMMARY = Text("Қарапайым тілмен", "Простыми словами", "In plain words")


def since(name: str) -> Text:
    """From which day a duty counts; a date without words of its own is called by its name."""
    known = {"act": SINCE_ACT, "receipt": SINCE_RECEIPT} | SINCE_DATE
    return known.get(name, Text(name, name, name))


def unknown(name: str, names: list[str]) -> Text:
    listed = ", ".join(names)
    return Text(
        f"«{name}» рәсімі жоқ. Мыналар бар: {listed}.",
        f"Процедуры «{name}» нет. Есть: {listed}.",
        f"There is no procedure “{name}”. There are: {listed}.",
    )

"""The companies of the demonstration: invented names, and the story each lives through."""

from typing import NamedTuple


class Company(NamedTuple):
    """A company: its names, works of the List, language, and how its story goes."""

    kk: str
    ru: str
    works: tuple[str, ...]
    story: str = "participant"
    language: str = "ru"
    life: str = ""
    """What it lives through as a participant, by `hub.demo.life`."""
    quarters: str = ""
    """What sets its quarters apart from those of others, by `hub.demo.quarters`."""


def _llp(
    kk: str,
    ru: str,
    *works: str,
    story: str = "participant",
    language: str = "ru",
    life: str = "",
    quarters: str = "",
) -> Company:
    return Company(f"«{kk}» ЖШС", f"ТОО «{ru}»", works or ("1.development",), story, language, life, quarters)


# Those who went the whole way within the year, some of them with remarks, some with a late certificate.
PAST = (
    _llp("Сынақ Дала Код", "Пример Дала Код", "1.development", "1.implementation", quarters="foreigner"),
    _llp(
        "Сынақ Робот",
        "Пример Робот",
        "6.development",
        story="remarks_then_participant",
        language="kk",
        quarters="missed",
    ),
    _llp("Сынақ Бұлт", "Пример Бұлт", "10.development", quarters="concluded"),
    _llp(
        "Сынақ Көз",
        "Пример Көз",
        "13.development",
        "13.research",
        story="late_certificate",
        life="grows",
        quarters="asked",
    ),
    _llp("Сынақ Қорған", "Пример Қорған", "9.development", language="kk", quarters="remarked"),
    _llp("Сынақ Тізбек", "Пример Тізбек", "11.development", story="remarks_then_participant", quarters="answers"),
    _llp("Сынақ Ойын", "Пример Ойын", "16.development", quarters="late"),
    _llp("Сынақ Сабақ", "Пример Сабақ", "17.development", story="refused"),
    _llp("Сынақ Базар", "Пример Базар", "14.development", life="is heard"),
    _llp("Сынақ Зат", "Пример Зат", "15.development", language="kk", quarters="unfiled"),
    _llp("Сынақ Есеп", "Пример Есеп", "2.development", story="remarks_then_participant", life="is ended"),
    _llp("Сынақ Дерек", "Пример Дерек", "3.development", life="moves"),
    _llp("Сынақ Шолу", "Пример Шолу", "18.development", story="withdrawn"),
    _llp("Сынақ Ұшқыш", "Пример Ұшқыш", "12.development", language="kk", life="adds"),
    _llp("Сынақ Чип", "Пример Чип", "5.research"),
    _llp("Сынақ Радио", "Пример Радио", "7.development", story="late_certificate"),
    _llp("Сынақ Есептеу", "Пример Есептеу", "19.development"),
    _llp("Сынақ Зерде", "Пример Зерде", "4.research", language="kk"),
    _llp("Сынақ Мұнара", "Пример Мұнара", "8.development", story="refused"),
    _llp("Сынақ Сөз", "Пример Сөз", "13.development"),
    _llp("Сынақ Жол", "Пример Жол", "2.development", story="remarks_then_participant"),
    _llp("Сынақ Төлем", "Пример Төлем", "1.development", language="kk"),
    _llp("Сынақ Қойма", "Пример Қойма", "1.implementation"),
    _llp("Сынақ Емхана", "Пример Емхана", "2.implementation", story="withdrawn"),
    _llp("Сынақ Егін", "Пример Егін", "15.implementation"),
)

# One company in every state of today; `owner` in the story's name is the demo account that heads it.
TODAY = (
    _llp("Үлгі Софт", "Пример Софт", "1.development", story="draft"),
    _llp("Үлгі Дизайн", "Пример Дизайн", "16.development", story="draft_begun"),
    _llp("Үлгі Тексеру", "Пример Проверка", "2.development", story="check"),
    _llp("Үлгі Қашық", "Пример Дальний", "15.development", story="check_late", language="kk"),
    _llp("Үлгі Экспорт", "Пример Экспорт", "10.development", story="check_english"),
    _llp("Үлгі Ескерту", "Пример Замечание", "13.development", story="remarks", language="kk"),
    _llp("Үлгі Жауап", "Пример Ответ", "14.development", story="answered"),
    _llp("Үлгі Кезек", "Пример Очередь", "9.development", story="commission_waiting"),
    _llp("Үлгі Отырыс", "Пример Заседание", "11.development", story="commission_sitting"),
    _llp("Үлгі Дауыс", "Пример Голос", "6.development", story="commission_sitting", language="kk"),
    _llp("Үлгі Шешім", "Пример Решение", "12.development", story="approved"),
    _llp("Үлгі Шарт", "Пример Договор", "18.development", story="approved_notified"),
    _llp("Үлгі Куәлік", "Пример Свидетельство", "19.development", story="agreed"),
    _llp("Үлгі Бас тарту", "Пример Отказ", "17.development", story="refused_today"),
    _llp(
        "Үлгі Қатысушы", "Пример Участник", "1.development", "13.development", story="participant_today", language="kk"
    ),
)
# Demo accounts that act for participants too: what the company lives through → account.
COLLEAGUES = {"grows": "participant", "is heard": "heard", "is ended": "heard"}
OWNERS = {"draft": "applicant", "remarks": "remarks", "refused_today": "refused", "participant_today": "participant"}

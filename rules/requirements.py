"""Clause 7: the seven requirements as questions, so that anyone can check themselves before an account exists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rules.text import Text

Reply = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement of clause 7: what is asked, which reply is an obstacle, what the obstacle is, how to mend it."""

    key: str
    clause: str
    question: Text
    obstacle_when: Reply
    obstacle: Text
    mend: Text


REQUIREMENTS = (
    Requirement(
        "legal_entity",
        "7/1",
        Text(
            "Сіздің ұйымыңыз — заңды тұлға ма?",
            "Ваша организация — юридическое лицо?",
            "Is your organisation a legal entity?",
        ),
        "no",
        Text(
            "Қатысушы тек заңды тұлға бола алады.",
            "Участником может быть только юридическое лицо.",
            "Only a legal entity can be a participant.",
        ),
        Text(
            "Заңды тұлғаны, мысалы ЖШС-ті тіркеп, өтінішті соның атынан беріңіз.",
            "Зарегистрируйте юридическое лицо, например ТОО, и подайте заявление от его имени.",
            "Register a legal entity, such as an LLP, and apply on its behalf.",
        ),
    ),
    Requirement(
        "branches",
        "7/2",
        Text(
            "Ұйымның филиалдары бар ма? Өкілдіктер есепке алынбайды.",
            "Есть ли у организации филиалы? Представительства не считаются.",
            "Does the organisation have branches? Representative offices do not count.",
        ),
        "yes",
        Text(
            "Өтініш берілген күні филиал болмауы керек; өкілдік болуы мүмкін.",
            "На день подачи заявления филиалов быть не должно; представительства допускаются.",
            "On the day of filing there may be no branches; representative offices are allowed.",
        ),
        Text(
            "Өтініш бермес бұрын филиалды жабыңыз немесе өкілдікке айналдырыңыз.",
            "До подачи заявления закройте филиал или преобразуйте его в представительство.",
            "Close the branch, or turn it into a representative office, before you apply.",
        ),
    ),
    Requirement(
        "investment_project",
        "7/3",
        Text(
            "Ұйым инвестициялық басым жобаны (Кәсіпкерлік кодекстің 284-бабы) немесе 2015 жылғы 1 қаңтарға дейінгі "
            "шарт бойынша стратегиялық жобаны іске асырып жатыр ма немесе іске асырды ма?",
            "Реализует или реализовала ли организация инвестиционный приоритетный проект (статья 284 "
            "Предпринимательского кодекса) либо стратегический проект по контракту до 1 января 2015 года?",
            "Is or was the organisation carrying out an investment priority project (article 284 of the "
            "Entrepreneurial Code), or a strategic one under a contract made before 1 January 2015?",
        ),
        "yes",
        Text(
            "Мұндай жобасы бар ұйымдар қатысушы бола алмайды.",
            "Организации с такими проектами не могут быть участниками.",
            "Organisations with such projects cannot be participants.",
        ),
        Text(
            "Жобаңыз осыған жататынын заңгермен нақтылаңыз. Басқа заңды тұлға өтініш бере алады.",
            "Уточните у юриста, относится ли это к вашему проекту. Заявление может подать другое юридическое лицо.",
            "Ask a lawyer whether this covers your project. Another legal entity may apply.",
        ),
    ),
    Requirement(
        "state_share",
        "7/4",
        Text(
            "Ұйымның 50 немесе одан көп пайызы тікелей не жанама түрде мемлекетке, ұлттық холдингтерге, ұлттық "
            "компанияларға немесе олардың еншілес ұйымдарына тиесілі ме?",
            "Принадлежит ли 50 или более процентов организации прямо или косвенно государству, национальным холдингам, "
            "национальным компаниям или их дочерним организациям?",
            "Do the state, national holdings, national companies or their subsidiaries hold 50 per cent or more of the "
            "organisation, directly or indirectly?",
        ),
        "yes",
        Text(
            "Мемлекеттің үлесі 50 пайыздан кем болуы керек.",
            "Доля государства должна быть меньше 50 процентов.",
            "The share of the state must be below 50 per cent.",
        ),
        Text(
            "Құрылтайшылардың үлесі өзгергеннен кейін өтініш беріңіз.",
            "Подайте заявление после изменения долей учредителей.",
            "Apply once the owners' shares have changed.",
        ),
    ),
    Requirement(
        "subsoil_or_zone",
        "7/5",
        Text(
            "Ұйым жер қойнауын пайдаланушы немесе арнайы экономикалық аймақтың қатысушысы ма?",
            "Является ли организация недропользователем или участником специальной экономической зоны?",
            "Is the organisation a subsoil user or a participant of a special economic zone?",
        ),
        "yes",
        Text(
            "Жер қойнауын пайдаланушы мен арнайы экономикалық аймақ қатысушысы тіркелмейді.",
            "Недропользователи и участники специальных экономических зон не регистрируются.",
            "Subsoil users and participants of special economic zones are not registered.",
        ),
        Text(
            "Бұл мәртебе аяқталғаннан кейін өтініш беріңіз.",
            "Подайте заявление после прекращения этого статуса.",
            "Apply once that status has ended.",
        ),
    ),
    Requirement(
        "excise",
        "7/6",
        Text(
            "Ұйым акциз төлеуші ме (Салық кодексінің 461-бабы)?",
            "Является ли организация плательщиком акцизов (статья 461 Налогового кодекса)?",
            "Does the organisation pay excise (article 461 of the Tax Code)?",
        ),
        "yes",
        Text(
            "Акциз төлеушілер қатысушы бола алмайды.",
            "Плательщики акцизов не могут быть участниками.",
            "Excise payers cannot be participants.",
        ),
        Text(
            "Акцизделетін қызметті тоқтатқаннан кейін өтініш беріңіз.",
            "Подайте заявление после прекращения подакцизной деятельности.",
            "Apply once the excisable activity has ended.",
        ),
    ),
    Requirement(
        "priority_activity",
        "7/7",
        Text(
            "Ұйым басым қызмет түрлері тізбесіндегі кемінде бір қызметті және ондағы кемінде бір жұмысты атқара ма?",
            "Осуществляет ли организация хотя бы один вид деятельности из Перечня приоритетных и хотя бы одну работу "
            "в нём?",
            "Does the organisation carry out at least one activity on the List of priority activities, and at least "
            "one work within it?",
        ),
        "no",
        Text(
            "Басым қызмет түрінсіз тіркеу мүмкін емес.",
            "Без приоритетного вида деятельности регистрация невозможна.",
            "Without a priority activity registration is not possible.",
        ),
        Text(
            "Тізбені қарап шығып, жобаңызға сай қызмет түрі мен жұмыстарды таңдаңыз.",
            "Изучите Перечень и выберите вид деятельности и работы, которым отвечает ваш проект.",
            "Read the List and choose the activity and works that your project fits.",
        ),
    ),
)


def obstacles(replies: Mapping[str, str]) -> tuple[Requirement, ...]:
    """The requirements that the replies (key → yes | no) do not meet; a question without a reply is no obstacle yet."""
    return tuple(one for one in REQUIREMENTS if replies.get(one.key) == one.obstacle_when)
